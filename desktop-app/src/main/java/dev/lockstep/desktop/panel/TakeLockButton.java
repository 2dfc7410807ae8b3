package dev.lockstep.desktop.panel;

import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.Button;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

/** Takes a lock from whoever else holds it, for whoever hosts the hub. It asks once, in its place, before it does. */
final class TakeLockButton extends Button {

    /** A question that nobody answers is none any more. */
    private static final Duration ASKED = Duration.seconds(8);

    private final LockModel model;
    private final LockRequests asks;
    private final String what;
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper(this, "asking");
    private final PauseTransition patience = new PauseTransition(ASKED);
    private final InvalidationListener holderChanged = any -> ask(false);

    /** @param what what is locked, for those who hear the window */
    TakeLockButton(LockModel model, LockRequests asks, String what, String id) {
        this.model = model;
        this.asks = asks;
        this.what = what;
        setId(id);
        visibleProperty().bind(model.mayTake());
        managedProperty().bind(visibleProperty());
        setOnAction(clicked -> {
            if (asking.get()) {
                take();
            } else {
                ask(true);
            }
        });
        addEventFilter(MouseEvent.MOUSE_PRESSED, pressed -> {
            if (pressed.getClickCount() > 1) {
                pressed.consume(); // a double click is no answer to the question that its first half asked
            }
        });
        patience.setOnFinished(waited -> ask(false));
        focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                ask(false);
            }
        });
        model.holderSession().addListener(holderChanged); // the question was about another
        ask(false);
    }

    /** Whether the question is shown, which needs the room of all that is beside it. */
    ReadOnlyBooleanProperty asking() {
        return asking.getReadOnlyProperty();
    }

    private void ask(boolean now) {
        asking.set(now);
        if (now) {
            patience.playFromStart();
            setMinWidth(0); // of a long name as much as there is room for
            setText("Really take it from " + model.holder() + "?");
            setAccessibleText(getText() + " " + what);
        } else {
            patience.stop();
            setMinWidth(USE_PREF_SIZE);
            setText("Take it");
            setAccessibleText("Take the lock of " + what + " from who holds it");
        }
    }

    private void take() {
        ask(false);
        model.take().thenRun(() -> asks.tellTaken(model.key()));
    }

    void close() {
        patience.stop();
        model.holderSession().removeListener(holderChanged);
    }
}
