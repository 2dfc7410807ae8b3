package dev.lockstep.desktop.panel;

import javafx.beans.value.ChangeListener;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
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
            String shown = shown(all);
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
        field.setTextFormatter(new TextFormatter<>(change -> {
            String typedText = change.getControlNewText();
            boolean fits =
                    showing[0] || change.getText().isEmpty() || shown(typedText).equals(typedText);
            return fits ? change : null;
        }));
        shared.changed(text, "", text.get());
        text.addListener(shared);
        field.textProperty().addListener(typed);
        return () -> {
            text.removeListener(shared);
            field.textProperty().removeListener(typed);
        };
    }

    /** As a field on one line has it, with the spaces that are typed between two words. */
    private static String shown(String text) {
        return DisplayText.text(text, TEXT_MAX).replace('\n', ' ').replace('\t', ' ');
    }
}
