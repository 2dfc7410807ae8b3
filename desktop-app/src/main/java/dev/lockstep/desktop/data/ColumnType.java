package dev.lockstep.desktop.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What the cells of a column are. */
enum ColumnType {
    NUMBER,
    DATE,
    TEXT;

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    /** A longer text is neither a number nor a date. */
    private static final int CELL_MAX = 40;

    private static final long DAY_MILLIS = 86_400_000;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ColumnType of(String wireName) {
        for (ColumnType type : values()) {
            if (type.wireName().equals(wireName)) {
                return type;
            }
        }
        return TEXT;
    }

    /** What all the cells that are not empty can be. */
    static ColumnType guess(List<String> cells) {
        boolean any = false;
        boolean numbers = true;
        boolean dates = true;
        for (String cell : cells) {
            if (!cell.isBlank()) {
                any = true;
                numbers &= !Double.isNaN(number(cell));
                dates &= !Double.isNaN(date(cell));
            }
        }
        if (!any) {
            return TEXT;
        }
        return numbers ? NUMBER : dates ? DATE : TEXT;
    }

    /** NaN where it is none. A decimal comma is one where there is no point: 1,5 is one and a half. */
    static double number(String cell) {
        String text = cell.strip();
        if (text.isEmpty() || text.length() > CELL_MAX) {
            return Double.NaN;
        }
        char first = text.charAt(0);
        boolean begins = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        if (!begins) {
            return Double.NaN;
        }
        try {
            boolean comma = text.indexOf('.') < 0 && text.indexOf(',') == text.lastIndexOf(',');
            double value = Double.parseDouble(comma ? text.replace(',', '.') : text.replace(",", ""));
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Milliseconds since 1970 in UTC; NaN where it is no date as ISO 8601 has it. */
    static double date(String cell) {
        String text = cell.strip();
        if (text.length() < 10 || text.length() > CELL_MAX || text.charAt(4) != '-') {
            return Double.NaN;
        }
        Double millis = parsed(text);
        return millis == null ? Double.NaN : millis;
    }

    private static @Nullable Double parsed(String text) {
        try {
            if (text.length() == 10) {
                return (double) LocalDate.parse(text).toEpochDay() * DAY_MILLIS;
            } else if (text.charAt(10) == ' ') {
                return millis(LocalDateTime.parse(text, text.length() == 16 ? MINUTES : SECONDS));
            } else if (text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10) {
                return (double) OffsetDateTime.parse(text).toInstant().toEpochMilli();
            }
            return millis(LocalDateTime.parse(text));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static double millis(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    static String words(double millis) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli((long) millis), ZoneOffset.UTC);
        return time.toLocalTime().toSecondOfDay() == 0
                ? time.toLocalDate().toString()
                : time.format(time.getSecond() == 0 ? MINUTES : SECONDS);
    }
}
