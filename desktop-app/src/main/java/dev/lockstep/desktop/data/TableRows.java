package dev.lockstep.desktop.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import javafx.beans.InvalidationListener;

import dev.lockstep.desktop.data.read.RowsPart;
import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/**
 * Brings the rows of a table from its room into memory: the parts in their order, then the rows that programs push. Entries
 * are read on the JavaFX thread, rows are made on another.
 */
final class TableRows implements AutoCloseable {

    static final String PUSHED = "row";

    private final RoomContext context;
    private final SharedRoom room;
    private final DataTable table;
    private final Executor worker;
    private final Executor fx;
    private final IntConsumer changed;
    private final Runnable remake;
    private final SharedMap<Json> parts;
    private final SharedList<Json> pushed;
    private final InvalidationListener look = any -> look();
    private final Queue<Runnable> coming = new ConcurrentLinkedQueue<>();
    private int nextPart;
    private int taken; // of those that were pushed
    private String lastTaken = "";
    private boolean closed;
    private boolean remade; // another takes this one's place

    /**
     * @param worker runs one task after another
     * @param changed told how many rows there are, on the JavaFX thread
     * @param remake told when rows are different that were there; on the JavaFX thread
     */
    TableRows(RoomContext context, TableInfo info, Executor worker, Executor fx, IntConsumer changed, Runnable remake) {
        this.context = context;
        this.worker = worker;
        this.fx = fx;
        this.changed = changed;
        this.remake = remake;
        this.table = new DataTable(info.columns());
        this.room = context.rooms().take(roomOf(context, info.id()));
        this.parts = room.map(RowsPart.PREFIX, Json.class);
        this.pushed = room.list(PUSHED, Json.class);
        parts.addListener(look);
        pushed.addListener(look);
        room.loadedProperty().addListener(look);
        look();
    }

    static String roomOf(RoomContext context, String id) {
        return context.part("data/" + id);
    }

    DataTable table() {
        return table;
    }

    private void look() {
        if (remade) {
            return;
        }
        boolean any = false;
        while (parts.get(String.valueOf(nextPart)) instanceof Json.Text packed) {
            nextPart++;
            any = true;
            if (taken > 0) {
                remade = true;
                remake.run(); // a part came after rows were pushed: it stands before them
                return;
            }
            coming.add(() -> RowsPart.unpack(packed.value(), table::add));
        }
        if (pushed.size() < taken || (taken > 0 && !pushed.keyOf(taken - 1).equals(lastTaken))) {
            remade = true;
            remake.run();
            return;
        }
        List<Json> rows = new ArrayList<>();
        boolean partsAreKnown = room.loadedProperty().get(); // they stand before what is pushed
        while (partsAreKnown && taken < pushed.size() && !pushed.isPending(taken)) {
            rows.add(pushed.get(taken));
            lastTaken = pushed.keyOf(taken);
            taken++;
        }
        if (!rows.isEmpty()) {
            any = true;
            coming.add(() -> rows.forEach(row -> table.add(cells(row, table.columns()))));
        }
        if (any) {
            worker.execute(this::next);
        }
    }

    /** One after another, so that what is there can be looked at in between. */
    private void next() {
        Runnable first = coming.poll();
        if (first == null) {
            return;
        }
        try {
            first.run();
        } catch (RuntimeException e) { // what came before it is shown, and what comes after it
            System.getLogger(TableRows.class.getName())
                    .log(System.Logger.Level.WARNING, "some rows of a table can''t be read and are left out", e);
        }
        tell();
        fx.execute(() -> {
            if (!closed) {
                worker.execute(this::next);
            }
        });
    }

    private void tell() {
        int rows = table.rows();
        fx.execute(() -> {
            if (!closed) {
                changed.accept(rows);
            }
        });
    }

    /** What a program pushed: an array of texts and numbers. A number is one, however the others of its column are written. */
    static List<String> cells(Json row, List<Column> columns) {
        List<String> cells = new ArrayList<>();
        if (row instanceof Json.Arr array) {
            for (Json cell : array.items()) {
                if (cells.size() == columns.size()) {
                    break;
                }
                Column column = columns.get(cells.size());
                cells.add(
                        cell instanceof Json.Text text
                                ? text.value()
                                : cell instanceof Json.Num number && column.type() == ColumnType.NUMBER
                                        ? column.spelling().write(new BigDecimal(number.toString()))
                                        : cell.equals(Json.ofNull()) ? "" : cell.toString());
            }
        }
        return cells;
    }

    @Override
    public void close() {
        closed = true;
        parts.removeListener(look);
        pushed.removeListener(look);
        room.loadedProperty().removeListener(look);
        context.rooms().giveBack(room.name());
    }
}
