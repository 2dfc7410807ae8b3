package dev.lockstep.desktop;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.hub.journal.MemoryJournal;

/** A journal whose disk is full, or damaged, for as long as a test says. */
final class TroubledJournal {

    private static final Set<String> WRITING = Set.of("append", "save");

    private final MemoryJournal below;
    private final AtomicBoolean full = new AtomicBoolean();
    private final AtomicBoolean damaged = new AtomicBoolean();

    TroubledJournal(MemoryJournal below) {
        this.below = below;
    }

    void full(boolean now) {
        full.set(now);
    }

    void damaged(boolean now) {
        damaged.set(now);
    }

    Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    if (full.get() && WRITING.contains(method.getName())) {
                        return CompletableFuture.failedStage(new IOException("no space left on device"));
                    }
                    if (damaged.get() && method.getName().equals("load")) {
                        throw new JournalException("the log of room " + arguments[0] + " is damaged");
                    }
                    try {
                        return method.invoke(below, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
