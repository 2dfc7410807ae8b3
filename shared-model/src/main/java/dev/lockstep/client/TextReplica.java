package dev.lockstep.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RoomClient.Receipt;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.TextChange;

/**
 * A text that is an entry of a room, as one client edits it while others do.
 *
 * <p>Each edit puts the whole text, on the condition that nobody else has changed it since: the hub's order of commits decides who was first.
 * Whoever was not brings the own edits, which are known as {@link TextChange}s, together with what came before them, and puts that. So
 * all that anyone has typed arrives, each edit is kept by {@link ClientStore} like any other commit, and the hub needs to know nothing of
 * texts.
 *
 * <ul>
 *   <li>{@code base} is what the hub is known to have, at {@code version}.
 *   <li>Over it are the own edits that are {@code sent} and not answered, or, once one of them was refused, those that are {@code refused}, then
 *       {@code sent} (which will be refused too), then {@code held} back. All of them together make the {@code text}.
 *   <li>When all that was sent is answered, the refused and held ones are rebased onto what the hub has, and sent.
 * </ul>
 *
 * <p>On the room's executor alone.
 */
public final class TextReplica {

    /** Notified when the text is another. */
    public interface Listener {
        /** @param byOthers whether it was not done by {@link #edit} */
        void changed(TextChange change, boolean byOthers);
    }

    /**
     * @param change null for what an earlier run of the program, or another part of it, has done
     * @param text afterwards
     */
    private record Sent(@Nullable TextChange change, String text) {}

    private final RoomClient room;
    private final String key;
    private final Function<CommitRequest, CompletionStage<Receipt>> commit;
    private final Listener listener;
    private final Deque<Sent> sent = new ArrayDeque<>();
    private String text;
    private String base;
    private long version;
    private TextChange refused;
    private TextChange held;
    private boolean isBehind; // something was refused, since somebody else was first
    private boolean isAdrift; // it isn't known what the text is an edit of
    private @Nullable RefusedException refusal; // where it was for another reason

    /** @param commit commits, as puts that may be folded and that are tried again after a conflict */
    public TextReplica(
            RoomClient room, String key, Function<CommitRequest, CompletionStage<Receipt>> commit, Listener listener) {
        this.room = room;
        this.key = key;
        this.commit = commit;
        this.listener = listener;
        Entry confirmed = room.replica().confirmed(key);
        this.base = textOf(confirmed == null ? null : confirmed.value());
        this.version = confirmed == null ? 0 : confirmed.version();
        this.text = textOf(room.get(key));
        this.refused = TextChange.none(base.length());
        this.held = TextChange.none(text.length());
        takeOver();
    }

    /** What is seen: own edits included. Empty where there is no entry, or one that is no text. */
    public String text() {
        return text;
    }

    /** Whether the entry is a text, or there is none. */
    public boolean isReadable() {
        Json json = room.get(key);
        return json == null || json instanceof Json.Text || json instanceof Json.Null;
    }

    /** Whether the hub has all edits. */
    public boolean isSaved() {
        return sent.isEmpty() && !isAdrift;
    }

    private static String textOf(@Nullable Json json) {
        return json instanceof Json.Text value ? value.value() : "";
    }

    // ---- own edits

    /**
     * Does {@code change}, of {@link #text}, here at once and elsewhere when the hub has it.
     *
     * @throws IllegalArgumentException where it is for a text of another length
     */
    public void edit(TextChange change) {
        text = change.applyTo(text);
        held = held.then(change);
        listener.changed(change, false);
        if (!isBehind || !room.isJoined()) { // without a connection it is kept, to be refused and rebased later
            send();
        }
    }

    private void send() {
        if (held.isNothing()) {
            return;
        }
        Sent next = new Sent(held, text);
        held = TextChange.none(text.length());
        sent.addLast(next);
        CommitRequest.Condition unchanged = room.replica().own().unchangedByOthers(key, version, true);
        Operation put = new Operation.Put(key, Json.of(text));
        CommitRequest request = new CommitRequest(List.of(put), List.of(unchanged), List.of(), false);
        commit.apply(request).whenComplete((receipt, failure) -> answered(next, receipt, failure));
    }

    private void answered(Sent edit, @Nullable Receipt receipt, @Nullable Throwable failure) {
        sent.remove(edit);
        if (receipt != null) {
            base = edit.text();
            version = receipt.changed() ? receipt.seq() : version;
            refused = TextChange.none(base.length());
        } else if (failure instanceof RefusedException why) {
            refused(edit, why);
        } else {
            isAdrift = true; // the connection is over, and nobody knows what became of it
            return;
        }
        if (sent.isEmpty()) {
            catchUp();
        }
    }

    private void refused(Sent edit, RefusedException why) {
        isBehind = true;
        if (why.code() != RefusalCode.CONFLICT) {
            refusal = why;
        }
        TextChange change = edit.change();
        Entry before = room.replica().own().confirmedBefore(key);
        if (change != null) {
            refused = refused.then(change);
        } else if (before != null) {
            base = textOf(before.value());
            refused = TextChange.between(base, edit.text());
        } else {
            isAdrift = true;
            refused = TextChange.none(edit.text().length());
            if (why.code() == RefusalCode.CONFLICT) {
                room.tellRefused(why);
            }
        }
    }

    // ---- what others do

    /** The entry may be another. */
    public void update() {
        if (room.replica().isInDoubt()) {
            return; // what is seen stands still
        }
        if (room.replica().lastPendingId(key) == 0) {
            if (sent.isEmpty()) {
                catchUp();
            }
        } else if (!isBehind) {
            takeOver();
        }
    }

    /** Another part of the program, or an earlier run of it, has changed the entry, which the hub has not answered. */
    private void takeOver() {
        String seen = textOf(room.get(key));
        if (sent.isEmpty() ? room.replica().lastPendingId(key) == 0 : seen.equals(text)) {
            return;
        }
        CompletionStage<Receipt> over = room.takeOverLastChangeOf(key);
        if (over == null) {
            return;
        }
        Long condition = room.replica().own().conditionOfLast(key);
        version = condition == null ? version : condition; // what is edited next is refused where that is
        TextChange change = TextChange.between(text, seen);
        Sent edit = new Sent(null, seen);
        text = seen;
        held = TextChange.none(text.length());
        sent.addLast(edit);
        over.whenComplete((receipt, failure) -> answered(edit, receipt, failure));
        if (!change.isNothing()) {
            listener.changed(change, true);
        }
    }

    /** All that was sent is answered: what the hub has is the base of all that it has not taken. */
    private void catchUp() {
        Entry entry = room.replica().confirmed(key);
        String theirs = textOf(entry == null ? null : entry.value());
        version = entry == null ? 0 : entry.version();
        TextChange news;
        if (isAdrift || refusal != null) {
            tellOfHeld();
            news = TextChange.between(text, theirs);
            held = TextChange.none(theirs.length());
        } else {
            TextChange.Rebased both = TextChange.rebase(TextChange.between(base, theirs), refused.then(held));
            news = both.first();
            held = both.second();
        }
        base = theirs;
        refused = TextChange.none(base.length());
        isBehind = false;
        isAdrift = false;
        refusal = null;
        text = news.applyTo(text);
        if (!news.isNothing()) {
            listener.changed(news, true);
        }
        send();
    }

    /** What was never sent is not given up without a word. */
    private void tellOfHeld() {
        RefusedException why = refusal;
        if (why != null && !held.isNothing()) {
            String message = why.getMessage() == null ? why.code().wireName() : why.getMessage();
            room.tellRefused(new RefusedException(
                    why.code(), message, key, null, List.of(new Operation.Put(key, Json.of(text)))));
        }
    }
}
