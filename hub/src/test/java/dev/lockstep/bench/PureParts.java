package dev.lockstep.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import dev.lockstep.client.Replica;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.LogCodec;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.model.Command;
import dev.lockstep.model.Commit;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.RoomState;
import dev.lockstep.model.Segment;
import dev.lockstep.wire.Decoded;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.Protocol;
import dev.lockstep.wire.WireCodec;

/** What a change costs in one thread, step by step: for JMH, which {@link Pure} runs. Changes are those of the other loads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PureParts {

    private static final int BATCH = 32;
    private static final int GROUP = 256;
    private static final String ROOM = "b";
    private static final String CLIENT = "k3J9aB_-0123456789xyzQ";

    /** How much of a core the thread had: less than all where others are busy on the machine. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Core {
        public double share;
        private long wallNanos;
        private long cpuNanos;

        @Setup(Level.Iteration)
        public void begin() {
            wallNanos = System.nanoTime();
            cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        @TearDown(Level.Iteration)
        public void end() {
            double cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuNanos;
            share = cpu / (System.nanoTime() - wallNanos);
        }
    }

    private final CommitRequest[] requests = new CommitRequest[1 << 12];
    private final String[] changes = new String[1 << 12];
    private RoomState room;
    private Replica replica;
    private HubMessage.Changes batch;
    private String frame;
    private Command command;
    private Journal memory;
    private Journal sqlite;
    private List<Journal.Logged> one;
    private List<Journal.Logged> group;
    private Path directory;
    private long id;
    private long seq;

    @Setup
    public void prepare() throws Exception {
        for (int i = 0; i < requests.length; i++) {
            changes[i] = Frames.change(i + 1);
            requests[i] = request(i);
        }
        room = newRoom();
        replica = new Replica(ROOM, "somebody else");
        batch = changes(1);
        frame = WireCodec.encode(batch);
        command = new Command.Submit("s", 1, requests[0]);
        one = List.of(new Journal.Logged(command, 1));
        group = Collections.nCopies(GROUP, one.get(0));
        directory = Files.createTempDirectory(Path.of("target"), "journal");
        memory = new MemoryJournal();
        sqlite = SqliteJournal.open(directory, "JMH", Retention.DEFAULT);
        for (Journal journal : List.of(memory, sqlite)) {
            journal.save(ROOM, room.snapshot(), Segment.EMPTY)
                    .toCompletableFuture()
                    .join();
        }
    }

    @TearDown
    public void close() throws Exception {
        sqlite.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static RoomState newRoom() {
        RoomState state = new RoomState("e", Limits.DEFAULT, Protocol.LEASE_MILLIS);
        state.apply(new Command.Enter("s", CLIENT, "Ada"), 1);
        return state;
    }

    private static CommitRequest request(int number) {
        Json value = new Json.Obj(Map.of("x", Json.of(123.5), "n", Json.of(number)));
        return CommitRequest.of(new Operation.Put("k/" + number % Frames.CHANGED_KEYS, value));
    }

    private HubMessage.Changes changes(long first) {
        List<Commit> commits = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            CommitRequest request = requests[(int) (first + i) & (requests.length - 1)];
            commits.add(new Commit(first + i, CLIENT, first + i, 1_790_000_000_000L, request.ops(), List.of(), false));
        }
        return new HubMessage.Changes(ROOM, commits);
    }

    @Benchmark
    public Outcome apply(Core core) {
        id++;
        return room.apply(new Command.Submit("s", id, requests[(int) id & (requests.length - 1)]), id);
    }

    @Benchmark
    public Decoded decodeChange(Core core) {
        return WireCodec.decodeClient(changes[(int) ++id & (changes.length - 1)]);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public String encodeChanges(Core core) {
        return WireCodec.encode(batch);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public HubMessage decodeChanges(Core core) throws MalformedException {
        return WireCodec.decodeHub(frame);
    }

    @Benchmark
    public String encodeForLog(Core core) {
        return LogCodec.encode(command);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Replica.Delta replica(Core core) throws MalformedException {
        Replica.Delta delta = new Replica.Delta();
        replica.changes(changes(seq + 1), delta);
        seq += BATCH;
        return delta;
    }

    @Benchmark
    @OperationsPerInvocation(GROUP)
    public void appendMemory(Core core) {
        memory.append(ROOM, group, 0).toCompletableFuture().join();
        if ((seq += GROUP) % (1 << 20) == 0) {
            memory = new MemoryJournal();
            memory.save(ROOM, room.snapshot(), Segment.EMPTY)
                    .toCompletableFuture()
                    .join();
        }
    }

    @Benchmark
    public void appendSqliteOne() {
        sqlite.append(ROOM, one, 0).toCompletableFuture().join();
    }

    @Benchmark
    @OperationsPerInvocation(GROUP)
    public void appendSqliteGroup() {
        sqlite.append(ROOM, group, 0).toCompletableFuture().join();
    }
}
