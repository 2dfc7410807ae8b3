package dev.lockstep.desktop.view;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.Toggle;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

/**
 * Makes a bar of buttons one stop of the Tab key: the arrows go along it, Escape goes back to what the bar belongs to. A mouse
 * leaves the focus where it is, so that keys stay with the content and typing goes on.
 */
public final class TabStops {

    private static final PseudoClass FOCUS_VISIBLE = PseudoClass.getPseudoClass("focus-visible");

    private final Parent bar;
    private final Node home;
    private @Nullable Node stop;

    private TabStops(Parent bar, Node home) {
        this.bar = bar;
        this.home = home;
    }

    /** @param home gets the focus by Escape */
    public static void make(Parent bar, Node home) {
        TabStops stops = new TabStops(bar, home);
        ChangeListener<Node> focus = (property, before, now) -> stops.refresh(now);
        bar.sceneProperty().addListener((property, before, now) -> {
            if (before != null) {
                before.focusOwnerProperty().removeListener(focus);
            }
            if (now != null) {
                now.focusOwnerProperty().addListener(focus);
                stops.refresh(now.getFocusOwner());
            }
        });
        bar.addEventFilter(KeyEvent.KEY_PRESSED, stops::key);
        bar.addEventFilter(
                MouseEvent.MOUSE_PRESSED, pressed -> stops.controls().forEach(each -> each.setFocusTraversable(false)));
        bar.addEventFilter(MouseEvent.MOUSE_RELEASED, released -> {
            Scene scene = bar.getScene();
            stops.refresh(scene == null ? null : scene.getFocusOwner());
        });
    }

    /** The Tab key leaves {@code area}, where nobody wants to type one, if nothing else has taken it before. */
    public static void leave(TextArea area) {
        area.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            boolean plain = !key.isShortcutDown() && !key.isAltDown();
            if (key.getCode() == KeyCode.TAB && plain && !key.isConsumed()) {
                key.consume();
                area.fireEvent(
                        new KeyEvent( // by which JavaFX leaves a text area
                                KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, key.isShiftDown(), true, false, false));
            }
        });
    }

    /** Those that can be used now, as they stand. */
    private List<Node> controls() {
        List<Node> found = new ArrayList<>();
        collect(bar, found);
        return found;
    }

    private static void collect(Parent parent, List<Node> found) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            boolean usable = child.isVisible() && !child.isDisabled();
            if (usable && (child instanceof ButtonBase || child instanceof Slider)) {
                found.add(child);
            } else if (usable && child instanceof Parent inner) {
                collect(inner, found);
            }
        }
    }

    private void refresh(@Nullable Node focused) {
        List<Node> controls = controls();
        if (focused != null && controls.contains(focused)) {
            stop = focused;
        } else {
            stop = reachable(controls.contains(stop) || controls.isEmpty() ? stop : controls.get(0), controls);
        }
        controls.forEach(each -> each.setFocusTraversable(each.equals(stop)));
    }

    /** Of toggles that belong together, JavaFX lets the Tab key reach the selected one alone. */
    private static @Nullable Node reachable(@Nullable Node node, List<Node> controls) {
        return node instanceof Toggle toggle
                        && toggle.getToggleGroup() != null
                        && toggle.getToggleGroup().getSelectedToggle() instanceof Node selected
                        && controls.contains(selected)
                ? selected
                : node;
    }

    private void key(KeyEvent key) {
        if (key.isShortcutDown() || key.isAltDown()) {
            return;
        } else if (key.getCode() == KeyCode.ESCAPE) {
            home.requestFocus();
            key.consume();
            return;
        }
        List<Node> controls = controls();
        int at = key.getTarget() instanceof Node focused ? controls.indexOf(focused) : -1;
        int next = at < 0 ? -1 : next(key.getCode(), at, controls.size(), controls.get(at) instanceof Slider);
        if (next >= 0) {
            Node reached = controls.get(next);
            reached.requestFocus();
            showFocus(reached);
            key.consume();
        }
    }

    /** Draws the ring of the focus, which JavaFX does after the Tab key alone, until the focus is elsewhere. */
    private static void showFocus(Node node) {
        node.pseudoClassStateChanged(FOCUS_VISIBLE, true);
        node.focusedProperty().addListener(new InvalidationListener() {
            @Override
            public void invalidated(Observable focused) {
                if (!node.isFocused()) {
                    node.focusedProperty().removeListener(this);
                    node.pseudoClassStateChanged(FOCUS_VISIBLE, false);
                }
            }
        });
    }

    /** Where {@code code} leads; less than 0 where it leads nowhere. */
    private static int next(KeyCode code, int at, int count, boolean slider) {
        return switch (code) {
            case LEFT -> slider ? -1 : Math.max(0, at - 1);
            case RIGHT -> slider ? -1 : Math.min(count - 1, at + 1);
            case UP -> Math.max(0, at - 1);
            case DOWN -> Math.min(count - 1, at + 1);
            case HOME -> 0;
            case END -> count - 1;
            default -> -1;
        };
    }
}
