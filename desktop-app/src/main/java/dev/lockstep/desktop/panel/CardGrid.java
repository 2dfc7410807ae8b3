package dev.lockstep.desktop.panel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Pane;

import dev.lockstep.desktop.view.Styles;

/** Cards in as many columns as there is width for, all of one width, those of a row of one height. */
final class CardGrid extends Pane {

    static final double GAP = 20;
    static final double WIDTH_MIN = 300;

    /** Wider, and the ends of a card are too far apart to be seen as one thing. */
    static final double WIDTH_MAX = 460;

    /** How many columns there are in {@code width}; one at least. */
    static int columns(double width) {
        return (int) Math.max(1, Math.floor((width + GAP) / (WIDTH_MIN + GAP)));
    }

    /** How wide a card is where there is {@code width} for {@code cards} of them. */
    static double cardWidth(double width, int cards) {
        int columns = Math.max(1, Math.min(columns(width), cards));
        return Math.floor(Math.min(WIDTH_MAX, (width - (columns - 1) * GAP) / columns));
    }

    /** How high each card wants to be at {@link #heightsWidth}; asked again only where something in it changed. */
    private final Map<Node, Double> heights = new HashMap<>();

    private double heightsWidth = -1;

    CardGrid() {
        getStyleClass().add("card-grid");
    }

    /** Shows the cards without what changes something, and takes no input; or as ever. */
    void setLookOnly(boolean now) {
        setDisable(now);
        getStylesheets().setAll(now ? List.of(Styles.lookOnlySheet()) : List.of());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return WIDTH_MIN;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return place(width < 0 ? getWidth() : width, false);
    }

    @Override
    protected void layoutChildren() {
        place(getWidth(), true);
        heights.keySet().retainAll(getChildren());
    }

    /** @return the height of all */
    private double place(double width, boolean really) {
        List<Node> cards = getManagedChildren();
        int columns = columns(width);
        double cardWidth = cardWidth(width, cards.size());
        if (cardWidth != heightsWidth) {
            heights.clear();
            heightsWidth = cardWidth;
        }
        double top = 0;
        for (int first = 0; first < cards.size(); first += columns) {
            List<Node> row = cards.subList(first, Math.min(cards.size(), first + columns));
            double height = 0;
            for (Node card : row) {
                height = Math.max(height, heightOf(card, cardWidth));
            }
            for (int i = 0; really && i < row.size(); i++) {
                layoutInArea(row.get(i), i * (cardWidth + GAP), top, cardWidth, height, 0, HPos.LEFT, VPos.TOP);
            }
            top += height + GAP;
        }
        return Math.max(0, top - GAP);
    }

    private double heightOf(Node card, double width) {
        Double known = heights.get(card);
        boolean changed = card instanceof Parent parent && parent.isNeedsLayout();
        if (known != null && !changed) {
            return known;
        }
        double height = Math.max(card.minHeight(width), card.prefHeight(width));
        heights.put(card, height);
        return height;
    }
}
