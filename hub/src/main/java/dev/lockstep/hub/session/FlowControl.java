package dev.lockstep.hub.session;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.room.Membership;

/**
 * Decides when a connection is read: one message at a time, and the next only while the queues of the rooms are short, the client
 * reads its answers and is within its rate limits; so a client that floods is slowed by its own socket. Safe for use by many
 * threads.
 */
final class FlowControl {

    /** So many answers may wait here before no more requests are read. */
    private static final int ANSWERS_WAITING_MAX = 8_192;

    /** So many requests, signals and the like may wait in a room before no more are read. */
    private static final int REQUESTS_WAITING_MAX = 1_024;

    /** The same where somebody else asks for something there too, and would wait behind them. */
    private static final int REQUESTS_WAITING_MAX_SHARED = 64;

    /** So many bytes of them may wait in a room before no more are read. */
    private static final long BYTES_WAITING_MAX = 4L * 1_024 * 1_024;

    /** So many bytes of answers may wait here before no more requests are read. */
    private static final long ANSWER_BYTES_WAITING_MAX = 4L * 1_024 * 1_024;

    private final Connections connections;
    private final Transport transport;
    private final FrameWriter writer;
    private final AtomicBoolean pausing = new AtomicBoolean();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile @Nullable LiveSession live; // null before the client is known

    FlowControl(Connections connections, Transport transport, FrameWriter writer) {
        this.connections = connections;
        this.transport = transport;
        this.writer = writer;
    }

    /** The client is known from now on. */
    void begin(LiveSession session) {
        live = session;
    }

    /** The message that was asked for has been dealt with. */
    void readNext() {
        reading.set(false);
        readOn();
    }

    /** Asks for the next message, unless one is awaited already or too much of this client waits. */
    void readOn() {
        if (reading.get()) {
            return; // as nearly always where this is called for every frame that is sent
        }
        if (transport.isOpen() && !isBehind() && !pauses() && reading.compareAndSet(false, true)) {
            transport.demand();
        }
    }

    /** Whether the client is heard: else its silence is not its own. */
    boolean isListening() {
        return !roomsAreBehind() && !pausing.get();
    }

    /** Whether the client has spent what it may; it is read on by itself when it may spend again. */
    private boolean pauses() {
        LiveSession session = live;
        if (session == null) {
            return false;
        }
        long nanos = session.allowance().pauseNanos(connections.clock().nanos());
        if (nanos > 0 && pausing.compareAndSet(false, true)) {
            connections.scheduler().after(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, () -> {
                pausing.set(false);
                connections.threads().execute(this::readOn);
            });
        }
        return nanos > 0;
    }

    private boolean isBehind() {
        return writer.waiting() > ANSWERS_WAITING_MAX
                || writer.bytesWaiting() > ANSWER_BYTES_WAITING_MAX
                || roomsAreBehind()
                || anyMembership(m -> m.answersWaiting() > ANSWERS_WAITING_MAX || m.isQueued());
    }

    private boolean roomsAreBehind() {
        return anyMembership(m -> m.bytesWaiting() > BYTES_WAITING_MAX || m.requestsWaiting() > requestsWaitingMax(m));
    }

    private static int requestsWaitingMax(Membership membership) {
        return membership.room().isShared() ? REQUESTS_WAITING_MAX_SHARED : REQUESTS_WAITING_MAX;
    }

    private boolean anyMembership(Predicate<Membership> condition) {
        LiveSession session = live;
        return session != null && session.memberships().stream().anyMatch(condition);
    }
}
