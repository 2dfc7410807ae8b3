package dev.lockstep.desktop.panel;

import java.util.Map;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

import dev.lockstep.desktop.shell.MemberNames;
import dev.lockstep.fx.SharedNumber;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.SharedValue;
import dev.lockstep.model.Json;

/** The counter and the slider that each room has, until somebody takes them away. Needs no toolkit. */
public final class PanelModel implements AutoCloseable {

    static final String COUNT = "count";
    static final String LEVEL = "level";
    static final double LEVEL_MIN = 0;
    static final double LEVEL_MAX = 100;
    static final double LEVEL_START = 50;

    private static final String HIDDEN = "panel-hidden";

    private final SharedRoom room;
    private final SharedValue<Json> hidden;
    private final SharedNumber count;
    private final SharedNumber level;
    private final LockModel countLock;
    private final LockModel levelLock;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    public PanelModel(SharedRoom room) {
        this.room = room;
        hidden = room.value(HIDDEN, Json.class, Json.Obj.EMPTY);
        count = room.number(COUNT, 0);
        level = room.number(LEVEL, LEVEL_START);
        MemberNames names = new MemberNames(room);
        countLock = new LockModel(room, COUNT, names);
        levelLock = new LockModel(room, LEVEL, names);
    }

    public SharedNumber count() {
        return count;
    }

    public SharedNumber level() {
        return level;
    }

    public LockModel countLock() {
        return countLock;
    }

    public LockModel levelLock() {
        return levelLock;
    }

    /** What of both is taken away; see {@link #isHidden}. */
    ObservableValue<Json> hiddenProperty() {
        return hidden;
    }

    /** @param key {@link #COUNT} or {@link #LEVEL} */
    boolean isHidden(String key) {
        return hidden.get() instanceof Json.Obj keys && keys.get(key) instanceof Json.Bool flag && flag.value();
    }

    /** Takes one away for all, or brings it back; its value stays. */
    void setHidden(String key, boolean away) {
        room.merge(HIDDEN, Map.of(key, away));
    }

    /** Gives back the locks that were taken here. */
    @Override
    public void close() {
        countLock.close();
        levelLock.close();
    }

    /** What is wrong with what was typed, empty where nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public void plus() {
        count.add(1);
    }

    public void minus() {
        count.add(-1);
    }

    public void reset() {
        count.set(0);
    }

    /** Sets the counter to what was typed; false, and {@link #problemProperty} says why, where it is no number. */
    public boolean type(String text) {
        try {
            double value = Double.parseDouble(text.strip().replace(',', '.'));
            if (Double.isFinite(value)) {
                count.set(value);
                problem.set("");
                return true;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        problem.set("Type a number, such as 42");
        return false;
    }
}
