package dev.lockstep.desktop.board.shapes;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutlineTest {

    @Test
    @DisplayName("a stroke of one point is a dot, as large as the pen is wide")
    void dot() {
        double[] outline = Outline.of(new double[] {5, 5, 1}, 8);
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
