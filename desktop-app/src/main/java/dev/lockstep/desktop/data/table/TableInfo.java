package dev.lockstep.desktop.data.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

/**
 * A table as the entry {@code data/<id>} describes it.
 *
 * @param rows how many it has, as far as it is known
 * @param complete false while it is still brought in
 * @param by who brought it
 */
public record TableInfo(String id, String name, List<ColumnInfo> columns, long rows, boolean complete, String by) {

    public static final String PREFIX = "data";

    /** The same, brought in by somebody else. */
    public TableInfo by(String who) {
        return new TableInfo(id, name, columns, rows, complete, who);
    }

    public static final int COLUMNS_MAX = 2_000;
    public static final int NAME_MAX = 80;

    /** Of a name, before what is not shown is left out. */
    private static final int LOOKED_AT_MAX = 1_000;

    private static final int TYPE_MAX = 40;

    /** Of the entry, less than a hub takes of a value: the names of very many columns are cut to fit. */
    public static final int BYTES_MAX = 240_000;

    /** A table that says it has more rows has not. */
    public static final long ROWS_MAX = 100_000_000;

    /** It is a part of a room's name. */
    private static final int ID_MAX = 32;

    public TableInfo {
        columns = List.copyOf(columns);
    }

    /** The key of its entry. */
    public String key() {
        return PREFIX + "/" + id;
    }

    /** Null where it is no table that can be shown. */
    public static @Nullable TableInfo read(String id, Json value) {
        if (id.length() > ID_MAX) {
            return null;
        }
        JsonReader entry = JsonReader.of(value);
        List<ColumnInfo> columns = new ArrayList<>();
        for (JsonReader each : entry.at("columns").items(COLUMNS_MAX)) {
            JsonReader column = JsonReader.of(each.json());
            ColumnType type = ColumnType.of(column.at("type").text(TYPE_MAX));
            String name = name(column.at("name"), "");
            if (column.at("name").isPresent() && column.isFine()) {
                columns.add(new ColumnInfo(
                        name, type, Spelling.read(type, column.at("spelling").json())));
            }
        }
        if (columns.isEmpty()) {
            return null;
        }
        return new TableInfo(
                id,
                name(entry.at("name"), id),
                columns,
                (long) entry.at("rows").clamped(0, ROWS_MAX, 0),
                entry.at("complete").flag(true),
                name(entry.at("by"), ""));
    }

    /** As its entry has it; {@link #read} reads it. */
    public Json.Obj toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("name", new Json.Text(name));
        members.put(
                "columns", new Json.Arr(columns.stream().map(TableInfo::toJson).toList()));
        members.put("rows", Json.of((double) rows));
        members.put("complete", Json.of(complete));
        members.put("by", new Json.Text(by));
        return new Json.Obj(members);
    }

    private static Json toJson(ColumnInfo column) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("name", new Json.Text(column.name()));
        members.put("type", new Json.Text(column.type().wireName()));
        Json spelling = column.spelling().toJson(column.type());
        if (spelling != null) {
            members.put("spelling", spelling);
        }
        return new Json.Obj(members);
    }

    /** The same, with names cut where the entry would be more than a hub takes. */
    public TableInfo fitting() {
        TableInfo fitting = this;
        for (int chars = NAME_MAX; fitting.toJson().encodedBytes() > BYTES_MAX && chars > 1; chars /= 2) {
            int most = chars;
            List<ColumnInfo> shorter = columns.stream()
                    .map(column ->
                            new ColumnInfo(DisplayText.line(column.name(), most), column.type(), column.spelling()))
                    .toList();
            fitting = new TableInfo(id, name, shorter, rows, complete, by);
        }
        return fitting;
    }

    public TableInfo withRows(long newRows, boolean nowComplete) {
        return new TableInfo(id, name, columns, newRows, nowComplete, by);
    }

    public TableInfo withType(int column, ColumnType type, Spelling spelling) {
        List<ColumnInfo> changed = new ArrayList<>(columns);
        changed.set(column, new ColumnInfo(changed.get(column).name(), type, spelling));
        return new TableInfo(id, name, changed, rows, complete, by);
    }

    private static String name(JsonReader member, String absent) {
        return DisplayText.line(member.shortened(LOOKED_AT_MAX, absent), NAME_MAX);
    }
}
