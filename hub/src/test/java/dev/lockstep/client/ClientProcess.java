package dev.lockstep.client;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;
import dev.lockstep.simulation.Agenda;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubProof;

/** A program with a connection to a hub, in a simulated world: the whole client, on the world's thread and in its time. */
public final class ClientProcess {

    /** What a thread takes at most until it does what it was given. */
    private static final long THREAD_NANOS = 200_000;

    /** Few, so that the hub's signatures of them, and what they prove, can be remembered: either takes a millisecond. */
    private static final List<String> CHALLENGES =
            List.of("the first challenge of all", "the second challenge of all", "the third challenge of all");

    private static final Map<List<String>, Optional<String>> PROVEN = new HashMap<>();

    private static final String URL = "ws://10.0.0.1:7171/live";

    /** The clocks and the address of a client's machine. */
    public static final class Machine {
        private final Agenda agenda;
        private long wallOffsetMillis = 1_790_000_000_000L;
        private byte network;

        public Machine(Agenda agenda) {
            this.agenda = agenda;
        }

        /** Somebody sets the time of day, or it slept and its steady clock stood still. */
        public void setClock(long byMillis) {
            wallOffsetMillis += byMillis;
        }

        /** It is in another network now. */
        public void move() {
            network++;
        }
    }

    /** One end of a wire: what the world does for a client's {@link HubTransport}. */
    public interface Wire {

        void send(String frame);

        void request(int frames);

        void ping();

        /** Ends it without a word. */
        void abort();

        void sayGoodbye();
    }

    /** What the world tells a client's end of a wire; on the client's loop where that matters. */
    public interface WireListener {

        void opened();

        void heard();

        void answered();

        void received(String frame);

        void ended(int code, String reason);

        void lost(String reason);
    }

    /** The world's network. */
    public interface Network {

        /** Begins to connect; {@code listener} is told what comes of it. */
        Wire connect(Agenda.Process process, WireListener listener);
    }

    private final Agenda agenda;
    private final Agenda.Process process;
    private final Machine machine;
    private final Disk disk;
    private final LongSupplier diskNanosMax;
    private final Network network;
    private final HubConnection connection;
    private final Executor rooms;

    /**
     * @param disk where a store is kept
     * @param diskNanosMax what that takes at most for the next that is asked of it
     * @param stored whether there is a store
     * @param ownThread whether the rooms live on another thread than the connection's
     */
    public ClientProcess(
            Agenda agenda,
            Agenda.Process process,
            Machine machine,
            Disk disk,
            LongSupplier diskNanosMax,
            Network network,
            Identity identity,
            boolean stored,
            boolean ownThread) {
        this.agenda = agenda;
        this.process = process;
        this.machine = machine;
        this.disk = disk;
        this.diskNanosMax = diskNanosMax;
        this.network = network;
        Platform platform = new WorldPlatform();
        ClientStore store = stored ? ClientStore.openUnlessInUse(Path.of("/store"), platform) : null;
        Executor window = ownThread ? new WorldLoop() : null;
        this.connection = HubConnection.open(URL, identity, window, store, platform);
        this.rooms = window == null ? connection : window;
    }

    /** Does {@code task} where the rooms live. */
    public void inRoom(Runnable task) {
        rooms.execute(task);
    }

    /** Closes the program as it should be, which takes a while. */
    public void close() {
        connection.execute(connection::close);
    }

    public HubConnection connection() {
        return connection;
    }

    public Agenda.Process process() {
        return process;
    }

    private final class WorldPlatform implements Platform {

        @Override
        public long wallMillis() {
            return machine.wallOffsetMillis + TimeUnit.NANOSECONDS.toMillis(agenda.nanos());
        }

        @Override
        public long nanoTime() {
            return agenda.nanos();
        }

        @Override
        public Set<InetAddress> addresses() {
            try {
                return Set.of(InetAddress.getByAddress(new byte[] {10, 0, machine.network, 2}));
            } catch (java.net.UnknownHostException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public RandomGenerator random() {
            return agenda.random();
        }

        @Override
        public String newChallenge() {
            return CHALLENGES.get(agenda.random().nextInt(CHALLENGES.size()));
        }

        @Override
        public @Nullable String problemWith(HubMessage.Identity identity, String challenge) {
            return PROVEN.computeIfAbsent(
                            List.of(
                                    identity.hub(),
                                    identity.key(),
                                    identity.address(),
                                    identity.signature(),
                                    challenge),
                            asked -> Optional.ofNullable(HubProof.problemWith(identity, challenge)))
                    .orElse(null);
        }

        @Override
        public EventLoop newLoop(String name) {
            return new WorldLoop();
        }

        @Override
        public Worker newWorker(String name) {
            return new WorldWorker();
        }

        @Override
        public Executor readers() {
            return task -> agenda.soon(process, diskNanosMax.getAsLong(), task);
        }

        @Override
        public HubTransport.Factory newTransports() {
            return (uri, owner) -> new WorldTransport(owner);
        }

        @Override
        public Disk disk() {
            return disk;
        }
    }

    /** One thread: what it is given it does in order, each a little later. */
    private final class WorldLoop implements EventLoop {

        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean planned;
        private boolean current;
        private boolean closed;

        @Override
        public void execute(Runnable task) {
            if (!closed) {
                tasks.add(task);
                plan();
            }
        }

        private void plan() {
            if (!planned && !tasks.isEmpty()) {
                planned = true;
                agenda.soon(process, THREAD_NANOS, () -> {
                    planned = false;
                    work();
                });
            }
        }

        private void work() {
            int most = 1 + agenda.random().nextInt(4); // others get their turn between any two tasks
            for (int i = 0; i < most && !tasks.isEmpty(); i++) {
                run(tasks.remove());
            }
            plan();
        }

        private void run(Runnable task) {
            boolean before = current;
            current = true;
            try {
                task.run();
            } finally {
                current = before;
            }
        }

        @Override
        public void executeHere(Runnable task) {
            if (!closed && !current && tasks.isEmpty()) {
                run(task);
            } else {
                execute(task);
            }
        }

        @Override
        public Future<?> later(long millis, Runnable task) {
            return agenda.after(process, TimeUnit.MILLISECONDS.toNanos(millis), () -> executeHere(task));
        }

        @Override
        public boolean isCurrent() {
            return current;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** The thread of a store. */
    private final class WorldWorker implements Worker {

        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private final List<Future<?>> planned = new ArrayList<>();
        private boolean closed;

        @Override
        public void execute(Runnable task) {
            if (closed) {
                throw new RejectedExecutionException();
            }
            tasks.add(task);
            agenda.soon(process, diskNanosMax.getAsLong(), () -> {
                Runnable next = tasks.poll();
                if (next != null) {
                    next.run();
                }
            });
        }

        @Override
        public Future<?> later(long millis, Runnable task) {
            if (closed) {
                throw new RejectedExecutionException();
            }
            Future<?> event = agenda.after(process, TimeUnit.MILLISECONDS.toNanos(millis), () -> {
                if (!closed) {
                    execute(task);
                }
            });
            planned.removeIf(Future::isDone);
            planned.add(event);
            return event;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public boolean close() {
            closed = true;
            planned.forEach(event -> event.cancel(false));
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            return true;
        }
    }

    private final class WorldTransport implements HubTransport, WireListener {

        private final Owner owner;
        private final Wire wire;
        private boolean open;

        WorldTransport(Owner owner) {
            this.owner = owner;
            this.wire = network.connect(process, this);
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public boolean isEncrypted() {
            return false;
        }

        @Override
        public boolean isEncryptedFor(String hub) {
            return false;
        }

        @Override
        public void send(String frame) {
            wire.send(frame);
        }

        @Override
        public void request(int frames) {
            wire.request(frames);
        }

        @Override
        public void ping() {
            wire.ping();
        }

        @Override
        public void abort() {
            wire.abort();
        }

        @Override
        public void sayGoodbye() {
            wire.sayGoodbye();
        }

        @Override
        public void opened() {
            open = true;
            if (owner.isOver()) {
                wire.abort();
                return;
            }
            owner.answered();
            owner.execute(() -> owner.opened(this));
        }

        @Override
        public void heard() {
            owner.heard();
        }

        @Override
        public void answered() {
            owner.answered();
        }

        @Override
        public void received(String frame) {
            owner.heard();
            owner.execute(() -> owner.received(this, frame));
        }

        @Override
        public void ended(int code, String reason) {
            owner.execute(() -> owner.ended(this, code, reason));
        }

        @Override
        public void lost(String reason) {
            owner.execute(() -> owner.lost(this, reason));
        }
    }
}
