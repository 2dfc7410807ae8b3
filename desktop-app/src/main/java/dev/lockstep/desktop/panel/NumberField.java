package dev.lockstep.desktop.panel;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.lockstep.desktop.view.Styles;
import dev.lockstep.model.Json;

/** Takes a number in the user's own digits, and asks where it may be two. */
final class NumberField extends VBox {

    private static final int COLUMNS = 8;

    private final TextField typed = new TextField();
    private final Button set = new Button("Set");
    private final HBox row = new HBox(8, typed, set);
    private final Label problem = new Label();
    private final FlowPane choices = new FlowPane(8, 8);
    private final Consumer<Json.Num> taken;

    /**
     * @param what what is set, for those who hear the window
     * @param taken gets the number
     */
    NumberField(String what, Consumer<Json.Num> taken) {
        super(8);
        this.taken = taken;
        typed.setId("typed");
        typed.setPromptText("Type a value");
        typed.setAccessibleText("New value of " + what);
        typed.setPrefColumnCount(COLUMNS);
        typed.setOnAction(entered -> take());
        typed.textProperty().addListener((property, before, now) -> say("")); // it was about another text
        HBox.setHgrow(typed, Priority.ALWAYS);
        set.setId("set");
        set.setAccessibleText("Set " + what);
        set.setMinWidth(Region.USE_PREF_SIZE);
        set.setOnAction(clicked -> take());
        problem.setId("problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        choices.managedProperty().bind(problem.managedProperty());
        getStyleClass().add("number-field");
        getChildren().addAll(row, problem, choices);
        say("");
    }

    /** Puts another control beside its own. */
    void addBeside(Node control) {
        row.getChildren().add(control);
    }

    void disableWhile(ObservableValue<Boolean> condition) {
        typed.disableProperty().bind(condition);
        set.disableProperty().bind(condition);
        choices.disableProperty().bind(condition);
    }

    /** The field is in a dialog, whose own buttons end it. */
    void hideButton() {
        row.getChildren().remove(set);
    }

    TextField field() {
        return typed;
    }

    /** Takes what was typed; false where that is no number yet, and says why. */
    boolean take() {
        TypedNumber read = TypedNumber.read(typed.getText(), Numbers.signs());
        if (read instanceof TypedNumber.Known known) {
            take(known.number());
            return true;
        } else if (read instanceof TypedNumber.Either either) {
            say(either.question(Numbers.signs()));
            choices.getChildren().setAll(choice(either.thousands(), "thousands"), choice(either.decimal(), "decimal"));
            choices.getChildren().get(0).requestFocus();
        } else if (read instanceof TypedNumber.Unreadable unreadable) {
            say(unreadable.problem());
        }
        return false;
    }

    private Button choice(Json.Num number, String id) {
        Button choice = new Button(Numbers.words(number));
        choice.setId("typed-" + id);
        choice.setOnAction(clicked -> {
            take(number);
            typed.requestFocus();
        });
        return choice;
    }

    private void take(Json.Num number) {
        typed.clear();
        say("");
        taken.accept(number);
    }

    private void say(String what) {
        problem.setText(what);
        choices.getChildren().clear();
    }
}
