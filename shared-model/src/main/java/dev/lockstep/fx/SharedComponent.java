package dev.lockstep.fx;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.MergePatch;
import dev.lockstep.model.Operation;

/**
 * A component of a {@link SharedRecord} as a property of its own. Setting it changes this component and nothing else of the entry: what others
 * set of the same record at the same time is kept. Null removes it, so that it has its initial value again.
 */
public final class SharedComponent<T> extends SharedProperty<T> {

    private final String member;
    private final Function<Json, @Nullable T> decoder;
    private final UnaryOperator<T> normal;

    /**
     * @param member by which the entry's JSON object has it
     * @param normal what is set for a value
     */
    SharedComponent(
            RoomCore room,
            String key,
            String member,
            Function<Json, @Nullable T> decoder,
            UnaryOperator<T> normal,
            @Nullable T initial) {
        super(room, key, initial);
        this.member = member;
        this.decoder = decoder;
        this.normal = normal;
    }

    @Override
    @Nullable
    T decode(Json json) {
        return decoder.apply(json);
    }

    @Override
    @Nullable
    T normal(@Nullable T value) {
        return value == null ? null : normal.apply(value);
    }

    @Override
    @Nullable
    Json stored() {
        Json json = core().peek(key()) instanceof Json.Obj entry ? entry.get(member) : null;
        return json instanceof Json.Null ? null : json;
    }

    @Override
    void store(Json next) {
        Json before = stored();
        if (before == null && next instanceof Json.Null) {
            return; // there is nothing to remove
        }
        Json patch = before == null ? next : MergePatch.between(before, next);
        core().mergeFoldable(key(), new Json.Obj(Map.of(member, patch == null ? next : patch)));
    }

    @Override
    public void reset() {
        if (stored() == null) {
            return;
        }
        core().commit(new Operation.Merge(key(), new Json.Obj(Map.of(member, Json.ofNull()))));
    }

    /** The component's name in the entry. */
    @Override
    public String getName() {
        return member;
    }

    /** The component's value. */
    public @Nullable T get() {
        return getValue();
    }

    /** See {@link #setValue}. */
    public void set(@Nullable T value) {
        setValue(value);
    }
}
