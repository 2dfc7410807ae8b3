package dev.lockstep.examples;

import javafx.application.Application;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;

import atlantafx.base.theme.PrimerLight;

import dev.lockstep.client.Identity;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedNumber;

/** A counter that is the same in every window. Start a hub, then this as often as you like. */
public final class GlobalCounter extends Application {

    private final Lockstep lockstep = Lockstep.connect("ws://localhost:7171/live", Identity.named("Ada"));

    @Override
    public void start(Stage stage) {
        setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        SharedNumber count = lockstep.room("lobby").number("count", 0);

        Label label = new Label();
        label.textProperty().bind(count.asString("Count = %.0f"));
        Button plus = new Button("+1");
        plus.setOnAction(clicked -> count.add(1));

        HBox box = new HBox(16, label, plus);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setPadding(new Insets(24));
        stage.setScene(new Scene(box, 280, 80));
        stage.setTitle("Global counter");
        stage.show();
    }

    @Override
    public void stop() {
        lockstep.close();
    }
}
