package dev.lockstep.desktop.chat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javafx.scene.control.ListView;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.Identity;
import dev.lockstep.client.RefusedException;
import dev.lockstep.client.RoomClient;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** A member who poses as others: nothing of it is shown, and what is others' can't be touched. */
class ChatAuthorsTest extends TwoPeople {

    private Lockstep mallory;
    private SharedRoom chat;
    private String adaClient;

    @BeforeEach
    void open() {
        Hub started = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        Lockstep eve = Fx.get(() -> Lockstep.connect(started.url(), Identity.named("Eve")));
        mallory = Fx.get(() -> Lockstep.connect(started.url(), Identity.named("Mallory")));
        chat = Fx.get(() -> mallory.room("lobby/~chat"));
        put("message/before", message("before rules"));
        Fx.await(
                "it is stored",
                () -> chat.pendingProperty().get() == 0 && chat.loadedProperty().get());
        SharedRoom ofEve = Fx.get(() -> eve.room("lobby/~chat"));
        Fx.await("Eve sees it", () -> ofEve.get("message/before", Map.class) != null);
        Fx.run(() -> ofEve.merge("message/before", Map.of("text", "changed before rules")));
        Fx.await("it is changed", () -> ofEve.pendingProperty().get() == 0);
        Fx.run(eve::close);
        open(started, "chat");
        Fx.await("the host's program sees to the rules", () -> !chat.rules().isEmpty());
        SharedRoom lobby = Fx.get(() -> mallory.room("lobby"));
        Fx.await("Ada is seen", () -> !clientOf("Ada", lobby).isEmpty());
        adaClient = Fx.get(() -> clientOf("Ada", lobby));
    }

    @AfterEach
    void leave() {
        Fx.run(mallory::close);
    }

    private static String clientOf(String name, SharedRoom room) {
        return room.members().stream()
                .filter(member -> member.name().equals(name))
                .map(member -> member.client())
                .findFirst()
                .orElse("");
    }

    @Test
    @DisplayName("who posts in another's name is shown by the own one, and a foreign change is told")
    void posing() {
        put("message/posing", message("I resign"));

        Fx.await("it is Mallory's", () -> shown(grace).contains("Mallory: I resign"));
        assertThat(Fx.get(() -> shown(grace))).contains("Mallory: changed before rules");
        assertThat(Fx.get(() -> rows(grace).get(0).changedBy())).isEqualTo("Eve");
    }

    @Test
    @DisplayName("nobody changes or removes what somebody else wrote, nor marks or reacts in another's name")
    void foreign() {
        click(ada, "#composer");
        robot.write("mine").type(javafx.scene.input.KeyCode.ENTER);
        Fx.await("Grace sees it", () -> shown(grace).contains("Ada: mine"));
        String id =
                Fx.get(() -> rows(grace).get(rows(grace).size() - 1).message().id());

        assertRefused(() -> chat.merge("message/" + id, Map.of("text", "forged")));
        assertRefused(() -> chat.remove("message/" + id));
        assertRefused(() -> chat.put("reaction/someone-else", Map.of(id, List.of("x"))));
        assertRefused(
                () -> chat.put("read/someone-else", Map.of("id", id, "at", 1, "name", "Ada", "color", "#000000")));
        assertThat(Fx.get(() -> shown(grace))).contains("Ada: mine");
    }

    private static void assertRefused(java.util.function.Supplier<CompletionStage<RoomClient.Receipt>> what) {
        CompletionStage<RoomClient.Receipt> asked = Fx.get(what::get);
        try {
            asked.toCompletableFuture().join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(RefusedException.class);
            return;
        }
        throw new AssertionError("it was done");
    }

    private void put(String key, Object value) {
        Fx.run(() -> chat.put(key, value));
    }

    private Map<String, Object> message(String text) {
        return Map.of("client", String.valueOf(adaClient), "author", "Ada", "at", 1_790_000_000_000L, "text", text);
    }

    @SuppressWarnings("unchecked")
    private static List<ChatRow.Message> rows(Stage stage) {
        return ((ListView<ChatRow>) node(stage, "#messages"))
                .getItems().stream()
                        .filter(ChatRow.Message.class::isInstance)
                        .map(ChatRow.Message.class::cast)
                        .toList();
    }

    private static List<String> shown(Stage stage) {
        return rows(stage).stream()
                .map(row -> row.author() + ": " + row.message().text())
                .toList();
    }
}
