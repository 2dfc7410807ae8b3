package dev.lockstep.desktop.board;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StrokeTest {

    private static final long MILLI = 1_000_000;

    private static StrokeInput drawn(boolean varies, double pixelsAMilli) {
        StrokeInput input = new StrokeInput(varies, 1);
        for (int i = 0; i <= 200; i++) {
            input.add(i * 4, 50 * Math.sin(i / 10.0), (long) (i * 4 / pixelsAMilli * MILLI));
        }
        return input;
    }

    @Test
    @DisplayName("a stroke begins where it was begun and ends where it was ended")
    void ends() {
        double[] points = drawn(true, 1).finished();
        assertThat(points[0]).isZero();
        assertThat(points[points.length - 3]).isEqualTo(800);
    }

    @Test
    @DisplayName("a finished stroke has far fewer points, none of them far from the line")
    void simplified() {
        StrokeInput input = drawn(false, 1);
        double[] all = input.points();
        double[] kept = input.finished();
        assertThat(kept.length).isLessThan(all.length / 2);
        Shape simple = Shape.of("1", Kind.PEN, Look.DEFAULT).along(kept);
        for (int i = 0; i < all.length; i += Shape.POINT) {
            assertThat(Geometry.isHit(simple.withLook(Look.DEFAULT.withWidth(0.5)), all[i], all[i + 1], 0.5))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("a pen that moves fast is thinner, unless that is switched off")
    void widthBySpeed() {
        assertThat(lastPart(drawn(true, 3))).isLessThan(lastPart(drawn(true, 0.2)) - 0.2);
        assertThat(lastPart(drawn(false, 3))).isEqualTo(1);
    }

    private static double lastPart(StrokeInput input) {
        double[] points = input.points();
        return points[points.length - 1];
    }

    @Test
    @DisplayName("a click is a dot, as large as the pen is wide")
    void dot() {
        StrokeInput input = new StrokeInput(false, 1);
        input.add(5, 5, 0);
        double[] outline = Outline.of(input.finished(), 8);
        for (int i = 0; i < outline.length; i += 2) {
            assertThat(Math.hypot(outline[i] - 5, outline[i + 1] - 5)).isBetween(3.99, 4.01);
        }
    }

    @Test
    @DisplayName("the outline of a straight stroke lies half its width beside it")
    void outline() {
        double[] outline = Outline.of(new double[] {0, 0, 1, 50, 0, 1, 100, 0, 1}, 10);
        for (int i = 1; i < outline.length; i += 2) {
            assertThat(Math.abs(outline[i])).isLessThanOrEqualTo(5.0001);
        }
        assertThat(outline).contains(5.0, -5.0);
    }

    @Test
    @DisplayName("points that repeat, or go back, break nothing")
    void degenerate() {
        double[] outline = Outline.of(new double[] {3, 3, 1, 3, 3, 1, 9, 3, 0, 3, 3, 1}, 4);
        for (double number : outline) {
            assertThat(number).isFinite();
        }
    }
}
