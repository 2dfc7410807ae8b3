package dev.lockstep.hub.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import dev.lockstep.model.RoomSnapshot;

/** Keeps the log in this process: rooms outlive the hub that uses it, not the process. */
public final class MemoryJournal implements Journal {

    private static final class Room {
        RoomSnapshot snapshot;
        List<Logged> since = new ArrayList<>();

        Room(RoomSnapshot snapshot) {
            this.snapshot = snapshot;
        }
    }

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();

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
    public CompletionStage<Void> save(String name, RoomSnapshot snapshot) {
        Room room = rooms.computeIfAbsent(name, n -> new Room(snapshot));
        synchronized (room) {
            room.snapshot = snapshot;
            room.since = new ArrayList<>();
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> append(String name, List<Logged> commands) {
        Room room = rooms.get(name);
        if (room == null) {
            return CompletableFuture.failedStage(new IllegalStateException("room " + name + " was never saved"));
        }
        synchronized (room) {
            room.since.addAll(commands);
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {
        // what is here may be loaded by another hub
    }
}
