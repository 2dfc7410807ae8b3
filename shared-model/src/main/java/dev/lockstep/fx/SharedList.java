package dev.lockstep.fx;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import com.google.gson.reflect.TypeToken;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.OrderKey;

/**
 * The entries right below a prefix as an observable list. Items have ids and no index on the wire, so what several
 * people add, change and remove at once all comes out right.
 *
 * <p>Two orders: as the items were made (a chat), or movable: by a fractional order key beside the members of each item's JSON object.
 */
public final class SharedList<T> extends AbstractList<T> implements ObservableList<T>, PrefixView {

    /** From so many changed keys on the list is made anew in one go instead of item by item. */
    private static final int BULK = 500;

    private static final Comparator<Item<?>> BY_PLACE = Comparator.<Item<?>, String>comparing(item -> item.order)
            .thenComparingLong(item -> item.created)
            .thenComparingLong(item -> item.pending)
            .thenComparing(item -> item.key);

    /** @param order the fractional key, empty where the list isn't movable */
    private record Item<T>(String key, Json json, T value, String order, long created, long pending) {}

    private final RoomCore room;
    private final String prefix;
    private final TypeToken<T> type;
    private final boolean movable;
    private final List<Item<T>> items = new ArrayList<>();
    private final Map<String, Item<T>> byKey = new HashMap<>();
    private final Set<String> unconfirmed = new LinkedHashSet<>();
    private long heardOf = -1; // the commit up to which these were looked at
    private final ListChanges<T> changes = new ListChanges<>(this);

    SharedList(RoomCore room, String prefix, TypeToken<T> type, boolean movable) {
        this.room = room;
        this.prefix = prefix;
        this.type = type;
        this.movable = movable;
        changed(room.keysBelow(prefix));
    }

    // ---- reading

    @Override
    public T get(int index) {
        room.readingBelow(prefix);
        return items.get(index).value();
    }

    @Override
    public int size() {
        room.readingBelow(prefix);
        return items.size();
    }

    /** The key of the entry behind an item. */
    public String keyOf(int index) {
        return items.get(index).key();
    }

    /** The item's own part of its key: what stands behind the list's prefix. */
    public String idOf(int index) {
        return keyOf(index).substring(prefix.length() + 1);
    }

    /** Whether the hub has not confirmed the item yet. */
    public boolean isPending(int index) {
        return items.get(index).created() == Long.MAX_VALUE;
    }

    /** The number of the commit that made the item, as in {@link SharedRoom#history}; 0 where the hub has not confirmed it yet. */
    public long madeBy(int index) {
        return isPending(index) ? 0 : items.get(index).created();
    }

    // ---- writing

    /** @param index the end, unless the list is movable */
    @Override
    public void add(int index, T value) {
        addAll(index, Collections.singletonList(value));
    }

    @Override
    public boolean addAll(Collection<? extends T> values) {
        return addAll(items.size(), values);
    }

    /**
     * Adds all in as few commits as there can be.
     *
     * @param index the end, unless the list is movable
     */
    @Override
    public boolean addAll(int index, Collection<? extends T> values) {
        Objects.checkIndex(index, items.size() + 1);
        room.submitAll(additions(index, values));
        return !values.isEmpty();
    }

    private List<Operation> additions(int index, Collection<? extends T> values) {
        if (!movable && index != items.size()) {
            throw new UnsupportedOperationException(
                    "items of this list stand in the order in which they were made; see SharedRoom.movableList");
        }
        Iterator<String> orders = movable ? ordersAt(index, values.size()).iterator() : Collections.emptyIterator();
        Iterator<String> ids = Stream.generate(room::newId)
                .limit(values.size())
                .sorted() // what one commit makes stands in the order of its keys
                .iterator();
        List<Operation> ops = new ArrayList<>(values.size());
        for (T value : values) {
            Json json = encoded(value, movable ? orders.next() : "");
            ops.add(new Operation.Put(prefix + "/" + ids.next(), json));
        }
        return ops;
    }

    @Override
    public T set(int index, T value) {
        Item<T> item = items.get(index);
        setting(item, value).ifPresent(op -> room.submitAll(List.of(op)));
        return item.value();
    }

    private Optional<Operation> setting(Item<T> item, T value) {
        return setting(item.key(), item.json(), value);
    }

    /**
     * What sets the item at {@code key}; empty where it makes no difference.
     *
     * @param stored what is there
     */
    Optional<Operation> setting(String key, Json stored, T value) {
        if (movable) { // who moves it meanwhile keeps the move
            Json.Obj patch = difference(stored, value);
            return patch.members().isEmpty() ? Optional.empty() : Optional.of(new Operation.Merge(key, patch));
        }
        Json now = room.encodedOver(stored, value, type);
        return now.equals(stored) ? Optional.empty() : Optional.of(new Operation.Put(key, now));
    }

    @Override
    public T remove(int index) {
        Item<T> item = items.get(index);
        room.commit(new Operation.Remove(item.key()));
        return item.value();
    }

    /**
     * Moves an item; others who change it meanwhile keep their changes.
     *
     * @param to where it is afterwards
     * @throws UnsupportedOperationException where the list is not movable
     */
    public void move(int from, int to) {
        if (!movable) {
            throw new UnsupportedOperationException("see SharedRoom.movableList");
        }
        Objects.checkIndex(to, items.size());
        if (from != to) {
            String order = orderAt(to > from ? to + 1 : to);
            room.commit(new Operation.Merge(items.get(from).key(), StoredItem.move(order)));
        }
    }

    @Override
    protected void removeRange(int from, int to) {
        room.submitAll(removals(items.subList(from, to)));
    }

    private List<Operation> removals(List<Item<T>> removed) {
        return removed.stream()
                .<Operation>map(item -> new Operation.Remove(item.key()))
                .toList();
    }

    /** Removes all that {@code filter} wants in as few commits as there can be. */
    @Override
    public boolean removeIf(Predicate<? super T> filter) {
        List<Item<T>> removed =
                items.stream().filter(item -> filter.test(item.value())).toList();
        room.submitAll(removals(removed));
        return !removed.isEmpty();
    }

    @Override
    public boolean removeAll(Collection<?> values) {
        return removeIf(values::contains);
    }

    @Override
    public boolean retainAll(Collection<?> values) {
        return removeIf(value -> !values.contains(value));
    }

    /** Sets all in as few commits as there can be. */
    @Override
    public void replaceAll(UnaryOperator<T> operator) {
        List<Operation> ops = new ArrayList<>();
        for (Item<T> item : items) {
            setting(item, operator.apply(item.value())).ifPresent(ops::add);
        }
        room.submitAll(ops);
    }

    /** Sorts: a movable list by moving its items, another one by setting them. In as few commits as there can be. */
    @Override
    public void sort(@Nullable Comparator<? super T> comparator) {
        List<Item<T>> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparing(Item::value, comparator == null ? natural() : comparator));
        List<String> orders = movable ? OrderKey.spread(null, null, sorted.size()) : List.of();
        List<Operation> ops = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            if (movable) {
                ops.add(new Operation.Merge(sorted.get(i).key(), StoredItem.move(orders.get(i))));
            } else {
                setting(items.get(i), sorted.get(i).value()).ifPresent(ops::add);
            }
        }
        room.submitAll(sorted.equals(items) ? List.of() : ops);
    }

    @SuppressWarnings("unchecked") // as in any list: items that can't be compared are told so
    private Comparator<? super T> natural() {
        return (Comparator<? super T>) Comparator.naturalOrder();
    }

    private String orderAt(int index) {
        return ordersAt(index, 1).get(0);
    }

    private List<String> ordersAt(int index, int count) {
        return ListOrder.at(
                index, count, items.size(), place -> items.get(place).order());
    }

    /** The merge patch that makes {@code value} of the item's JSON, but for its place and what the type doesn't know: just what is different. */
    private Json.Obj difference(Json entry, T value) {
        Json before = StoredItem.valueOf(entry);
        Json after = room.encodedOver(before, objectOf(value), type);
        return StoredItem.keepingPlace(entry, difference(object(before), object(after)));
    }

    private static Json.Obj object(Json json) {
        return json instanceof Json.Obj object ? object : new Json.Obj(Map.of());
    }

    private static Json.Obj difference(Json.Obj before, Json.Obj after) {
        Map<String, Json> patch = new LinkedHashMap<>();
        before.members().keySet().forEach(name -> patch.put(name, Json.ofNull()));
        after.members().forEach((name, now) -> {
            Json old = before.get(name);
            if (now.equals(old)) {
                patch.remove(name);
            } else if (now instanceof Json.Obj to && old instanceof Json.Obj from) {
                patch.put(name, difference(from, to));
            } else {
                patch.put(name, now);
            }
        });
        return new Json.Obj(patch);
    }

    private Json.Obj objectOf(T value) {
        if (StoredItem.valueOf(room.toJson(value)) instanceof Json.Obj object) {
            return object;
        }
        throw new IllegalArgumentException("items of a movable list are objects, not " + value);
    }

    @Override
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public final boolean addAll(T... values) {
        return addAll(Arrays.asList(values));
    }

    @Override
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public final boolean setAll(T... values) {
        return setAll(Arrays.asList(values));
    }

    @Override
    public boolean setAll(Collection<? extends T> values) {
        if (isStored(values)) {
            return true;
        }
        List<Operation> ops = new ArrayList<>(removals(items));
        ops.addAll(additions(items.size(), values));
        room.submitAll(ops);
        return true;
    }

    @Override
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public final boolean removeAll(T... values) {
        return removeAll(Arrays.asList(values));
    }

    @Override
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public final boolean retainAll(T... values) {
        return retainAll(Arrays.asList(values));
    }

    @Override
    public void remove(int from, int to) {
        removeRange(from, to);
    }

    /** On any thread, as debuggers do. */
    @Override
    public String toString() {
        room.lookingBelow(prefix);
        return items.stream().map(Item::value).toList().toString();
    }

    /** Whether that is what the room has; not by the objects, which may have been changed in place. */
    private boolean isStored(Collection<? extends T> values) {
        Iterator<? extends T> each = values.iterator();
        return values.size() == items.size()
                && items.stream().allMatch(item -> setting(item, each.next()).isEmpty());
    }

    // ---- in transactions

    RoomCore room() {
        return room;
    }

    boolean isMovable() {
        return movable;
    }

    /** The key and the order of each item, as it is now. */
    List<ListDraft.Place> places() {
        return items.stream()
                .map(item -> new ListDraft.Place(item.key(), item.order()))
                .toList();
    }

    /** What an item is stored as. */
    Json encoded(T value, String order) {
        return movable ? StoredItem.at(order, objectOf(value)) : room.toJson(value);
    }

    // ---- listeners

    @Override
    public void addListener(ListChangeListener<? super T> listener) {
        room.checkThread();
        changes.addChangeListener(listener);
        keepIfUsed();
    }

    @Override
    public void removeListener(ListChangeListener<? super T> listener) {
        room.checkThread();
        changes.removeChangeListener(listener);
        keepIfUsed();
    }

    @Override
    public void addListener(InvalidationListener listener) {
        room.checkThread();
        changes.add(listener);
        keepIfUsed();
    }

    @Override
    public void removeListener(InvalidationListener listener) {
        room.checkThread();
        changes.remove(listener);
        keepIfUsed();
    }

    /** Who listens need not refer to it; one that nobody refers to either is let go. */
    private void keepIfUsed() {
        room.objects().keep(this, changes.isListenedTo());
    }

    /** Ends it: it is notified of nothing more. Whoever asks the room for it again is given another one. Not needed to free it. */
    public void close() {
        room.objects().forget(this);
    }

    // ---- what the room says

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public boolean changed(Set<String> keys) {
        Set<String> all = new LinkedHashSet<>(keys);
        long seq = room.client().replica().seq();
        if (seq != heardOf) {
            all.addAll(unconfirmed); // the hub may have given them their places
            heardOf = seq;
        }
        if (all.isEmpty()) {
            return !unconfirmed.isEmpty();
        }
        changes.begin();
        if (all.size() > BULK) {
            remake(all);
        } else {
            all.forEach(this::update);
        }
        changes.end();
        return !unconfirmed.isEmpty();
    }

    private void update(String key) {
        Item<T> before = byKey.get(key);
        Item<T> now = itemAt(key);
        if (now == null ? before == null : now.equals(before)) {
            return;
        }
        if (before != null && now != null && BY_PLACE.compare(before, now) == 0) {
            int index = indexOf(before);
            items.set(index, now);
            byKey.put(key, now);
            if (!now.value().equals(before.value())) {
                changes.changed(index, before.value());
            }
            return;
        }
        if (before != null) {
            int index = indexOf(before);
            items.remove(index);
            byKey.remove(key);
            changes.removed(index, before.value());
        }
        if (now != null) {
            int index = -indexOf(now) - 1;
            items.add(index, now);
            byKey.put(key, now);
            changes.added(index, index + 1);
        }
    }

    private void remake(Set<String> keys) {
        List<T> before = items.stream().map(Item::value).toList();
        List<Item<T>> news = new ArrayList<>(keys.size());
        for (String key : keys) {
            Item<T> now = itemAt(key);
            if (now == null) {
                byKey.remove(key);
            } else {
                byKey.put(key, now);
                news.add(now);
            }
        }
        items.removeIf(item -> keys.contains(item.key()));
        news.sort(BY_PLACE);
        items.addAll(news);
        items.sort(BY_PLACE); // of two parts that are in order each: they are merged
        changes.replaced(0, items.size(), before);
    }

    private int indexOf(Item<T> item) {
        return Collections.binarySearch(items, item, BY_PLACE);
    }

    /** The item as the room has it now, null where there is none. */
    private @Nullable Item<T> itemAt(String key) {
        Json json = room.peek(key);
        Item<T> before = byKey.get(key);
        T value = json == null
                ? null
                : before != null && before.json().equals(json)
                        ? before.value()
                        : room.decode(key, movable ? StoredItem.valueOf(json) : json, type);
        if (json == null || value == null) {
            unconfirmed.remove(key);
            return null;
        }
        Entry entry = room.client().replica().confirmed(key);
        if (entry == null) {
            unconfirmed.add(key);
        } else {
            unconfirmed.remove(key);
        }
        long created = entry == null ? Long.MAX_VALUE : entry.created();
        long pending = entry == null ? room.client().replica().firstPendingId(key) : 0;
        return new Item<>(key, json, value, movable ? StoredItem.placeOf(json) : "", created, pending);
    }
}
