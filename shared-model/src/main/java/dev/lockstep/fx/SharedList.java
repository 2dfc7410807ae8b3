package dev.lockstep.fx;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.OrderKey;

/**
 * The entries right below a prefix as an observable list. Items have ids and no index on the wire, so what several
 * people add, change and remove at once all comes out right.
 *
 * <p>Two orders: as the items were made (a chat), or movable: by a fractional order key that each item's JSON object
 * carries as {@code "order"}, which types without such a member leave alone.
 */
public final class SharedList<T> extends AbstractList<T> implements ObservableList<T>, PrefixView {

    static final String ORDER = "order";

    /** Less than every order key, and none itself. */
    private static final String NO_ORDER = "0";

    /** A longer order key was made to be: it would be compared with those of all other items. */
    private static final int ORDER_MAX = 1_000;

    /** From so many changed keys on the list is made anew in one go instead of item by item. */
    private static final int BULK = 500;

    private static final Comparator<Item<?>> BY_PLACE = Comparator.<Item<?>, String>comparing(item -> item.order)
            .thenComparingLong(item -> item.created)
            .thenComparingLong(item -> item.pending)
            .thenComparing(item -> item.key);

    /** @param order the fractional key, empty where the list isn't movable */
    private record Item<T>(String key, Json json, T value, String order, long created, long pending) {}

    private final SharedRoom room;
    private final String prefix;
    private final Class<T> type;
    private final boolean movable;
    private final List<Item<T>> items = new ArrayList<>();
    private final Map<String, Item<T>> byKey = new HashMap<>();
    private final Set<String> unconfirmed = new LinkedHashSet<>();
    private final ListChanges<T> changes = new ListChanges<>(this);

    SharedList(SharedRoom room, String prefix, Class<T> type, boolean movable) {
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
        Objects.checkIndex(index, items.size() + 1);
        String key = prefix + "/" + room.newId();
        if (movable) {
            room.put(key, withOrder(value, orderAt(index)));
        } else if (index == items.size()) {
            room.put(key, value);
        } else {
            throw new UnsupportedOperationException(
                    "items of this list stand in the order in which they were made; see SharedRoom.movableList");
        }
    }

    @Override
    public T set(int index, T value) {
        Item<T> item = items.get(index);
        if (movable) {
            room.merge(item.key(), difference(item.json(), value)); // who moves it meanwhile keeps the move
        } else {
            room.put(item.key(), value);
        }
        return item.value();
    }

    @Override
    public T remove(int index) {
        Item<T> item = items.get(index);
        room.remove(item.key());
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
            room.merge(items.get(from).key(), new Json.Obj(Map.of(ORDER, Json.of(order))));
        }
    }

    @Override
    protected void removeRange(int from, int to) {
        List<String> keys = items.subList(from, to).stream().map(Item::key).toList();
        keys.forEach(room::remove);
    }

    /** An order key for an item that is to stand before what is at {@code index} now; items without a key stand before all. */
    private String orderAt(int index) {
        String before = index == 0 || items.get(index - 1).order().equals(NO_ORDER)
                ? null
                : items.get(index - 1).order();
        String after = null;
        for (int i = index; i < items.size() && after == null; i++) { // equal keys, of two who inserted at once
            String order = items.get(i).order();
            after = order.compareTo(before == null ? NO_ORDER : before) > 0 ? order : null;
        }
        return OrderKey.between(before, after);
    }

    private Json withOrder(T value, String order) {
        Map<String, Json> members = membersOf(value);
        members.put(ORDER, Json.of(order));
        return new Json.Obj(members);
    }

    /** The merge patch that makes {@code value} of the item's JSON, but for its order: just what is different. */
    private Json difference(Json before, T value) {
        Map<String, Json> members = membersOf(value);
        members.remove(ORDER);
        Map<String, Json> old = new LinkedHashMap<>(before instanceof Json.Obj object ? object.members() : Map.of());
        old.remove(ORDER);
        return difference(new Json.Obj(old), new Json.Obj(members));
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

    private Map<String, Json> membersOf(T value) {
        if (room.mapper().toJson(value) instanceof Json.Obj object) {
            return new LinkedHashMap<>(object.members());
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
        List<T> all = new ArrayList<>(values);
        clear();
        addAll(all);
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

    // ---- listeners

    @Override
    public void addListener(ListChangeListener<? super T> listener) {
        room.checkThread();
        changes.addChangeListener(listener);
    }

    @Override
    public void removeListener(ListChangeListener<? super T> listener) {
        room.checkThread();
        changes.removeChangeListener(listener);
    }

    @Override
    public void addListener(InvalidationListener listener) {
        room.checkThread();
        changes.add(listener);
    }

    @Override
    public void removeListener(InvalidationListener listener) {
        room.checkThread();
        changes.remove(listener);
    }

    // ---- what the room says

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public void changed(Set<String> keys) {
        Set<String> all = new LinkedHashSet<>(keys);
        all.addAll(unconfirmed); // the hub may have given them their places
        if (all.isEmpty()) {
            return;
        }
        changes.begin();
        if (all.size() > BULK) {
            remake(all);
        } else {
            all.forEach(this::update);
        }
        changes.end();
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
                : before != null && before.json().equals(json) ? before.value() : room.decode(key, json, type);
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
        return new Item<>(key, json, value, movable ? orderOf(json) : "", created, pending);
    }

    /** An item without a valid order key stands first, where it is seen and can be moved. */
    private static String orderOf(Json json) {
        return json instanceof Json.Obj object
                        && object.get(ORDER) instanceof Json.Text order
                        && order.value().length() <= ORDER_MAX
                        && OrderKey.isValid(order.value())
                ? order.value()
                : NO_ORDER;
    }
}
