package dev.lockstep.hub;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
 * @param encryption how connections from elsewhere are encrypted
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
        Timings timings,
        Encryption encryption) {

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

    /** The link of an invite has room for so many, and nobody needs more. */
    private static final int TOKEN_BYTES_MAX = 255;

    /** How connections from other machines are encrypted. Those from this machine may always be plain. */
    public sealed interface Encryption {

        /** By the hub, with a certificate that it makes of its own key: clients know the hub by that. */
        Encryption OWN = new Own();

        record Own() implements Encryption {}

        /**
         * By the hub, with a certificate that clients trust because of the name in it.
         *
         * @param certificate a file with the certificate and those that vouch for it, PEM
         * @param key a file with its private key, PEM (PKCS #8)
         */
        record Certificate(Path certificate, Path key) implements Encryption {}

        /**
         * By a reverse proxy, which connects without encryption and appends the address of the client to {@code X-Forwarded-For}. Nobody
         * counts as being on this machine then.
         */
        record Proxy() implements Encryption {}
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
        if (token.getBytes(StandardCharsets.UTF_8).length > TOKEN_BYTES_MAX) {
            return "a token has at most " + TOKEN_BYTES_MAX + " bytes; give a shorter one";
        }
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
                Timings.DEFAULT,
                Encryption.OWN);
    }

    public HubOptions withHost(String newHost) {
        return new HubOptions(
                newHost, port, token, open, allowedOrigins, limits, bounds, leaseMillis, timings, encryption);
    }

    public HubOptions withPort(int newPort) {
        return new HubOptions(
                host, newPort, token, open, allowedOrigins, limits, bounds, leaseMillis, timings, encryption);
    }

    public HubOptions withToken(@Nullable String newToken) {
        return new HubOptions(
                host, port, newToken, open, allowedOrigins, limits, bounds, leaseMillis, timings, encryption);
    }

    public HubOptions withOpen(boolean newOpen) {
        return new HubOptions(
                host, port, token, newOpen, allowedOrigins, limits, bounds, leaseMillis, timings, encryption);
    }

    public HubOptions withAllowedOrigins(Set<String> newOrigins) {
        return new HubOptions(host, port, token, open, newOrigins, limits, bounds, leaseMillis, timings, encryption);
    }

    public HubOptions withLimits(Limits newLimits) {
        return new HubOptions(
                host, port, token, open, allowedOrigins, newLimits, bounds, leaseMillis, timings, encryption);
    }

    public HubOptions withBounds(Bounds newBounds) {
        return new HubOptions(
                host, port, token, open, allowedOrigins, limits, newBounds, leaseMillis, timings, encryption);
    }

    public HubOptions withLeaseMillis(long newLeaseMillis) {
        return new HubOptions(
                host, port, token, open, allowedOrigins, limits, bounds, newLeaseMillis, timings, encryption);
    }

    public HubOptions withTimings(Timings newTimings) {
        return new HubOptions(
                host, port, token, open, allowedOrigins, limits, bounds, leaseMillis, newTimings, encryption);
    }

    public HubOptions withEncryption(Encryption newEncryption) {
        return new HubOptions(
                host, port, token, open, allowedOrigins, limits, bounds, leaseMillis, timings, newEncryption);
    }

    boolean isBehindProxy() {
        return encryption instanceof Encryption.Proxy;
    }
}
