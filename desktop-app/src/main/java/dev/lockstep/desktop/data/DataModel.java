package dev.lockstep.desktop.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.shell.Place;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedProperty;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/**
 * The tables of a room, one of which is looked at: what passes the filters, in which order, and what is marked. Filters and
 * marks are the team's while this person follows, else this person's own. Needs no toolkit; on the JavaFX thread.
 */
public final class DataModel implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;

    /** A table is opened this often by itself at most: who changes what it is again and again has it read again and again. */
    private static final long OPEN_MILLIS = 1_000;

    /** Of more tables than this, the first and the latest are offered: those that were there before somebody made thousands. */
    static final int TABLES_MAX = 500;

    /** So many ranges mark rows together: one of each column, and then some. */
    static final int MARKS_MAX = 64;

    private static final int NAME_MAX = 40;

    /** An entry that was read, with what it was read from: a change of one of thousands reads that one alone. */
    private record Known(Json entry, @Nullable TableInfo info) {}

    private final Place place;
    private final SharedRoom room;
    private final Executor fx;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lockstep-data");
        thread.setDaemon(true);
        return thread;
    });
    private final SharedList<Json> entries;
    private final ObservableList<TableInfo> tables = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable TableInfo> current = new ReadOnlyObjectWrapper<>(this, "current");
    private final ReadOnlyObjectWrapper<@Nullable Looked> looked = new ReadOnlyObjectWrapper<>(this, "looked");
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final InvalidationListener tablesChanged = any -> lookTables();
    private final InvalidationListener sharedChanged = any -> sharedChanged();
    private @Nullable TableRows rows;
    private @Nullable SharedMap<Json> sharedFilters;
    private @Nullable SharedProperty<Json> sharedMarks;
    private final Map<Integer, Filter> filters = new TreeMap<>();
    private @Nullable List<Filter> marks;
    private String marksBy = "";
    private Looked.Order order = Looked.Order.NONE;
    private @Nullable DataImport running;
    private Map<String, Known> known = new HashMap<>();
    private @Nullable Long openedAtNanos;
    private boolean openPlanned;
    private boolean sharedPlanned;
    private boolean stale; // the rows are others than those that were read
    private boolean looking;
    private boolean lookAgain;
    private boolean lookPlanned;
    private boolean closed;

    /** @param fx runs what it is given on the JavaFX thread, later */
    public DataModel(Place place, Executor fx) {
        this.place = place;
        this.room = place.room();
        this.fx = fx;
        this.entries = room.list(TableInfo.PREFIX, Json.class);
        entries.addListener(tablesChanged);
        following.addListener((property, before, now) -> followingChanged(now));
        lookTables();
    }

    ObservableList<TableInfo> tables() {
        return tables;
    }

    /** The table that is looked at, null where there is none. */
    ReadOnlyObjectProperty<@Nullable TableInfo> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** What is to be seen of it; null until it is known. */
    ReadOnlyObjectProperty<@Nullable Looked> lookedProperty() {
        return looked.getReadOnlyProperty();
    }

    /** Whether the filters and marks are those of all. */
    BooleanProperty followingProperty() {
        return following;
    }

    /** How far an import is, in words; empty where none runs. */
    ReadOnlyStringProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What went wrong, in words; empty where nothing did. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether it is known which tables there are. */
    ReadOnlyBooleanProperty roomLoadedProperty() {
        return room.loadedProperty();
    }

    ExecutorService worker() {
        return worker;
    }

    Executor fx() {
        return fx;
    }

    // ---- tables

    private void lookTables() {
        List<TableInfo> next = new ArrayList<>();
        Map<String, Known> read = new HashMap<>();
        int size = entries.size();
        for (int i = 0; i < size; i++) {
            if (i == TABLES_MAX / 2 && size > TABLES_MAX) {
                i = size - TABLES_MAX / 2;
            }
            String id = entries.idOf(i);
            Known before = known.get(id);
            Json entry = entries.get(i);
            Known now = before != null && isSame(before.entry(), entry)
                    ? before
                    : new Known(entry, TableInfo.read(id, entry));
            read.put(id, now);
            if (now.info() != null) {
                next.add(now.info());
            }
        }
        known = read;
        if (!next.equals(tables)) {
            tables.setAll(next);
        }
        openWhatIsThere();
    }

    @SuppressWarnings("ReferenceEquality") // the list has the same object until the entry changes
    private static boolean isSame(Json one, Json other) {
        return one == other;
    }

    /** Goes on with the table that is looked at, opens it anew where it became another, or else the latest. */
    private void openWhatIsThere() {
        TableInfo before = current.get();
        TableInfo same = before == null ? null : tableOf(before.id());
        boolean another = same == null || before == null || !same.columns().equals(before.columns());
        if (!another && !stale) {
            current.set(same);
            return;
        }
        TableInfo wanted = same != null ? same : tables.isEmpty() ? null : tables.get(tables.size() - 1);
        if (wanted == null) {
            open(null);
        } else if (mayOpen()) {
            Looked.Order kept = another ? Looked.Order.NONE : order;
            open(wanted);
            order = kept;
        } else if (same == null) {
            open(null);
            openSoon();
        } else {
            openSoon();
        }
    }

    private @Nullable TableInfo tableOf(String id) {
        return tables.stream().filter(info -> info.id().equals(id)).findFirst().orElse(null);
    }

    private boolean mayOpen() {
        Long last = openedAtNanos;
        return last == null || System.nanoTime() - last >= TimeUnit.MILLISECONDS.toNanos(OPEN_MILLIS);
    }

    private void openSoon() {
        if (!openPlanned) {
            openPlanned = true;
            CompletableFuture.delayedExecutor(OPEN_MILLIS, TimeUnit.MILLISECONDS, fx)
                    .execute(() -> {
                        openPlanned = false;
                        if (!closed) {
                            openWhatIsThere();
                        }
                    });
        }
    }

    /** Looks at another table. */
    void open(@Nullable TableInfo info) {
        letGo();
        stale = false;
        current.set(info);
        looked.set(null);
        order = Looked.Order.NONE;
        if (info == null) {
            return;
        }
        SharedMap<Json> map = room.map(info.key() + "/filter", Json.class);
        map.addListener(sharedChanged);
        sharedFilters = map;
        SharedProperty<Json> selection = room.value(info.key() + "/selection", Json.class, null);
        selection.addListener(sharedChanged);
        sharedMarks = selection;
        openedAtNanos = System.nanoTime();
        rows = new TableRows(place, info, worker, fx, count -> lookSoon(), this::remake);
        takeShared();
        look();
    }

    private void remake() {
        fx.execute(() -> {
            stale = current.get() != null;
            if (!closed && stale) {
                openWhatIsThere();
            }
        });
    }

    private void letGo() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
        if (sharedFilters != null) {
            sharedFilters.removeListener(sharedChanged);
            sharedFilters = null;
        }
        if (sharedMarks != null) {
            sharedMarks.removeListener(sharedChanged);
            sharedMarks = null;
        }
        filters.clear();
        marks = null;
        marksBy = "";
    }

    void setType(int column, ColumnType type) {
        TableInfo info = current.get();
        if (info != null
                && column < info.columns().size()
                && info.columns().get(column).type() != type) {
            room.put(info.key(), info.withType(column, type).toJson());
        }
    }

    /** Takes the table away, for all. */
    void remove(TableInfo info) {
        String name = TableRows.roomOf(place, info.id());
        SharedRoom its = place.rooms().take(name);
        room.commit(commit -> {
            commit.remove(info.key()).remove(info.key() + "/selection");
            for (int i = 0; i < info.columns().size(); i++) {
                commit.remove(info.key() + "/filter/" + i);
            }
        });
        DataImport.clear(its, () -> place.rooms().giveBack(name));
    }

    // ---- bringing in

    void importFile(Path file) {
        begin(watcher -> DataImport.ofFile(place, file, fx, watcher));
    }

    void importText(String text) {
        begin(watcher -> DataImport.ofText(place, text, fx, watcher));
    }

    private interface Beginning {
        DataImport with(DataImport.Watcher watcher);
    }

    private void begin(Beginning beginning) {
        if (running != null) {
            problem.set("One table is being brought in already; wait for it, or cancel it.");
            return;
        }
        problem.set("");
        progress.set("Reading…");
        running = beginning.with(new DataImport.Watcher() {
            @Override
            public void progress(long count) {
                progress.set(String.format("%,d rows", count));
            }

            @Override
            public void over(@Nullable String why) {
                running = null;
                progress.set("");
                problem.set(why == null ? "" : "The table was not brought in: " + why);
            }
        });
    }

    void cancelImport() {
        if (running != null) {
            running.cancel();
        }
    }

    // ---- filters, marks, order

    /** The filters in force. */
    List<Filter> filters() {
        return List.copyOf(filters.values());
    }

    /** What is marked; null where nothing is. */
    @Nullable
    List<Filter> marks() {
        return marks;
    }

    /** Who marked it; empty where nothing is marked, or where that is this person's own view. */
    String marksBy() {
        return marksBy;
    }

    void filter(Filter filter) {
        TableInfo info = current.get();
        if (info == null) {
            return;
        }
        Identity me = place.rooms().lockstep().identity();
        Filter mine = filter.setBy(me.name(), me.color());
        filters.put(mine.column(), mine);
        if (following.get()) {
            room.put(info.key() + "/filter/" + mine.column(), mine.toJson());
        }
        look();
    }

    void unfilter(int column) {
        TableInfo info = current.get();
        filters.remove(column);
        if (info != null && following.get()) {
            room.remove(info.key() + "/filter/" + column);
        }
        look();
    }

    void unfilterAll() {
        List.copyOf(filters.keySet()).forEach(this::unfilter);
    }

    /** Marks the rows that all of {@code meant} mean; none where it is empty. */
    void mark(List<Filter> meant) {
        TableInfo info = current.get();
        if (info == null) {
            return;
        }
        marks = meant.isEmpty() ? null : List.copyOf(meant);
        marksBy = "";
        if (following.get()) {
            share(info);
        }
        look();
    }

    private void share(TableInfo info) {
        String key = info.key() + "/selection";
        List<Filter> now = marks;
        if (now == null) {
            room.remove(key);
        } else {
            Identity me = place.rooms().lockstep().identity();
            marksBy = me.name();
            room.put(
                    key,
                    new Json.Obj(Map.of(
                            "ranges",
                            new Json.Arr(now.stream().<Json>map(Filter::toJson).toList()),
                            "by",
                            new Json.Text(me.name()),
                            "color",
                            new Json.Text(me.color()))));
        }
    }

    /** Shows just what is marked. */
    void filterToMarks() {
        List<Filter> meant = marks;
        if (meant != null) {
            meant.forEach(this::filter);
            mark(List.of());
        }
    }

    /** What this person has becomes what all have. */
    void offerMine() {
        TableInfo info = current.get();
        if (info == null) {
            return;
        }
        Identity me = place.rooms().lockstep().identity();
        room.commit(commit -> {
            for (int i = 0; i < info.columns().size(); i++) {
                Filter mine = filters.get(i);
                if (mine == null) {
                    commit.remove(info.key() + "/filter/" + i);
                } else {
                    commit.put(
                            info.key() + "/filter/" + i,
                            mine.setBy(me.name(), me.color()).toJson());
                }
            }
        });
        share(info);
        following.set(true);
    }

    void sort(Looked.Order by) {
        if (!by.equals(order)) {
            order = by;
            look();
        }
    }

    private void followingChanged(boolean now) {
        if (now) {
            takeShared();
            look();
        }
    }

    /** Read once for all that changes in a moment: it is told of each filter alone, and reads all of them. */
    private void sharedChanged() {
        if (following.get() && !sharedPlanned) {
            sharedPlanned = true;
            fx.execute(() -> {
                sharedPlanned = false;
                if (!closed && following.get()) {
                    takeShared();
                    look();
                }
            });
        }
    }

    private void takeShared() {
        SharedMap<Json> shared = sharedFilters;
        SharedProperty<Json> selection = sharedMarks;
        if (shared == null || selection == null) {
            return;
        }
        filters.clear();
        shared.forEach((key, value) -> {
            Filter filter = Filter.read(value);
            if (filter != null && key.equals(String.valueOf(filter.column()))) { // else nobody could take it away
                filters.put(filter.column(), filter);
            }
        });
        marks = null;
        marksBy = "";
        if (selection.getValue() instanceof Json.Obj object && object.get("ranges") instanceof Json.Arr ranges) {
            List<Filter> read = new ArrayList<>();
            for (Json range : ranges.items()) {
                if (read.size() == MARKS_MAX) {
                    break;
                }
                Filter filter = Filter.read(range);
                if (filter != null) {
                    read.add(filter);
                }
            }
            marks = read.isEmpty() ? null : List.copyOf(read);
            marksBy = object.get("by") instanceof Json.Text by ? DisplayText.line(by.value(), NAME_MAX) : "";
        }
    }

    // ---- looking

    /** While rows come in, a few times a second are enough. */
    private void lookSoon() {
        if (!lookPlanned) {
            lookPlanned = true;
            CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS, fx)
                    .execute(() -> {
                        lookPlanned = false;
                        look();
                    });
        }
    }

    /** One look after another; whatever changes meanwhile makes one more. */
    private void look() {
        TableRows source = rows;
        if (closed || source == null) {
            return;
        }
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        List<Filter> wanted = filters();
        List<Filter> meant = marks;
        Looked.Order by = order;
        worker.execute(() -> {
            Looked seen = null;
            try {
                seen = Looked.at(source.table(), wanted, meant, by);
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
        cancelImport();
        letGo();
        entries.removeListener(tablesChanged);
        worker.shutdown();
    }
}
