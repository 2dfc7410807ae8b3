package dev.lockstep.desktop.data;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.HandThread;
import dev.lockstep.desktop.data.read.TableAnalysis;
import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.data.table.RowCounts;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Limits;

import static org.assertj.core.api.Assertions.assertThat;

/** Two people at the tables of a room, without windows. */
class DataModelTest {

    private static final String SALES = "city,price\nRome,30\nOslo,10\nRome,20\nParis,50\n";
    private static final String STOCK = "part,count\nbolt,3\nnut,4\n";

    private final HandThread thread = new HandThread();
    private Hub hub;
    private Lockstep adas;
    private Lockstep graces;
    private DataModel ada;
    private DataModel grace;

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        adas = Lockstep.builder(hub.url())
                .identity(Identity.named("Ada"))
                .thread(thread)
                .connect();
        graces = Lockstep.builder(hub.url())
                .identity(Identity.named("Grace"))
                .thread(thread)
                .connect();
        ada = model(adas);
        grace = model(graces);
    }

    @AfterEach
    void close() {
        ada.close();
        grace.close();
        adas.close();
        graces.close();
        hub.close();
    }

    private DataModel model(Lockstep lockstep) {
        RoomPool pool = new RoomPool(lockstep);
        return new DataModel(new RoomContext(pool.take("lobby"), pool, Settings.none(), thread, address -> {}), thread);
    }

    private static int shown(DataModel model) {
        FilteredTable filtered = model.filteredProperty().get();
        return filtered == null ? -1 : filtered.rows().length;
    }

    private static String first(DataModel model) {
        TableInfo info = model.currentProperty().get();
        return info == null ? "" : info.columns().get(0).name();
    }

    /** Ada takes what is found out as it is. */
    private void bringIn(String text) {
        ada.importText(text);
        thread.await("it is known what it will be", () -> {
            ImportDraft draft = ada.draftProperty().get();
            return draft != null && draft.analysisProperty().get() != null;
        });
        ada.acceptImport("Pasted table");
    }

    private void bothHaveSales() {
        bringIn(SALES);
        thread.await("both have the rows", () -> shown(ada) == 4 && shown(grace) == 4);
        thread.await("it is complete", () -> grace.currentProperty().get().complete());
    }

    @Test
    @DisplayName("what one brings in is opened for that one, and only offered to others who look at something")
    void ownImport() {
        bothHaveSales();
        bringIn(STOCK);
        thread.await("Ada is at it", () -> first(ada).equals("part") && shown(ada) == 2);
        thread.await("Grace may choose it", () -> grace.tables().size() == 2);
        assertThat(first(grace)).isEqualTo("city");
        ada.open(ada.tables().get(0));
        thread.await("and back", () -> first(ada).equals("city") && shown(ada) == 4);
    }

    @Test
    @DisplayName(
            "nothing is shared before it was looked at, what is corrected is what is shared, and each has its own name")
    void draft() {
        ada.importText("a;b\n1,5;x\n2,5;y\n");
        ImportDraft draft = ada.draftProperty().get();
        thread.await("it is read", () -> draft.analysisProperty().get() != null);
        assertThat(draft.analysisProperty().get().columns().get(0).type()).isEqualTo(ColumnType.NUMBER);
        draft.setSeparator(',');
        thread.await("it is read anew", () -> !draft.busyProperty().get());
        assertThat(draft.dialectProperty().get().separator()).isEqualTo(',');
        draft.setSeparator(';');
        draft.setHeader(false);
        thread.await("the latest wish counts", () -> !draft.busyProperty().get());
        draft.setHeader(true);
        thread.await("and back", () -> !draft.busyProperty().get());
        draft.setType(0, ColumnType.DATE);
        thread.await("it is counted", () -> !draft.busyProperty().get());
        assertThat(draft.analysisProperty().get().fits().get(0)).isEqualTo(new TableAnalysis.Fit(2, 1, "1,5"));
        draft.setType(0, ColumnType.TEXT);
        draft.setHeader(false);
        thread.await("a type that was chosen stays", () -> !draft.busyProperty().get());
        assertThat(grace.tables()).isEmpty();
        ada.acceptImport("Notes");
        assertThat(ada.draftProperty().get()).isNull();
        thread.await("Grace has it as it was corrected", () -> shown(grace) == 3);
        assertThat(grace.currentProperty().get().name()).isEqualTo("Notes");
        assertThat(grace.currentProperty().get().columns().get(0).type()).isEqualTo(ColumnType.TEXT);
        thread.await("it is over", () -> ada.progressProperty().get().isEmpty());
        assertThat(ada.freeName("Notes")).isEqualTo("Notes (2)");
        ada.importText("a\n1\n");
        ada.dismissImport();
        assertThat(ada.draftProperty().get()).isNull();
        assertThat(grace.tables()).hasSize(1);
    }

    @Test
    @DisplayName("who takes back what they bring in is where they were before")
    void cancelledImport() {
        bothHaveSales();
        bringIn(STOCK);
        thread.await("Ada is at the second", () -> first(ada).equals("part") && shown(ada) == 2);
        ada.open(ada.tables().get(0));
        bringIn(IntStream.range(0, 300_000).mapToObj(i -> i + "," + i).collect(Collectors.joining("\n", "n,m\n", "")));
        thread.await("Ada is at the third", () -> first(ada).equals("n"));
        ada.cancelImport();
        thread.await("Ada is at the first", () -> first(ada).equals("city") && shown(ada) == 4);
    }

    @Test
    @DisplayName("a table that the hub has no room for is told with the reason, and nothing is left of it")
    void refusedImport() {
        Limits usual = Limits.DEFAULT;
        Limits small = new Limits(
                usual.frameBytes(),
                usual.valueBytes(),
                usual.opsPerCommit(),
                usual.keysPerRoom(),
                2_000,
                usual.waitingLocks());
        Random random = new Random(3);
        String table = Stream.generate(() -> Long.toHexString(random.nextLong()))
                .limit(1_000)
                .collect(Collectors.joining("\n", "code\n", ""));
        try (Hub full = Hub.start(HubOptions.defaults().withPort(0).withLimits(small), new MemoryJournal());
                Lockstep lockstep = Lockstep.builder(full.url())
                        .identity(Identity.named("Ada"))
                        .thread(thread)
                        .connect()) {
            DataModel model = model(lockstep);
            model.importText(table);
            thread.await("it is read", () -> {
                ImportDraft draft = model.draftProperty().get();
                return draft != null && draft.analysisProperty().get() != null;
            });
            model.acceptImport("Sales");
            thread.await(
                    "it is told", () -> model.problemProperty().get().startsWith("The table was not brought in: "));
            thread.await("nothing is left", () -> model.tables().isEmpty());
            assertThat(model.progressProperty().get()).isEmpty();
            model.close();
        }
    }

    @Test
    @DisplayName("who offers a view in which nothing is marked leaves the team's marks as they are")
    void offerWithoutMarks() {
        bothHaveSales();
        grace.mark(List.of(Filter.of(0, Set.of("Rome"))));
        thread.await("Ada sees the marks", () -> ada.marks() != null);
        ada.followingProperty().set(false);
        ada.mark(List.of());
        ada.filter(Filter.range(1, 15, 60));
        ada.offerMine();
        thread.await("the filter is Grace's too", () -> shown(grace) == 3);
        assertThat(grace.marks()).isNotNull();
        assertThat(ada.marks()).isNotNull();
        assertThat(ada.filteredProperty().get()).isNotNull();
        thread.await(
                "both see them",
                () -> ada.filteredProperty().get().markedShown() == 2
                        && grace.filteredProperty().get().markedShown() == 2);
        assertThat(ada.teamFilters()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "what a script writes that is none of its column's type is shown as it is, counted, said and can be filtered")
    void misfits() {
        bothHaveSales();
        String id = ada.currentProperty().get().id();
        SharedRoom rows = adas.room("lobby/~data/" + id);
        rows.put("row/1", List.of("Oslo", "twelve"));
        rows.put("row/2", List.of("Oslo", 12));
        thread.await("Grace has them", () -> shown(grace) == 6);
        FilteredTable filtered = grace.filteredProperty().get();
        Column price = filtered.table().columns().get(1);
        assertThat(price.text(4)).isEqualTo("twelve");
        assertThat(price.text(5)).isEqualTo("12");
        assertThat(RowCounts.words(grace.currentProperty().get(), filtered, ""))
                .isEqualTo("6 rows · 1 cell does not fit its column");
        grace.filter(Filter.misfits(1));
        thread.await("just that one", () -> shown(ada) == 1);
        assertThat(ada.filteredProperty().get().rows()).containsExactly(4);
    }
}
