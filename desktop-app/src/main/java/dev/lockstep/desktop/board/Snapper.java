package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;

/** Draws what is moved to the edges and middles of its neighbours, and to the grid where that is on. */
final class Snapper {

    static final double GRID = 20;

    private static final double REACH_PIXELS = 6;
    private static final double NEIGHBOURHOOD_PIXELS = 800;
    private static final int NEIGHBOURS_MAX = 200;

    /** So many shapes are looked through for neighbours. */
    private static final int NEAR_MAX = 5_000;

    private final ShapeIndex index;
    private final boolean grid;
    private final Set<String> moved;

    /**
     * Where something is to be, after {@code point} or for {@code box}.
     *
     * @param x to be, or to move by
     */
    record Snapped(double x, double y, List<double[]> guides) {}

    /** @param moved the ids of the shapes that nothing snaps to */
    Snapper(ShapeIndex index, boolean grid, Set<String> moved) {
        this.index = index;
        this.grid = grid;
        this.moved = moved;
    }

    /** A point, to the grid or to neighbours. */
    Snapped point(double x, double y, Pointer pointer) {
        Snapped by = box(new Box(x, y, x, y), 0, 0, pointer);
        return new Snapped(x + by.x(), y + by.y(), by.guides());
    }

    /** How far {@code box} is to move, which is wanted to by {@code dx}, {@code dy}. */
    Snapped box(Box box, double dx, double dy, Pointer pointer) {
        if (pointer.free()) {
            return new Snapped(dx, dy, List.of());
        }
        Box wanted = box.moved(dx, dy);
        if (grid) {
            return new Snapped(
                    dx + Math.round(wanted.minX() / GRID) * GRID - wanted.minX(),
                    dy + Math.round(wanted.minY() / GRID) * GRID - wanted.minY(),
                    List.of());
        }
        double reach = pointer.units(REACH_PIXELS);
        Line bestX = null;
        Line bestY = null;
        int seen = 0;
        for (Shape neighbour : index.near(wanted.grown(pointer.units(NEIGHBOURHOOD_PIXELS)), NEAR_MAX)) {
            if (neighbour.kind().isStroke() || neighbour.kind().isLine() || moved.contains(neighbour.id())) {
                continue;
            }
            if (++seen > NEIGHBOURS_MAX) {
                break;
            }
            Box other = Geometry.turned(neighbour.frame(), neighbour.angle());
            bestX = nearer(bestX, edges(wanted, true), edges(other, true), reach, other);
            bestY = nearer(bestY, edges(wanted, false), edges(other, false), reach, other);
        }
        double snappedX = dx + (bestX == null ? 0 : bestX.by());
        double snappedY = dy + (bestY == null ? 0 : bestY.by());
        Box there = box.moved(snappedX, snappedY);
        List<double[]> guides = new ArrayList<>();
        if (bestX != null) {
            Box both = there.union(bestX.of());
            guides.add(new double[] {bestX.at(), both.minY(), bestX.at(), both.maxY()});
        }
        if (bestY != null) {
            Box both = there.union(bestY.of());
            guides.add(new double[] {both.minX(), bestY.at(), both.maxX(), bestY.at()});
        }
        return new Snapped(snappedX, snappedY, guides);
    }

    /** @param at where the line is, upright or level; {@code by} how far away */
    private record Line(double at, double by, Box of) {}

    private static double[] edges(Box box, boolean x) {
        return x
                ? new double[] {box.minX(), box.centerX(), box.maxX()}
                : new double[] {box.minY(), box.centerY(), box.maxY()};
    }

    private static @Nullable Line nearer(@Nullable Line best, double[] own, double[] others, double reach, Box of) {
        Line nearest = best;
        for (double from : own) {
            for (double to : others) {
                double distance = Math.abs(to - from);
                if (distance <= reach && (nearest == null || distance < Math.abs(nearest.by()))) {
                    nearest = new Line(to, to - from, of);
                }
            }
        }
        return nearest;
    }
}
