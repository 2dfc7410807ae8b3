package dev.lockstep.hub.room;

import java.util.function.Consumer;

/** Whether the journal took what it was last given, for all who have to know. Safe for use by many threads. */
public final class StorageHealth {

    private final Consumer<Boolean> onChange;
    private boolean storing = true;

    /** @param onChange told each change, in order; must not block */
    public StorageHealth(Consumer<Boolean> onChange) {
        this.onChange = onChange;
    }

    public synchronized boolean isStoring() {
        return storing;
    }

    synchronized void report(boolean nowStoring) {
        if (storing != nowStoring) {
            storing = nowStoring;
            onChange.accept(nowStoring);
        }
    }
}
