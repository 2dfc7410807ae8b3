package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TestSession;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomView;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.ViewDescriptor;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A program with views that this one doesn't have. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class MoreViewsTest extends TwoPeople {

    /** All that a view is. */
    private static final class Notes extends Label implements RoomView {

        private final List<String> followed = new ArrayList<>();

        Notes(RoomContext context) {
            super("Notes of " + context.room().name());
            setId("notes");
            setFocusTraversable(true);
        }

        @Override
        public Node node() {
            return this;
        }

        @Override
        public void follow(String session) {
            followed.add(session);
        }

        @Override
        public void close() {}
    }

    @Override
    protected List<ViewDescriptor> views() {
        List<ViewDescriptor> views = new ArrayList<>(TestSession.views());
        views.add(new ViewDescriptor("timer", "Timer", MaterialDesignT.TIMER_OUTLINE, "notes", Notes::new));
        views.add(new ViewDescriptor("notes", "Our notes", MaterialDesignN.NOTE_OUTLINE, "notes", Notes::new));
        while (views.size() < 11) {
            int number = views.size();
            views.add(new ViewDescriptor(
                    "more-" + number, "View " + number, MaterialDesignN.NOTE_OUTLINE, "notes", Notes::new));
        }
        return views;
    }

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "panel");
    }

    @Test
    @DisplayName("a sixth view is shown by its tab and by its key, and others see its title with who is there")
    void sixth() {
        click(ada, "#tab-notes");
        Fx.await("Ada has her notes", () -> text(ada, "#notes").equals("Notes of lobby"));
        assertThat(Fx.get(() -> tab(ada, "notes").isSelected())).isTrue();
        Fx.await("Grace sees it", () -> people(grace).contains("Ada, Our notes"));

        front(grace);
        robot.press(KeyCode.ALT).type(KeyCode.DIGIT5).release(KeyCode.ALT);
        Fx.await("Grace has the fifth", () -> tab(grace, "timer").isSelected());
        robot.press(KeyCode.ALT).type(KeyCode.DIGIT6).release(KeyCode.ALT);
        Fx.await("Grace has the sixth", () -> tab(grace, "notes").isSelected());
        assertThat(Fx.get(() -> text(grace, "#notes"))).isEqualTo("Notes of lobby");
        Fx.await("Ada sees it", () -> people(ada).contains("Grace, Our notes"));
    }

    @Test
    @DisplayName("the first nine have keys, and those behind them are shown by their tabs")
    void eleven() {
        assertThat(Fx.get(() -> tab(ada, "more-8").getTooltip().getText())).isEqualTo("View 8  ·  Alt+9");
        assertThat(Fx.get(() -> tab(ada, "more-10").getTooltip().getText())).isEqualTo("View 10");
        Fx.run(() -> tab(ada, "more-10").fire());
        Fx.await("Grace sees it", () -> people(grace).contains("Ada, View 10"));
    }

    @Test
    @DisplayName(
            "presence has the id of the view, and what earlier versions sent in its place, the title, is understood")
    void presence() {
        click(ada, "#tab-notes");
        Lockstep earlier = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Linus")));
        SharedRoom directory = Fx.get(() -> earlier.room(HubDirectory.ROOM));
        Fx.await(
                "it is the id",
                () -> directory.members().stream()
                        .anyMatch(member -> member.name().equals("Ada")
                                && member.presence() instanceof Json.Obj shows
                                && Json.of("notes").equals(shows.get("view"))));
        Fx.run(() -> {
            earlier.room("lobby").members();
            directory.showPresence(Map.of("room", "lobby", "view", "Our notes", "idle", false));
        });
        Fx.await("Grace sees it", () -> people(grace).contains("Linus, Our notes"));
        Fx.run(() -> directory.showPresence(Map.of("room", "lobby", "view", "hologram", "idle", false)));
        Fx.await(
                "of a view that she doesn't have she sees the id",
                () -> people(grace).contains("Linus, hologram"));
        Fx.run(() -> directory.showPresence(Map.of("room", "lobby", "view", "Our notes", "idle", false)));
        Fx.await("Linus is back", () -> people(grace).contains("Linus, Our notes"));

        front(grace);
        robot.clickOn(Fx.get(() -> node(grace, "#people").lookupAll(".person").stream()
                .filter(cell -> "Linus, Our notes".equals(cell.getAccessibleText()))
                .findFirst()
                .orElseThrow()));
        Fx.await("Grace goes to where Linus is", () -> tab(grace, "notes").isSelected());
        String session = Fx.get(() -> directory.members().stream()
                .filter(Member::isMe)
                .map(Member::session)
                .findFirst()
                .orElseThrow());
        assertThat(Fx.get(() -> ((Notes) node(grace, "#notes")).followed)).containsExactly(session);
        Fx.run(earlier::close);
    }

    @Test
    @DisplayName("two views with one id are refused, and ids that can't be in names of nodes and rooms")
    void ids() {
        ViewDescriptor notes = new ViewDescriptor("notes", "Notes", MaterialDesignN.NOTE_OUTLINE, "notes", Notes::new);
        assertThatThrownBy(() -> TestSession.services(theme, Settings.none(), List.of(notes, notes), hub, true))
                .hasMessageContaining("notes");
        for (String id : List.of("", "Notes", "our notes", "~notes", "a/b", "1st", "n".repeat(41))) {
            assertThatThrownBy(() -> new ViewDescriptor(id, "Notes", MaterialDesignN.NOTE_OUTLINE, "notes", Notes::new))
                    .as(id)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ToggleButton tab(Stage stage, String id) {
        return (ToggleButton) node(stage, "#tab-" + id);
    }
}
