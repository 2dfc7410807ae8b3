package dev.lockstep.desktop.text;

/** Cleans and bounds one text, sign by sign. On one line white space is collapsed; on several it stays. */
final class TextCleaner {

    /** More combining marks on one letter are no writing: the most that scripts need, Hebrew with accents, are four. */
    static final int MARKS_MAX = 4;

    /** As many people as one emoji joins, and flags of regions have signs. */
    private static final int JOINED_MAX = 8;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int LEFT_TO_RIGHT_MARK = 0x200E;
    private static final int RIGHT_TO_LEFT_MARK = 0x200F;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int BLACK_FLAG = 0x1F3F4;

    /** For each sign that is shown so many may be skipped; then it is enough. */
    private static final int SKIPPED_FACTOR = 8;

    private static final int SKIPPED_MIN = 1_024;

    private final String raw;
    private final int charsMax;
    private final int linesMax;
    private final Complexity complexity;
    private final boolean oneLine;
    private final StringBuilder out;
    private int chars;
    private int lines = 1;
    private int marks; // since the last letter
    private int joined; // since the last sign that is not joined
    private int base = -1; // what the marks stand on; -1 where there is nothing
    private int last = -1; // what was written last
    private boolean spaceWaits;

    /** @param complexMax as {@link Complexity} counts it */
    TextCleaner(String raw, int charsMax, int linesMax, int complexMax) {
        this.raw = raw;
        this.complexity = new Complexity(complexMax);
        this.charsMax = charsMax;
        this.linesMax = linesMax;
        this.oneLine = linesMax == 1;
        this.out = new StringBuilder(Math.min(raw.length(), charsMax + 1));
    }

    DisplayText.Shown clean() {
        long readMax = (long) charsMax * SKIPPED_FACTOR + SKIPPED_MIN;
        int at = 0;
        while (at < raw.length()) {
            int c = raw.codePointAt(at);
            if (at > readMax || !take(c, at)) {
                return new DisplayText.Shown(out.toString(), true);
            }
            at += Character.charCount(c);
        }
        return new DisplayText.Shown(out.toString(), false);
    }

    /** False where there is no place for any more. */
    private boolean take(int c, int at) {
        if (c > ' ' && c < 0x7F) {
            return letter(c); // nearly all of most texts
        } else if (isLineEnd(c)) {
            boolean second = c == '\n' && at > 0 && raw.charAt(at - 1) == '\r';
            return oneLine ? space() : second || newLine();
        } else if (c == '\t' && !oneLine) {
            return put(c);
        } else if (isBlank(c)) {
            return oneLine ? space() : put(c == ' ' || Character.isSpaceChar(c) ? c : ' ');
        } else if (isMark(c)) {
            return mark(c);
        } else if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
            return !isJoinable(last) || joined >= JOINED_MAX || joined(c, at);
        } else if (isTagOfFlag(c)) {
            return base != BLACK_FLAG || joined++ >= JOINED_MAX || put(c);
        } else if (isDirection(c)) {
            return oneLine || isDirection(last) || put(c);
        } else if (isUnseen(c)) {
            return true;
        }
        return letter(isLoneSurrogate(c) ? REPLACEMENT : c);
    }

    private boolean letter(int c) {
        marks = 0;
        joined = last == ZERO_WIDTH_JOINER ? joined : 0;
        base = c;
        return put(c);
    }

    private boolean mark(int c) {
        marks++;
        return marks > MARKS_MAX || put(c);
    }

    /**
     * Emoji are joined to one; letters of many scripts, where there are several lines and so a text, are joined or kept apart. A text
     * may be one that is being typed, where the second letter is yet to come.
     */
    private boolean joined(int c, int at) {
        boolean atEnd = at + 1 == raw.length();
        int next = atEnd ? -1 : raw.codePointAt(at + 1);
        boolean emoji = c == ZERO_WIDTH_JOINER && isPicture(base) && (isPicture(next) || (atEnd && !oneLine));
        boolean letters = !oneLine && !isPicture(base);
        if (!emoji && !letters) {
            return true;
        }
        joined++;
        return put(c);
    }

    private boolean space() {
        spaceWaits = chars > 0;
        return true;
    }

    private boolean newLine() {
        if (lines == linesMax) {
            return false;
        }
        lines++;
        return put('\n');
    }

    private boolean put(int c) {
        if (chars + (spaceWaits ? 1 : 0) >= charsMax || !complexity.add(c)) {
            return false;
        }
        if (spaceWaits) {
            out.append(' ');
            chars++;
            spaceWaits = false;
        }
        if (c <= ' ' || (c >= 0x7F && Character.isSpaceChar(c))) {
            marks = 0;
            base = -1;
        }
        out.appendCodePoint(c);
        chars++;
        last = c;
        return true;
    }

    // ---- kinds of signs

    /** Whether it stands on the letter before it, and takes no place of its own. */
    static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || isPartOfSyllable(c);
    }

    /** Vowels and ends of Korean syllables that are written in parts: they stand in the place of what begins the syllable. */
    private static boolean isPartOfSyllable(int c) {
        return (c > 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FB);
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** White space, and what fonts show as nothing but a space. */
    private static boolean isBlank(int c) {
        return Character.isSpaceChar(c)
                || c == '\t'
                || c == 0x115F
                || c == 0x1160
                || c == 0x2800
                || c == 0x3164
                || c == 0xFFA0;
    }

    private static boolean isDirection(int c) {
        return c == LEFT_TO_RIGHT_MARK || c == RIGHT_TO_LEFT_MARK;
    }

    private static boolean isTagOfFlag(int c) {
        return c >= 0xE0020 && c <= 0xE007F;
    }

    private static boolean isJoinable(int c) {
        return c >= 0 && c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
    }

    /** What emoji are made of; letters of no script are. */
    private static boolean isPicture(int c) {
        int type = c < 0 ? Character.UNASSIGNED : Character.getType(c);
        boolean symbol =
                type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL || type == Character.MATH_SYMBOL;
        return c >= 0x1F000 || (symbol && c >= 0x2190);
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        boolean noCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        return type == Character.CONTROL || type == Character.FORMAT || noCharacter;
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
