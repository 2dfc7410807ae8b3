package dev.lockstep.desktop.chat;

import java.util.HashMap;
import java.util.Map;
import javafx.geometry.NodeOrientation;
import javafx.scene.text.TextFlow;

/** Words of a message. How high they are is found out once for each width: a row asks for it again and again. */
final class MessageFlow extends TextFlow {

    private static final int KEPT_MAX = 8;

    private final Map<Double, Double> heights = new HashMap<>();

    /** @param rightToLeft whether its lines begin at the right */
    MessageFlow(boolean rightToLeft) {
        getStyleClass().add("message-text");
        if (rightToLeft) {
            setNodeOrientation(NodeOrientation.RIGHT_TO_LEFT);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        Double known = heights.get(width);
        if (known == null) {
            if (heights.size() >= KEPT_MAX) {
                heights.clear();
            }
            known = super.computePrefHeight(width);
            heights.put(width, known);
        }
        return known;
    }

    /**
     * A line that fits stays where it is when the width changes, which is right for those that begin at the left. Where lines begin at
     * the right, they are laid out anew: JavaFX does so after the width was none.
     */
    @Override
    protected void setWidth(double value) {
        if (value != getWidth() && getNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT) {
            super.setWidth(0);
        }
        super.setWidth(value);
    }

    /** A word has changed: it, or how it looks. */
    @Override
    public void requestLayout() {
        if (heights != null) { // the constructor above asks for it too
            heights.clear();
        }
        super.requestLayout();
    }
}
