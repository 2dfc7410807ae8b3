package bad.lockstep.desktop;

import javafx.application.Platform;
import javafx.scene.control.Label;

/** A sample that the architecture rules have to catch. */
final class RunsLater {
    void run() {
        Platform.runLater(() -> {});
        new Label().setStyle("-fx-text-fill: red");
        new Throwable().printStackTrace();
    }
}
