package dev.lockstep.controls;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.fx.Lockstep;

/**
 * How the connection is: a dot, a word, how many changes wait, and the reason as a tooltip. Style class {@code lockstep-status}, pseudo-classes
 * {@code good} while everything is sent at once, {@code bad} while changes wait for the hub, neither while it is being connected.
 *
 * <p>To be used on the JavaFX thread.
 */
public final class StatusPill extends HBox {

    private static final int REASON_CHARS_MAX = 500;

    private final Lockstep lockstep;
    private final Label words = new Label();
    private final Tooltip reason = new Tooltip();
    private final InvalidationListener changed = any -> update();

    /** Shows {@code lockstep} from now on. */
    public StatusPill(Lockstep lockstep) {
        this.lockstep = lockstep;
        getStyleClass().add("lockstep-status");
        Region dot = new Region();
        dot.getStyleClass().add("dot");
        reason.setWrapText(true);
        reason.setMaxWidth(400);
        getChildren().addAll(dot, words);
        WeakInvalidationListener weakly =
                new WeakInvalidationListener(changed); // a pill that is gone is not kept for the connection
        lockstep.statusProperty().addListener(weakly);
        lockstep.pendingProperty().addListener(weakly);
        update();
    }

    private void update() {
        ConnectionStatus status = lockstep.statusProperty().get();
        int waiting = lockstep.pendingProperty().get();
        String phase = status.phase().words();
        words.setText(
                status.isLive() || waiting == 0
                        ? phase
                        : phase + " · " + (waiting == 1 ? "1 change waits" : waiting + " changes wait"));
        String why = status.reason();
        reason.setText(why.length() <= REASON_CHARS_MAX ? why : why.substring(0, REASON_CHARS_MAX) + "…");
        words.setTooltip(why.isEmpty() ? null : reason);
        ControlStyle.set(this, "good", status.isLive());
        ControlStyle.set(this, "bad", !status.isLive() && !status.isConnecting());
    }

    @Override
    public String getUserAgentStylesheet() {
        return ControlStyle.sheet();
    }
}
