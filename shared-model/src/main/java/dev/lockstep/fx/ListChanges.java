package dev.lockstep.fx;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableListBase;

/**
 * The listeners of a list, and the changes that they are notified of. {@link ObservableListBase} builds the changes; the listeners
 * are kept here, since its own registration can't be overridden.
 */
final class ListChanges<T> extends ObservableListBase<T> {

    /** A change of {@code list}, as another list has it. */
    private static final class Change<T> extends ListChangeListener.Change<T> {

        private final ListChangeListener.Change<? extends T> change;

        Change(ObservableList<T> list, ListChangeListener.Change<? extends T> change) {
            super(list);
            this.change = change;
            change.reset(); // each listener reads it from the beginning
        }

        @Override
        public boolean next() {
            return change.next();
        }

        @Override
        public void reset() {
            change.reset();
        }

        @Override
        public int getFrom() {
            return change.getFrom();
        }

        @Override
        public int getTo() {
            return change.getTo();
        }

        @Override
        @SuppressWarnings("unchecked") // a list that nobody writes to
        public List<T> getRemoved() {
            return (List<T>) change.getRemoved();
        }

        @Override
        protected int[] getPermutation() {
            return new int[0]; // items come and go, and are never told to have changed places
        }
    }

    private final ObservableList<T> list;
    private final List<ListChangeListener<? super T>> listeners = new CopyOnWriteArrayList<>();
    private final List<InvalidationListener> invalidationListeners = new CopyOnWriteArrayList<>();

    /** @param list whose changes they are */
    ListChanges(ObservableList<T> list) {
        this.list = list;
        super.addListener((ListChangeListener<T>) this::forward);
    }

    boolean isListenedTo() {
        return !listeners.isEmpty() || !invalidationListeners.isEmpty();
    }

    void addChangeListener(ListChangeListener<? super T> listener) {
        listeners.add(listener);
    }

    void removeChangeListener(ListChangeListener<? super T> listener) {
        listeners.remove(listener);
    }

    void add(InvalidationListener listener) {
        invalidationListeners.add(listener);
    }

    void remove(InvalidationListener listener) {
        invalidationListeners.remove(listener);
    }

    private void forward(ListChangeListener.Change<? extends T> change) {
        invalidationListeners.forEach(listener -> guarded(() -> listener.invalidated(list)));
        listeners.forEach(listener -> guarded(() -> listener.onChanged(new Change<>(list, change))));
    }

    /** As JavaFX does: what one throws keeps no other from being notified. */
    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }

    @Override
    public T get(int index) {
        return list.get(index);
    }

    @Override
    public int size() {
        return list.size();
    }

    // ---- what is protected there

    void begin() {
        beginChange();
    }

    void end() {
        endChange();
    }

    void added(int from, int to) {
        nextAdd(from, to);
    }

    void removed(int index, T before) {
        nextRemove(index, before);
    }

    void changed(int index, T before) {
        nextSet(index, before);
    }

    void replaced(int from, int to, List<? extends T> before) {
        nextReplace(from, to, before);
    }
}
