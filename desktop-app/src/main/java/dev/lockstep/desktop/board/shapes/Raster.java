package dev.lockstep.desktop.board.shapes;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.EmojiGlyphs;

/** Draws shapes into pictures, on any thread. */
public final class Raster {

    /** What is thinner than this on the picture, in pixels, is drawn that wide, so that it doesn't vanish. */
    private static final double WIDTH_MIN = 0.6;

    /** Texts that are lower than this on the picture, in pixels, are a bar. */
    private static final double TEXT_MIN = 3;

    /** How far letters and their marks reach from what they stand on, in font sizes; more than they do. */
    private static final double TEXT_REACH = 4;

    private static final int LEAST_POINTS = 50;

    private Raster() {}

    /** As the other one; what moves looks like what doesn't. */
    public static void draw(
            BufferedImage image,
            double x,
            double y,
            double scale,
            List<Shape> shapes,
            boolean dark,
            Function<String, @Nullable BufferedImage> pictures) {
        draw(image, x, y, scale, shapes, dark, pictures, id -> false);
    }

    /**
     * @param image premultiplied ARGB, of which the upper left corner is at {@code x}, {@code y} of the board
     * @param scale pixels a unit of the board
     * @param marked which pictures have a mark that says that they move
     */
    public static void draw(
            BufferedImage image,
            double x,
            double y,
            double scale,
            List<Shape> shapes,
            boolean dark,
            Function<String, @Nullable BufferedImage> pictures,
            Predicate<String> marked) {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.scale(scale, scale);
            graphics.translate(-x, -y);
            Rectangle2D seen = new Rectangle2D.Double(x, y, image.getWidth() / scale, image.getHeight() / scale);
            double side = Math.max(image.getWidth(), image.getHeight());
            double tiles = Math.max(1, side / DrawingCost.PICTURE * side / DrawingCost.PICTURE);
            long left = (long) (DrawingCost.PICTURE_MAX * tiles);
            for (Shape each : shapes) {
                Shape shape = each;
                if (each.kind().isStroke()) {
                    long cost = DrawingCost.onPicture(each, scale, side);
                    shape = cost <= DrawingCost.STROKE_LITTLE ? each : lighter(each, cost, left, scale, side);
                    left -= Math.min(cost, DrawingCost.STROKE_MAX);
                }
                for (Drawing.Part part : Drawing.of(shape, dark, scale)) {
                    if (part instanceof Drawing.Path path) {
                        draw(graphics, path, scale);
                    } else if (part instanceof Drawing.Text text) {
                        if (isSeen(text, seen)) {
                            draw(graphics, text, scale);
                        }
                    } else if (part instanceof Drawing.Emoji emoji) {
                        if (isSeen(emoji, seen)) {
                            draw(graphics, emoji);
                        }
                    } else if (part instanceof Drawing.Picture picture) {
                        draw(graphics, picture, pictures.apply(picture.id()));
                        if (marked.test(picture.id())) {
                            mark(graphics, picture, scale);
                        }
                    }
                }
            }
        } finally {
            graphics.dispose();
        }
    }

    private static void mark(Graphics2D graphics, Drawing.Picture picture, double scale) {
        for (Drawing.Part part : Drawing.mark(picture)) {
            if (part instanceof Drawing.Path path) {
                draw(graphics, path, scale);
            } else if (part instanceof Drawing.Text text) {
                draw(graphics, text, scale);
            }
        }
    }

    /** What stands for a stroke that is too much: one along fewer of its points, or where it is. */
    private static Shape lighter(Shape stroke, long cost, long left, double scale, double side) {
        if (left <= 0) {
            Box frame = stroke.frame();
            return Shape.of(
                            stroke.id(),
                            Kind.RECTANGLE,
                            Look.DEFAULT.withColor(stroke.look().color()).withWidth(Look.WIDTH_MIN))
                    .with(frame.minX(), frame.minY(), frame.width(), frame.height(), stroke.angle());
        }
        return cost <= DrawingCost.STROKE_MAX
                ? stroke
                : Geometry.simpler(stroke, Math.max(LEAST_POINTS, DrawingCost.pointsOnPicture(stroke, scale, side)));
    }

    /** Of a long text most lines are not on the picture, and each takes its time to be shaped. */
    private static boolean isSeen(Drawing.Text text, Rectangle2D seen) {
        double room = text.size() * TEXT_REACH;
        return !text.turn().isIdentity()
                || (text.y() + room > seen.getMinY()
                        && text.y() - room < seen.getMaxY()
                        && text.x() < seen.getMaxX() + room);
    }

    private static boolean isSeen(Drawing.Emoji emoji, Rectangle2D seen) {
        Box frame = emoji.frame();
        return !emoji.turn().isIdentity() || seen.intersects(frame.minX(), frame.minY(), frame.width(), frame.height());
    }

    private static void draw(Graphics2D graphics, Drawing.Path path, double scale) {
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) path.opacity()));
        if (path.fill() != Drawing.NONE) {
            graphics.setColor(new Color(path.fill()));
            graphics.fill(path.path());
        }
        if (path.stroke() != Drawing.NONE) {
            graphics.setColor(new Color(path.stroke()));
            graphics.setStroke(stroke(path, scale));
            graphics.draw(path.path());
        }
    }

    private static void draw(Graphics2D graphics, Drawing.Emoji emoji) {
        draw(
                graphics,
                new Drawing.Picture(emoji.name(), emoji.frame(), emoji.opacity(), emoji.turn()),
                EmojiGlyphs.image(emoji.name()));
    }

    private static void draw(Graphics2D graphics, Drawing.Picture picture, @Nullable BufferedImage image) {
        AffineTransform before = graphics.getTransform();
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) picture.opacity()));
        graphics.transform(picture.turn());
        Box frame = picture.frame();
        if (image == null) {
            graphics.setColor(new Color(Drawing.PLACEHOLDER));
            graphics.setStroke(new BasicStroke(1));
            graphics.draw(new Rectangle2D.Double(frame.minX(), frame.minY(), frame.width(), frame.height()));
        } else {
            AffineTransform place = AffineTransform.getTranslateInstance(frame.minX(), frame.minY());
            place.scale(frame.width() / image.getWidth(), frame.height() / image.getHeight());
            graphics.drawImage(image, place, null);
        }
        graphics.setTransform(before);
    }

    private static BasicStroke stroke(Drawing.Path path, double scale) {
        float width = (float) Math.max(path.width(), WIDTH_MIN / scale);
        if (!path.dash()) {
            return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        double[] dashes = Drawing.dashes(path.width());
        return new BasicStroke(
                width,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1,
                new float[] {(float) dashes[0], (float) dashes[1]},
                0);
    }

    private static void draw(Graphics2D graphics, Drawing.Text text, double scale) {
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) text.opacity()));
        graphics.setColor(new Color(text.color()));
        AffineTransform before = graphics.getTransform();
        graphics.transform(text.turn());
        if (text.size() * scale < TEXT_MIN) {
            graphics.setStroke(new BasicStroke((float) (text.size() / 3)));
            double y = text.y() - text.size() / 3;
            graphics.draw(
                    new Line2D.Double(text.x(), y, text.x() + TextLayout.lettersWidth(text.line()) * text.size(), y));
        } else {
            graphics.setFont(TextLayout.font(text.size()));
            graphics.drawString(text.line(), (float) text.x(), (float) text.y());
        }
        graphics.setTransform(before);
    }
}
