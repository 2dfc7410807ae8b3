package dev.lockstep.desktop.panel;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

import dev.lockstep.desktop.view.Styles;

/** A lock at the foot of a card: a small button while it is free, else who holds it and what can be done about that. */
final class LockBar extends VBox implements AutoCloseable {

    private static final PseudoClass MINE = PseudoClass.getPseudoClass("mine");
    private static final PseudoClass OTHERS = PseudoClass.getPseudoClass("others");
    private static final PseudoClass FREE = PseudoClass.getPseudoClass("free");

    private final LockModel model;
    private final FontIcon icon = new FontIcon(MaterialDesignL.LOCK_OUTLINE);
    private final Button button = new Button(null, new FontIcon(MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE));
    private final VBox words;
    private final LockRequests asks;
    private final String what;
    private @Nullable LockActions actions;
    private final ChangeListener<Boolean> changed = (property, before, now) -> show();

    /** @param what what is locked, for those who hear the window */
    LockBar(LockModel model, LockRequests asks, String what, String id) {
        super(8);
        this.model = model;
        this.asks = asks;
        this.what = what;
        getStyleClass().add(PanelStyles.LOCK_BAR);
        words = words(id);
        button.setId(id);
        button.textProperty().bind(model.action());
        button.accessibleTextProperty().bind(model.action().concat(" ").concat(what));
        button.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(model.actionHint());
        button.setTooltip(tip);
        button.setOnAction(clicked -> {
            model.toggle();
            if (model.mayAsk().get()) {
                actions().ask().requestFocus(); // what is most likely next for who waits
            }
        });
        icon.managedProperty().bind(icon.visibleProperty());
        HBox first = new HBox(7, icon, words, button);
        first.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(first);
        setAlignment(Pos.CENTER);
        model.lockedByMe().addListener(changed);
        model.lockedByOther().addListener(changed);
        model.waiting().addListener(changed);
        model.mayTake().addListener(changed);
        show();
    }

    private VBox words(String id) {
        Label status = new Label();
        status.setId(id + "-status");
        status.textProperty().bind(model.status());
        Label queue = new Label();
        queue.setId(id + "-queue");
        queue.getStyleClass().add(Styles.CARD_HINT);
        queue.textProperty().bind(model.queue());
        queue.visibleProperty().bind(model.queue().isNotEmpty());
        queue.managedProperty().bind(queue.visibleProperty());
        VBox both = new VBox(status, queue);
        both.setAlignment(Pos.CENTER_LEFT);
        both.setMinWidth(0);
        HBox.setHgrow(both, Priority.ALWAYS);
        return both;
    }

    /** Made when they are first needed: most locks are free. */
    private LockActions actions() {
        LockActions known = actions;
        if (known == null) {
            known = new LockActions(model, asks, what, button.getId());
            actions = known;
            getChildren().add(known);
        }
        return known;
    }

    /** Lets go of the lock's properties, which live as long as the room. */
    @Override
    public void close() {
        if (actions != null) {
            actions.close();
        }
        model.lockedByMe().removeListener(changed);
        model.lockedByOther().removeListener(changed);
        model.waiting().removeListener(changed);
        model.mayTake().removeListener(changed);
    }

    private void show() {
        boolean mine = model.lockedByMe().get();
        boolean others = model.lockedByOther().get();
        boolean free = !mine && !others && !model.waiting().get();
        pseudoClassStateChanged(MINE, mine);
        pseudoClassStateChanged(OTHERS, others);
        pseudoClassStateChanged(FREE, free);
        if (others && (model.mayAsk().get() || model.mayTake().get())) {
            actions();
        }
        icon.setVisible(!free);
        words.setVisible(!free);
        button.setContentDisplay(free ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.TEXT_ONLY);
    }
}
