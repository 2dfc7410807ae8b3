package dev.lockstep.desktop.shell;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The {@link Notices}, one below the other, each with what can be done about it. */
final class NoticeBars extends VBox {

    /** Of the width; where buttons need more, they stand one below the other. */
    private static final double BUTTONS_SHARE = 0.4;

    /** With so many choices, they stand below the text. */
    private static final int BELOW_FROM = 3;

    private final Notices notices;
    private final ListChangeListener<Notice> changed = change -> show();

    NoticeBars(Notices notices) {
        this.notices = notices;
        setId("notices");
        notices.all().addListener(changed);
        show();
    }

    void close() {
        notices.all().removeListener(changed);
    }

    private void show() {
        getChildren().setAll(notices.all().stream().map(this::bar).toList());
    }

    private Node bar(Notice notice) {
        Label text = new Label(notice.text());
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE); // all of it, however narrow the window
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        boolean below = notice.choices().size() >= BELOW_FROM;
        FlowPane buttons = new FlowPane(8, 8);
        buttons.setAlignment(below ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT);
        for (Notice.Choice choice : notice.choices()) {
            buttons.getChildren().add(button(choice.label(), notice, choice.done()));
        }
        buttons.getChildren().add(button("Dismiss", notice, () -> {}));
        Pane bar = below ? new VBox(8, text, buttons) : beside(text, buttons);
        bar.setId("notice-" + notice.id());
        bar.getStyleClass().addAll(ShellStyles.BANNER, "notice");
        return bar;
    }

    private static HBox beside(Label text, FlowPane buttons) {
        HBox bar = new HBox(12, text, buttons);
        buttons.prefWrapLengthProperty().bind(bar.widthProperty().multiply(BUTTONS_SHARE));
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Button button(String label, Notice notice, Runnable done) {
        Button button = new Button(label);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(clicked -> {
            requestFocus(); // else it goes to any control when the button does, and the next key presses that
            notices.remove(notice.id());
            done.run();
        });
        return button;
    }
}
