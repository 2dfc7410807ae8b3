package dev.lockstep.fx;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.OrderKey;

/**
 * How the entry of an item of a movable list has its place: as a fractional order key, in the member {@value #PLACE} beside the item's own. Lists
 * of 0.1.0 have it in {@value #PLACE_BEFORE}, which counts where the former is missing.
 */
final class StoredItem {

    static final String PLACE = "$order";

    private static final String PLACE_BEFORE = "order";

    /** A longer order key was made to be: it would be compared with those of all other items. */
    private static final int PLACE_MAX = 1_000;

    private StoredItem() {}

    /** The order key; {@link ListOrder#NONE} for an item without a valid one, which stands first, where it is seen and can be moved. */
    static String placeOf(Json entry) {
        String place = valid(entry, PLACE);
        String before = place == null ? valid(entry, PLACE_BEFORE) : place;
        return before == null ? ListOrder.NONE : before;
    }

    private static @Nullable String valid(Json entry, String member) {
        return entry instanceof Json.Obj object
                        && object.get(member) instanceof Json.Text place
                        && place.value().length() <= PLACE_MAX
                        && OrderKey.isValid(place.value())
                ? place.value()
                : null;
    }

    /** The item itself: the entry without its place. */
    static Json valueOf(Json entry) {
        if (!(entry instanceof Json.Obj object) || object.get(PLACE) == null) {
            return entry;
        }
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.remove(PLACE);
        return new Json.Obj(members);
    }

    /** As {@link #valueOf}, of an item that leaves a movable list: a place of 0.1.0 is none of its own members either. */
    static Json valueLeaving(Json entry) {
        if (entry instanceof Json.Obj object && object.get(PLACE) == null && valid(entry, PLACE_BEFORE) != null) {
            Map<String, Json> members = new LinkedHashMap<>(object.members());
            members.remove(PLACE_BEFORE);
            return new Json.Obj(members);
        }
        return valueOf(entry);
    }

    /** {@code value} at {@code place}; what is no object has none. */
    static Json at(String place, Json value) {
        if (!(value instanceof Json.Obj object)) {
            return value;
        }
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.put(PLACE, Json.of(place));
        return new Json.Obj(members);
    }

    /** What is merged into an entry that is moved to {@code place}. */
    static Json.Obj move(String place) {
        return new Json.Obj(Map.of(PLACE, Json.of(place)));
    }

    /** {@code patch} of the item, so that the entry keeps its place where that was a member which the patch changes. */
    static Json.Obj keepingPlace(Json entry, Json.Obj patch) {
        String before = valid(entry, PLACE) == null ? valid(entry, PLACE_BEFORE) : null;
        return before == null || patch.get(PLACE_BEFORE) == null ? patch : (Json.Obj) at(before, patch);
    }
}
