package dev.lockstep.desktop.data.table;

import org.jspecify.annotations.Nullable;

/** What a digit of a pattern is of; each has a character that no cell has. */
enum DateField {
    YEAR('\uE100', 4),
    YEAR_OF_CENTURY('\uE101', 2),
    MONTH('\uE102', 1),
    MONTH_TWO('\uE103', 2),
    DAY('\uE104', 1),
    DAY_TWO('\uE105', 2),
    HOUR('\uE106', 1),
    HOUR_TWO('\uE107', 2),
    HOUR_OF_HALF('\uE108', 1),
    HOUR_OF_HALF_TWO('\uE109', 2),
    MINUTE('\uE10A', 2),
    SECOND('\uE10B', 2),
    FRACTION('\uE10C', 0);

    private static final DateField[] ALL = values();

    private final char sign; // of the private use area of Unicode, whose characters are in no date
    private final int digits;

    DateField(char sign, int digits) {
        this.sign = sign;
        this.digits = digits;
    }

    char sign() {
        return sign;
    }

    /** How many digits it has at least. */
    int digits() {
        return digits;
    }

    /** The same, with a zero before where it has one digit. */
    DateField ofTwo() {
        return switch (this) {
            case MONTH -> MONTH_TWO;
            case DAY -> DAY_TWO;
            case HOUR -> HOUR_TWO;
            case HOUR_OF_HALF -> HOUR_OF_HALF_TWO;
            default -> this;
        };
    }

    /** Null where the character is of the text. */
    static @Nullable DateField of(char sign) {
        int index = sign - YEAR.sign;
        return index >= 0 && index < ALL.length ? ALL[index] : null;
    }
}
