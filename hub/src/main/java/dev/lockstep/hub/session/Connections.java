package dev.lockstep.hub.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.HubIdentity;
import dev.lockstep.hub.room.HubClock;
import dev.lockstep.hub.room.Rooms;
import dev.lockstep.hub.room.Scheduler;
import dev.lockstep.model.Limits;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.Loopback;
import dev.lockstep.wire.Protocol;

/**
 * What all connections of a hub share, and the list of them.
 *
 * <p>Safe for use by many threads.
 */
public final class Connections {

    private static final Logger LOG = System.getLogger(Connections.class.getName());

    private static final int CHALLENGE_BYTES = 18;

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What connections go by.
     *
     * @param hub the hub's name in {@code welcome}
     * @param identity by which the hub is known; drawn when it is asked for the first time
     * @param leaseMillis how long locks and presence outlive a broken connection
     */
    public record Rules(
            String hub,
            Supplier<HubIdentity> identity,
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
    private final Scheduler scheduler;
    private final HubClock clock;
    private final Map<Long, Connection> connections = new ConcurrentSkipListMap<>(); // as they came
    private final AtomicLong opened = new AtomicLong();
    private final Object healthGuard = new Object();
    private final AccessControl accessControl;
    private final Shares shares;
    private final Pairings pairings;
    private final Admissions admissions;
    private final FailedLogins failedLogins = new FailedLogins();
    private volatile boolean closing;

    /**
     * @param threads read, and encode what would hold a room up
     * @param scheduler wakes connections later
     * @param clock the same as the rooms'
     */
    public Connections(
            Rules rules,
            AccessControl accessControl,
            Rooms rooms,
            ReadingThreads threads,
            Scheduler scheduler,
            HubClock clock) {
        this.accessControl = accessControl;
        this.rules = rules;
        this.rooms = rooms;
        this.addresses = new Addresses(rules.bounds().sessionsPerAddress());
        this.shares = new Shares(rules.bounds().quotas());
        this.threads = threads;
        this.scheduler = scheduler;
        this.clock = clock;
        this.pairings = new Pairings(rooms, clock::millis);
        this.admissions = new Admissions(rooms, pairings, clock::millis, this::sendAway, this::sendForAMoment);
        this.sessions = new Sessions("s" + rules.hub() + "-", clock, scheduler, rules.bounds(), rules.leaseMillis());
    }

    /**
     * The endpoint of a new WebSocket; null where there are too many from {@code remote} already, or it failedLogins tokens.
     *
     * @param remote the address that it comes from
     * @param local address and port where it came in
     * @param encrypted whether it has done a TLS handshake, for which thousands may wait at once
     */
    public @Nullable Connection newConnection(String remote, String local, boolean encrypted) {
        return pauseMillis(remote) > 0 || addresses.isFull(remote)
                ? null
                : new Connection(
                        this,
                        opened.incrementAndGet(),
                        remote,
                        local,
                        encrypted ? rules.helloMillis() * Protocol.ENCRYPTED_TIMES : rules.helloMillis());
    }

    /** How long nobody from {@code remote} is heard who wants to come in, after wrong tokens; in milliseconds, 0 where anyone is. */
    long pauseMillis(String remote) {
        return Loopback.is(remote) // else one user could shut out another
                ? 0
                : failedLogins.pauseMillis(remote, clock.nanos());
    }

    /** Those who come from another machine have to know {@code token} from now on; null where none of them may come. */
    public void askOthersFor(@Nullable String token) {
        accessControl.askOthersFor(token);
    }

    AccessControl accessControl() {
        return accessControl;
    }

    Shares shares() {
        return shares;
    }

    FailedLogins failedLogins() {
        return failedLogins;
    }

    /** How many sessions are connected. */
    public int liveSessions() {
        return sessions.live();
    }

    /** Tells everyone whether the hub can store now. One at a time, so that the last word is true. */
    public void tellHealth() {
        synchronized (healthGuard) {
            boolean storing = rooms.isStoring();
            connections.values().forEach(connection -> connection.tellHealth(storing));
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
        CompletableFuture<?>[] told = List.copyOf(connections.values()).stream()
                .map(connection -> sendAway(connection).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(told).get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "not every client could be notified that the hub is going away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A client is not wanted any more. */
    private void sendAway(String client, String why) {
        of(client).forEach(connection -> connection.close(Protocol.Close.FORBIDDEN, why));
    }

    /** A client is to come back as what it is now. */
    private void sendForAMoment(String client, String why) {
        of(client).forEach(connection -> connection.close(Protocol.Close.GOING_AWAY, why));
    }

    private List<Connection> of(String client) {
        return connections.values().stream()
                .filter(connection -> connection.isOf(client))
                .toList();
    }

    Pairings pairings() {
        return pairings;
    }

    /** Who is connected, in the order in which they came. */
    List<HubMessage.Connected> people() {
        return connections.values().stream()
                .map(Connection::connected)
                .filter(Objects::nonNull)
                .toList();
    }

    Admissions admissions() {
        return admissions;
    }

    /** A connection is open now. */
    void opened(Connection connection) {
        connections.put(connection.number(), connection);
        addresses.enter(connection.address());
        if (closing) {
            sendAway(connection);
        }
    }

    /** A connection is over. */
    void closed(Connection connection) {
        if (connections.remove(connection.number(), connection)) {
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

    Scheduler scheduler() {
        return scheduler;
    }

    HubClock clock() {
        return clock;
    }
}
