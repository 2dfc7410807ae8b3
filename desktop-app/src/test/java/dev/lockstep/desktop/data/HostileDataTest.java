package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.FxLoad;
import dev.lockstep.desktop.Hostile;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.data.read.RowsPart;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables in a room where somebody writes anything into any entry: the view stays usable for the others. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class HostileDataTest extends TwoPeople {

    private static final String TWO = "{\"name\":\"Sales\",\"columns\":[{\"name\":\"city\",\"type\":\"text\"},"
            + "{\"name\":\"price\",\"type\":\"number\"}],\"rows\":2,\"by\":\"Alan\"}";

    private Hostile mallory;
    private FxLoad load;

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "data");
        mallory = new Hostile(hub, "Mallory", "lobby");
        mallory.put("data/sales", TWO); // an ordinary one, and all classes are loaded
        rows("sales", List.of(List.of("Rome", "3"), List.of("Oslo", "5")));
        Fx.await(
                "it is there",
                () -> !ada.getScene().getRoot().lookupAll("#data-table").isEmpty()
                        && table(ada).getItems().size() == 2);
        load = new FxLoad();
        load.takeLongestMillis();
    }

    @AfterEach
    void leave() {
        load.close();
        mallory.close();
    }

    private void rows(String table, List<List<String>> rows) {
        part(table, 0, RowsPart.pack(rows));
    }

    private void part(String table, int number, String packed) {
        try (Hostile there = new Hostile(hub, "Mallory", "lobby/~data/" + table)) {
            there.put("rows/" + number, Json.of(packed));
            there.await();
        }
    }

    private void check(String what) {
        assertThat(load.takeLongestMillis()).as(what).isLessThan(FxLoad.FROZEN_MILLIS);
    }

    @SuppressWarnings("unchecked")
    private static TableView<Integer> table(Stage stage) {
        return (TableView<Integer>) node(stage, "#data-table");
    }

    private void openTable(String id) {
        Fx.run(() -> {
            DataModel model = ((DataView) node(ada, ".data")).model();
            model.open(model.tables().stream()
                    .filter(info -> info.id().equals(id))
                    .findFirst()
                    .orElseThrow());
        });
    }

    @Test
    @DisplayName("whatever is in tables, filters, marks and cells, the view goes on")
    void values() {
        String[] values = {
            "1e19", "-1e300", "1e400", "1e12", "\"x\"", "[]", "{}", "null", "\"" + Hostile.marks(19_000) + "\""
        };
        for (int i = 0; i < values.length; i++) {
            for (String member : new String[] {"name", "columns", "rows", "by", "complete"}) {
                mallory.put(
                        "data/a" + member + i,
                        TWO.replaceFirst("\\{", "{\"" + member + "\":" + values[i] + ",")
                                .replaceFirst(",\"" + member + "\":[^\\[,}]+(?=[,}])", ""));
            }
            mallory.put(
                    "data/sales/filter/" + i,
                    "{\"column\":" + values[i] + ",\"min\":" + values[i] + ",\"by\":" + values[8] + "}");
            mallory.put(
                    "data/sales/filter/" + (20 + i),
                    "{\"column\":" + (20 + i) + ",\"min\":1,\"max\":" + values[i] + ",\"color\":" + values[8] + "}");
        }
        for (int i = 0; i < 200; i++) {
            mallory.put(
                    "data/sales/filter/" + i,
                    "{\"column\":" + i + ",\"in\":[" + values[8] + "],\"by\":" + values[8] + "}");
        }
        mallory.put(
                "data/sales/selection",
                "{\"ranges\":[" + "{\"column\":1,\"min\":0},".repeat(9_000) + "1],\"by\":" + values[8] + "}");
        for (int i = 0; i < 1_500; i++) {
            mallory.put(
                    "data/t" + i,
                    "{\"name\":\"T\",\"columns\":[{\"name\":\"c\",\"type\":\"text\"}],\"rows\":" + i + "}");
        }
        mallory.await();
        Fx.await(
                "the tables are there",
                () -> ((DataView) node(ada, ".data")).model().tables().size() > TableCatalog.TABLES_MAX - 50);
        check("entries");

        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            columns.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"")
                    .append(Hostile.marks(60))
                    .append(i)
                    .append("\",\"type\":\"")
                    .append(i % 3 == 0 ? "number" : i % 3 == 1 ? "date" : "text")
                    .append("\"}");
        }
        mallory.put("data/wide", "{\"name\":\"Wide\",\"columns\":[" + columns + "],\"rows\":1e12}");
        mallory.await();
        List<List<String>> rows = new ArrayList<>();
        String[] cells = {
            "1e300", "-1e308", "1.7e308", Hostile.marks(2_000), "2026-01-01", "x".repeat(9_000), "\u0000\n\t", "1e-320"
        };
        for (int i = 0; i < 100; i++) {
            List<String> row = new ArrayList<>();
            for (int j = 0; j < 200; j++) {
                row.add(cells[(i * 7 + j) % cells.length]);
            }
            rows.add(row);
        }
        part("wide", 0, RowsPart.pack(rows));
        part("wide", 1, RowsPart.pack(Collections.nCopies(15, List.of("9".repeat(1_000_000)))));
        part("wide", 2, RowsPart.pack(Collections.nCopies(20_000, List.of("1"))));
        part("wide", 3, "no base64");
        openTable("wide");
        Fx.await("its rows are there", () -> table(ada).getItems().size() > 20_000);
        check("wide");
        Fx.await("it says how many there are", () -> text(ada, "#data-counts").contains("rows"));
        for (int i = 0; i < 40; i++) {
            int to = i;
            Fx.run(() -> table(ada).scrollTo(to * 2));
        }
        check("scrolled");
        openTable("sales");
        mallory.remove("data/sales/selection");
        for (int i = 0; i < 200; i++) {
            mallory.remove("data/sales/filter/" + i);
        }
        mallory.await();
        Fx.await(
                "what is ordinary is there",
                () -> table(ada).getItems().size() == 2
                        && text(ada, "#data-counts").equals("2 rows"));
        check("back");
        Fx.run(() -> ((Button) node(ada, "#data-add-chart")).fire());
        Fx.await(
                "a chart more",
                () -> node(ada, ".data").lookupAll(".chart-pane").size() == 3);
        check("chart");
    }

    @Test
    @DisplayName("a table that is another again and again is read anew once in a while")
    void flood() {
        for (int i = 0; i < 3_000; i++) {
            mallory.put(
                    "data/sales",
                    TWO.replace("\"number\"", i % 2 == 0 ? "\"text\"" : "\"number\"")
                            .replace("\"rows\":2", "\"rows\":" + i));
        }
        mallory.await();
        mallory.put("data/sales", TWO);
        Fx.await(
                "it is the last",
                () -> table(ada).getItems().size() == 2
                        && text(ada, "#data-counts").equals("2 rows"));
        check("flood");
    }
}
