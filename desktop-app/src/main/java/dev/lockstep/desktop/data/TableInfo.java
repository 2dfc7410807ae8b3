package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.DataTable.ColumnInfo;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.model.Json;

/**
 * A table as the entry {@code data/<id>} describes it.
 *
 * @param rows how many it has, as far as it is known
 * @param complete false while it is still brought in
 * @param by who brought it
 */
record TableInfo(String id, String name, List<ColumnInfo> columns, long rows, boolean complete, String by) {

    static final String PREFIX = "data";

    static final int COLUMNS_MAX = 200;
    private static final int NAME_MAX = 80;

    /** A table that says it has more rows has not. */
    static final long ROWS_MAX = 100_000_000;

    /** It is a part of a room's name. */
    private static final int ID_MAX = 32;

    TableInfo {
        columns = List.copyOf(columns);
    }

    String key() {
        return PREFIX + "/" + id;
    }

    /** Null where it is no table that can be shown. */
    static @Nullable TableInfo read(String id, Json value) {
        if (id.length() > ID_MAX
                || !(value instanceof Json.Obj object)
                || !(object.get("columns") instanceof Json.Arr array)) {
            return null;
        }
        List<ColumnInfo> columns = new ArrayList<>();
        for (Json each : array.items()) {
            if (columns.size() == COLUMNS_MAX) {
                break;
            }
            if (each instanceof Json.Obj column
                    && column.get("name") instanceof Json.Text name
                    && column.get("type") instanceof Json.Text type) {
                columns.add(new ColumnInfo(shortened(name.value()), ColumnType.of(type.value())));
            }
        }
        if (columns.isEmpty()) {
            return null;
        }
        return new TableInfo(
                id,
                object.get("name") instanceof Json.Text name ? shortened(name.value()) : id,
                columns,
                object.get("rows") instanceof Json.Num rows ? (long) Math.max(0, Math.min(ROWS_MAX, rows.value())) : 0,
                !(object.get("complete") instanceof Json.Bool complete) || complete.value(),
                object.get("by") instanceof Json.Text by ? shortened(by.value()) : "");
    }

    Json.Obj toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("name", new Json.Text(name));
        members.put(
                "columns",
                new Json.Arr(columns.stream()
                        .<Json>map(column -> new Json.Obj(Map.of(
                                "name", new Json.Text(column.name()),
                                "type", new Json.Text(column.type().wireName()))))
                        .toList()));
        members.put("rows", Json.of((double) rows));
        members.put("complete", Json.of(complete));
        members.put("by", new Json.Text(by));
        return new Json.Obj(members);
    }

    TableInfo withRows(long newRows, boolean nowComplete) {
        return new TableInfo(id, name, columns, newRows, nowComplete, by);
    }

    TableInfo withType(int column, ColumnType type) {
        List<ColumnInfo> changed = new ArrayList<>(columns);
        changed.set(column, new ColumnInfo(changed.get(column).name(), type));
        return new TableInfo(id, name, changed, rows, complete, by);
    }

    private static String shortened(String text) {
        return DisplayText.line(text, NAME_MAX);
    }
}
