package dev.lockstep.desktop.panel;

import javafx.scene.layout.Pane;
import javafx.scene.shape.Polyline;

/** The latest values as a line. */
final class Sparkline extends Pane {

    private static final int VALUES_MAX = 120;
    private static final double HEIGHT = 56;

    private final double[] values = new double[VALUES_MAX];
    private final Polyline line = new Polyline();
    private int count;

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
        if (!Double.isFinite(value)) {
            return;
        }
        values[count++ % VALUES_MAX] = value;
        draw();
    }

    private void draw() {
        int shown = Math.min(count, VALUES_MAX);
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < shown; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        double range = max > min ? max - min : 1;
        double step = getWidth() / (VALUES_MAX - 1);
        Double[] points = new Double[2 * shown];
        for (int i = 0; i < shown; i++) {
            double value = values[(count - shown + i) % VALUES_MAX];
            points[2 * i] = getWidth() - (shown - 1 - i) * step;
            points[2 * i + 1] = HEIGHT - 4 - (value - min) / range * (HEIGHT - 8);
        }
        line.getPoints().setAll(points);
    }
}
