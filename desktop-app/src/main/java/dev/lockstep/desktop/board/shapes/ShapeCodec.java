package dev.lockstep.desktop.board.shapes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.model.Json;
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

    private static final double UNKNOWN_WIDTH = 160;
    private static final double UNKNOWN_HEIGHT = 90;

    private ShapeCodec() {}

    /** A value that can't be what it should be. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The shape that an entry is, whatever it is.
     *
     * @param id of the shape
     */
    public static Shape read(String id, Json value) {
        if (!(value instanceof Json.Obj object)) {
            return unknown(id, Json.Obj.EMPTY);
        }
        try {
            Kind kind = Kind.of(text(object, "kind", ""));
            if (kind == Kind.UNKNOWN) {
                return unknown(id, object);
            }
            double[] points = points(object);
            if (kind.isStroke() && points.length == 0) {
                throw new Unreadable("a stroke without points");
            }
            return new Shape(
                    id,
                    kind,
                    number(object, "x", 0, -FAR, FAR),
                    number(object, "y", 0, -FAR, FAR),
                    number(object, "w", 0, kind.isLine() ? -FAR : 0, FAR),
                    number(object, "h", 0, kind.isLine() ? -FAR : 0, FAR),
                    number(object, "angle", 0, -360, 360),
                    order(object),
                    look(object),
                    points,
                    text(object, kind == Kind.IMAGE ? "image" : "text", ""),
                    groups(object),
                    flag(object, "locked"),
                    object);
        } catch (Unreadable e) {
            return unknown(id, object);
        }
    }

    private static Shape unknown(String id, Json.Obj object) {
        double x = 0;
        double y = 0;
        double width = UNKNOWN_WIDTH;
        double height = UNKNOWN_HEIGHT;
        String order = "";
        try {
            order = order(object);
            x = number(object, "x", 0, -FAR, FAR);
            y = number(object, "y", 0, -FAR, FAR);
            width = Math.max(UNKNOWN_WIDTH / 4, number(object, "w", UNKNOWN_WIDTH, 0, FAR));
            height = Math.max(UNKNOWN_HEIGHT / 4, number(object, "h", UNKNOWN_HEIGHT, 0, FAR));
        } catch (Unreadable e) {
            // as far as it could be read
        }
        String kind = object.get("kind") instanceof Json.Text text ? text.value() : "";
        String shown = DisplayText.line(kind, 40);
        return new Shape(
                id,
                Kind.UNKNOWN,
                x,
                y,
                width,
                height,
                0,
                order,
                Look.DEFAULT,
                Shape.NO_POINTS,
                shown,
                Groups.NONE,
                false,
                object);
    }

    private static Look look(Json.Obj object) {
        return new Look(
                color(object, "color", Look.DEFAULT.color()),
                color(object, "fill", ""),
                number(object, "width", Look.DEFAULT.width(), Look.WIDTH_MIN, Look.WIDTH_MAX),
                number(object, "opacity", 1, 0, 1),
                flag(object, "dash"),
                number(object, "size", Look.DEFAULT.fontSize(), Look.FONT_MIN, Look.FONT_MAX));
    }

    private static String order(Json.Obj object) {
        String order = text(object, "order", "");
        if (!order.isEmpty() && (order.length() > ORDER_MAX || !OrderKey.isValid(order))) {
            throw new Unreadable("order");
        }
        return order;
    }

    private static double number(Json.Obj object, String name, double absent, double min, double max) {
        Json value = object.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Json.Num number && number.value() >= min && number.value() <= max) {
            return number.value();
        }
        throw new Unreadable(name);
    }

    private static String text(Json.Obj object, String name, String absent) {
        Json value = object.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Json.Text text && text.value().length() <= TEXT_MAX) {
            return text.value();
        }
        throw new Unreadable(name);
    }

    private static String color(Json.Obj object, String name, String absent) {
        String color = text(object, name, absent);
        if (!color.isEmpty() && !Palette.isColor(color)) {
            throw new Unreadable(name);
        }
        return color;
    }

    /** The outermost beside those in it: a program that knows one group only has that. */
    private static Groups groups(Json.Obj object) {
        List<String> ids = new ArrayList<>();
        String outermost = text(object, "group", "");
        if (!outermost.isEmpty()) {
            ids.add(outermost);
        }
        if (object.get("groups") instanceof Json.Arr inner) {
            for (Json id : inner.items()) {
                if (ids.size() == Groups.DEPTH_MAX) {
                    break;
                }
                if (id instanceof Json.Text text
                        && !text.value().isEmpty()
                        && text.value().length() <= Groups.ID_MAX) {
                    ids.add(text.value());
                }
            }
        }
        return ids.isEmpty() ? Groups.NONE : new Groups(ids);
    }

    private static boolean flag(Json.Obj object, String name) {
        Json value = object.get(name);
        if (value != null && !(value instanceof Json.Bool)) {
            throw new Unreadable(name);
        }
        return value instanceof Json.Bool flag && flag.value();
    }

    private static double[] points(Json.Obj object) {
        Json value = object.get("points");
        if (value == null) {
            return Shape.NO_POINTS;
        }
        double[] points = value instanceof Json.Text text ? Points.read(text.value()) : null;
        if (points == null) {
            throw new Unreadable("points");
        }
        for (int i = 0; i < points.length; i++) {
            double max = i % Shape.POINT == Shape.POINT - 1 ? 1 : FAR;
            if (points[i] < 0 || points[i] > max) {
                throw new Unreadable("points");
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
