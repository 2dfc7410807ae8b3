package dev.lockstep.desktop.board.shapes;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GeometryTest {

    private static Shape shape(String kind, boolean filled) {
        return Shape.of("1", Kind.valueOf(kind), Look.DEFAULT.withFill(filled ? "red" : ""))
                .with(0, 0, 100, 60, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "RECTANGLE, false, 0, 30, true",
        "RECTANGLE, false, 50, 30, false",
        "RECTANGLE, true, 50, 30, true",
        "RECTANGLE, true, 104, 30, false",
        "ELLIPSE, false, 50, 0, true",
        "ELLIPSE, false, 50, 30, false",
        "ELLIPSE, true, 50, 30, true",
        "ELLIPSE, true, 3, 3, false",
        "DIAMOND, false, 25, 15, true",
        "DIAMOND, false, 50, 30, false",
        "DIAMOND, true, 50, 30, true",
        "DIAMOND, true, 5, 5, false",
        "LINE, false, 50, 30, true",
        "LINE, false, 50, 40, false",
        "ARROW, false, 100, 60, true",
        "STICKY, false, 50, 30, true",
    })
    @DisplayName("shapes are hit on their lines, and inside where that is seen")
    void hit(String kind, boolean filled, double x, double y, boolean expected) {
        assertThat(Geometry.isHit(shape(kind, filled), x, y, 1)).isEqualTo(expected);
    }

    @Test
    @DisplayName("a turned shape is hit where it is seen")
    void turned() {
        Shape upright = shape("RECTANGLE", true);
        Shape turned = upright.with(0, 0, 100, 60, 90);
        assertThat(Geometry.isHit(turned, 50, -15, 1)).isTrue();
        assertThat(Geometry.isHit(upright, 50, -15, 1)).isFalse();
        assertThat(Geometry.isHit(turned, 5, 30, 1)).isFalse();
        assertThat(turned.bounds().contains(new Box(20, -20, 80, 80))).isTrue();
    }

    @Test
    @DisplayName("a stroke is hit along its points, also when it was stretched")
    void stroke() {
        Shape stroke = Shapes.stroke("1", 10, 10, 60, 10, 60, 60);
        assertThat(Geometry.isHit(stroke, 60, 35, 1)).isTrue();
        assertThat(Geometry.isHit(stroke, 30, 40, 1)).isFalse();
        Shape wide = stroke.with(10, 10, 100, 50, 0);
        assertThat(Geometry.isHit(wide, 110, 35, 1)).isTrue();
        assertThat(Geometry.isHit(wide, 60, 35, 1)).isFalse();
        assertThat(Geometry.isHit(Shapes.stroke("1", 7, 7), 8, 7, 1)).isTrue();
    }

    @Test
    @DisplayName("stretching keeps places in proportion, and a text as wide as it is high")
    void stretched() {
        Box from = new Box(0, 0, 100, 100);
        Box to = new Box(0, 0, 200, 100);
        Shape box = Geometry.stretched(Shapes.box("1", 50, 50, 10, 10), from, to, false, false);
        assertThat(box.frame()).isEqualTo(new Box(100, 50, 120, 60));
        Shape text = Shape.of("1", Kind.TEXT, Look.DEFAULT).with(0, 0, 100, 100, 0);
        Shape larger = Geometry.stretched(text, from, to, false, false);
        assertThat(larger.look().fontSize()).isEqualTo(40);
        assertThat(larger.width() / larger.height()).isEqualTo(1);
    }

    @Test
    @DisplayName("the head of an arrow looks back along it, whichever way that goes")
    void head() {
        for (int degrees = 0; degrees < 360; degrees += 45) {
            double x = 100 * Math.cos(Math.toRadians(degrees));
            double y = 100 * Math.sin(Math.toRadians(degrees));
            double[] head =
                    Geometry.head(Shape.of("1", Kind.ARROW, Look.DEFAULT).with(0, 0, x, y, 0));
            assertThat(Math.hypot(head[0], head[1])).isLessThan(100);
            assertThat(Math.hypot(head[0], head[1])).isCloseTo(Math.hypot(head[2], head[3]), within(1e-6));
        }
    }

    @Test
    @DisplayName("a highlighter paints nothing beyond its bounds")
    void bounds() {
        Look wide = Look.DEFAULT.withWidth(10);
        Shape stroke = Shape.of("1", Kind.HIGHLIGHTER, wide).along(new double[] {0, 0, 1, 100, 0, 1});
        assertThat(stroke.bounds().contains(new Box(-30, -30, 130, 30))).isTrue();
    }
}
