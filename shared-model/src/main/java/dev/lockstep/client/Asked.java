package dev.lockstep.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.lockstep.model.RefusalCode;

/**
 * A question whose answer comes in parts; whoever asks while one is on its way gets the same. On the connection's loop.
 *
 * @param <T> what the answer is a list of
 */
final class Asked<T> {

    private final Executor rooms;
    private final List<CompletableFuture<List<T>>> waiting = new ArrayList<>();
    private final List<T> parts = new ArrayList<>();
    private boolean abandoned; // an answer of which parts may still come

    /** @param rooms where answers are given */
    Asked(Executor rooms) {
        this.rooms = rooms;
    }

    /** Whether the hub has to be asked for {@code done}. */
    boolean add(CompletableFuture<List<T>> done) {
        waiting.add(done);
        return waiting.size() == 1;
    }

    void take(List<T> part, boolean more) {
        if (abandoned) {
            abandoned = more; // of an answer that nobody waits for any more
            return;
        }
        parts.addAll(part);
        if (!more) {
            List<T> all = List.copyOf(parts);
            parts.clear();
            List.copyOf(waiting).forEach(done -> rooms.execute(() -> done.complete(all)));
            waiting.clear();
        }
    }

    void fail(RefusalCode code, String message) {
        List.copyOf(waiting)
                .forEach(done -> rooms.execute(
                        () -> done.completeExceptionally(new RefusedException(code, message, null, null))));
        waiting.clear();
        abandoned |= !parts.isEmpty();
        parts.clear();
    }

    /** Of an answer whose connection is gone, nothing follows. */
    void beginAnew() {
        abandoned = false;
    }
}
