package dev.lockstep.hub;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Limits;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.Protocol;

/**
 * How a hub is to run. Immutable; the {@code with…} methods give a changed copy.
 *
 * @param host the address to listen on; {@code 127.0.0.1} is reachable from this machine only
 * @param port 0 takes a free one
 * @param token what clients have to know, null where none is to come from another machine
 * @param open whether anyone on this machine may come in; else those who know the token, and the programs of the user that runs the hub
 * @param allowedOrigins the web origins whose pages may connect, such as {@code https://example.org}
 * @param limits of what rooms take
 * @param bounds of what a client, an address and the hub take
 * @param leaseMillis how long locks and presence outlive a broken connection
 * @param timings when connections are pinged and given up
 */
public record HubOptions(
        String host,
        int port,
        @Nullable String token,
        boolean open,
        Set<String> allowedOrigins,
        Limits limits,
        Bounds bounds,
        long leaseMillis,
        Timings timings) {

    /**
     * @param pingMillis how often a connection is pinged
     * @param silenceMillis a connection that was silent for so long is dead
     * @param helloMillis how long a new connection may take to say hello
     * @param idleMillis how long a room that nobody is in stays in memory
     * @param httpMillis how long a socket may take to become a WebSocket; whatever it says until then, it ends after that
     */
    public record Timings(long pingMillis, long silenceMillis, long helloMillis, long idleMillis, long httpMillis) {

        /** With the usual time to become a WebSocket. */
        public Timings(long pingMillis, long silenceMillis, long helloMillis, long idleMillis) {
            this(pingMillis, silenceMillis, helloMillis, idleMillis, Protocol.HTTP_MILLIS);
        }

        static final Timings DEFAULT =
                new Timings(Protocol.PING_MILLIS, Protocol.SILENCE_MILLIS, Protocol.HELLO_MILLIS, 60_000);
    }

    public HubOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
        }
        String problem = token == null ? null : problemWithToken(token);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** Why {@code token} protects too little, for display; null where it will do. */
    public static @Nullable String problemWithToken(String token) {
        return token.strip().length() >= Protocol.TOKEN_CHARS_MIN
                ? null
                : "a token has at least " + Protocol.TOKEN_CHARS_MIN
                        + " characters, or it is guessed; give a longer one";
    }

    /** On this machine only, on the default port, for the programs of this user. */
    public static HubOptions defaults() {
        return new HubOptions(
                "127.0.0.1",
                Protocol.DEFAULT_PORT,
                null,
                false,
                Set.of(),
                Limits.DEFAULT,
                Bounds.DEFAULT,
                Protocol.LEASE_MILLIS,
                Timings.DEFAULT);
    }

    public HubOptions withHost(String newHost) {
        return new HubOptions(newHost, port, token, open, allowedOrigins, limits, bounds, leaseMillis, timings);
    }

    public HubOptions withPort(int newPort) {
        return new HubOptions(host, newPort, token, open, allowedOrigins, limits, bounds, leaseMillis, timings);
    }

    public HubOptions withToken(@Nullable String newToken) {
        return new HubOptions(host, port, newToken, open, allowedOrigins, limits, bounds, leaseMillis, timings);
    }

    public HubOptions withOpen(boolean newOpen) {
        return new HubOptions(host, port, token, newOpen, allowedOrigins, limits, bounds, leaseMillis, timings);
    }

    public HubOptions withAllowedOrigins(Set<String> newOrigins) {
        return new HubOptions(host, port, token, open, newOrigins, limits, bounds, leaseMillis, timings);
    }

    public HubOptions withLimits(Limits newLimits) {
        return new HubOptions(host, port, token, open, allowedOrigins, newLimits, bounds, leaseMillis, timings);
    }

    public HubOptions withBounds(Bounds newBounds) {
        return new HubOptions(host, port, token, open, allowedOrigins, limits, newBounds, leaseMillis, timings);
    }

    public HubOptions withLeaseMillis(long newLeaseMillis) {
        return new HubOptions(host, port, token, open, allowedOrigins, limits, bounds, newLeaseMillis, timings);
    }

    public HubOptions withTimings(Timings newTimings) {
        return new HubOptions(host, port, token, open, allowedOrigins, limits, bounds, leaseMillis, newTimings);
    }
}
