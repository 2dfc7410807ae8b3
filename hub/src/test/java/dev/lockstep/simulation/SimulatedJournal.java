package dev.lockstep.simulation;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import dev.lockstep.hub.journal.HubIdentity;
import dev.lockstep.hub.journal.HubKey;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.hub.journal.LogCodec;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Command;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.Segment;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;

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
        public KeyPair keyPair() {
            return key.keyPair();
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
    private final Storage storage;
    private final Map<String, Long> syncedSeq;
    private final Agenda.Process process; // of the hub that uses it now
    private final Trouble trouble;
    private int underWay;
    private long writtenUpTo;

    /** Where what is synced is kept. */
    interface Storage extends AutoCloseable {

        Journal journal();

        /** Whether what is kept here is to be written as into a log and read again; files do that by themselves. */
        boolean rereads();

        /** The hub has ended, in order or with the power, and the next one opens what is on the disk. */
        void reopen();

        @Override
        void close();
    }

    /** What is synced is there, whatever happens. */
    static final class InMemory implements Storage {

        private final MemoryJournal journal = new MemoryJournal();
        private final boolean rereads;

        /** @param rereads whether all is written as into a log, and read again */
        InMemory(boolean rereads) {
            this.rereads = rereads;
        }

        @Override
        public boolean rereads() {
            return rereads;
        }

        @Override
        public Journal journal() {
            return journal;
        }

        @Override
        public void reopen() {
            // it is all there
        }

        @Override
        public void close() {
            // nothing is left
        }
    }

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

    SimulatedJournal(Agenda agenda, Statistics statistics, Storage storage) {
        this(agenda, statistics, storage, new HashMap<>(), new Agenda.Process(), new Trouble());
    }

    private SimulatedJournal(
            Agenda agenda,
            Statistics statistics,
            Storage storage,
            Map<String, Long> syncedSeq,
            Agenda.Process process,
            Trouble trouble) {
        this.agenda = agenda;
        this.statistics = statistics;
        this.storage = storage;
        this.syncedSeq = syncedSeq;
        this.process = process;
        this.trouble = trouble;
    }

    /** The same files, opened by the next hub. */
    SimulatedJournal openedBy(Agenda.Process next) {
        return new SimulatedJournal(agenda, statistics, storage, syncedSeq, next, trouble);
    }

    Trouble trouble() {
        return trouble;
    }

    /** The hub ends without a word: what is under way is lost. */
    void cutOff() {
        if (underWay > 0) {
            statistics.count(Fault.JOURNAL_LOST_UNSYNCED);
        }
        storage.reopen();
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
        return storage.journal().knows(room);
    }

    @Override
    public Set<String> names() {
        return storage.journal().names();
    }

    @Override
    public int rooms() {
        return storage.journal().rooms();
    }

    @Override
    public Optional<Past> load(String room) {
        mayFailToRead();
        return storage.journal().load(room);
    }

    private void mayFailToRead() {
        if (trouble.gone || (trouble.unreadable > 0 && agenda.random().nextDouble() < trouble.unreadable)) {
            statistics.count(Fault.JOURNAL_UNREADABLE);
            throw new JournalException("the disk can't be read");
        }
    }

    @Override
    public CompletionStage<Void> save(String room, RoomSnapshot snapshot, Segment since) {
        if (storage.rereads()) {
            checkReadable(snapshot);
        }
        return write(() -> {
            syncedSeq.merge(room, snapshot.seq(), Math::max);
            return storage.journal().save(room, snapshot, since);
        });
    }

    @Override
    public CompletionStage<Void> append(String room, List<Logged> commands, long seq) {
        if (commands.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        List<Logged> kept = List.copyOf(commands);
        if (storage.rereads()) {
            kept.forEach(logged -> checkReadable(logged.command()));
        }
        return write(() -> {
            syncedSeq.merge(room, seq, Math::max);
            return storage.journal().append(room, kept, seq);
        });
    }

    @Override
    public CompletionStage<Void> delete(String room) {
        return write(() -> storage.journal().delete(room));
    }

    /** What goes into a log comes out of it. */
    private static void checkReadable(Command command) {
        try {
            assertThat(LogCodec.decodeCommand(LogCodec.encode(command))).isEqualTo(command);
        } catch (MalformedException e) {
            throw new AssertionError(command.toString(), e);
        }
    }

    private static void checkReadable(RoomSnapshot snapshot) {
        try {
            assertThat(LogCodec.decodeSnapshot(LogCodec.encode(snapshot))).isEqualTo(snapshot);
        } catch (MalformedException e) {
            throw new AssertionError(snapshot.toString(), e);
        }
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
                complete(new CompletableFuture<>(), write.now());
                done.completeExceptionally(new JournalException("who knows whether the disk has it"));
            }
        });
        return done;
    }

    /** A journal that writes on a thread of its own is waited for: in a world it takes as long as it was told to. */
    private static void complete(CompletableFuture<Void> done, CompletionStage<Void> written) {
        try {
            written.toCompletableFuture().join();
            done.complete(null);
        } catch (CompletionException e) {
            done.completeExceptionally(e);
        }
    }

    @Override
    public Segment history(String room, long from, long to) {
        mayFailToRead();
        return storage.journal().history(room, from, to);
    }

    @Override
    public Optional<RoomSnapshot> base(String room, long seq) {
        mayFailToRead();
        return storage.journal().base(room, seq);
    }

    @Override
    public Map<String, Restored> restored() {
        return storage.journal().restored();
    }

    @Override
    public Optional<String> overdue() {
        return storage.journal().overdue();
    }

    @Override
    public void close() {
        // the next hub opens it
    }
}
