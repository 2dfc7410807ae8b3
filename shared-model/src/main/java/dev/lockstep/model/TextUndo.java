package dev.lockstep.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Undo and redo of one's own changes of a text that others change too: what they have done since stays. What is typed or deleted in one
 * go, word by word, is one step. Confined to one thread at a time.
 */
public final class TextUndo {

    private static final int STEPS_MAX = 500;

    private Deque<TextChange> done = new ArrayDeque<>(); // what takes each step back, the latest last
    private Deque<TextChange> undone = new ArrayDeque<>();
    private int runEnd = -1; // where the latest step would go on; -1 where a new one begins
    private boolean isTyping; // rather than deleting
    private boolean isBlankTyped; // as the latest character of the run

    /** Whether there is something to take back. */
    public boolean canUndo() {
        return !done.isEmpty();
    }

    /** Whether there is something to do again. */
    public boolean canRedo() {
        return !undone.isEmpty();
    }

    /** An own change of {@code before}. */
    public void did(String before, TextChange change) {
        TextChange inverse = change.inverse(before);
        TextChange.Replacement at = change.asReplacement();
        TextChange run = at != null && goesOn(at) ? done.pollLast() : null;
        push(done, run == null ? inverse : inverse.then(run));
        undone.clear();
        isTyping = at != null && isTyped(at);
        isBlankTyped = at != null && endsBlank(at.inserted());
        runEnd = at != null && (isTyping || at.inserted().isEmpty())
                ? at.start() + at.inserted().length()
                : -1;
    }

    /** One character, and not a paste. */
    private static boolean isTyped(TextChange.Replacement at) {
        return at.deleted() == 0
                && at.inserted().codePointCount(0, at.inserted().length()) == 1;
    }

    private boolean goesOn(TextChange.Replacement at) {
        if (runEnd < 0) {
            return false;
        } else if (isTyping) {
            boolean isWordBegun = isBlankTyped && !endsBlank(at.inserted());
            return isTyped(at) && at.start() == runEnd && !isWordBegun;
        }
        return at.inserted().isEmpty() && (at.start() == runEnd || at.start() + at.deleted() == runEnd);
    }

    private static boolean endsBlank(String text) {
        return !text.isEmpty() && Character.isWhitespace(text.charAt(text.length() - 1));
    }

    /** Nothing can be taken back any more. */
    public void clear() {
        done.clear();
        undone.clear();
        runEnd = -1;
    }

    /** Somebody else's change; what can be taken back is what it is after that. */
    public void othersDid(TextChange change) {
        done = after(change, done);
        undone = after(change, undone);
        runEnd = runEnd < 0 ? runEnd : change.map(runEnd, false);
    }

    private static Deque<TextChange> after(TextChange change, Deque<TextChange> steps) {
        List<TextChange> latestFirst = new ArrayList<>();
        TextChange other = change;
        for (var it = steps.descendingIterator(); it.hasNext(); ) {
            TextChange.Rebased both = TextChange.rebase(other, it.next());
            other = both.first(); // as it would be without the step
            latestFirst.add(both.second());
        }
        Deque<TextChange> after = new ArrayDeque<>();
        latestFirst.forEach(after::addFirst);
        return after;
    }

    /** What takes back the latest step that is not taken back, to be done to {@code text}; null where there is none. */
    public @Nullable TextChange undo(String text) {
        return move(done, undone, text);
    }

    /** What does again what was taken back last, to be done to {@code text}; null where there is none. */
    public @Nullable TextChange redo(String text) {
        return move(undone, done, text);
    }

    private @Nullable TextChange move(Deque<TextChange> from, Deque<TextChange> to, String text) {
        runEnd = -1;
        for (TextChange step = from.pollLast(); step != null; step = from.pollLast()) {
            if (!step.isNothing()) { // others may have deleted all of it
                push(to, step.inverse(text));
                return step;
            }
        }
        return null;
    }

    private static void push(Deque<TextChange> steps, TextChange step) {
        steps.addLast(step);
        if (steps.size() > STEPS_MAX) {
            steps.removeFirst();
        }
    }
}
