package dev.lockstep.desktop.board.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The groups that a shape is in, each in the one before it. Immutable.
 *
 * @param ids from the outermost to the innermost
 */
public record Groups(List<String> ids) {

    /** In more than these nobody is lost: the innermost ones are left out. */
    static final int DEPTH_MAX = 16;

    /** The longest id of a group. */
    static final int ID_MAX = 200;

    static final Groups NONE = new Groups(List.of());

    public Groups {
        ids = List.copyOf(ids.size() > DEPTH_MAX ? ids.subList(0, DEPTH_MAX) : ids);
    }

    /** The id of the outermost, whose shapes are selected together; empty where there is none. */
    String outermost() {
        return ids.isEmpty() ? "" : ids.get(0);
    }

    /** In one more, around all of them. */
    public Groups in(String id) {
        List<String> all = new ArrayList<>();
        all.add(id);
        all.addAll(ids);
        return new Groups(all);
    }

    /** Without the outermost. */
    public Groups ungrouped() {
        return ids.isEmpty() ? this : new Groups(ids.subList(1, ids.size()));
    }

    /** The same of a copy, whose groups are others. */
    public Groups renamed(UnaryOperator<String> names) {
        return ids.isEmpty() ? this : new Groups(ids.stream().map(names).toList());
    }
}
