package dev.lockstep.desktop.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.TextInputControlSkin;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Path;
import javafx.stage.Window;
import javafx.util.Duration;

/**
 * Lets the caret of a text field stand still when nobody has typed or clicked in its window for a while, as other programs on the desktop
 * do: while it blinks, the toolkit pulses sixty times a second. On the JavaFX thread.
 *
 * <p>JavaFX can only hide a caret that doesn't blink. So from its first rest on, a caret is shown by this class, where JavaFX would.
 */
final class RestingCaret {

    /** As GTK's {@code gtk-cursor-blink-timeout} has it. */
    static final long BLINKING_MILLIS = 10_000;

    private static final Duration BLINK = Duration.millis(500);

    /** Where a caret is seen beside a selection. */
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private final Scene scene;
    private final InactivityTimer timer;
    private final BooleanProperty lit = new SimpleBooleanProperty(true);
    private final Timeline blinking = new Timeline(new KeyFrame(BLINK, turn -> lit.set(!lit.get())));

    /** @param delay runs what it is given on the JavaFX thread, later */
    RestingCaret(Scene scene, LongSupplier nanoTime, InactivityTimer.Delay delay) {
        this.scene = scene;
        this.timer = new InactivityTimer(BLINKING_MILLIS, nanoTime, delay, this::rest);
        blinking.setCycleCount(Animation.INDEFINITE);
        scene.addEventFilter(KeyEvent.ANY, key -> used());
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, press -> used());
        scene.focusOwnerProperty().addListener((property, before, now) -> used());
        scene.windowProperty()
                .flatMap(Window::focusedProperty)
                .orElse(false)
                .addListener((property, before, now) -> used());
    }

    private void used() {
        lit.set(true);
        if (skin().isPresent()) {
            blinking.playFromStart();
            timer.restart();
        } else {
            blinking.stop();
        }
    }

    private void rest() {
        blinking.stop();
        lit.set(true);
        skin().ifPresent(this::rest);
    }

    private void rest(TextInputControlSkin<?> skin) {
        TextInputControl field = skin.getSkinnable();
        field.lookupAll("*").stream()
                .filter(node -> node instanceof Path && node.opacityProperty().isBound())
                .forEach(caret -> caret.opacityProperty()
                        .bind(Bindings.createDoubleBinding(
                                () -> lit.get() && isCaretDue(field) ? 1.0 : 0.0,
                                lit,
                                field.focusedProperty(),
                                field.editableProperty(),
                                field.disabledProperty(),
                                field.selectionProperty())));
        skin.setCaretAnimating(false);
    }

    private static boolean isCaretDue(TextInputControl field) {
        return field.isFocused()
                && field.isEditable()
                && !field.isDisabled()
                && (WINDOWS || field.getSelection().getLength() == 0);
    }

    /** What the caret belongs to. */
    private Optional<TextInputControlSkin<?>> skin() {
        Node owner = scene.getFocusOwner();
        Node typedInto = owner instanceof ComboBox<?> box && box.isEditable() ? box.getEditor() : owner;
        return scene.getWindow() != null
                        && scene.getWindow().isFocused()
                        && typedInto instanceof TextInputControl field
                        && field.getSkin() instanceof TextInputControlSkin<?> skin
                ? Optional.of(skin)
                : Optional.empty();
    }
}
