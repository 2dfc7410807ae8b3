package dev.lockstep.desktop.panel;

import javafx.animation.PauseTransition;
import javafx.beans.binding.BooleanBinding;
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
import javafx.util.Duration;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

import dev.lockstep.desktop.shell.Styles;

/** A lock at the foot of a card: a small button while it is free, else who holds it and what can be done about that. */
final class LockBar extends VBox implements AutoCloseable {

    private static final PseudoClass MINE = PseudoClass.getPseudoClass("mine");
    private static final PseudoClass OTHERS = PseudoClass.getPseudoClass("others");
    private static final PseudoClass FREE = PseudoClass.getPseudoClass("free");

    /** How long the holder has for an answer before they can be asked again. */
    private static final Duration ASK_AGAIN = Duration.seconds(20);

    private final LockModel model;
    private final TakeButton take;
    private final FontIcon icon = new FontIcon(MaterialDesignL.LOCK_OUTLINE);
    private final Button button = new Button(null, new FontIcon(MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE));
    private final VBox words;
    private final ChangeListener<Boolean> changed = (property, before, now) -> show();

    /** @param what what is locked, for those who hear the window */
    LockBar(LockModel model, LockAsks asks, String what, String id) {
        super(8);
        this.model = model;
        getStyleClass().add(Styles.LOCK_BAR);
        words = words(id);
        button.setId(id);
        button.textProperty().bind(model.action());
        button.accessibleTextProperty().bind(model.action().concat(" ").concat(what));
        button.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(model.actionHint());
        button.setTooltip(tip);
        Button ask = askButton(asks, what, id);
        button.setOnAction(clicked -> {
            model.toggle();
            if (model.mayAsk().get()) {
                ask.requestFocus(); // what is most likely next for who waits
            }
        });
        take = new TakeButton(model, asks, what, id + "-take");
        icon.managedProperty().bind(icon.visibleProperty());
        HBox first = new HBox(7, icon, words, button);
        first.setAlignment(Pos.CENTER_LEFT);
        ask.visibleProperty().bind(model.mayAsk().and(take.asking().not())); // the question needs all of its line
        ask.managedProperty().bind(ask.visibleProperty());
        HBox second = new HBox(7, ask, take);
        BooleanBinding any = model.mayAsk().or(model.mayTake());
        second.visibleProperty().bind(any);
        second.managedProperty().bind(any);
        second.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(first, second);
        setAlignment(Pos.CENTER);
        model.lockedByMe().addListener(changed);
        model.lockedByOther().addListener(changed);
        model.waiting().addListener(changed);
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

    private Button askButton(LockAsks asks, String what, String id) {
        Button ask = new Button("Ask");
        ask.setId(id + "-ask");
        ask.setAccessibleText("Ask who holds it for " + what);
        ask.setTooltip(new Tooltip("Ask who holds it to let go"));
        ask.setMinWidth(Region.USE_PREF_SIZE);
        ask.disableProperty().bind(model.asked());
        ask.textProperty().bind(model.asked().map(just -> just ? "Asked" : "Ask for it"));
        PauseTransition again = new PauseTransition(ASK_AGAIN);
        again.setOnFinished(waited -> model.setAsked(false));
        ask.setOnAction(clicked -> {
            model.setAsked(true);
            again.playFromStart();
            asks.ask(model.key());
        });
        return ask;
    }

    /** Lets go of the lock's properties, which live as long as the room. */
    @Override
    public void close() {
        take.close();
        model.lockedByMe().removeListener(changed);
        model.lockedByOther().removeListener(changed);
        model.waiting().removeListener(changed);
    }

    private void show() {
        boolean mine = model.lockedByMe().get();
        boolean others = model.lockedByOther().get();
        boolean free = !mine && !others && !model.waiting().get();
        pseudoClassStateChanged(MINE, mine);
        pseudoClassStateChanged(OTHERS, others);
        pseudoClassStateChanged(FREE, free);
        icon.setVisible(!free);
        words.setVisible(!free);
        button.setContentDisplay(free ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.TEXT_ONLY);
    }
}
