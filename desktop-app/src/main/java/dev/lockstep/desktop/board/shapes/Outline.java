package dev.lockstep.desktop.board.shapes;

import java.util.ArrayList;
import java.util.List;

/** Strokes as outlines: what is filled where a pen went whose width changes, so that it overlaps itself without a seam. */
final class Outline {

    /** A highlighter is so many times as wide as the pen of that width. */
    static final double HIGHLIGHTER_WIDTHS = 6;

    /** A stroke is at least this part of its width. */
    private static final double THIN = 0.25;

    private static final int CAP_STEPS = 6;

    /** Curves are drawn with a corner about every so many units of the board. */
    private static final double STEP = 2.5;

    static final int STEPS_MAX = 12;

    /** So many corners the curve of a stroke has at most, beside its own points: a stroke of many has them close together. */
    private static final int CORNERS_MAX = 6_000;

    private Outline() {}

    /**
     * @param points {@link Shape#POINT} numbers each: x, y, part of the width
     * @return x, y, x, y, …, to be filled by the non-zero rule
     */
    static double[] of(double[] points, double width) {
        double[] curve = curve(points);
        int count = curve.length / Shape.POINT;
        if (count == 1) {
            return circle(curve[0], curve[1], radius(curve[2], width));
        }
        List<double[]> left = new ArrayList<>(count + CAP_STEPS);
        List<double[]> right = new ArrayList<>(count);
        double angle = 0;
        for (int i = 0; i < count; i++) {
            int before = Math.max(0, i - 1) * Shape.POINT;
            int after = Math.min(count - 1, i + 1) * Shape.POINT;
            int at = i * Shape.POINT;
            double dx = curve[after] - curve[before];
            double dy = curve[after + 1] - curve[before + 1];
            if (dx != 0 || dy != 0) {
                angle = Math.atan2(dy, dx);
            }
            double radius = radius(curve[at + 2], width);
            if (i == 0) {
                cap(left, curve[at], curve[at + 1], radius, angle + Math.PI / 2);
            }
            left.add(around(curve[at], curve[at + 1], radius, angle - Math.PI / 2));
            right.add(around(curve[at], curve[at + 1], radius, angle + Math.PI / 2));
            if (i == count - 1) {
                cap(left, curve[at], curve[at + 1], radius, angle - Math.PI / 2);
            }
        }
        double[] outline = new double[(left.size() + right.size()) * 2];
        int at = 0;
        for (double[] point : left) {
            outline[at++] = point[0];
            outline[at++] = point[1];
        }
        for (int i = right.size() - 1; i >= 0; i--) {
            outline[at++] = right.get(i)[0];
            outline[at++] = right.get(i)[1];
        }
        return outline;
    }

    private static double radius(double part, double width) {
        return width * Math.max(THIN, part) / 2;
    }

    private static double[] around(double x, double y, double radius, double angle) {
        return new double[] {x + radius * Math.cos(angle), y + radius * Math.sin(angle)};
    }

    private static void cap(List<double[]> to, double x, double y, double radius, double fromAngle) {
        for (int i = 0; i <= CAP_STEPS; i++) {
            to.add(around(x, y, radius, fromAngle + Math.PI * i / CAP_STEPS));
        }
    }

    private static double[] circle(double x, double y, double radius) {
        int steps = CAP_STEPS * 3;
        double[] circle = new double[steps * 2];
        for (int i = 0; i < steps; i++) {
            double[] point = around(x, y, radius, 2 * Math.PI * i / steps);
            circle[2 * i] = point[0];
            circle[2 * i + 1] = point[1];
        }
        return circle;
    }

    /** A smooth line through all points: a centripetal Catmull-Rom spline, which has no loops where they are uneven. */
    static double[] curve(double[] points) {
        int count = points.length / Shape.POINT;
        if (count < 3) {
            return points;
        }
        int stepsMax = stepsMax(count);
        List<double[]> curve = new ArrayList<>(count * 2);
        for (int i = 0; i < count - 1; i++) {
            double[] p0 = point(points, Math.max(0, i - 1));
            double[] p1 = point(points, i);
            double[] p2 = point(points, i + 1);
            double[] p3 = point(points, Math.min(count - 1, i + 2));
            double length = Math.hypot(p2[0] - p1[0], p2[1] - p1[1]);
            int steps = steps(length, stepsMax);
            double before = knot(p0, p1);
            double between = knot(p1, p2);
            double after = knot(p2, p3);
            for (int step = 0; step < steps; step++) {
                double t = (double) step / steps;
                curve.add(new double[] {
                    spline(p0[0], p1[0], p2[0], p3[0], before, between, after, t),
                    spline(p0[1], p1[1], p2[1], p3[1], before, between, after, t),
                    p1[2] + (p2[2] - p1[2]) * t
                });
            }
        }
        curve.add(point(points, count - 1));
        double[] result = new double[curve.size() * Shape.POINT];
        for (int i = 0; i < curve.size(); i++) {
            System.arraycopy(curve.get(i), 0, result, i * Shape.POINT, Shape.POINT);
        }
        return result;
    }

    /** How many corners there may be from one point to the next, of a stroke of {@code count} points. */
    static int stepsMax(int count) {
        return Math.max(1, Math.min(STEPS_MAX, CORNERS_MAX / count));
    }

    /** How many there are over {@code length}. */
    static int steps(double length, int stepsMax) {
        return (int) Math.max(1, Math.min(stepsMax, Math.round(length / STEP)));
    }

    private static double[] point(double[] points, int i) {
        return new double[] {points[i * Shape.POINT], points[i * Shape.POINT + 1], points[i * Shape.POINT + 2]};
    }

    /** The centripetal distance of two points. */
    private static double knot(double[] one, double[] other) {
        return Math.max(1e-6, Math.sqrt(Math.hypot(other[0] - one[0], other[1] - one[1])));
    }

    /** Between {@code p1} and {@code p2}, as a Hermite curve with the slopes of the spline. */
    private static double spline(
            double p0, double p1, double p2, double p3, double before, double between, double after, double t) {
        double slope1 = between * ((p1 - p0) / before - (p2 - p0) / (before + between) + (p2 - p1) / between);
        double slope2 = between * ((p2 - p1) / between - (p3 - p1) / (between + after) + (p3 - p2) / after);
        double t2 = t * t;
        double t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * p1 + (t3 - 2 * t2 + t) * slope1 + (3 * t2 - 2 * t3) * p2 + (t3 - t2) * slope2;
    }
}
