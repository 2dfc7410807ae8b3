package dev.lockstep.desktop.panel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
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
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** A panel in a room where somebody writes anything into any entry and signal: it stays usable for the others. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class HostilePanelTest extends TwoPeople {

    private Hostile mallory;
    private FxLoad load;

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "panel");
        mallory = new Hostile(hub, "Mallory", "lobby");
        for (PanelItem.Kind kind : PanelItem.Kind.ADDED) { // ordinary ones, and all classes are loaded
            item("0" + kind.wireName(), kind.wireName(), "\"order\":\"1\",\"options\":[\"tea\",\"coffee\"]");
        }
        mallory.await();
        Fx.await("they are there", () -> cards(ada).size() == 8);
        load = new FxLoad();
        load.takeLongestMillis();
    }

    @AfterEach
    void leave() {
        load.close();
        mallory.close();
    }

    private void check(String what) {
        assertThat(load.takeLongestMillis()).as(what).isLessThan(FxLoad.FROZEN_MILLIS);
    }

    private void item(String id, String kind, String more) {
        mallory.put("panel/" + id, "{\"kind\":\"" + kind + "\",\"name\":\"" + id + "\"," + more + "}");
    }

    private static List<Node> cards(Stage stage) {
        return List.copyOf(stage.getScene().getRoot().lookupAll(".card-box"));
    }

    @Test
    @DisplayName("two thousand items are pages of a few; a change of one touches one card")
    void many() {
        int[] most = {0};
        AnimationTimer count = Fx.get(() -> countCards(most));
        for (int i = 0; i < 2_000; i++) {
            item("m" + i, "slider", "\"order\":\"b\"");
        }
        mallory.await();
        Fx.await("it is said how many", () -> text(ada, "#panel-pages-words").contains("2,006"));
        Fx.run(count::stop);
        assertThat(most[0]).as("cards made in a pulse").isBetween(1, ItemCards.MADE_IN_A_PULSE);
        check("two thousand");
        Fx.await("a page of them is there", () -> cards(ada).size() == PanelView.PAGE + 2);
        List<Node> before = Fx.get(() -> cards(ada));
        for (int i = 0; i < 300; i++) {
            item("m" + i, "slider", "\"order\":\"b\",\"color\":" + i);
        }
        mallory.put(
                "panel/0text",
                "{\"kind\":\"text\",\"name\":\"Other\",\"order\":\"1\",\"options\":[\"tea\",\"coffee\"]}");
        mallory.await();
        Fx.await(
                "the name is another",
                () -> cards(ada).stream()
                        .anyMatch(card -> card.lookupAll(".card-title").stream()
                                .anyMatch(title -> ((Labeled) title).getText().equals("Other"))));
        assertThat(Fx.get(() -> cards(ada))).containsExactlyInAnyOrderElementsOf(before);
        check("changes");
        Fx.run(() -> ((javafx.scene.control.Button) node(ada, "#panel-pages-after")).fire());
        Fx.await("the next page", () -> text(ada, "#panel-pages-words").startsWith("25 to 48"));
        check("turned");
        click(ada, "#plus");
        Fx.await("the counter counts", () -> text(grace, "#count").equals("1"));
    }

    /** @param most gets how many cards came in one pulse, at most */
    private AnimationTimer countCards(int[] most) {
        int[] now = {0};
        AnimationTimer pulses = new AnimationTimer() {
            @Override
            public void handle(long at) {
                now[0] = 0;
            }
        };
        pulses.start();
        Parent grid = cards(ada).get(0).getParent();
        Set<Node> seen = new HashSet<>(grid.getChildrenUnmodifiable());
        grid.getChildrenUnmodifiable().addListener((ListChangeListener<Node>) change -> {
            while (change.next()) {
                now[0] += (int) change.getAddedSubList().stream()
                        .filter(seen::add) // those that were moved are not new
                        .count();
                most[0] = Math.max(most[0], now[0]);
            }
        });
        return pulses;
    }

    @Test
    @DisplayName("whatever is in an item and its value, the panel shows it as near as it can, and writes nothing back")
    void values() {
        String[] values = {
            "1e19",
            "-1e300",
            "1e400",
            "\"" + Hostile.marks(19_000) + "\"",
            "\"" + "w".repeat(200_000) + "\"",
            "[]",
            "null",
            "true",
            "{}"
        };
        String[] members = {"order", "name", "min", "max", "options", "kind"};
        for (int i = 0; i < values.length; i++) {
            for (PanelItem.Kind kind : PanelItem.Kind.ADDED) {
                mallory.put("panel/0" + kind.wireName() + "/value", values[i]);
                for (int j = 1; j < members.length; j++) {
                    item(
                            kind.wireName() + i + "-" + j,
                            kind.wireName(),
                            "\"order\":\"b\",\"" + members[j] + "\":" + values[i]);
                }
            }
            item("order" + i, "slider", "\"order\":" + values[i]);
            mallory.put("count", values[i]);
            mallory.put("level", values[i]);
            mallory.put("panel-hidden", values[i]);
        }
        mallory.put(
                "panel/options",
                "{\"kind\":\"choice\",\"options\":[" + ("\"" + Hostile.marks(300) + "\",").repeat(200) + "1]}");
        mallory.put(
                "panel/long",
                "{\"kind\":\"slider\",\"order\":\"" + "z".repeat(200_000) + "\",\"min\":-1e12,\"max\":1e12}");
        mallory.put("panel/far", "{\"kind\":\"slider\",\"min\":1e12,\"max\":1.0000000000000000001e12}");
        mallory.put("panel/0text/value", "\"" + Hostile.marks(19_000) + "\"");
        mallory.put("panel/0choice/value", "\"" + Hostile.marks(19_000) + "\"");
        mallory.put("panel/0slider/value", "1e300");
        mallory.put("level", "1e300");
        mallory.put("count", "1e400");
        for (int i = 0; i < 300; i++) {
            mallory.put("panel/0live/value", i % 2 == 0 ? "1.7e308" : "-1.7e308");
        }
        mallory.await();
        Fx.await(
                "the last came: a letter, its marks, and dots, and as much as a slider can show",
                () -> ((TextField) node(ada, "#0text-text")).getText().length() == 6
                        && ((Slider) node(ada, "#0slider-slider")).getValue() == 100
                        && ((Slider) node(ada, "#slider")).getValue() == 100);
        check("values");
        assertThat(Fx.get(() -> text(ada, "#level"))).hasSizeLessThan(20);
        assertThat(Fx.get(() -> ((TextField) node(ada, "#0text-text")).isEditable()))
                .isFalse();
        assertThat(Fx.get(() -> ((ComboBox<?>) node(ada, "#0choice-choice")).getValue()))
                .isNotNull();
        click(ada, "#reset");
        Fx.await("it can be put right", () -> text(grace, "#count").equals("0"));
        mallory.put("panel/0text/value", "\"right\"");
        Fx.await("and typed", () -> ((TextField) node(ada, "#0text-text")).isEditable());
        check("put right");
    }

    @Test
    @DisplayName(
            "who waits for a lock asks its holder, who lets go or keeps it; nobody asks more often than a person would")
    void asks() {
        click(ada, "#count-lock");
        Fx.await("Ada holds it", () -> text(ada, "#count-lock-status").equals("You hold it"));
        Fx.await("Grace knows", () -> text(grace, "#count-lock-status").equals("Ada"));
        assertThat(Fx.get(() -> node(grace, "#count-lock-ask").isVisible())).isFalse();
        click(grace, "#count-lock");
        Fx.await("she may ask", () -> node(grace, "#count-lock-ask").isVisible());
        click(grace, "#count-lock-ask");
        Fx.await("Ada is asked", () -> node(ada, "#panel-ask").isVisible());
        assertThat(Fx.get(() -> text(ada, "#panel-ask-words"))).isEqualTo("Grace asks for the counter");
        assertThat(Fx.get(() -> node(grace, "#count-lock-ask").isDisabled())).isTrue();
        click(ada, "#panel-ask-keep");
        assertThat(Fx.get(() -> node(ada, "#panel-ask").isVisible())).isFalse();
        for (int i = 0; i < 3_000; i++) {
            mallory.signal(Hostile.json("{\"panel\":\"asks\",\"key\":\"count\"}"));
        }
        Fx.await("Mallory asks too", () -> node(ada, "#panel-ask").isVisible());
        check("asked often");
        click(ada, "#panel-ask-let-go");
        Fx.await(
                "Grace, who waits, holds it",
                () -> text(grace, "#count-lock-status").equals("You hold it"));
        assertThat(Fx.get(() -> node(ada, "#panel-ask").isVisible())).isFalse();
    }
}
