package dev.lockstep.desktop.keys;

import javafx.event.EventTarget;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

/**
 * Whether an input method is composing in a field, such as the kana of a Japanese word before it is confirmed. A key that comes
 * meanwhile belongs to the input method: Enter confirms the word, and must neither send the message nor close the dialog. Which
 * keys come at all depends on the input method and the operating system.
 *
 * <p>Needs no toolkit. One for each window.
 */
final class Composing {

    private @Nullable EventTarget field; // in which there is something composed

    void inputMethod(InputMethodEvent event) {
        field = event.getComposed().isEmpty() ? null : event.getTarget();
    }

    /** Whether {@code key} is for the input method, and for nothing else. */
    boolean takes(KeyEvent key) {
        if (field == null) {
            return false;
        } else if (!field.equals(key.getTarget())) {
            field = null; // the focus is elsewhere: what was composed there is over
            return false;
        } else if (key.getEventType() == KeyEvent.KEY_TYPED) {
            return !typesText(key);
        }
        return key.getEventType() == KeyEvent.KEY_PRESSED && !key.getCode().isModifierKey();
    }

    /** An input method that lets text pass has ended without a word, such as one that was stopped. */
    private boolean typesText(KeyEvent key) {
        String text = key.getCharacter();
        boolean types =
                !text.isEmpty() && text.codePointAt(0) >= ' ' && text.codePointAt(0) != KeyCode.DELETE.getCode();
        if (types) {
            field = null;
        }
        return types;
    }
}
