package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValueBase;

import org.jspecify.annotations.Nullable;

/** A value that is computed of what a room has; see {@link SharedRoom#computed}. It costs something only while somebody listens. */
final class SharedComputed<T> extends ObservableValueBase<T> {

    private final RoomCore room;
    private final Supplier<? extends @Nullable T> formula;
    private final List<Object> listeners = new ArrayList<>();
    private @Nullable Refresh refresh; // while there are listeners
    private @Nullable T value;

    SharedComputed(RoomCore room, Supplier<? extends @Nullable T> formula) {
        this.room = room;
        this.formula = formula;
    }

    @Override
    public @Nullable T getValue() {
        room.checkThread();
        boolean isKnown =
                refresh != null && Refresh.current() == null; // a block that reads it depends on all that it depends on
        return isKnown ? value : formula.get();
    }

    private void recompute() {
        T next = formula.get();
        if (!Objects.equals(next, value)) {
            value = next;
            Refresh.untracked(this::fireValueChangedEvent);
        }
    }

    // ---- listeners

    @Override
    public void addListener(InvalidationListener listener) {
        begin();
        super.addListener(listener);
        listeners.add(listener);
    }

    @Override
    public void addListener(ChangeListener<? super T> listener) {
        begin();
        super.addListener(listener);
        listeners.add(listener);
    }

    @Override
    public void removeListener(InvalidationListener listener) {
        super.removeListener(listener);
        removed(listener);
    }

    @Override
    public void removeListener(ChangeListener<? super T> listener) {
        super.removeListener(listener);
        removed(listener);
    }

    private void begin() {
        room.checkThread();
        if (refresh == null) {
            Refresh begun = new Refresh(this::recompute);
            refresh = begun;
            try {
                Refresh.untracked(begun::run);
            } catch (RuntimeException e) {
                room.errors().tell(e); // it is computed again when what it read has changed
            }
        }
    }

    private void removed(Object listener) {
        room.checkThread();
        listeners.remove(listener);
        Refresh ended = refresh;
        if (ended != null && listeners.isEmpty()) {
            ended.close();
            refresh = null;
        }
    }
}
