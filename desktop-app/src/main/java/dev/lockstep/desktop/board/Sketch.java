package dev.lockstep.desktop.board;

import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.pictures.Pictures;

/** Draws shapes on the live layer of a board. */
final class Sketch {

    private static final double[] SOLID = {};
    private static final String FAMILY = "SansSerif";

    private Sketch() {}

    /** The font that texts are drawn and edited in. */
    static Font font(double size) {
        return Font.font(FAMILY, size);
    }

    static Color color(int rgb) {
        return Color.rgb((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255);
    }

    static void draw(GraphicsContext graphics, Viewport viewport, Shape shape, boolean dark, Pictures images) {
        graphics.save();
        graphics.scale(viewport.scale(), viewport.scale());
        graphics.translate(-viewport.x(), -viewport.y());
        for (Drawing.Part part : Drawing.of(shape, dark)) {
            if (part instanceof Drawing.Path path) {
                draw(graphics, path);
            } else if (part instanceof Drawing.Text text) {
                draw(graphics, text);
            } else if (part instanceof Drawing.Picture picture) {
                draw(graphics, picture, images.getForScreen(picture.id()));
            }
        }
        graphics.restore();
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
