package dev.lockstep.desktop.data.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the cells of a column are read as. */
public enum ColumnType {
    NUMBER,
    DATE,
    TEXT;

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    static final DateTimeFormatter TIME_SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    public String wireName() {
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

    /** @param millis since 1970 in UTC */
    public static String words(double millis) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli((long) millis), ZoneOffset.UTC);
        return time.toLocalTime().toSecondOfDay() == 0
                ? time.toLocalDate().toString()
                : time.format(time.getSecond() == 0 ? MINUTES : SECONDS);
    }
}
