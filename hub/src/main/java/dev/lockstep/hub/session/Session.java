package dev.lockstep.hub.session;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.room.Room;
import dev.lockstep.hub.room.Scheduler;

/**
 * One client's session at the hub, across its successive connections. Guarded by {@link Sessions}.
 *
 * <p>It is live while {@code connection} is set, else held for a lease.
 */
final class Session {

    final String id;
    final String client;
    final Allowance allowance;
    final Map<String, Room> rooms = new ConcurrentSkipListMap<>(); // by name

    @Nullable
    Connection connection;

    private Scheduler.@Nullable Task lease;

    Session(String id, String client, Allowance allowance) {
        this.allowance = allowance;
        this.id = id;
        this.client = client;
    }

    void beginLease(Scheduler.Task end) {
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
