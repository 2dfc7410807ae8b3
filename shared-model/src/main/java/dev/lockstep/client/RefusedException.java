package dev.lockstep.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;

/** The hub refused a request. Nothing was changed; what was visible locally is rolled back. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final @Nullable String key;
    private final @Nullable String holder;
    private final transient Map<String, Json> values;

    /**
     * @param message for people
     * @param key the first offending key, null where none is to blame
     * @param holder the name of who holds the lock over {@code key}, null where nobody does
     */
    public RefusedException(RefusalCode code, String message, @Nullable String key, @Nullable String holder) {
        this(code, message, key, holder, List.of());
    }

    /** @param ops what was not done */
    RefusedException(
            RefusalCode code, String message, @Nullable String key, @Nullable String holder, List<Operation> ops) {
        super(message);
        this.values = valuesOf(ops);
        this.code = code;
        this.key = key;
        this.holder = holder;
    }

    private static Map<String, Json> valuesOf(List<Operation> ops) {
        Map<String, Json> values = new HashMap<>();
        for (Operation op : ops) {
            if (op instanceof Operation.Put put) {
                values.put(put.key(), put.value());
            } else if (op instanceof Operation.Merge merge) {
                values.put(merge.key(), merge.value());
            }
        }
        return Map.copyOf(values);
    }

    /** Why, for programs. */
    public RefusalCode code() {
        return code;
    }

    /** The key that it is about; null where it is about none. */
    public @Nullable String key() {
        return key;
    }

    /**
     * What was to be written, by key: the whole value, or what was to be changed of it. So that a program can show it, keep it, or offer to write
     * it again. Empty where nothing was.
     */
    public Map<String, Json> values() {
        return values;
    }

    /** The name of who holds the lock; null where that is not the reason. */
    public @Nullable String holder() {
        return holder;
    }
}
