package dev.lockstep.desktop.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Commit;
import dev.lockstep.wire.HubMessage;

/**
 * When the messages of a part of a chat were said, by the hub's clock: what an author's program says of the time is as wrong as the clock
 * of its machine, and would mix up the days for all. The hub tells from the room's past, as far as it keeps that. What it doesn't know any
 * more is shown with the time of the author, as far as that can be: see {@link ClaimedTimes}. On the JavaFX thread.
 */
final class HubTimestamps implements AutoCloseable {

    /** Of one question: the answer comes in pages. */
    private static final long ASKED_MAX = 2_000;

    /** A message that waited less was sent when it was written; the author's second is as good as the hub's. */
    private static final long SAME_MILLIS = 2_000;

    private final SharedRoom room;
    private final Runnable changed;
    private final Map<Long, Long> known =
            new HashMap<>(); // by the number of the commit; null where the hub doesn't know
    private final TreeSet<Long> wanted = new TreeSet<>();
    private boolean asking;
    private boolean closed;

    /** @param changed runs when more is known */
    HubTimestamps(SharedRoom room, Runnable changed) {
        this.room = room;
        this.changed = changed;
    }

    /**
     * When the commit was made; what isn't known is asked for with {@link #ask}.
     *
     * @param commit its number; 0 for one that isn't made yet
     * @param claimed the time by the author's clock, in milliseconds since 1970, for when the hub doesn't say
     */
    long of(long commit, long claimed) {
        if (commit <= 0) {
            return claimed;
        } else if (!known.containsKey(commit)) {
            wanted.add(commit);
            return claimed;
        }
        @Nullable Long at = known.get(commit);
        return at == null || Math.abs(at - claimed) < SAME_MILLIS ? claimed : at;
    }

    /** Whether the hub doesn't know any more when the commit was made. */
    boolean isForgotten(long commit) {
        return commit > 0 && known.containsKey(commit) && known.get(commit) == null;
    }

    /** The earliest that the hub knows; {@code otherwise} where it knows of none. */
    long earliest(long otherwise) {
        return known.values().stream()
                .filter(Objects::nonNull)
                .mapToLong(at -> at)
                .min()
                .orElse(otherwise);
    }

    /** Asks the hub for what is wanted, the newest first. */
    void ask() {
        if (asking || closed || wanted.isEmpty() || !room.loadedProperty().get()) {
            return;
        }
        long to = wanted.last();
        long from = Math.max(wanted.first(), to - ASKED_MAX);
        asking = true;
        room.history(from, to).whenComplete((page, failure) -> {
            asking = false;
            if (page == null || page.problem() != null) {
                return; // without a connection: asked again when something changes
            }
            take(page, from, to);
        });
    }

    private void take(HubMessage.History page, long from, long to) {
        long last = from;
        for (Commit commit : page.segment().commits()) {
            last = Math.max(last, commit.seq());
            if (wanted.remove(commit.seq())) {
                known.put(commit.seq(), ChatMessage.time((double) commit.at()));
            }
        }
        long told = page.more() ? last : to;
        for (Long gone : new TreeSet<>(wanted.subSet(from, true, told, true))) {
            wanted.remove(gone);
            known.put(gone, null);
        }
        if (!closed) {
            changed.run();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
