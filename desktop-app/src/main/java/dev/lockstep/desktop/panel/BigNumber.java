package dev.lockstep.desktop.panel;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

/** The number of a card, with all its digits: the more there are, the smaller they are. */
final class BigNumber extends Label implements AutoCloseable {

    /** A size of letters, as the style sheet has it. */
    private record Size(double pixels, @Nullable PseudoClass state) {}

    private static final List<Size> SIZES = List.of(
            new Size(46, null),
            new Size(32, PseudoClass.getPseudoClass("long")),
            new Size(22, PseudoClass.getPseudoClass("longer")),
            new Size(17, PseudoClass.getPseudoClass("very-long")),
            new Size(13, PseudoClass.getPseudoClass("longest")));

    /** How wide a digit is at most, of its size. */
    private static final double DIGIT_WIDTH = 0.62;

    private final PanelValue value;
    private final InvalidationListener changed = any -> show();

    BigNumber(PanelValue value, String id) {
        this.value = value;
        setId(id);
        getStyleClass().add(PanelStyles.BIG_NUMBER);
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        setMinHeight(USE_PREF_SIZE);
        setAlignment(Pos.CENTER);
        setWrapText(true);
        setTextAlignment(TextAlignment.CENTER);
        setPrefWidth(0); // it takes what there is, and so is as small as needed
        widthProperty().addListener((width, before, now) -> fit());
        HBox.setHgrow(this, Priority.ALWAYS);
        value.readingProperty().addListener(changed);
        value.loadedProperty().addListener(changed);
        show();
    }

    private void show() {
        setText(words());
        fit();
    }

    private String words() {
        if (value.readingProperty().get() instanceof ValueReading.Absent) {
            if (!value.loadedProperty().get()) {
                return "…";
            } else if (value.kind() == PanelItem.Kind.LIVE) {
                return "No value yet";
            }
        }
        return Numbers.words(value.number());
    }

    private void fit() {
        double room = getWidth() / Math.max(1, getText().length()) / DIGIT_WIDTH;
        Size size = SIZES.get(SIZES.size() - 1);
        for (int i = SIZES.size() - 1; i >= 0 && SIZES.get(i).pixels() <= room; i--) {
            size = SIZES.get(i);
        }
        for (Size each : SIZES) {
            if (each.state() != null) {
                pseudoClassStateChanged(each.state(), each.equals(size));
            }
        }
    }

    @Override
    public void close() {
        value.readingProperty().removeListener(changed);
        value.loadedProperty().removeListener(changed);
    }
}
