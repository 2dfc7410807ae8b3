package dev.lockstep.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ClientProcess;
import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RefusedException;
import dev.lockstep.client.Replica;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomListener;
import dev.lockstep.client.TextReplica;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.TextChange;

/** Somebody with a program in a world: what they do, and what they were told of it. */
final class Person {

    private static final List<String> ROOMS = List.of("lobby", "lobby/chat", "board");

    /** Nobody waits longer for a lock, nor keeps it. */
    private static final int LOCK_MILLIS_MAX = 8_000;

    /** What is known of a commit that this person made. */
    enum Fate {
        WAITS,
        DONE,
        REFUSED,
        /** The program ended before it was answered. */
        UNKNOWN
    }

    /** @param power whether the machine lost its power before it was answered: it may never have been kept */
    record Made(String room, String key, boolean power) {}

    private final World world;
    private final String name;
    private final SplittableRandom random;
    private final ClientProcess.Machine machine;
    private final SimulatedDisk disk;
    private final boolean stored;
    private final boolean ownThread;
    private final Agenda.Process hands = new Agenda.Process(); // what they mean to do, whichever program runs
    private final Map<Made, Fate> commits = new LinkedHashMap<>();
    private final Map<String, RoomClient> rooms = new HashMap<>();
    private final Map<RoomClient, TextReplica> texts = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();
    private @Nullable ClientProcess program; // null while it doesn't run
    private int runs;
    private long number;

    Person(World world, String name) {
        this.world = world;
        this.name = name;
        this.random = world.random().split();
        this.machine = new ClientProcess.Machine(world.agenda());
        this.disk = new SimulatedDisk(random, world.statistics());
        this.stored = random.nextInt(4) > 0;
        this.ownThread = random.nextBoolean();
    }

    String name() {
        return name;
    }

    ClientProcess.Machine machine() {
        return machine;
    }

    SimulatedDisk disk() {
        return disk;
    }

    boolean isRunning() {
        return program != null;
    }

    boolean isStored() {
        return stored;
    }

    Map<Made, Fate> commits() {
        return commits;
    }

    Map<String, RoomClient> rooms() {
        return rooms;
    }

    HubConnection connection() {
        if (program == null) {
            throw new IllegalStateException(name + " has no program");
        }
        return program.connection();
    }

    Agenda.@Nullable Process process() {
        return program == null ? null : program.process();
    }

    // ---- the program

    void start() {
        runs++;
        Agenda.Process process = new Agenda.Process();
        String secret = "secret of " + name + (stored ? "" : " in run " + runs) + " in world " + world.seed();
        Identity identity = new Identity(name, "#123456", secret, null);
        program = new ClientProcess(
                world.agenda(),
                process,
                machine,
                disk,
                disk::nanosMax,
                world.wires().of(process),
                identity,
                stored,
                ownThread);
        connection().onStatus(status -> world.checkStatus(this, status));
        open(runs == 1 ? ROOMS.get(0) : ROOMS.get(random.nextInt(ROOMS.size())));
    }

    /** The program ends in the middle of whatever it does. */
    void kill(boolean power) {
        ClientProcess running = program;
        if (running == null) {
            return;
        }
        running.process().end();
        world.wires().end(running.process());
        if (power) {
            disk.cutPower();
        } else {
            disk.letGoOfLocks();
        }
        forget(power);
    }

    /** The program is closed as it should be. */
    void close() {
        if (program != null) {
            program().close();
        }
    }

    private void forget(boolean power) {
        Map<Made, Fate> now = new LinkedHashMap<>();
        commits.forEach((made, fate) -> now.put(
                fate == Fate.WAITS ? new Made(made.room(), made.key(), power) : made,
                fate == Fate.WAITS ? Fate.UNKNOWN : fate));
        commits.clear();
        commits.putAll(now);
        rooms.clear();
        texts.clear();
        leaving.clear();
        program = null;
    }

    /** Everything is where it was when {@link #close} is through. */
    void closed() {
        forget(false);
    }

    // ---- what people do

    void act() {
        int what = random.nextInt(100);
        if (what < 40) {
            commit();
        } else if (what < 50) {
            type();
        } else if (what < 62) {
            drag();
        } else if (what < 75) {
            lock();
        } else if (what < 80) {
            inRoom(room -> room.update("shared/count", Person::oneMore).exceptionally(failure -> null));
        } else if (what < 85) {
            inRoom(room -> room.show(Json.of(random.nextInt(100))));
        } else if (what < 88) {
            inRoom(room -> room.signal(Json.of("hello")));
        } else if (what < 91) {
            inRoom(room -> room.refresh(List.of("shared/count")));
        } else if (what < 96) {
            open(ROOMS.get(random.nextInt(ROOMS.size())));
        } else {
            leave();
        }
    }

    private static Json oneMore(@Nullable Json before) {
        return Json.of(before instanceof Json.Num count ? count.value() + 1 : 1);
    }

    private interface Action {
        void in(RoomClient room);
    }

    /** Does {@code action} where the room lives. */
    private void inRoom(Action action) {
        List<RoomClient> open = new ArrayList<>();
        rooms.forEach((roomName, room) -> {
            if (!leaving.contains(roomName)) {
                open.add(room);
            }
        });
        if (!open.isEmpty()) {
            RoomClient room = open.get(random.nextInt(open.size()));
            program().inRoom(() -> action.in(room));
        }
    }

    private ClientProcess program() {
        if (program == null) {
            throw new IllegalStateException(name + " has no program");
        }
        return program;
    }

    /** A change that nobody else makes, and one of what all change. */
    void commit() {
        String key = "log/" + name + "/" + ++number;
        inRoom(room -> {
            Made made = new Made(room.name(), key, false);
            commits.put(made, Fate.WAITS);
            List<Operation> ops = new ArrayList<>();
            ops.add(new Operation.Put(key, Json.of(number)));
            ops.add(new Operation.Add("sum", 1));
            if (random.nextInt(4) == 0) {
                ops.add(new Operation.Put("shared/" + random.nextInt(5), Json.of("x".repeat(random.nextInt(400)))));
            }
            if (random.nextInt(8) == 0) {
                ops.add(new Operation.Remove("shared/" + random.nextInt(5)));
            }
            String other = "shared/" + random.nextInt(5);
            List<CommitRequest.Condition> conditions = random.nextInt(6) == 0
                    ? List.of(new CommitRequest.Condition(other, room.replica().versionSeen(other)))
                    : List.of();
            Agenda.Process process = process();
            room.commit(new CommitRequest(ops, conditions, List.of(), random.nextInt(5) == 0))
                    .whenComplete((receipt, failure) -> {
                        if (process() == process) {
                            commits.put(made, fate(failure));
                        }
                    });
        });
    }

    private static Fate fate(@Nullable Throwable failure) {
        if (failure == null) {
            return Fate.DONE;
        }
        return failure instanceof RefusedException ? Fate.REFUSED : Fate.UNKNOWN;
    }

    /** Some characters into the text that all write into, or some of it away. */
    private void type() {
        inRoom(room -> {
            TextReplica text = texts.get(room);
            if (text == null) {
                return;
            }
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                int length = text.text().length();
                int start = random.nextInt(length + 1);
                int end = random.nextInt(4) > 0 ? start : Math.min(length, start + 1);
                world.texts().deleted(room.name(), text.text().substring(start, end));
                String typed = world.texts().next(room.name(), typist());
                text.edit(TextChange.replace(length, start, end, typed));
            }
        });
    }

    /** Everything is settled: the hub has all that was typed since the program began. */
    void allIsSaved() {
        texts.forEach((room, text) -> {
            if (!text.isSaved()) {
                world.fail(name + " has typed what is not saved, in " + room.name());
            }
            world.texts().answered(room.name(), typist());
            world.texts().confirm(room.name(), typist());
        });
    }

    private String typist() {
        return name + " in run " + runs;
    }

    private void drag() {
        inRoom(room -> {
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                room.commit(CommitRequest.of(new Operation.Put("slider", Json.of(random.nextInt(100)))), true)
                        .exceptionally(failure -> null);
            }
        });
    }

    private void lock() {
        lock("guarded/" + random.nextInt(2), random.nextInt(LOCK_MILLIS_MAX));
    }

    /** Waits for the lock on {@code key} for so long, and has it for a while. */
    void lock(String key, long wait) {
        inRoom(room -> room.lock(List.of(key), Duration.ofMillis(wait)).whenComplete((grant, failure) -> {
            if (grant != null) {
                world.granted(
                        this, room.name(), key, grant.fence(), room.replica().seq());
                write(room, key, grant.fence());
                Agenda.Process process = process();
                long held = Duration.ofMillis(random.nextInt(LOCK_MILLIS_MAX)).toNanos();
                world.agenda().after(hands, held, () -> {
                    if (process != null && process == process()) {
                        program().inRoom(() -> {
                            write(room, key, grant.fence());
                            room.unlock(grant.fence()).exceptionally(refused -> null);
                        });
                    }
                });
            }
        }));
    }

    private static void write(RoomClient room, String key, long fence) {
        Operation put = new Operation.Put(key + "/fence", Json.of(fence));
        room.commit(new CommitRequest(List.of(put), List.of(), List.of(fence), false))
                .exceptionally(failure -> null);
    }

    void open(String roomName) {
        leaving.remove(roomName);
        RoomClient room = connection().room(roomName);
        if (rooms.put(roomName, room) != room) {
            program().inRoom(() -> {
                TextReplica text = new TextReplica(
                        room, TypedTexts.KEY, request -> room.commit(request, true, true), (change, byOthers) -> {});
                texts.put(room, text);
                String typist = typist();
                room.listen(new RoomListener() {
                    @Override
                    public void refused(RefusedException refusal) {
                        if (TypedTexts.KEY.equals(refusal.key())) {
                            world.texts().refused(room.name(), typist);
                        }
                    }

                    @Override
                    public void changed(Replica.Delta delta) {
                        world.checkSeen(room);
                        world.texts().confirm(room.name(), typist);
                        if (text.isSaved()) {
                            world.texts().answered(room.name(), typist);
                        }
                    }
                });
            });
        }
    }

    private void leave() {
        List<String> open = rooms.keySet().stream().sorted().toList();
        if (open.size() > 1) {
            String roomName = open.get(random.nextInt(open.size()));
            world.statistics().count(Fault.ROOM_LEFT);
            leaving.add(roomName);
            RoomClient room = rooms.get(roomName);
            connection().leave(roomName, () -> {
                if (rooms.get(roomName) == room) {
                    rooms.remove(roomName);
                    leaving.remove(roomName);
                }
            });
        }
    }

    /** Whether all that was asked for is answered, and the connection stands. */
    boolean isSettled() {
        return program == null
                || (connection().status().phase() == ConnectionStatus.Phase.LIVE
                        && rooms.values().stream()
                                .allMatch(room ->
                                        room.isJoined() && room.replica().pendingCount() == 0)
                        && connection().unsent() == 0);
    }
}
