package dev.lockstep.desktop.board;

import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Drawing;
import dev.lockstep.desktop.board.shapes.DrawingCost;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Palette;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.colors.ColorToken;
import dev.lockstep.desktop.text.EmojiGlyphs;

/** Draws shapes on the live layer of a board. */
final class ShapePainter {

    private static final double[] SOLID = {};
    private static final int EMOJI_MAX = 200;
    private static final String FAMILY = "SansSerif";

    /** Those that were on the live layer; what is yet to be read is nothing at first. */
    private static final Map<String, Image> EMOJI = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Image> eldest) {
            return size() > EMOJI_MAX;
        }
    };

    /** What is typed and lower than this, in pixels, is not drawn: nobody reads it. */
    private static final double TYPED_MIN = 2;

    /** So many letters of what is typed are drawn in a frame: more than there is room for on a screen. */
    private static final int TYPED_LETTERS_MAX = 12_000;

    /** As many points of a stroke stand for all of them. */
    private static final int SIMPLER_POINTS = 600;

    private ShapePainter() {}

    /** The font that texts are drawn and edited in. */
    static Font font(double size) {
        return Font.font(FAMILY, size);
    }

    static Color color(ColorToken token, boolean dark) {
        return color(token.rgb(dark), token.opacity(dark));
    }

    static Color color(int rgb) {
        return color(rgb, 1);
    }

    private static Color color(int rgb, double opacity) {
        return Color.rgb((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255, opacity);
    }

    /**
     * Draws {@code shape}, or what stands for it where that would be too much.
     *
     * @param left how much {@link DrawingCost} this frame may still be
     * @return how much it may be after it
     */
    @CheckReturnValue
    static int draw(
            GraphicsContext graphics, Viewport viewport, Shape shape, boolean dark, LivePictures images, int left) {
        int cost = DrawingCost.of(shape);
        @Nullable Shape drawn = shape;
        if (cost > Math.min(left, DrawingCost.SHAPE_MAX)) {
            drawn = left < DrawingCost.SHAPE_MAX || !shape.kind().isStroke()
                    ? null
                    : Geometry.simpler(shape, SIMPLER_POINTS);
            cost = drawn == null ? DrawingCost.BOX : DrawingCost.of(drawn);
        }
        if (cost > left) {
            return left; // its tiles show it soon
        }
        graphics.save();
        graphics.scale(viewport.scale(), viewport.scale());
        graphics.translate(-viewport.x(), -viewport.y());
        if (drawn == null) {
            box(graphics, viewport, shape, dark);
        } else {
            parts(graphics, Drawing.of(drawn, dark, viewport.scale()), images);
        }
        graphics.restore();
        return left - cost;
    }

    /**
     * Draws what somebody types here, however much it is: as far as it is in view and can be read.
     *
     * @param parts of {@code shape}
     * @param seen what of the board is in view
     */
    static void drawTyped(
            GraphicsContext graphics,
            Viewport viewport,
            Shape shape,
            List<Drawing.Part> parts,
            LivePictures images,
            Box seen) {
        double lowest = TYPED_MIN / viewport.scale();
        boolean turned = shape.angle() != 0;
        int letters = 0;
        graphics.save();
        graphics.scale(viewport.scale(), viewport.scale());
        graphics.translate(-viewport.x(), -viewport.y());
        for (Drawing.Part part : parts) {
            if (part instanceof Drawing.Text text) {
                Box near = new Box(text.x(), text.y() - 2 * text.size(), Double.MAX_VALUE, text.y() + text.size());
                boolean far = !turned && !near.intersects(seen);
                if (far || text.size() < lowest || letters > TYPED_LETTERS_MAX) {
                    continue;
                }
                letters += text.line().length();
            } else if (part instanceof Drawing.Emoji emoji) {
                boolean far = !turned && !emoji.frame().intersects(seen);
                if (far || emoji.frame().height() < lowest || letters > TYPED_LETTERS_MAX) {
                    continue;
                }
                letters++;
            }
            parts(graphics, List.of(part), images);
        }
        graphics.restore();
    }

    private static void parts(GraphicsContext graphics, List<Drawing.Part> parts, LivePictures images) {
        for (Drawing.Part part : parts) {
            if (part instanceof Drawing.Path path) {
                draw(graphics, path);
            } else if (part instanceof Drawing.Text text) {
                draw(graphics, text);
            } else if (part instanceof Drawing.Emoji emoji) {
                Image image = EMOJI.computeIfAbsent(emoji.name(), name -> new Image(EmojiGlyphs.address(name), true));
                images.await(image);
                draw(graphics, new Drawing.Picture(emoji.name(), emoji.frame(), emoji.opacity(), emoji.turn()), image);
            } else if (part instanceof Drawing.Picture picture) {
                draw(graphics, picture, images.get(picture.id()));
                if (images.isMarked(picture.id())) {
                    parts(graphics, Drawing.mark(picture), images);
                }
            }
        }
    }

    /** Where it is, and in which colour. */
    private static void box(GraphicsContext graphics, Viewport viewport, Shape shape, boolean dark) {
        Box frame = shape.frame();
        double[] xs = new double[4];
        double[] ys = new double[4];
        for (int i = 0; i < 4; i++) {
            double x = i == 0 || i == 3 ? frame.minX() : frame.maxX();
            double y = i < 2 ? frame.minY() : frame.maxY();
            double[] corner = Geometry.rotated(x, y, frame.centerX(), frame.centerY(), shape.angle());
            xs[i] = corner[0];
            ys[i] = corner[1];
        }
        graphics.setGlobalAlpha(1);
        graphics.setLineDashes(SOLID);
        graphics.setLineWidth(1 / viewport.scale());
        graphics.setStroke(color(Palette.rgb(shape.look().color(), dark)));
        graphics.strokePolygon(xs, ys, 4);
    }

    private static void draw(GraphicsContext graphics, Drawing.Path path) {
        graphics.setGlobalAlpha(path.opacity());
        graphics.setFillRule(FillRule.NON_ZERO);
        trace(graphics, path.path().getPathIterator(null));
        if (path.fill() != Drawing.NONE) {
            graphics.setFill(color(path.fill()));
            graphics.fill();
        }
        if (path.stroke() != Drawing.NONE) {
            graphics.setStroke(color(path.stroke()));
            graphics.setLineWidth(path.width());
            graphics.setLineJoin(StrokeLineJoin.ROUND);
            graphics.setLineCap(path.dash() ? StrokeLineCap.BUTT : StrokeLineCap.ROUND);
            graphics.setLineDashes(path.dash() ? Drawing.dashes(path.width()) : SOLID);
            graphics.stroke();
        }
    }

    private static void trace(GraphicsContext graphics, PathIterator segments) {
        double[] at = new double[6];
        graphics.beginPath();
        for (; !segments.isDone(); segments.next()) {
            switch (segments.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> graphics.moveTo(at[0], at[1]);
                case PathIterator.SEG_LINETO -> graphics.lineTo(at[0], at[1]);
                case PathIterator.SEG_QUADTO -> graphics.quadraticCurveTo(at[0], at[1], at[2], at[3]);
                case PathIterator.SEG_CUBICTO -> graphics.bezierCurveTo(at[0], at[1], at[2], at[3], at[4], at[5]);
                default -> graphics.closePath();
            }
        }
    }

    private static void draw(GraphicsContext graphics, Drawing.Text text) {
        graphics.save();
        turn(graphics, text.turn());
        graphics.setGlobalAlpha(text.opacity());
        graphics.setFill(color(text.color()));
        graphics.setFont(font(text.size()));
        graphics.setTextBaseline(VPos.BASELINE);
        graphics.fillText(text.line(), text.x(), text.y());
        graphics.restore();
    }

    private static void draw(GraphicsContext graphics, Drawing.Picture picture, @Nullable Image image) {
        graphics.save();
        turn(graphics, picture.turn());
        graphics.setGlobalAlpha(picture.opacity());
        Box frame = picture.frame();
        if (image == null) {
            graphics.setStroke(color(Drawing.PLACEHOLDER));
            graphics.strokeRect(frame.minX(), frame.minY(), frame.width(), frame.height());
        } else {
            graphics.drawImage(image, frame.minX(), frame.minY(), frame.width(), frame.height());
        }
        graphics.restore();
    }

    private static void turn(GraphicsContext graphics, AffineTransform turn) {
        graphics.transform(
                turn.getScaleX(),
                turn.getShearY(),
                turn.getShearX(),
                turn.getScaleY(),
                turn.getTranslateX(),
                turn.getTranslateY());
    }
}
