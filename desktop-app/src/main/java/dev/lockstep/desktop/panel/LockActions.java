package dev.lockstep.desktop.panel;

import javafx.animation.PauseTransition;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** What can be done about a lock that somebody else holds: ask them for it, or, for whoever hosts, take it. */
final class LockActions extends HBox implements AutoCloseable {

    /** How long the holder has for an answer before they can be asked again. */
    private static final Duration ASK_AGAIN = Duration.seconds(20);

    private final Button ask = new Button();
    private final TakeLockButton take;

    /** @param what what is locked, for those who hear the window */
    LockActions(LockModel model, LockRequests asks, String what, String id) {
        super(7);
        setAlignment(Pos.CENTER_RIGHT);
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
        take = new TakeLockButton(model, asks, what, id + "-take");
        ask.visibleProperty().bind(model.mayAsk().and(take.asking().not())); // the question needs all of the line
        ask.managedProperty().bind(ask.visibleProperty());
        BooleanBinding any = model.mayAsk().or(model.mayTake());
        visibleProperty().bind(any);
        managedProperty().bind(any);
        getChildren().addAll(ask, take);
    }

    Button ask() {
        return ask;
    }

    @Override
    public void close() {
        take.close();
    }
}
