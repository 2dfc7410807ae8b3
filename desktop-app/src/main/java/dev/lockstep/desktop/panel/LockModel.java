package dev.lockstep.desktop.panel;

import java.time.Duration;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.fx.HeldLock;
import dev.lockstep.fx.SharedLock;

/** A lock as a person uses it: one button takes it, waits for it, or gives it back. */
public final class LockModel {

    /** As long as a person waits in line before giving up. */
    private static final Duration WAIT = Duration.ofMinutes(5);

    private final SharedLock lock;
    private final ReadOnlyBooleanWrapper waitingForIt = new ReadOnlyBooleanWrapper(this, "waitingForIt");
    private final StringBinding status;
    private final StringBinding action;
    private final BooleanBinding actionDisabled;
    private @Nullable HeldLock held;

    public LockModel(SharedLock lock) {
        this.lock = lock;
        this.status = Bindings.createStringBinding(
                this::words, lock.heldByMeProperty(), lock.holderProperty(), lock.waitingProperty(), waitingForIt);
        this.action = Bindings.createStringBinding(
                this::verb, lock.heldByMeProperty(), lock.heldByOtherProperty(), waitingForIt);
        this.actionDisabled = waitingForIt.and(lock.heldByMeProperty().not());
    }

    /** Who holds it and who waits, in words. */
    public StringBinding status() {
        return status;
    }

    /** What the button does. */
    public StringBinding action() {
        return action;
    }

    public BooleanBinding actionDisabled() {
        return actionDisabled;
    }

    /** Whether what the lock guards can't be changed here. */
    public javafx.beans.property.ReadOnlyBooleanProperty lockedByOther() {
        return lock.heldByOtherProperty();
    }

    public javafx.beans.property.ReadOnlyBooleanProperty lockedByMe() {
        return lock.heldByMeProperty();
    }

    /** Gives the lock back where it is held, else takes it or gets in line. */
    public void toggle() {
        if (lock.isHeldByMe()) {
            giveBack();
        } else if (!waitingForIt.get()) {
            waitingForIt.set(true);
            lock.acquire(WAIT).whenComplete((granted, failure) -> {
                waitingForIt.set(false);
                held = granted;
            });
        }
    }

    /** Another window of this program may have taken it; then that one's hold is given back. */
    private void giveBack() {
        if (held != null && held.isHeld()) {
            held.close();
            held = null;
        } else {
            lock.releaseAll();
        }
    }

    private String words() {
        if (lock.isHeldByMe()) {
            return "You hold it" + others(lock.getWaiting());
        } else if (lock.isHeldByOther()) {
            return lock.getHolder() + " holds it" + others(lock.getWaiting());
        }
        return waitingForIt.get() ? "Asking for it…" : "Free for everyone";
    }

    private static String others(int waiting) {
        return waiting == 0 ? "" : " · " + waiting + " waiting";
    }

    private String verb() {
        if (lock.isHeldByMe()) {
            return "Unlock";
        } else if (waitingForIt.get()) {
            return "Waiting…";
        }
        return lock.isHeldByOther() ? "Wait for it" : "Lock";
    }
}
