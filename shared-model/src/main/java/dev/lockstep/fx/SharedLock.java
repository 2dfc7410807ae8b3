package dev.lockstep.fx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RefusedException;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.Subscription;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Names;
import dev.lockstep.model.RefusalCode;

/**
 * The lock over one or several keys and all below them, as everyone sees it: all are held together or none. It is held by this program's session: by all of its windows
 * together, and never by a thread. Acquiring it again while it is held counts; it is free when it was released as often.
 */
public final class SharedLock {

    private final RoomCore room;
    private final List<String> keys;
    private final ReadOnlyBooleanWrapper heldByMe = new ReadOnlyBooleanWrapper(this, "heldByMe");
    private final ReadOnlyBooleanWrapper heldByOther = new ReadOnlyBooleanWrapper(this, "heldByOther");
    private final ReadOnlyStringWrapper holder = new ReadOnlyStringWrapper(this, "holder", "");
    private final ReadOnlyStringWrapper holderSession = new ReadOnlyStringWrapper(this, "holderSession", "");
    private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper(this, "waiting");
    private final List<HeldLock> given = new ArrayList<>(); // and not closed
    private final List<Runnable> whenFree = new CopyOnWriteArrayList<>();
    private int holds;
    private long fence;
    private @Nullable Place place; // in line, or on the way there

    /** A request of this program for the lock, and all who wait for its answer. */
    private static final class Place {
        final List<Asker> asking = new ArrayList<>(1);

        @Nullable
        CompletionStage<RoomClient.Grant> request;
    }

    /** Somebody who waits. */
    private static final class Asker {
        final CompletableFuture<HeldLock> answer = new CompletableFuture<>();
    }

    SharedLock(RoomCore room, List<String> keys) {
        this.room = room;
        this.keys = keys;
        refresh();
    }

    /** The key that it is the lock of; the first of several. */
    public String key() {
        return keys.get(0);
    }

    /** The keys that it is the lock of, sorted. */
    public List<String> keys() {
        return keys;
    }

    /** Whether this program holds the lock. */
    public ReadOnlyBooleanProperty heldByMeProperty() {
        return heldByMe.getReadOnlyProperty();
    }

    /** See {@link #heldByMeProperty}. */
    public boolean isHeldByMe() {
        return heldByMe.get();
    }

    /** Whether somebody else holds the lock, or that of one of its keys: writes of what that guards are refused. */
    public ReadOnlyBooleanProperty heldByOtherProperty() {
        return heldByOther.getReadOnlyProperty();
    }

    /** See {@link #heldByOtherProperty}. */
    public boolean isHeldByOther() {
        return heldByOther.get();
    }

    /** The name of who holds it, empty where nobody does. */
    public ReadOnlyStringProperty holderProperty() {
        return holder.getReadOnlyProperty();
    }

    /** See {@link #holderProperty}. */
    public String getHolder() {
        return holder.get();
    }

    /** The session of who holds it, as {@link Member#session} has it; empty where nobody does. */
    public ReadOnlyStringProperty holderSessionProperty() {
        return holderSession.getReadOnlyProperty();
    }

    /** See {@link #holderSessionProperty}. */
    public String getHolderSession() {
        return holderSession.get();
    }

    /** How many stand in line. */
    public ReadOnlyIntegerProperty waitingProperty() {
        return waiting.getReadOnlyProperty();
    }

    /** See {@link #waitingProperty}. */
    public int getWaiting() {
        return waiting.get();
    }

    /**
     * Takes the lock. Who asks while this program stands in line for it already gets it with that request, whatever the
     * wait; one place in line serves all.
     *
     * @param wait how long to stand in line, zero not to
     * @return fails with {@link dev.lockstep.client.RefusedException}: {@code locked}, {@code timeout}, {@code deadlock};
     *     with {@link java.util.concurrent.CancellationException} where the connection is closed before the answer. Whoever cancels it as
     *     a {@link CompletionStage#toCompletableFuture future}, or lets it time out, on any thread, waits no more; with the last of them
     *     the program leaves the line
     */
    public CompletionStage<HeldLock> acquire(Duration wait) {
        room.checkThread();
        if (holds > 0) {
            holds++;
            return CompletableFuture.completedFuture(give(fence));
        }
        Asker mine = new Asker();
        Place joined = place;
        if (joined != null) {
            joined.asking.add(mine);
        } else {
            joined = new Place();
            joined.asking.add(mine);
            ask(joined, wait);
        }
        Place where = joined;
        CompletionStage<HeldLock> answer = mine.answer;
        answer.exceptionally(failure -> {
            room.later(() -> leave(where, mine));
            return null;
        });
        return answer;
    }

    private void ask(Place made, Duration wait) {
        place = made;
        CompletionStage<RoomClient.Grant> request = room.client().lock(keys, wait);
        made.request = request;
        request.whenComplete((grant, failure) -> answered(made, grant, failure));
    }

    /** One of them waits no more. */
    private void leave(Place left, Asker one) {
        if (left.asking.remove(one) && left.asking.isEmpty() && left.request != null) {
            left.request.toCompletableFuture().cancel(false);
        }
    }

    /** All who asked meanwhile get it together; it is given back when the last of them does. */
    private void answered(Place of, RoomClient.@Nullable Grant grant, @Nullable Throwable failure) {
        List<Asker> asking = List.copyOf(of.asking);
        of.asking.clear();
        if (of.equals(place)) {
            place = null;
        }
        if (grant == null) {
            room.locks().giveBackWhatIsFree();
            asking.forEach(each -> each.answer.completeExceptionally(failure));
            return;
        }
        fence = grant.fence();
        holds = asking.size();
        for (Asker each : asking) {
            HeldLock held = give(grant.fence());
            if (!each.answer.complete(held)) {
                held.close(); // it was cancelled on another thread just now
            }
        }
        room.locks().giveBackWhatIsFree();
    }

    RoomCore room() {
        return room;
    }

    private HeldLock give(long ofFence) {
        HeldLock held = new HeldLock(this, ofFence);
        given.add(held);
        return held;
    }

    void closed(HeldLock held) {
        given.remove(held);
    }

    /** Gives the lock back, once for each time that it was acquired. */
    void release(long ofFence) {
        if (fence == ofFence && holds > 0 && --holds == 0) {
            fence = 0;
            room.locks().giveBack(ofFence, keys);
        }
    }

    /**
     * Runs {@code action}: where one of this program's windows holds the lock, what it writes to the room is done only if the lock is held still when
     * the hub gets to it, as with {@link HeldLock#run}. Where none does, it is done as it is.
     */
    public void run(Runnable action) {
        room.checkThread();
        if (holds == 0) {
            action.run();
        } else {
            room.fenced(fence, () -> {
                action.run();
                return true;
            });
        }
    }

    /** Gives the lock back however often it was acquired, by whichever window of this program. */
    public void releaseAll() {
        room.checkThread();
        if (holds > 0) {
            holds = 1;
            release(fence);
        }
        tellLost();
    }

    /**
     * Takes the lock from whoever else holds it, who is notified; where several hold one of its keys, from the first. For whoever hosts the hub ({@link SharedRoom#isHost}).
     *
     * @return fails with {@link dev.lockstep.client.RefusedException}, {@code fenced} where nobody else holds it, or this program does not
     *     host the hub
     */
    public CompletionStage<RoomClient.Receipt> breakLock() {
        room.checkThread();
        LockInfo lock = others();
        if (lock == null) {
            String message = "nobody else holds " + String.join(", ", keys);
            return CompletableFuture.failedStage(new RefusedException(RefusalCode.FENCED, message, key(), null));
        }
        return room.client().unlock(lock.fence());
    }

    boolean isHeld(long ofFence) {
        return holds > 0 && fence == ofFence;
    }

    /** Whether {@code ofFence}, of a lock over {@code otherKeys}, is or may soon be this lock's too: it guards these keys. */
    boolean needs(long ofFence, List<String> otherKeys) {
        return isHeld(ofFence)
                || (place != null
                        && keys.stream()
                                .allMatch(key -> otherKeys.stream().anyMatch(other -> Names.guards(other, key))));
    }

    /** The hub took it away. */
    void lost(long ofFence) {
        if (fence == ofFence) {
            holds = 0;
            fence = 0;
        }
        tellLost();
    }

    /** Runs {@code task} whenever the room tells of locks, or is joined, and nobody holds this one. */
    Subscription whenFree(Runnable task) {
        whenFree.add(task);
        return () -> whenFree.remove(task);
    }

    private void tellLost() {
        List.copyOf(given).stream().filter(held -> !held.isHeld()).forEach(held -> {
            given.remove(held);
            held.lost();
        });
    }

    private @Nullable LockInfo over(String key) {
        LockInfo lock = room.client().replica().locks().over(key);
        return lock == null || lock.session() == null ? null : lock;
    }

    private boolean isMine(LockInfo lock) {
        return room.client().session().equals(lock.session());
    }

    /** The first of somebody else; null where there is none. */
    private @Nullable LockInfo others() {
        for (String key : keys) {
            LockInfo lock = over(key);
            if (lock != null && !isMine(lock)) {
                return lock;
            }
        }
        return null;
    }

    /** Looks at the room again. */
    void refresh() {
        LockInfo other = others();
        LockInfo first = other == null ? over(key()) : other;
        boolean mine = other == null && keys.stream().allMatch(key -> over(key) != null);
        if (!mine && room.client().isJoined()) {
            holds = 0; // a hub that lost the room, or a session's end, is not told as a loss
            fence = 0;
        }
        LockInfo shown = other != null || mine ? first : null;
        holder.set(shown == null || shown.name() == null ? "" : shown.name());
        holderSession.set(shown == null || shown.session() == null ? "" : shown.session());
        waiting.set(keys.stream()
                .map(room.client().replica().locks()::over)
                .mapToInt(lock -> lock == null ? 0 : lock.waiting())
                .max()
                .orElse(0));
        heldByMe.set(mine);
        heldByOther.set(other != null);
        tellLost();
        if (other == null && !mine) {
            whenFree.forEach(Runnable::run);
        }
    }
}
