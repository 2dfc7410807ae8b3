package dev.lockstep.desktop.board;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;

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
        ShapeIndex simple = new ShapeIndex();
        simple.put(Shape.of("1", Kind.PEN, Look.DEFAULT.withWidth(0.5)).along(kept));
        for (int i = 0; i < all.length; i += Shape.POINT) {
            assertThat(simple.at(all[i], all[i + 1], 0.5)).isNotNull();
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
    @DisplayName("a click is a dot, as wide as the pen")
    void dot() {
        StrokeInput input = new StrokeInput(false, 1);
        input.add(5, 5, 0);
        assertThat(input.finished()).containsExactly(5, 5, 1);
    }
}
