package dev.lockstep.examples;

import javafx.application.Application;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import atlantafx.base.theme.PrimerLight;

import dev.lockstep.client.Identity;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedNumber;

/** A slider that moves in every window. Start a hub, then this as often as you like. */
public final class GlobalSlider extends Application {

    private final Lockstep lockstep = Lockstep.connect("ws://localhost:7171/live", Identity.named("Ada"));

    @Override
    public void start(Stage stage) {
        setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        SharedNumber level = lockstep.room("lobby").number("level", 50);

        Slider slider = new Slider(0, 100, 50);
        slider.valueProperty().bindBidirectional(level);
        Label label = new Label();
        label.textProperty().bind(level.asString("Level = %.0f"));

        VBox box = new VBox(16, slider, label);
        box.setPadding(new Insets(24));
        stage.setScene(new Scene(box, 320, 110));
        stage.setTitle("Global slider");
        stage.show();
    }

    @Override
    public void stop() {
        lockstep.close();
    }
}
