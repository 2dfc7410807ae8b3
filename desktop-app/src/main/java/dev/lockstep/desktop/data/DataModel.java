package dev.lockstep.desktop.data;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.read.ColumnEvidence;
import dev.lockstep.desktop.data.read.ImportSource;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.data.table.Spelling;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.fx.SharedRoom;

/**
 * The tables of a room, one of which is looked at: what passes the filters, in which order, and what is marked. Needs no
 * toolkit; on the JavaFX thread.
 */
public final class DataModel implements AutoCloseable {

    /** A table is opened this often by itself at most: who changes what it is again and again has it read again and again. */
    private static final long OPEN_MILLIS = 1_000;

    /** While rows come in, they are filtered and shown this often. */
    private static final long LOOK_MILLIS = 250;

    private final RoomContext context;
    private final SharedRoom room;
    private final Executor fx;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lockstep-data");
        thread.setDaemon(true);
        return thread;
    });
    private final BooleanBinding mayEdit;
    private final TableCatalog catalog;
    private final TableFilters filters;
    private final FilterWorker filterWorker;
    private final ImportRun imports;
    private final ReadOnlyObjectWrapper<@Nullable TableInfo> current = new ReadOnlyObjectWrapper<>(this, "current");
    private FilteredTable.Order order = FilteredTable.Order.NONE;
    private @Nullable Long openedAtNanos;
    private @Nullable String awaitedId; // of the table that this person brings in, until it is there
    private String beforeId = ""; // of the table that was looked at before, to return to
    private boolean openPlanned;
    private boolean stale; // the rows are others than those that were read
    private boolean closed;

    /** @param fx runs what it is given on the JavaFX thread, later */
    public DataModel(RoomContext context, Executor fx) {
        this.context = context;
        this.room = context.room();
        this.fx = fx;
        this.mayEdit = context.mayWrite(TableInfo.PREFIX);
        this.catalog = new TableCatalog(room, this::openWhatIsThere);
        this.filters = new TableFilters(context, fx, this::look);
        this.filterWorker = new FilterWorker(context, fx, worker, delayed(LOOK_MILLIS), this::query);
        this.imports = new ImportRun(context, fx, catalog::tables, this::openOwn);
        catalog.refresh();
    }

    /** The JavaFX thread, after some time. */
    private Executor delayed(long millis) {
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, fx);
    }

    ObservableList<TableInfo> tables() {
        return catalog.tables();
    }

    /** The table that is looked at, null where there is none. */
    ReadOnlyObjectProperty<@Nullable TableInfo> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** What is to be seen of it; null until it is known. */
    ReadOnlyObjectProperty<@Nullable FilteredTable> filteredProperty() {
        return filterWorker.filteredProperty();
    }

    /** Whether the filters and marks are those of all. */
    BooleanProperty followingProperty() {
        return filters.followingProperty();
    }

    /** How far an import is, in words; empty where none runs. */
    ReadOnlyStringProperty progressProperty() {
        return imports.progressProperty();
    }

    /** What went wrong with an import, in words; empty where nothing did. */
    ReadOnlyStringProperty problemProperty() {
        return imports.problemProperty();
    }

    /** Whether it is known which tables there are. */
    ReadOnlyBooleanProperty roomLoadedProperty() {
        return room.loadedProperty();
    }

    /** Whether this person may bring in tables, and change what is for all. */
    BooleanBinding mayEdit() {
        return mayEdit;
    }

    /** Runs one task after another, beside the JavaFX thread. */
    Executor worker() {
        return worker;
    }

    Executor fx() {
        return fx;
    }

    // ---- tables

    /**
     * Opens what this person has brought in; else goes on with the table that is looked at, opens it anew where it became another,
     * and where it is gone, the one before or the latest.
     */
    private void openWhatIsThere() {
        TableInfo awaited = awaitedId == null ? null : catalog.find(awaitedId);
        if (awaited != null) {
            open(awaited);
            return;
        }
        TableInfo before = current.get();
        TableInfo same = before == null ? null : catalog.find(before.id());
        boolean another = same == null || before == null || !same.columns().equals(before.columns());
        if (!another && !stale) {
            current.set(same);
            return;
        }
        TableInfo wanted = same != null ? same : catalog.findOrLatest(beforeId);
        if (wanted == null) {
            open(null);
        } else if (mayOpen()) {
            FilteredTable.Order kept =
                    same != null && before != null && hasSameNames(same, before) ? order : FilteredTable.Order.NONE;
            open(wanted);
            order = kept;
        } else if (same == null) {
            open(null);
            openSoon();
        } else {
            openSoon();
        }
    }

    /** A column that is read as another type is the same column. */
    private static boolean hasSameNames(TableInfo one, TableInfo other) {
        return one.columns().stream()
                .map(DataTable.ColumnInfo::name)
                .toList()
                .equals(other.columns().stream().map(DataTable.ColumnInfo::name).toList());
    }

    private boolean mayOpen() {
        Long last = openedAtNanos;
        return last == null || System.nanoTime() - last >= TimeUnit.MILLISECONDS.toNanos(OPEN_MILLIS);
    }

    private void openSoon() {
        if (!openPlanned) {
            openPlanned = true;
            delayed(OPEN_MILLIS).execute(() -> {
                openPlanned = false;
                if (!closed) {
                    openWhatIsThere();
                }
            });
        }
    }

    /** Looks at another table. */
    void open(@Nullable TableInfo info) {
        TableInfo last = current.get();
        if (last != null && info != null && !last.id().equals(info.id())) {
            beforeId = last.id();
        }
        awaitedId = null;
        filterWorker.open(null, this::remake);
        filters.open(null);
        stale = false;
        current.set(info);
        order = FilteredTable.Order.NONE;
        if (info == null) {
            return;
        }
        openedAtNanos = System.nanoTime();
        filterWorker.open(info, this::remake);
        filters.open(info);
        look();
    }

    /** Opens what this person brings in, as soon as it is there. */
    private void openOwn(String id) {
        awaitedId = id;
        openWhatIsThere();
    }

    private void remake() {
        fx.execute(() -> {
            stale = current.get() != null;
            if (!closed && stale) {
                openWhatIsThere();
            }
        });
    }

    /** Has a column read as another type, for all; how its cells are written then is found out by all of them. */
    void setType(int column, ColumnType type) {
        TableInfo info = current.get();
        FilteredTable now = filteredProperty().get();
        if (info == null
                || now == null
                || column >= info.columns().size()
                || info.columns().get(column).type() == type) {
            return;
        }
        worker().execute(() -> {
            Spelling spelling = ColumnEvidence.of(now.table(), column)
                    .spelling(type, '.', Spelling.DateOrder.DMY)
                    .withMissing(info.columns().get(column).spelling().missing());
            fx.execute(() -> {
                TableInfo latest = current.get();
                if (!closed && latest != null && latest.id().equals(info.id())) {
                    room.put(info.key(), latest.withType(column, type, spelling).toJson());
                }
            });
        });
    }

    /** Takes the table away, for all. */
    void remove(TableInfo info) {
        String name = TableRows.roomOf(context, info.id());
        SharedRoom its = context.rooms().take(name);
        room.commit(commit -> {
            commit.remove(info.key()).remove(info.key() + "/selection");
            for (int i = 0; i < info.columns().size(); i++) {
                commit.remove(info.key() + "/filter/" + i);
            }
        });
        DataImport.clear(its, () -> context.rooms().giveBack(name));
    }

    // ---- bringing in

    /** What is about to be brought in; null where nothing is. */
    ReadOnlyObjectProperty<@Nullable ImportDraft> draftProperty() {
        return imports.draftProperty();
    }

    void importFile(Path file) {
        if (mayEdit.get()) {
            imports.open(ImportSource.of(file));
        }
    }

    void importText(String text) {
        if (mayEdit.get()) {
            imports.open(ImportSource.of("Pasted table", text));
        }
    }

    /** A name for a table that none has. */
    String freeName(String wanted) {
        return imports.freeName(wanted);
    }

    /** Brings the draft in, and opens what it becomes. */
    void acceptImport(String name) {
        imports.accept(name);
    }

    /** Gives the draft up. */
    void dismissImport() {
        imports.dismiss();
    }

    void cancelImport() {
        imports.cancel();
    }

    // ---- filters, marks, order

    /** The filters in force. */
    List<Filter> filters() {
        return filters.filters();
    }

    /** What is marked; null where nothing is. */
    @Nullable
    List<Filter> marks() {
        return filters.marks();
    }

    /** Who marked it; empty where nothing is marked, or where that is this person's own view. */
    String marksBy() {
        return filters.marksBy();
    }

    void filter(Filter filter) {
        filters.filter(filter);
    }

    void unfilter(int column) {
        filters.unfilter(column);
    }

    void unfilterAll() {
        filters.unfilterAll();
    }

    /** Marks the rows that all of {@code meant} mean; none where it is empty. */
    void mark(List<Filter> meant) {
        filters.mark(meant);
    }

    /** Shows just what is marked. */
    void filterToMarks() {
        filters.filterToMarks();
    }

    /** How many filters the team has, whatever this person's own are. */
    int teamFilters() {
        return filters.teamCount();
    }

    /** See {@link TableFilters#offerMine}. */
    void offerMine() {
        filters.offerMine();
    }

    void sort(FilteredTable.Order by) {
        if (!by.equals(order)) {
            order = by;
            look();
        }
    }

    private FilterWorker.Query query() {
        return new FilterWorker.Query(filters.filters(), filters.marks(), order);
    }

    private void look() {
        filterWorker.run();
    }

    @Override
    public void close() {
        closed = true;
        imports.dismiss();
        imports.cancel();
        filterWorker.close();
        worker.shutdown();
        filters.close();
        catalog.close();
    }
}
