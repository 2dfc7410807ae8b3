package dev.lockstep.desktop.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.HandThread;
import dev.lockstep.desktop.data.read.RowsPart;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.FxThread;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows come in while a table is opened, opened again, filtered and sorted: whatever is done before what, all of them are to be seen
 * at the end. The tasks of the two threads are run one at a time, in an order that is drawn by lot.
 */
class FilterWorkerTest {

    private static final int ROUNDS = 40;
    private static final int PARTS = 4;
    private static final int PART_ROWS = 3;
    private static final int PUSHED = 3;

    private final HandThread thread = new HandThread();
    private final Deque<Runnable> fx = new ArrayDeque<>();
    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final Deque<Runnable> soon = new ArrayDeque<>();
    private Hub hub;
    private Lockstep writer;
    private Lockstep reader;

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        writer = Lockstep.builder(hub.url())
                .identity(Identity.named("Ada"))
                .thread(thread)
                .connect();
        reader = Lockstep.builder(hub.url())
                .identity(Identity.named("Grace"))
                .thread(thread)
                .connect();
    }

    @AfterEach
    void close() {
        writer.close();
        reader.close();
        hub.close();
    }

    @ParameterizedTest
    @DisplayName("no row is missed, whichever thread is faster")
    @ValueSource(longs = {1, 2, 3})
    void interleaved(long seed) {
        Random lot = new Random(seed);
        RoomPool pool = new RoomPool(reader);
        RoomContext context =
                new RoomContext(pool.take("lobby"), pool, Settings.none(), FxThread.platform(), address -> {});
        for (int round = 0; round < ROUNDS; round++) {
            TableInfo info = new TableInfo(
                    "t" + seed + "x" + round, "T", List.of(new ColumnInfo("n", ColumnType.NUMBER)), 0, true, "Ada");
            new Round(context, info, lot).run();
        }
    }

    /** One table, from its first part to its last row. */
    private final class Round {

        private final TableInfo info;
        private final Random lot;
        private final SharedRoom source;
        private final SharedRoom seen;
        private final FilterWorker filterWorker;
        private final List<Filter> filters = new ArrayList<>();
        private final StringBuilder log = new StringBuilder();
        private FilteredTable.Order order = FilteredTable.Order.NONE;
        private boolean stale;
        private int parts;
        private int pushed;

        Round(RoomContext context, TableInfo info, Random lot) {
            this.info = info;
            this.lot = lot;
            String room = TableRows.roomOf(context, info.id());
            this.source = writer.room(room);
            this.seen = context.rooms().take(room); // it is there all the time: what is opened late finds all of it
            this.filterWorker = new FilterWorker(
                    context,
                    fx::add,
                    worker::add,
                    soon::add,
                    () -> new FilterWorker.Query(List.copyOf(filters), null, order));
            thread.await("the room is known", () -> seen.loadedProperty().get());
        }

        void run() {
            reopen();
            while (parts < PARTS || pushed < PUSHED || !isIdle()) {
                step(lot.nextInt(8));
            }
            while (stale) {
                reopen();
                while (!isIdle()) {
                    step(lot.nextInt(3));
                }
            }
            FilteredTable filtered = filterWorker.filteredProperty().get();
            assertThat(filtered).as(log.toString()).isNotNull();
            assertThat(filtered.total()).as(log.toString()).isEqualTo(PARTS * PART_ROWS + PUSHED);
            assertThat(filtered.rows()).as(log.toString()).hasSize(filters.isEmpty() ? filtered.total() : 0);
            filterWorker.close();
        }

        private boolean isIdle() {
            return fx.isEmpty() && worker.isEmpty() && soon.isEmpty();
        }

        private void step(int what) {
            switch (what) {
                case 0 -> next(fx, "fx ");
                case 1 -> next(worker, "worker ");
                case 2 -> next(soon, "soon ");
                case 3, 4 -> arrive();
                case 5 -> {
                    if (lot.nextInt(4) == 0 || stale) {
                        reopen();
                    }
                }
                case 6 -> {
                    if (!filters.remove(NONE)) {
                        filters.add(NONE);
                    }
                    log.append("filter ");
                    filterWorker.run();
                }
                default -> {
                    order = new FilteredTable.Order(0, lot.nextBoolean());
                    log.append("sort ");
                    filterWorker.run();
                }
            }
        }

        private void next(Deque<Runnable> tasks, String name) {
            if (!tasks.isEmpty()) {
                log.append(name);
                tasks.remove().run();
            }
        }

        private void reopen() {
            log.append("open ");
            stale = false;
            filterWorker.open(info, () -> stale = true);
            filterWorker.run();
        }

        private void arrive() {
            if (parts < PARTS) {
                List<List<String>> rows = new ArrayList<>();
                for (int i = 0; i < PART_ROWS; i++) {
                    rows.add(List.of(String.valueOf(parts * PART_ROWS + i)));
                }
                String key = String.valueOf(parts++);
                source.put(RowsPart.PREFIX + "/" + key, RowsPart.pack(rows));
                thread.await(
                        "a part", () -> seen.map(RowsPart.PREFIX, Json.class).containsKey(key));
            } else if (pushed < PUSHED) {
                pushed++;
                source.put(TableRows.PUSHED + "/" + pushed, List.of(100 + pushed));
                thread.await(
                        "a row", () -> seen.list(TableRows.PUSHED, Json.class).size() == pushed);
            }
            log.append("arrive ");
        }
    }

    /** What no row passes. */
    private static final Filter NONE = Filter.range(0, 5_000, 6_000);
}
