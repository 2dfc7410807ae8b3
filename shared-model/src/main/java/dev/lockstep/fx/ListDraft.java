package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

/** A list as it will be when a transaction is done: indexes count with what the transaction did before. */
final class ListDraft {

    /** @param order the fractional key, empty where the list isn't movable */
    record Place(String key, String order) {}

    private final RoomCore room;
    private final String prefix;
    private final boolean movable;
    private final List<Place> places;
    private final Map<String, Json> changed =
            new LinkedHashMap<>(); // by this transaction: by its key, what is stored then

    ListDraft(SharedList<?> list) {
        this.room = list.room();
        this.prefix = list.prefix();
        this.movable = list.isMovable();
        this.places = new ArrayList<>(list.places());
    }

    String keyOf(int index) {
        return places.get(index).key();
    }

    int size() {
        return places.size();
    }

    /**
     * @param encode what the new item is stored as, with its order key
     * @param id what stands behind the list's prefix
     * @throws UnsupportedOperationException where the list is not movable and {@code index} is not its end
     */
    Operation add(int index, Function<String, Json> encode, String id) {
        String order = orderAt(index);
        return put(index, new Place(prefix + "/" + id, order), encode.apply(order));
    }

    /** @param setting what sets the item of a key, and what is stored there, to its new value */
    Optional<Operation> set(int index, BiFunction<String, Json, Optional<Operation>> setting) {
        Place place = places.get(index);
        Json stored = stored(place);
        Optional<Operation> op = setting.apply(place.key(), stored);
        op.ifPresent(change -> changed.put(place.key(), change.applyTo(stored)));
        return op;
    }

    Operation remove(int index) {
        Place removed = places.remove(index);
        changed.remove(removed.key());
        return new Operation.Remove(removed.key());
    }

    /** @param to where it is afterwards */
    Operation move(int from, int to) {
        if (!movable) {
            throw new UnsupportedOperationException("see SharedRoom.movableList");
        }
        Objects.checkIndex(to, places.size());
        Place moved = places.remove(from);
        Place there = new Place(moved.key(), orderAt(to));
        places.add(to, there);
        return new Operation.Merge(there.key(), StoredItem.move(there.order()));
    }

    /** Takes an item out of {@code other}, with all that is stored of it, and puts it into this list. */
    List<Operation> take(ListDraft other, int from, int to) {
        Objects.checkIndex(to, places.size() + 1);
        Place moved = other.places.get(from);
        String order = orderAt(to);
        Json stored = other.stored(moved);
        Json value = other.movable ? StoredItem.valueLeaving(stored) : stored;
        String id = moved.key().substring(other.prefix.length() + 1);
        Place there = new Place(prefix + "/" + id, order);
        return List.of(other.remove(from), put(to, there, movable ? StoredItem.at(order, value) : value));
    }

    private Json stored(Place place) {
        Json own = changed.get(place.key());
        Json stored = own == null ? room.peek(place.key()) : own;
        if (stored == null) {
            throw new IllegalStateException(place.key() + " is not there any more");
        }
        return stored;
    }

    private Operation put(int index, Place place, Json value) {
        places.add(index, place);
        changed.put(place.key(), value);
        return new Operation.Put(place.key(), value);
    }

    private String orderAt(int index) {
        Objects.checkIndex(index, places.size() + 1);
        if (movable) {
            return ListOrder.at(
                            index, 1, places.size(), place -> places.get(place).order())
                    .get(0);
        } else if (index != places.size()) {
            throw new UnsupportedOperationException(
                    "items of this list stand in the order in which they were made; see SharedRoom.movableList");
        }
        return "";
    }
}
