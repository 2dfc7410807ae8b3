package dev.lockstep.desktop.board;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import dev.lockstep.desktop.view.Styles;

/** What an empty board says. */
final class BoardHints extends VBox {

    BoardHints() {
        setId("board-hints");
        setAlignment(Pos.CENTER);
        setMouseTransparent(true);
        getStyleClass().add(BoardStyles.HINTS);
        add("An empty board for everyone in this room", Styles.CARD_TITLE);
        add("Draw with the pen  ·  P, or choose a tool above", Styles.VIEW_HINT);
        add("Pan with the wheel or Space, zoom with Ctrl and the wheel", Styles.VIEW_HINT);
        add("Press ? for all keys, Ctrl+K for everything that can be done", Styles.VIEW_HINT);
    }

    private void add(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setTextAlignment(TextAlignment.CENTER);
        label.getStyleClass().add(style);
        getChildren().add(label);
    }
}
