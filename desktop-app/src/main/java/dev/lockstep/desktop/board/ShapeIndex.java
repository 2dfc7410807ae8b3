package dev.lockstep.desktop.board;

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

/** The shapes of a board, by id, by place and from back to front. */
final class ShapeIndex {

    /** From back to front; of two at one place, which may come of two people at once, always the same one. */
    static final Comparator<Shape> BACK_TO_FRONT =
            Comparator.comparing(Shape::order).thenComparing(Shape::id);

    /** So many shapes are looked at to find what is hit at one point. */
    private static final int HITS_MAX = 20_000;

    /** So many points of strokes likewise: some milliseconds. */
    private static final long HIT_POINTS_MAX = 1_000_000;

    private final Map<String, Shape> byId = new HashMap<>();
    private final Quadtree byPlace = new Quadtree();
    private final TreeSet<Shape> byOrder = new TreeSet<>(BACK_TO_FRONT);

    /** Puts {@code shape} in place of the one with its id, which is returned. */
    @CanIgnoreReturnValue
    @Nullable
    Shape put(Shape shape) {
        Shape before = remove(shape.id());
        byId.put(shape.id(), shape);
        byPlace.insert(envelope(shape.bounds()), shape);
        byOrder.add(shape);
        return before;
    }

    @CanIgnoreReturnValue
    @Nullable
    Shape remove(String id) {
        Shape before = byId.remove(id);
        if (before != null) {
            byPlace.remove(envelope(before.bounds()), before);
            byOrder.remove(before);
        }
        return before;
    }

    @Nullable
    Shape get(String id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }

    /** From back to front. */
    Collection<Shape> all() {
        return byOrder;
    }

    @Nullable
    Shape front() {
        return byOrder.isEmpty() ? null : byOrder.last();
    }

    @Nullable
    Shape back() {
        return byOrder.isEmpty() ? null : byOrder.first();
    }

    /** Those that may paint in {@code box}, from back to front. */
    List<Shape> in(Box box) {
        List<Shape> found = near(box, Integer.MAX_VALUE);
        found.sort(BACK_TO_FRONT);
        return found;
    }

    /** Some of those that may paint in {@code box}, at most {@code max}, in no order. */
    List<Shape> near(Box box, int max) {
        List<Shape> found = new ArrayList<>();
        byPlace.query(envelope(box), item -> {
            Shape shape = (Shape) item;
            if (found.size() < max && shape.bounds().intersects(box)) {
                found.add(shape);
            }
        });
        return found;
    }

    /** The foremost that is hit at a point, null where none is. */
    @Nullable
    Shape at(double x, double y, double slack) {
        List<Shape> hit = hits(x, y, slack);
        return hit.isEmpty() ? null : Collections.max(hit, BACK_TO_FRONT);
    }

    /** Those that are hit at a point, in no order. Where very much lies there, not all of it is looked at. */
    List<Shape> hits(double x, double y, double slack) {
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
    static @Nullable Box around(Collection<Shape> shapes) {
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
