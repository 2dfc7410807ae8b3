package dev.lockstep.fx;

import java.util.List;
import java.util.function.IntFunction;

import dev.lockstep.model.OrderKey;

/** Fractional order keys of the items of a movable list. */
final class ListOrder {

    /** Less than every order key, and none itself. */
    static final String NONE = "0";

    private ListOrder() {}

    /**
     * Order keys for {@code count} items that are to stand before what is at {@code index} now; items without a key stand before all.
     *
     * @param orderOf the order key of each of the {@code size} items, ascending; {@link #NONE} for one without
     */
    static List<String> at(int index, int count, int size, IntFunction<String> orderOf) {
        String last = index == 0 ? NONE : orderOf.apply(index - 1);
        String before = last.equals(NONE) ? null : last;
        String after = null;
        for (int i = index; i < size && after == null; i++) { // equal keys, of two who inserted at once
            String order = orderOf.apply(i);
            after = order.compareTo(last) > 0 ? order : null;
        }
        return OrderKey.spread(before, after, count);
    }
}
