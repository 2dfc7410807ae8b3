package dev.lockstep.desktop.files;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;

/** The dialogs of the system, and one of the program's own. */
final class FxSaveDialogs implements SaveDialogs {

    private static final int PATH_CHARS_MAX = 200;

    private final Supplier<Window> owner;
    private @Nullable File folder = new File(System.getProperty("user.home", "")); // then where the last file was saved

    FxSaveDialogs(Supplier<Window> owner) {
        this.owner = owner;
    }

    @Override
    public @Nullable File choose(FileKind kind, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(kind.title());
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind.plural(), "*" + kind.ending()));
        chooser.setInitialFileName(name);
        File chosen = show(chooser);
        if (chosen != null) {
            folder = chosen.getParentFile();
        }
        return chosen;
    }

    private @Nullable File show(FileChooser chooser) {
        try {
            chooser.setInitialDirectory(folder);
            return chooser.showSaveDialog(owner.get());
        } catch (IllegalArgumentException e) { // the folder is there no more
            chooser.setInitialDirectory(null);
            return chooser.showSaveDialog(owner.get());
        }
    }

    @Override
    public Answer mayReplace(Path file) {
        ButtonType replace = new ButtonType("Replace", ButtonBar.ButtonData.LEFT);
        ButtonType otherName = new ButtonType("Other name…", ButtonBar.ButtonData.OK_DONE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION);
        alert.initOwner(owner.get());
        alert.setTitle("Save");
        alert.setHeaderText("Replace " + DisplayText.line(String.valueOf(file.getFileName()), PATH_CHARS_MAX) + "?");
        alert.setContentText("A file with this name is already in "
                + DisplayText.line(String.valueOf(file.getParent()), PATH_CHARS_MAX)
                + ". What is in it will be lost.");
        alert.getButtonTypes().setAll(replace, otherName, ButtonType.CANCEL);
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE); // nothing of it is cut off
        alert.getDialogPane().lookupButton(replace).setId("save-replace");
        Button other = (Button) alert.getDialogPane().lookupButton(otherName);
        other.setId("save-other-name");
        ButtonType answer = alert.showAndWait().orElse(ButtonType.CANCEL);
        return answer == replace ? Answer.REPLACE : answer == otherName ? Answer.OTHER_NAME : Answer.NOT_AT_ALL;
    }
}
