package dev.lockstep.simulation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.lockstep.hub.journal.HubIdentity;
import dev.lockstep.hub.journal.HubKey;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.Segment;

/**
 * The journal of a world's hubs, one after another: what is synced outlives them, what is under way is lost with the power. It refuses,
 * takes its time, keeps what it says it has not, and can't be read, as it is told to.
 */
final class SimulatedJournal implements Journal {

    private static final HubIdentity IDENTITY = new Remembered(HubKey.fresh(), new HashMap<>());

    /** A signature takes long to make, and worlds ask for the same ones again and again. */
    private record Remembered(HubKey key, Map<String, String> signatures) implements HubIdentity {

        @Override
        public String hubId() {
            return key.hubId();
        }

        @Override
        public String publicKey() {
            return key.publicKey();
        }

        @Override
        public String sign(byte[] text) {
            return signatures.computeIfAbsent(new String(text, StandardCharsets.UTF_8), t -> key.sign(text));
        }
    }

    /** What a write takes at most on a good day. */
    private static final long WRITE_NANOS = 3_000_000;

    private static final long SLOW_NANOS = 3_000_000_000L;

    private final Agenda agenda;
    private final Statistics statistics;
    private final MemoryJournal synced;
    private final Map<String, Long> syncedSeq;
    private final Agenda.Process process; // of the hub that uses it now
    private final Trouble trouble;
    private int underWay;
    private long writtenUpTo;

    /** What is wrong with the disk, whichever hub uses it. */
    static final class Trouble {
        double refusing;
        double slow;
        double unreadable;
        boolean gone;
        boolean keeping; // whatever it says that it refuses

        void end() {
            refusing = 0;
            slow = 0;
            unreadable = 0;
            gone = false;
            keeping = false;
        }
    }

    SimulatedJournal(Agenda agenda, Statistics statistics) {
        this(agenda, statistics, new MemoryJournal(), new HashMap<>(), new Agenda.Process(), new Trouble());
    }

    private SimulatedJournal(
            Agenda agenda,
            Statistics statistics,
            MemoryJournal synced,
            Map<String, Long> syncedSeq,
            Agenda.Process process,
            Trouble trouble) {
        this.agenda = agenda;
        this.statistics = statistics;
        this.synced = synced;
        this.syncedSeq = syncedSeq;
        this.process = process;
        this.trouble = trouble;
    }

    /** The same files, opened by the next hub. */
    SimulatedJournal openedBy(Agenda.Process next) {
        return new SimulatedJournal(agenda, statistics, synced, syncedSeq, next, trouble);
    }

    Trouble trouble() {
        return trouble;
    }

    /** The hub ends without a word: what is under way is lost. */
    void cutOff() {
        if (underWay > 0) {
            statistics.count(Fault.JOURNAL_LOST_UNSYNCED);
        }
    }

    /** The last commit of {@code room} that is on the disk; nobody may have been told of a later one. */
    long syncedSeq(String room) {
        return syncedSeq.getOrDefault(room, 0L);
    }

    @Override
    public HubIdentity identity() {
        return IDENTITY;
    }

    @Override
    public boolean knows(String room) {
        return synced.knows(room);
    }

    @Override
    public Set<String> names() {
        return synced.names();
    }

    @Override
    public int rooms() {
        return synced.rooms();
    }

    @Override
    public Optional<Past> load(String room) {
        mayFailToRead();
        return synced.load(room);
    }

    private void mayFailToRead() {
        if (trouble.gone || (trouble.unreadable > 0 && agenda.random().nextDouble() < trouble.unreadable)) {
            statistics.count(Fault.JOURNAL_UNREADABLE);
            throw new JournalException("the disk can't be read");
        }
    }

    @Override
    public CompletionStage<Void> save(String room, RoomSnapshot snapshot, Segment since) {
        return write(() -> {
            syncedSeq.merge(room, snapshot.seq(), Math::max);
            return synced.save(room, snapshot, since);
        });
    }

    @Override
    public CompletionStage<Void> append(String room, List<Logged> commands, long seq) {
        if (commands.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        List<Logged> kept = List.copyOf(commands);
        return write(() -> {
            syncedSeq.merge(room, seq, Math::max);
            return synced.append(room, kept, seq);
        });
    }

    @Override
    public CompletionStage<Void> delete(String room) {
        return write(() -> synced.delete(room));
    }

    private interface Write {
        CompletionStage<Void> now();
    }

    /** As a disk does it: later, or not at all; and where it is said to have failed it may be there all the same. */
    private CompletionStage<Void> write(Write write) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean slow = trouble.slow > 0 && agenda.random().nextDouble() < trouble.slow;
        if (slow) {
            statistics.count(Fault.JOURNAL_SLOW);
        }
        underWay++;
        long least = agenda.nanos() + agenda.random().nextLong(slow ? SLOW_NANOS : WRITE_NANOS);
        writtenUpTo = Math.max(writtenUpTo + 1, least); // nothing overtakes what was given before
        agenda.after(process, writtenUpTo - agenda.nanos(), () -> {
            underWay--;
            boolean refused = trouble.refusing > 0 && agenda.random().nextDouble() < trouble.refusing;
            if (trouble.gone) {
                statistics.count(Fault.JOURNAL_GONE);
                done.completeExceptionally(new JournalException("the disk is gone"));
            } else if (!refused) {
                complete(done, write.now());
            } else if (!trouble.keeping && agenda.random().nextBoolean()) {
                statistics.count(Fault.JOURNAL_REFUSED);
                done.completeExceptionally(new JournalException("the disk refuses"));
            } else {
                statistics.count(Fault.JOURNAL_KEPT_BUT_FAILED);
                write.now();
                done.completeExceptionally(new JournalException("who knows whether the disk has it"));
            }
        });
        return done;
    }

    private static void complete(CompletableFuture<Void> done, CompletionStage<Void> written) {
        written.whenComplete((nothing, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
    }

    @Override
    public Segment history(String room, long from, long to) {
        mayFailToRead();
        return synced.history(room, from, to);
    }

    @Override
    public Optional<RoomSnapshot> base(String room, long seq) {
        mayFailToRead();
        return synced.base(room, seq);
    }

    @Override
    public Map<String, Restored> restored() {
        return Map.of();
    }

    @Override
    public Optional<String> overdue() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // the next hub opens it
    }
}
