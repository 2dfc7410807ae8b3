package dev.lockstep.hub.session;

import dev.lockstep.wire.Protocol;

/**
 * Cleans the name that a client sends, so that it can be shown beside others: no name can look like another one by
 * invisible characters, or change the direction of the text beside it.
 */
final class PersonName {

    private static final String NOBODY = "Anonymous";

    /** The most that writing needs on one letter: Hebrew with accents. */
    private static final int MARKS_MAX = 4;

    /** Joins emoji to one, such as a family. */
    private static final int JOINER = 0x200D;

    private static final int FIRST_PICTURE = 0x2190; // arrows; all letters of living scripts that join are below

    private PersonName() {}

    /** A name on one line, of at most {@link Protocol#NAME_CHARS_MAX} characters, and never empty. */
    static String of(String name) {
        StringBuilder shown = new StringBuilder();
        int chars = 0;
        int marks = 0;
        int last = ' ';
        int[] all = name.codePoints().toArray();
        for (int i = 0; i < all.length && chars < Protocol.NAME_CHARS_MAX; i++) {
            int c = Character.isWhitespace(all[i]) || Character.isSpaceChar(all[i]) ? ' ' : all[i];
            boolean stands = isMark(c) ? marks < MARKS_MAX && last != ' ' : c != ' ' || last != ' ';
            if (stands && (isSeen(c) || joins(last, c, i + 1 < all.length ? all[i + 1] : ' '))) {
                marks = isMark(c) ? marks + 1 : 0; // those on what is left out stand on what is before it
                shown.appendCodePoint(c);
                chars++;
                last = c;
            }
        }
        String stripped = shown.toString().strip();
        return stripped.isEmpty() ? NOBODY : stripped;
    }

    private static boolean joins(int last, int c, int next) {
        return c == JOINER && last >= FIRST_PICTURE && next >= FIRST_PICTURE && last != JOINER;
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> !isBlank(c);
        };
    }

    /** Letters and marks that have no glyph: fillers of Hangul, an empty pattern of Braille, and what selects no variant. */
    private static boolean isBlank(int c) {
        return c == 0x115F
                || c == 0x1160
                || c == 0x2800
                || c == 0x3164
                || c == 0xFFA0
                || c == 0x034F
                || c == 0x17B4
                || c == 0x17B5
                || (c >= 0x180B && c <= 0x180F)
                || (c >= 0xE0100 && c <= 0xE01EF);
    }
}
