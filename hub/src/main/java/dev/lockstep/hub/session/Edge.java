package dev.lockstep.hub.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.HubKey;
import dev.lockstep.hub.room.Alarms;
import dev.lockstep.hub.room.Rooms;
import dev.lockstep.model.Limits;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.Loopback;
import dev.lockstep.wire.Protocol;

/**
 * What all connections of a hub share, and the list of them.
 *
 * <p>Safe for use by many threads.
 */
public final class Edge {

    private static final Logger LOG = System.getLogger(Edge.class.getName());

    private static final int CHALLENGE_BYTES = 18;

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What connections go by.
     *
     * @param hub the hub's name in {@code welcome}
     * @param key by which the hub is known; drawn when it is asked for the first time
     * @param leaseMillis how long locks and presence outlive a broken connection
     */
    public record Rules(
            String hub,
            Supplier<HubKey> key,
            Limits limits,
            Bounds bounds,
            long pingMillis,
            long silenceMillis,
            long helloMillis,
            long leaseMillis) {}

    private final Rules rules;
    private final Rooms rooms;
    private final Sessions sessions;
    private final Addresses addresses;
    private final ReadingThreads threads;
    private final Alarms alarms;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Object healthGuard = new Object();
    private final Doorkeeper doorkeeper;
    private final Shares shares;
    private final Guesses guesses = new Guesses();
    private volatile boolean closing;

    /**
     * @param threads read, and encode what would hold a room up
     * @param alarms wakes connections later
     */
    public Edge(Rules rules, Doorkeeper doorkeeper, Rooms rooms, ReadingThreads threads, Alarms alarms) {
        this.doorkeeper = doorkeeper;
        this.rules = rules;
        this.rooms = rooms;
        this.addresses = new Addresses(rules.bounds().sessionsPerAddress());
        this.shares = new Shares(rules.bounds().quotas());
        this.threads = threads;
        this.alarms = alarms;
        this.sessions = new Sessions("s" + rules.hub() + "-", alarms, rules.bounds(), rules.leaseMillis());
    }

    /**
     * The endpoint of a new WebSocket; null where there are too many from {@code remote} already, or it guesses tokens.
     *
     * @param remote the address that it comes from
     * @param local address and port where it came in
     */
    public @Nullable Connection newConnection(String remote, String local) {
        boolean guesses = !Loopback.is(remote) && isGuessing(remote); // else one user could shut out another
        return guesses || addresses.isFull(remote) ? null : new Connection(this, remote, local);
    }

    private boolean isGuessing(String remote) {
        return guesses.pauseMillis(remote, System.nanoTime()) > 0;
    }

    /** Those who come from another machine have to know {@code token} from now on; null where none of them may come. */
    public void askOthersFor(@Nullable String token) {
        doorkeeper.askOthersFor(token);
    }

    Doorkeeper doorkeeper() {
        return doorkeeper;
    }

    Shares shares() {
        return shares;
    }

    Guesses guesses() {
        return guesses;
    }

    /** How many sessions are connected. */
    public int liveSessions() {
        return sessions.live();
    }

    /** Tells everyone whether the hub can store now. One at a time, so that the last word is true. */
    public void tellHealth() {
        synchronized (healthGuard) {
            boolean storing = rooms.isStoring();
            connections.forEach(connection -> connection.tellHealth(storing));
        }
    }

    /** Tells {@code connection} where the hub can't store now. */
    void tellHealth(Connection connection) {
        synchronized (healthGuard) {
            if (!rooms.isStoring()) {
                connection.tellHealth(false);
            }
        }
    }

    /**
     * Tells everyone that the hub is going away, and whoever is just coming in too. Returns when they have been told, or when
     * {@code millis} have passed: somebody may not be listening.
     */
    public void closeAll(long millis) {
        closing = true;
        CompletableFuture<?>[] told = List.copyOf(connections).stream()
                .map(connection -> sendAway(connection).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(told).get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "not everyone could be told that the hub goes away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection is open now. */
    void opened(Connection connection) {
        connections.add(connection);
        addresses.enter(connection.address());
        if (closing) {
            sendAway(connection);
        }
    }

    /** A connection is over. */
    void closed(Connection connection) {
        if (connections.remove(connection)) {
            addresses.leave(connection.address());
        }
    }

    /** What nobody can have seen before. */
    static String newChallenge() {
        byte[] bytes = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static CompletionStage<Void> sendAway(Connection connection) {
        return connection.close(Protocol.Close.GOING_AWAY, "the hub is going away");
    }

    Rules rules() {
        return rules;
    }

    Rooms rooms() {
        return rooms;
    }

    Sessions sessions() {
        return sessions;
    }

    ReadingThreads threads() {
        return threads;
    }

    Alarms alarms() {
        return alarms;
    }
}
