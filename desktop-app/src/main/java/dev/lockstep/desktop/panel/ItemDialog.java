package dev.lockstep.desktop.panel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.view.DialogFocus;
import dev.lockstep.desktop.view.DialogSize;
import dev.lockstep.desktop.view.Styles;

/** Asks what is to be put on the panel, or what is to be different about something that is there. */
final class ItemDialog extends Dialog<ButtonType> {

    private static final double WIDTH = 360;

    private final PanelItems items;
    private final PanelItem.Kind kind;
    private final @Nullable PanelItem edited;
    private final TextField name = new TextField();
    private final TextField min = new TextField();
    private final TextField max = new TextField();
    private final TextField options = new TextField();
    private final Label problem = new Label();
    private String optionsBefore = "";

    /** Adds something of this kind. */
    static ItemDialog adding(Window owner, PanelItems items, PanelItem.Kind kind) {
        ItemDialog dialog = new ItemDialog(owner, items, kind, null);
        dialog.setTitle("Add a " + kind.title().toLowerCase(Locale.ROOT));
        dialog.setHeaderText("Its value is " + kind.value() + ", the same for all in this room.");
        return dialog;
    }

    /** Changes {@code item}. */
    static ItemDialog editing(Window owner, PanelItems items, PanelItem item) {
        ItemDialog dialog = new ItemDialog(owner, items, item.kind(), item);
        dialog.setTitle("Edit " + item.name());
        dialog.setHeaderText("What you change here changes for all in this room.");
        return dialog;
    }

    private ItemDialog(Window owner, PanelItems items, PanelItem.Kind kind, @Nullable PanelItem edited) {
        this.items = items;
        this.kind = kind;
        this.edited = edited;
        ButtonType ok = new ButtonType(edited == null ? "Add" : "Save", ButtonBar.ButtonData.OK_DONE);
        initOwner(owner);
        getDialogPane().getButtonTypes().addAll(ok, ButtonType.CANCEL);
        getDialogPane().getStylesheets().add(Styles.sheet());
        getDialogPane().setContent(form());
        Node done = getDialogPane().lookupButton(ok);
        done.setId("add-ok");
        done.addEventFilter(ActionEvent.ACTION, pressed -> {
            if (!isTaken()) {
                pressed.consume();
            }
        });
        DialogFocus.in(this, name);
    }

    private VBox form() {
        name.setId("add-name");
        name.setPromptText("Name");
        name.setAccessibleText("Name");
        VBox form = new VBox(10, name);
        form.setPrefWidth(WIDTH);
        if (edited != null) {
            name.setText(edited.name());
        }
        min.setText(Numbers.words(edited == null ? 0 : edited.min()));
        max.setText(Numbers.words(edited == null ? PanelItem.SLIDER_MAX : edited.max()));
        if (kind == PanelItem.Kind.SLIDER) {
            min.setId("add-min");
            min.setAccessibleText("Beginning");
            max.setId("add-max");
            max.setAccessibleText("End");
            HBox.setHgrow(min, Priority.ALWAYS);
            HBox.setHgrow(max, Priority.ALWAYS);
            HBox range = new HBox(8, word("From"), min, word("to"), max);
            range.setAlignment(Pos.CENTER_LEFT);
            form.getChildren().add(range);
        } else if (kind == PanelItem.Kind.CHOICE) {
            options.setId("add-options");
            options.setPromptText("Options, separated by commas");
            options.setAccessibleText("Options, separated by commas or, where one has a comma in it, by semicolons");
            optionsBefore = edited == null ? "" : joined(edited.options());
            options.setText(optionsBefore);
            form.getChildren().add(options);
        }
        problem.setId("add-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.setMinHeight(Label.USE_PREF_SIZE);
        form.getChildren().add(problem);
        return form;
    }

    private static Label word(String text) {
        Label word = new Label(text);
        word.setMinWidth(Label.USE_PREF_SIZE); // or the fields beside it leave it no room
        return word;
    }

    private boolean isTaken() {
        List<String> chosen = edited != null && options.getText().equals(optionsBefore)
                ? edited.options() // one may have signs in it that are between others
                : separate(options.getText());
        String wrong = problemWith(min);
        if (wrong.isEmpty()) {
            wrong = problemWith(max);
        }
        if (wrong.isEmpty()) {
            wrong = PanelItems.problemWith(kind, name.getText(), number(min), number(max), chosen);
        }
        problem.setText(wrong);
        if (!wrong.isEmpty()) {
            DialogSize.grow(this);
            return false;
        } else if (edited == null) {
            items.add(kind, name.getText(), number(min), number(max), chosen);
        } else {
            items.edit(edited, name.getText(), number(min), number(max), chosen);
        }
        return true;
    }

    /** {@code a, b; c} are two options: a semicolon lets the others have commas. */
    private static List<String> separate(String typed) {
        return Arrays.stream(typed.split(typed.contains(";") ? ";" : ",", -1))
                .map(String::strip)
                .filter(option -> !option.isEmpty())
                .distinct()
                .toList();
    }

    private static String joined(List<String> options) {
        return String.join(options.stream().anyMatch(option -> option.contains(",")) ? "; " : ", ", options);
    }

    /** What is wrong with a typed end of a slider, for people; empty where nothing is. */
    private static String problemWith(TextField typed) {
        TypedNumber read = TypedNumber.read(typed.getText(), Numbers.signs());
        if (read instanceof TypedNumber.Either either) {
            return "“" + typed.getText().strip() + "” can be two numbers. " + either.question(Numbers.signs())
                    + " Type one of them.";
        }
        return read instanceof TypedNumber.Unreadable unreadable ? unreadable.problem() : "";
    }

    private static double number(TextField typed) {
        return TypedNumber.read(typed.getText(), Numbers.signs()) instanceof TypedNumber.Known known
                ? known.number().value()
                : 0;
    }
}
