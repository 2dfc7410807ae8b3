package dev.lockstep.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A change of a text: from its start to its end, what is kept, what is inserted and what is deleted. Two changes that were made of the same text
 * are brought together by {@link #rebase}: operational transformation, as in Nichols and others, "High-latency, low-bandwidth windowing in
 * the Jupiter collaboration system" (1995). Positions and lengths are in {@code char}s. Immutable.
 */
public final class TextChange {

    private sealed interface Part {
        int length();
    }

    private record Keep(int length) implements Part {}

    private record Delete(int length) implements Part {}

    private record Insert(String text) implements Part {
        @Override
        public int length() {
            return text.length();
        }
    }

    private final List<Part> parts;
    private final int lengthBefore;
    private final int lengthAfter;

    private TextChange(Builder builder) {
        this.parts = List.copyOf(builder.parts);
        this.lengthBefore = builder.lengthBefore;
        this.lengthAfter = builder.lengthAfter;
    }

    /**
     * Two changes of the same text, each as it is to be done after the other: both ways lead to the same text.
     *
     * @param first the one whose text comes first where both insert at the same place
     */
    public record Rebased(TextChange first, TextChange second) {}

    // ---- made

    /** Nothing, in a text of {@code length}. */
    public static TextChange none(int length) {
        return replace(length, 0, 0, "");
    }

    /**
     * Puts {@code inserted} in place of what is from {@code start} to {@code end}, in a text of {@code length}.
     *
     * @throws IndexOutOfBoundsException where the text has no such part
     */
    public static TextChange replace(int length, int start, int end, String inserted) {
        if (start < 0 || end < start || end > length) {
            throw new IndexOutOfBoundsException("from " + start + " to " + end + " in a text of " + length);
        }
        Builder change = new Builder();
        change.keep(start);
        change.insert(inserted);
        change.delete(end - start);
        change.keep(length - end);
        return change.build();
    }

    /** What makes {@code after} of {@code before}: by words where more than one place is different, for as long as that is cheap. */
    public static TextChange between(String before, String after) {
        Builder change = new Builder();
        TextDiff.of(before, after, (kept, deleted, inserted) -> {
            change.keep(kept);
            change.insert(inserted);
            change.delete(deleted);
        });
        return change.build();
    }

    // ---- used

    /** Whether it changes nothing. */
    public boolean isNothing() {
        return parts.stream().allMatch(part -> part instanceof Keep);
    }

    /**
     * A change at one place.
     *
     * @param start where it is
     * @param deleted how much it deletes there
     * @param inserted what it puts in its place
     */
    public record Replacement(int start, int deleted, String inserted) {}

    /** The one place that it changes; null where it is nothing, or there are several. */
    public @Nullable Replacement asReplacement() {
        int start = 0;
        int deleted = 0;
        String inserted = "";
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part instanceof Insert insert) {
                inserted = insert.text();
            } else if (part instanceof Delete) {
                deleted = part.length();
            } else if (i == 0) {
                start = part.length();
            } else if (i < parts.size() - 1) {
                return null;
            }
        }
        return deleted == 0 && inserted.isEmpty() ? null : new Replacement(start, deleted, inserted);
    }

    /** How long a text it is for. */
    public int lengthBefore() {
        return lengthBefore;
    }

    /** How long the text is afterwards. */
    public int lengthAfter() {
        return lengthAfter;
    }

    /**
     * What it makes of {@code text}.
     *
     * @throws IllegalArgumentException where it is for a text of another length
     */
    public String applyTo(String text) {
        checkLength(text.length());
        StringBuilder result = new StringBuilder(lengthAfter);
        int at = 0;
        for (Part part : parts) {
            if (part instanceof Insert insert) {
                result.append(insert.text());
            } else {
                if (part instanceof Keep) {
                    result.append(text, at, at + part.length());
                }
                at += part.length();
            }
        }
        return result.toString();
    }

    /** What takes it back, once it was done to {@code text}. */
    public TextChange inverse(String text) {
        checkLength(text.length());
        Builder inverse = new Builder();
        int at = 0;
        for (Part part : parts) {
            if (part instanceof Insert) {
                inverse.delete(part.length());
                continue;
            }
            if (part instanceof Keep) {
                inverse.keep(part.length());
            } else {
                inverse.insert(text.substring(at, at + part.length()));
            }
            at += part.length();
        }
        return inverse.build();
    }

    private void checkLength(int length) {
        if (length != lengthBefore) {
            throw new IllegalArgumentException("for a text of " + lengthBefore + ", not of " + length);
        }
    }

    /** This and then {@code next}, as one change. */
    public TextChange then(TextChange next) {
        next.checkLength(lengthAfter);
        Builder both = new Builder();
        Cursor a = new Cursor(parts);
        Cursor b = new Cursor(next.parts);
        while (!a.isDone() || !b.isDone()) {
            if (!a.isDone() && a.part() instanceof Delete) {
                both.delete(a.left());
                a.take(a.left());
            } else if (!b.isDone() && b.part() instanceof Insert) {
                both.insert(b.takeText(b.left()));
            } else {
                int length = Math.min(a.left(), b.left());
                boolean isInserted = a.part() instanceof Insert;
                boolean isDeleted = b.part() instanceof Delete;
                String inserted = isInserted ? a.takeText(length) : "";
                if (!isInserted) {
                    a.take(length);
                }
                b.take(length);
                if (isInserted && !isDeleted) {
                    both.insert(inserted);
                } else if (!isInserted && isDeleted) {
                    both.delete(length);
                } else if (!isInserted) {
                    both.keep(length);
                }
            }
        }
        return both.build();
    }

    /** Two changes of the same text, each to be done after the other. What both delete is deleted once; what is inserted stays. */
    public static Rebased rebase(TextChange first, TextChange second) {
        second.checkLength(first.lengthBefore);
        Builder firstAfter = new Builder();
        Builder secondAfter = new Builder();
        Cursor a = new Cursor(first.parts);
        Cursor b = new Cursor(second.parts);
        while (!a.isDone() || !b.isDone()) {
            if (!a.isDone() && a.part() instanceof Insert) {
                secondAfter.keep(a.left());
                firstAfter.insert(a.takeText(a.left()));
            } else if (!b.isDone() && b.part() instanceof Insert) {
                firstAfter.keep(b.left());
                secondAfter.insert(b.takeText(b.left()));
            } else {
                int length = Math.min(a.left(), b.left());
                boolean isKept = a.part() instanceof Keep;
                boolean isKeptByOther = b.part() instanceof Keep;
                a.take(length);
                b.take(length);
                if (isKept && isKeptByOther) {
                    firstAfter.keep(length);
                    secondAfter.keep(length);
                } else if (isKept) {
                    secondAfter.delete(length);
                } else if (isKeptByOther) {
                    firstAfter.delete(length);
                }
            }
        }
        return new Rebased(firstAfter.build(), secondAfter.build());
    }

    /**
     * Where {@code position} is afterwards. One in a part that is deleted goes to its place.
     *
     * @param position between two characters, from 0 to the length
     * @param behind whether one at which something is inserted comes after that
     */
    public int map(int position, boolean behind) {
        int before = 0;
        int after = 0;
        for (Part part : parts) {
            if (part instanceof Insert) {
                if (position == before && !behind) {
                    return after;
                }
                after += part.length();
                continue;
            }
            boolean isIn = position < before + part.length() || (position == before + part.length() && !behind);
            if (part instanceof Keep) {
                if (isIn) {
                    return after + position - before;
                }
                after += part.length();
            } else if (isIn) {
                return after;
            }
            before += part.length();
        }
        return after;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextChange change && parts.equals(change.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return "TextChange" + parts;
    }

    /** A place in the parts of a change. */
    private static final class Cursor {

        private final List<Part> parts;
        private int index;
        private int taken; // of the part at the index

        Cursor(List<Part> parts) {
            this.parts = parts;
        }

        boolean isDone() {
            return index == parts.size();
        }

        Part part() {
            return parts.get(index);
        }

        /** How much of the part was not taken yet. */
        int left() {
            return part().length() - taken;
        }

        void take(int length) {
            taken += length;
            if (taken == part().length()) {
                index++;
                taken = 0;
            }
        }

        String takeText(int length) {
            String text = ((Insert) part()).text().substring(taken, taken + length);
            take(length);
            return text;
        }
    }

    /** Joins parts of one kind, and has what is inserted before what is deleted at the same place: equal changes have equal parts. */
    private static final class Builder {

        private final List<Part> parts = new ArrayList<>();
        private int lengthBefore;
        private int lengthAfter;

        void keep(int length) {
            lengthBefore += length;
            lengthAfter += length;
            if (length > 0) {
                int last = parts.size() - 1;
                if (last >= 0 && parts.get(last) instanceof Keep keep) {
                    parts.set(last, new Keep(keep.length() + length));
                } else {
                    parts.add(new Keep(length));
                }
            }
        }

        void delete(int length) {
            lengthBefore += length;
            if (length > 0) {
                int last = parts.size() - 1;
                if (last >= 0 && parts.get(last) instanceof Delete delete) {
                    parts.set(last, new Delete(delete.length() + length));
                } else {
                    parts.add(new Delete(length));
                }
            }
        }

        void insert(String text) {
            lengthAfter += text.length();
            if (!text.isEmpty()) {
                int at = parts.size();
                if (at > 0 && parts.get(at - 1) instanceof Delete) {
                    at--;
                }
                if (at > 0 && parts.get(at - 1) instanceof Insert before) {
                    parts.set(at - 1, new Insert(before.text() + text));
                } else {
                    parts.add(at, new Insert(text));
                }
            }
        }

        TextChange build() {
            return new TextChange(this);
        }
    }
}
