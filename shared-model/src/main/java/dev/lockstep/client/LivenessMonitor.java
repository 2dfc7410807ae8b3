package dev.lockstep.client;

import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.Protocol;

/**
 * Monitors a connection: decides when to probe it, and when it is dead. Time is passed in; it reads no clock.
 *
 * <p>A machine that slept, or moved to another network, has a connection that looks open and leads nowhere. What betrays
 * that is a clock that went on by more or less than it should have between two looks (in sleep the one clock stands still,
 * the other doesn't, and which does what differs between systems), or a change of the machine's addresses. Neither proves
 * anything: clocks are set, and the hub may be on this very machine. So a doubt ends no connection, it costs one ping, and
 * only who doesn't answer that is dead.
 *
 * <p>Silence is added up from look to look, and a step of the clock counts as one look's pause; so no clock can make a
 * silence longer than it was. {@link #heard} and {@link #answered} may be called from any thread, all else from one.
 */
final class LivenessMonitor {

    /** The pause between two looks. */
    static final long CHECK_MILLIS = 1_000;

    /** So much too early or too late is no busy thread any more. */
    private static final long JUMP_MILLIS = 2_000;

    /** How long a doubted hub may be silent. */
    private static final long DOUBTED_SILENCE_MILLIS = 2_000;

    /** What a look found. */
    enum Finding {
        /** Nothing to do. */
        FINE,
        /** The connection may be dead: ping it. A pause between attempts to connect is not worth sitting out. */
        DOUBTFUL,
        /** It is: the hub was pinged in doubt, and nothing came. */
        UNANSWERED,
        /** It is: nothing came for too long. */
        SILENT
    }

    private long lastWallMillis;
    private long lastNanos;
    private @Nullable Set<InetAddress> lastAddresses;
    private long silentMillis;
    private boolean probing;
    private String doubt = "";
    private volatile boolean heard;
    private volatile boolean answered;

    LivenessMonitor(long wallMillis, long nanos) {
        this.lastWallMillis = wallMillis;
        this.lastNanos = nanos;
    }

    /** What was known of the connection is over: it is gone, or another is being made. */
    void beginAnew() {
        silentMillis = 0;
        probing = false;
        heard = false;
        answered = false;
    }

    /** The hub was heard. It may be what had arrived before, so it ends no doubt, but gives more time. */
    void heard() {
        heard = true;
    }

    /** The hub answered what it was asked just now, which ends a doubt. */
    void answered() {
        heard = true;
        answered = true;
    }

    /**
     * To be called every {@link #CHECK_MILLIS}.
     *
     * @param addresses the machine's own, null while they aren't known
     * @param listening false where this side reads nothing now, so that silence is not the hub's
     */
    Finding check(long wallMillis, long nanos, @Nullable Set<InetAddress> addresses, boolean listening) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanos - lastNanos);
        boolean jumped = isJump(elapsed) || isJump(wallMillis - lastWallMillis);
        boolean moved = addresses != null && lastAddresses != null && !addresses.equals(lastAddresses);
        lastWallMillis = wallMillis;
        lastNanos = nanos;
        lastAddresses = addresses == null ? lastAddresses : addresses;

        listen(jumped ? CHECK_MILLIS : elapsed, listening);
        if (probing) {
            return silentMillis >= DOUBTED_SILENCE_MILLIS ? Finding.UNANSWERED : Finding.FINE;
        } else if (jumped || moved) {
            doubt = jumped ? "this machine slept or its clock was set" : "this machine's addresses changed";
            probing = true;
            answered = false;
            silentMillis = 0;
            return Finding.DOUBTFUL;
        }
        return silentMillis > Protocol.SILENCE_MILLIS ? Finding.SILENT : Finding.FINE;
    }

    /** What the latest doubt came from, for people. */
    String doubt() {
        return doubt;
    }

    private void listen(long elapsedMillis, boolean listening) {
        if (heard || !listening) {
            heard = false;
            silentMillis = 0;
        } else {
            silentMillis += Math.max(0, elapsedMillis);
        }
        if (answered) {
            probing = false;
        }
    }

    private static boolean isJump(long elapsedMillis) {
        return Math.abs(elapsedMillis - CHECK_MILLIS) > JUMP_MILLIS;
    }
}
