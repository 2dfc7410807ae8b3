package dev.lockstep.desktop.panel;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Says that a lock was taken from this person, and by whom, until they know. */
final class LockTakenBar extends HBox {

    LockTakenBar(LockRequests asks) {
        super(10);
        setId("panel-news");
        getStyleClass().addAll(PanelStyles.LOCK_BAR, "panel-news");
        setAlignment(Pos.CENTER_LEFT);
        Label words = new Label();
        words.setId("panel-news-words");
        words.setWrapText(true);
        words.textProperty().bind(asks.newsProperty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button known = new Button("OK");
        known.setId("panel-news-known");
        known.setMinWidth(Region.USE_PREF_SIZE);
        known.setOnAction(clicked -> asks.forgetNews());
        getChildren().addAll(words, gap, known);
        visibleProperty().bind(asks.newsProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
