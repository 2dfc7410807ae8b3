package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.view.WrittenBy;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/** Which tables a room has. On the JavaFX thread. */
final class TableCatalog implements AutoCloseable {

    /** Of more tables than this, the first and the latest are offered: those that were there before somebody made thousands. */
    static final int TABLES_MAX = 500;

    /** An entry that was read, with what it was read from: a change of one of thousands reads that one alone. */
    private record Known(Json entry, @Nullable TableInfo info) {}

    private final SharedRoom room;
    private final SharedList<Json> entries;
    private final ObservableList<TableInfo> tables = FXCollections.observableArrayList();
    private final Runnable changed;
    private final InvalidationListener entriesChanged = any -> refresh();
    private Map<String, Known> known = new HashMap<>();

    /** @param changed runs after entries of tables changed, whether or not the list did */
    TableCatalog(SharedRoom room, Runnable changed) {
        this.room = room;
        this.changed = changed;
        this.entries = room.list(TableInfo.PREFIX, Json.class);
        entries.addListener(entriesChanged);
    }

    ObservableList<TableInfo> tables() {
        return tables;
    }

    /** Null where there is none with this id. */
    @Nullable
    TableInfo find(String id) {
        return tables.stream().filter(info -> info.id().equals(id)).findFirst().orElse(null);
    }

    /** The one with this id, or else the latest; null where there is none at all. */
    @Nullable
    TableInfo findOrLatest(String id) {
        TableInfo found = find(id);
        return found != null || tables.isEmpty() ? found : tables.get(tables.size() - 1);
    }

    void refresh() {
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
            Known now = before != null && isSame(before.entry(), entry) ? before : new Known(entry, read(id, entry));
            read.put(id, now);
            if (now.info() != null) {
                next.add(now.info());
            }
        }
        known = read;
        if (!next.equals(tables)) {
            tables.setAll(next);
        }
        changed.run();
    }

    @SuppressWarnings("ReferenceEquality") // the list has the same object until the entry changes
    private static boolean isSame(Json one, Json other) {
        return one == other;
    }

    private @Nullable TableInfo read(String id, Json entry) {
        TableInfo info = TableInfo.read(id, entry);
        return info == null ? null : info.by(WrittenBy.name(room, info.key(), info.by()));
    }

    @Override
    public void close() {
        entries.removeListener(entriesChanged);
    }
}
