package dev.lockstep.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where two texts differ, by words and, where these differ, by characters: the greedy algorithm of Myers, "An O(ND) difference algorithm and its variations" (1986). Texts that have
 * little in common are one difference as a whole, so that it takes some milliseconds at most.
 */
final class TextDiff {

    /** So many words may have come and gone. */
    private static final int DIFFERENCES_MAX = 500;

    /** In more than that, words are not looked for. */
    private static final int LENGTH_MAX = 50_000;

    /** Steps of the algorithm that are taken: some milliseconds. */
    private static final int STEPS_MAX = 300_000;

    /** What is looked at by single characters where words differ is at most so long. */
    private static final int EXACT_MAX = 400;

    private interface Difference {
        void take(int kept, String gone, String come);
    }

    /** Takes the differences from left to right. */
    interface Taker {
        /** After {@code kept} characters, {@code inserted} is in place of the next {@code deleted}. */
        void take(int kept, int deleted, String inserted);
    }

    private final Taker taker;
    private int steps; // in all that is compared

    private TextDiff(Taker taker) {
        this.taker = taker;
    }

    /** The last that is taken may be what is kept at the end. */
    static void of(String before, String after, Taker taker) {
        new TextDiff(taker).compare(before, after);
    }

    private void compare(String before, String after) {
        int start = commonStart(before, after);
        int end = commonEnd(before, after, start);
        String a = before.substring(start, before.length() - end);
        String b = after.substring(start, after.length() - end);
        if (Math.max(a.length(), b.length()) > LENGTH_MAX) {
            taker.take(start, a.length(), b);
        } else if (a.isEmpty() || b.isEmpty()) {
            int back = atWords(a.isEmpty() ? after : before, start, Math.max(a.length(), b.length()));
            taker.take(start - back, a.length(), after.substring(start - back, start - back + b.length()));
            end += back;
        } else {
            byUnits(units(a, true), units(b, true), start, this::inWords);
        }
        taker.take(end, 0, "");
    }

    /**
     * Of "one two three" without "two ", one may say as well that "wo t" is gone: how far such a part, from {@code start} on, is to be moved
     * to the left so that it is words, where it can be.
     */
    private static int atWords(String text, int start, int length) {
        for (int back = 0; back <= start; back++) {
            if (isWordEdge(text, start - back) && isWordEdge(text, start - back + length)) {
                return back;
            } else if (back < start && text.charAt(start - back - 1) != text.charAt(start - back - 1 + length)) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean isWordEdge(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        boolean isInPair = Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        return !isInPair
                && !(Character.isLetterOrDigit(text.codePointBefore(at))
                        && Character.isLetterOrDigit(text.codePointAt(at)));
    }

    private void byUnits(List<String> from, List<String> to, int kept, Difference difference) {
        List<int[]> reached = reached(from, to);
        if (reached == null) {
            taker.take(kept, String.join("", from).length(), String.join("", to));
            return;
        }
        boolean[] deleted = new boolean[from.size()];
        boolean[] inserted = new boolean[to.size()];
        mark(reached, from.size(), to.size(), deleted, inserted);
        int unchanged = kept;
        int x = 0;
        int y = 0;
        while (x < from.size() || y < to.size()) {
            StringBuilder gone = new StringBuilder();
            StringBuilder come = new StringBuilder();
            while (x < from.size() && deleted[x]) {
                gone.append(from.get(x++));
            }
            while (y < to.size() && inserted[y]) {
                come.append(to.get(y++));
            }
            if (gone.isEmpty() && come.isEmpty()) {
                unchanged += from.get(x++).length();
                y++;
            } else {
                difference.take(unchanged, gone.toString(), come.toString());
                unchanged = 0;
            }
        }
        taker.take(unchanged, 0, "");
    }

    /** One of words, which is told more exactly where that is cheap. */
    private void inWords(int kept, String gone, String come) {
        if (gone.isEmpty() || come.isEmpty() || Math.max(gone.length(), come.length()) > EXACT_MAX) {
            taker.take(kept, gone.length(), come);
        } else {
            byUnits(
                    units(gone, false),
                    units(come, false),
                    kept,
                    (before, deleted, inserted) -> taker.take(before, deleted.length(), inserted));
        }
    }

    /** For each number of differences, how far into {@code from} one gets on each diagonal; null where there are too many. */
    private @Nullable List<int[]> reached(List<String> from, List<String> to) {
        int most = Math.min(DIFFERENCES_MAX, from.size() + to.size());
        int[] furthest = new int[2 * most + 3];
        int middle = most + 1;
        List<int[]> reached = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            for (int k = -d; k <= d; k += 2) {
                boolean isDown = k == -d || (k != d && furthest[middle + k - 1] < furthest[middle + k + 1]);
                int x = isDown ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1;
                int y = x - k;
                while (x < from.size() && y < to.size() && from.get(x).equals(to.get(y))) {
                    x++;
                    y++;
                    steps++;
                }
                furthest[middle + k] = x;
                if (x >= from.size() && y >= to.size()) {
                    reached.add(slice(furthest, middle, d));
                    return reached;
                }
            }
            reached.add(slice(furthest, middle, d));
            steps += d + 1;
            if (steps > STEPS_MAX) {
                return null;
            }
        }
        return null;
    }

    private static int[] slice(int[] furthest, int middle, int d) {
        int[] slice = new int[2 * d + 1];
        System.arraycopy(furthest, middle - d, slice, 0, slice.length);
        return slice;
    }

    /** Goes back from the end of both, and marks what came and went on the way. */
    private static void mark(List<int[]> reached, int fromSize, int toSize, boolean[] deleted, boolean[] inserted) {
        int x = fromSize;
        int y = toSize;
        for (int d = reached.size() - 1; d > 0; d--) {
            int[] before = reached.get(d - 1); // on the diagonals from -(d - 1) to d - 1
            int k = x - y;
            boolean isDown = k == -d || (k != d && at(before, k - 1, d) < at(before, k + 1, d));
            int startX = at(before, isDown ? k + 1 : k - 1, d);
            int startY = startX - (isDown ? k + 1 : k - 1);
            if (isDown) {
                inserted[startY] = true;
            } else {
                deleted[startX] = true;
            }
            x = startX;
            y = startY;
        }
    }

    /** Diagonals that could not be reached with d - 1 differences count as nowhere. */
    private static int at(int[] before, int diagonal, int d) {
        int index = diagonal + d - 1;
        return index < 0 || index >= before.length ? -1 : before[index];
    }

    /** Words and what is between them, or single characters. */
    private static List<String> units(String text, boolean words) {
        List<String> units = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = start + Character.charCount(text.codePointAt(start));
            if (words && Character.isLetterOrDigit(text.codePointAt(start))) {
                while (end < text.length() && Character.isLetterOrDigit(text.codePointAt(end))) {
                    end += Character.charCount(text.codePointAt(end));
                }
            }
            units.add(text.substring(start, end));
            start = end;
        }
        return units;
    }

    /** Never half of a surrogate pair. */
    private static int commonStart(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int start = 0;
        while (start < most && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        return start > 0 && Character.isHighSurrogate(a.charAt(start - 1)) ? start - 1 : start;
    }

    private static int commonEnd(String a, String b, int start) {
        int most = Math.min(a.length(), b.length()) - start;
        int end = 0;
        while (end < most && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        return end > 0 && Character.isLowSurrogate(a.charAt(a.length() - end)) ? end - 1 : end;
    }
}
