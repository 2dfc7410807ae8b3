package dev.lockstep.desktop.shell;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Styles;

/** Says how many changes were refused, and why the latest was; shows which and why. There is nothing to see while none was. */
final class RefusalsButton extends Button {

    private static final double LIST_WIDTH = 340;
    private static final double LIST_HEIGHT = 180;

    /** So much of the latest reason stands on the button; the list has all of it. */
    private static final int WHY_CHARS_MAX = 80;

    private final RefusalsModel model;

    RefusalsButton(RefusalsModel model) {
        super("", new FontIcon(MaterialDesignA.ALERT_CIRCLE_OUTLINE));
        this.model = model;
        setId("refused");
        getStyleClass().addAll(ShellStyles.REFUSALS, "flat");
        setMaxWidth(Double.MAX_VALUE);
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        textProperty().bind(Bindings.createStringBinding(this::words, model.refusals()));
        accessibleTextProperty().bind(textProperty().concat("; show which and why"));
        visibleProperty().bind(Bindings.isNotEmpty(model.refusals()));
        managedProperty().bind(visibleProperty());
        setOnAction(clicked -> showList());
    }

    private String words() {
        int count = model.refusals().size();
        if (count == 0) {
            return "";
        }
        String words = count == 1 ? "1 change was refused" : count + " changes were refused";
        return words + ": " + DisplayText.line(model.refusals().get(0).why(), WHY_CHARS_MAX);
    }

    private void showList() {
        ListView<RefusalsModel.Refusal> list = new ListView<>(model.refusals());
        list.setId("refused-list");
        list.setAccessibleText("Refused changes");
        list.setCellFactory(view -> new RefusalCell());
        list.setPrefSize(LIST_WIDTH, LIST_HEIGHT);
        Label title = new Label("Refused, and taken back");
        title.getStyleClass().add(Styles.CARD_TITLE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button clear = new Button("Clear");
        clear.setId("refused-clear");
        HBox head = new HBox(8, title, gap, clear);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox content = new VBox(8, head, list);
        Popover popover = new Popover(PopOver.ArrowLocation.LEFT_TOP);
        clear.setOnAction(clicked -> {
            popover.hide();
            model.clear();
        });
        popover.show(content, this);
    }

    private static final class RefusalCell extends ListCell<RefusalsModel.Refusal> {

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM);

        private final Label why = new Label();
        private final Label what = new Label();
        private final VBox box = new VBox(2, why, what);

        RefusalCell() {
            why.setWrapText(true);
            why.setMaxWidth(LIST_WIDTH - 40);
            what.getStyleClass().add(Styles.CARD_HINT);
        }

        @Override
        protected void updateItem(RefusalsModel.@Nullable Refusal refusal, boolean empty) {
            super.updateItem(refusal, empty);
            setGraphic(empty ? null : box);
            if (refusal != null && !empty) {
                why.setText(refusal.why());
                String where = refusal.what().isEmpty() ? refusal.room() : refusal.room() + " · " + refusal.what();
                what.setText(where + " · " + TIME.format(refusal.at()));
            }
        }
    }
}
