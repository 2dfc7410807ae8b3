package dev.lockstep.desktop.panel;

import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Polyline;

/** The latest values as a line, which is drawn once for all that come between two pulses. */
final class Sparkline extends Pane {

    private static final double HEIGHT = 56;
    private static final double MARGIN = 4;

    /** Fewer are drawn as far from each other as so many. */
    private static final int VALUES_MIN = 20;

    private final ValueHistory history = new ValueHistory();
    private final Polyline line = new Polyline();
    private boolean stale;

    Sparkline() {
        getStyleClass().add("sparkline");
        line.getStyleClass().add("sparkline-line");
        line.setManaged(false);
        getChildren().add(line);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        widthProperty().addListener((width, before, now) -> redraw());
    }

    /** See {@link ValueHistory#add}. */
    void add(long seq, double value) {
        history.add(seq, value);
        redraw();
    }

    /** See {@link ValueHistory#tell}. */
    void tell(long seq, List<Double> earlier) {
        history.tell(seq, earlier);
        redraw();
    }

    private void redraw() {
        stale = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (stale) {
            stale = false;
            draw(history.values());
        }
    }

    private void draw(List<Double> values) {
        double min = values.stream().mapToDouble(value -> value).min().orElse(0);
        double max = values.stream().mapToDouble(value -> value).max().orElse(0);
        double range = max > min ? max / 2 - min / 2 : 1; // halves: the whole may be more than a number holds
        double step = getWidth() / (Math.max(VALUES_MIN, values.size()) - 1);
        Double[] points = new Double[2 * values.size()];
        for (int i = 0; i < values.size(); i++) {
            points[2 * i] = getWidth() - (values.size() - 1 - i) * step;
            points[2 * i + 1] = HEIGHT - MARGIN - (values.get(i) / 2 - min / 2) / range * (HEIGHT - 2 * MARGIN);
        }
        line.getPoints().setAll(points);
    }

    List<Double> values() {
        return history.values();
    }
}
