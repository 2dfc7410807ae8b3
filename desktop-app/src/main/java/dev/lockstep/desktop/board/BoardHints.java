package dev.lockstep.desktop.board;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import dev.lockstep.desktop.shell.Styles;

/** What an empty board says. */
final class BoardHints extends VBox {

    BoardHints() {
        setId("board-hints");
        setAlignment(Pos.CENTER);
        setMouseTransparent(true);
        getStyleClass().add(Styles.BOARD_HINTS);
        Label title = new Label("An empty board for everyone in this room");
        title.getStyleClass().add(Styles.CARD_TITLE);
        getChildren().add(title);
        for (String hint : new String[] {
            "Draw with the pen  ·  P, or choose a tool above",
            "Pan with the wheel or Space, zoom with Ctrl and the wheel",
            "Press ? for all keys, Ctrl+K for everything that can be done"
        }) {
            Label label = new Label(hint);
            label.setWrapText(true);
            label.setTextAlignment(TextAlignment.CENTER);
            label.getStyleClass().add(Styles.VIEW_HINT);
            getChildren().add(label);
        }
    }
}
