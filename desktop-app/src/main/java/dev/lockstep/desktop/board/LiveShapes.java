package dev.lockstep.desktop.board;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.DrawingCost;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;
import dev.lockstep.desktop.board.shapes.ShapePlacement;

/**
 * Shapes that others drag, stretch, turn or type into, as they have them at the moment: drawn in front of all instead of where they
 * still are. What would be too much for a frame is left where it is, and a frame shows where it goes. Needs no toolkit.
 */
final class LiveShapes {

    /** What a text costs that is measured, in {@link DrawingCost} a character. */
    private static final int MEASURED_MAX = 60_000;

    private record Applied(ShapePlacement placed, Shape known, Shape shown) {}

    private Map<String, Applied> applied = new HashMap<>();
    private final Map<String, Shape> shown = new LinkedHashMap<>();

    /**
     * Reads what is there now; to be called with each frame in which something is different.
     *
     * @param own ids of those that are drawn by who sits here
     */
    void refresh(Collection<Peer> peers, ShapeIndex index, Set<String> own) {
        Map<String, Applied> kept = new HashMap<>();
        shown.clear();
        int left = DrawingCost.FRAME_MAX / 3;
        int measured = 0;
        for (Peer peer : peers) {
            for (Map.Entry<String, ShapePlacement> each : peer.moved.entrySet()) {
                Shape known = index.get(each.getKey());
                if (known == null || known.kind() == Kind.UNKNOWN || own.contains(known.id())) {
                    continue;
                }
                Applied before = applied.get(known.id());
                if (before == null || !before.placed.equals(each.getValue()) || !before.known.equals(known)) {
                    String text = each.getValue().text();
                    measured += text == null ? known.text().length() : text.length();
                    if (measured > MEASURED_MAX) {
                        continue;
                    }
                    before = new Applied(each.getValue(), known, each.getValue().apply(known));
                }
                int cost = DrawingCost.of(before.shown);
                if (cost <= Math.min(left, DrawingCost.SHAPE_MAX)) {
                    left -= cost;
                    kept.put(known.id(), before);
                    shown.put(known.id(), before.shown);
                }
            }
        }
        applied = kept;
    }

    /** By id; not drawn where they still are. */
    Map<String, Shape> shown() {
        return shown;
    }

    /** The shape as it is shown, null where it is not one of these. */
    @Nullable
    Shape get(String id) {
        return shown.get(id);
    }
}
