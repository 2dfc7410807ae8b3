package dev.lockstep.fx;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RoomClient.Receipt;
import dev.lockstep.client.Subscription;

/**
 * A lock that this program holds. Closing it gives it back; closing it again does nothing.
 *
 * <p>A lock that is held for long can be lost: while the connection is broken for longer than a lease, the next in line gets it. What is
 * written through it ({@link #put}, {@link #commit}, {@link #run}) is refused {@code fenced} from then on, also if it was written before and
 * is sent after a restart of the program; what is written past it overwrites what the next holder wrote. On the JavaFX thread.
 *
 * <pre>{@code
 * room.lock("task/7").acquire(Duration.ofSeconds(30)).thenAccept(held -> {
 *     held.onLost(() -> warning.setText("Somebody else edits this now."));
 *     save.setOnAction(clicked -> held.put("task/7", edited()).thenRun(held::close));
 * });
 * }</pre>
 */
public final class HeldLock implements Subscription {

    private final SharedLock lock;
    private final long fence;
    private final ReadOnlyBooleanWrapper held = new ReadOnlyBooleanWrapper(this, "held", true);
    private final Handlers<HeldLock> lostHandlers;
    private boolean closed;

    HeldLock(SharedLock lock, long fence) {
        this.lock = lock;
        this.fence = fence;
        this.lostHandlers = new Handlers<>(lock.room().name());
    }

    /** The key that it is the lock of. */
    public String key() {
        return lock.key();
    }

    /** The number of the grant; grows with every grant in the room. */
    public long fence() {
        return fence;
    }

    /** Whether it is held still: neither closed nor lost, as far as the hub has said. */
    public ReadOnlyBooleanProperty heldProperty() {
        return held.getReadOnlyProperty();
    }

    /** See {@link #heldProperty}. */
    public boolean isHeld() {
        return !closed && lock.isHeld(fence);
    }

    /** Runs {@code handler} when the lock is lost, before it was closed; at once where that has happened. */
    public Subscription onLost(Runnable handler) {
        lock.room().checkThread();
        if (!closed && !isHeld()) {
            handler.run();
            return () -> {};
        }
        return lostHandlers.add(me -> handler.run());
    }

    /**
     * Sets an entry, if the lock is held still when the hub gets to it.
     *
     * @return fails with {@link dev.lockstep.client.RefusedException}: {@code fenced} where the lock was lost
     * @throws IllegalStateException where the lock was closed
     */
    public CompletionStage<Receipt> put(String key, @Nullable Object value) {
        return commit(tx -> tx.put(key, value));
    }

    /**
     * Makes one commit of all that {@code action} asks for, if the lock is held still when the hub gets to it.
     *
     * @return fails with {@link dev.lockstep.client.RefusedException}: {@code fenced} where the lock was lost
     * @throws IllegalStateException where the lock was closed
     */
    public CompletionStage<Receipt> commit(Consumer<Transaction> action) {
        checkOpen();
        return lock.room().fenced(fence, () -> lock.room().room().commit(action));
    }

    /**
     * Runs {@code action}: what it writes to the room, by properties, lists and maps too, is done only if the lock is held still when the hub
     * gets to it. Refusals are told to {@link SharedRoom#onRefused}.
     *
     * @throws IllegalStateException where the lock was closed
     */
    public void run(Runnable action) {
        checkOpen();
        lock.room().fenced(fence, () -> {
            action.run();
            return true;
        });
    }

    private void checkOpen() {
        lock.room().checkThread();
        if (closed) {
            throw new IllegalStateException("the lock on " + key() + " was given back, and guards nothing any more");
        }
    }

    /** The hub has given it to somebody else, or to nobody. */
    void lost() {
        if (!closed && held.get()) {
            held.set(false);
            lostHandlers.call(this);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            held.set(false);
            lock.closed(this);
            lock.release(fence);
        }
    }
}
