package dev.lockstep.hub.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.Segment;

/** Keeps the log in this process: rooms outlive the hub that uses it, not the process. */
public final class MemoryJournal implements Journal {

    private static final int PAGE_COMMITS_MAX = 1_000;

    private static final class Room {
        RoomSnapshot snapshot;
        List<Logged> since = new ArrayList<>();
        final Deque<Commit> history = new ArrayDeque<>();
        final Map<String, String> authors = new HashMap<>();
        final NavigableMap<Long, RoomSnapshot> bases = new TreeMap<>(); // by the commit that they are at

        Room(RoomSnapshot snapshot) {
            this.snapshot = snapshot;
        }

        /** Up to commit {@code over}, at which a base is made, so that what stays can be rebuilt. */
        void forget(long over) {
            Map.Entry<Long, RoomSnapshot> base = bases.floorEntry(over);
            if (base == null) {
                return;
            }
            Replay replay = new Replay(base.getValue());
            history.stream().takeWhile(commit -> commit.seq() <= over).forEach(replay::add);
            history.removeIf(commit -> commit.seq() <= replay.seq());
            bases.headMap(replay.seq(), false).clear();
            bases.putIfAbsent(replay.seq(), replay.snapshot());
        }
    }

    private final Retention retention;
    private @Nullable HubKey key; // drawn when somebody asks, since that takes a while; guarded by this
    private final TrustedClock clock = TrustedClock.from(Long.MAX_VALUE); // guarded by this
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();

    public MemoryJournal() {
        this(Retention.DEFAULT);
    }

    public MemoryJournal(Retention retention) {
        this.retention = retention;
    }

    @Override
    public synchronized HubIdentity identity() {
        HubKey drawn = key == null ? HubKey.fresh() : key;
        key = drawn;
        return drawn;
    }

    @Override
    public boolean knows(String room) {
        return rooms.containsKey(room);
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(rooms.keySet());
    }

    @Override
    public int rooms() {
        return rooms.size();
    }

    @Override
    public Optional<Past> load(String name) {
        Room room = rooms.get(name);
        if (room == null) {
            return Optional.empty();
        }
        synchronized (room) {
            return Optional.of(new Past(room.snapshot, room.since));
        }
    }

    @Override
    public CompletionStage<Void> save(String name, RoomSnapshot snapshot, Segment since) {
        Room room = rooms.computeIfAbsent(name, n -> new Room(snapshot));
        synchronized (room) {
            int covered = (int) (snapshot.commands() - room.snapshot.commands());
            if (covered < 0 || covered > room.since.size()) {
                return CompletableFuture.failedStage(
                        new JournalException("a snapshot of room " + name + " that does not fit its log"));
            }
            room.since = new ArrayList<>(room.since.subList(covered, room.since.size()));
            room.snapshot = snapshot;
            if (!since.commits().isEmpty()) { // a save that seemed to fail may be done again
                long first = since.commits().get(0).seq();
                room.history.removeIf(commit -> commit.seq() >= first);
            }
            room.history.addAll(since.commits());
            room.authors.putAll(since.authors());
            room.bases.put(snapshot.seq(), snapshot); // which shares its values with those before and after it
            room.forget(over(room, Math.min(snapshot.now(), clock())));
        }
        return CompletableFuture.completedStage(null);
    }

    /** The last commit of those at the beginning that are over. */
    private long over(Room room, long now) {
        long over = 0;
        for (Commit commit : room.history) {
            if (!retention.isOver(commit.seq(), commit.at(), room.snapshot.seq(), now)) {
                break;
            }
            over = commit.seq();
        }
        return over;
    }

    private synchronized long clock() {
        return clock.millis();
    }

    @Override
    public CompletionStage<Void> append(String name, List<Logged> commands, long seq) {
        Room room = rooms.get(name);
        if (room == null) {
            return CompletableFuture.failedStage(new JournalException("room " + name + " was never saved"));
        }
        synchronized (room) {
            room.since.addAll(commands);
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> delete(String name) {
        rooms.remove(name);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public Segment history(String name, long from, long to) {
        Room room = rooms.get(name);
        if (room == null) {
            return Segment.EMPTY;
        }
        synchronized (room) {
            List<Commit> page = room.history.stream()
                    .filter(commit -> commit.seq() >= from && commit.seq() <= to)
                    .limit(PAGE_COMMITS_MAX)
                    .toList();
            return new Segment(page, room.authors);
        }
    }

    @Override
    public Optional<RoomSnapshot> base(String name, long seq) {
        Room room = rooms.get(name);
        if (room == null) {
            return Optional.empty();
        }
        synchronized (room) {
            return room.snapshot.seq() <= seq
                    ? Optional.of(room.snapshot)
                    : Optional.ofNullable(room.bases.floorEntry(seq)).map(Map.Entry::getValue);
        }
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
        // what is here may be loaded by another hub
    }
}
