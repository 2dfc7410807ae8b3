package dev.lockstep.desktop.board.shapes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;
import dev.lockstep.model.OrderKey;

/**
 * Shapes as the values of entries, and back. What is missing has a default; what can't be, from some other program, becomes a
 * shape of kind {@link Kind#UNKNOWN}. Members that this program doesn't know stay as they are. Any
 * thread; the work is bounded by the size of the value.
 */
public final class ShapeCodec {

    /** Nobody draws as far away; beyond, numbers lose their fractions. */
    private static final double FAR = 1e7;

    /** The longest text of a shape. */
    public static final int TEXT_MAX = 20_000;

    /** An order that is longer was made to be. */
    public static final int ORDER_MAX = 200;

    private static final int COLOR_MAX = 40;
    private static final int KIND_SHOWN_MAX = 40;
    private static final int KIND_LOOKED_AT_MAX = 1_000;
    private static final double UNKNOWN_WIDTH = 160;
    private static final double UNKNOWN_HEIGHT = 90;

    private ShapeCodec() {}

    /**
     * The shape that an entry is, whatever it is.
     *
     * @param id of the shape
     */
    public static Shape read(String id, Json value) {
        JsonReader entry = JsonReader.of(value);
        Kind kind = Kind.of(entry.at("kind").text(TEXT_MAX, ""));
        if (kind == Kind.UNKNOWN) {
            return unknown(id, value);
        }
        double leastSide = kind.isLine() ? -FAR : 0;
        Shape shape = new Shape(
                id,
                kind,
                entry.at("x").number(-FAR, FAR, 0),
                entry.at("y").number(-FAR, FAR, 0),
                entry.at("w").number(leastSide, FAR, 0),
                entry.at("h").number(leastSide, FAR, 0),
                entry.at("angle").number(-360, 360, 0),
                order(entry.at("order")),
                look(entry),
                points(entry.at("points"), kind),
                entry.at(kind == Kind.IMAGE ? "image" : "text").text(TEXT_MAX, ""),
                groups(entry),
                entry.at("locked").flag(false),
                entry.object());
        return entry.isFine() ? shape : unknown(id, value);
    }

    /** As far as it can be read. */
    private static Shape unknown(String id, Json value) {
        JsonReader entry = JsonReader.of(value);
        return new Shape(
                id,
                Kind.UNKNOWN,
                entry.at("x").number(-FAR, FAR, 0),
                entry.at("y").number(-FAR, FAR, 0),
                Math.max(UNKNOWN_WIDTH / 4, entry.at("w").number(0, FAR, UNKNOWN_WIDTH)),
                Math.max(UNKNOWN_HEIGHT / 4, entry.at("h").number(0, FAR, UNKNOWN_HEIGHT)),
                0,
                order(entry.at("order")),
                Look.DEFAULT,
                Shape.NO_POINTS,
                DisplayText.line(entry.at("kind").shortened(KIND_LOOKED_AT_MAX, ""), KIND_SHOWN_MAX),
                Groups.NONE,
                false,
                entry.object());
    }

    private static Look look(JsonReader entry) {
        return new Look(
                color(entry.at("color"), Look.DEFAULT.color()),
                color(entry.at("fill"), ""),
                entry.at("width").number(Look.WIDTH_MIN, Look.WIDTH_MAX, Look.DEFAULT.width()),
                entry.at("opacity").number(0, 1, 1),
                entry.at("dash").flag(false),
                entry.at("size").number(Look.FONT_MIN, Look.FONT_MAX, Look.DEFAULT.fontSize()));
    }

    private static String order(JsonReader member) {
        String order = member.text(ORDER_MAX, "");
        if (!order.isEmpty() && !OrderKey.isValid(order)) {
            member.wrong("an order key");
            return "";
        }
        return order;
    }

    private static String color(JsonReader member, String absent) {
        String color = member.text(COLOR_MAX, absent);
        if (!color.isEmpty() && !Palette.isColor(color)) {
            member.wrong("a colour");
            return absent;
        }
        return color;
    }

    /** The outermost beside those in it: a program that knows one group only has that. What else those are is no matter. */
    private static Groups groups(JsonReader entry) {
        List<String> inner = JsonReader.of(entry.at("groups").json()).texts(Groups.DEPTH_MAX, Groups.ID_MAX);
        List<String> ids = Stream.concat(Stream.of(entry.at("group").text(TEXT_MAX, "")), inner.stream())
                .filter(id -> !id.isEmpty())
                .limit(Groups.DEPTH_MAX)
                .toList();
        return ids.isEmpty() ? Groups.NONE : new Groups(ids);
    }

    private static double[] points(JsonReader member, Kind kind) {
        String text = member.text(Integer.MAX_VALUE, ""); // as long as a value can be
        double[] points = text.isEmpty() && !member.isPresent() ? Shape.NO_POINTS : Points.read(text);
        if (points == null || (kind.isStroke() && points.length == 0)) {
            member.wrong("the points of a stroke");
            return Shape.NO_POINTS;
        }
        for (int i = 0; i < points.length; i++) {
            double max = i % Shape.POINT == Shape.POINT - 1 ? 1 : FAR;
            if (points[i] < 0 || points[i] > max) {
                member.wrong("points within bounds");
                return Shape.NO_POINTS;
            }
        }
        return points;
    }

    // ---- writing

    /** The whole value of its entry, numbers rounded to hundredths. */
    public static Json.Obj write(Shape shape) {
        Map<String, Json> members = new LinkedHashMap<>();
        if (shape.kind() == Kind.UNKNOWN) { // a copy of what this program doesn't know: all of it, elsewhere
            if (shape.source() instanceof Json.Obj source) {
                members.putAll(source.members());
            }
            members.put("x", rounded(shape.x(), 100));
            members.put("y", rounded(shape.y(), 100));
            members.put("order", Json.of(shape.order()));
            return new Json.Obj(members);
        }
        members.put("kind", Json.of(shape.kind().id()));
        members.put("x", rounded(shape.x(), 100));
        members.put("y", rounded(shape.y(), 100));
        members.put("w", rounded(shape.width(), 100));
        members.put("h", rounded(shape.height(), 100));
        members.put("order", Json.of(shape.order()));
        Look look = shape.look();
        members.put("color", Json.of(look.color()));
        putUnless(members, "fill", look.fill(), "");
        members.put("width", rounded(look.width(), 100));
        if (look.opacity() != 1) {
            members.put("opacity", rounded(look.opacity(), 100));
        }
        if (look.dash()) {
            members.put("dash", Json.of(true));
        }
        if (shape.kind().hasText() || (shape.kind().isClosed() && look.fontSize() != Look.DEFAULT.fontSize())) {
            members.put("size", rounded(look.fontSize(), 100));
        }
        if (shape.angle() != 0) {
            members.put("angle", rounded(shape.angle(), 100));
        }
        putUnless(members, shape.kind() == Kind.IMAGE ? "image" : "text", shape.text(), "");
        putUnless(members, "group", shape.group(), "");
        List<String> inner = shape.groups().ungrouped().ids();
        if (!inner.isEmpty()) {
            members.put(
                    "groups",
                    new Json.Arr(
                            inner.stream().map(Json::of).map(Json.class::cast).toList()));
        }
        if (shape.locked()) {
            members.put("locked", Json.of(true));
        }
        if (shape.points().length > 0) {
            members.put("points", Json.of(Points.write(shape.points())));
        }
        return new Json.Obj(members);
    }

    /** What makes {@code to} of {@code from}, as JSON Merge Patch; null where they are alike. */
    public static Json.@Nullable Obj patch(Shape from, Shape to) {
        Json.Obj before = write(from);
        Json.Obj after = write(to);
        Map<String, Json> patch = new LinkedHashMap<>();
        for (String name : before.members().keySet()) {
            if (after.get(name) == null) {
                patch.put(name, Json.ofNull());
            }
        }
        after.members().forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                patch.put(name, value);
            }
        });
        return patch.isEmpty() ? null : new Json.Obj(patch);
    }

    private static void putUnless(Map<String, Json> members, String name, String value, String absent) {
        if (!value.equals(absent)) {
            members.put(name, Json.of(value));
        }
    }

    private static Json rounded(double value, double parts) {
        return Json.of(Math.round(value * parts) / parts);
    }
}
