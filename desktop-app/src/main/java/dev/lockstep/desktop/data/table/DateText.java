package dev.lockstep.desktop.data.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.Spelling.DateOrder;

/**
 * Takes the text of a cell apart that may be a date or a time of one. One object reads one cell after another, by one thread.
 *
 * <p>Beside the moment it makes a pattern: the text with its digits replaced by {@link DateField}s, so that of a million times
 * that are written alike the pattern is kept once.
 */
public final class DateText {

    /** A longer text is no date. */
    static final int CHARS_MAX = 80;

    private static final int CENTURY_TURNS = 70; // 69 is 2069, 70 is 1970
    private static final int GUESSED_YEAR_MIN = 1800;
    private static final int GUESSED_YEAR_MAX = 2200;
    private static final int OFFSET_HOURS_MAX = 18;
    private static final int FRACTION_DIGITS_MAX = 9;

    private final StringBuilder pattern = new StringBuilder();
    private String text = "";
    private DateOrder asked = DateOrder.YMD;
    private int at;
    private int year;
    private int month;
    private int day;
    private final Set<DateOrder> orders = EnumSet.noneOf(DateOrder.class); // in which it is a date
    private boolean strong;
    private boolean shaped;
    private boolean timed;
    private boolean zoned;
    private int offsetSeconds;
    private int secondOfDay;
    private int nanos;
    private int fractionDigits;
    private long epochDay;
    private String zoneName = ""; // the last that was read
    private @Nullable ZoneRules zone;

    /**
     * Reads a cell; the moment is that of the order given.
     *
     * @return whether it is a date in this order
     */
    public boolean read(String cell, DateOrder order) {
        text = cell;
        asked = order;
        at = 0;
        orders.clear();
        strong = true;
        shaped = false;
        timed = false;
        zoned = false;
        offsetSeconds = 0;
        secondOfDay = 0;
        nanos = 0;
        fractionDigits = 0;
        pattern.setLength(0);
        if (cell.length() < 6 || cell.length() > CHARS_MAX) {
            return false;
        }
        spaces();
        if (!(date(order) && time() && rest())) {
            shaped = false;
            orders.clear();
            return false;
        }
        return orders.contains(order);
    }

    /** Whether it looks like a date, though there may be no such day. */
    public boolean isShaped() {
        return shaped;
    }

    /** Whether it is one in this order. */
    public boolean fits(DateOrder order) {
        return orders.contains(order);
    }

    /** Whether there is such a day, in one order or another. */
    public boolean exists() {
        return !orders.isEmpty();
    }

    /** Whether nothing else is written like it. */
    public boolean isStrong() {
        return strong;
    }

    boolean isTimed() {
        return timed;
    }

    public boolean isZoned() {
        return zoned;
    }

    int offsetSeconds() {
        return offsetSeconds;
    }

    int fractionDigits() {
        return fractionDigits;
    }

    /** Seconds since 1970, in UTC where it has a zone, else as if it were. */
    long epochSecond() {
        return epochDay * 86_400 + secondOfDay - offsetSeconds;
    }

    int nanos() {
        return nanos;
    }

    /** Valid until the next cell is read. */
    CharSequence pattern() {
        return pattern;
    }

    // ---- the day

    private boolean date(DateOrder order) {
        int start = at;
        int first = number();
        int digits = at - start;
        if (digits == 0) {
            return monthFirst();
        } else if (digits == 4) {
            return yearFirst(first);
        } else if (digits == 8) {
            return compact(first);
        } else if (digits > 2) {
            return false;
        }
        char sign = peek();
        if (sign == '/' || sign == '.' || sign == '-') {
            int mark = at;
            at++;
            boolean spaced = sign == '.' && peek() == ' ';
            if (spaced) {
                at++;
            }
            if (!Character.isLetter(peek())) {
                return numeric(first, digits, sign, spaced, order);
            }
            at = mark;
        }
        return dayThenName(first, digits);
    }

    private boolean numeric(int first, int firstDigits, char sign, boolean spaced, DateOrder order) {
        int secondAt = at;
        int second = number();
        int secondDigits = at - secondAt;
        if (secondDigits < 1 || secondDigits > 2 || peek() != sign) {
            return false;
        }
        at++;
        String between = spaced ? sign + " " : String.valueOf(sign);
        if (spaced && peek() == ' ') {
            at++;
        } else if (spaced) {
            return false;
        }
        int yearAt = at;
        int last = number();
        int yearDigits = at - yearAt;
        if (yearDigits != 4 && yearDigits != 2) {
            return false;
        }
        shaped = true;
        strong = yearDigits == 4 || sign == '/' || (firstDigits == 2 && secondDigits == 2);
        int its = yearDigits == 4 ? last : century(last);
        allow(DateOrder.DMY, its, second, first);
        allow(DateOrder.MDY, its, first, second);
        boolean monthFirst = order == DateOrder.MDY;
        set(its, monthFirst ? first : second, monthFirst ? second : first);
        field(monthFirst ? DateField.MONTH : DateField.DAY, firstDigits);
        pattern.append(between);
        field(monthFirst ? DateField.DAY : DateField.MONTH, secondDigits);
        pattern.append(between);
        pattern.append((yearDigits == 4 ? DateField.YEAR : DateField.YEAR_OF_CENTURY).sign());
        return true;
    }

    private boolean yearFirst(int first) {
        char sign = peek();
        if (sign != '-' && sign != '/' && sign != '.') {
            return false;
        }
        at++;
        int monthAt = at;
        int second = number();
        int monthDigits = at - monthAt;
        if (monthDigits < 1 || monthDigits > 2) {
            return false;
        }
        pattern.append(DateField.YEAR.sign()).append(sign);
        field(DateField.MONTH, monthDigits);
        if (peek() != sign) {
            boolean monthAlone = sign == '-' && monthDigits == 2 && at == text.length();
            shaped = monthAlone;
            strong = first >= GUESSED_YEAR_MIN && first <= GUESSED_YEAR_MAX;
            everyOrder(first, second, 1);
            return monthAlone;
        }
        at++;
        int dayAt = at;
        int third = number();
        int dayDigits = at - dayAt;
        if (dayDigits < 1 || dayDigits > 2) {
            return false;
        }
        pattern.append(sign);
        field(DateField.DAY, dayDigits);
        shaped = true;
        everyOrder(first, second, third);
        return true;
    }

    private boolean compact(int digits) {
        pattern.append(DateField.YEAR.sign()).append(DateField.MONTH_TWO.sign()).append(DateField.DAY_TWO.sign());
        strong = peek() == 'T';
        shaped = true;
        allow(DateOrder.YMD, digits / 10_000, digits / 100 % 100, digits % 100);
        set(digits / 10_000, digits / 100 % 100, digits % 100);
        return true;
    }

    private boolean dayThenName(int first, int digits) {
        field(DateField.DAY, digits);
        between(".- /");
        int named = name();
        if (named == 0) {
            return false;
        }
        between(".,- /");
        return yearLast(named, first);
    }

    private boolean monthFirst() {
        int named = name();
        if (named == 0) {
            return false;
        }
        between(".- /");
        int start = at;
        int its = number();
        int digits = at - start;
        if (digits < 1 || digits > 2) {
            return false;
        }
        field(DateField.DAY, digits);
        between(", -/");
        return yearLast(named, its);
    }

    private boolean yearLast(int named, int itsDay) {
        int start = at;
        int its = number();
        int digits = at - start;
        if (digits != 4 && digits != 2) {
            return false;
        }
        pattern.append((digits == 4 ? DateField.YEAR : DateField.YEAR_OF_CENTURY).sign());
        shaped = true;
        everyOrder(digits == 4 ? its : century(its), named, itsDay);
        return true;
    }

    private static int century(int last) {
        return last + (last < CENTURY_TURNS ? 2_000 : 1_900);
    }

    private void everyOrder(int itsYear, int itsMonth, int itsDay) {
        for (DateOrder each : DateOrder.values()) {
            allow(each, itsYear, itsMonth, itsDay);
        }
        set(itsYear, itsMonth, itsDay);
    }

    private void allow(DateOrder order, int itsYear, int itsMonth, int itsDay) {
        if (isDay(itsYear, itsMonth, itsDay)) {
            orders.add(order);
        }
    }

    private static boolean isDay(int itsYear, int itsMonth, int itsDay) {
        return itsYear >= 0
                && itsMonth >= 1
                && itsMonth <= 12
                && itsDay >= 1
                && (itsDay <= 28
                        || (itsDay <= 31
                                && itsDay <= YearMonth.of(itsYear, itsMonth).lengthOfMonth()));
    }

    private void set(int itsYear, int itsMonth, int itsDay) {
        if (isDay(itsYear, itsMonth, itsDay)) {
            if (itsYear != year || itsMonth != month || itsDay != day) {
                year = itsYear;
                month = itsMonth;
                day = itsDay;
                epochDay = LocalDate.of(itsYear, itsMonth, itsDay).toEpochDay();
            }
        }
    }

    // ---- the time of the day

    private boolean time() {
        if (at == text.length()) {
            return true;
        }
        int start = at;
        if (peek() == 'T' || peek() == 't') {
            at++;
        } else {
            if (peek() == ',') {
                at++;
            }
            spaces(start, at);
            start = at;
            if (at == text.length()) {
                return true;
            }
        }
        pattern.append(text, start, at);
        int hourAt = at;
        int hour = number();
        int hourDigits = at - hourAt;
        if (hourDigits < 1 || hourDigits > 2 || peek() != ':') {
            return false;
        }
        at++;
        int minuteAt = at;
        int minute = number();
        if (at - minuteAt != 2) {
            return false;
        }
        int hourField = pattern.length();
        field(DateField.HOUR, hourDigits);
        pattern.append(':').append(DateField.MINUTE.sign());
        int second = 0;
        if (peek() == ':') {
            at++;
            int secondAt = at;
            second = number();
            if (at - secondAt != 2) {
                return false;
            }
            pattern.append(':').append(DateField.SECOND.sign());
            if (!fraction()) {
                return false;
            }
        }
        timed = true;
        return clock(hour, minute, second, hourField) && zone();
    }

    private boolean fraction() {
        if (peek() != '.' && peek() != ',') {
            return true;
        }
        pattern.append(text.charAt(at++));
        int start = at;
        int value = number();
        fractionDigits = at - start;
        if (fractionDigits < 1 || fractionDigits > FRACTION_DIGITS_MAX) {
            return false;
        }
        nanos = value;
        for (int i = fractionDigits; i < FRACTION_DIGITS_MAX; i++) {
            nanos *= 10;
        }
        pattern.append(String.valueOf(DateField.FRACTION.sign()).repeat(fractionDigits));
        return true;
    }

    /** Twelve hours, twice, or twenty-four. */
    private boolean clock(int hour, int minute, int second, int hourField) {
        int mark = at;
        while (NumberText.isSpace(peek())) {
            at++;
        }
        boolean isWord = at + 2 < text.length() && Character.isLetter(text.charAt(at + 2)); // as America/New_York
        int half = isWord
                ? -1
                : text.regionMatches(true, at, "AM", 0, 2) ? 0 : text.regionMatches(true, at, "PM", 0, 2) ? 12 : -1;
        int its = hour;
        if (half < 0) {
            at = mark;
        } else {
            at += 2;
            pattern.append(text, mark, at);
            if (hour < 1 || hour > 12) {
                orders.clear();
                return true;
            }
            its = hour % 12 + half;
            boolean two = pattern.charAt(hourField) == DateField.HOUR_TWO.sign();
            pattern.setCharAt(hourField, (two ? DateField.HOUR_OF_HALF_TWO : DateField.HOUR_OF_HALF).sign());
        }
        if (its > 23 || minute > 59 || second > 59) {
            orders.clear(); // it looks like a time, but there is none
            return true;
        }
        secondOfDay = its * 3_600 + minute * 60 + second;
        return true;
    }

    private boolean zone() {
        int start = at;
        while (NumberText.isSpace(peek())) {
            at++;
        }
        char sign = peek();
        boolean isUniversal = text.regionMatches(at, "UTC", 0, 3) || text.regionMatches(at, "GMT", 0, 3);
        if (isUniversal) {
            at += 3;
            zoned = true;
            sign = peek();
        }
        if (sign == '+' || sign == '-' || sign == '−') {
            at++;
            zoned = true;
            if (!offset(sign != '+', isUniversal)) {
                return false;
            }
        } else if (!isUniversal && Character.isLetter(sign)) {
            zoned = zoneName();
            if (!zoned) {
                return false;
            }
        } else if (!isUniversal) {
            at = start;
        }
        if (zoned && peek() == '[') {
            int end = text.indexOf(']', at);
            at = end < 0 ? at : end + 1;
        }
        pattern.append(text, start, at);
        return true;
    }

    private boolean zoneName() {
        int start = at;
        while (Character.isLetterOrDigit(peek()) || "/_-+".indexOf(peek()) >= 0) {
            at++;
        }
        if (at - start != zoneName.length() || !text.startsWith(zoneName, start)) {
            zoneName = text.substring(start, at);
            zone = ZoneNames.rules(zoneName);
        }
        if (zone == null) {
            return false;
        } else if (zone.isFixedOffset()) {
            offsetSeconds = zone.getOffset(Instant.EPOCH).getTotalSeconds();
            return true;
        } else if (!orders.contains(asked)) {
            return true; // the day is another in another order
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(epochDay * 86_400 + secondOfDay, 0, ZoneOffset.UTC);
        List<ZoneOffset> offsets = zone.getValidOffsets(local);
        if (offsets.size() != 1) { // when clocks change, an hour comes twice, or not at all
            boolean sameDay = orders.contains(DateOrder.YMD); // in all of them
            orders.removeIf(order -> sameDay || order == asked);
        } else {
            offsetSeconds = offsets.get(0).getTotalSeconds();
        }
        return true;
    }

    /** @param isShort whether hours of one digit are usual */
    private boolean offset(boolean west, boolean isShort) {
        int start = at;
        int hours = number();
        int digits = at - start;
        int minutes = 0;
        if (digits == 4) {
            minutes = hours % 100;
            hours /= 100;
        } else if (digits != 2 && !(isShort && digits == 1)) {
            return false;
        } else if (peek() == ':') {
            at++;
            int minutesAt = at;
            minutes = number();
            if (at - minutesAt != 2) {
                return false;
            }
        }
        if (hours > OFFSET_HOURS_MAX || minutes > 59) {
            return false;
        }
        offsetSeconds = (hours * 3_600 + minutes * 60) * (west ? -1 : 1);
        return true;
    }

    // ---- the text

    private boolean rest() {
        spaces();
        return at == text.length();
    }

    private void spaces() {
        spaces(at, at);
    }

    private void spaces(int from, int begin) {
        at = begin;
        while (NumberText.isSpace(peek())) {
            at++;
        }
        pattern.append(text, from, at);
    }

    private void between(String signs) {
        while (at < text.length() && (signs.indexOf(text.charAt(at)) >= 0 || NumberText.isSpace(text.charAt(at)))) {
            pattern.append(text.charAt(at++));
        }
    }

    private int name() {
        int start = at;
        while (Character.isLetter(peek())) {
            at++;
        }
        if (at - start < 3) {
            return 0;
        }
        pattern.append(text, start, at);
        return MonthNames.number(text.substring(start, at));
    }

    private void field(DateField one, int digits) {
        pattern.append((digits == 2 ? one.ofTwo() : one).sign());
    }

    /** The end of the text is a character that stands nowhere in a date. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private int number() {
        int value = 0;
        int start = at;
        while (at < text.length() && at - start < FRACTION_DIGITS_MAX) {
            char c = text.charAt(at);
            if (c < '0' || c > '9') {
                break;
            }
            value = value * 10 + (c - '0');
            at++;
        }
        return value;
    }
}
