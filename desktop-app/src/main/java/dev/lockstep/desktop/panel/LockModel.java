package dev.lockstep.desktop.panel;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.view.MemberNames;
import dev.lockstep.fx.HeldLock;
import dev.lockstep.fx.SharedLock;
import dev.lockstep.fx.SharedRoom;

/** A lock as a person uses it: one button takes it, waits for it, leaves the line, or gives it back. */
public final class LockModel implements AutoCloseable {

    /** As long as a person waits in line before giving up. */
    private static final Duration WAIT = Duration.ofMinutes(5);

    private final SharedLock lock;
    private final MemberNames names;
    private final ReadOnlyBooleanWrapper waitingForIt = new ReadOnlyBooleanWrapper(this, "waitingForIt");
    private final ReadOnlyBooleanWrapper asked = new ReadOnlyBooleanWrapper(this, "asked");
    private final BooleanBinding mayAsk;
    private final BooleanBinding mayTake;
    private final StringBinding status;
    private final StringBinding queue;
    private final StringBinding action;
    private final StringBinding actionHint;
    private @Nullable HeldLock held;
    private @Nullable CompletionStage<HeldLock> request; // while this person waits

    /** @param names of the members of {@code room} */
    public LockModel(SharedRoom room, String key, MemberNames names) {
        this.lock = room.lock(key);
        this.names = names;
        this.status = Bindings.createStringBinding(
                this::words,
                lock.heldByMeProperty(),
                lock.heldByOtherProperty(),
                lock.holderProperty(),
                lock.holderSessionProperty(),
                room.members(), // somebody may come who is called like the holder
                waitingForIt);
        this.queue = Bindings.createStringBinding(this::queueWords, lock.waitingProperty(), lock.heldByOtherProperty());
        this.action = Bindings.createStringBinding(
                this::verb, lock.heldByMeProperty(), lock.heldByOtherProperty(), waitingForIt);
        this.actionHint = Bindings.createStringBinding(
                this::verbHint, lock.heldByMeProperty(), lock.heldByOtherProperty(), waitingForIt);
        this.mayAsk = waitingForIt.and(lock.heldByOtherProperty());
        this.mayTake = Bindings.createBooleanBinding(
                () -> lock.isHeldByOther() && room.isHost(), lock.heldByOtherProperty(), lock.holderSessionProperty());
    }

    String key() {
        return lock.key();
    }

    /** Whether this person waits for somebody who holds it, and may ask them for it. */
    BooleanBinding mayAsk() {
        return mayAsk;
    }

    /** Whether somebody else holds it, and this person, who hosts the hub, may take it from them. */
    BooleanBinding mayTake() {
        return mayTake;
    }

    /** Who holds it, as their name is shown. */
    String holder() {
        return names.of(lock.getHolderSession(), lock.getHolder());
    }

    /** Changes whenever somebody else holds it. */
    ReadOnlyStringProperty holderSession() {
        return lock.holderSessionProperty();
    }

    /** Takes it from whoever else holds it. Others who wait get it before this person does. */
    CompletionStage<?> take() {
        CompletionStage<?> broken = lock.breakLock();
        if (!waitingForIt.get()) {
            toggle();
        }
        return broken;
    }

    /** Whether it was held by this window, and is no more though the person did not let go. */
    boolean wasTaken() {
        return held != null && !held.isHeld();
    }

    /** Whether anybody stands in line for it. */
    boolean isWaitedFor() {
        return lock.getWaiting() > 0;
    }

    /** Whether they were asked just now. */
    ReadOnlyBooleanProperty asked() {
        return asked.getReadOnlyProperty();
    }

    void setAsked(boolean now) {
        asked.set(now);
    }

    /** Who holds it, in words. */
    public StringBinding status() {
        return status;
    }

    /** What else there is to say about it, in words, such as how many stand in line; maybe empty. */
    public StringBinding queue() {
        return queue;
    }

    /** What the button does. */
    public StringBinding action() {
        return action;
    }

    /** What comes of pressing the button, in words. */
    StringBinding actionHint() {
        return actionHint;
    }

    /** Whether this person waits for it. */
    ReadOnlyBooleanProperty waiting() {
        return waitingForIt.getReadOnlyProperty();
    }

    /** Whether what the lock guards can't be changed here. */
    public ReadOnlyBooleanProperty lockedByOther() {
        return lock.heldByOtherProperty();
    }

    public ReadOnlyBooleanProperty lockedByMe() {
        return lock.heldByMeProperty();
    }

    /** Gives the lock back where it is held, leaves the line where this person stands in it, else takes it or gets in line. */
    public void toggle() {
        if (lock.isHeldByMe()) {
            lock.releaseAll(); // whichever window of this program took it
            held = null;
        } else if (waitingForIt.get()) {
            leaveLine();
        } else {
            getInLine();
        }
    }

    private void getInLine() {
        waitingForIt.set(true);
        CompletionStage<HeldLock> asked = lock.acquire(WAIT);
        request = asked;
        asked.whenComplete((granted, failure) -> {
            if (asked.equals(request)) {
                request = null;
                held = granted;
                waitingForIt.set(false);
            }
        });
    }

    private void leaveLine() {
        CompletionStage<HeldLock> left = request;
        request = null;
        waitingForIt.set(false);
        if (left != null) {
            left.toCompletableFuture().cancel(false);
        }
    }

    /** Gives back what this window took, and leaves the line; what another window of this program holds stays. */
    void letGo() {
        leaveLine();
        if (held != null) {
            held.close();
            held = null;
        }
    }

    /** Whether this window holds it, or waits for it. */
    boolean isWanted() {
        return held != null || waitingForIt.get();
    }

    @Override
    public void close() {
        letGo();
        status.dispose();
        mayTake.dispose();
    }

    private String words() {
        if (lock.isHeldByMe()) {
            return "You hold it";
        } else if (lock.isHeldByOther()) {
            return holder();
        }
        return waitingForIt.get() ? "Asking for it…" : "Free for everyone";
    }

    private String queueWords() {
        String queued = lock.getWaiting() == 0 ? "" : lock.getWaiting() + " waiting";
        if (!lock.isHeldByOther()) {
            return queued;
        }
        return queued.isEmpty() ? "holds it" : "holds it · " + queued;
    }

    private String verb() {
        if (lock.isHeldByMe()) {
            return "Unlock";
        } else if (waitingForIt.get()) {
            return "Leave the line";
        }
        return lock.isHeldByOther() ? "Wait" : "Lock";
    }

    private String verbHint() {
        if (lock.isHeldByMe()) {
            return "Let everyone change it again";
        } else if (waitingForIt.get()) {
            return "You are in the queue for it. Leave the queue";
        }
        return lock.isHeldByOther()
                ? "Join the queue: you get it when it is free"
                : "Lock it: nobody else can change it then";
    }
}
