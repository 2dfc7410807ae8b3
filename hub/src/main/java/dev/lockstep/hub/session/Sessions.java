package dev.lockstep.hub.session;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.room.HubClock;
import dev.lockstep.hub.room.Scheduler;
import dev.lockstep.wire.Bounds;

/** The sessions of a hub: connected ones, and disconnected ones that may be resumed. Safe for use by many threads. */
public final class Sessions {

    /** The session that a connection got; what it replaced has still to be closed. */
    record Opened(
            Session session, boolean resumed, @Nullable Connection replaced) {}

    private final HubClock clock;
    private final Scheduler scheduler;
    private final Bounds bounds;
    private final long leaseMillis;
    private final Map<String, Session> byClient = new HashMap<>();
    private final String prefix;
    private long lastNumber;

    /**
     * @param prefix begins the names of sessions; another at each start of a hub, since rooms remember the old ones
     * @param bounds what each client may ask for
     * @param leaseMillis how long a session is held whose connection broke
     */
    public Sessions(String prefix, HubClock clock, Scheduler scheduler, Bounds bounds, long leaseMillis) {
        this.bounds = bounds;
        this.prefix = prefix;
        this.clock = clock;
        this.scheduler = scheduler;
        this.leaseMillis = leaseMillis;
    }

    /** How many sessions have a connection. */
    public synchronized int live() {
        return (int)
                byClient.values().stream().filter(s -> s.connection != null).count();
    }

    /**
     * The session of {@code client}, from now on that of {@code connection}; null where a connection that was opened later has it. What
     * a client sent on a connection that it gave up may be read after what it sent on the next one.
     */
    synchronized @Nullable Opened open(String client, Connection connection) {
        Session held = byClient.get(client);
        if (held != null && held.connection != null && held.connection.number() > connection.number()) {
            return null;
        }
        boolean resumed = held != null;
        Session session = held == null ? newSession(client) : held;
        Connection replaced = session.connection;
        session.connection = connection;
        session.endLease();
        byClient.put(client, session);
        return new Opened(session, resumed, replaced);
    }

    private Session newSession(String client) {
        return new Session(prefix + ++lastNumber, client, new Allowance(bounds, clock.nanos()));
    }

    /** The connection broke: the session is held for a lease, unless a newer connection has it. */
    synchronized void detach(Session session, Connection connection) {
        if (session.connection != connection) {
            return;
        }
        session.connection = null;
        session.beginLease(scheduler.after(leaseMillis, () -> endIfStillAway(session)));
    }

    /** The client said that it is done: the session ends, unless a newer connection has it. */
    synchronized boolean end(Session session, Connection connection) {
        return session.connection == connection && byClient.remove(session.client, session);
    }

    private synchronized void endIfStillAway(Session session) {
        if (session.connection == null) {
            byClient.remove(session.client, session);
        }
    }
}
