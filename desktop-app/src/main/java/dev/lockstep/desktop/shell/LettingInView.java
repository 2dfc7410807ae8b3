package dev.lockstep.desktop.shell;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import dev.lockstep.desktop.view.Styles;

/** Somebody waits to be let in: by whoever hosts the hub, who sees the same digits. */
final class LettingInView extends VBox {

    private static final double WIDTH = 440;
    private static final double SPINNER = 28;

    /** How many digits stand together, to be read out. */
    private static final int GROUP = 3;

    /** @param cancel gives it up */
    LettingInView(LettingInModel model, Runnable cancel) {
        super(14);
        ProgressIndicator spinner = new ProgressIndicator();
        spinner.setMaxSize(SPINNER, SPINNER);
        spinner.visibleProperty().bind(model.mayGoInProperty().not());
        Label title = new Label();
        title.getStyleClass().add(Styles.VIEW_TITLE);
        title.textProperty()
                .bind(Bindings.when(model.mayGoInProperty())
                        .then("The host lets you in")
                        .otherwise("Asking to be let in…"));
        Label shown = new Label();
        shown.setId("pairing-digits");
        shown.getStyleClass().add(ShellStyles.DIGITS);
        shown.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> grouped(model.digitsProperty().get()), model.digitsProperty()));
        shown.visibleProperty().bind(shown.textProperty().isNotEmpty());
        shown.managedProperty().bind(shown.visibleProperty());
        Label hint = new Label();
        hint.setId("pairing-hint");
        hint.getStyleClass().add(Styles.VIEW_HINT);
        hint.setWrapText(true);
        hint.setMaxWidth(WIDTH);
        hint.textProperty()
                .bind(Bindings.createStringBinding(() -> hint(model), model.digitsProperty(), model.mayGoInProperty()));
        Button go = new Button("They are the same: go in");
        go.setId("pairing-go");
        go.getStyleClass().add("accent");
        go.setDefaultButton(true);
        go.setOnAction(clicked -> model.goIn());
        go.visibleProperty().bind(model.mayGoInProperty());
        go.managedProperty().bind(go.visibleProperty());
        Button stop = new Button();
        stop.setId("pairing-cancel");
        stop.setCancelButton(true);
        stop.textProperty()
                .bind(Bindings.when(model.mayGoInProperty())
                        .then("They are not")
                        .otherwise("Cancel"));
        stop.setOnAction(clicked -> cancel.run());
        HBox buttons = new HBox(8, go, stop);
        buttons.setAlignment(Pos.CENTER);
        getChildren().setAll(spinner, title, shown, hint, buttons);
        setAlignment(Pos.CENTER);
        getStyleClass().add(Styles.EMPTY);
    }

    private static String hint(LettingInModel model) {
        if (model.mayGoInProperty().get()) {
            return "Ask which digits are on the host's screen. If they are others, somebody poses as the hub.";
        }
        return model.digitsProperty().get().isEmpty()
                ? "The hub is asked."
                : "Whoever hosts the hub sees your name and these digits, and lets you in if they are the same on both"
                        + " screens. Read them out to each other.";
    }

    /** As they are read out. */
    static String grouped(String digits) {
        return digits.length() == 2 * GROUP ? digits.substring(0, GROUP) + " " + digits.substring(GROUP) : digits;
    }
}
