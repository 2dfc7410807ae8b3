package dev.lockstep.controls;

import java.lang.ref.WeakReference;
import java.util.function.UnaryOperator;
import javafx.animation.AnimationTimer;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.lockstep.client.Subscription;
import dev.lockstep.fx.SharedText;
import dev.lockstep.model.TextChange;

/**
 * A text field or area in which several people edit a {@link SharedText}. What is typed here is an edit of the text at its place; what others
 * edit is seen here, and caret and selection stay at the text where they were. The keys for undo and redo take back what was
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
    private final WeakInvalidationListener weakReading = new WeakInvalidationListener(reading);
    private final InvalidationListener leaving = any -> endComposing();
    private TextChange unseen; // from what is shown to the text, in its places
    private String shown = "";
    private boolean isShowing;
    private boolean isTyping;
    private boolean isComposing;
    private boolean isPlanned;
    private boolean isClosed;

    private TextBinding(TextInputControl control, SharedText text, UnaryOperator<String> display) {
        this.control = control;
        this.text = text;
        this.display = display;
        this.unseen = TextChange.none(text.get().length());
        this.changes = listen(text, new WeakReference<>(this));
        show();
        text.addListener(weakReading);
        control.textProperty().addListener(typing);
        control.addEventFilter(KeyEvent.KEY_PRESSED, undoing);
        control.addEventFilter(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, composing);
        control.focusedProperty().addListener(leaving);
        control.disabledProperty().addListener(leaving);
    }

    /** The control refers to its binding, and the text to neither: a window that is gone is not kept for it. */
    private static Subscription listen(SharedText text, WeakReference<TextBinding> me) {
        Subscription[] subscription = new Subscription[1];
        subscription[0] = text.onChange((change, byOthers) -> {
            TextBinding binding = me.get();
            if (binding == null) {
                subscription[0].close();
            } else {
                binding.changed(change);
            }
        });
        return subscription[0];
    }

    /**
     * Binds {@code control}, whose text and whether it is editable are this binding's from now on. The binding ends with the control, or when it
     * is closed.
     */
    @CanIgnoreReturnValue
    public static TextBinding bind(TextInputControl control, SharedText text) {
        boolean isArea = control instanceof TextArea;
        return bind(control, text, all -> showable(all, isArea));
    }

    /**
     * As {@link #bind(TextInputControl, SharedText)}, for a control that doesn't show every text as it is.
     *
     * @param display what is shown of a text. Where that has another length, the control can't be edited, since what is not shown would be lost
     */
    @CanIgnoreReturnValue
    public static TextBinding bind(TextInputControl control, SharedText text, UnaryOperator<String> display) {
        return new TextBinding(control, text, display);
    }

    /** Whether the control's text is just being set to what is shared: a formatter lets that pass. */
    public boolean isShowing() {
        return isShowing;
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

    /** The control is in the middle of its own change: what others have done is shown after it. */
    private void typed(String now) {
        if (isShowing || isComposing) {
            return;
        }
        if (control.isEditable() && text.isReadable() && shown.length() == unseen.lengthBefore()) {
            TextChange own = TextChange.between(shown, now);
            isTyping = true;
            try {
                text.edit(TextChange.rebase(unseen, own).second());
            } finally {
                isTyping = false;
            }
        }
        String all = text.get();
        shown = now;
        unseen = TextChange.between(now, all);
        if (!display.apply(all).equals(now)) {
            showSoon();
        }
    }

    private void compose(InputMethodEvent event) {
        isComposing = !event.getComposed().isEmpty();
        if (!isComposing) {
            showSoon(); // where nothing is typed after all
        }
    }

    /** No event says that an input method was left in the middle of a word. */
    private void endComposing() {
        if (isComposing) {
            isComposing = false;
            typed(control.getText());
            showSoon();
        }
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
        boolean isKnown = unseen.lengthAfter() == change.lengthBefore();
        unseen = isKnown ? unseen.then(change) : TextChange.between(shown, text.get());
        if (!isTyping && !isComposing) {
            show();
        }
    }

    /** In the next pulse. */
    private void showSoon() {
        if (isPlanned) {
            return;
        }
        isPlanned = true;
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                isPlanned = false;
                if (!isComposing && !isClosed) {
                    show();
                }
            }
        }.start();
    }

    private void updateEditable() {
        String all = text.get();
        control.setEditable(text.isReadable() && display.apply(all).length() == all.length());
    }

    /** Shows the text, with the caret and the selection where they were in it. */
    private void show() {
        String all = text.get();
        String next = display.apply(all);
        int anchor = control.getAnchor();
        int caret = control.getCaretPosition();
        double scrolled = control instanceof TextArea area ? area.getScrollTop() : 0;
        boolean isPlaced = next.length() == all.length()
                && unseen.lengthBefore() == control.getLength()
                && unseen.lengthAfter() == all.length();
        isShowing = true;
        try {
            updateEditable();
            if (!next.equals(control.getText())) {
                control.setText(next);
                if (isPlaced) {
                    control.selectRange(unseen.map(anchor, anchor < caret), unseen.map(caret, caret < anchor));
                } else {
                    control.end();
                }
                if (control instanceof TextArea area) {
                    area.setScrollTop(scrolled);
                }
            }
        } finally {
            isShowing = false;
        }
        shown = control.getText();
        unseen = shown.length() == all.length() ? TextChange.none(all.length()) : TextChange.between(shown, all);
    }

    /** Ends the binding: the control keeps its text, and is nobody's any more. */
    @Override
    public void close() {
        isClosed = true;
        changes.close();
        text.removeListener(weakReading);
        control.textProperty().removeListener(typing);
        control.removeEventFilter(KeyEvent.KEY_PRESSED, undoing);
        control.removeEventFilter(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, composing);
        control.focusedProperty().removeListener(leaving);
        control.disabledProperty().removeListener(leaving);
    }
}
