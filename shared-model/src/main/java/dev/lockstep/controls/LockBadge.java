package dev.lockstep.controls;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.control.Label;

import dev.lockstep.fx.SharedLock;

/**
 * Who holds a lock, and how many wait for it; nothing while it is free. Style class {@code lockstep-lock-badge}, pseudo-class {@code mine} while this
 * program holds it.
 *
 * <p>To be used on the JavaFX thread.
 */
public final class LockBadge extends Label {

    private static final int NAME_CHARS_MAX = 40;

    private final StringBinding words;
    private final InvalidationListener mine;

    /** Shows {@code lock} from now on. */
    public LockBadge(SharedLock lock) {
        getStyleClass().add("lockstep-lock-badge");
        setMinWidth(USE_PREF_SIZE);
        words = Bindings.createStringBinding(
                () -> words(lock),
                lock.heldByMeProperty(),
                lock.heldByOtherProperty(),
                lock.holderProperty(),
                lock.waitingProperty());
        textProperty().bind(words);
        visibleProperty().bind(words.isNotEmpty());
        managedProperty().bind(words.isNotEmpty());
        mine = any -> ControlStyle.set(this, "mine", lock.isHeldByMe());
        lock.heldByMeProperty()
                .addListener(new WeakInvalidationListener(mine)); // a badge that is gone is not kept for the lock
        mine.invalidated(lock.heldByMeProperty());
    }

    private static String words(SharedLock lock) {
        String who = lock.isHeldByMe() ? "you" : lock.isHeldByOther() ? shortened(lock.getHolder()) : "";
        if (who.isEmpty()) {
            return "";
        }
        return lock.getWaiting() == 0 ? who : who + " · " + lock.getWaiting() + " waiting";
    }

    private static String shortened(String name) {
        int end = Math.min(name.length(), NAME_CHARS_MAX);
        return end == name.length() ? name : name.substring(0, end) + "…";
    }

    @Override
    public String getUserAgentStylesheet() {
        return ControlStyle.sheet();
    }
}
