package dev.lockstep.desktop.panel;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
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

/** A lock at the foot of a card: who holds it, and the button. */
final class LockBar extends HBox implements AutoCloseable {

    private static final PseudoClass MINE = PseudoClass.getPseudoClass("mine");
    private static final PseudoClass OTHERS = PseudoClass.getPseudoClass("others");

    private final LockModel model;
    private final TakeButton take;
    private final FontIcon icon = new FontIcon(MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE);
    private final ChangeListener<Boolean> look = (property, before, now) -> show();

    /** How long the holder has for an answer before they can be asked again. */
    private static final Duration ASK_AGAIN = Duration.seconds(20);

    /** @param what what is locked, for those who hear the window */
    LockBar(LockModel model, LockAsks asks, String what, String id) {
        super(7);
        this.model = model;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add(Styles.LOCK_BAR);
        Label status = new Label();
        status.setId(id + "-status");
        status.textProperty().bind(model.status());
        Label queue = new Label();
        queue.setId(id + "-queue");
        queue.getStyleClass().add(Styles.CARD_HINT);
        queue.textProperty().bind(model.queue());
        queue.visibleProperty().bind(model.queue().isNotEmpty());
        queue.managedProperty().bind(queue.visibleProperty());
        VBox words = new VBox(status, queue);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button button = new Button();
        button.setId(id);
        button.textProperty().bind(model.action());
        button.disableProperty().bind(model.actionDisabled());
        button.accessibleTextProperty().bind(model.action().concat(" ").concat(what));
        button.setMinWidth(Region.USE_PREF_SIZE);
        Button ask = askButton(asks, what, id);
        button.setOnAction(clicked -> {
            model.toggle();
            if (model.mayAsk().get()) {
                ask.requestFocus(); // who waits has no use for the button; the focus would go to another card
            }
        });
        take = new TakeButton(model, asks, what, id + "-take");
        BooleanBinding room = take.asking().not(); // the question needs all of it
        words.visibleProperty().bind(room);
        ask.visibleProperty().bind(model.mayAsk().and(room));
        button.visibleProperty()
                .bind(room.and(model.mayTake().and(model.actionDisabled()).not())); // the queue says as much
        for (Node each : List.of(words, ask, button)) {
            each.managedProperty().bind(each.visibleProperty());
        }
        getChildren().addAll(icon, words, ask, take, button);
        model.lockedByMe().addListener(look);
        model.lockedByOther().addListener(look);
        show();
    }

    private Button askButton(LockAsks asks, String what, String id) {
        Button ask = new Button("Ask");
        ask.setId(id + "-ask");
        ask.setAccessibleText("Ask who holds it for " + what);
        ask.setTooltip(new Tooltip("Ask who holds it to let go"));
        ask.setMinWidth(Region.USE_PREF_SIZE);
        ask.disableProperty().bind(model.asked());
        ask.textProperty().bind(model.asked().map(just -> just ? "Asked" : "Ask"));
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
        model.lockedByMe().removeListener(look);
        model.lockedByOther().removeListener(look);
    }

    private void show() {
        boolean mine = model.lockedByMe().get();
        boolean others = model.lockedByOther().get();
        pseudoClassStateChanged(MINE, mine);
        pseudoClassStateChanged(OTHERS, others);
        icon.setIconCode(mine || others ? MaterialDesignL.LOCK_OUTLINE : MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE);
    }
}
