package dev.lockstep.fx;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.google.gson.reflect.TypeToken;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.MergePatch;

/**
 * An entry whose value is a record, with a property for each component: two people who edit different components of it at once both keep
 * what they wrote.
 *
 * <pre>{@code
 * record Task(String title, int points, LocalDate due) {}
 *
 * SharedRecord<Task> task = room.record("task/7", Task.class, new Task("", 1, null));
 * titleField.textProperty().bindBidirectional(task.component("title", String.class));
 * pointsSlider.valueProperty().bindBidirectional(task.number("points"));
 * }</pre>
 *
 * <p>It is stored as one entry, the same as {@link SharedRoom#value} stores it, and is an item of a {@link SharedRoom#list} or
 * {@link SharedRoom#map} over the part of the key before its last segment. As a property itself it has all components at once. Components that
 * are not stored are as in the initial record. On the JavaFX thread.
 */
public final class SharedRecord<R extends Record> extends SharedProperty<R> {

    /** What is set for a number, by the type of the component. */
    private static final Map<Type, UnaryOperator<Number>> NUMBERS = Map.of(
            Integer.class, WholeNumbers::intOf,
            Long.class, WholeNumbers::longOf,
            Float.class, Number::doubleValue,
            Double.class, Number::doubleValue);

    /** What components of primitive types are where nothing is stored. */
    private static final Map<Type, Object> ZEROS = Map.of(
            byte.class,
            (byte) 0,
            short.class,
            (short) 0,
            int.class,
            0,
            long.class,
            0L,
            float.class,
            0F,
            double.class,
            0D,
            boolean.class,
            false,
            char.class,
            '\0');

    private final Class<R> type;
    private final Json defaults; // an object, where there are any
    private final Map<String, Component> components = new LinkedHashMap<>();

    /** @param member by which the entry's JSON object has it */
    private record Component(String member, TypeToken<?> type) {}

    /** Tells the components of an entry apart from other properties of its key. */
    private record ComponentType(Class<?> record, String component, Type type) implements Type {}

    SharedRecord(RoomCore room, String key, Class<R> type, @Nullable R initial) {
        super(room, key, initial);
        this.type = type;
        this.defaults = room.toJson(initial);
        for (RecordComponent each : type.getRecordComponents()) {
            components.put(
                    each.getName(), new Component(room.nameOf(field(each)), TypeToken.get(each.getGenericType())));
        }
    }

    private Field field(RecordComponent component) {
        try {
            return type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field for each component", e);
        }
    }

    // ---- components

    /**
     * A component as a property; the same object for the same name.
     *
     * @param of the component's own type
     * @throws IllegalArgumentException where the record has no such component, or it is of another type
     */
    public <T> SharedComponent<T> component(String name, Class<T> of) {
        return component(name, TypeToken.get(of));
    }

    /** As {@link #component(String, Class)}, for types that have parameters. */
    public <T> SharedComponent<T> component(String name, TypeToken<T> of) {
        Component component = named(name);
        if (!boxed(component.type().getType()).equals(boxed(of.getType()))) {
            throw new IllegalArgumentException("the component " + name + " of " + type.getSimpleName() + " is a "
                    + component.type().getType().getTypeName() + ", not a "
                    + of.getType().getTypeName());
        }
        return property(name, component, of, UnaryOperator.identity());
    }

    /**
     * A component that is an {@code int}, {@code long}, {@code float} or {@code double}, as a property that sliders and spinners can be bound
     * to. What is set is rounded where the component is a whole number.
     *
     * @throws IllegalArgumentException where the record has no such component, or it is of another type
     */
    public SharedComponent<Number> number(String name) {
        Component component = named(name);
        UnaryOperator<Number> rounding = NUMBERS.get(boxed(component.type().getType()));
        if (rounding == null) {
            throw new IllegalArgumentException(
                    "the component " + name + " of " + type.getSimpleName() + " is no int, long, float or double");
        }
        return property(name, component, TypeToken.get(Number.class), rounding);
    }

    private Component named(String name) {
        Component component = components.get(name);
        if (component == null) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " has no component " + name + "; it has " + components.keySet());
        }
        return component;
    }

    @SuppressWarnings("unchecked") // the type is part of the key that it is kept under
    private <T> SharedComponent<T> property(
            String name, Component component, TypeToken<T> of, UnaryOperator<T> normal) {
        core().checkThread();
        return core().objects()
                .property(
                        key(),
                        new ComponentType(type, name, of.getType()),
                        () -> new SharedComponent<>(
                                core(),
                                key(),
                                component.member(),
                                json -> (T) core().fromJson(json, component.type()),
                                normal,
                                (T) initialOf(component)),
                        SharedComponent.class);
    }

    private @Nullable Object initialOf(Component component) {
        Json json = defaults instanceof Json.Obj object ? object.get(component.member()) : null;
        return json == null ? ZEROS.get(component.type().getType()) : core().fromJson(json, component.type());
    }

    private static Type boxed(Type type) {
        return type instanceof Class<?> one && one.isPrimitive()
                ? MethodType.methodType(one).wrap().returnType()
                : type;
    }

    // ---- locks

    /** The lock over the whole record, which the hub enforces. */
    public SharedLock lock() {
        return room().lock(key());
    }

    /**
     * A lock of one component, for windows that show who edits which. The hub keeps it apart from those of the other components, and gives
     * it to one at a time; but who writes the component without asking for it is not refused: only {@link #lock()} does that.
     *
     * @throws IllegalArgumentException where the record has no such component
     */
    public SharedLock lock(String component) {
        return room().lock(key() + "/" + named(component).member());
    }

    // ---- all of it

    @Override
    @Nullable
    R decode(Json json) {
        return core().fromJson(completed(json), TypeToken.get(type));
    }

    /** With the initial record's components where it has none. */
    private Json completed(Json json) {
        if (json instanceof Json.Obj stored && defaults instanceof Json.Obj initial) {
            Map<String, Json> members = new LinkedHashMap<>(initial.members());
            stored.members().forEach((name, value) -> {
                if (!(value instanceof Json.Null)) {
                    members.put(name, value);
                }
            });
            return new Json.Obj(members);
        }
        return json;
    }

    /** What is different is written, and nothing else. */
    @Override
    void store(Json next) {
        Json before = stored();
        Json patch = before instanceof Json.Obj stored && next instanceof Json.Obj all
                ? MergePatch.between(stored, withoutDefaults(all, stored))
                : null;
        if (patch == null) {
            core().putFoldable(key(), next);
        } else {
            core().mergeFoldable(key(), patch);
        }
    }

    /** Without what is not stored, and not changed either. */
    private Json.Obj withoutDefaults(Json.Obj next, Json.Obj stored) {
        Map<String, Json> members = new LinkedHashMap<>(next.members());
        members.entrySet()
                .removeIf(member -> stored.get(member.getKey()) == null
                        && defaults instanceof Json.Obj initial
                        && member.getValue().equals(initial.get(member.getKey())));
        return new Json.Obj(members);
    }

    /** The record; null where the room has none and there is no initial one. */
    public @Nullable R get() {
        return getValue();
    }

    /** See {@link #setValue}. */
    public void set(@Nullable R value) {
        setValue(value);
    }
}
