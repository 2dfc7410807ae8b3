package dev.lockstep.desktop.chat;

import javafx.event.ActionEvent;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Modality;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.view.Styles;

/** All of a long message, as it was written. Only the lines in view are laid out. */
final class FullTextDialog extends Dialog<ButtonType> {

    private static final ButtonType COPY = new ButtonType("Copy", ButtonBar.ButtonData.LEFT);
    private static final double WIDTH = 640;
    private static final double HEIGHT = 460;

    /** @param text of the message, as it was written */
    FullTextDialog(Window owner, String text) {
        initOwner(owner);
        initModality(Modality.NONE);
        setTitle("The whole message");
        setResizable(true);
        String whole = MessageDoc.whole(text);
        ListView<String> lines = new ListView<>();
        lines.setId("whole-text");
        lines.setAccessibleText("The whole message, line by line");
        lines.getStyleClass().add("whole-text");
        lines.setCellFactory(view -> new LineCell());
        lines.getItems().setAll(MessageDoc.lines(whole));
        lines.setPrefSize(WIDTH, HEIGHT);
        getDialogPane().setContent(lines);
        getDialogPane().getStylesheets().add(Styles.sheet());
        getDialogPane().getButtonTypes().addAll(COPY, ButtonType.CLOSE);
        getDialogPane().lookupButton(COPY).addEventFilter(ActionEvent.ACTION, pressed -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(whole);
            Clipboard.getSystemClipboard().setContent(content);
            pressed.consume();
        });
    }

    private static final class LineCell extends ListCell<String> {

        private final Label label = new Label();

        LineCell() {
            setPrefWidth(0); // as wide as the list
            label.setWrapText(true);
        }

        @Override
        protected void updateItem(@Nullable String line, boolean empty) {
            super.updateItem(line, empty);
            label.setText(line);
            setGraphic(empty || line == null ? null : label);
        }

        /** As high as the line, not as any row of a list. */
        @Override
        protected double computePrefHeight(double width) {
            if (getGraphic() == null) {
                return super.computePrefHeight(width);
            }
            double inner = width - snappedLeftInset() - snappedRightInset();
            return Math.ceil(label.prefHeight(inner)) + snappedTopInset() + snappedBottomInset();
        }
    }
}
