package dev.lockstep.controls;

import java.util.function.UnaryOperator;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import dev.lockstep.client.Subscription;
import dev.lockstep.fx.SharedText;
import dev.lockstep.model.TextChange;

/**
 * A text field or area in which several people edit a {@link SharedText}. What is typed here is an edit of the text at its place; what others
 * edit is seen here, and caret, selection and scrolling stay at the text where they were. The keys for undo and redo take back what was
 * typed here, and nothing of others. While an input method composes a word, neither side sees the other's.
 *
 * <p>To be used on the JavaFX thread.
 */
public final class TextBinding implements Subscription {

    private final TextInputControl control;
    private final SharedText text;
    private final UnaryOperator<String> display;
    private final Subscription changes;
    private final ChangeListener<String> typing = (property, before, now) -> typed(now);
    private final EventHandler<KeyEvent> undoing = this::undo;
    private final EventHandler<InputMethodEvent> composing = this::compose;
    private final InvalidationListener reading = any -> updateEditable();
    private TextChange unseen; // what others did while a word is composed
    private String shown; // of the text as it was before that
    private boolean isShowing;
    private boolean isTyping;
    private boolean isComposing;

    private TextBinding(TextInputControl control, SharedText text, UnaryOperator<String> display) {
        this.control = control;
        this.text = text;
        this.display = display;
        this.unseen = TextChange.none(text.get().length());
        this.shown = "";
        this.changes = text.onChange((change, byOthers) -> changed(change));
        show(TextChange.none(0), 0);
        text.addListener(reading);
        control.textProperty().addListener(typing);
        control.addEventFilter(KeyEvent.KEY_PRESSED, undoing);
        control.addEventFilter(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, composing);
    }

    /**
     * Binds {@code control}, whose text and whether it is editable are this binding's from now on.
     *
     * @return ends it
     */
    public static TextBinding bind(TextInputControl control, SharedText text) {
        boolean isArea = control instanceof TextArea;
        return bind(control, text, all -> showable(all, isArea));
    }

    /**
     * As {@link #bind(TextInputControl, SharedText)}, for a control that doesn't show every text as it is.
     *
     * @param display what is shown of a text. Where that has another length, the control can't be edited, since what is not shown would be lost
     * @return ends it
     */
    public static TextBinding bind(TextInputControl control, SharedText text, UnaryOperator<String> display) {
        return new TextBinding(control, text, display);
    }

    /** Controls leave out some characters; a blank in place of each keeps all others at their places. */
    private static String showable(String text, boolean isArea) {
        StringBuilder showable = null;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean isControl = character < ' ' || character == '\u007f';
            boolean isShown = !isControl || (isArea && (character == '\n' || character == '\t'));
            if (!isShown) {
                showable = showable == null ? new StringBuilder(text) : showable;
                showable.setCharAt(i, ' ');
            }
        }
        return showable == null ? text : showable.toString();
    }

    // ---- what is typed here

    private void typed(String now) {
        if (isShowing || isComposing) {
            return;
        }
        TextChange others = unseen;
        String before = shown;
        if (control.isEditable() && text.isReadable() && before.length() == others.lengthBefore()) {
            isTyping = true;
            TextChange own = TextChange.between(before, now);
            text.edit(TextChange.rebase(others, own).second());
            isTyping = false;
        }
        TextChange news = TextChange.between(now, display.apply(text.get())); // of others, or what was refused
        unseen = TextChange.none(text.get().length());
        shown = now;
        if (!news.isNothing()) {
            show(news, now.length());
        }
    }

    private void compose(InputMethodEvent event) {
        isComposing = !event.getComposed().isEmpty();
    }

    private void undo(KeyEvent event) {
        boolean isUndo = event.getCode() == KeyCode.Z && !event.isShiftDown();
        boolean isRedo = event.getCode() == KeyCode.Y || (event.getCode() == KeyCode.Z && event.isShiftDown());
        if (event.isShortcutDown() && !event.isAltDown() && (isUndo || isRedo)) {
            event.consume();
            if (!control.isEditable()) {
                return;
            } else if (isUndo) {
                text.undo();
            } else {
                text.redo();
            }
        }
    }

    // ---- what is to be seen

    private void changed(TextChange change) {
        unseen = unseen.then(change);
        if (!isTyping && !isComposing) {
            show(unseen, control.getLength());
        }
    }

    private void updateEditable() {
        String all = text.get();
        control.setEditable(text.isReadable() && display.apply(all).length() == all.length());
    }

    /** @param change from what is shown, of this length, to what is to be; of another length, the caret goes to the end */
    private void show(TextChange change, int length) {
        String all = text.get();
        String next = display.apply(all);
        boolean isWhole = next.length() == all.length();
        int anchor = control.getAnchor();
        int caret = control.getCaretPosition();
        double scrolled = control instanceof TextArea area ? area.getScrollTop() : 0;
        isShowing = true;
        updateEditable();
        if (!next.equals(control.getText())) {
            control.setText(next);
            if (isWhole && change.lengthBefore() == length) {
                control.selectRange(change.map(anchor, anchor < caret), change.map(caret, caret < anchor));
            } else {
                control.end();
            }
            if (control instanceof TextArea area) {
                area.setScrollTop(scrolled);
            }
        }
        isShowing = false;
        shown = control.getText();
        unseen = TextChange.none(all.length());
    }

    /** Ends the binding: the control keeps its text, and is nobody's any more. */
    @Override
    public void close() {
        changes.close();
        text.removeListener(reading);
        control.textProperty().removeListener(typing);
        control.removeEventFilter(KeyEvent.KEY_PRESSED, undoing);
        control.removeEventFilter(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, composing);
    }
}
