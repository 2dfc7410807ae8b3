package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.HandThread;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** A chat without windows: what is said, changed and taken back, and how a long one goes on in parts. */
class ChatModelTest {

    private final HandThread thread = new HandThread();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Hub hub;
    private ChatModel ada;
    private ChatModel grace;

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        ada = model("Ada");
        grace = model("Grace");
        thread.await("both are there", () -> ada.isLoaded() && grace.isLoaded());
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        hub.close();
    }

    private Lockstep connect(String name) {
        Lockstep lockstep = Lockstep.builder(hub.url())
                .identity(Identity.named(name))
                .thread(thread)
                .connect();
        open.add(lockstep);
        return lockstep;
    }

    private ChatModel model(String name) {
        RoomPool rooms = new RoomPool(connect(name));
        ChatModel model = new ChatModel(
                new RoomContext(rooms.take("lobby"), rooms, Settings.none(), thread, address -> {}),
                System::currentTimeMillis,
                thread);
        open.add(model);
        return model;
    }

    private static List<ChatRow.Message> rows(ChatModel model) {
        return model.rows().stream()
                .filter(ChatRow.Message.class::isInstance)
                .map(ChatRow.Message.class::cast)
                .toList();
    }

    private static List<String> texts(ChatModel model) {
        return rows(model).stream()
                .map(row -> row.author() + ": " + row.message().text())
                .toList();
    }

    private static ChatMessage last(ChatModel model) {
        List<ChatRow.Message> rows = rows(model);
        return rows.get(rows.size() - 1).message();
    }

    private void both(String what, String... texts) {
        thread.await(
                what, () -> texts(ada).equals(List.of(texts)) && texts(grace).equals(List.of(texts)));
    }

    @Test
    @DisplayName("what is said, edited and deleted is seen by the other; a deletion is taken back")
    void said() {
        ada.send("helo", "", null);
        both("it is said", "Ada: helo");
        assertThat(ada.mayChange(last(ada))).isTrue();
        assertThat(grace.mayChange(last(grace))).isFalse();

        assertThat(ada.writing().edit(last(ada).id(), "helo", "hello")).isTrue();
        both("it is edited", "Ada: hello");
        assertThat(last(grace).edited()).isTrue();

        Runnable undo = ada.writing().delete(last(ada).id());
        thread.await("it is gone", () -> last(grace).deleted());
        undo.run();
        both("it is back", "Ada: hello");
    }

    @Test
    @DisplayName("an answer quotes what it answers, and a reaction is given and taken back")
    void answered() {
        ada.send("question", "", null);
        both("it is asked", "Ada: question");
        grace.writing().react(last(grace), "👍");
        thread.await("Ada sees it", () -> last(ada).reactions().containsKey("👍"));
        grace.writing().react(last(grace), "👍");
        thread.await("it is taken back", () -> last(ada).reactions().isEmpty());

        grace.send("answer", last(grace).id(), null);
        both("it is answered", "Ada: question", "Grace: answer");
        ChatRow.Message answer = rows(ada).get(1);
        assertThat(answer.quotedAuthor()).isEqualTo("Ada");
        assertThat(answer.quoted()).isNotNull();
    }

    @Test
    @DisplayName("a search shows what has the words in it, and its end shows all again")
    void search() {
        ada.send("red apples", "", null);
        ada.send("green pears", "", null);
        both("both are said", "Ada: red apples", "Ada: green pears");
        ada.search("PEARS");
        thread.await("one is found", () -> texts(ada).equals(List.of("Ada: green pears")));
        ada.search("");
        thread.await("all are there", () -> texts(ada).size() == 2);
    }

    @Test
    @DisplayName("who is writing is shown to the others, and no more when it is over")
    void typing() {
        ada.showTyping(true);
        thread.await("Grace sees it", () -> grace.typingProperty().get().equals("Ada is writing…"));
        ada.showTyping(false);
        thread.await("it is over", () -> grace.typingProperty().get().isEmpty());
    }

    @Test
    @DisplayName(
            "a chat that has grown long goes on in a part of its own; those who come later load older parts when they ask")
    void parts() {
        Lockstep script = connect("Script");
        SharedRoom chat = script.room("lobby/~chat");
        thread.await("it is there", () -> chat.loadedProperty().get());
        for (int first = 0; first < 700; first += 100) {
            int from = first;
            chat.commit(commit -> {
                for (int i = from; i < from + 100; i++) {
                    commit.put(String.format("message/m%04d", i), message(i, "n" + i));
                }
            });
        }
        thread.await(
                "the next part begins", () -> chat.map("section", Json.class).containsKey("1"));
        for (int i = 0; i < 60; i++) {
            script.room("lobby/~chat/+1").put(String.format("message/s%04d", i), message(1_000 + i, "s" + i));
        }
        thread.await("Ada is in it", () -> texts(ada).contains("Script: s59"));
        ada.send("and on", "", null);
        thread.await(
                "it is behind all others",
                () -> texts(grace).indexOf("Ada: and on") == texts(grace).size() - 1);
        SharedRoom next = script.room("lobby/~chat/+1");
        thread.await(
                "it is in the new part", () -> next.map("message", Json.class).size() == 61);
        assertThat(chat.map("section", Json.class).keySet()).containsExactly("1");

        ChatModel linus = model("Linus");
        thread.await("a newcomer has the newest part", () -> texts(linus).size() == 61);
        thread.await("and there are more", () -> linus.rows().get(0) instanceof ChatRow.Older);
        assertThat(linus.hasOlder()).isTrue();
        thread.await("all are loaded", () -> {
            linus.loadOlder();
            return texts(linus).size() == 761;
        });
        List<String> all = texts(linus);
        for (int i = 0; i < 700; i++) {
            assertThat(all.get(i)).isEqualTo("Script: n" + i);
        }
        assertThat(linus.hasOlder()).isFalse();
    }

    private static Map<String, Object> message(int number, String text) {
        return Map.of("client", "x", "author", "x", "at", 1_790_000_000_000L + number, "text", text);
    }
}
