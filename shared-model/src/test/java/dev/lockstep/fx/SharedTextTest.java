package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.RefusedException;
import dev.lockstep.client.Subscription;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A text that two people edit at once. */
class SharedTextTest {

    private final FxWorld world = new FxWorld();
    private final SharedText here = world.ada.text("notes");
    private final SharedText there = world.grace.text("notes");

    private void begin(String text) {
        here.set(text);
        world.settle();
        assertThat(there.get()).isEqualTo(text);
    }

    private void both(String text) {
        world.settle();
        assertThat(here.get()).isEqualTo(text);
        assertThat(there.get()).isEqualTo(text);
        assertThat(world.hub.state().entries().value("notes")).hasToString("\"" + text + "\"");
        assertThat(here.isSaved()).isTrue();
        assertThat(there.isSaved()).isTrue();
    }

    @Test
    @DisplayName("what two people type at the same time arrives with both, in its place")
    void both() {
        begin("Dear all");
        here.insert(4, " to");
        there.insert(8, ", hello");
        here.insert(7, "gether");
        there.insert(15, "!");
        both("Dear together all, hello!");
    }

    @Test
    @DisplayName("what one deletes is gone, and what the other has put into it stays")
    void deletions() {
        begin("one two three");
        here.delete(4, 8);
        there.insert(6, "XX");
        both("one XXthree");
    }

    @Test
    @DisplayName(
            "typing goes on while the hub has not answered, faster than it answers, against somebody who does the same")
    void fast() {
        begin("|");
        for (int i = 0; i < 30; i++) {
            here.insert(here.get().indexOf('|'), "a");
            there.insert(there.get().length(), "b");
            if (i % 3 == 0) {
                world.hub.deliver();
            }
            if (i % 5 == 0) {
                world.fx.flush();
            }
        }
        both("a".repeat(30) + "|" + "b".repeat(30));
    }

    @Test
    @DisplayName("what is typed without a connection is brought together with what others did meanwhile")
    void offline() {
        begin("Milk, bread");
        world.adaClient.disconnect();
        here.set("Oat milk, bread");
        here.set("Oat milk, bread, tea");
        there.set("Milk, rye bread");
        there.set("Milk, rye bread and butter");
        world.settle();
        assertThat(here.get()).isEqualTo("Oat milk, bread, tea");
        world.adaClient.connect();
        world.settle();
        assertThat(here.get())
                .contains("Oat milk")
                .contains("rye bread")
                .contains("butter")
                .contains("tea");
        both(here.get());
    }

    @Test
    @DisplayName("what was on its way when the connection broke is there once, whether the hub had it or not")
    void onTheWay() {
        begin("-");
        here.insert(1, "lost");
        world.adaClient.disconnect(); // the hub has not read it
        there.insert(0, "x");
        world.settle();
        here.insert(5, "!");
        world.adaClient.connect();
        both("x-lost!");
        here.insert(0, "done");
        world.hub.deliver(); // the hub has it, and its answer is lost
        world.adaClient.disconnect();
        there.insert(0, "y");
        world.settle();
        here.insert(4, "?");
        world.adaClient.connect();
        world.settle();
        both(here.get());
        assertThat(here.get())
                .containsOnlyOnce("done?")
                .containsOnlyOnce("x-lost!")
                .contains("y");
    }

    @Test
    @DisplayName("undo takes back one's own, and nobody else's")
    void undo() {
        begin("Hello");
        here.insert(5, " Ada");
        there.insert(0, "* ");
        world.settle();
        assertThat(here.undoableProperty().get()).isTrue();
        here.undo();
        both("* Hello");
        here.redo();
        both("* Hello Ada");
        there.undo();
        both("Hello Ada");
        assertThat(there.undoableProperty().get()).isFalse();
        assertThat(there.redoableProperty().get()).isTrue();
    }

    @Test
    @DisplayName("changes are told with their places, own ones and those of others, and as any property tells them")
    void told() {
        begin("abc");
        List<String> heard = new ArrayList<>();
        List<String> values = new ArrayList<>();
        Subscription handler =
                here.onChange((change, byOthers) -> heard.add(change.asReplacement() + (byOthers ? " others" : "")));
        here.addListener((observable, before, after) -> values.add(after));
        there.insert(1, "X");
        world.settle();
        here.delete(0, 1);
        handler.close();
        here.insert(0, "!");
        assertThat(heard)
                .containsExactly(
                        "Replacement[start=1, deleted=0, inserted=X] others",
                        "Replacement[start=0, deleted=1, inserted=]");
        assertThat(values).containsExactly("aXbc", "Xbc", "!Xbc");
    }

    @Test
    @DisplayName("blocks that read it run again when others edit it, and when both did")
    void refreshing() {
        begin("a");
        List<String> seen = new ArrayList<>();
        world.ada.refreshing(() -> seen.add(here.get()));
        there.insert(1, "b");
        here.insert(0, "c");
        both("cab");
        assertThat(seen).startsWith("a").endsWith("cab");
    }

    @Test
    @DisplayName("a quiet change is in the text at once, with its place, and is not told to listeners")
    void quiet() {
        begin("a");
        List<String> heard = new ArrayList<>();
        here.addListener((observable, before, after) -> heard.add(after));
        here.onChange((change, byOthers) -> heard.add("places"));
        world.grace.quietly(() -> there.insert(0, "b"));
        world.settle();
        assertThat(here.get()).isEqualTo("ba");
        assertThat(heard).containsExactly("places");
        here.insert(2, "c");
        both("bac");
    }

    @Test
    @DisplayName("what another part of the program writes to the same entry is an edit like any other")
    void otherApi() {
        begin("a");
        here.insert(1, "b");
        world.ada.put("notes", "replaced");
        assertThat(here.get()).isEqualTo("replaced");
        here.insert(8, "!");
        both("replaced!");
        assertThat(world.grace.string("notes", "").get()).isEqualTo("replaced!");
        world.grace.remove("notes");
        both0();
    }

    private void both0() {
        world.settle();
        assertThat(here.get()).isEmpty();
        here.insert(0, "again");
        both("again");
    }

    @Test
    @DisplayName("what the hub refuses is taken back and told with what it was, and others' text stays")
    void refused() {
        begin("a");
        List<RefusedException> refused = new ArrayList<>();
        world.ada.onRefused(refused::add);
        world.grace.lock("notes").acquire(java.time.Duration.ZERO);
        world.settle();
        here.insert(1, "b");
        there.insert(0, "c");
        both("ca");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).values().get("notes")).hasToString("\"ab\"");
        here.insert(0, "x".repeat(2_000_000));
        both("ca");
        assertThat(refused).hasSize(2);
        assertThat(refused.get(1).values().get("notes")).hasToString("\"" + "x".repeat(2_000_000) + "ca\"");
    }

    @Test
    @DisplayName("what somebody typed who may only look from now on is told, none of it lost without a word")
    void forbidden() {
        begin("a");
        List<String> told = new ArrayList<>();
        world.grace.onRefused(
                refusal -> told.add(String.valueOf(refusal.values().get("notes"))));
        world.ada.setAccess(AccessChange.NOTHING.client("grace", Role.VIEWER)); // she was the first here
        there.insert(1, "b");
        there.insert(2, "c");
        both("a");
        assertThat(told).last().asString().contains("abc");
    }

    @Test
    @DisplayName("a value that is no text is told, left as it is, and replaced only by setting")
    void unreadable() {
        List<Throwable> errors = new ArrayList<>();
        world.ada.onError(errors::add);
        world.grace.put("notes", 7);
        world.settle();
        assertThat(here.get()).isEmpty();
        assertThat(here.isReadable()).isFalse();
        assertThat(errors).hasSize(1);
        assertThatThrownBy(() -> here.insert(0, "x")).isInstanceOf(IllegalStateException.class);
        here.set("seven");
        both("seven");
        here.insert(5, "!");
        both("seven!");
    }

    @Test
    @DisplayName("bound to a property it follows that; null is empty")
    void asProperty() {
        javafx.beans.property.StringProperty field = new javafx.beans.property.SimpleStringProperty("");
        field.bindBidirectional(here);
        field.set("typed");
        both("typed");
        there.set("typed too");
        world.settle();
        assertThat(field.get()).isEqualTo("typed too");
        here.setValue(null);
        both("");
    }

    @Test
    @DisplayName(
            "after a connection that had ended is opened again, what was typed before and since arrives, with what others did")
    void reopened() {
        begin("-");
        here.insert(1, "before");
        world.adaClient.end("the token was refused");
        there.insert(0, "others ");
        world.settle();
        world.adaClient.reopen();
        both("others -before");
        here.insert(0, "again ");
        there.insert(there.get().length(), "!");
        world.settle();
        both(here.get());
        assertThat(here.get()).contains("again ").contains("!").hasSize(20 + 1);
    }

    @Test
    @DisplayName("undo after a refusal puts nothing back that was taken back already")
    void undoAfterRefusal() {
        begin("hello world");
        world.grace.lock("notes").acquire(java.time.Duration.ofSeconds(1));
        world.settle();
        here.delete(0, 6);
        both("hello world");
        world.hub.forgetLocks();
        world.settle();
        here.undo();
        both("hello world");
    }

    @Test
    @DisplayName("what is no text any more is not overwritten by what was being typed, which is told")
    void becomesUnreadable() {
        begin("abc");
        List<String> told = new ArrayList<>();
        world.ada.onRefused(refusal -> told.add(String.valueOf(refusal.values().get("notes"))));
        world.grace.put("notes", java.util.Map.of("a", 1));
        here.insert(3, "d");
        world.settle();
        assertThat(world.hub.state().entries().value("notes")).hasToString("{\"a\":1}");
        assertThat(here.isReadable()).isFalse();
        assertThat(here.get()).isEmpty();
        assertThat(told).containsExactly("\"abcd\"");
    }

    @Test
    @DisplayName(
            "a change of another part of the program that is tried again is not refused to anybody, nor done twice")
    void otherApiTriesAgain() {
        begin("a");
        List<RefusedException> refused = new ArrayList<>();
        world.ada.onRefused(refused::add);
        there.insert(1, "b");
        world.ada.update("notes", String.class, text -> text + "x");
        here.insert(0, "y");
        world.settle();
        both(here.get());
        assertThat(here.get()).contains("y").contains("a").contains("b").containsOnlyOnce("x");
        assertThat(refused).isEmpty();
    }

    @Test
    @DisplayName("a handler that edits hears of the changes in the order in which they happened")
    void handlerEdits() {
        begin("");
        List<String> followed = new ArrayList<>(List.of(""));
        here.onChange((change, byOthers) -> followed.add(change.applyTo(followed.get(followed.size() - 1))));
        here.onChange((change, byOthers) -> {
            if (here.get().endsWith("!")) {
                here.insert(here.get().length(), "?");
            }
        });
        here.addListener(observable -> {
            if (here.get().equals("a")) {
                here.insert(1, "!");
            }
        });
        here.insert(0, "a");
        there.insert(0, "b");
        world.settle();
        assertThat(followed).last().isEqualTo(here.get());
        both(here.get());
        assertThat(here.get()).contains("a", "b", "!", "?").hasSize(4);
    }

    @Test
    @DisplayName("without a connection, where nothing is to wait, what is typed is taken back at once and told")
    void refusedOffline() {
        begin("a");
        List<RefusedException> refused = new ArrayList<>();
        world.ada.onRefused(refused::add);
        world.ada.setOffline("notes", Offline.REFUSE);
        here.insert(1, "b");
        world.adaClient.disconnect();
        here.insert(2, "c");
        assertThat(here.get()).isEqualTo("ab");
        assertThat(refused).hasSize(1);
        world.adaClient.connect();
        both("ab");
    }
}
