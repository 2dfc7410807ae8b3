package dev.lockstep.hub;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.room.HubClock;
import dev.lockstep.hub.room.RoomContext;
import dev.lockstep.hub.room.Rooms;
import dev.lockstep.hub.room.Scheduler;
import dev.lockstep.hub.room.StorageHealth;
import dev.lockstep.hub.session.AccessControl;
import dev.lockstep.hub.session.Connections;
import dev.lockstep.hub.session.ReadingThreads;

/** A hub without its network: rooms over a journal, and those who are connected to them. Safe for use by many threads. */
final class HubCore {

    /** 8 MiB: a room keeps so many bytes of frames for those who lag. */
    private static final long LOG_BYTES = 8L * 1_024 * 1_024;

    /**
     * What a hub needs of the machine that it runs on.
     *
     * @param pool runs rooms
     * @param slow runs what takes longer than rooms should wait, and doesn't block
     * @param disk runs what may block on a disk
     * @param ids draws names that nobody has used before
     */
    record Platform(
            Executor pool, Executor slow, Executor disk, Scheduler scheduler, HubClock clock, Supplier<String> ids) {}

    private final String id;
    private final ReadingThreads threads;
    private final Rooms rooms;
    private final Connections connections;

    /** @param userSecret by which the programs of the hub's own user know each other, null where there is none */
    HubCore(HubOptions options, Journal journal, Platform platform, @Nullable String userSecret) {
        this.id = platform.ids().get();
        AtomicInteger roomsAtWork = new AtomicInteger();
        this.threads = new ReadingThreads(platform.pool(), platform.slow(), () -> roomsAtWork.get() > 0);
        HubOptions.Timings timings = options.timings();
        this.rooms = new Rooms(new RoomContext(
                journal,
                new StorageHealth(storing -> platform.pool().execute(this::tellHealth), platform.clock()::nanos),
                threads,
                roomsAtWork,
                platform.disk(),
                platform.scheduler(),
                platform.clock(),
                platform.ids(),
                options.limits(),
                options.leaseMillis(),
                timings.idleMillis(),
                LOG_BYTES,
                options.bounds()));
        Connections.Rules rules = new Connections.Rules(
                id,
                journal::identity,
                options.limits(),
                options.bounds(),
                timings.pingMillis(),
                timings.silenceMillis(),
                timings.helloMillis(),
                options.leaseMillis());
        AccessControl accessControl = new AccessControl(options.token(), userSecret, options.open());
        this.connections =
                new Connections(rules, accessControl, rooms, threads, platform.scheduler(), platform.clock());
    }

    /** The name of this run of the hub. */
    String id() {
        return id;
    }

    ReadingThreads threads() {
        return threads;
    }

    Rooms rooms() {
        return rooms;
    }

    Connections connections() {
        return connections;
    }

    private void tellHealth() {
        connections.tellHealth();
    }
}
