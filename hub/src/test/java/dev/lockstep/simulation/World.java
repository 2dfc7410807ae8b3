package dev.lockstep.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.RoomClient;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.HubProcess;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Entries;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.Protocol;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hub and its clients, the real ones, in one thread and in a time of their own, from a seed: programs that are killed and started
 * again, disks and wires that fail, clocks that jump. What must hold is checked as it goes, and at the end.
 */
final class World {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final long IDLE_MILLIS = 15_000;

    /** In one of so many worlds all that is logged is written and read again, which takes time. */
    private static final long REREAD_EACH = 8;

    /** What all troubles together last. */
    private static final int STEPS = 120;

    /** Long enough for all to be delivered once nothing goes wrong any more. */
    private static final int CALM_SECONDS = 120;

    private static final HubOptions OPTIONS = HubOptions.defaults()
            .withOpen(true)
            .withToken(null)
            .withTimings(new HubOptions.Timings(
                    Protocol.PING_MILLIS, Protocol.SILENCE_MILLIS, Protocol.SILENCE_MILLIS, IDLE_MILLIS));

    private final long seed;
    private final SplittableRandom random;
    private final Statistics statistics;
    private final Agenda agenda;
    private final Wires wires;
    private final SimulatedJournal files;
    private final List<Person> people = new ArrayList<>();
    private final Map<String, Granted> fences = new HashMap<>();
    private final TypedTexts texts = new TypedTexts();
    private HubProcess.Clocks clocks;
    private @Nullable SimulatedJournal journal; // of the hub that runs
    private @Nullable HubProcess hub;
    private @Nullable String problem;

    /** A world with two to four people, by chance. */
    World(long seed, Statistics statistics) {
        this(seed, statistics, 0);
    }

    /** @param many how many people there are; 0 for chance to decide */
    World(long seed, Statistics statistics, int many) {
        this(seed, statistics, many, new SimulatedJournal.InMemory(seed % REREAD_EACH == 0));
    }

    /** @param storage where the hubs keep their rooms */
    World(long seed, Statistics statistics, int many, SimulatedJournal.Storage storage) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.statistics = statistics;
        this.agenda = new Agenda(random.split());
        this.wires = new Wires(agenda, statistics);
        this.files = new SimulatedJournal(agenda, statistics, storage);
        this.clocks = new HubProcess.Clocks(agenda);
        int all = many > 0 ? many : random.nextInt(2, 5);
        for (int i = 0; i < all; i++) {
            people.add(new Person(this, "p" + i));
        }
    }

    long seed() {
        return seed;
    }

    SplittableRandom random() {
        return random;
    }

    Agenda agenda() {
        return agenda;
    }

    Wires wires() {
        return wires;
    }

    Statistics statistics() {
        return statistics;
    }

    /** The world's story, as a number: the same for the same seed. */
    long trace() {
        return agenda.trace();
    }

    // ---- what happens

    void run() {
        begin();
        for (int step = 0; step < STEPS && problem == null; step++) {
            agenda.runFor(random.nextLong(SECOND / 2));
            Person somebody = people.get(random.nextInt(people.size()));
            if (random.nextInt(5) > 0) {
                if (somebody.isRunning()) {
                    somebody.act();
                }
            } else {
                goWrong(somebody);
            }
        }
        end();
    }

    /** Starts the hub and everybody's program. */
    void begin() {
        startHub();
        people.forEach(Person::start);
    }

    /** Nothing goes wrong any more; when all is delivered, all that must hold is checked, and everybody goes home. */
    void end() {
        calmDown();
        checkAll();
        closeAll();
        assertThat(problem).as("in world %s", seed).isNull();
    }

    void pass(long millis) {
        agenda.runFor(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    Person person(int index) {
        return people.get(index);
    }

    /** What is wrong with the hubs' disk. */
    SimulatedJournal.Trouble trouble() {
        return files.trouble();
    }

    private void startHub() {
        Agenda.Process process = new Agenda.Process();
        journal = files.openedBy(process);
        hub = new HubProcess(agenda, process, journal, clocks, OPTIONS);
        wires.listen(hub);
    }

    private void goWrong(Person somebody) {
        switch (random.nextInt(23)) {
            case 0 -> crashHub();
            case 1 -> stopHub();
            case 2 -> takeOver();
            case 3 -> sleepHub();
            case 4 -> {
                statistics.count(Fault.HUB_CLOCK_SET);
                clocks.set(random.nextLong(-30_000, 30_000));
            }
            case 5 -> forAWhile(() -> files.trouble().refusing = 0.5, () -> files.trouble().refusing = 0);
            case 6 -> forAWhile(() -> files.trouble().slow = 0.3, () -> files.trouble().slow = 0);
            case 7 -> forAWhile(() -> files.trouble().gone = true, () -> files.trouble().gone = false);
            case 8 -> forAWhile(() -> files.trouble().unreadable = 0.5, () -> files.trouble().unreadable = 0);
            case 9 -> endProgram(somebody, Fault.CLIENT_KILLED, false);
            case 10 -> endProgram(somebody, Fault.CLIENT_POWER_CUT, true);
            case 11 -> closeProgram(somebody);
            case 12 -> {
                statistics.count(Fault.CLIENT_SLEEP);
                long nanos = random.nextLong(20 * SECOND);
                eachWireOf(somebody, wire -> wire.stall(nanos));
                somebody.machine().setClock(TimeUnit.NANOSECONDS.toMillis(nanos));
            }
            case 13 -> {
                statistics.count(Fault.CLIENT_CLOCK_SET);
                somebody.machine().setClock(random.nextLong(-3_600_000, 3_600_000));
            }
            case 14 -> {
                statistics.count(Fault.CLIENT_MOVED);
                somebody.machine().move();
                eachWireOf(somebody, wire -> wire.cut(false));
            }
            case 15 ->
                forAWhile(
                        () -> somebody.disk().refuse(0.3), () -> somebody.disk().refuse(0));
            case 16 ->
                forAWhile(
                        () -> somebody.disk().fill(true), () -> somebody.disk().fill(false));
            case 17, 18 -> eachWireOf(somebody, wire -> wire.cut(random.nextBoolean()));
            case 19 -> eachWireOf(somebody, wire -> wire.stall(random.nextLong(8 * SECOND)));
            case 20 -> {
                statistics.count(Fault.MEMBER_READS_NOTHING);
                eachWireOf(somebody, wire -> {
                    wire.setDeaf(true);
                    agenda.after(new Agenda.Process(), random.nextLong(6 * SECOND), () -> wire.setDeaf(false));
                });
            }
            case 21 ->
                forAWhile(
                        () -> somebody.disk().slow(true), () -> somebody.disk().slow(false));
            default -> rest();
        }
    }

    private void forAWhile(Runnable begin, Runnable end) {
        begin.run();
        agenda.after(new Agenda.Process(), random.nextLong(5 * SECOND), end);
    }

    private void eachWireOf(Person somebody, java.util.function.Consumer<Wires.Wire> action) {
        Agenda.Process process = somebody.process();
        for (Wires.Wire wire : List.copyOf(wires.openWires())) {
            if (wire.client() == process) {
                action.accept(wire);
            }
        }
    }

    /** Nobody does anything for so long that rooms which nobody is in go to rest. */
    private void rest() {
        agenda.runFor(random.nextLong(3 * IDLE_MILLIS) * 1_000_000);
    }

    private void crashHub() {
        statistics.count(Fault.HUB_CRASH);
        endHub();
        agenda.runFor(random.nextLong(4 * SECOND));
        startHub();
    }

    private void endHub() {
        HubProcess running = hub;
        SimulatedJournal used = journal;
        if (running != null && used != null) {
            used.cutOff();
            wires.listen(null);
            running.process().end();
            wires.end(running.process());
            hub = null;
            journal = null;
        }
    }

    private void stopHub() {
        statistics.count(Fault.HUB_STOP);
        HubProcess running = hub;
        if (running != null) {
            wires.listen(null);
            running.sayGoodbye();
            for (int i = 0; i < 50 && running.process().tasks() > 0; i++) {
                agenda.runFor(SECOND / 10);
            }
            endHub();
        }
        agenda.runFor(random.nextLong(2 * SECOND));
        startHub();
    }

    /** Another machine goes on with the same files, in whose time it may be another day. */
    private void takeOver() {
        statistics.count(Fault.HUB_TAKEOVER);
        endHub();
        clocks = new HubProcess.Clocks(agenda);
        clocks.set(random.nextLong(-60_000, 60_000));
        startHub();
    }

    private void sleepHub() {
        statistics.count(Fault.HUB_SLEEP);
        long nanos = random.nextLong(40 * SECOND);
        wires.openWires().forEach(wire -> wire.stall(nanos));
        clocks.set(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private void endProgram(Person somebody, Fault how, boolean power) {
        if (somebody.isRunning()) {
            statistics.count(how);
            somebody.kill(power);
            agenda.runFor(random.nextLong(3 * SECOND));
            somebody.start();
        }
    }

    private void closeProgram(Person somebody) {
        Agenda.Process process = somebody.process();
        if (process != null) {
            statistics.count(Fault.CLIENT_CLOSED);
            somebody.close();
            agenda.runFor(3 * SECOND);
            process.end();
            somebody.closed();
            somebody.start();
        }
    }

    TypedTexts texts() {
        return texts;
    }

    // ---- what must hold

    void fail(String what) {
        if (problem == null) {
            problem = what + " (world " + seed + ", after " + TimeUnit.NANOSECONDS.toMillis(agenda.nanos()) + " ms)";
        }
    }

    /** Nobody is told what is not on the disk. */
    void checkSeen(RoomClient room) {
        SimulatedJournal used = journal;
        if (used != null && room.replica().seq() > used.syncedSeq(room.name())) {
            fail("a member of " + room.name() + " was told of commit "
                    + room.replica().seq() + ", and the disk has " + used.syncedSeq(room.name()));
        }
    }

    private record Granted(Person person, long fence) {}

    /**
     * Each who gets a lock has a larger fence than who had it before. Whoever hears late of a lock that is lost already can't know it.
     *
     * @param seq up to which the person has heard
     */
    void granted(Person person, String room, String key, long fence, long seq) {
        statistics.count("granted");
        Granted before = fences.get(room + " " + key);
        if (before == null || before.fence() < fence) {
            fences.put(room + " " + key, new Granted(person, fence));
        }
        if (before != null && before.person() != person && before.fence() >= fence && seq >= before.fence()) {
            fail("the lock on " + key + " was granted to " + person.name() + " with fence " + fence + " after "
                    + before.fence() + " to " + before.person().name());
        }
    }

    /** The hub says nothing that makes no sense, and closes nothing that goes on. */
    void checkStatus(Person person, ConnectionStatus status) {
        statistics.count(status.phase().toString());
        if (status.reason().contains("sense") || status.reason().contains("could not handle")) {
            fail(person.name() + ": " + status.reason());
        } else if (status.phase() == ConnectionStatus.Phase.CLOSED
                && !status.reason().equals("closed")) {
            fail(person.name() + " was sent away: " + status.reason());
        }
    }

    /** Nothing goes wrong any more, until all is delivered. */
    private void calmDown() {
        files.trouble().end();
        for (Person person : people) {
            person.disk().refuse(0);
            person.disk().fill(false);
            person.disk().slow(false);
        }
        for (int second = 0; second < CALM_SECONDS; second++) {
            agenda.runFor(SECOND);
            if (second > 15 && people.stream().allMatch(Person::isSettled)) {
                agenda.runFor(SECOND); // what was done last is told to all
                return;
            }
        }
        for (Person person : people) {
            if (!person.isSettled()) {
                fail(person.name() + " did not settle: " + person.connection().status() + ", unsent "
                        + person.connection().unsent() + ", pending "
                        + person.rooms().values().stream()
                                .map(room -> room.name() + " " + room.isJoined() + " "
                                        + room.replica().pendingCount())
                                .toList());
            }
        }
    }

    private void checkAll() {
        if (problem != null) {
            return;
        }
        Map<String, Entries> truth = new HashMap<>();
        people.forEach(Person::allIsSaved);
        for (Person person : people) {
            person.rooms().forEach((name, room) -> {
                Entries entries = truth.computeIfAbsent(name, n -> check(room));
                assertThat(sorted(room.replica().all()))
                        .as("what %s sees of %s in world %s", person.name(), name, seed)
                        .isEqualTo(sorted(values(entries)));
            });
        }
        truth.forEach((name, entries) ->
                texts.problems(name, entries.value(TypedTexts.KEY), statistics).forEach(this::fail));
        for (Person person : people) {
            person.commits().forEach((made, fate) -> {
                Entries entries = truth.get(made.room());
                if (entries != null) {
                    statistics.count("commits " + fate);
                    boolean there = entries.get(made.key()) != null;
                    if (fate == Person.Fate.WAITS
                            || (fate == Person.Fate.DONE && !there)
                            || (fate == Person.Fate.REFUSED && there)) {
                        fail(made + " is " + fate + ", and " + (there ? "there" : "not there"));
                    }
                }
            });
        }
    }

    /** The room as the hub has it, which its history leads to. */
    private Entries check(RoomClient room) {
        HubProcess running = hub;
        if (running == null) {
            throw new AssertionError("no hub runs");
        }
        String name = room.name();
        long seq = room.replica().seq();
        RoomSnapshot snapshot = await(running.rooms().at(name, seq).toCompletableFuture());
        Entries entries = new Entries(snapshot.entries());
        long done = entries.all().stream()
                .filter(entry -> entry.key().startsWith("log/"))
                .count();
        Json sum = entries.value("sum");
        if (done > 0 && !Json.of(done).equals(sum)) {
            fail("of " + done + " commits in " + name + " the sum is " + sum);
        }
        checkHistory(room, seq, entries);
        return entries;
    }

    private record Written(String client, double fence) {}

    /** It tells of all commits, in order, and leads to what there is; who wrote under a lock held it. */
    private void checkHistory(RoomClient room, long last, Entries entries) {
        Entries replayed = new Entries();
        Map<String, Written> written = new HashMap<>();
        long from = 1;
        while (from <= last) {
            long next = from;
            HubMessage.History page = await(room.history(next, last).toCompletableFuture());
            for (Commit commit : page.segment().commits()) {
                if (commit.seq() != from) {
                    fail("the history of " + room.name() + " has commit " + commit.seq() + " in place of " + from);
                    return;
                }
                from++;
                replayed.apply(commit);
                for (Operation op : commit.ops()) {
                    if (op instanceof Operation.Put put
                            && put.key().endsWith("/fence")
                            && put.value() instanceof Json.Num fence) {
                        Written now = new Written(String.valueOf(commit.client()), fence.value());
                        Written before = written.put(put.key(), now);
                        if (before != null
                                && before.fence() > now.fence()
                                && !before.client().equals(now.client())) { // who holds a lock may hold it twice
                            fail(put.key() + " was written under " + now + " after " + before);
                        }
                    }
                }
            }
            if (page.segment().commits().isEmpty()) {
                fail("the history of " + room.name() + " ends before commit " + from);
                return;
            }
        }
        assertThat(values(replayed))
                .as("what the history of %s leads to in world %s", room.name(), seed)
                .isEqualTo(values(entries));
    }

    private <T> T await(CompletableFuture<T> future) {
        for (int i = 0; i < 100 && !future.isDone(); i++) {
            agenda.runFor(SECOND / 10);
        }
        return future.getNow(null);
    }

    private static Map<String, Json> values(Entries entries) {
        Map<String, Json> values = new HashMap<>();
        for (Entry entry : entries.all()) {
            values.put(entry.key(), entry.value());
        }
        return values;
    }

    private static Map<String, Json> sorted(Map<String, Json> values) {
        return new java.util.TreeMap<>(values);
    }

    /** Everybody goes home: nothing is left behind. */
    private void closeAll() {
        HubProcess running = hub;
        if (problem != null || running == null) {
            return;
        }
        people.forEach(Person::close);
        agenda.runFor(5 * SECOND);
        for (Person person : people) {
            Agenda.Process process = person.process();
            if (process != null && !agenda.planned(process).isEmpty()) {
                fail(person.name() + " is closed, and still plans " + agenda.planned(process));
            }
        }
        for (int i = 0; i < 20 && running.rooms().size() > 0; i++) {
            agenda.runFor(IDLE_MILLIS * 1_000_000);
        }
        if (running.rooms().size() > 0) {
            fail(running.rooms().size() + " rooms don't rest, though nobody is in them");
        } else {
            statistics.count(Fault.ROOM_RESTED);
        }
        if (running.liveSessions() > 0) {
            fail("sessions are left behind");
        }
        if (agenda.planned(running.process()).size() > 1) {
            agenda.runFor(SECOND); // it was just looking
        }
        if (agenda.planned(running.process()).size() > 1) { // but for the look for rooms that are overdue
            fail("nobody is there, and the hub plans " + agenda.planned(running.process()));
        }
    }
}
