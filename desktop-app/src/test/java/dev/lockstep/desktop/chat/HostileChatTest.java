package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Attacks;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.FxLoad;
import dev.lockstep.desktop.Hostile;
import dev.lockstep.desktop.TestSession;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.Transaction;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.Json;
import dev.lockstep.model.Rule;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody writes whatever can be written into a chat: windows go on, and what others say is seen. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class HostileChatTest extends TwoPeople {

    /** Of the processor, without a break. A fault of this kind took from 5 s to minutes; well it takes a quarter of a second. */
    private static final long WORST_MILLIS = 2_000;

    private Lockstep attacker;
    private SharedRoom chat;
    private FxLoad load;

    @BeforeEach
    void begin() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "chat");
        attacker = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Ada\u202E")));
        chat = Fx.get(() -> attacker.room("lobby/~chat"));
        Fx.await("the chat has rules", () -> !chat.rules().isEmpty());
        Fx.run(() -> chat.setRules(List.of(new Rule("", Rule.Who.ANYONE)))); // as in a room of an earlier version
        write(commit -> commit.put("message/first", message("first", "ordinary first")));
        Fx.await("the first is there", () -> texts(ada).contains("ordinary first"));
        load = new FxLoad();
    }

    @AfterEach
    void end() {
        load.close();
        Fx.run(attacker::close);
    }

    @Test
    @DisplayName("whatever messages say, none keeps a window busy, and all the others are seen")
    void texts() {
        List<String> texts = Attacks.texts();
        for (int round = 0; round < 2; round++) { // the second time is that of a program that has been running
            for (int i = 0; i < texts.size(); i++) {
                String id = round + "-" + i;
                String text = texts.get(i);
                write(commit -> {
                    commit.put("message/bad" + id, message(text.substring(0, Math.min(20, text.length())) + id, text));
                    commit.put("message/good" + id, message("Grace" + id, "ordinary " + id));
                });
                Fx.await("it is there", () -> texts(ada).contains("ordinary " + id));
            }
            assertBounded("round " + round);
        }
        scrollThrough(ada);
        assertBounded("scrolling");
        assertThat(Fx.get(() -> heard(ada, "#messages", ".chat-row"))).anyMatch(text -> text.contains("ordinary"));
        Fx.run(() -> list(ada).scrollTo(0));
        Fx.await(
                "the first is in view",
                () -> heard(ada, "#messages", ".chat-row").stream().anyMatch(text -> text.contains("ordinary first")));
    }

    @Test
    @DisplayName("all of a message that is too long is shown when it is asked for, however it was made")
    void showAll() {
        List<String> long_ = List.of(
                "a\u0301\u0302\u0303\u0304".repeat(4_000), "aא".repeat(9_000), "x\n".repeat(9_000), "क्".repeat(9_000));
        for (int i = 0; i < long_.size(); i++) {
            String text = long_.get(i);
            String id = "long" + i;
            write(commit -> commit.put("message/" + id, message("Bob", text)));
            Fx.await("it is there", () -> texts(ada).contains(text));
            Fx.await("it can be shown", () -> !buttons(ada).isEmpty());
            Fx.run(() -> buttons(ada).get(buttons(ada).size() - 1).fire());
            Fx.await("it is shown", () -> TestSession.window("The whole message") != null);
            assertBounded("all of " + i);
            Fx.run(() -> TestSession.window("The whole message").hide());
        }
    }

    private static List<Button> buttons(Stage stage) {
        return node(stage, "#messages").lookupAll(".chat-show-all").stream()
                .map(Button.class::cast)
                .toList();
    }

    @Test
    @DisplayName("entries of the wrong kind, numbers that nobody can count and times that never were break nothing")
    void entries() {
        write(commit -> {
            commit.put("pages", 1e19);
            commit.put("message/text", "a text");
            commit.put("message/number", 1e300);
            commit.put("message/array", List.of(1, 2, 3));
            commit.put("message/deep", deep());
            commit.put("read/me", "nothing");
            for (double at : new double[] {1e300, -1e300, 9.2e18, 8.64e15, -1, 0.5}) {
                commit.put("message/at" + at, with(message("Time", "at " + at), "at", at));
                commit.put("read/at" + at, Map.of("id", "first", "at", at, "name", "T", "color", "#zz"));
            }
            commit.put(
                    "message/picture",
                    with(
                            message("P", "picture"),
                            "picture",
                            Map.of("id", "0".repeat(32) + ".99", "width", 1e5, "height", 1)));
            commit.put("message/color", with(message("C", "colour"), "color", "rgb(((("));
            commit.put("message/wide", with(message("R", "reactions"), "reactions", reactions()));
            commit.put("message/last", message("Grace", "ordinary last"));
        });
        Fx.await("the last is there", () -> texts(ada).contains("ordinary last"));
        Fx.await(
                "it is in view",
                () -> heard(ada, "#messages", ".chat-row").stream().anyMatch(text -> text.contains("ordinary last")));
        assertBounded("entries");
        say("an answer");
        Fx.await("what is said arrives", () -> texts(grace).contains("an answer"));
        Fx.run(() -> list(ada)
                .fireEvent(new javafx.scene.input.ScrollEvent(
                        javafx.scene.input.ScrollEvent.SCROLL,
                        0,
                        0,
                        0,
                        0,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        0,
                        40,
                        0,
                        40,
                        javafx.scene.input.ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        javafx.scene.input.ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        null)));
        for (double pages : new double[] {-1e19, 2.5, 900_000, 3}) {
            write(commit -> commit.put("pages", pages));
            Fx.run(() -> {});
        }
        assertBounded("pages");
        Stage again = Fx.get(() -> {
            Stage stage = new Stage();
            TestSession.open(
                    TestSession.services(theme, Settings.none(), TestSession.views(), hub, false),
                    stage,
                    "Linus",
                    "lobby",
                    "chat",
                    hub);
            return stage;
        });
        Fx.await("a new window shows it too", () -> texts(again).contains("an answer"));
        assertBounded("a new window");
    }

    @Test
    @DisplayName("a picture that can't be shown says so, and the messages around it are seen")
    void picture() {
        String id = "0".repeat(32) + ".1";
        Fx.run(() -> attacker.room("lobby/~picture/" + id).put("image/" + id + "-0", "no picture"));
        write(commit -> {
            commit.put(
                    "message/picture",
                    with(message("P", "look"), "picture", Map.of("id", id, "width", 1e5, "height", 1)));
            commit.put("message/last", message("Grace", "ordinary last"));
        });
        Fx.await(
                "it says so",
                () -> node(ada, "#messages").lookupAll(".chat-picture").stream()
                        .anyMatch(node -> "This picture can't be shown".equals(node.getAccessibleText())));
        Fx.await(
                "the last is in view",
                () -> heard(ada, "#messages", ".chat-row").stream().anyMatch(text -> text.contains("ordinary last")));
    }

    @Test
    @DisplayName("twenty thousand messages and five thousand marks cost a change no more than a few")
    void many() {
        try (Hostile mallory =
                new Hostile(hub, "Mallory", "lobby/~chat")) { // beside the JavaFX thread, which is measured
            for (int from = 0; from < 20_000; from += 200) {
                Map<String, Json> flood = new LinkedHashMap<>();
                for (int i = from; i < from + 200; i++) {
                    flood.put(
                            "message/m" + i,
                            Hostile.json("{\"client\":\"client of " + i + "\",\"author\":\"name " + i
                                    + "\",\"color\":\"#c0392b\",\"at\":1790000000000,\"text\":\"flood " + i + "\"}"));
                }
                mallory.put(flood);
            }
            for (int from = 0; from < 5_000; from += 200) {
                Map<String, Json> marks = new LinkedHashMap<>();
                for (int i = from; i < from + 200; i++) {
                    marks.put(
                            "read/r" + i,
                            Hostile.json(
                                    "{\"id\":\"first\",\"at\":1,\"name\":\"reader " + i + "\",\"color\":\"#123456\"}"));
                }
                mallory.put(marks);
            }
            mallory.await();
        }
        write(commit -> commit.put("message/last", message("Grace", "ordinary last")));
        Fx.await("the last is there", () -> texts(ada).contains("ordinary last"));
        assertThat(Fx.get(() -> list(ada).getItems().size())).isLessThan(2 * ChatPage.STEP + 10);
        assertBounded("the flood");
        for (int i = 0; i < 20; i++) {
            String text = "ordinary " + i;
            write(commit -> commit.put("message/" + text, message("Grace", text)));
            Fx.await("it is there", () -> texts(ada).contains(text));
        }
        assertBounded("one more message");
    }

    @Test
    @DisplayName("who is called alike is told apart, in the list of people and above messages")
    void names() {
        Fx.run(() -> attacker.room("lobby"));
        Fx.await(
                "Ada and her double are told apart",
                () -> people(ada).stream()
                                .filter(text -> text.matches("Ada ·[A-Za-z0-9_-]{4}.*"))
                                .count()
                        == 2);
        write(commit -> {
            commit.put("message/double", with(message("Аda\u200B", "I am Ada"), "client", "somebody-else"));
            commit.put("message/nobody", message("\u200B\u202E", "I am nobody"));
        });
        Fx.await("the messages are there", () -> texts(ada).contains("I am nobody"));
        List<ChatRow.Message> rows = Fx.get(() -> rows(ada));
        assertThat(rows.get(1).author()).matches("Ada ·[A-Za-z0-9_-]{4}");
        assertThat(rows.get(2).author()).isEqualTo(rows.get(1).author());
        assertBounded("names");
    }

    @Test
    @DisplayName("rooms that are given the same title can be told apart by their names")
    void rooms() {
        Fx.run(() -> {
            attacker.room("other");
            attacker.room("~rooms").put("title/lobby", "Plans\u202E");
            attacker.room("~rooms").put("title/other", "Рlans" + "\u200B".repeat(10));
        });
        Fx.await("both are listed", () -> {
            List<String> rooms = heard(ada, "#rooms", ".room-item");
            return rooms.stream().anyMatch(text -> text.startsWith("Plans (lobby),"))
                    && rooms.stream().anyMatch(text -> text.startsWith("Рlans (other),"));
        });
    }

    // ---- what is written

    private void write(Consumer<Transaction> changes) {
        Fx.run(() -> chat.commit(changes::accept));
    }

    private static Map<String, Object> message(String author, String text) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("client", "client of " + author);
        message.put("author", author);
        message.put("color", "#c0392b");
        message.put("at", 1_790_000_000_000L);
        message.put("text", text);
        return message;
    }

    private static Map<String, Object> with(Map<String, Object> message, String member, Object value) {
        message.put(member, value);
        return message;
    }

    private static Json deep() {
        Json deep = Json.of(1);
        for (int i = 0; i < 60; i++) {
            deep = new Json.Arr(List.of(deep));
        }
        return deep;
    }

    private static Map<String, Object> reactions() {
        Map<String, Object> reactions = new LinkedHashMap<>();
        for (int i = 0; i < 3_000; i++) {
            reactions.put("e" + i + "\u0301".repeat(i % 10), Map.of("c" + i, "N"));
        }
        Map<String, Object> people = new LinkedHashMap<>();
        for (int i = 0; i < 3_000; i++) {
            people.put("client" + i, "name \u202E" + i);
        }
        reactions.put("👍", people);
        return reactions;
    }

    // ---- what is seen

    private void assertBounded(String what) {
        long worst = load.takeLongestMillis();

        assertThat(worst).as(what).isLessThan(WORST_MILLIS);
    }

    private void scrollThrough(Stage stage) {
        for (int i = 0; i < Fx.get(() -> list(stage).getItems().size()); i += 3) {
            int row = i;
            Fx.run(() -> {
                list(stage).scrollTo(row);
                list(stage).layout();
            });
        }
    }

    private void say(String text) {
        click(ada, "#composer");
        robot.write(text).type(javafx.scene.input.KeyCode.ENTER);
    }

    @SuppressWarnings("unchecked")
    private static ListView<ChatRow> list(Stage stage) {
        return (ListView<ChatRow>) node(stage, "#messages");
    }

    private static List<ChatRow.Message> rows(Stage stage) {
        List<ChatRow.Message> rows = new ArrayList<>();
        for (ChatRow row : list(stage).getItems()) {
            if (row instanceof ChatRow.Message message) {
                rows.add(message);
            }
        }
        return rows;
    }

    private static List<String> texts(Stage stage) {
        if (stage.getScene().getRoot().lookup("#messages") == null) {
            return List.of();
        }
        return rows(stage).stream().map(row -> row.message().text()).toList();
    }
}
