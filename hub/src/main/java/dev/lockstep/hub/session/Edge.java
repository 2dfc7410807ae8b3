package dev.lockstep.hub.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.room.Alarms;
import dev.lockstep.hub.room.Rooms;
import dev.lockstep.model.Limits;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.Protocol;

/**
 * What all connections of a hub share, and the list of them.
 *
 * <p>Safe for use by many threads.
 */
public final class Edge {

    private static final Logger LOG = System.getLogger(Edge.class.getName());

    /**
     * What connections go by.
     *
     * @param hub the hub's name in {@code welcome}
     * @param token what clients have to know, null where anyone may come
     * @param leaseMillis how long locks and presence outlive a broken connection
     */
    public record Rules(
            String hub,
            @Nullable String token,
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
    private volatile boolean closing;
    private volatile @Nullable String networkToken;

    /**
     * @param threads read, and encode what would hold a room up
     * @param alarms wakes connections later
     */
    public Edge(Rules rules, Rooms rooms, ReadingThreads threads, Alarms alarms) {
        this.rules = rules;
        this.rooms = rooms;
        this.addresses = new Addresses(rules.bounds().sessionsPerAddress());
        this.threads = threads;
        this.alarms = alarms;
        this.sessions = new Sessions("s" + rules.hub() + "-", alarms, rules.bounds(), rules.leaseMillis());
    }

    /** The endpoint of a new WebSocket; null where there are too many from {@code address} already. */
    public @Nullable Connection newConnection(String address) {
        return addresses.isFull(address) ? null : new Connection(this, address);
    }

    /** Those who come from another machine have to know {@code token} from now on; null where nothing more is asked of them. */
    public void askOthersFor(@Nullable String token) {
        networkToken = token;
    }

    /** What a client that comes from {@code address} has to know; null where nothing is asked. */
    @Nullable
    String tokenFor(String address) {
        String token = networkToken;
        return token == null || rules.token() != null || Addresses.isThisMachine(address) ? rules.token() : token;
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
