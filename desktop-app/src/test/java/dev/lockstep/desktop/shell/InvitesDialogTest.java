package dev.lockstep.desktop.shell;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.client.Invite;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TestSession;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** Invites, as whoever hosts makes and revokes them, and what everybody reads of that. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class InvitesDialogTest {

    private Hub hub;
    private Lockstep lockstep;
    private RoomPool rooms;

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        AppServices services = TestSession.services(new Theme(), Settings.none(), TestSession.views(), hub, true);
        Fx.run(() -> {
            lockstep = services.connector().apply(new LocalHub.Found(hub.url(), true, true), Identity.named("Ada"));
            rooms = new RoomPool(lockstep);
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            lockstep.close();
        });
        hub.close();
    }

    private static Node node(Dialog<?> dialog, String id) {
        dialog.getDialogPane().applyCss();
        return dialog.getDialogPane().lookup(id);
    }

    private static List<String> words(Dialog<?> dialog) {
        return node(dialog, "#invites").lookupAll(".label").stream()
                .map(label -> ((Label) label).getText())
                .toList();
    }

    @Test
    @DisplayName("an invite is made with a link, listed with what it lets do, and revoked; all of it stands in the log")
    void madeAndRevoked() {
        Dialog<?> invites = Fx.get(() -> {
            Dialog<?> dialog = new InvitesDialog(null, rooms, "lobby", "The lobby", token -> "link of " + token);
            ((TextField) node(dialog, "#invite-label")).setText("Team of Joan");
            ((Button) node(dialog, "#invite-make")).fire();
            return dialog;
        });
        Fx.await("the link is there", () -> node(invites, "#invite-link") != null);
        String link = Fx.get(() -> ((TextField) node(invites, "#invite-link")).getText());
        assertThat(Invite.isSecret(link.substring("link of ".length()))).isTrue();
        Fx.await("it is listed", () -> words(invites).contains("Team of Joan"));
        assertThat(Fx.get(() -> words(invites)))
                .anySatisfy(line -> assertThat(line).startsWith("May edit").endsWith("0 of 1 came"));

        Fx.run(() -> ((Button) node(invites, "#invites .button")).fire());
        Fx.await("it is revoked", () -> words(invites).stream().anyMatch(line -> line.contains("revoked")));
        Dialog<?> deeds = Fx.get(() -> new DeedsDialog(null, rooms));
        Fx.await("both are told, the latest first", () -> lines(deeds).size() == 2);
        assertThat(Fx.get(() -> lines(deeds)).get(0)).endsWith("Ada revoked the invite “Team of Joan”");
        assertThat(Fx.get(() -> lines(deeds)).get(1)).endsWith("Ada made an invite “Team of Joan”");
    }

    @Test
    @DisplayName("where the link can't be made, what is wrong is said in its place")
    void noLink() {
        Dialog<?> invites = Fx.get(() -> {
            Dialog<?> dialog = new InvitesDialog(null, rooms, "lobby", "The lobby", token -> {
                throw new IllegalStateException("this hub isn't shared");
            });
            ((Button) node(dialog, "#invite-make")).fire();
            return dialog;
        });
        Fx.await("it is said", () -> node(invites, "#invite-problem") != null);
        assertThat(Fx.get(() -> ((Label) node(invites, "#invite-problem")).getText()))
                .contains("isn't shared");
    }

    @SuppressWarnings("unchecked") // it is a list of lines
    private static List<String> lines(Dialog<?> dialog) {
        return List.copyOf(((ListView<String>) node(dialog, "#deeds")).getItems());
    }
}
