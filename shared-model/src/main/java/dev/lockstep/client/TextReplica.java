package dev.lockstep.client;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * <p>The text is the {@code base}, which the hub is known to have, with the own edits over it, in order: those that wait for an answer of the hub,
 * those that it has refused, and at last those that are held back because one was refused. When nothing waits any more, what was refused
 * and held is rebased onto what the hub has, and sent.
 *
 * <p>On the room's executor alone.
 */
public final class TextReplica {

    /** Notified when the text is another. */
    public interface Listener {
        /**
         * @param change of the text that was there before
         * @param cause why
         */
        void changed(TextChange change, Cause cause);
    }

    /** Why the text is another. */
    public enum Cause {
        /** It was edited here. */
        EDIT,
        /** Others have changed it. */
        OTHERS,
        /** An edit was refused and is taken back. */
        REFUSED
    }

    /** An own change that the hub is not known to have. */
    private static final class Edit {
        final long id; // of the request
        final boolean isOurs; // and not of another part of the program, which sees to it itself
        TextChange change;
        String text; // afterwards
        Replica.Settled.@Nullable Refused refusal;

        Edit(long id, boolean isOurs, TextChange change, String text) {
            this.id = id;
            this.isOurs = isOurs;
            this.change = change;
            this.text = text;
        }
    }

    private record News(TextChange change, Cause cause) {}

    /** Of a base that the hub doesn't have: what is sent on this condition is refused. */
    private static final long UNKNOWN = 0;

    private final RoomClient room;
    private final String key;
    private final Function<CommitRequest, CompletionStage<Receipt>> commit;
    private final Listener listener;
    private final Deque<Edit> edits = new ArrayDeque<>(); // sent, or to be
    private final Deque<News> untold = new ArrayDeque<>();
    private TextChange held; // what was edited since
    private String text;
    private String base;
    private long version; // of the base
    private boolean isBaseKnown = true; // else it is that of an earlier run of the program
    private boolean isTelling;
    private boolean isSending;

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
        this.text = base;
        this.held = TextChange.none(text.length());
        takeOver();
        untold.clear();
        listen(new WeakReference<>(this));
    }

    /** A text that nobody uses any more is not kept for being listened to. */
    private void listen(WeakReference<TextReplica> me) {
        Subscription[] subscription = new Subscription[1];
        subscription[0] = room.listen(new RoomListener() {
            @Override
            public void changed(Replica.Delta delta) {
                TextReplica replica = me.get();
                if (replica == null) {
                    subscription[0].close();
                } else {
                    replica.heard(delta);
                }
            }

            @Override
            public void joined(String session) {
                TextReplica replica = me.get();
                if (replica != null) {
                    replica.update();
                }
            }
        });
    }

    /** What is seen: own edits included. Empty where there is no entry, or one that is no text. */
    public String text() {
        return text;
    }

    /** Whether the entry is a text, or there is none. */
    public boolean isReadable() {
        return isReadable(room.get(key));
    }

    private static boolean isReadable(@Nullable Json json) {
        return json == null || json instanceof Json.Text || json instanceof Json.Null;
    }

    /** Whether the hub has all edits. */
    public boolean isSaved() {
        return edits.isEmpty() && held.isNothing() && !isSending;
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
        untold.add(new News(change, Cause.EDIT));
        if (!isBehind() || !room.isJoined()) { // without a connection it is kept, to be refused and rebased later
            send();
        }
        tell();
    }

    /** Whether one of the edits was refused: what is sent over it is refused too. */
    private boolean isBehind() {
        return edits.stream().anyMatch(edit -> edit.refusal != null);
    }

    private void send() {
        while (!isSending && !held.isNothing()) { // listeners may edit meanwhile
            sendHeld();
        }
    }

    private void sendHeld() {
        TextChange change = held;
        String sent = text;
        held = TextChange.none(text.length());
        long before = room.replica().lastPendingId(key);
        CommitRequest put = CommitRequest.of(new Operation.Put(key, Json.of(sent)));
        isSending = true; // what is heard of meanwhile is this
        boolean isRefused;
        try {
            isRefused = commit.apply(room.replica().own().unchangedByOthers(put, key, version))
                    .toCompletableFuture()
                    .isCompletedExceptionally();
        } finally {
            isSending = false;
        }
        if (isRefused) { // before it was sent; whoever listens was told
            takeBack(change);
            return;
        }
        long id = room.replica().lastPendingId(key);
        Edit last = edits.peekLast();
        if (last != null && last.id == id && id == before) { // it is folded into that
            last.change = last.change.then(change);
            last.text = sent;
        } else {
            edits.addLast(new Edit(id, true, change, sent));
        }
    }

    private void takeBack(TextChange change) {
        Edit last = edits.peekLast();
        comesBeforeHeld(change.inverse(last == null ? base : last.text), Cause.REFUSED);
    }

    // ---- what is heard

    private void heard(Replica.Delta delta) {
        delta.settled().forEach(this::settled);
        update();
    }

    private void settled(Replica.Settled settled) {
        if (edits.stream().noneMatch(edit -> edit.id == settled.id())) {
            return;
        }
        if (settled instanceof Replica.Settled.Refused refused) {
            edits.stream().filter(edit -> edit.id == refused.id()).forEach(edit -> edit.refusal = refused);
        } else if (settled instanceof Replica.Settled.Done done) {
            isBaseKnown = true;
            Edit over;
            do { // what came before it and was refused is in its text all the same
                over = edits.removeFirst();
                base = over.text;
            } while (over.id != done.id());
            if (done.changed()) {
                version = isAsDone(done.seq()) ? done.seq() : UNKNOWN;
            }
        }
    }

    /** An earlier run may have sent the request with more in it than it could keep. */
    private boolean isAsDone(long seq) {
        Entry entry = room.replica().confirmed(key);
        return entry == null || entry.version() != seq || textOf(entry.value()).equals(base);
    }

    /** Looks at the entry again. */
    public void update() {
        if (isSending || room.replica().isInDoubt()) {
            return; // what is seen stands still
        }
        takeOver();
        findBase();
        Entry entry = room.replica().confirmed(key);
        boolean isNews = version != (entry == null ? 0 : entry.version());
        if (edits.isEmpty() ? isNews : edits.stream().allMatch(edit -> edit.refusal != null)) {
            catchUp(entry);
        }
        tell();
    }

    /** Another part of the program, or an earlier run of it, has changed the entry, and the hub has not answered. */
    private void takeOver() {
        for (Pending own : room.replica().own().of(key)) {
            Edit last = edits.peekLast();
            if (last == null || own.id > last.id) {
                takeOver(own);
            } else if (own.id == last.id && !last.isOurs) { // another change was folded into it
                String now = after(own, last.text);
                TextChange change = TextChange.between(last.text, now);
                last.change = last.change.then(change);
                last.text = now;
                comesBeforeHeld(change, Cause.OTHERS);
            }
        }
    }

    private void takeOver(Pending own) {
        OwnRequests requests = room.replica().own();
        boolean isEarlier = requests.isOfEarlierRun(own.id);
        if (isEarlier) {
            room.tryAgain(own.id);
            isBaseKnown &= !edits.isEmpty();
            version = requests.conditionOf(own, key, version); // what is edited next is refused where that is
        }
        String from = edits.isEmpty() ? base : edits.getLast().text;
        String to = after(own, from);
        TextChange change = TextChange.between(from, to);
        edits.addLast(new Edit(own.id, isEarlier, change, to));
        comesBeforeHeld(change, Cause.OTHERS);
    }

    /** What {@code own} makes of the text. */
    private String after(Pending own, String before) {
        Json value = Json.of(before);
        for (Operation op : own.ops()) {
            if (op.key().equals(key) && op.problemOn(value) == null) {
                value = op.applyTo(value);
            }
        }
        return textOf(value);
    }

    private void comesBeforeHeld(TextChange change, Cause cause) {
        TextChange.Rebased both = TextChange.rebase(change, held);
        held = both.second();
        change(both.first(), cause);
    }

    /** What an earlier run of the program had before it, once that was read where it is kept. */
    private void findBase() {
        Entry before = isBaseKnown ? null : room.replica().own().confirmedBefore(key);
        Edit first = edits.peekFirst();
        if (before != null && first != null) {
            base = textOf(before.value());
            first.change = TextChange.between(base, first.text);
            isBaseKnown = true;
        }
    }

    /** Nothing waits for an answer: what the hub has is the base of all that it has not taken. */
    private void catchUp(@Nullable Entry entry) {
        Json value = entry == null ? null : entry.value();
        String theirs = textOf(value);
        Edit lost = edits.stream()
                .filter(edit -> edit.isOurs && code(edit) != RefusalCode.CONFLICT)
                .reduce((first, second) -> second)
                .orElse(null);
        version = entry == null ? 0 : entry.version();
        if (lost == null && isReadable(value) && isBaseKnown) {
            TextChange own = ownEdits();
            TextChange.Rebased both = TextChange.rebase(TextChange.between(base, theirs), own);
            boolean isAllKept = own.applyTo(base).equals(text);
            change(
                    isAllKept
                            ? both.first()
                            : TextChange.between(text, both.second().applyTo(theirs)),
                    Cause.OTHERS);
            held = both.second();
        } else {
            tellOfLost(lost);
            boolean isNothingLost = edits.isEmpty() && held.isNothing();
            change(TextChange.between(text, theirs), isNothingLost ? Cause.OTHERS : Cause.REFUSED);
            held = TextChange.none(text.length());
        }
        edits.clear();
        isBaseKnown = true;
        base = theirs;
        send();
    }

    private static @Nullable RefusalCode code(Edit edit) {
        Replica.Settled.Refused refusal = edit.refusal;
        return refusal == null ? null : refusal.why().code();
    }

    /** All that was edited here and not taken, as one change of the base. */
    private TextChange ownEdits() {
        TextChange own = TextChange.none(base.length());
        TextChange without = TextChange.none(base.length()); // what another part of the program has in vain done
        String before = base;
        List<TextChange> changes = new ArrayList<>();
        for (Edit edit : edits) {
            TextChange.Rebased both = TextChange.rebase(without, edit.change);
            if (edit.isOurs) {
                changes.add(both.second());
                without = both.first();
            } else {
                without = edit.change.inverse(before).then(without);
            }
            before = edit.text;
        }
        changes.add(TextChange.rebase(without, held).second());
        for (TextChange change : changes) {
            own = own.then(change);
        }
        return own;
    }

    private void change(TextChange change, Cause cause) {
        text = change.applyTo(text);
        untold.add(new News(change, cause));
    }

    /** What can't be kept is not given up without a word: a refusal of ours told its own value, and nobody has that of what came after. */
    private void tellOfLost(@Nullable Edit lost) {
        Edit last = edits.peekLast();
        boolean isMore = !held.isNothing() || (lost != null ? !lost.equals(last) : last != null && last.isOurs);
        if (isMore) {
            Replica.Settled.Refused refusal = lost == null ? null : lost.refusal;
            RefusalCode code =
                    refusal == null ? RefusalCode.CONFLICT : refusal.why().code();
            String why = refusal == null
                    ? "somebody else has changed " + key + " meanwhile"
                    : refusal.why().message();
            room.tellRefused(
                    new RefusedException(code, why, key, null, List.of(new Operation.Put(key, Json.of(text)))));
        }
    }

    /** In the order in which it happened, also where a listener edits. */
    private void tell() {
        if (isTelling) {
            return;
        }
        isTelling = true;
        try {
            for (News news = untold.poll(); news != null; news = untold.poll()) {
                if (!news.change().isNothing()) {
                    listener.changed(news.change(), news.cause());
                }
            }
        } finally {
            isTelling = false;
        }
    }
}
