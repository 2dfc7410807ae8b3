package dev.lockstep.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.wire.ClientId;
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

    private static final String SUFFIX = ".outbox";

    /** How long what is told may wait, in the hope that it is answered first. */
    private static final long WRITE_MILLIS = 20;

    /** The pause before what could not be written is tried again. */
    private static final long RETRY_MILLIS = 1_000;

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

    private final Path directory;
    private final Path file;
    private final String url;
    private final ScheduledThreadPoolExecutor writer;

    // guarded by this
    private final Map<String, Ledger> rooms = new HashMap<>();
    private final Map<String, String> unwritten = new LinkedHashMap<>(); // lines by what they are about
    private final Map<String, HubMessage.Snapshot> untold = new LinkedHashMap<>();
    private final Set<String> halfWritten = new HashSet<>(); // of the unwritten, what may be on the disk all the same
    private boolean planned;

    private @Nullable CheckedLines log; // the writer's own

    private HubStore(Path directory, String url) {
        this.directory = directory;
        this.url = url;
        this.file = directory.resolve(ClientId.of(url) + SUFFIX);
        this.writer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "lockstep-outbox");
            thread.setDaemon(true);
            return thread;
        });
    }

    static boolean isHubStore(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    /** Whose store {@code file} is, null where it doesn't say so. */
    static @Nullable String urlOf(Path file) throws IOException {
        for (String line : CheckedLines.read(file).lines()) {
            try {
                if (JsonParser.parse(line) instanceof Json.Obj object && object.get("hub") instanceof Json.Text text) {
                    return text.value();
                }
            } catch (MalformedException e) {
                LOG.log(Level.DEBUG, "no first line", e);
            }
        }
        return null;
    }

    /** @throws ClientStoreException where it can't be read or written */
    static HubStore open(Path directory, String url) {
        HubStore store = new HubStore(directory, url);
        try {
            CheckedLines.Read read = CheckedLines.read(store.file);
            int strange = 0;
            for (String line : read.lines()) {
                strange += store.take(line) ? 0 : 1;
            }
            if (read.damaged() + strange > 0) {
                Path aside = store.file.resolveSibling(store.file.getFileName() + ".damaged");
                Files.copy(store.file, aside, StandardCopyOption.REPLACE_EXISTING);
                LOG.log(
                        Level.WARNING,
                        "{0} changes that wait for {1} can''t be read; they are left in {2}",
                        read.damaged() + strange,
                        url,
                        aside);
            }
            store.rooms.values().forEach(ledger -> ledger.idsUpTo = ledger.usedUpTo + IDS_AHEAD);
            store.log = CheckedLines.replace(store.file, store.lines());
            return store;
        } catch (IOException e) {
            throw new ClientStoreException("can't use " + store.file + ": " + e.getMessage(), e);
        }
    }

    // ---- what rooms ask

    /** What was kept of {@code room}. Ids for a new one are on the disk when it returns, so it may block. */
    KeptRoom room(String room) {
        boolean isNew;
        KeptRoom kept;
        synchronized (this) {
            isNew = !rooms.containsKey(room);
            Ledger ledger = rooms.computeIfAbsent(room, r -> new Ledger());
            kept = new KeptRoom(ledger.usedUpTo, new TreeMap<>(ledger.owed), readTold(room));
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
            LOG.log(Level.WARNING, "what waits for {0} can''t be kept on disk: {1}", url, e.getMessage());
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
            LOG.log(Level.DEBUG, "what is owed to {0} is not kept any more: it is closed", url);
        }
    }

    /** What was told before is on the disk when it returns, or can't be. */
    @Override
    public void close() {
        if (writer.isShutdown()) {
            return;
        }
        writer.execute(this::flush);
        writer.shutdown();
        try {
            if (!writer.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "{0} could not be written in time", file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            if (log != null) {
                log.close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} did not close: {1}", file, e.getMessage());
        }
    }

    // ---- the writer

    private void flush() {
        Map<String, String> lines;
        List<HubMessage.Snapshot> states;
        synchronized (this) {
            planned = false;
            lines = new LinkedHashMap<>(unwritten);
            states = List.copyOf(untold.values());
            unwritten.clear();
            halfWritten.clear();
            untold.clear();
        }
        CheckedLines current = log;
        try {
            if (current != null && !lines.isEmpty()) {
                current.append(List.copyOf(lines.values()));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what waits for {0} can''t be kept on disk: {1}", url, e.getMessage());
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
            if (current != null) {
                shortenSometimes(current);
            }
            for (HubMessage.Snapshot state : states) {
                writeTold(state);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what is kept of {0} can''t be tidied: {1}", url, e.getMessage());
        }
    }

    private void shortenSometimes(CheckedLines current) throws IOException {
        if (current.size() < LOG_BYTES_MIN) {
            return;
        }
        List<String> lines;
        synchronized (this) {
            lines = lines();
        }
        if (lines.stream().mapToLong(String::length).sum() < current.size() / 4) {
            current.close();
            log = CheckedLines.replace(file, lines);
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(new Json.Obj(Map.of("hub", Json.of(url))).toString());
        new TreeMap<>(rooms).forEach((room, ledger) -> {
            lines.add(idsLine(room, ledger.idsUpTo));
            ledger.owed.forEach(
                    (id, request) -> lines.add(WireCodec.encode(new ClientMessage.Commit(room, id, request))));
        });
        return lines;
    }

    private static String idsLine(String room, long upTo) {
        return new Json.Obj(Map.of("ids", Json.of((double) upTo), "room", Json.of(room))).toString();
    }

    /** False where {@code line} means nothing. */
    private boolean take(String line) {
        if (WireCodec.decodeClient(line) instanceof Decoded.Message message
                && message.message() instanceof ClientMessage.Commit commit) {
            Ledger ledger = rooms.computeIfAbsent(commit.room(), r -> new Ledger());
            ledger.owed.put(commit.id(), commit.request());
            ledger.usedUpTo = Math.max(ledger.usedUpTo, commit.id());
            return true;
        }
        try {
            if (!(JsonParser.parse(line) instanceof Json.Obj object)) {
                return false;
            }
            if (object.get("room") instanceof Json.Text room) {
                Ledger ledger = rooms.computeIfAbsent(room.value(), r -> new Ledger());
                if (object.get("done") instanceof Json.Num id) {
                    ledger.owed.remove((long) id.value());
                } else if (object.get("ids") instanceof Json.Num ids) {
                    ledger.usedUpTo = Math.max(ledger.usedUpTo, (long) ids.value()); // all of them may have been
                }
            }
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    // ---- what was told, a file a room

    private Path toldFile(String room) {
        return directory.resolve(ClientId.of(url + " " + room) + ".room");
    }

    private void writeTold(HubMessage.Snapshot state) throws IOException {
        CheckedLines.replace(toldFile(state.room()), List.of(WireCodec.encode(state)))
                .close();
    }

    /** It is a memory of what the hub has: where it can't be read, the hub tells it again. */
    private KeptRoom.@Nullable Told readTold(String room) {
        Path told = toldFile(room);
        try {
            for (String line : CheckedLines.read(told).lines()) {
                if (WireCodec.decodeHub(line) instanceof HubMessage.Snapshot state
                        && state.room().equals(room)) {
                    return new KeptRoom.Told(state.epoch(), state.seq(), state.entries(), state.authors());
                }
            }
        } catch (IOException | MalformedException e) {
            LOG.log(Level.DEBUG, "what was kept of room " + room + " can't be read", e);
        }
        return null;
    }
}
