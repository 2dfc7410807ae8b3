package dev.lockstep.desktop.data.table;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Spelling.DateOrder;
import dev.lockstep.desktop.data.table.Spelling.Zones;

/**
 * Dates and times, to the nanosecond. Those of a zone are moments; those without are what a clock on the wall showed, and no
 * zone is made up for them. Both are counted from 1970, moments in UTC.
 */
public final class DateColumn extends StyledColumn<DateColumn.Style> {

    private static final int MILLI_DIGITS = 3;
    private static final int MICRO_DIGITS = 6;
    private static final int NANO_DIGITS = 9;

    /**
     * @param pattern the text, with a {@link DateField} for each part of the time
     * @param offsetSeconds of its zone
     * @param digits of a second that are counted: 3, 6 or 9
     */
    record Style(String pattern, int offsetSeconds, int digits) {

        long perSecond() {
            return digits == MILLI_DIGITS ? 1_000 : digits == MICRO_DIGITS ? 1_000_000 : 1_000_000_000;
        }
    }

    private final DateText parts = new DateText();
    private int last = -1;

    DateColumn(ColumnInfo info) {
        super(info);
    }

    @Override
    boolean isValue(String cell) {
        return isDate(cell);
    }

    @Override
    long put(String cell) {
        if (!isDate(cell)) {
            return putNone(cell);
        }
        int digits = parts.fractionDigits() <= MILLI_DIGITS
                ? MILLI_DIGITS
                : parts.fractionDigits() <= MICRO_DIGITS ? MICRO_DIGITS : NANO_DIGITS;
        int style = style(digits);
        if (style >= 0) {
            try {
                long second = styleAt(style).perSecond();
                return putRegular(
                        style,
                        Math.addExact(
                                Math.multiplyExact(parts.epochSecond(), second),
                                parts.nanos() / (1_000_000_000 / second)));
            } catch (ArithmeticException e) {
                style = -1; // too far from 1970 to be counted in nanoseconds
            }
        }
        return putOther(
                cell,
                BigDecimal.valueOf(parts.epochSecond())
                        .add(BigDecimal.valueOf(parts.nanos(), NANO_DIGITS))
                        .movePointRight(MILLI_DIGITS));
    }

    private boolean isDate(String cell) {
        Spelling by = spelling();
        return parts.read(cell, by.order())
                && (by.zones() == Zones.ANY || (by.zones() == Zones.WITH ? parts.isZoned() : !parts.isZoned()));
    }

    private int style(int digits) {
        if (last >= 0) {
            Style before = styleAt(last);
            if (before.digits() == digits
                    && before.offsetSeconds() == parts.offsetSeconds()
                    && before.pattern().contentEquals(parts.pattern())) {
                return last;
            }
        }
        last = indexOf(new Style(parts.pattern().toString(), parts.offsetSeconds(), digits));
        return last;
    }

    @Override
    boolean isQuick(Style style, long word) {
        return true;
    }

    @Override
    public double value(Style style, long word) {
        return style.digits() == MILLI_DIGITS ? word : word / (style.perSecond() / 1_000.0);
    }

    @Override
    BigDecimal exact(Style style, long word) {
        return BigDecimal.valueOf(word, style.digits() - MILLI_DIGITS);
    }

    @Override
    public String text(Style style, long word) {
        long perSecond = style.perSecond();
        long second = Math.floorDiv(word, perSecond);
        int nanos = (int) (Math.floorMod(word, perSecond) * (1_000_000_000 / perSecond));
        LocalDateTime time = LocalDateTime.ofEpochSecond(second + style.offsetSeconds(), nanos, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder();
        int place = 100_000_000; // of the next digit of the fraction, in nanoseconds
        String pattern = style.pattern();
        for (int i = 0; i < pattern.length(); i++) {
            DateField field = DateField.of(pattern.charAt(i));
            if (field == null) {
                text.append(pattern.charAt(i));
            } else if (field == DateField.FRACTION) {
                text.append(nanos / place % 10);
                place /= 10;
            } else {
                String digits = String.valueOf(part(field, time));
                text.append("0".repeat(Math.max(0, field.digits() - digits.length())))
                        .append(digits);
            }
        }
        return text.toString();
    }

    private static int part(DateField field, LocalDateTime time) {
        return switch (field) {
            case YEAR -> time.getYear();
            case YEAR_OF_CENTURY -> time.getYear() % 100;
            case MONTH, MONTH_TWO -> time.getMonthValue();
            case DAY, DAY_TWO -> time.getDayOfMonth();
            case HOUR, HOUR_TWO -> time.getHour();
            case HOUR_OF_HALF, HOUR_OF_HALF_TWO -> (time.getHour() + 11) % 12 + 1;
            case MINUTE -> time.getMinute();
            case SECOND -> time.getSecond();
            case FRACTION -> 0;
        };
    }

    @Override
    int compare(Style one, long oneWord, Style other, long otherWord) {
        if (one.digits() == other.digits()) {
            return Long.compare(oneWord, otherWord);
        }
        int seconds =
                Long.compare(Math.floorDiv(oneWord, one.perSecond()), Math.floorDiv(otherWord, other.perSecond()));
        return seconds != 0 ? seconds : exact(one, oneWord).compareTo(exact(other, otherWord));
    }

    @Override
    public String group(BigDecimal exact) {
        return words(exact);
    }

    /** A time as ISO 8601 has it, without what is zero at its end. */
    public static String words(BigDecimal millis) {
        BigDecimal second = millis.movePointLeft(MILLI_DIGITS);
        long whole = second.setScale(0, java.math.RoundingMode.FLOOR).longValue();
        String fraction =
                second.subtract(BigDecimal.valueOf(whole)).stripTrailingZeros().toPlainString();
        LocalDateTime time = LocalDateTime.ofEpochSecond(whole, 0, ZoneOffset.UTC);
        return fraction.startsWith("0.")
                ? time.toLocalDate() + " " + time.toLocalTime().format(ColumnType.TIME_SECONDS) + fraction.substring(1)
                : ColumnType.words(whole * 1_000.0);
    }

    @Override
    @Nullable
    public BigDecimal bound(String typed) {
        DateText date = new DateText();
        if (!date.read(typed.strip(), spelling().order()) && !date.read(typed.strip(), DateOrder.YMD)) {
            return null;
        }
        return BigDecimal.valueOf(date.epochSecond())
                .add(BigDecimal.valueOf(date.nanos(), NANO_DIGITS))
                .movePointRight(MILLI_DIGITS);
    }
}
