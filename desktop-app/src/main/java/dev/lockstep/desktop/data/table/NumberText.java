package dev.lockstep.desktop.data.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes the text of a cell apart that may be a number: signs and units, digits, exponent. One object reads one cell after
 * another, by one thread. First {@link #split}, which asks for no spelling, then {@link #digits}, which reads by one.
 */
public final class NumberText {

    /** A longer text is no number. */
    static final int CHARS_MAX = 60;

    private static final int EXPONENT_DIGITS_MAX = 3;
    private static final long LONG_MAX = Long.MAX_VALUE; // it ends with a 7

    private static final Set<String> CURRENCIES = Set.of(
            "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "RMB", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN",
            "UAH", "INR", "AUD", "CAD", "NZD", "BRL", "MXN", "ZAR", "KRW", "SGD", "HKD", "ILS", "AED", "SAR", "THB",
            "kr", "Ft", "zł", "Kč", "Fr.", "US$", "R$", "A$", "C$", "руб");

    private static final Map<String, String> SAME =
            Map.of("€", "EUR", "$", "USD", "US$", "USD", "£", "GBP", "Kč", "CZK", "zł", "PLN", "Fr.", "CHF");

    private String text = "";
    private int from; // of the digits, and what stands between them
    private int to;
    private boolean minus;
    private boolean plus;
    private int minusAt;
    private boolean bracket;
    private boolean percent;
    private String currency = "";
    private boolean exponent;
    private boolean exponentSigned;
    private int power;
    private long unscaled;
    private int scale;
    private int digitCount;
    private boolean isLong;
    private boolean grouped;
    private boolean evenly;
    private char groupSign;
    private boolean zeroFirst;
    private boolean bare;
    private boolean decimalSeen;
    private char decimalSign;

    /** The currencies that are known, each by one name: signs first. */
    public static List<String> currencies() {
        List<String> all = new ArrayList<>(List.of("€", "$", "£", "¥", "₹", "₽", "₩", "₺", "₴", "₪"));
        Set<String> known = all.stream().map(NumberText::canonical).collect(Collectors.toCollection(HashSet::new));
        CURRENCIES.stream().sorted().filter(name -> known.add(canonical(name))).forEach(all::add);
        return all;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F' || c == '\u2009' || c == '\u2007' || c == '\t';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Names of one currency are one: €, EUR. */
    public static String canonical(String currency) {
        return SAME.getOrDefault(currency, currency);
    }

    /** @return whether it may be a number, in one spelling or another */
    public boolean split(String cell) {
        text = cell;
        minus = false;
        plus = false;
        minusAt = -1;
        bracket = false;
        percent = false;
        currency = "";
        exponent = false;
        exponentSigned = false;
        power = 0;
        int length = cell.length();
        if (length == 0 || length > CHARS_MAX) {
            return false;
        }
        int at = before(0);
        if (at < 0) {
            return false;
        }
        from = at;
        while (at < length && isOfNumber(at)) {
            at++;
        }
        to = at;
        at = exponent(at);
        return at >= 0 && behind(at) && !(percent && !currency.isEmpty());
    }

    /** @return where the digits begin; −1 where there are none */
    private int before(int begin) {
        int at = begin;
        boolean open = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean point = (c == '.' || c == ',') && at + 1 < text.length() && isDigit(text.charAt(at + 1));
            if (isDigit(c) || point) {
                bracket = open;
                minus |= open;
                return at;
            }
            int sign = currencyAt(at);
            if (isSpace(c)) {
                at++;
            } else if (c == '(' && !open && !minus && !plus) {
                open = true;
                at++;
            } else if ((isMinus(c) || c == '+') && !open && !minus && !plus) {
                minus = c != '+';
                plus = c == '+';
                minusAt = at++;
            } else if (sign > 0 && currency.isEmpty()) {
                currency = text.substring(at, at + sign);
                at += sign;
            } else {
                return -1;
            }
        }
        return -1;
    }

    private boolean isOfNumber(int at) {
        char c = text.charAt(at);
        if (isDigit(c) || c == '.' || c == ',') {
            return true;
        }
        boolean between = at + 1 < text.length() && isDigit(text.charAt(at + 1));
        return between && (c == '\'' || c == '’' || isSpace(c));
    }

    private int exponent(int begin) {
        if (begin >= text.length() || (text.charAt(begin) != 'e' && text.charAt(begin) != 'E')) {
            return begin;
        }
        int at = begin + 1;
        boolean negative = false;
        if (at < text.length() && (text.charAt(at) == '+' || isMinus(text.charAt(at)))) {
            negative = text.charAt(at) != '+';
            exponentSigned = true;
            at++;
        }
        int digits = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            power = at - digits < EXPONENT_DIGITS_MAX ? power * 10 + (text.charAt(at) - '0') : Integer.MAX_VALUE;
            at++;
        }
        if (at == digits || at - digits > EXPONENT_DIGITS_MAX) {
            return -1;
        }
        exponent = true;
        power = negative ? -power : power;
        return at;
    }

    private boolean behind(int begin) {
        int at = begin;
        boolean open = bracket;
        while (at < text.length()) {
            char c = text.charAt(at);
            int sign = currencyAt(at);
            if (isSpace(c)) {
                at++;
            } else if (c == ')' && open) {
                open = false;
                at++;
            } else if (c == '%' && !percent) {
                percent = true;
                at++;
            } else if (isMinus(c) && !minus && !plus) {
                minus = true;
                at++;
            } else if (sign > 0 && currency.isEmpty()) {
                currency = text.substring(at, at + sign);
                at += sign;
            } else {
                return false;
            }
        }
        return !open;
    }

    private static boolean isMinus(char c) {
        return c == '-' || c == '−' || c == '–';
    }

    /** @return how many characters the name of a currency has that stands there, 0 for none */
    private int currencyAt(int at) {
        char c = text.charAt(at);
        for (int length = 3; length >= 2; length--) {
            if (at + length <= text.length() && CURRENCIES.contains(text.substring(at, at + length))) {
                boolean more = at + length < text.length() && Character.isLetter(text.charAt(at + length));
                return more ? 0 : length;
            }
        }
        return Character.getType(c) == Character.CURRENCY_SYMBOL ? 1 : 0;
    }

    /** Reads what was split. @return whether it is a number in this spelling */
    public boolean digits(char decimal, char group) {
        unscaled = 0;
        isLong = true;
        scale = 0;
        digitCount = 0;
        grouped = false;
        evenly = true;
        groupSign = 0;
        decimalSeen = false;
        decimalSign = decimal;
        int whole = 0;
        int inGroup = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digitCount++;
                isLong &= unscaled < LONG_MAX / 10 || (unscaled == LONG_MAX / 10 && c <= '7');
                unscaled = unscaled * 10 + (c - '0');
                if (decimalSeen) {
                    scale++;
                } else {
                    whole++;
                    inGroup++;
                }
            } else if (c == decimal && !decimalSeen) {
                decimalSeen = true;
            } else if (!decimalSeen && isGroup(c, group) && groupEnds(c, inGroup)) {
                inGroup = 0;
            } else {
                return false;
            }
        }
        char first = text.charAt(from);
        bare = whole == 0;
        zeroFirst = whole > 1 && first == '0';
        return digitCount > 0 && !(grouped && (inGroup != 3 || first == '0'));
    }

    private static boolean isGroup(char c, char group) {
        return group == ' ' ? isSpace(c) : group == '\'' ? c == '\'' || c == '’' : c == group;
    }

    /** Between thousands stand three digits, or two as in India; the first are as many as there are. */
    private boolean groupEnds(char sign, int digits) {
        boolean first = !grouped;
        boolean fits = first ? digits >= 1 && digits <= 3 && groupSign == 0 : digits == 3 || digits == 2;
        if (!first && (digits != 3 || sign != groupSign)) {
            evenly = false;
        }
        grouped = true;
        groupSign = sign;
        return fits;
    }

    /** As tables without a spelling are read: a comma is a decimal one where there is one of them and no point. */
    boolean digitsByCell() {
        int comma = text.indexOf(',', from);
        boolean decimalComma = comma >= 0 && comma < to && text.indexOf(',', comma + 1) < 0 && text.indexOf('.') < 0;
        return decimalComma ? digits(',', Spelling.NO_GROUP) : digits('.', ',');
    }

    /** The digits of the number without a decimal sign; only where {@link #isLong}. */
    long unscaled() {
        return unscaled;
    }

    /** How many digits stand behind the decimal sign. */
    int scale() {
        return scale;
    }

    /** The power of ten behind the e; 0 without. */
    int power() {
        return power;
    }

    boolean isNegative() {
        return minus;
    }

    boolean isLong() {
        return isLong;
    }

    public boolean isPercent() {
        return percent;
    }

    /** As it is written; empty for none. */
    public String currency() {
        return currency;
    }

    public boolean hasPlus() {
        return plus;
    }

    public boolean hasExponent() {
        return exponent;
    }

    public boolean isExponentSigned() {
        return exponentSigned;
    }

    public boolean isGrouped() {
        return grouped;
    }

    public boolean isDecimal() {
        return decimalSeen;
    }

    /** The one that it was read by. */
    char decimalSign() {
        return decimalSign;
    }

    /** Whether zeros stand before it, as in codes: 007. */
    public boolean hasZeroFirst() {
        return zeroFirst;
    }

    public int digitCount() {
        return digitCount;
    }

    /** Whether nothing stands before its decimal sign: .5 */
    boolean isBare() {
        return bare;
    }

    char groupSign() {
        return groupSign;
    }

    /** Whether the text can be made of the digits and what stands around them. */
    boolean isRegular() {
        return isLong && !zeroFirst && (!grouped || evenly) && !(decimalSeen && scale == 0);
    }

    /** Whether the minus is a plain one right before the digits. */
    boolean isPlainMinus() {
        return minus && !bracket && minusAt == from - 1 && minusAt >= 0 && text.charAt(minusAt) == '-';
    }

    /** What stands before the digits, a plain minus left out. */
    String prefix() {
        return text.substring(0, isPlainMinus() ? minusAt : from);
    }

    /** What stands behind the digits, with the exponent. */
    String suffix() {
        return text.substring(to);
    }

    /** How many characters there are from the first digit on. */
    int digitsAndSuffix() {
        return text.length() - from;
    }

    int suffixLength() {
        return text.length() - to;
    }

    /** The number, exactly. */
    BigDecimal exact() {
        BigDecimal value;
        if (isLong) {
            value = BigDecimal.valueOf(unscaled, scale);
        } else {
            StringBuilder digits = new StringBuilder();
            for (int i = from; i < to; i++) {
                if (isDigit(text.charAt(i))) {
                    digits.append(text.charAt(i));
                }
            }
            value = new BigDecimal(new java.math.BigInteger(digits.toString()), scale);
        }
        value = value.scaleByPowerOfTen(power);
        return minus ? value.negate() : value;
    }

    /** Digits of other scripts as those that are read here; the same text where there are none. */
    public static String westernDigits(String cell) {
        if (cell.length() > CHARS_MAX || cell.chars().allMatch(c -> c < 0x660)) {
            return cell;
        }
        StringBuilder western = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            int digit = Character.digit(c, 10);
            western.append(digit >= 0 ? (char) ('0' + digit) : c == '٫' ? '.' : c == '٬' ? ',' : c);
        }
        return western.toString();
    }
}
