package dev.lockstep.desktop.panel;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.lockstep.desktop.shell.Styles;
import dev.lockstep.model.Json;

/** The number of a card, with all its digits: the more there are, the smaller they are. */
final class BigNumber extends Label implements AutoCloseable {

    /** So many digits fit on a line of the narrowest card, in letters of each size. */
    private record Size(PseudoClass state, int digitsMin) {}

    private static final List<Size> SIZES = List.of(
            new Size(PseudoClass.getPseudoClass("long"), 6),
            new Size(PseudoClass.getPseudoClass("longer"), 10),
            new Size(PseudoClass.getPseudoClass("longest"), 14));

    private final PanelValue value;
    private final javafx.beans.InvalidationListener changed = any -> show();

    BigNumber(PanelValue value, String id) {
        this.value = value;
        setId(id);
        getStyleClass().add(Styles.BIG_NUMBER);
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        setMinHeight(USE_PREF_SIZE);
        setAlignment(Pos.CENTER);
        setWrapText(true);
        HBox.setHgrow(this, Priority.ALWAYS);
        value.readingProperty().addListener(changed);
        show();
    }

    private void show() {
        boolean none =
                value.kind() == PanelItem.Kind.LIVE && value.readingProperty().get() instanceof ValueReading.Absent;
        Json.Num number = value.number();
        String words = none ? "No value yet" : Numbers.words(number);
        for (int i = 0; i < SIZES.size(); i++) {
            boolean last = i + 1 == SIZES.size();
            boolean fits = words.length() > SIZES.get(i).digitsMin()
                    && (last || words.length() <= SIZES.get(i + 1).digitsMin());
            pseudoClassStateChanged(SIZES.get(i).state(), fits);
        }
        setText(words);
    }

    @Override
    public void close() {
        value.readingProperty().removeListener(changed);
    }
}
