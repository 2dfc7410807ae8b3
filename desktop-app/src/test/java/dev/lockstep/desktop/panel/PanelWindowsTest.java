package dev.lockstep.desktop.panel;

import java.util.List;
import java.util.stream.DoubleStream;
import javafx.scene.control.Label;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.Hostile;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** The panel as two people have it, with a script that writes into it. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class PanelWindowsTest extends TwoPeople {

    private final MemoryJournal journal = new MemoryJournal();

    private Hub start() {
        return Hub.start(HubOptions.defaults().withPort(0), journal);
    }

    private static void item(Hostile script, String id, String kind) {
        script.put(
                "panel/" + id,
                "{\"kind\":\"" + kind + "\",\"name\":\"" + id + "\",\"options\":[\"tea\",\"coffee\"],\"order\":\"1\"}");
    }

    @Test
    @DisplayName("the history of a value is its own: strokes don't push it out, and a restart doesn't lose it")
    void history() {
        Hub first = start();
        try (Hostile script = new Hostile(first, "Script", "lobby")) {
            item(script, "heat", "live");
            for (int i = 1; i <= 30; i++) {
                script.put("panel/heat/value", i + ".5");
                script.await();
            }
            for (int i = 0; i < 3_000; i++) {
                script.put("shape/" + i % 50, "{\"kind\":\"pen\",\"i\":" + i + "}");
            }
            script.await();
        }
        first.close();

        open(start(), "panel");
        List<Double> all =
                DoubleStream.iterate(1.5, value -> value + 1).limit(30).boxed().toList();
        Fx.await("the history is there", () -> line(ada).equals(all));
        try (Hostile script = new Hostile(hub, "Script", "lobby")) {
            script.put("panel/heat/value", "7");
            script.await();
        }
        Fx.await("it goes on", () -> line(ada).size() == 31 && line(ada).get(30) == 7);
        Fx.await("it does for Grace", () -> line(grace).equals(line(ada)));
    }

    private static List<Double> line(javafx.stage.Stage stage) {
        return stage.getScene().getRoot().lookup("#heat-line") instanceof Sparkline line ? line.values() : List.of();
    }

    @Test
    @DisplayName("what can't be read is shown, and is repaired from its card")
    void repair() {
        open(start(), "panel");
        try (Hostile script = new Hostile(hub, "Script", "lobby")) {
            item(script, "switch", "switch");
            item(script, "dial", "dial");
            script.put("panel/switch/value", "\"on\"");
            script.put("count", "\"NaN\"");
            script.await();
            Fx.await(
                    "it is shown",
                    () -> shown("#count-unreadable-shown").equals("\"NaN\"")
                            && shown("#switch-unreadable-shown").equals("\"on\"")
                            && shown("#dial-unreadable-shown").contains("\"kind\":\"dial\""));
            assertThat(Fx.get(() -> node(ada, "#plus").getParent().isVisible())).isFalse();

            click(ada, "#count-repair-0");
            click(ada, "#switch-repair-1");
            Fx.await(
                    "all see it",
                    () -> text(grace, "#count").equals("0")
                            && node(grace, "#plus").getParent().isVisible());
            Fx.await(
                    "it is on",
                    () -> ((atlantafx.base.controls.ToggleSwitch) node(grace, "#switch-switch")).isSelected());
            Fx.run(() -> ((javafx.scene.control.MenuButton) node(ada, "#dial-make"))
                    .getItems()
                    .get(0)
                    .fire());
            Fx.await("the dial is a counter", () -> grace.getScene().getRoot().lookup("#dial-plus") != null);
        }
    }

    private String shown(String id) {
        return ada.getScene().getRoot().lookup(id) instanceof Label label ? label.getText() : "";
    }

    @Test
    @DisplayName("before the room has arrived nothing is said of what is in it")
    void connecting() {
        open(start(), "panel");
        Lockstep away = Fx.get(() -> Lockstep.connect("ws://127.0.0.1:1/live", Identity.named("Alan")));
        PanelView view = Fx.get(() -> {
            SharedRoom room = away.room("lobby");
            PanelModel model = new PanelModel(room);
            PanelView made = new PanelView(model, new PanelItems(room));
            model.setHidden(PanelModel.LEVEL, true);
            return made;
        });
        assertThat(Fx.get(() -> ((Label) view.getContent().lookup("#count")).getText()))
                .isEqualTo("…");
        assertThat(Fx.get(() -> view.getContent().lookup("#panel-empty").isVisible()))
                .isFalse();
        Fx.run(view::close);
        Fx.run(away::close);

        assertThat(Fx.get(() -> text(ada, "#count"))).isEqualTo("0");
        try (Hostile script = new Hostile(hub, "Script", "lobby")) {
            script.put("panel-hidden", "{\"count\":true,\"level\":true}");
            Fx.await("the hint is there", () -> node(grace, "#panel-empty").isVisible());
        }
    }

    @Test
    @DisplayName("who waits for a lock may leave the line, and gets it no more")
    void leaveTheLine() {
        open(start(), "panel");
        click(ada, "#count-lock");
        Fx.await("Grace sees it", () -> text(grace, "#count-lock-status").equals("Ada"));
        click(grace, "#count-lock");
        Fx.await("Grace waits", () -> text(grace, "#count-lock").equals("Leave the line"));
        Fx.await(
                "Ada sees that somebody waits",
                () -> text(ada, "#count-lock-queue").equals("1 waiting"));
        click(grace, "#count-lock");
        assertThat(Fx.get(() -> text(grace, "#count-lock"))).isEqualTo("Wait");
        Fx.await(
                "Ada sees that nobody does",
                () -> text(ada, "#count-lock-queue").isEmpty());
        assertThat(Fx.get(() -> node(grace, "#count-lock-ask").isVisible())).isFalse();
        click(ada, "#count-lock");
        Fx.await(
                "it is free for all",
                () -> text(ada, "#count-lock-status").equals("Free for everyone")
                        && text(grace, "#count-lock-status").equals("Free for everyone"));
    }
}
