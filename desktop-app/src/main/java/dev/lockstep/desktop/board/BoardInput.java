package dev.lockstep.desktop.board;

import java.util.concurrent.TimeUnit;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

/** What pointer, wheel and keys do on a board: the gestures of its tools, the way to other parts of it, and its actions. */
final class BoardInput {

    private static final double WHEEL_ZOOM = 1.0015;
    private static final double STEP = 60;
    private static final double NUDGE = 1;
    private static final double NUDGE_FAR = 10;

    /** A click so soon after the window got the keyboard was made to give it that. */
    private static final long RETURN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final BoardView view;
    private final BoardModel model;
    private final Toolbox toolbox;
    private final BoardActions actions;
    private final TextEditor textEditor;
    private final StrayKeys strayKeys = new StrayKeys();
    private @Nullable Gesture gesture;
    private boolean panning;
    private double pannedX; // where the pointer was last, also where it has left the view
    private double pannedY;
    private boolean spaceHeld;
    private @Nullable Long returnedNanos; // when the window got the keyboard
    private double x = Double.NaN;
    private double y = Double.NaN;

    BoardInput(BoardView view, Toolbox toolbox, BoardActions actions, TextEditor textEditor) {
        this.view = view;
        this.model = view.model();
        this.toolbox = toolbox;
        this.actions = actions;
        this.textEditor = textEditor;
        view.addEventFilter(MouseEvent.MOUSE_PRESSED, press -> endNudge());
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        view.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        view.addEventHandler(MouseEvent.MOUSE_EXITED, left -> pointTo(Double.NaN, Double.NaN));
        view.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        view.addEventHandler(ZoomEvent.ZOOM, zoom -> {
            view.zoom(zoom.getZoomFactor(), zoom.getX(), zoom.getY());
            zoom.consume();
        });
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        view.addEventHandler(KeyEvent.KEY_RELEASED, this::keyReleased);
        view.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                endNudge();
                letGoOfSpace(); // which may be let go where nobody hears of it
            }
        });
        view.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::focusedProperty)
                .addListener(
                        (property, before, now) -> returnedNanos = Boolean.TRUE.equals(now) ? System.nanoTime() : null);
        toolbox.toolProperty().addListener((property, before, now) -> showCursor());
        showCursor();
    }

    /** What is under way. */
    @Nullable
    Gesture gesture() {
        return gesture;
    }

    /** Whether the pointer is over the board. */
    boolean isHere() {
        return !Double.isNaN(x);
    }

    /** Where the pointer is in the view, in units of layout; not a number where it is elsewhere. */
    double x() {
        return x;
    }

    /** See {@link #x}. */
    double y() {
        return y;
    }

    /** Ends a run of arrow keys where its last one is long ago; to be called with each frame. */
    void passTime(long nanos) {
        if (gesture instanceof Nudge nudge && nudge.isRunOver(nanos)) {
            endNudge();
        }
    }

    /** Keeps what arrow keys have moved: whatever is done next comes after it. */
    void endNudge() {
        if (gesture instanceof Nudge nudge) {
            gesture = null;
            nudge.end();
            view.invalidate();
        }
    }

    private void nudge(double right, double down) {
        Nudge running = gesture instanceof Nudge known && !known.isOver() ? known : toolbox.nudge();
        if (running != null) {
            gesture = running;
            running.by(right, down, System.nanoTime());
            view.invalidate();
        }
    }

    void cancelGesture() {
        endNudge();
        Gesture cancelled = gesture;
        gesture = null;
        if (cancelled != null) {
            cancelled.cancel();
            view.invalidate();
        }
    }

    /** The text editor is gone, and it was not who types there that ended it. */
    void editorTakenAway() {
        strayKeys.editorTakenAway(System.nanoTime());
    }

    // ---- the pointer

    private Pointer pointer(MouseEvent event) {
        Viewport seen = view.viewport();
        return new Pointer(
                seen.toBoardX(event.getX()),
                seen.toBoardY(event.getY()),
                seen.scale(),
                event.isShiftDown(),
                event.isAltDown(),
                System.nanoTime());
    }

    private void pointTo(double newX, double newY) {
        x = newX;
        y = newY;
        view.showToOthers();
    }

    /** Who clicks to come back from another window goes on typing. */
    private boolean onlyReturns() {
        Long returned = returnedNanos;
        return textEditor.isOpen() && returned != null && System.nanoTime() - returned < RETURN_NANOS;
    }

    private void pressed(MouseEvent event) {
        if (onlyReturns()) {
            event.consume();
            return;
        }
        strayKeys.over();
        view.requestFocus();
        textEditor.finish();
        boolean pan = gesture == null
                && (event.getButton() == MouseButton.MIDDLE
                        || event.getButton() == MouseButton.SECONDARY
                        || spaceHeld
                        || toolbox.toolProperty().get() == Tool.HAND);
        if (pan) {
            panning = true;
            pannedX = event.getX();
            pannedY = event.getY();
            view.setCursor(Cursor.CLOSED_HAND);
        } else if (event.getButton() == MouseButton.PRIMARY && gesture == null) {
            if (event.getClickCount() == 2 && toolbox.toolProperty().get() == Tool.SELECT) {
                toolbox.pressTwice(pointer(event));
            } else {
                gesture = toolbox.press(pointer(event));
            }
            view.invalidate();
        }
        event.consume();
    }

    private void dragged(MouseEvent event) {
        if (panning) {
            view.pan(event.getX() - pannedX, event.getY() - pannedY);
            pannedX = event.getX();
            pannedY = event.getY();
        } else if (gesture != null) {
            gesture.move(pointer(event));
            view.invalidate();
        }
        pointTo(event.getX(), event.getY());
        event.consume();
    }

    private void released(MouseEvent event) {
        Gesture ended = gesture;
        if (panning) {
            panning = false;
            showCursor();
        } else if (ended != null && event.getButton() == MouseButton.PRIMARY) {
            gesture = null;
            ended.end(pointer(event));
            view.invalidate();
        }
        event.consume();
    }

    private void moved(MouseEvent event) {
        pointTo(event.getX(), event.getY());
        if (toolbox.toolProperty().get() == Tool.SELECT && !spaceHeld) {
            Handle handle = toolbox.handleAt(pointer(event));
            view.setCursor(handle == null ? Cursor.DEFAULT : LiveLayer.cursor(handle.role()));
        }
    }

    private void scrolled(ScrollEvent event) {
        if (event.isShortcutDown()) {
            view.zoom(Math.pow(WHEEL_ZOOM, event.getDeltaY()), event.getX(), event.getY());
        } else if (event.getDeltaX() != 0 || event.getDeltaY() != 0) {
            view.pan(event.getDeltaX(), event.getDeltaY());
        }
        event.consume();
    }

    private void showCursor() {
        view.setCursor(
                switch (toolbox.toolProperty().get()) {
                    case SELECT -> Cursor.DEFAULT;
                    case HAND -> Cursor.OPEN_HAND;
                    case TEXT -> Cursor.TEXT;
                    default -> Cursor.CROSSHAIR;
                });
    }

    // ---- the keyboard

    private void keyPressed(KeyEvent event) {
        if (event.getTarget() != view || view.hasOverlay()) {
            return; // it is typed somewhere
        }
        KeyCode code = event.getCode();
        boolean typing = !code.isModifierKey() && !event.isShortcutDown() && code != KeyCode.ESCAPE;
        if (typing && strayKeys.isStray(System.nanoTime())) {
            event.consume();
            return;
        }
        if (code == KeyCode.SPACE) {
            spaceHeld = true;
            view.setCursor(Cursor.OPEN_HAND);
            event.consume();
        } else if (code == KeyCode.ESCAPE) {
            escape();
            event.consume();
        } else if (code.isArrowKey() && !event.isShortcutDown()) {
            arrow(code, event.isShiftDown());
            event.consume();
        } else if (!code.isModifierKey()) {
            endNudge();
            if (gesture == null && actions.run(event)) {
                event.consume();
            }
        }
    }

    private void keyReleased(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE) {
            letGoOfSpace();
        }
    }

    private void letGoOfSpace() {
        spaceHeld = false;
        showCursor();
    }

    private void escape() {
        endNudge();
        strayKeys.over();
        view.follow("");
        if (gesture != null) {
            cancelGesture();
        } else if (model.selection().isEmpty()) {
            toolbox.toolProperty().set(model.mayEdit().get() ? Tool.SELECT : Tool.HAND);
        } else {
            model.selectNone();
        }
    }

    /** Moves what is selected, else the view. */
    private void arrow(KeyCode code, boolean far) {
        double right = switch (code) {
            case LEFT, KP_LEFT -> -1;
            case RIGHT, KP_RIGHT -> 1;
            default -> 0;
        };
        double down = switch (code) {
            case UP, KP_UP -> -1;
            case DOWN, KP_DOWN -> 1;
            default -> 0;
        };
        if (gesture != null && !(gesture instanceof Nudge)) {
            return; // something is dragged
        }
        if (model.selection().isEmpty()) {
            double step = far ? view.getHeight() / 2 : STEP;
            view.pan(-right * step, -down * step);
        } else {
            double step = far ? NUDGE_FAR : NUDGE;
            nudge(right * step, down * step);
        }
    }
}
