package dev.lockstep.desktop.data.table;

import java.math.BigDecimal;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;

/** Numbers, exact to their last digit. */
final class NumberColumn extends StyledColumn<NumberColumn.Style> {

    private static final double[] POWERS = new double[23]; // those that doubles are exactly

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private static final long EXACT_MAX = 1L << 53;
    private static final int PLAIN_MAX = 18;

    /**
     * What is around the digits of a number, and where its decimal sign is.
     *
     * @param negative whether what is around them makes it less than zero
     * @param scale how many digits stand behind the decimal sign
     * @param power of ten, of the exponent
     * @param group between thousands; 0 for none
     * @param bare whether a zero before the decimal sign is left out
     */
    record Style(
            String prefix,
            String suffix,
            boolean negative,
            int scale,
            int power,
            char decimal,
            char group,
            boolean bare) {}

    private final NumberText parts = new NumberText();
    private final char plainDecimal;
    private final int[] plain = new int[PLAIN_MAX + 1]; // indexes of styles without anything around, by scale
    private int last = -1; // the style that was met last
    private long plainWord;
    private int plainScale;

    NumberColumn(ColumnInfo info) {
        super(info);
        this.plainDecimal =
                spelling().decimal() == Spelling.BY_CELL ? '.' : spelling().decimal();
        Arrays.fill(plain, -1);
    }

    // ---- adding

    @Override
    boolean isValue(String cell) {
        return isPlain(cell) || isNumber(NumberText.westernDigits(cell));
    }

    @Override
    long put(String cell) {
        if (isPlain(cell)) {
            int style = plain[plainScale];
            if (style < 0) {
                style = indexOf(new Style("", "", false, plainScale, 0, plainDecimal, Spelling.NO_GROUP, false));
                plain[plainScale] = style;
            }
            return style < 0 ? putOther(cell, BigDecimal.valueOf(plainWord, plainScale)) : putRegular(style, plainWord);
        }
        String western = NumberText.westernDigits(cell);
        if (!isNumber(western)) {
            return putNone(cell);
        } else if (!parts.isRegular() || !western.equals(cell)) {
            return putOther(cell, parts.exact());
        }
        boolean minus = parts.isNegative() && parts.isPlainMinus() && parts.unscaled() != 0;
        int style = style(cell, minus);
        return style < 0
                ? putOther(cell, parts.exact())
                : putRegular(style, minus ? -parts.unscaled() : parts.unscaled());
    }

    /** Digits with a minus before and a decimal sign among them, as most numbers are. */
    private boolean isPlain(String cell) {
        int length = cell.length();
        if (length == 0 || length > PLAIN_MAX) {
            return false;
        }
        boolean minus = cell.charAt(0) == '-';
        int begin = minus ? 1 : 0;
        int point = -1;
        long word = 0;
        for (int i = begin; i < length; i++) {
            char c = cell.charAt(i);
            if (c >= '0' && c <= '9') {
                word = word * 10 + (c - '0');
            } else if (c == plainDecimal && point < 0) {
                point = i;
            } else {
                return false;
            }
        }
        int whole = (point < 0 ? length : point) - begin;
        if (whole == 0
                || point == length - 1
                || (whole > 1 && cell.charAt(begin) == '0')
                || (word == 0 && minus)
                || (word != 0 && spelling().percent())) {
            return false;
        }
        plainWord = minus ? -word : word;
        plainScale = point < 0 ? 0 : length - 1 - point;
        return true;
    }

    private boolean isNumber(String cell) {
        Spelling by = spelling();
        if (!parts.split(cell)) {
            return false;
        } else if (by.decimal() == Spelling.BY_CELL) {
            return parts.digitsByCell();
        } else if (!parts.digits(by.decimal(), by.group())) {
            return false;
        }
        boolean zero = parts.isLong() && parts.unscaled() == 0;
        boolean unit = parts.currency().isEmpty()
                || NumberText.canonical(parts.currency()).equals(NumberText.canonical(by.currency()));
        return unit && (parts.isPercent() == by.percent() || (zero && by.percent()));
    }

    /** The index of the style that the cell has which was just read; −1 where there are too many. */
    private int style(String cell, boolean minus) {
        char decimal = parts.isDecimal() ? parts.decimalSign() : plainDecimal;
        if (last >= 0 && isOf(styleAt(last), cell, minus, decimal)) {
            return last;
        }
        last = indexOf(new Style(
                minus ? parts.prefix() : cell.substring(0, cell.length() - parts.digitsAndSuffix()),
                parts.suffix(),
                parts.isNegative() && !minus,
                parts.scale(),
                parts.power(),
                decimal,
                parts.groupSign(),
                parts.isBare()));
        return last;
    }

    private boolean isOf(Style style, String cell, boolean minus, char decimal) {
        int before = cell.length() - parts.digitsAndSuffix() - (minus ? 1 : 0);
        return style.scale() == parts.scale()
                && style.power() == parts.power()
                && style.decimal() == decimal
                && style.group() == parts.groupSign()
                && style.bare() == parts.isBare()
                && style.negative() == (parts.isNegative() && !minus)
                && style.prefix().length() == before
                && cell.startsWith(style.prefix())
                && style.suffix().length() == parts.suffixLength()
                && cell.endsWith(style.suffix());
    }

    // ---- what a style says

    @Override
    boolean isQuick(Style style, long word) {
        return Math.abs(word) <= EXACT_MAX && Math.abs(style.scale() - style.power()) < POWERS.length;
    }

    @Override
    public double value(Style style, long word) {
        double value;
        if (isQuick(style, word)) { // both are exact: the result is rounded once, and so is the nearest
            int power = style.power() - style.scale();
            value = power < 0 ? word / POWERS[-power] : word * POWERS[power];
        } else {
            return exact(style, word).doubleValue() + 0.0;
        }
        return (style.negative() ? -value : value) + 0.0; // never −0
    }

    @Override
    BigDecimal exact(Style style, long word) {
        BigDecimal value = BigDecimal.valueOf(word, style.scale() - style.power());
        return style.negative() ? value.negate() : value;
    }

    @Override
    public String text(Style style, long word) {
        String digits = Long.toString(Math.abs(word));
        int scale = style.scale();
        if (digits.length() <= scale) {
            digits = "0".repeat(scale + (style.bare() ? 0 : 1) - digits.length()) + digits;
        }
        StringBuilder text = new StringBuilder(style.prefix());
        if (word < 0) {
            text.append('-');
        }
        int whole = digits.length() - scale;
        for (int i = 0; i < whole; i++) {
            if (i > 0 && style.group() != Spelling.NO_GROUP && (whole - i) % 3 == 0) {
                text.append(style.group());
            }
            text.append(digits.charAt(i));
        }
        if (scale > 0) {
            text.append(style.decimal()).append(digits, whole, digits.length());
        }
        return text.append(style.suffix()).toString();
    }

    @Override
    int compare(Style one, long oneWord, Style other, long otherWord) {
        if (one.scale() - one.power() == other.scale() - other.power()) {
            return Long.compare(one.negative() ? -oneWord : oneWord, other.negative() ? -otherWord : otherWord);
        }
        int nearly = Double.compare(value(one, oneWord), value(other, otherWord));
        return nearly != 0 ? nearly : exact(one, oneWord).compareTo(exact(other, otherWord));
    }

    @Override
    public String group(BigDecimal exact) {
        return words(exact);
    }

    @Override
    @Nullable
    public BigDecimal bound(String typed) {
        NumberText number = new NumberText();
        String western = NumberText.westernDigits(typed.strip());
        if (!number.split(western)) {
            return null;
        }
        Spelling by = spelling();
        if (by.decimal() != Spelling.BY_CELL && number.digits(by.decimal(), by.group())) {
            return number.exact();
        }
        return number.digitsByCell() ? number.exact() : null;
    }
}
