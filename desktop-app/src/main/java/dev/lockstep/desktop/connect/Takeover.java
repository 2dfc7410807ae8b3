package dev.lockstep.desktop.connect;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import dev.lockstep.hub.HubException;
import dev.lockstep.hub.journal.JournalException;

/**
 * Lets the hub of this machine live on when the program that hosts it ends: of those that lose their connection and have its
 * data, one hosts it again on the same port, and all find it there by themselves. Who that is, the lock on the data decides.
 *
 * <p>Safe for use by many threads.
 */
public final class Takeover {

    private static final Logger LOG = System.getLogger(Takeover.class.getName());

    private static final long PAUSE_MILLIS = 200;

    private final LocalHub hub;
    private final Executor background;
    private final Executor later; // on background too
    private final Runnable hosting;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * @param background runs what blocks
     * @param hosting runs there when this program has begun to host
     */
    public Takeover(LocalHub hub, Executor background, Runnable hosting) {
        this.hosting = hosting;
        this.hub = hub;
        this.background = background;
        this.later = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, background);
    }

    /**
     * The connection is lost: sees to it that there is a hub, until it is back. Returns at once.
     *
     * @param gone which hub it was: the hash of its public key
     * @param stillLost whether there is need; asked before each attempt, in the background
     */
    public void connectionLost(String gone, BooleanSupplier stillLost) {
        if (running.compareAndSet(false, true)) {
            background.execute(() -> attempt(gone, stillLost));
        }
    }

    /** The old hub may still answer while it ends, and its data are free a moment after its port is. */
    private void attempt(String gone, BooleanSupplier stillLost) {
        boolean again = false;
        try {
            again = stillLost.getAsBoolean();
            if (again) {
                findOrTakeOver(gone);
            }
        } finally {
            if (again) {
                later.execute(() -> attempt(gone, stillLost));
            } else {
                running.set(false);
            }
        }
    }

    private void findOrTakeOver(String gone) {
        try {
            boolean before = hub.isHosting();
            LocalHub.Found found = hub.findOrTakeOver(gone);
            LOG.log(Level.DEBUG, "the hub is at {0}", found);
            if (found.hosted() && !before) {
                hosting.run();
            }
        } catch (HubException | JournalException e) {
            LOG.log(Level.DEBUG, "no hub yet", e);
        }
    }
}
