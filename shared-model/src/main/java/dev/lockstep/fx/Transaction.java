package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.RoomClient;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Operation;

/** What one commit is to do: all of it, in order, or nothing. */
public final class Transaction {

    private final RoomClient client;
    private final JsonMapper mapper;
    private final List<Operation> ops = new ArrayList<>();
    private final List<CommitRequest.Condition> conditions = new ArrayList<>();

    Transaction(RoomClient client, JsonMapper mapper) {
        this.client = client;
        this.mapper = mapper;
    }

    /** Sets the entry to {@code value}, as Gson writes it. */
    @CanIgnoreReturnValue
    public Transaction put(String key, @Nullable Object value) {
        ops.add(new Operation.Put(key, mapper.toJson(value)));
        return this;
    }

    /** Changes the members that {@code patch} names, as JSON Merge Patch (RFC 7396) has it: JSON null removes one. */
    @CanIgnoreReturnValue
    public Transaction merge(String key, Object patch) {
        ops.add(new Operation.Merge(key, mapper.toJson(patch)));
        return this;
    }

    /** Adds to a number; to 0 where there is no entry. */
    @CanIgnoreReturnValue
    public Transaction add(String key, double by) {
        ops.add(new Operation.Add(key, by));
        return this;
    }

    /** Removes the entry, if there is one. */
    @CanIgnoreReturnValue
    public Transaction remove(String key) {
        ops.add(new Operation.Remove(key));
        return this;
    }

    /** Asks that nobody has changed {@code key} since this program last heard; else the commit is refused {@code conflict}. */
    @CanIgnoreReturnValue
    public Transaction expectUnchanged(String key) {
        conditions.add(new CommitRequest.Condition(key, client.replica().versionSeen(key)));
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
