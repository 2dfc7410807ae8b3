package dev.lockstep.desktop.panel;

import javafx.beans.value.ChangeListener;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.shell.Legible;
import dev.lockstep.fx.SharedNumber;
import dev.lockstep.fx.SharedString;

/**
 * Ties controls to shared values that may be anything: what a control can't show it shows as near as it can, and writes back
 * nothing but what its own user does.
 */
final class Ties {

    /** The longest text of a field. */
    static final int TEXT_MAX = 2_000;

    private Ties() {}

    /** @return unties them */
    static Runnable tie(Slider slider, SharedNumber number) {
        boolean[] showing = {false};
        ChangeListener<Number> shared = (property, before, now) -> {
            showing[0] = true;
            slider.setValue(Numbers.within(now.doubleValue(), slider.getMin(), slider.getMax()));
            showing[0] = false;
        };
        ChangeListener<Number> moved = (property, before, now) -> {
            if (!showing[0]) {
                number.set(now.doubleValue());
            }
        };
        shared.changed(number, 0, number.get());
        number.addListener(shared);
        slider.valueProperty().addListener(moved);
        return () -> {
            number.removeListener(shared);
            slider.valueProperty().removeListener(moved);
        };
    }

    /** @return unties them */
    static Runnable tie(TextField field, SharedString text) {
        boolean[] showing = {false};
        ChangeListener<@Nullable String> shared = (property, before, now) -> {
            String all = now == null ? "" : now;
            String shown = Legible.line(all, TEXT_MAX);
            field.setEditable(shown.equals(all)); // else what is not shown would be lost
            if (!shown.equals(field.getText())) {
                showing[0] = true;
                field.setText(shown);
                showing[0] = false;
            }
        };
        ChangeListener<String> typed = (property, before, now) -> {
            if (!showing[0]) {
                text.set(now);
            }
        };
        field.setTextFormatter(
                new TextFormatter<>(change -> showing[0] || isShort(change.getControlNewText()) ? change : null));
        shared.changed(text, "", text.get());
        text.addListener(shared);
        field.textProperty().addListener(typed);
        return () -> {
            text.removeListener(shared);
            field.textProperty().removeListener(typed);
        };
    }

    private static boolean isShort(String text) {
        return Legible.line(text, TEXT_MAX).equals(text);
    }
}
