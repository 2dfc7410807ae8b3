package dev.lockstep.desktop.board.shapes;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/**
 * A shape of a board. Immutable, and safe for use by many threads.
 *
 * <p>It lies at {@code x}, {@code y} with a width and height, all in board units with y pointing down, and is turned by
 * {@code angle} degrees clockwise around its middle. A line goes from there by its width and height, either of which may be
 * negative. A stroke has its points relative to {@code x}, {@code y}, as they were drawn; where its size is another now, it
 * is stretched.
 */
public final class Shape {

    /** Numbers that a stroke has for each point: x, y, and the part of its width that it has there. */
    public static final int POINT = 3;

    static final double[] NO_POINTS = {};

    private final String id;
    private final Kind kind;
    private final double x;
    private final double y;
    private final double width;
    private final double height;
    private final double angle;
    private final String order;
    private final Look look;
    private final double[] points;
    private final String text;
    private final Groups groups;
    private final boolean locked;
    private final Json source;
    private final Box bounds;

    Shape(
            String id,
            Kind kind,
            double x,
            double y,
            double width,
            double height,
            double angle,
            String order,
            Look look,
            double[] points,
            String text,
            Groups groups,
            boolean locked,
            Json source) {
        this(id, kind, x, y, width, height, angle, order, look, points, text, groups, locked, source, null);
    }

    /** @param bounds null where they are yet to be measured */
    private Shape(
            String id,
            Kind kind,
            double x,
            double y,
            double width,
            double height,
            double angle,
            String order,
            Look look,
            double[] points,
            String text,
            Groups groups,
            boolean locked,
            Json source,
            @Nullable Box bounds) {
        this.id = id;
        this.kind = kind;
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
        this.angle = angle;
        this.order = order;
        this.look = look;
        this.points = points;
        this.text = text;
        this.groups = groups;
        this.locked = locked;
        this.source = source;
        this.bounds = bounds == null ? Geometry.bounds(this) : bounds;
    }

    /** A new one, at the very front of nothing. */
    public static Shape of(String id, Kind kind, Look look) {
        return new Shape(id, kind, 0, 0, 0, 0, 0, "", look, NO_POINTS, "", Groups.NONE, false, Json.Obj.EMPTY);
    }

    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public double x() {
        return x;
    }

    public double y() {
        return y;
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }

    /** In degrees, clockwise. */
    public double angle() {
        return angle;
    }

    /** Where it stands between front and back: {@link dev.lockstep.model.OrderKey}. */
    public String order() {
        return order;
    }

    public Look look() {
        return look;
    }

    /** {@link #POINT} numbers each; not to be changed. */
    public double[] points() {
        return points;
    }

    /** The text; of an image, which it is. */
    public String text() {
        return text;
    }

    /** The groups that it is in. */
    public Groups groups() {
        return groups;
    }

    /** The outermost group that it belongs to, empty where it is in none. */
    public String group() {
        return groups.outermost();
    }

    /** Whether it stays where it is until it is unlocked. */
    public boolean locked() {
        return locked;
    }

    /** The entry that it was read from, empty for one that was made here. */
    Json source() {
        return source;
    }

    /** All that it may paint on. */
    public Box bounds() {
        return bounds;
    }

    /** Its own rectangle, before it is turned. */
    public Box frame() {
        return Box.between(x, y, x + width, y + height);
    }

    public Shape at(double newX, double newY) {
        return like(id, newX, newY, order, groups, locked, bounds.moved(newX - x, newY - y));
    }

    /** A copy that looks the same, so that nothing of it is measured again. */
    private Shape like(
            String newId,
            double newX,
            double newY,
            String newOrder,
            Groups newGroups,
            boolean newLocked,
            Box newBounds) {
        return new Shape(
                newId, kind, newX, newY, width, height, angle, newOrder, look, points, text, newGroups, newLocked,
                source, newBounds);
    }

    public Shape with(double newX, double newY, double newWidth, double newHeight, double newAngle) {
        return new Shape(
                id, kind, newX, newY, newWidth, newHeight, newAngle, order, look, points, text, groups, locked, source);
    }

    public Shape withId(String newId) {
        return like(newId, x, y, order, groups, locked, bounds);
    }

    public Shape withOrder(String newOrder) {
        return like(id, x, y, newOrder, groups, locked, bounds);
    }

    public Shape withLook(Look newLook) {
        return new Shape(id, kind, x, y, width, height, angle, order, newLook, points, text, groups, locked, source);
    }

    public Shape withText(String newText) {
        return new Shape(id, kind, x, y, width, height, angle, order, look, points, newText, groups, locked, source);
    }

    public Shape withGroups(Groups newGroups) {
        return like(id, x, y, order, newGroups, locked, bounds);
    }

    public Shape withLocked(boolean newLocked) {
        return like(id, x, y, order, groups, newLocked, bounds);
    }

    /** @param newPoints of a stroke, as {@link #points} */
    public Shape withPoints(double[] newPoints) {
        return new Shape(id, kind, x, y, width, height, angle, order, look, newPoints, text, groups, locked, source);
    }

    /** A stroke along {@code absolute} points, {@link #POINT} numbers each, which it then lies around. */
    public Shape along(double[] absolute) {
        if (absolute.length == 0) {
            return this;
        }
        double minX = absolute[0];
        double minY = absolute[1];
        double maxX = minX;
        double maxY = minY;
        for (int i = 0; i < absolute.length; i += POINT) {
            minX = Math.min(minX, absolute[i]);
            minY = Math.min(minY, absolute[i + 1]);
            maxX = Math.max(maxX, absolute[i]);
            maxY = Math.max(maxY, absolute[i + 1]);
        }
        Box box = new Box(minX, minY, maxX, maxY);
        double[] relative = absolute.clone();
        for (int i = 0; i < relative.length; i += POINT) {
            relative[i] -= box.minX();
            relative[i + 1] -= box.minY();
        }
        return new Shape(
                id,
                kind,
                box.minX(),
                box.minY(),
                box.width(),
                box.height(),
                angle,
                order,
                look,
                relative,
                text,
                groups,
                locked,
                source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape
                && id.equals(shape.id)
                && kind == shape.kind
                && x == shape.x
                && y == shape.y
                && width == shape.width
                && height == shape.height
                && angle == shape.angle
                && order.equals(shape.order)
                && look.equals(shape.look)
                && Arrays.equals(points, shape.points)
                && text.equals(shape.text)
                && groups.equals(shape.groups)
                && locked == shape.locked;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, x, y, order);
    }

    @Override
    public String toString() {
        return kind.id() + " " + id + " at " + x + "," + y;
    }
}
