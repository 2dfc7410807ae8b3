package dev.lockstep.desktop.board;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Palette;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapePlacement;
import dev.lockstep.desktop.colors.ColorToken;
import dev.lockstep.model.Json;

/** Somebody else on the board, as far as they show it: nothing of this is kept. */
final class Peer {

    /** More of a stroke is not shown before it is finished. */
    private static final int POINTS_MAX = 4_200;

    /** Points of a laser pointer: four times what an honest one shows before they fade. */
    private static final int LASER_MAX = 150;

    private static final double[] NO_POINTS = {};

    /** A point of a laser pointer, with when it came. */
    record Spot(double x, double y, long nanos) {}

    final String session;
    final String client;
    final String color;

    /** As it is shown; another where somebody comes who is called alike. */
    String name;

    double cursorX = Double.NaN;
    double cursorY = Double.NaN;

    @Nullable
    Box view;

    /** How large they see it; not a number where they don't say. */
    double scale = Double.NaN;

    /** What they showed last, as it came. */
    @Nullable
    Json presence;

    List<String> selection = List.of();
    final Map<String, ShapePlacement> moved = new LinkedHashMap<>();

    /** Around what they move where that is too much to be shown; null where it is not. */
    @Nullable
    Box movedFrame;

    final Deque<Spot> laser = new ArrayDeque<>();
    long movedAtNanos;

    private @Nullable Shape draft;
    private double[] draftPoints = NO_POINTS;
    private long draftAtNanos;

    /** @param name as it may be shown */
    Peer(String session, String client, String name, String color) {
        this.session = session;
        this.client = client;
        this.name = name;
        this.color = color.startsWith("#") && Palette.isColor(color)
                ? color
                : ColorToken.PERSON_UNKNOWN.web(); // a name of the palette is no colour of a person
    }

    void points(double x, double y, long nanos) {
        laser.addLast(new Spot(x, y, nanos));
        if (laser.size() > LASER_MAX) {
            laser.removeFirst();
        }
    }

    boolean hasCursor() {
        return !Double.isNaN(cursorX);
    }

    /** What they draw at the moment, null where they don't. */
    @Nullable
    Shape draft() {
        return draft;
    }

    void draws(Shape shape, long nanos) {
        draft = shape;
        draftPoints = NO_POINTS;
        draftAtNanos = nanos;
    }

    /** @param from how many points are kept of what came before */
    void draws(Shape begun, int from, double[] points, long nanos) {
        boolean goesOn = draft != null && draft.id().equals(begun.id());
        if (points.length > POINTS_MAX * Shape.POINT || from > POINTS_MAX) {
            return;
        }
        int kept = goesOn ? Math.min(draftPoints.length, from * Shape.POINT) : 0;
        double[] all = Arrays.copyOf(draftPoints, kept + points.length);
        System.arraycopy(points, 0, all, kept, points.length);
        draftPoints = all;
        draft = begun.along(all);
        draftAtNanos = nanos;
    }

    void drewOrGaveUp() {
        draft = null;
        draftPoints = NO_POINTS;
    }

    /** Forgets what has not been shown again for long: the word that it is over was lost. Whether anything was. */
    boolean forget(long nanos, long patience, long laserNanos) {
        boolean forgot = false;
        if (draft != null && nanos - draftAtNanos > patience) {
            drewOrGaveUp();
            forgot = true;
        }
        if ((!moved.isEmpty() || movedFrame != null) && nanos - movedAtNanos > patience) {
            moved.clear();
            movedFrame = null;
            forgot = true;
        }
        while (!laser.isEmpty() && nanos - laser.peekFirst().nanos() > laserNanos) {
            laser.removeFirst();
            forgot = true;
        }
        return forgot;
    }
}
