package dev.lockstep.desktop.panel;

import java.util.Map;
import javafx.beans.value.ObservableValue;

import dev.lockstep.desktop.view.MemberNames;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.SharedValue;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

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
    private final PanelValue count;
    private final PanelValue level;
    private final LockModel countLock;
    private final LockModel levelLock;

    public PanelModel(SharedRoom room) {
        this.room = room;
        hidden = room.value(HIDDEN, Json.class, Json.Obj.EMPTY);
        count = new PanelValue(room, COUNT, room.lock(COUNT), PanelItem.Kind.COUNTER, Json.of(0));
        level = new PanelValue(room, LEVEL, room.lock(LEVEL), PanelItem.Kind.SLIDER, Json.of(LEVEL_START));
        MemberNames names = new MemberNames(room);
        countLock = new LockModel(room, COUNT, names);
        levelLock = new LockModel(room, LEVEL, names);
    }

    PanelValue count() {
        return count;
    }

    PanelValue level() {
        return level;
    }

    LockModel countLock() {
        return countLock;
    }

    LockModel levelLock() {
        return levelLock;
    }

    /** What of both is taken away; see {@link #isHidden}. */
    ObservableValue<Json> hiddenProperty() {
        return hidden;
    }

    /** @param key {@link #COUNT} or {@link #LEVEL} */
    boolean isHidden(String key) {
        return JsonReader.of(hidden.get()).at(key).flag(false);
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
        count.close();
        level.close();
    }

    void reset() {
        count.set(Json.of(0));
    }
}
