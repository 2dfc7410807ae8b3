package dev.lockstep.desktop.board.shapes;

import java.awt.image.BufferedImage;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.desktop.Hostile;

import static org.assertj.core.api.Assertions.assertThat;

/** Shapes that were made to be too much: what is done with them is bounded. */
class HostileShapesTest {

    private static Shape text(String text, double width) {
        return Shape.of("t", Kind.STICKY, Look.DEFAULT).with(0, 0, width, 60, 0).withText(text);
    }

    private static double[] points(int count) {
        double[] points = new double[count * Shape.POINT];
        for (int i = 0; i < points.length; i++) {
            points[i] = i % Shape.POINT == 2 ? 1 : (i * 7_919L) % 600;
        }
        return points;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-", "y", "w", "h", "angle", "width", "opacity", "size"})
    @DisplayName("a number that no shape has makes a placeholder, which is finite")
    void numbers(String member) {
        for (String number : List.of("1e19", "-1e300", "1e400", "\"7\"", "[]", "null", "true", "9007199254740993")) {
            Shape read =
                    ShapeCodec.read("s", Hostile.json("{\"kind\":\"rectangle\",\"" + member + "\":" + number + "}"));
            assertThat(read.kind()).isEqualTo(member.equals("-") ? Kind.RECTANGLE : Kind.UNKNOWN);
            Box bounds = read.bounds();
            assertThat(List.of(bounds.minX(), bounds.minY(), bounds.maxX(), bounds.maxY()))
                    .allMatch(side -> Math.abs(side) < 1e8);
        }
    }

    @Test
    @DisplayName("a text is broken into a bounded number of lines of all its letters, none wider than there is room")
    void lines() {
        String words = "The quick brown fox ".repeat(1_000);
        List<String> lines = TextLayout.lines(words, 20, 300);
        assertThat(String.join(" ", lines)).isEqualTo(words.strip());
        assertThat(lines).allMatch(line -> TextLayout.width(line, 20) <= 300);
        assertThat(TextLayout.lines("x\n".repeat(9_999), 20, 300)).hasSize(TextLayout.LINES_MAX);
        assertThat(TextLayout.lines("x\n".repeat(9_999))).hasSize(TextLayout.LINES_MAX);
        assertThat(TextLayout.lines("x".repeat(20_000), 20, 1)).hasSize(TextLayout.LINES_MAX);
        assertThat(TextLayout.lines(Hostile.marks(19_600), 20, 300)).hasSize(1);
        assertThat(TextLayout.size(Hostile.marks(19_600), 20)[0]).isLessThan(40);
    }

    @Test
    @DisplayName("a simple line is as wide as its letters together")
    void widths() {
        java.awt.Font font = TextLayout.font(100);
        var context = new java.awt.font.FontRenderContext(null, true, true);
        for (String line : List.of("Hello, board", "WAVE To fi", "caf\u00e9 \u00fcber")) {
            assertThat(TextLayout.width(line, 100))
                    .isCloseTo(
                            font.getStringBounds(line, context).getWidth(),
                            org.assertj.core.api.Assertions.within(1.0));
        }
    }

    @Test
    @DisplayName("what strains the live layer is known without looking at all of it, and ordinary shapes don't")
    void cost() {
        assertThat(DrawingCost.of(Shapes.box("b", 0, 0, 100, 100))).isEqualTo(DrawingCost.BOX);
        assertThat(DrawingCost.of(text("a note of some words", 200))).isLessThan(200);
        assertThat(DrawingCost.of(text("x".repeat(20_000), 200))).isGreaterThan(DrawingCost.SHAPE_MAX);
        assertThat(DrawingCost.of(text("\u0628".repeat(2_000), 200))).isGreaterThan(DrawingCost.SHAPE_MAX);
        assertThat(DrawingCost.of(Shape.of("s", Kind.PEN, Look.DEFAULT).along(points(18_000))))
                .isGreaterThan(DrawingCost.SHAPE_MAX);
        assertThat(DrawingCost.of(Shape.of("s", Kind.PEN, Look.DEFAULT).along(points(500))))
                .isLessThan(DrawingCost.SHAPE_MAX);
        Shape dashed = Shape.of("d", Kind.RECTANGLE, Look.DEFAULT.withDash(true).withWidth(0.5))
                .with(0, 0, 1e7, 1e7, 0);
        assertThat(DrawingCost.of(dashed)).isGreaterThan(DrawingCost.SHAPE_MAX);
        assertThat(Drawing.of(dashed, false)).noneMatch(part -> part instanceof Drawing.Path path && path.dash());
        Shape ordinary = dashed.with(0, 0, 300, 200, 0);
        assertThat(Drawing.of(ordinary, false)).anyMatch(part -> part instanceof Drawing.Path path && path.dash());
    }

    @Test
    @DisplayName("a stroke has a bounded number of corners, and fewer where they can't be told apart")
    void corners() {
        assertThat(Outline.curve(points(40_000)).length / Shape.POINT).isLessThan(100_000);
        double[] dense = new double[10_000 * Shape.POINT];
        for (int i = 0; i < 10_000; i++) {
            dense[i * Shape.POINT] = i / 100.0;
        }
        double[] thin = Geometry.thinned(dense, 0.3);
        assertThat(thin.length / Shape.POINT).isBetween(300, 400);
        assertThat(thin[thin.length - Shape.POINT]).isEqualTo(dense[dense.length - Shape.POINT]);
    }

    @Test
    @DisplayName("a line is drawn in runs that leave out nothing and part no letter from its marks")
    void runs() {
        String line = "e\u0301".repeat(1_000) + ("e\u0301" + "\ud83d\ude00").repeat(2_000);
        StringBuilder drawn = new StringBuilder();
        for (Drawing.Part part :
                Drawing.of(Shape.of("t", Kind.TEXT, Look.DEFAULT).withText(line), false)) {
            String run = part instanceof Drawing.Text text ? text.line() : "\ud83d\ude00";
            assertThat(run).hasSizeLessThan(220).doesNotStartWith("\u0301");
            assertThat(Character.isLowSurrogate(run.charAt(0))).isFalse();
            drawn.append(run);
        }
        assertThat(drawn).hasToString(line);
    }

    @Test
    @DisplayName("the end of a long line is painted where it is")
    void farRun() {
        Shape line = Shape.of("t", Kind.TEXT, Look.DEFAULT).withText(" ".repeat(1_000) + "end");
        double width = TextLayout.size(line.text(), 20)[0];
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB_PRE);
        Raster.draw(image, width - 50, 0, 1, List.of(line), false, id -> null);
        int inked = 0;
        for (int pixel : image.getRGB(0, 0, 60, 40, null, 0, 60)) {
            inked += pixel >>> 24 != 0 ? 1 : 0;
        }
        assertThat(inked).isGreaterThan(50);
    }

    @Test
    @DisplayName("a shape that is moved, copied or regrouped is not measured again")
    void measuredOnce() {
        Shape text = text("The quick brown fox ".repeat(900), 200);
        Box bounds = text.bounds();
        assertThat(text.withOrder("b")
                        .withGroups(new Groups(List.of("g")))
                        .withLocked(true)
                        .withId("u")
                        .bounds())
                .isSameAs(bounds);
        assertThat(text.at(5, 7).bounds()).isEqualTo(bounds.moved(5, 7)).isEqualTo(Geometry.bounds(text.at(5, 7)));
    }

    @Test
    @DisplayName("under ten thousand heavy strokes the foremost of those that are looked at is hit")
    void hits() {
        ShapeIndex index = new ShapeIndex();
        double[] points = points(4_000);
        for (int i = 0; i < 3_000; i++) {
            index.put(Shape.of("s" + i, Kind.PEN, Look.DEFAULT.withWidth(0.5))
                    .along(points)
                    .withOrder("b"));
        }
        index.put(Shapes.box("front", 1_000, 0, 50, 50).withOrder("c"));
        assertThat(index.at(1_000, 20, 3)).extracting(Shape::id).isEqualTo("front");
        assertThat(index.hits(points[0], points[1], 1)).hasSizeLessThan(300).isNotEmpty();
    }
}
