package dev.lockstep.desktop.board;

import java.util.Arrays;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

import dev.lockstep.desktop.board.shapes.Shape;

/**
 * A stroke while it is drawn: a shaky hand is smoothed, and a pen is thinner where it moves fast, or pressed less.
 *
 * <p>Lengths are board units, times nanoseconds.
 */
final class StrokeInput {

    /** What each new point counts for beside those before: lower is smoother, and lags more. */
    private static final double NEWEST = 0.55;

    private static final double WIDTH_NEWEST = 0.25;

    /** At this speed, in pixels of the screen a millisecond, a pen is thinnest. */
    private static final double FAST = 3.0;

    private static final double THINNEST = 0.45;

    private static final double NANOS_PER_MILLI = 1e6;

    /** Points closer than this on the screen, in pixels, are one. */
    private static final double PIXELS_MIN = 1.2;

    /** What a point may be beside the stroke that is kept, in pixels of the screen. */
    private static final double PIXELS_TOLERANCE = 0.35;

    private final boolean varies;
    private final double scale;
    private double[] points = new double[64 * Shape.POINT];
    private int length;
    private double smoothX;
    private double smoothY;
    private double part = 0.8;
    private double lastX;
    private double lastY;
    private long lastNanos;

    /**
     * @param varies whether the width follows the speed
     * @param scale pixels of the screen a unit of the board
     */
    StrokeInput(boolean varies, double scale) {
        this.varies = varies;
        this.scale = scale;
    }

    void add(double x, double y, long nanos) {
        if (length == 0) {
            smoothX = x;
            smoothY = y;
            keep(x, y, varies ? part : 1);
        } else {
            double pixels = Math.hypot(x - lastX, y - lastY) * scale;
            if (pixels < PIXELS_MIN) {
                return;
            }
            double millis = Math.max(1, (nanos - lastNanos) / NANOS_PER_MILLI);
            double speed = Math.min(1, pixels / millis / FAST);
            part += (1 - (1 - THINNEST) * speed - part) * WIDTH_NEWEST;
            smoothX += (x - smoothX) * NEWEST;
            smoothY += (y - smoothY) * NEWEST;
            keep(smoothX, smoothY, varies ? part : 1);
        }
        lastX = x;
        lastY = y;
        lastNanos = nanos;
    }

    private void keep(double x, double y, double width) {
        if (length + Shape.POINT > points.length) {
            points = Arrays.copyOf(points, points.length * 2);
        }
        points[length++] = x;
        points[length++] = y;
        points[length++] = width;
    }

    int count() {
        return length / Shape.POINT;
    }

    /** As it is seen while it is drawn: up to where the pointer is. */
    double[] points() {
        double[] now = Arrays.copyOf(points, length);
        if (length > Shape.POINT) {
            now[length - Shape.POINT] = lastX;
            now[length - Shape.POINT + 1] = lastY;
        }
        return now;
    }

    /** As it is kept: without the points that make no difference (Douglas-Peucker). */
    double[] finished() {
        double[] all = points();
        int count = all.length / Shape.POINT;
        if (count < 3) {
            return all;
        }
        Coordinate[] line = new Coordinate[count];
        for (int i = 0; i < count; i++) {
            line[i] = new Coordinate(all[i * Shape.POINT], all[i * Shape.POINT + 1], i); // z: which it was
        }
        Coordinate[] kept = DouglasPeuckerSimplifier.simplify(
                        new GeometryFactory().createLineString(line), PIXELS_TOLERANCE / scale)
                .getCoordinates();
        double[] simple = new double[kept.length * Shape.POINT];
        for (int i = 0; i < kept.length; i++) {
            simple[i * Shape.POINT] = kept[i].x;
            simple[i * Shape.POINT + 1] = kept[i].y;
            simple[i * Shape.POINT + 2] = all[((int) kept[i].getZ()) * Shape.POINT + 2];
        }
        return simple;
    }
}
