package dev.lockstep.desktop.panel;

import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;

import atlantafx.base.controls.ToggleSwitch;
import org.jspecify.annotations.Nullable;

import dev.lockstep.controls.TextBinding;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.fx.SharedText;
import dev.lockstep.model.Json;

/**
 * Binds controls to shared values that may be anything: what a control can't show it shows as near as it can, and writes back
 * nothing but what its own user does.
 */
final class ControlBindings {

    /** The longest text of a field. */
    static final int TEXT_MAX = 2_000;

    private ControlBindings() {}

    /**
     * The slider goes in steps, so that its place is what all see of it.
     *
     * @return ends the binding
     */
    static Runnable bind(Slider slider, PanelValue number) {
        return bind(
                slider.valueProperty(),
                number,
                () -> slider.setValue(Numbers.within(number.number().value(), slider.getMin(), slider.getMax())),
                now -> {
                    double near = Numbers.stepped(now.doubleValue(), slider.getMin(), slider.getMax());
                    slider.setValue(near);
                    return Json.of(near);
                });
    }

    /** @return ends the binding */
    static Runnable bind(ToggleSwitch toggle, PanelValue flag) {
        return bind(toggle.selectedProperty(), flag, () -> toggle.setSelected(flag.flag()), Json::of);
    }

    /** @return ends the binding */
    static Runnable bind(ComboBox<String> box, PanelValue text) {
        return bind(box.valueProperty(), text, () -> box.setValue(text.text()), now -> Json.of(now == null ? "" : now));
    }

    /**
     * Several people may type at once.
     *
     * @return ends the binding
     */
    static Runnable bind(TextField field, SharedText text) {
        TextBinding binding = TextBinding.bind(field, text, ControlBindings::shown);
        field.setTextFormatter(new TextFormatter<>(change -> {
            String typed = change.getControlNewText();
            boolean fits = binding.isShowing()
                    || change.getText().isEmpty()
                    || shown(typed).equals(typed);
            return fits ? change : null;
        }));
        return binding::close;
    }

    /** As a field on one line has it, with the spaces that are typed between two words. */
    private static String shown(String text) {
        return DisplayText.text(text, TEXT_MAX).replace('\n', ' ').replace('\t', ' ');
    }

    /**
     * @param show shows the value
     * @param write what is written when the user has changed the control to this; may change the control
     */
    private static <T extends @Nullable Object> Runnable bind(
            ObservableValue<T> control, PanelValue value, Runnable show, Function<T, Json> write) {
        boolean[] showing = {false};
        InvalidationListener shared = any -> {
            showing[0] = true;
            show.run();
            showing[0] = false;
        };
        ChangeListener<T> changed = (property, before, now) -> {
            if (!showing[0]) {
                showing[0] = true;
                Json written = write.apply(now);
                showing[0] = false;
                value.set(written);
            }
        };
        shared.invalidated(control);
        value.readingProperty().addListener(shared);
        control.addListener(changed);
        return () -> {
            value.readingProperty().removeListener(shared);
            control.removeListener(changed);
        };
    }
}
