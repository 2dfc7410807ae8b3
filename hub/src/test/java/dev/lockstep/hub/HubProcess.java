package dev.lockstep.hub;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.room.Rooms;
import dev.lockstep.hub.room.Scheduler;
import dev.lockstep.hub.session.Connection;
import dev.lockstep.hub.session.ReadingThreads;
import dev.lockstep.simulation.Agenda;

/** A hub in a simulated world: all of it but its network, on the world's thread and in its time. */
public final class HubProcess {

    /** What a thread of the pool takes at most until it does what it was given. */
    private static final long POOL_NANOS = 200_000;

    private static final long DISK_NANOS = 20_000_000;

    /** The clocks of a machine that hubs run on. */
    public static final class Clocks {
        private final Agenda agenda;
        private long wallOffsetMillis = 1_790_000_000_000L;

        public Clocks(Agenda agenda) {
            this.agenda = agenda;
        }

        /** Somebody sets the time of day, or the machine slept and its steady clock stood still. */
        public void set(long byMillis) {
            wallOffsetMillis += byMillis;
        }

        long wallMillis() {
            return wallOffsetMillis + TimeUnit.NANOSECONDS.toMillis(agenda.nanos());
        }

        long nanos() {
            return agenda.nanos();
        }
    }

    /** Repeats and plans on the world's agenda. */
    private static final class WorldScheduler implements Scheduler {

        private final Agenda agenda;
        private final Agenda.Process process;

        WorldScheduler(Agenda agenda, Agenda.Process process) {
            this.agenda = agenda;
            this.process = process;
        }

        @Override
        public Task after(long millis, Runnable step) {
            CompletableFuture<Void> planned = agenda.after(process, TimeUnit.MILLISECONDS.toNanos(millis), step);
            return () -> planned.cancel(false);
        }

        @Override
        public Task every(long millis, Runnable step) {
            Repeated repeated = new Repeated();
            repeated.plan(millis, step);
            return repeated;
        }

        private final class Repeated implements Task {
            private @Nullable Task next;

            void plan(long millis, Runnable step) {
                next = after(millis, () -> {
                    plan(millis, step);
                    step.run();
                });
            }

            @Override
            public void cancel() {
                if (next != null) {
                    next.cancel();
                }
            }
        }
    }

    private final Agenda.Process process;
    private final HubCore core;

    public HubProcess(Agenda agenda, Agenda.Process process, Journal journal, Clocks clocks, HubOptions options) {
        this.process = process;
        this.core = new HubCore(
                options,
                journal,
                new HubCore.Platform(
                        task -> agenda.soon(process, POOL_NANOS, task),
                        task -> agenda.soon(process, POOL_NANOS, task),
                        task -> agenda.soon(process, DISK_NANOS, task),
                        new WorldScheduler(agenda, process),
                        new SteadyClock(clocks::wallMillis, clocks::nanos),
                        () -> "e" + Long.toUnsignedString(agenda.random().nextLong(), 36)),
                null);
    }

    public Agenda.Process process() {
        return process;
    }

    public Rooms rooms() {
        return core.rooms();
    }

    /** What does what is set off by reading, when all is read. */
    public ReadingThreads threads() {
        return core.threads();
    }

    /** The hub's side of a new connection; null where it takes none from there. */
    public @Nullable Connection connect(String remote) {
        return core.connections().newConnection(remote, "127.0.0.1:7171", false);
    }

    public int liveSessions() {
        return core.connections().liveSessions();
    }

    /** Tells everybody that it goes away. */
    public void sayGoodbye() {
        core.connections().closeAll(0);
    }
}
