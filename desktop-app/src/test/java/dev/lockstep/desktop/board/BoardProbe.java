package dev.lockstep.desktop.board;

import javafx.stage.Stage;

/** What tests outside this package ask of a board. On the JavaFX thread. */
public final class BoardProbe {

    private BoardProbe() {}

    /** Whether all is painted; true where no board is shown. */
    public static boolean isSettled(Stage stage) {
        return !(stage.getScene().getRoot().lookup("#board") instanceof BoardView board) || board.isSettled();
    }

    /** How many shapes the board has. */
    public static int count(Stage stage) {
        return ((BoardView) stage.getScene().getRoot().lookup("#board"))
                .model()
                .index()
                .size();
    }

    public static void zoomTo(Stage stage, double scale) {
        ((BoardView) stage.getScene().getRoot().lookup("#board")).zoomTo(scale);
    }
}
