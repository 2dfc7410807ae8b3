package dev.lockstep.desktop.keys;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.event.Event;
import javafx.event.EventDispatchChain;
import javafx.event.EventDispatcher;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

/**
 * Stands before all windows of the program, dialogs and menus included, so that every field, control and shortcut in them works
 * with every keyboard:
 *
 * <ul>
 *   <li>A pressed or released key has the code of its letter, also where the keyboard has other letters: Я is {@code Z}, as on
 *       the key, and the unshifted 1 of a French keyboard is {@code DIGIT1}. So Ctrl+C works in text fields, and a view may ask
 *       for {@code KeyCode.R}. The text of the event stays what is typed.
 *   <li>While an input method composes, its keys come to nobody: a field's {@code onAction}, a default button and a filter for
 *       Enter need no check of their own.
 * </ul>
 *
 * For plus, minus, digits, signs and anything with Ctrl or Alt use {@link Keys}, which knows the number pad and Shift too. On the
 * JavaFX thread.
 */
public final class Keyboard {

    private final KeyboardLayout layout;

    /** @param language of the user, ISO 639, such as that of {@code Locale.getDefault(Locale.Category.FORMAT)} */
    public Keyboard(String language) {
        layout = new KeyboardLayout(language);
    }

    /** Stands before {@code windows}, and before those that are added; such as {@link Window#getWindows()}. */
    public void guard(ObservableList<Window> windows) {
        windows.forEach(this::guard);
        windows.addListener((ListChangeListener<Window>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::guard);
            }
        });
    }

    private void guard(Window window) {
        EventDispatcher own = window.getEventDispatcher();
        if (!(own instanceof Guard)) {
            window.setEventDispatcher(new Guard(own));
            FirstFocus.watch(window);
        }
    }

    /** The same event with the code of the key that it means. */
    KeyEvent meant(KeyEvent event) {
        if (event.getEventType() == KeyEvent.KEY_TYPED) {
            return event;
        }
        KeyCode code = layout.code(event.getCode(), event.getText(), event.isAltDown() && !event.isControlDown());
        return code == event.getCode()
                ? event
                : new KeyEvent(
                        event.getSource(),
                        event.getTarget(),
                        event.getEventType(),
                        event.getCharacter(),
                        event.getText(),
                        code,
                        event.isShiftDown(),
                        event.isControlDown(),
                        event.isAltDown(),
                        event.isMetaDown());
    }

    private final class Guard implements EventDispatcher {

        private final EventDispatcher window;
        private final Composing composing = new Composing();

        Guard(EventDispatcher window) {
            this.window = window;
        }

        @Override
        public @Nullable Event dispatchEvent(Event event, EventDispatchChain tail) {
            if (event instanceof InputMethodEvent composed) {
                composing.inputMethod(composed);
            } else if (event instanceof KeyEvent key) {
                if (composing.takes(key)) {
                    key.consume();
                    return null;
                }
                return window.dispatchEvent(meant(key), tail);
            }
            return window.dispatchEvent(event, tail);
        }
    }
}
