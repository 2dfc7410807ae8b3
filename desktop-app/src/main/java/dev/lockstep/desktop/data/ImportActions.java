package dev.lockstep.desktop.data;

import java.io.File;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;

import dev.lockstep.desktop.view.DropZone;

/** Brings tables in: from a file that is chosen or dropped, or from what is pasted; with a bar that says how far it is. */
final class ImportActions {

    private final DataModel model;
    private final Node view;
    private final Label progress = new Label();
    private final HBox progressBar;

    /** Wherever the keyboard is in the window: a field that takes what is pasted has it first. */
    private final EventHandler<KeyEvent> keys = this::key;

    /** @param view where files are dropped; what is pasted in its window is brought in while it is shown */
    ImportActions(DataModel model, Node view) {
        this.model = model;
        this.view = view;
        Button cancel = new Button("Cancel");
        cancel.setId("data-cancel");
        cancel.setOnAction(clicked -> model.cancelImport());
        progress.setId("data-progress");
        progressBar = new HBox(10, progress, cancel);
        progressBar.setAlignment(Pos.CENTER_LEFT);
        progressBar.managedProperty().bind(progressBar.visibleProperty());
        model.progressProperty().addListener(any -> showProgress());
        showProgress();
        DropZone.make(view, DropZone.FILES_OR_TEXT, this::dropped);
        view.sceneProperty().addListener((property, before, now) -> {
            if (before != null) {
                before.removeEventHandler(KeyEvent.KEY_PRESSED, keys);
            }
            if (now != null) {
                now.addEventHandler(KeyEvent.KEY_PRESSED, keys);
            }
        });
    }

    /** Visible while a table is brought in. */
    Node progressBar() {
        return progressBar;
    }

    private void showProgress() {
        String now = model.progressProperty().get();
        progress.setText("Bringing in a table: " + now);
        progressBar.setVisible(!now.isEmpty());
    }

    void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Import a table");
        chooser.getExtensionFilters()
                .setAll(
                        new FileChooser.ExtensionFilter("Tables", "*.csv", "*.tsv", "*.txt"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        File file = chooser.showOpenDialog(view.getScene().getWindow());
        if (file != null) {
            model.importFile(file.toPath());
        }
    }

    private void key(KeyEvent key) {
        boolean takes = model.draftProperty().get() == null; // else it is for a field of the draft
        if (takes && key.getCode() == KeyCode.V && key.isShortcutDown()) {
            Clipboard clipboard = Clipboard.getSystemClipboard();
            if (clipboard.hasFiles()) {
                model.importFile(clipboard.getFiles().get(0).toPath());
            } else if (clipboard.hasString()) {
                model.importText(clipboard.getString());
            }
            key.consume();
        }
    }

    private void dropped(Dragboard board, double x, double y) {
        if (board.hasFiles()) {
            model.importFile(board.getFiles().get(0).toPath());
        } else {
            model.importText(board.getString());
        }
    }
}
