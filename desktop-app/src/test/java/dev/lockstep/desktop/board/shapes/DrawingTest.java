package dev.lockstep.desktop.board.shapes;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrawingTest {

    @Test
    @DisplayName("every kind of shape leaves ink in a picture, within its bounds, and in SVG that is well-formed")
    void drawn() throws Exception {
        List<Shape> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Shape shape =
                    Shape.of("1", kind, Look.DEFAULT).with(40, 40, 100, 60, 30).withText("a <b> & \u0007c");
            Shape one = kind.isStroke() ? shape.along(new double[] {40, 40, 1, 140, 100, 1}) : shape;
            all.add(one);
            BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB_PRE);
            Raster.draw(image, 0, 0, 1, List.of(one), false, id -> null);
            int inked = 0;
            for (int y = 0; y < 200; y++) {
                for (int x = 0; x < 200; x++) {
                    if (image.getRGB(x, y) >>> 24 != 0) {
                        inked++;
                        assertThat(one.bounds().grown(1).contains(x, y))
                                .as(kind + " at " + x + "," + y)
                                .isTrue();
                    }
                }
            }
            assertThat(inked).as(kind.id()).isGreaterThan(50);
        }
        StringBuilder out = new StringBuilder();
        SvgWriter.write(all, Paper.WHITE, id -> "data:image/png;base64,AAAA", out);
        String svg = out.toString();
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(svg).contains("a &lt;b&gt; &amp;");
        assertThat(svg).contains(" xlink:href=\"data:image/png;base64,AAAA\" href=\"data:image/png;base64,AAAA\"");
    }

    @Test
    @DisplayName("a note lies on its shadow, which is painted within its bounds")
    void shadow() {
        Shape note = Shape.of("n", Kind.STICKY, Look.DEFAULT).with(100, 100, 160, 100, 0);
        List<Drawing.Part> parts = Drawing.of(note, false);
        assertThat(parts).hasSizeGreaterThan(2);
        for (Drawing.Part part : parts) {
            var box = ((Drawing.Path) part).path().getBounds2D();
            assertThat(note.bounds().contains(new Box(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY())))
                    .isTrue();
        }
        assertThat(((Drawing.Path) parts.get(parts.size() - 1)).fill()).isEqualTo(Palette.paper("yellow"));
    }
}
