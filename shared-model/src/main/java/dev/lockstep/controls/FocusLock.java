package dev.lockstep.controls;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Subscription;
import dev.lockstep.fx.HeldLock;
import dev.lockstep.fx.SharedLock;

/**
 * Locks what a text field or area edits as long as that has the focus. While somebody else holds the lock, the control can't be edited, a tooltip
 * says who, and it has the pseudo-class {@code locked}; a control that has the focus meanwhile stands in line, and can be edited as soon as the lock
 * is free.
 *
 * <p>The hub refuses what others write as long as the lock is held. What is written here is refused where the lock was lost in between, if it is
 * written within {@link SharedLock#run}.
 *
 * <p>To be used on the JavaFX thread.
 */
public final class FocusLock implements Subscription {

    /** As long as a control with the focus stands in line. */
    private static final Duration WAIT = Duration.ofHours(12);

    private static final int NAME_CHARS_MAX = 100;

    private final TextInputControl control;
    private final SharedLock lock;
    private final Tooltip holder = new Tooltip();
    private final InvalidationListener focusing = any -> focusChanged();
    private final InvalidationListener changed = any -> update();
    private final WeakInvalidationListener weakChanged = new WeakInvalidationListener(changed);
    private @Nullable Tooltip ownTooltip; // what the control had before
    private boolean wasEditable;
    private @Nullable CompletionStage<HeldLock> request;
    private @Nullable HeldLock held;
    private boolean isLocked;
    private boolean isClosed;

    private FocusLock(TextInputControl control, SharedLock lock) {
        this.control = control;
        this.lock = lock;
        control.focusedProperty().addListener(focusing);
        lock.heldByOtherProperty().addListener(weakChanged); // a control that is gone is not kept for the lock
        lock.holderProperty().addListener(weakChanged);
        update();
        focusChanged();
    }

    /**
     * Holds {@code lock} while {@code control} has the focus. Whether the control is editable, and its tooltip while somebody else holds the lock,
     * are this object's from now on, until it is closed; {@link TextInputControl#editableProperty} must not be bound.
     */
    @CanIgnoreReturnValue
    public static FocusLock lockWhileFocused(TextInputControl control, SharedLock lock) {
        return new FocusLock(control, lock);
    }

    /** Whether the lock is held because of this control. */
    public boolean isHeld() {
        return held != null && held.isHeld();
    }

    private void focusChanged() {
        if (control.isFocused() && !isClosed) {
            acquire();
        } else {
            letGo();
        }
    }

    private void acquire() {
        if (request != null || isHeld()) {
            return;
        }
        CompletionStage<HeldLock> asked = lock.acquire(WAIT);
        request = asked;
        asked.whenComplete((granted, failure) -> {
            if (!asked.equals(request)) {
                return; // it was cancelled, which gives back what is granted all the same
            }
            request = null;
            held = granted;
            if (granted != null) {
                granted.onLost(this::lost);
            }
        });
    }

    /** The connection was broken for long, or a host took it. */
    private void lost() {
        held = null;
        if (control.isFocused() && !isClosed) {
            acquire();
        }
    }

    private void letGo() {
        CompletionStage<HeldLock> left = request;
        HeldLock had = held;
        request = null;
        held = null;
        if (left != null) {
            left.toCompletableFuture().cancel(false);
        }
        if (had != null) {
            had.close();
        }
    }

    private void update() {
        boolean now = lock.isHeldByOther() && !isClosed;
        if (now != isLocked) {
            isLocked = now;
            if (now) {
                ownTooltip = control.getTooltip();
                wasEditable = control.isEditable();
            }
            control.setTooltip(now ? holder : ownTooltip);
            control.setEditable(!now && wasEditable);
            ControlStyle.set(control, "locked", now);
        }
        String name = lock.getHolder();
        boolean isLong = name.length() > NAME_CHARS_MAX;
        holder.setText((isLong ? name.substring(0, NAME_CHARS_MAX) + "…" : name) + " edits this");
        if (control.isFocused() && !isClosed) {
            acquire(); // where it wasn't asked for: an earlier request may have been refused
        }
    }

    /** Gives the lock back, and leaves the control as it was. */
    @Override
    public void close() {
        isClosed = true;
        control.focusedProperty().removeListener(focusing);
        lock.heldByOtherProperty().removeListener(weakChanged);
        lock.holderProperty().removeListener(weakChanged);
        letGo();
        update();
    }
}
