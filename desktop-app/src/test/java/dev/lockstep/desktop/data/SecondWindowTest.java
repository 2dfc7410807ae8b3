package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TestSession;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

/**
 * Windows are opened at any moment of an import that is filtered, sorted and marked meanwhile: in each, rows are to be seen at the
 * end, as cells with text in them, without anybody touching it.
 */
@UiTest
@ExtendWith(ApplicationExtension.class)
class SecondWindowTest extends TwoPeople {

    private static final int ROWS = 40_000;
    private static final int WINDOWS = 4;
    private static final long WAIT_MAX_MICROS = 250_000;

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "data");
    }

    @ParameterizedTest
    @DisplayName("a window that is opened while a table is brought in, filtered and sorted shows its rows")
    @ValueSource(longs = {1, 2})
    void opened(long seed) throws InterruptedException {
        Random lot = new Random(seed);
        String table = IntStream.range(0, ROWS)
                .mapToObj(i -> i + "," + (i * 7919L % 1_000_003) + ",name " + i % 50)
                .collect(Collectors.joining("\n", "n,m,name\n", "\n"));
        List<Stage> windows = new ArrayList<>(List.of(ada, grace));
        Fx.run(() -> model(ada).importText(table));
        Fx.await("it is known what it is", () -> {
            ImportDraft draft = model(ada).draftProperty().get();
            return draft != null
                    && draft.analysisProperty().get() != null
                    && !draft.busyProperty().get();
        });
        DataModel model = Fx.get(() -> model(ada));
        Fx.run(() -> model.acceptImport("T"));
        for (int i = 0; i < WINDOWS; i++) {
            pause(lot.nextLong(WAIT_MAX_MICROS));
            windows.add(window("P" + i, lot.nextInt(3) == 0 ? "panel" : "data"));
            something(windows, lot);
        }
        Fx.await("it is all there", () -> model.progressProperty().get().isEmpty());
        for (Stage each : windows) {
            Fx.run(() -> {
                if (each.getScene().getRoot().lookup(".data") == null) {
                    ((ToggleButton) node(each, "#tab-data")).fire();
                }
            });
        }
        for (Stage each : windows) {
            Fx.await("rows are shown in " + each.getTitle() + ": " + Fx.get(() -> said(each)), () -> shows(each));
        }
    }

    /**
     * JavaFX 21 lays out the rows of a table no more in a pulse in which they are to be made anew and it is scrolled sideways: they are
     * gone until something else happens, such as a click on a header.
     */
    @Test
    @DisplayName("rows that change in the very moment in which the table is scrolled sideways stay to be seen")
    void scrolled() {
        String names = IntStream.range(0, 40).mapToObj(i -> "column " + i).collect(Collectors.joining(","));
        String cells = IntStream.range(0, 40).mapToObj(i -> "cell " + i).collect(Collectors.joining(","));
        Fx.run(() -> model(ada).importText(names + "\n" + (cells + "\n").repeat(100)));
        Fx.await("it is known what it is", () -> isReady(ada));
        Fx.run(() -> model(ada).acceptImport("T"));
        Fx.await("Grace has it", () -> table(grace).getItems().size() == 100 && filled(grace) >= 3);
        Fx.await("there is something to scroll", () -> sideways(grace).isVisible());
        InvalidationListener scroll =
                any -> sideways(grace).setValue(sideways(grace).getValue() + 30);
        Fx.run(() -> model(grace).filteredProperty().addListener(scroll));
        for (int i = 0; i < 4; i++) {
            boolean up = i % 2 == 0;
            FilteredTable before = Fx.get(() -> model(grace).filteredProperty().get());
            Fx.run(() -> model(grace).sort(new FilteredTable.Order(3, up)));
            Fx.await(
                    "it is sorted",
                    () -> !before.equals(model(grace).filteredProperty().get()));
            Fx.await("it is scrolled", () -> sideways(grace).getValue() > 0);
            Fx.await("rows are shown", () -> filled(grace) >= 3);
        }
    }

    private static ScrollBar sideways(Stage stage) {
        return table(stage).lookupAll(".scroll-bar").stream()
                .filter(each -> each instanceof ScrollBar bar && bar.getOrientation() == Orientation.HORIZONTAL)
                .map(ScrollBar.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static long filled(Stage stage) {
        return table(stage).lookupAll(".table-row-cell").stream()
                .filter(row -> row instanceof TableRow<?> its && !its.isEmpty() && its.isVisible())
                .filter(row -> row.lookupAll(".table-cell").stream()
                        .anyMatch(cell -> cell instanceof TableCell<?, ?> its
                                && !String.valueOf(its.getText()).isEmpty()))
                .count();
    }

    private static TableView<Integer> table(Stage stage) {
        return ((DataView) stage.getScene().getRoot().lookup(".data")).table();
    }

    private static boolean isReady(Stage stage) {
        ImportDraft draft = model(stage).draftProperty().get();
        return draft != null
                && draft.analysisProperty().get() != null
                && !draft.busyProperty().get();
    }

    /** What people do meanwhile; no filter leaves nothing. */
    private static void something(List<Stage> windows, Random lot) {
        Stage who = windows.get(lot.nextInt(windows.size()));
        int what = lot.nextInt(7);
        long from = lot.nextLong(1_000);
        boolean up = lot.nextBoolean();
        Fx.run(() -> {
            if (what >= 5) {
                ((ToggleButton) node(who, what == 5 ? "#tab-panel" : "#tab-data")).fire();
                return;
            }
            DataView view = (DataView) who.getScene().getRoot().lookup(".data");
            if (view == null || view.model().currentProperty().get() == null) {
                return;
            }
            DataModel model = view.model();
            switch (what) {
                case 0 -> model.filter(Filter.range(1, from, 900_000));
                case 1 -> model.sort(new FilteredTable.Order(1, up));
                case 2 -> model.mark(List.of(Filter.of(2, Set.of("name 3", "name 7"))));
                case 3 -> model.unfilterAll();
                default ->
                    model.filter(Filter.of(
                            2, IntStream.range(0, 40).mapToObj(i -> "name " + i).collect(Collectors.toSet())));
            }
        });
    }

    /** The moment is what is drawn by lot; nothing waits for it to pass. */
    private static void pause(long micros) throws InterruptedException {
        new CountDownLatch(1).await(micros, TimeUnit.MICROSECONDS);
    }

    private Stage window(String name, String tab) {
        return Fx.get(() -> {
            Stage stage = new Stage();
            TestSession.open(
                    TestSession.services(theme, Settings.none(), TestSession.views(), hub, false),
                    stage,
                    name,
                    "lobby",
                    tab,
                    hub);
            stage.setTitle(name);
            return stage;
        });
    }

    private static DataModel model(Stage stage) {
        return ((DataView) node(stage, ".data")).model();
    }

    /** Whether the rows that are to be seen are seen: each cell of the first ones has the text of its row. */
    private static boolean shows(Stage stage) {
        DataView view = (DataView) stage.getScene().getRoot().lookup(".data");
        if (view == null) {
            return false;
        }
        FilteredTable filtered = view.model().filteredProperty().get();
        if (filtered == null || filtered.total() != ROWS || filtered.rows().length == 0) {
            return false;
        }
        TableView<Integer> table = view.table();
        long filled = table.lookupAll(".table-row-cell").stream()
                .filter(row -> row instanceof TableRow<?> its && !its.isEmpty() && its.isVisible())
                .filter(row -> isAsItIs((TableRow<?>) row, filtered))
                .count();
        return table.getItems().size() == filtered.rows().length && filled >= 3;
    }

    private static boolean isAsItIs(TableRow<?> row, FilteredTable filtered) {
        if (row.getIndex() >= filtered.rows().length) {
            return false;
        }
        int its = filtered.rows()[row.getIndex()];
        List<String> texts = new ArrayList<>();
        for (Node cell : row.lookupAll(".table-cell")) {
            if (cell instanceof TableCell<?, ?> shown && shown.isVisible()) {
                texts.add(shown.getText());
            }
        }
        return texts.containsAll(List.of(
                String.valueOf(its + 1),
                filtered.table().columns().get(0).text(its),
                filtered.table().columns().get(1).text(its),
                filtered.table().columns().get(2).text(its)));
    }

    private static String said(Stage stage) {
        DataView view = (DataView) stage.getScene().getRoot().lookup(".data");
        if (view == null) {
            return "no view";
        }
        FilteredTable filtered = view.model().filteredProperty().get();
        return view.model().currentProperty().get() + " looked "
                + (filtered == null ? "null" : filtered.total() + "/" + filtered.rows().length) + ", items "
                + view.table().getItems().size() + ", size " + view.table().getWidth() + "x"
                + view.table().getHeight();
    }
}
