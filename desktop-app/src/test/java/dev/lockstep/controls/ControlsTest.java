package dev.lockstep.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedLock;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** The library's controls, in a window of Ada's, while Grace is in the same room. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class ControlsTest {

    private final List<Lockstep> open = new ArrayList<>();
    private final MemoryJournal journal = new MemoryJournal();
    private Hub hub;
    private SharedRoom here;
    private SharedRoom there;
    private Stage stage;

    @BeforeEach
    void connect() {
        hub = hub(0);
        here = room("Ada");
        there = room("Grace Hopper");
        Fx.await("both are there", () -> here.members().size() == 2);
    }

    private Hub hub(int port) {
        return Hub.start(HubOptions.defaults().withPort(port), journal);
    }

    private SharedRoom room(String name) {
        return Fx.get(() -> {
            Lockstep lockstep = Lockstep.connect(hub.url(), Identity.named(name));
            open.add(lockstep);
            return lockstep.room("lobby");
        });
    }

    private void show(Node... nodes) {
        stage = Fx.get(() -> {
            Stage made = new Stage();
            made.setScene(new Scene(new VBox(nodes), 400, 200));
            made.show();
            made.toFront();
            made.requestFocus();
            return made;
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            if (stage != null) {
                stage.hide();
            }
            open.forEach(Lockstep::close);
        });
        hub.close();
    }

    private static boolean is(Node node, String pseudoClass) {
        return node.getPseudoClassStates().contains(PseudoClass.getPseudoClass(pseudoClass));
    }

    @Test
    @DisplayName(
            "a field locks what it edits while it has the focus, for others it is read-only meanwhile, and says who has it")
    void whileFocused() {
        TextField field = Fx.get(TextField::new);
        Button other = Fx.get(() -> new Button("other"));
        SharedLock mine = Fx.get(() -> here.lock("title"));
        FocusLock focus = Fx.get(() -> FocusLock.lockWhileFocused(field, mine));
        show(other, field);
        SharedLock theirs = Fx.get(() -> there.lock("title"));

        Fx.run(field::requestFocus);
        Fx.await("Grace sees it", () -> theirs.getHolder().equals("Ada"));
        assertThat(Fx.get(field::isEditable)).isTrue();
        TextField hers = Fx.get(TextField::new);
        Fx.run(() -> FocusLock.lockWhileFocused(hers, theirs));
        assertThat(Fx.get(() -> hers.isEditable())).isFalse();
        assertThat(Fx.get(() -> hers.getTooltip().getText())).isEqualTo("Ada edits this");
        assertThat(Fx.get(() -> is(hers, "locked"))).isTrue();

        TextField readOnly = Fx.get(TextField::new);
        Fx.run(() -> {
            readOnly.setEditable(false);
            FocusLock.lockWhileFocused(readOnly, theirs);
        });

        Fx.run(other::requestFocus);
        Fx.await("it is free", () -> !theirs.isHeldByOther());
        assertThat(Fx.get(readOnly::isEditable)).as("it was not before").isFalse();
        assertThat(Fx.get(hers::isEditable)).isTrue();
        assertThat(Fx.get(hers::getTooltip)).isNull();
        assertThat(Fx.get(focus::isHeld)).isFalse();
    }

    @Test
    @DisplayName(
            "a field that has the focus while somebody else edits stands in line, and can be edited as soon as it is free")
    void inLine() {
        SharedLock theirs = Fx.get(() -> there.lock("title"));
        var held = Fx.get(() -> theirs.acquire(java.time.Duration.ZERO).toCompletableFuture());
        TextField field = Fx.get(TextField::new);
        SharedLock mine = Fx.get(() -> here.lock("title"));
        Fx.await("Grace has it", mine::isHeldByOther);
        FocusLock focus = Fx.get(() -> FocusLock.lockWhileFocused(field, mine));
        show(field);
        Fx.run(field::requestFocus);
        Fx.await("Ada stands in line", () -> mine.getWaiting() == 1);
        assertThat(Fx.get(field::isEditable)).isFalse();

        Fx.run(() -> held.join().close());
        Fx.await("Ada has it", focus::isHeld);
        assertThat(Fx.get(field::isEditable)).isTrue();
        Fx.run(focus::close);
        Fx.await("it is free", () -> theirs.getHolder().isEmpty());
    }

    @Test
    @DisplayName("a badge is there while somebody holds the lock, with who it is and how many wait")
    void badge() {
        SharedLock mine = Fx.get(() -> here.lock("title"));
        LockBadge badge = Fx.get(() -> new LockBadge(mine));
        show(badge);
        assertThat(Fx.get(badge::isVisible)).isFalse();
        SharedLock theirs = Fx.get(() -> there.lock("title"));
        var held = Fx.get(() -> theirs.acquire(java.time.Duration.ZERO).toCompletableFuture());
        Fx.await("it says who", () -> badge.isVisible() && badge.getText().equals("Grace Hopper"));
        assertThat(Fx.get(() -> is(badge, "mine"))).isFalse();
        Fx.run(() -> mine.acquire(java.time.Duration.ofMinutes(1)));
        Fx.await("it says how many", () -> badge.getText().equals("Grace Hopper · 1 waiting"));
        Fx.run(() -> held.join().close());
        Fx.await("it is Ada's", () -> badge.getText().equals("you") && is(badge, "mine"));
    }

    @Test
    @DisplayName("a row shows each person once, this program's first, and how many more there are; who goes is gone")
    void people() {
        AvatarRow row = Fx.get(() -> new AvatarRow(here, 2));
        show(row);
        Fx.await("both are shown", () -> initials(row).equals(List.of("A", "GH")));
        room("Linus");
        Fx.await("there is one more", () -> texts(row).contains("+1"));
        Fx.run(() -> open.get(1).close());
        Fx.await(
                "Grace is gone",
                () -> initials(row).equals(List.of("A", "L")) && !texts(row).contains("+1"));
    }

    private static List<String> initials(AvatarRow row) {
        return row.getChildren().stream()
                .map(node -> node instanceof Avatar avatar ? avatar.getInitials() : null)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> texts(AvatarRow row) {
        return row.getChildren().stream()
                .map(node -> node instanceof Label label ? label.getText() : null)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    @DisplayName("initials are letters, whatever a name has, and a colour that is none is grey")
    void avatar() {
        assertThat(Avatar.initialsOf("Grace Brewster Hopper")).isEqualTo("GH");
        assertThat(Avatar.initialsOf("\u202Ejoe (2)")).isEqualTo("J2");
        assertThat(Avatar.initialsOf("😀 Ada")).isEqualTo("A");
        assertThat(Avatar.initialsOf(" \u200B ")).isEmpty();
        for (String color : Set.of("", "no colour", "#12", "x".repeat(100_000), "rgba(1,2,3,0)")) {
            Avatar avatar = Fx.get(() -> new Avatar("x y ".repeat(100_000), color));
            assertThat(avatar.getInitials()).isEqualTo("XY");
        }
    }

    @Test
    @DisplayName("a pill says how the connection is, how much waits, and why")
    void status() {
        StatusPill pill = Fx.get(() -> new StatusPill(open.get(0)));
        show(pill);
        Fx.await("it is live", () -> words(pill).getText().equals("Live") && is(pill, "good"));
        int port = hub.port();
        hub.close();
        Fx.await("it is not", () -> words(pill).getText().equals("Reconnecting…") && is(pill, "bad"));
        Fx.run(() -> here.put("a", 1));
        Fx.await("it waits", () -> words(pill).getText().equals("Reconnecting… · 1 change waits"));
        assertThat(Fx.get(() -> words(pill).getTooltip().getText())).isNotEmpty();
        hub = hub(port);
        Fx.await("it is live again", () -> words(pill).getText().equals("Live") && is(pill, "good"));
    }

    private static Label words(StatusPill pill) {
        return (Label) pill.getChildren().get(1);
    }
}
