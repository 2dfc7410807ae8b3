package dev.lockstep.desktop.data.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.Tick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis of numbers or dates, with labels where {@link ChartTicks} has them. What is drawn on it is scaled. */
final class ChartAxis extends NumberAxis {

    private static final long serialVersionUID = 1L;

    /** So far a label may stand out to the right, in pixels; {@link ChartDrawing} has room for it. */
    static final int OUTSIDE_MAX = 20;

    /** Between two labels beside each other, in pixels. */
    private static final double GAP = 14;

    /** What is on an axis. */
    enum Kind {
        NUMBERS,
        /** Whole numbers: there are no half rows. */
        COUNTS,
        DATES
    }

    private final transient Kind kind;
    private final transient ChartRange shown;

    ChartAxis(String label, Kind kind, ChartRange shown) {
        super(label);
        this.kind = kind;
        this.shown = shown;
        setRange(0, shown.drawn(shown.max()));
    }

    @Override
    @SuppressWarnings("rawtypes") // as the library has it
    public List refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean across = RectangleEdge.isTopOrBottom(edge);
        FontMetrics metrics = graphics.getFontMetrics(getTickLabelFont());
        double pixels = across ? area.getWidth() : area.getHeight();
        List<Tick> ticks = new ArrayList<>();
        for (ChartTick tick : ticks(list -> hasRoom(list, across, metrics, pixels))) {
            double outside = metrics.stringWidth(tick.label()) / 2.0 - (1 - shown.part(tick.value())) * pixels;
            ticks.add(new NumberTick(
                    shown.drawn(tick.value()),
                    across && outside > OUTSIDE_MAX ? "" : tick.label(),
                    across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT,
                    TextAnchor.CENTER,
                    0));
        }
        return ticks;
    }

    private List<ChartTick> ticks(Predicate<List<ChartTick>> fits) {
        return kind == Kind.DATES
                ? ChartTicks.dates(shown.min(), shown.max(), fits)
                : ChartTicks.numbers(shown.min(), shown.max(), kind == Kind.COUNTS, fits);
    }

    /** Labels that stand beside each other are as wide as the widest of them; one above another, as high as a line. */
    private static boolean hasRoom(List<ChartTick> ticks, boolean across, FontMetrics metrics, double pixels) {
        double each = across
                ? ticks.stream()
                                .mapToDouble(tick -> metrics.stringWidth(tick.label()))
                                .max()
                                .orElse(0)
                        + GAP
                : metrics.getHeight() * 1.8;
        return each * ticks.size() <= pixels;
    }
}
