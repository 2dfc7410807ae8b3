package dev.lockstep.desktop.panel;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.lockstep.fx.SharedNumber;
import dev.lockstep.fx.SharedRoom;

/** The counter and the slider of a room. Needs no toolkit. */
public final class PanelModel implements AutoCloseable {

    static final double LEVEL_MIN = 0;
    static final double LEVEL_MAX = 100;
    static final double LEVEL_START = 50;

    private final SharedNumber count;
    private final SharedNumber level;
    private final LockModel countLock;
    private final LockModel levelLock;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    public PanelModel(SharedRoom room) {
        count = room.number("count", 0);
        level = room.number("level", LEVEL_START);
        countLock = new LockModel(room.lock("count"));
        levelLock = new LockModel(room.lock("level"));
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
