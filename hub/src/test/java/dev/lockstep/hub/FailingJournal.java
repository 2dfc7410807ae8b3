package dev.lockstep.hub;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.RoomSnapshot;

/** A journal whose disk is full for as long as a test says. */
final class FailingJournal implements Journal {

    private final MemoryJournal below = new MemoryJournal();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean failing;
    private volatile boolean keeping;

    void failing(boolean now) {
        failing = now;
    }

    /** Whether what is said to have failed was kept all the same. */
    void keeping(boolean now) {
        keeping = now;
    }

    /** How often something was to be appended. */
    int attempts() {
        return attempts.get();
    }

    @Override
    public Optional<Past> load(String room) {
        return below.load(room);
    }

    @Override
    public CompletionStage<Void> save(String room, RoomSnapshot snapshot) {
        return failing ? failed() : below.save(room, snapshot);
    }

    @Override
    public CompletionStage<Void> append(String room, List<Logged> commands) {
        attempts.incrementAndGet();
        if (failing && keeping) {
            below.append(room, commands);
        }
        return failing ? failed() : below.append(room, commands);
    }

    @Override
    public void close() {
        below.close();
    }

    private static CompletionStage<Void> failed() {
        return CompletableFuture.failedStage(new IOException("no space left on device"));
    }
}
