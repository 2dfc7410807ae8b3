package dev.lockstep.desktop.panel;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;

import org.jspecify.annotations.Nullable;

import dev.lockstep.fx.SharedLock;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.SharedText;
import dev.lockstep.fx.SharedValue;
import dev.lockstep.model.Json;

/** The value of something on the panel: what its entry says, readable or not, and ways to change it. Needs no toolkit. */
final class PanelValue implements AutoCloseable {

    private final SharedRoom room;
    private final String key;
    private final PanelItem.Kind kind;
    private final Json initial;
    private final SharedValue<Json> entry;
    private final SharedLock lock;
    private final ReadOnlyObjectWrapper<ValueReading> reading;
    private final ChangeListener<@Nullable Json> changed;

    /**
     * @param lock over it, which whoever changes it may have taken
     * @param initial what it is while there is no entry
     */
    PanelValue(SharedRoom room, String key, SharedLock lock, PanelItem.Kind kind, Json initial) {
        this.room = room;
        this.lock = lock;
        this.key = key;
        this.kind = kind;
        this.initial = initial;
        this.entry = room.value(key, Json.class, null);
        this.reading = new ReadOnlyObjectWrapper<>(this, "reading", ValueReading.of(kind, entry.get()));
        this.changed = (property, before, now) -> reading.set(ValueReading.of(kind, now));
        entry.addListener(changed);
    }

    /** The value of {@code item}. */
    static PanelValue of(SharedRoom room, PanelItem item) {
        return new PanelValue(
                room,
                item.valueKey(),
                room.lock(item.key()),
                item.kind(),
                switch (item.kind()) {
                    case COUNTER, LIVE -> Json.of(0);
                    case SLIDER -> Json.of(item.min());
                    case SWITCH -> Json.of(false);
                    case TEXT, CHOICE, UNREADABLE -> Json.of("");
                });
    }

    ReadOnlyObjectProperty<ValueReading> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** Whether the room has arrived: before, that there is no entry means nothing. */
    ReadOnlyBooleanProperty loadedProperty() {
        return room.loadedProperty();
    }

    PanelItem.Kind kind() {
        return kind;
    }

    /** What it is; what it is to begin with where there is nothing, or nothing that can be read. */
    Json get() {
        return reading.get() instanceof ValueReading.Good good ? good.value() : initial;
    }

    /** The number; 0 where it is none. */
    Json.Num number() {
        return get() instanceof Json.Num number ? number : Json.Num.parse("0");
    }

    boolean flag() {
        return get() instanceof Json.Bool flag && flag.value();
    }

    String text() {
        return get() instanceof Json.Text text ? text.value() : "";
    }

    /** The text, for several people to edit at once. */
    SharedText editedText() {
        SharedText text = room.text(key);
        text.setLock(lock);
        return text;
    }

    /** Of what is set faster than the hub answers, the latest is sent. */
    void set(Json value) {
        lock.run(() -> entry.set(value));
    }

    void add(double by) {
        lock.run(() -> room.add(key, by));
    }

    void repair(ValueReading.Repair repair) {
        lock.run(() -> {
            if (repair.value() == null) {
                room.remove(key);
            } else {
                entry.set(repair.value());
            }
        });
    }

    @Override
    public void close() {
        entry.removeListener(changed);
    }
}
