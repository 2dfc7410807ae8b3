package dev.lockstep.desktop.view;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** Keeps what a dialog says in sight. On the JavaFX thread. */
public final class DialogSize {

    /** What a window manager puts around a window, where it doesn't say. */
    private static final double FRAME = 32;

    private DialogSize() {}

    /** Makes the dialog as high as what is in it now, if it is less; to be called when more was put in while it is shown. */
    public static void grow(Dialog<?> dialog) {
        DialogPane pane = dialog.getDialogPane();
        Window window = pane.getScene().getWindow();
        pane.applyCss();
        double missing = pane.prefHeight(pane.getWidth()) - pane.getHeight();
        if (window != null && window.isShowing() && missing > 0) {
            window.setHeight(Math.min(window.getHeight() + Math.ceil(missing), heightMax(screenOf(window))));
        }
    }

    /** Keeps each dialog that opens from now on within its screen: on a small one its buttons would be below the edge. */
    public static void keepOnScreen(ObservableList<Window> windows) {
        windows.addListener((ListChangeListener<Window>) change -> {
            while (change.next()) {
                for (Window window : change.getAddedSubList()) {
                    if (window instanceof Stage stage && stage.getOwner() != null) {
                        keepOnScreen(stage, screenOf(stage.getOwner()));
                    }
                }
            }
        });
    }

    private static void keepOnScreen(Stage dialog, Rectangle2D screen) {
        dialog.setMaxWidth(screen.getWidth());
        dialog.setMaxHeight(heightMax(screen));
        dialog.addEventHandler(WindowEvent.WINDOW_SHOWN, shown -> place(dialog, screen));
    }

    private static void place(Stage dialog, Rectangle2D screen) {
        double height = Math.min(dialog.getHeight(), heightMax(screen));
        if (dialog.getHeight() > height) {
            dialog.setHeight(height);
        }
        double right = screen.getMaxX() - dialog.getWidth();
        double low = screen.getMaxY() - height;
        double x = Math.max(screen.getMinX(), Math.min(dialog.getX(), right));
        double y = Math.max(screen.getMinY(), Math.min(dialog.getY(), low));
        if (x != dialog.getX() || y != dialog.getY()) {
            dialog.setX(x);
            dialog.setY(y);
        }
    }

    private static double heightMax(Rectangle2D screen) {
        return screen.getHeight() - FRAME;
    }

    /** What windows may use of the screen that most of {@code window} is on. */
    public static Rectangle2D screenOf(Window window) {
        double right = window.getX() + window.getWidth();
        double low = window.getY() + window.getHeight();
        Screen most = Screen.getPrimary();
        double area = 0;
        for (Screen screen : Screen.getScreens()) {
            Rectangle2D bounds = screen.getBounds();
            double width = Math.min(right, bounds.getMaxX()) - Math.max(window.getX(), bounds.getMinX());
            double height = Math.min(low, bounds.getMaxY()) - Math.max(window.getY(), bounds.getMinY());
            if (width > 0 && height > 0 && width * height > area) {
                most = screen;
                area = width * height;
            }
        }
        return most.getVisualBounds();
    }
}
