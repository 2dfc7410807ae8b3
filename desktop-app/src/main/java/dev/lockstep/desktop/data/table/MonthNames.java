package dev.lockstep.desktop.data.table;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What months are called, in the languages that dates are most often written in. */
final class MonthNames {

    private static final Map<String, Integer> MONTHS = months();

    private MonthNames() {}

    /** From 1; 0 where it is no month. */
    static int number(String name) {
        return MONTHS.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (String language : List.of("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "pl")) {
            for (int month = 1; month <= 12; month++) {
                for (TextStyle style : List.of(
                        TextStyle.FULL, TextStyle.SHORT, TextStyle.FULL_STANDALONE, TextStyle.SHORT_STANDALONE)) {
                    String name = Month.of(month).getDisplayName(style, Locale.forLanguageTag(language));
                    String plain = name.replace(".", "").toLowerCase(Locale.ROOT);
                    if (plain.length() >= 3 && plain.chars().allMatch(Character::isLetter)) {
                        months.putIfAbsent(plain, month);
                    }
                }
            }
        }
        return months;
    }
}
