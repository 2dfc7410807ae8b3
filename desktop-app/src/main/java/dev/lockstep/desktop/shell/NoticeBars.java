package dev.lockstep.desktop.shell;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The {@link Notices}, one below the other, each with what can be done about it. */
final class NoticeBars extends VBox {

    /** Of the width; where buttons need more, they stand one below the other. */
    private static final double BUTTONS_SHARE = 0.4;

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
        FlowPane buttons = new FlowPane(8, 8);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        for (Notice.Choice choice : notice.choices()) {
            buttons.getChildren().add(button(choice.label(), notice, choice.done()));
        }
        buttons.getChildren().add(button("Dismiss", notice, () -> {}));
        HBox bar = new HBox(12, text, buttons);
        buttons.prefWrapLengthProperty().bind(bar.widthProperty().multiply(BUTTONS_SHARE));
        bar.setId("notice-" + notice.id());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll(ShellStyles.BANNER, "notice");
        return bar;
    }

    private Button button(String label, Notice notice, Runnable done) {
        Button button = new Button(label);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(clicked -> {
            notices.remove(notice.id());
            done.run();
        });
        return button;
    }
}
