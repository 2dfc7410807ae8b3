package dev.lockstep.desktop.board;

import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableNumberValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** What is to be said about the latest action, for a while. */
final class BoardNotice extends HBox {

    private static final Duration SHOWN = Duration.seconds(3);
    private static final Duration LETTER = Duration.millis(60); // a long one takes its time to be read
    private static final double WIDTH_MAX = 640;
    private static final double GAP = 16;

    /** @param width of the board */
    BoardNotice(BoardModel model, ObservableNumberValue width) {
        Label notice = new Label(); // in a row it is as wide as its text
        notice.setId("board-notice");
        notice.getStyleClass().add(BoardStyles.NOTICE);
        notice.setWrapText(true);
        notice.setMinHeight(Region.USE_PREF_SIZE); // nothing of it is cut off
        notice.maxWidthProperty().bind(Bindings.min(WIDTH_MAX, Bindings.subtract(width, 2 * GAP)));
        notice.textProperty().bind(model.noticeProperty());
        notice.setVisible(false);
        PauseTransition read = new PauseTransition(SHOWN);
        read.setOnFinished(over -> notice.setVisible(false));
        model.noticeProperty().addListener((property, before, now) -> {
            notice.setVisible(!now.isEmpty());
            read.setDuration(SHOWN.add(LETTER.multiply(now.length())));
            read.playFromStart();
        });
        setAlignment(Pos.BOTTOM_CENTER);
        setFillHeight(false);
        setMouseTransparent(true);
        getChildren().add(notice);
    }
}
