package dev.lockstep.desktop.board.shapes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.quadtree.Quadtree;

/** The shapes of a board, by id, by place and from back to front. For use by one thread at a time. */
public final class ShapeIndex {

    /** From back to front; of two at one place, which may come of two people at once, always the same one. */
    public static final Comparator<Shape> BACK_TO_FRONT =
            Comparator.comparing(Shape::order).thenComparing(Shape::id);

    /** So many shapes are looked at to find what is hit at one point. */
    private static final int HITS_MAX = 20_000;

    /** So many points of strokes likewise: some milliseconds. */
    private static final long HIT_POINTS_MAX = 1_000_000;

    private final Map<String, Shape> byId = new HashMap<>();
    private final Quadtree byPlace = new Quadtree();
    private final TreeSet<Shape> byOrder = new TreeSet<>(BACK_TO_FRONT);

    /** Puts {@code shape} in place of the one with its id, which is returned; null where there was none. */
    @CanIgnoreReturnValue
    public @Nullable Shape put(Shape shape) {
        Shape before = remove(shape.id());
        byId.put(shape.id(), shape);
        byPlace.insert(envelope(shape.bounds()), shape);
        byOrder.add(shape);
        return before;
    }

    /** Takes out the shape with that id, which is returned; null where there is none. */
    @CanIgnoreReturnValue
    public @Nullable Shape remove(String id) {
        Shape before = byId.remove(id);
        if (before != null) {
            byPlace.remove(envelope(before.bounds()), before);
            byOrder.remove(before);
        }
        return before;
    }

    /** Null where no shape has that id. */
    public @Nullable Shape get(String id) {
        return byId.get(id);
    }

    public int size() {
        return byId.size();
    }

    /** From back to front: what there is at any time, not a copy; nobody may change it. */
    public Collection<Shape> all() {
        return byOrder;
    }

    /** The foremost; null where there are none. */
    public @Nullable Shape front() {
        return byOrder.isEmpty() ? null : byOrder.last();
    }

    /** Some of those that may paint in {@code box}, at most {@code max}, in no order. */
    public List<Shape> near(Box box, int max) {
        List<Shape> found = new ArrayList<>();
        byPlace.query(envelope(box), item -> {
            Shape shape = (Shape) item;
            if (found.size() < max && shape.bounds().intersects(box)) {
                found.add(shape);
            }
        });
        return found;
    }

    /**
     * The foremost that is hit at a point, null where none is.
     *
     * @param slack how far beside it still counts, in board units
     */
    public @Nullable Shape at(double x, double y, double slack) {
        List<Shape> hit = hits(x, y, slack);
        return hit.isEmpty() ? null : Collections.max(hit, BACK_TO_FRONT);
    }

    /** Those that are hit at a point, as by {@link #at}, in no order. Where very much lies there, not all of it is looked at. */
    public List<Shape> hits(double x, double y, double slack) {
        List<Shape> hit = new ArrayList<>();
        long points = 0;
        for (Shape shape : near(new Box(x, y, x, y).grown(slack), HITS_MAX)) {
            points += shape.points().length / Shape.POINT;
            if (points > HIT_POINTS_MAX) {
                break;
            }
            if (Geometry.isHit(shape, x, y, slack)) {
                hit.add(shape);
            }
        }
        return hit;
    }

    /** Around all, null where there are none. */
    public static @Nullable Box around(Collection<Shape> shapes) {
        Box box = null;
        for (Shape shape : shapes) {
            Box own = Geometry.turned(shape.frame(), shape.angle());
            box = box == null ? own : box.union(own);
        }
        return box;
    }

    private static Envelope envelope(Box box) {
        return new Envelope(box.minX(), box.maxX(), box.minY(), box.maxY());
    }
}
