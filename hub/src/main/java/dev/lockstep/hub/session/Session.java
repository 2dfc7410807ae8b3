package dev.lockstep.hub.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.room.Alarms;
import dev.lockstep.hub.room.Room;

/**
 * One client's stay at the hub, across the connections that it has meanwhile. Guarded by {@link Sessions}.
 *
 * <p>It is live while {@code connection} is set, else held for a lease.
 */
final class Session {

    final String id;
    final String client;
    final Allowance allowance;
    final Set<Room> rooms = ConcurrentHashMap.newKeySet();

    @Nullable
    Connection connection;

    private Alarms.@Nullable Alarm lease;

    Session(String id, String client, Allowance allowance) {
        this.allowance = allowance;
        this.id = id;
        this.client = client;
    }

    void beginLease(Alarms.Alarm end) {
        lease = end;
    }

    /** The client is back: the end of this lease must not meet the next one. */
    void endLease() {
        if (lease != null) {
            lease.cancel();
            lease = null;
        }
    }
}
