package dev.lockstep.desktop.panel;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Subscription;
import dev.lockstep.desktop.view.MemberNames;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;
import dev.lockstep.model.Names;

/**
 * Who waits for a lock may ask its holder for it, by a signal that nobody keeps. One question is shown at a time, what comes
 * meanwhile is dropped, and nobody is heard more often than a person would ask. Needs no toolkit; on the JavaFX thread.
 */
final class LockRequests implements AutoCloseable {

    /** Between two questions of one member. */
    static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** A question that nobody answers goes by itself. */
    static final long SHOWN_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Of so many members it is remembered when they asked; with more at once, nobody is heard. */
    private static final int SENDERS_MAX = 200;

    private static final int WHAT_MAX = 20;

    /**
     * @param session who asks
     * @param what what is locked, in words
     */
    record Ask(String session, String name, String key, String what) {}

    private record Guarded(LockModel lock, String what) {}

    private final SharedRoom room;
    private final MemberNames names;
    private final LongSupplier nanoTime;
    private final Subscription signals;
    private final Map<String, Guarded> guarded = new HashMap<>();
    private final Map<String, Long> heardAt = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable Ask> current = new ReadOnlyObjectWrapper<>(this, "current");
    private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper(this, "news", "");
    private long shownAt;
    private boolean waited; // whether anybody stood in line since it is shown; programs may ask without that

    /** @param names of the members of {@code room} */
    LockRequests(SharedRoom room, MemberNames names, LongSupplier nanoTime) {
        this.room = room;
        this.names = names;
        this.nanoTime = nanoTime;
        this.signals = room.onSignal(this::signalled);
    }

    /** What is to be answered, null where nobody asks. */
    ReadOnlyObjectProperty<@Nullable Ask> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** Makes the lock one that others may ask for. */
    void guard(String key, String what, LockModel lock) {
        guarded.put(key, new Guarded(lock, what));
    }

    void unguard(String key, LockModel lock) {
        Guarded known = guarded.get(key);
        if (known != null && known.lock().equals(lock)) {
            guarded.remove(key);
            forgetWhatIsOver();
        }
    }

    /** Asks whoever holds the lock over {@code key}. */
    void ask(String key) {
        room.signal(new Json.Obj(Map.of("panel", Json.of("asks"), "key", Json.of(key))));
    }

    /** Tells whoever held the lock over {@code key} that it was taken from them. */
    void tellTaken(String key) {
        room.signal(new Json.Obj(Map.of("panel", Json.of("took"), "key", Json.of(key))));
    }

    /** What was taken from this person, and by whom, in words; empty where nothing was, or they know. */
    ReadOnlyStringProperty newsProperty() {
        return news.getReadOnlyProperty();
    }

    /** The person knows. */
    void forgetNews() {
        news.set("");
    }

    private void signalled(Member from, Json value) {
        JsonReader signal = JsonReader.of(value);
        String what = signal.at("panel").text(WHAT_MAX, "");
        String key = signal.at("key").text(Names.KEY_CHARS_MAX, "");
        Guarded known = guarded.get(key);
        if (what.equals("asks")) {
            asked(from.session(), key, known);
        } else if (what.equals("took") && known != null && known.lock().wasTaken()) {
            known.lock().letGo(); // it is said once
            news.set(names.of(from) + ", who hosts, took the lock of " + known.what());
        }
    }

    private void asked(String session, String key, @Nullable Guarded asked) {
        forgetWhatIsOver();
        long now = nanoTime.getAsLong();
        Long heard = heardAt.get(session);
        if (current.get() != null
                || asked == null
                || !asked.lock().lockedByMe().get()
                || (heard != null && now - heard < PAUSE_NANOS)) {
            return;
        }
        heardAt.values().removeIf(at -> now - at >= PAUSE_NANOS);
        if (heardAt.size() >= SENDERS_MAX) {
            return;
        }
        for (Member member : room.members()) {
            if (member.session().equals(session)) {
                heardAt.put(session, now);
                shownAt = now;
                waited = asked.lock().isWaitedFor();
                current.set(new Ask(session, names.of(member), key, asked.what()));
                return;
            }
        }
    }

    /** A lock that was given back or that nobody waits for any more needs no answer, nor does a question that is old. */
    void forgetWhatIsOver() {
        Ask shown = current.get();
        if (shown == null) {
            return;
        }
        Guarded asked = guarded.get(shown.key());
        boolean isWaitedFor = asked != null && asked.lock().isWaitedFor();
        if (asked == null
                || !asked.lock().lockedByMe().get()
                || (waited && !isWaitedFor)
                || nanoTime.getAsLong() - shownAt >= SHOWN_NANOS) {
            current.set(null);
        }
        waited |= isWaitedFor;
    }

    /** The holder answers. */
    void answer(boolean letGo) {
        Ask shown = current.get();
        current.set(null);
        Guarded asked = shown == null ? null : guarded.get(shown.key());
        if (letGo && asked != null && asked.lock().lockedByMe().get()) {
            asked.lock().toggle();
        }
    }

    @Override
    public void close() {
        signals.close();
        guarded.clear();
        current.set(null);
    }
}
