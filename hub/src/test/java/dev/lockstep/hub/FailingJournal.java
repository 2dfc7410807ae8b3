package dev.lockstep.hub;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lockstep.hub.journal.HubIdentity;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.Segment;

/** A journal whose disk is full for as long as a test says. */
public final class FailingJournal implements Journal {

    private final MemoryJournal below = new MemoryJournal();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean failing;
    private volatile boolean keeping;
    private volatile boolean unreadable;
    private volatile boolean holdLoads;
    private volatile Map<String, Restored> restored = Map.of();

    public void failing(boolean now) {
        failing = now;
    }

    /** Whether what reads waits. */
    void holdLoads(boolean now) {
        holdLoads = now;
    }

    private void awaitLoads() {
        Await.until(() -> !holdLoads);
    }

    /** Whether what is said to have failed was kept all the same. */
    void keeping(boolean now) {
        keeping = now;
    }

    /** Whether rooms can't be read. */
    void unreadable(boolean now) {
        unreadable = now;
    }

    /** How often something was to be appended. */
    int attempts() {
        return attempts.get();
    }

    @Override
    public Optional<Past> load(String room) {
        awaitLoads();
        if (unreadable) {
            throw new JournalException("the log of room " + room + " is damaged");
        }
        return below.load(room);
    }

    @Override
    public HubIdentity identity() {
        return below.identity();
    }

    @Override
    public boolean knows(String room) {
        return below.knows(room);
    }

    @Override
    public Set<String> names() {
        return below.names();
    }

    @Override
    public int rooms() {
        return below.rooms();
    }

    @Override
    public CompletionStage<Void> save(String room, RoomSnapshot snapshot, Segment since) {
        return failing ? failed() : below.save(room, snapshot, since);
    }

    @Override
    public CompletionStage<Void> delete(String room) {
        return failing ? failed() : below.delete(room);
    }

    @Override
    public Segment history(String room, long from, long to) {
        awaitLoads();
        if (unreadable) {
            throw new JournalException("the history of room " + room + " is damaged");
        }
        return below.history(room, from, to);
    }

    @Override
    public Optional<RoomSnapshot> base(String room, long seq) {
        return below.base(room, seq);
    }

    @Override
    public Map<String, Restored> restored() {
        return restored;
    }

    /** What is said of the rooms that lost something. */
    public void restored(Map<String, Restored> now) {
        restored = now;
    }

    @Override
    public Optional<String> overdue() {
        return below.overdue();
    }

    @Override
    public CompletionStage<Void> append(String room, List<Logged> commands, long seq) {
        attempts.incrementAndGet();
        if (failing && keeping) {
            below.append(room, commands, seq);
        }
        return failing ? failed() : below.append(room, commands, seq);
    }

    @Override
    public void close() {
        below.close();
    }

    private static CompletionStage<Void> failed() {
        return CompletableFuture.failedStage(new IOException("no space left on device"));
    }
}
