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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.DurableFile;
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
 * What a client keeps of one hub: a log of what it owes, and a file for each room with what it was last told.
 *
 * <p>A thread of its own writes, a moment after it was told: what is answered by then need not be written at all, and it is so
 * for nearly everything while there is a connection. Safe for use by many threads; nothing but {@link #open} and
 * {@link #close} blocks.
 */
final class HubStore implements AutoCloseable {

    private static final Logger LOG = System.getLogger(HubStore.class.getName());

    /** How long what is told may wait, in the hope that it is answered first. */
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

    /** What is known of a room's requests; what is not written yet is in {@link HubStore#unwritten} too. */
    private static final class Ledger {
        long usedUpTo = passedBy(System.currentTimeMillis()); // no larger id was used
        long idsUpTo; // no larger id may be used
        final TreeMap<Long, CommitRequest> owed = new TreeMap<>();
    }

    /**
     * What is kept of the ids may be lost, with a damaged file or on a full disk, and a hub takes the id of an old request for
     * that request. So time counts too.
     */
    private static long passedBy(long millis) {
        return Math.max(0, millis - IDS_FROM_MILLIS) * IDS_PER_MILLI;
    }

    private final HubFiles files;
    private final StoreProblems problems;
    private final ToldRooms told;
    private final ScheduledThreadPoolExecutor writer;

    // guarded by this
    private final Map<String, Ledger> rooms = new HashMap<>();
    private final Map<String, String> unwritten = new LinkedHashMap<>(); // lines by what they are about
    private final Map<String, HubMessage.Snapshot> untold = new LinkedHashMap<>();
    private final Set<String> halfWritten = new HashSet<>(); // of the unwritten, what may be on the disk all the same
    private boolean planned;

    // the writer's own
    private @Nullable OutboxLog log; // null where it could not be begun yet
    private long generation; // of the next log
    private final List<Path> damaged = new ArrayList<>(); // to be set aside before the log is begun
    private final List<Path> aside = new ArrayList<>(); // where that is now
    private boolean failing;
    private @Nullable Future<?> settling;

    private HubStore(HubFiles files, StoreProblems problems) {
        this.files = files;
        this.problems = problems;
        this.told = new ToldRooms(files, problems);
        this.writer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "lockstep-outbox");
            thread.setDaemon(true);
            return thread;
        });
        writer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Opens what is kept. What is damaged is mended where it can be, set aside, and a problem; nothing of it keeps this from
     * going on, nor does a disk that can't be written now.
     */
    static HubStore open(HubFiles files, StoreProblems problems) {
        HubStore store = new HubStore(files, problems);
        store.begin();
        return store;
    }

    private synchronized void begin() {
        OutboxReading read = OutboxReading.of(CheckedLines.read(files.outbox()), CheckedLines.read(files.outboxCopy()));
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
        try {
            beginLog(lines());
        } catch (IOException e) {
            notKept(e);
            plan(RETRY_MILLIS);
        }
        loss.tell(files, rooms.keySet(), aside.isEmpty() ? null : aside.get(0)).forEach(problems::add);
    }

    /** What is damaged is kept aside before anything takes its place. */
    private void beginLog(List<String> lines) throws IOException {
        while (!damaged.isEmpty()) {
            try {
                aside.add(DurableFile.setAside(damaged.get(0)));
            } catch (NoSuchFileException e) {
                LOG.log(Level.DEBUG, "it is missing, which was its damage", e);
            }
            damaged.remove(0);
        }
        log = OutboxLog.begin(files.outbox(), generation, lines);
        generation++;
    }

    /** Whose the store in {@code outbox} is, null where neither it nor its copy says so. */
    static @Nullable String keyOf(Path outbox) {
        OutboxReading read = OutboxReading.of(CheckedLines.read(outbox), CheckedLines.read(HubFiles.copyOf(outbox)));
        return read.texts().stream()
                .map(HubFiles::keyIn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    // ---- what rooms ask

    /** What was kept of {@code room}. Ids for a new one are on the disk when it returns, so it may block. */
    KeptRoom room(String room) {
        boolean isNew;
        KeptRoom kept;
        KeptRoom.Told toldLast = told.read(room);
        synchronized (this) {
            isNew = !rooms.containsKey(room);
            Ledger ledger = rooms.computeIfAbsent(room, r -> new Ledger());
            kept = new KeptRoom(ledger.usedUpTo, new TreeMap<>(ledger.owed), toldLast);
            if (isNew) {
                setIdsAside(room, ledger);
            }
        }
        if (isNew) {
            awaitWritten();
        }
        return kept;
    }

    private void awaitWritten() {
        try {
            writer.submit(this::flush).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException e) {
            LOG.log(Level.WARNING, "what waits for {0} can''t be kept on disk: {1}", files.where(), e.getMessage());
        }
    }

    /** The rooms that are owed something. */
    synchronized List<String> owing() {
        return rooms.entrySet().stream()
                .filter(room -> !room.getValue().owed.isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    synchronized int owedCount() {
        return rooms.values().stream().mapToInt(room -> room.owed.size()).sum();
    }

    /** The request {@code id} waits for its answer; told again where it has become another. */
    synchronized void owe(String room, long id, CommitRequest request) {
        Ledger ledger = rooms.computeIfAbsent(room, r -> new Ledger());
        ledger.owed.put(id, request);
        used(room, id);
        write(id + " " + room, WireCodec.encode(new ClientMessage.Commit(room, id, request)));
    }

    /** The id must not be used again. */
    synchronized void used(String room, long id) {
        Ledger ledger = rooms.computeIfAbsent(room, r -> new Ledger());
        ledger.usedUpTo = Math.max(ledger.usedUpTo, id);
        if (id > ledger.idsUpTo - IDS_AHEAD / 2) {
            setIdsAside(room, ledger);
        }
    }

    /** The request {@code id} is over. */
    synchronized void done(String room, long id) {
        Ledger ledger = rooms.get(room);
        if (ledger == null || ledger.owed.remove(id) == null) {
            return;
        }
        String about = id + " " + room;
        boolean neverWritten = unwritten.remove(about) != null && !halfWritten.remove(about);
        if (!neverWritten) {
            write(about, new Json.Obj(Map.of("done", Json.of((double) id), "room", Json.of(room))).toString());
        }
    }

    /** The room as the hub tells it, as of now. */
    synchronized void told(HubMessage.Snapshot state) {
        untold.put(state.room(), state);
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
            Objects.requireNonNull(writer.schedule(this::flush, millis, TimeUnit.MILLISECONDS));
            planned = true;
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "what is owed to {0} is not kept any more: it is closed", files.where());
        }
    }

    /** What was told before is on the disk when it returns, or can't be. */
    @Override
    public void close() {
        if (writer.isShutdown()) {
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
        writer.shutdown();
        try {
            if (!writer.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "{0} could not be written in time", files.outbox());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (log != null) {
                log.close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} did not close: {1}", files.outbox(), Reason.withoutFile(e));
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
            states = List.copyOf(untold.values());
            unwritten.clear();
            halfWritten.clear();
            untold.clear();
        }
        try {
            OutboxLog current = log;
            if (current == null) {
                beginLog(all);
            } else if (!lines.isEmpty()) {
                current.append(List.copyOf(lines.values()));
            }
            failing = false;
        } catch (IOException e) {
            notKept(e);
            synchronized (this) {
                lines.forEach((about, line) -> {
                    if (unwritten.putIfAbsent(about, line) == null) {
                        halfWritten.add(about);
                    }
                });
                states.forEach(state -> untold.putIfAbsent(state.room(), state));
                plan(RETRY_MILLIS);
            }
            return;
        }
        try { // what goes wrong from here on loses nothing
            shortenSometimes();
            for (HubMessage.Snapshot state : states) {
                told.write(state);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what is kept of {0} can''t be tidied: {1}", files.where(), Reason.withoutFile(e));
        }
        settleLater();
    }

    /** Told once, until it works again. */
    private void notKept(IOException failure) {
        String reason = Reason.withoutFile(failure);
        LOG.log(Level.WARNING, "what waits for {0} can''t be kept on disk: {1}", files.where(), reason);
        if (!failing) {
            failing = true;
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
            settling = writer.schedule(this::settle, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
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
            ledger.owed.forEach(
                    (id, request) -> lines.add(WireCodec.encode(new ClientMessage.Commit(room, id, request))));
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
            Ledger ledger = rooms.computeIfAbsent(commit.room(), r -> new Ledger());
            ledger.owed.put(commit.id(), commit.request());
            ledger.usedUpTo = Math.max(ledger.usedUpTo, commit.id());
            return;
        }
        try {
            if (JsonParser.parse(line) instanceof Json.Obj object && object.get("room") instanceof Json.Text room) {
                Ledger ledger = rooms.computeIfAbsent(room.value(), r -> new Ledger());
                if (object.get("done") instanceof Json.Num id) {
                    if (ledger.owed.remove((long) id.value()) == null) {
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
