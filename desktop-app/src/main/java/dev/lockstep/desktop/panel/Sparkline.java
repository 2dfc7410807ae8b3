package dev.lockstep.desktop.panel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polyline;

/** The latest values as a line. */
final class Sparkline extends Pane {

    static final int VALUES_MAX = 120;
    private static final double HEIGHT = 56;

    private final Deque<Double> values = new ArrayDeque<>();
    private final Polyline line = new Polyline();

    Sparkline() {
        getStyleClass().add("sparkline");
        line.getStyleClass().add("sparkline-line");
        line.setManaged(false);
        getChildren().add(line);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        widthProperty().addListener((width, before, now) -> draw());
    }

    void add(double value) {
        if (Double.isFinite(value)) {
            values.addLast(value);
            if (values.size() > VALUES_MAX) {
                values.removeFirst();
            }
            draw();
        }
    }

    /** Puts what was before in front of what is there, as far as there is room. */
    void addBefore(List<Double> earlier) {
        for (int i = earlier.size() - 1; i >= 0 && values.size() < VALUES_MAX; i--) {
            if (Double.isFinite(earlier.get(i))) {
                values.addFirst(earlier.get(i));
            }
        }
        draw();
    }

    private void draw() {
        double min = values.stream().mapToDouble(value -> value).min().orElse(0);
        double max = values.stream().mapToDouble(value -> value).max().orElse(0);
        double range = max > min ? max / 2 - min / 2 : 1; // halves: the whole may be more than a number holds
        double step = getWidth() / (VALUES_MAX - 1);
        Double[] points = new Double[2 * values.size()];
        int i = 0;
        for (double value : values) {
            points[2 * i] = getWidth() - (values.size() - 1 - i) * step;
            points[2 * i + 1] = HEIGHT - 4 - (value / 2 - min / 2) / range * (HEIGHT - 8);
            i++;
        }
        line.getPoints().setAll(points);
    }

    int points() {
        return values.size();
    }
}
