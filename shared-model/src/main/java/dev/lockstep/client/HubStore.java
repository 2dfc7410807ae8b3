package dev.lockstep.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;
import dev.lockstep.disk.Reason;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.Decoded;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.WireCodec;

/**
 * What a client stores for one hub: a log of its commits that the hub has not answered, and a file for each room with its last
 * confirmed state.
 *
 * <p>A thread of its own writes, a moment after it was asked to: what is answered by then need not be written at all, and that is
 * nearly everything while there is a connection. Rooms are read by other threads, several at once. Safe for use by many threads;
 * nothing but {@link #open} and {@link #close} blocks.
 */
final class HubStore implements AutoCloseable {

    private static final Logger LOG = System.getLogger(HubStore.class.getName());

    /** How long a commit may wait to be written, in the hope that it is answered first. */
    private static final long WRITE_MILLIS = 20;

    /** The pause before what could not be written is tried again. */
    private static final long RETRY_MILLIS = 1_000;

    /** How long the end of the log's copy may be on its way to the disk. */
    private static final long SETTLE_MILLIS = 1_000;

    /** The log is written anew when it is larger than this, and mostly out of date. */
    private static final long LOG_BYTES_MIN = 1_048_576;

    /** Ids are set aside by so many, and the next ones long before these are used: ids that were sent are never used again. */
    private static final long IDS_AHEAD = 10_000;

    /** The ids of a run begin where the clock says, 10,000 a second on from here, or behind those that were set aside. */
    private static final long IDS_FROM_MILLIS = 1_750_000_000_000L;

    private static final long IDS_PER_MILLI = 10;

    /**
     * A commit that the hub has not answered.
     *
     * @param frame as it is sent, and kept
     */
    private record Unsent(CommitRequest request, String frame) {}

    /** What is known of a room's requests; what is not written yet is in {@link HubStore#unwritten} too. */
    private static final class Ledger {
        long usedUpTo; // no larger id was used
        long idsUpTo; // no larger id may be used
        final TreeMap<Long, Unsent> unsent = new TreeMap<>();

        Ledger(long usedUpTo) {
            this.usedUpTo = usedUpTo;
        }

        NavigableMap<Long, CommitRequest> requests() {
            NavigableMap<Long, CommitRequest> requests = new TreeMap<>();
            unsent.forEach((id, each) -> requests.put(id, each.request()));
            return requests;
        }
    }

    /**
     * What is kept of the ids may be lost, with a damaged file or on a full disk, and a hub takes the id of an old request for
     * that request. So time counts too.
     */
    private static long passedBy(long millis) {
        return Math.max(0, millis - IDS_FROM_MILLIS) * IDS_PER_MILLI;
    }

    private final Platform platform;
    private final Disk disk;
    private final HubFiles files;
    private final StoreProblems problems;
    private final ConfirmedRooms confirmedRooms;
    private final Worker writer;

    // guarded by this
    private final Map<String, Ledger> rooms = new HashMap<>();
    private final Map<String, String> unwritten = new LinkedHashMap<>(); // lines by what they are about
    private final Map<String, HubMessage.Snapshot> unwrittenRooms = new LinkedHashMap<>();
    private final Set<String> halfWritten = new HashSet<>(); // of the unwritten, what may be on the disk all the same
    private boolean planned;

    // the writer's own
    private @Nullable OutboxLog log; // null where it could not be begun yet
    private long generation; // of the next log
    private final List<Path> damaged = new ArrayList<>(); // to be set aside before the log is begun
    private final List<Path> aside = new ArrayList<>(); // where that is now
    private @Nullable IOException failure; // of the last write, null where it worked
    private @Nullable Future<?> settling;

    private HubStore(HubFiles files, StoreProblems problems, Platform platform) {
        this.platform = platform;
        this.disk = platform.disk();
        this.files = files;
        this.problems = problems;
        this.confirmedRooms = new ConfirmedRooms(disk, files, problems);
        this.writer = platform.newWorker("lockstep-outbox");
    }

    /**
     * Opens what is kept. What is damaged is mended where it can be, set aside, and a problem; nothing of it keeps this from
     * going on, nor does a disk that can't be written now.
     */
    static HubStore open(HubFiles files, StoreProblems problems, Platform platform) {
        HubStore store = new HubStore(files, problems, platform);
        store.begin();
        return store;
    }

    private synchronized void begin() {
        OutboxReading read =
                OutboxReading.of(CheckedLines.read(disk, files.outbox()), CheckedLines.read(disk, files.outboxCopy()));
        OutboxLoss loss = new OutboxLoss(read);
        read.texts().forEach(line -> take(line, loss));
        rooms.values().forEach(ledger -> ledger.idsUpTo = ledger.usedUpTo + IDS_AHEAD);
        generation = read.generation() + 1;
        if (read.damage() != null) {
            damaged.add(files.outbox());
        }
        if (read.copyDamage() != null) {
            damaged.add(files.outboxCopy());
        }
        if (!read.isNew()) { // else it is begun with the first line
            try {
                beginLog(lines());
            } catch (IOException e) {
                notKept(e);
                plan(RETRY_MILLIS);
            }
        }
        loss.tell(files, rooms.keySet(), aside.isEmpty() ? null : aside.get(0)).forEach(problems::add);
    }

    /** What is damaged is kept aside before anything takes its place. */
    private void beginLog(List<String> lines) throws IOException {
        while (!damaged.isEmpty()) {
            try {
                aside.add(disk.setAside(damaged.get(0)));
            } catch (NoSuchFileException e) {
                LOG.log(Level.DEBUG, "the file is missing, which was the damage", e);
            }
            damaged.remove(0);
        }
        log = OutboxLog.begin(disk, files.outbox(), generation, lines);
        generation++;
    }

    /** Whose the store in {@code outbox} is, null where neither it nor its copy says so. */
    static @Nullable String keyOf(Disk disk, Path outbox) {
        OutboxReading read =
                OutboxReading.of(CheckedLines.read(disk, outbox), CheckedLines.read(disk, HubFiles.copyOf(outbox)));
        return read.texts().stream()
                .map(HubFiles::keyIn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    // ---- what rooms ask

    /** The ids that {@code room} has used, and its commits that the hub has not answered. Ids for a new room are set aside. */
    synchronized KeptRoom room(String room) {
        boolean isNew = !rooms.containsKey(room);
        Ledger ledger = ledger(room);
        if (isNew) {
            setIdsAside(room, ledger);
            writeNow();
        }
        return new KeptRoom(ledger.usedUpTo, ledger.requests());
    }

    private Ledger ledger(String room) {
        return rooms.computeIfAbsent(room, r -> new Ledger(passedBy(platform.wallMillis())));
    }

    private void writeNow() {
        try {
            writer.execute(this::flush);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "nothing more is stored for {0}: it is closed", files.where());
        }
    }

    /**
     * Completes when all that was kept before is on the disk; exceptionally where it can't be now, though that is tried again. On any
     * thread.
     */
    CompletableFuture<Void> whenStored() {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        try {
            writer.execute(() -> {
                try {
                    flush();
                } catch (RuntimeException e) {
                    stored.completeExceptionally(e);
                    throw e;
                }
                IOException why = failure;
                if (why == null) {
                    stored.complete(null);
                } else {
                    String message =
                            OutboxLoss.notKept(files, Reason.withoutFile(why)).message();
                    stored.completeExceptionally(new ClientStoreException(message, why));
                }
            });
        } catch (RejectedExecutionException e) {
            stored.completeExceptionally(new ClientStoreException(files.outbox() + " is closed", e));
        }
        return stored;
    }

    /**
     * Completes when the ids that were set aside so far are on the disk, or can't be now: only then may requests be sent, since the
     * next run of this client must not use their ids. On any thread.
     */
    CompletionStage<Void> idsKept() {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        try {
            writer.execute(() -> kept.complete(null)); // behind the write that was begun when they were set aside
        } catch (RejectedExecutionException e) {
            kept.complete(null); // it was closed, which wrote them
        }
        return kept;
    }

    /**
     * Reads the last confirmed state of {@code room}, null where none is kept. Completes on any thread; a file that can't be read is a
     * problem, and completes it with null.
     */
    CompletionStage<KeptRoom.@Nullable LastConfirmed> lastConfirmed(String room) {
        return CompletableFuture.supplyAsync(() -> confirmedRooms.read(room), platform.readers())
                .whenComplete((read, failure) -> {
                    if (failure != null) {
                        LOG.log(Level.ERROR, "the stored state of room " + room + " can't be read", failure);
                    }
                });
    }

    /** The rooms with commits that the hub has not answered, by name. */
    synchronized List<String> roomsWithUnsent() {
        return rooms.entrySet().stream()
                .filter(room -> !room.getValue().unsent.isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    synchronized int unsentCount() {
        return rooms.values().stream().mapToInt(room -> room.unsent.size()).sum();
    }

    /**
     * Keeps the commit {@code id} until it is {@link #answered}; given again where it has become another.
     *
     * @param frame the whole message, as it is sent
     */
    synchronized void keepUnsent(String room, long id, CommitRequest request, String frame) {
        ledger(room).unsent.put(id, new Unsent(request, frame));
        used(room, id);
        write(id + " " + room, frame);
    }

    /** The id must not be used again. */
    synchronized void used(String room, long id) {
        Ledger ledger = ledger(room);
        ledger.usedUpTo = Math.max(ledger.usedUpTo, id);
        if (id > ledger.idsUpTo - IDS_AHEAD / 2) {
            setIdsAside(room, ledger);
        }
    }

    /** The request {@code id} is over. */
    synchronized void answered(String room, long id) {
        Ledger ledger = rooms.get(room);
        if (ledger == null || ledger.unsent.remove(id) == null) {
            return;
        }
        String about = id + " " + room;
        boolean neverWritten = unwritten.remove(about) != null && !halfWritten.remove(about);
        if (!neverWritten) {
            write(about, new Json.Obj(Map.of("done", Json.of((double) id), "room", Json.of(room))).toString());
        }
    }

    /** Keeps the room as the hub has it now. */
    synchronized void keepConfirmed(HubMessage.Snapshot state) {
        unwrittenRooms.put(state.room(), state);
        plan(WRITE_MILLIS);
    }

    private void setIdsAside(String room, Ledger ledger) {
        ledger.idsUpTo = ledger.usedUpTo + IDS_AHEAD;
        write("ids " + room, idsLine(room, ledger.idsUpTo));
    }

    private void write(String about, String line) {
        unwritten.put(about, line);
        plan(WRITE_MILLIS);
    }

    private void plan(long millis) {
        if (planned) {
            return;
        }
        try {
            writer.later(millis, this::flush);
            planned = true;
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "unsent changes to {0} are not stored any more: it is closed", files.where());
        }
    }

    /** What was given before is on the disk when it returns, or can't be. */
    @Override
    public void close() {
        if (writer.isClosed()) {
            return;
        }
        writer.execute(() -> {
            flush();
            settle();
            Future<?> later = settling;
            if (later != null) {
                later.cancel(false);
            }
        });
        if (!writer.close()) {
            LOG.log(Level.WARNING, "{0} could not be written in time", files.outbox());
        }
        try {
            if (log != null) {
                log.close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} could not be closed: {1}", files.outbox(), Reason.withoutFile(e));
        }
    }

    // ---- the writer

    private void flush() {
        Map<String, String> lines;
        List<String> all;
        List<HubMessage.Snapshot> states;
        synchronized (this) {
            planned = false;
            lines = new LinkedHashMap<>(unwritten);
            all = log == null ? lines() : List.of();
            states = List.copyOf(unwrittenRooms.values());
            unwritten.clear();
            halfWritten.clear();
            unwrittenRooms.clear();
        }
        try {
            OutboxLog current = log;
            if (current == null) {
                beginLog(all);
            } else if (!lines.isEmpty()) {
                current.append(List.copyOf(lines.values()));
            }
            failure = null;
        } catch (IOException e) {
            notKept(e);
            synchronized (this) {
                lines.forEach((about, line) -> {
                    if (unwritten.putIfAbsent(about, line) == null) {
                        halfWritten.add(about);
                    }
                });
                states.forEach(state -> unwrittenRooms.putIfAbsent(state.room(), state));
                plan(RETRY_MILLIS);
            }
            return;
        }
        try { // what goes wrong from here on loses nothing
            shortenSometimes();
            for (HubMessage.Snapshot state : states) {
                confirmedRooms.write(state);
            }
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "the stored data of {0} can''t be cleaned up: {1}",
                    files.where(),
                    Reason.withoutFile(e));
        }
        settleLater();
    }

    /** Told once, until it works again. */
    private void notKept(IOException now) {
        String reason = Reason.withoutFile(now);
        LOG.log(Level.WARNING, "unsent changes to {0} can''t be stored on disk: {1}", files.where(), reason);
        boolean isNews = failure == null;
        failure = now;
        if (isNews) {
            problems.add(OutboxLoss.notKept(files, reason));
        }
    }

    private void shortenSometimes() throws IOException {
        OutboxLog current = log;
        if (current == null || current.size() < LOG_BYTES_MIN) {
            return;
        }
        List<String> lines;
        synchronized (this) {
            lines = lines();
        }
        if (lines.stream().mapToLong(String::length).sum() < current.size() / 4) {
            current.close();
            beginLog(lines);
        }
    }

    private void settleLater() {
        Future<?> before = settling;
        if (before != null && !before.isDone()) {
            return;
        }
        try {
            settling = writer.later(SETTLE_MILLIS, this::settle);
        } catch (RejectedExecutionException e) {
            settle(); // it is being closed
        }
    }

    private void settle() {
        OutboxLog current = log;
        if (current != null) {
            current.settle();
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(""); // the first one, which says how many there are
        new TreeMap<>(rooms).forEach((room, ledger) -> {
            lines.add(idsLine(room, ledger.idsUpTo));
            ledger.unsent.values().forEach(each -> lines.add(each.frame()));
        });
        Map<String, Json> first = new TreeMap<>(files.mark());
        first.put(OutboxReading.KEPT, Json.of((double) lines.size()));
        lines.set(0, new Json.Obj(first).toString());
        return lines;
    }

    private static String idsLine(String room, long upTo) {
        return new Json.Obj(Map.of("ids", Json.of((double) upTo), "room", Json.of(room))).toString();
    }

    private void take(String line, OutboxLoss loss) {
        if (WireCodec.decodeClient(line) instanceof Decoded.Message message
                && message.message() instanceof ClientMessage.Commit commit) {
            Ledger ledger = ledger(commit.room());
            ledger.unsent.put(commit.id(), new Unsent(commit.request(), line));
            ledger.usedUpTo = Math.max(ledger.usedUpTo, commit.id());
            return;
        }
        try {
            if (JsonParser.parse(line) instanceof Json.Obj object && object.get("room") instanceof Json.Text room) {
                Ledger ledger = ledger(room.value());
                if (object.get("done") instanceof Json.Num id) {
                    if (ledger.unsent.remove((long) id.value()) == null) {
                        loss.wasAnswered(room.value());
                    }
                } else if (object.get("ids") instanceof Json.Num ids) {
                    ledger.usedUpTo = Math.max(ledger.usedUpTo, (long) ids.value()); // all of them may have been
                }
            }
        } catch (MalformedException e) {
            loss.isStrange();
        }
    }
}
