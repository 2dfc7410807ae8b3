package dev.lockstep.desktop.data;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.view.RoomContext;

/**
 * Filters and sorts the rows of the open table on a worker thread. Everything else here, the result too, is on the JavaFX thread.
 */
final class FilterWorker implements AutoCloseable {

    /** What is asked of the rows. */
    record Query(List<Filter> filters, @Nullable List<Filter> marks, FilteredTable.Order order) {}

    private final RoomContext context;
    private final Executor fx;
    private final Supplier<Query> query;
    private final Executor worker;
    private final Executor soon;
    private final ReadOnlyObjectWrapper<@Nullable FilteredTable> filtered =
            new ReadOnlyObjectWrapper<>(this, "filtered");
    private @Nullable TableRows rows;
    private boolean running;
    private boolean runAgain;
    private boolean planned;
    private boolean closed;

    /**
     * @param fx runs what it is given on the JavaFX thread, later
     * @param worker runs one task after another, on any thread
     * @param soon as {@code fx}, after a moment
     * @param query what is asked when a run begins
     */
    FilterWorker(RoomContext context, Executor fx, Executor worker, Executor soon, Supplier<Query> query) {
        this.context = context;
        this.fx = fx;
        this.worker = worker;
        this.soon = soon;
        this.query = query;
    }

    /** What is to be seen; null until it is known. */
    ReadOnlyObjectProperty<@Nullable FilteredTable> filteredProperty() {
        return filtered.getReadOnlyProperty();
    }

    /**
     * Reads the rows of another table; of none where {@code info} is null.
     *
     * @param remake runs when rows are different that were there
     */
    void open(@Nullable TableInfo info, Runnable remake) {
        letGo();
        filtered.set(null);
        if (info != null) {
            rows = new TableRows(context, info, worker, fx, count -> runSoon(), remake);
        }
    }

    private void letGo() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }

    /** While rows come in, a few times a second are enough. */
    private void runSoon() {
        if (!planned) {
            planned = true;
            soon.execute(() -> {
                planned = false;
                run();
            });
        }
    }

    /** One run after another; whatever changes meanwhile makes one more. */
    void run() {
        TableRows source = rows;
        if (closed || source == null) {
            return;
        }
        if (running) {
            runAgain = true;
            return;
        }
        running = true;
        Query now = query.get();
        worker.execute(() -> {
            FilteredTable result = null;
            try {
                result = FilteredTable.of(source.table(), now.filters(), now.marks(), now.order());
            } finally {
                FilteredTable found = result;
                fx.execute(() -> filtered(source, found));
            }
        });
    }

    private void filtered(TableRows source, @Nullable FilteredTable result) {
        running = false;
        if (!closed && source.equals(rows) && result != null) {
            filtered.set(result);
        }
        if (runAgain) {
            runAgain = false;
            run();
        }
    }

    @Override
    public void close() {
        closed = true;
        letGo();
    }
}
