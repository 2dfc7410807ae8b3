package dev.lockstep.hub.session;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.room.Membership;

/**
 * The one writer of a connection: one frame is being sent at a time, and the next is taken when the socket has accepted the last.
 * Frames that a slow client doesn't read stay in the logs of its rooms.
 *
 * <p>{@link #iterate()} starts it, from any thread.
 */
final class FrameWriter extends IteratingCallback {

    private final Transport transport;
    private final Consumer<Throwable> onFailure;
    private final Runnable onSent;
    private final Queue<ByteBuffer> urgent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger urgentWaiting = new AtomicInteger();
    private final AtomicLong urgentBytes = new AtomicLong();
    private final Queue<Membership> ready = new ConcurrentLinkedQueue<>();
    private final Set<Membership> inReady = ConcurrentHashMap.newKeySet(); // so that each is in there once

    /**
     * @param onFailure the socket took no more
     * @param onSent something was sent, so there is room again
     */
    FrameWriter(Transport transport, Consumer<Throwable> onFailure, Runnable onSent) {
        this.transport = transport;
        this.onFailure = onFailure;
        this.onSent = onSent;
    }

    /** Sends {@code frame} before all that waits. */
    void send(ByteBuffer frame) {
        urgentWaiting.incrementAndGet();
        urgentBytes.addAndGet(frame.remaining());
        urgent.add(frame);
        iterate();
    }

    /** How many of the frames given to {@link #send} the socket has not taken yet. */
    int waiting() {
        return urgentWaiting.get();
    }

    /** How many bytes they have. */
    long bytesWaiting() {
        return urgentBytes.get();
    }

    /** There is something to take from {@code membership}. */
    void ready(Membership membership) {
        if (inReady.add(membership)) {
            ready.add(membership);
        }
    }

    @Override
    protected Action process() {
        ByteBuffer next = next();
        if (next == null) {
            return Action.IDLE;
        }
        transport.send(next, this);
        return Action.SCHEDULED;
    }

    private @Nullable ByteBuffer next() {
        ByteBuffer first = urgent.poll();
        if (first != null) {
            urgentWaiting.decrementAndGet();
            urgentBytes.addAndGet(-first.remaining());
            onSent.run();
            return first;
        }
        for (Membership membership = ready.poll(); membership != null; membership = ready.poll()) {
            inReady.remove(membership); // before it is asked, so that what comes now is not missed
            ByteBuffer frame = membership.next();
            if (frame != null) {
                ready(membership); // behind the others: rooms take turns
                onSent.run();
                return frame;
            }
        }
        return null;
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        onFailure.accept(cause);
    }
}
