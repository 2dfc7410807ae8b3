package dev.lockstep.desktop.data;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.view.RoomContext;

/**
 * Filters and sorts the rows of the table that is looked at, on a thread that is not the JavaFX thread; there it is known what is to
 * be seen, and there is everything else here.
 */
final class Looker implements AutoCloseable {

    /** What is asked of the rows. */
    record Wish(List<Filter> filters, @Nullable List<Filter> marks, Looked.Order order) {}

    private final RoomContext context;
    private final Executor fx;
    private final Supplier<Wish> wish;
    private final Executor worker;
    private final Executor soon;
    private final ReadOnlyObjectWrapper<@Nullable Looked> looked = new ReadOnlyObjectWrapper<>(this, "looked");
    private @Nullable TableRows rows;
    private boolean looking;
    private boolean lookAgain;
    private boolean lookPlanned;
    private boolean closed;

    /**
     * @param fx runs what it is given on the JavaFX thread, later
     * @param worker runs one task after another, on any thread
     * @param soon as {@code fx}, after a moment
     * @param wish what is asked when a look begins
     */
    Looker(RoomContext context, Executor fx, Executor worker, Executor soon, Supplier<Wish> wish) {
        this.context = context;
        this.fx = fx;
        this.worker = worker;
        this.soon = soon;
        this.wish = wish;
    }

    /** What is to be seen; null until it is known. */
    ReadOnlyObjectProperty<@Nullable Looked> lookedProperty() {
        return looked.getReadOnlyProperty();
    }

    /**
     * Reads the rows of another table; of none where {@code info} is null.
     *
     * @param remake runs when rows are different that were there
     */
    void open(@Nullable TableInfo info, Runnable remake) {
        letGo();
        looked.set(null);
        if (info != null) {
            rows = new TableRows(context, info, worker, fx, count -> lookSoon(), remake);
        }
    }

    private void letGo() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }

    /** While rows come in, a few times a second are enough. */
    private void lookSoon() {
        if (!lookPlanned) {
            lookPlanned = true;
            soon.execute(() -> {
                lookPlanned = false;
                look();
            });
        }
    }

    /** One look after another; whatever changes meanwhile makes one more. */
    void look() {
        TableRows source = rows;
        if (closed || source == null) {
            return;
        }
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        Wish now = wish.get();
        worker.execute(() -> {
            Looked seen = null;
            try {
                seen = Looked.at(source.table(), now.filters(), now.marks(), now.order());
            } finally {
                Looked found = seen;
                fx.execute(() -> looked(source, found));
            }
        });
    }

    private void looked(TableRows source, @Nullable Looked seen) {
        looking = false;
        if (!closed && source.equals(rows) && seen != null) {
            looked.set(seen);
        }
        if (lookAgain) {
            lookAgain = false;
            look();
        }
    }

    @Override
    public void close() {
        closed = true;
        letGo();
    }
}
