package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Operation;

/** What one commit is to do: all of it, in order, or nothing. */
public final class Transaction {

    private final RoomCore room;
    private final List<Operation> ops = new ArrayList<>();
    private final Map<ListId, ListDraft> lists = new HashMap<>();
    private final Set<String> byKey = new HashSet<>(); // what was changed by its key, and not as an item of a list
    private final Map<String, String> moves = new LinkedHashMap<>(); // between lists
    private final List<CommitRequest.Condition> conditions = new ArrayList<>();
    private String firstId = ""; // drawn when it is needed
    private int ids;

    /** Two lists over the same entries, of different types, are one here. */
    private record ListId(String prefix, boolean movable) {

        static ListId of(SharedList<?> list) {
            return new ListId(list.prefix(), list.isMovable());
        }
    }

    Transaction(RoomCore room) {
        this.room = room;
    }

    /** Sets the entry to {@code value}, as Gson writes it. */
    @CanIgnoreReturnValue
    public Transaction put(String key, @Nullable Object value) {
        addByKey(new Operation.Put(key, room.toJson(value)));
        return this;
    }

    /** Changes the members that {@code patch} names, as JSON Merge Patch (RFC 7396) has it: JSON null removes one. */
    @CanIgnoreReturnValue
    public Transaction merge(String key, Object patch) {
        addByKey(new Operation.Merge(key, room.toJson(patch)));
        return this;
    }

    /** Adds to a number; to 0 where there is no entry. */
    @CanIgnoreReturnValue
    public Transaction add(String key, double by) {
        addByKey(new Operation.Add(key, by));
        return this;
    }

    /** Removes the entry, if there is one. */
    @CanIgnoreReturnValue
    public Transaction remove(String key) {
        addByKey(new Operation.Remove(key));
        return this;
    }

    /** A list that has the entry doesn't know of it before the commit is made. */
    private void addByKey(Operation op) {
        byKey.add(op.key());
        ops.add(op);
    }

    /** Adds an item to the end of a list of the same room. */
    @CanIgnoreReturnValue
    public <T> Transaction add(SharedList<T> list, T value) {
        return add(list, draft(list).size(), value);
    }

    /**
     * Adds an item to a list of the same room. Here and below, places are those that the list's items have after what this transaction did
     * before.
     *
     * @param index the end, unless the list is movable
     * @throws UnsupportedOperationException where the list is not movable and {@code index} is not its end
     */
    @CanIgnoreReturnValue
    public <T> Transaction add(SharedList<T> list, int index, T value) {
        return add(list, index, nextId(), value);
    }

    /**
     * As {@link #add(SharedList, int, Object)}, with an id of one's own.
     *
     * @param id what stands behind the list's prefix in the key of the item; one that is there already is replaced, see {@link #expectAbsent}
     */
    @CanIgnoreReturnValue
    public <T> Transaction add(SharedList<T> list, int index, String id, T value) {
        RoomCore.checkKey(list.prefix() + "/" + id);
        ops.add(draft(list).add(index, order -> list.encoded(value, order), id));
        return this;
    }

    /** Sets an item of a list of the same room; members that its type doesn't know stay as they are. */
    @CanIgnoreReturnValue
    public <T> Transaction set(SharedList<T> list, int index, T value) {
        draft(list)
                .set(index, (key, stored) -> list.setting(key, stored, value))
                .ifPresent(ops::add);
        return this;
    }

    /** Removes an item of a list of the same room. */
    @CanIgnoreReturnValue
    public Transaction remove(SharedList<?> list, int index) {
        ops.add(draft(list).remove(index));
        return this;
    }

    /**
     * Moves an item within a movable list of the same room.
     *
     * @param to where it is afterwards
     * @throws UnsupportedOperationException where the list is not movable
     */
    @CanIgnoreReturnValue
    public Transaction move(SharedList<?> list, int from, int to) {
        ops.add(draft(list).move(from, to));
        return this;
    }

    /**
     * Moves an item from one list to another, both of the same room, with all that is stored of it: members that its type does not know
     * too. It keeps its id. Where somebody else changes or moves the item at the same time, one of both is refused {@code conflict}, so that it is
     * not in two lists. What others
     * change in the item between a change that this program makes of it and the move may be missing in what is moved, as long as that change has
     * no answer of the hub.
     *
     * @param to where it is in {@code target} afterwards; the end, unless that is movable
     * @throws UnsupportedOperationException where {@code target} is not movable and {@code to} is not its end
     */
    @CanIgnoreReturnValue
    public <T> Transaction move(SharedList<T> source, int from, SharedList<T> target, int to) {
        if (ListId.of(source).equals(ListId.of(target))) {
            return move(source, from, to);
        }
        String key = draft(source).keyOf(from);
        checkNotByKey(key);
        List<Operation> taken = draft(target).take(draft(source), from, to);
        ops.addAll(taken);
        String newKey = taken.get(taken.size() - 1).key();
        moved(key, newKey);
        expectUnchanged(key);
        expectAbsent(newKey);
        return this;
    }

    private void checkNotByKey(String key) {
        if (byKey.contains(key)) {
            throw new IllegalStateException("this transaction changes " + key
                    + " by its key already; change the item by its list, or in a transaction of its own");
        }
    }

    private void moved(String from, String to) {
        String origin = from;
        for (Map.Entry<String, String> earlier : moves.entrySet()) {
            origin = earlier.getValue().equals(from) ? earlier.getKey() : origin;
        }
        moves.remove(origin);
        if (!origin.equals(to)) {
            moves.put(origin, to);
        }
    }

    /** What it moves between lists: by the key where it was, with the key where it is then. */
    Map<String, String> moves() {
        return moves;
    }

    private ListDraft draft(SharedList<?> list) {
        if (!list.room().equals(room)) {
            throw new IllegalArgumentException(
                    "a transaction is of one room, and the list " + list.prefix() + " of another");
        }
        return lists.computeIfAbsent(ListId.of(list), id -> new ListDraft(list));
    }

    /** Ascending: what one commit makes stands in the order of its keys. */
    private String nextId() {
        if (ids++ == 0) {
            firstId = room.newId();
            return firstId;
        }
        return firstId + String.format(Locale.ROOT, "%05d", ids);
    }

    /**
     * Asks that nobody else has changed {@code key} since this program last heard; else the commit is refused {@code conflict}. What this program
     * has changed itself since, on no condition, counts from then on.
     */
    @CanIgnoreReturnValue
    public Transaction expectUnchanged(String key) {
        conditions.add(room.client().replica().unchangedByOthers(key));
        return this;
    }

    /** Asks that there is no entry at {@code key}; else the commit is refused {@code conflict}. */
    @CanIgnoreReturnValue
    public Transaction expectAbsent(String key) {
        conditions.add(new CommitRequest.Condition(key, 0));
        return this;
    }

    CommitRequest request(List<Long> fences, boolean quiet) {
        return new CommitRequest(ops, conditions, fences, quiet);
    }
}
