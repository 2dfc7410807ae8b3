package dev.lockstep.desktop.panel;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** Somebody asks for a lock that is held here: what they ask for, and both answers. */
final class LockRequestBar extends HBox {

    private static final Duration LOOK_EVERY = Duration.seconds(1);

    LockRequestBar(LockRequests asks) {
        super(10);
        setId("panel-ask");
        getStyleClass().addAll(PanelStyles.LOCK_BAR, "panel-ask");
        setAlignment(Pos.CENTER_LEFT);
        Label words = new Label();
        words.setId("panel-ask-words");
        words.setMinWidth(0);
        words.setWrapText(true);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button letGo = button("Let go", "panel-ask-let-go");
        letGo.setOnAction(clicked -> asks.answer(true));
        Button keep = button("Keep", "panel-ask-keep");
        keep.setOnAction(clicked -> asks.answer(false));
        getChildren().addAll(words, gap, letGo, keep);
        setVisible(false);
        managedProperty().bind(visibleProperty());
        PauseTransition look = new PauseTransition(LOOK_EVERY); // it may be over without an answer
        look.setOnFinished(waited -> {
            asks.forgetWhatIsOver();
            if (asks.currentProperty().get() != null) {
                look.playFromStart();
            }
        });
        asks.currentProperty().addListener((property, before, now) -> {
            setVisible(now != null);
            if (now != null) {
                words.setText(now.name() + " asks for " + now.what());
                look.playFromStart();
            }
        });
    }

    private static Button button(String text, String id) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
