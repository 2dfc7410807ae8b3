package dev.lockstep.desktop.board.shapes;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

/**
 * Where somebody has a shape that they drag, stretch, turn or type into, as their signals say. Not trusted: what is out of bounds is
 * no place. Immutable.
 *
 * @param fontSize not a number where it is as it was
 * @param flipX whether the points of a stroke are mirrored, left to right; {@code flipY} likewise, top to bottom
 * @param text null where it is as it was
 */
public record ShapePlacement(
        double x,
        double y,
        double width,
        double height,
        double angle,
        double fontSize,
        boolean flipX,
        boolean flipY,
        @Nullable String text) {

    /** Nobody drags anything farther away. */
    private static final double FAR = 1e7;

    /**
     * What makes {@code shown} of {@code known}.
     *
     * @param known as it is on the board
     */
    public static Json write(Shape known, Shape shown) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("id", Json.of(shown.id()));
        members.put("x", rounded(shown.x()));
        members.put("y", rounded(shown.y()));
        members.put("w", rounded(shown.width()));
        members.put("h", rounded(shown.height()));
        if (shown.angle() != 0) {
            members.put("angle", rounded(shown.angle()));
        }
        if (shown.look().fontSize() != known.look().fontSize()) {
            members.put("size", rounded(shown.look().fontSize()));
        }
        if (shown.points() != known.points()) {
            double[] from = known.points();
            double[] to = shown.points();
            boolean sameX = from.length == to.length && from.length > 0 && isAlong(from, to, 0);
            boolean sameY = from.length == to.length && from.length > 0 && isAlong(from, to, 1);
            members.put("flip", Json.of((sameX ? "" : "x") + (sameY ? "" : "y")));
        }
        if (!shown.text().equals(known.text())) {
            members.put("text", Json.of(shown.text()));
        }
        return new Json.Obj(members);
    }

    private static boolean isAlong(double[] from, double[] to, int offset) {
        for (int i = offset; i < from.length; i += Shape.POINT) {
            if (from[i] != to[i]) {
                return false;
            }
        }
        return true;
    }

    /** Null where {@code json} is no place. */
    public static @Nullable ShapePlacement read(Json json) {
        JsonReader place = JsonReader.of(json);
        double x = place.at("x").number(-FAR, FAR);
        double y = place.at("y").number(-FAR, FAR);
        double width = place.at("w").number(-FAR, FAR);
        double height = place.at("h").number(-FAR, FAR);
        double angle = place.at("angle").number(-360, 360, 0);
        if (!place.isFine()) {
            return null;
        }
        String flip = place.at("flip").text(2, "");
        return new ShapePlacement(
                x,
                y,
                width,
                height,
                angle,
                place.at("size").number(Look.FONT_MIN, Look.FONT_MAX, Double.NaN),
                flip.contains("x"),
                flip.contains("y"),
                place.at("text").textOrNull(ShapeCodec.TEXT_MAX));
    }

    /** {@code known} as it is shown. */
    public Shape apply(Shape known) {
        boolean mayBeNegative = known.kind().isLine();
        double w = mayBeNegative ? width : Math.max(0, width);
        double h = mayBeNegative ? height : Math.max(0, height);
        boolean moved = w == known.width()
                && h == known.height()
                && angle == known.angle()
                && Double.isNaN(fontSize)
                && text == null
                && !flipX
                && !flipY;
        if (moved) {
            return known.at(x, y); // nothing of it is measured again
        }
        Shape shown = known.with(x, y, w, h, angle);
        if (!Double.isNaN(fontSize)) {
            shown = shown.withLook(known.look().withFontSize(fontSize));
        }
        if (text != null && (known.kind().hasText() || known.kind().isClosed())) {
            shown = shown.withText(text);
        }
        return known.kind().isStroke() && (flipX || flipY) ? Geometry.mirrored(shown, flipX, flipY) : shown;
    }

    private static Json rounded(double value) {
        return Json.of(Math.round(value * 100) / 100.0);
    }
}
