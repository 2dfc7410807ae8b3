package dev.lockstep.desktop.chat;

import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.stage.Popup;

/** All emoji that can be drawn, to pick one. */
final class EmojiPicker {

    private static final double WIDTH = 348;
    private static final double HEIGHT = 220;

    private EmojiPicker() {}

    /** @param picked gets it as it is written */
    static void show(Node beside, Consumer<String> picked) {
        Popup popup = new Popup();
        popup.setAutoHide(true);
        FlowPane pane = new FlowPane();
        pane.setId("emoji-picker");
        pane.getStyleClass().add("emoji-picker");
        pane.setPrefWrapLength(WIDTH);
        for (Emoji emoji : Emoji.ALL) {
            Button button = new Button(null, emoji.node());
            button.getStyleClass().addAll("flat", "emoji-button");
            button.setAccessibleText(emoji.names().get(0));
            button.setTooltip(new Tooltip(":" + emoji.names().get(0) + ":"));
            button.setOnAction(clicked -> {
                popup.hide();
                picked.accept(emoji.text());
            });
            pane.getChildren().add(button);
        }
        popup.getContent().add(pane);
        Bounds bounds = beside.localToScreen(beside.getBoundsInLocal());
        popup.show(beside, bounds.getMinX(), Math.max(0, bounds.getMinY() - HEIGHT));
    }
}
