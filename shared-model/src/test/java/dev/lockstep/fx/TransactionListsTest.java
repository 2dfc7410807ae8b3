package dev.lockstep.fx;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.reflect.TypeToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Lists in transactions. */
class TransactionListsTest {

    record Card(String title) {}

    private final FxWorld world = new FxWorld();
    private final SharedList<Card> todo = world.ada.movableList("todo", Card.class);
    private final SharedList<Card> done = world.ada.movableList("done", Card.class);
    private final SharedList<Card> log = world.ada.list("log", Card.class);

    private static List<String> titles(SharedRoom room, String prefix) {
        return room.movableList(prefix, Card.class).stream().map(Card::title).toList();
    }

    private List<String> titles(String prefix) {
        world.settle();
        assertThat(titles(world.grace, prefix)).isEqualTo(titles(world.ada, prefix));
        return titles(world.ada, prefix);
    }

    @Test
    @DisplayName(
            "what is added in one transaction stands where it was put, each place counted with what was done before, in one commit")
    void add() {
        todo.add(new Card("a"));
        todo.add(new Card("z"));
        world.settle();
        int before = world.hub.commits();
        world.ada.commit(tx -> {
            tx.add(todo, new Card("end"));
            tx.add(todo, new Card("very end"));
            tx.add(todo, 1, new Card("b"));
            tx.add(todo, 2, new Card("c"));
            tx.add(todo, 0, new Card("first"));
            tx.remove(todo, 1);
            tx.move(todo, 4, 0);
            tx.put("count", 5);
        });
        assertThat(titles("todo")).containsExactly("end", "first", "b", "c", "z", "very end");
        assertThat(world.hub.commits() - before).isEqualTo(1);
    }

    @Test
    @DisplayName("a list in the order of making takes several at its end, in their order")
    void inOrderOfMaking() {
        world.ada.commit(tx -> {
            for (int i = 0; i < 40; i++) {
                tx.add(log, new Card("entry " + i));
            }
        });
        world.settle();
        assertThat(world.grace.list("log", Card.class).stream().map(Card::title))
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 40)
                        .mapToObj(i -> "entry " + i)
                        .toList());
        assertThatThrownBy(() -> world.ada.commit(tx -> tx.add(log, 0, new Card("too early"))))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> world.ada.commit(tx -> tx.move(log, 1, 0)))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("an item moves to another list with all that is stored of it, and undo brings it back to its place")
    void moveAcross() {
        todo.setAll(new Card("a"), new Card("b"), new Card("c"));
        done.setAll(new Card("x"), new Card("y"));
        world.settle();
        world.grace.merge(todo.keyOf(1), Map.of("color", "red"));
        world.settle();
        SharedUndo undo = world.ada.undo();
        String id = todo.idOf(1);

        undo.commit("Move", tx -> tx.move(todo, 1, done, 1));

        assertThat(titles("todo")).containsExactly("a", "c");
        assertThat(titles("done")).containsExactly("x", "b", "y");
        assertThat(done.idOf(1)).isEqualTo(id);
        assertThat(((Json.Obj) world.hub.state().entries().value(done.keyOf(1))).get("color"))
                .isEqualTo(Json.of("red"));

        undo.undo();
        assertThat(titles("todo")).containsExactly("a", "b", "c");
        assertThat(titles("done")).containsExactly("x", "y");
        undo.redo();
        assertThat(titles("done")).containsExactly("x", "b", "y");
    }

    @Test
    @DisplayName(
            "several moves between lists in one transaction, of what it has added too; and between lists in another order")
    void moves() {
        todo.setAll(new Card("a"), new Card("b"), new Card("c"));
        world.settle();
        world.ada.commit(tx -> {
            tx.add(todo, 0, new Card("new"));
            tx.move(todo, 0, done, 0);
            tx.move(todo, 1, done, 0);
            tx.move(done, 1, todo, 1);
            tx.move(todo, 2, log, 0);
            tx.move(todo, 0, todo, 1);
        });
        assertThat(titles("todo")).containsExactly("new", "a");
        assertThat(titles("done")).containsExactly("b");
        assertThat(world.grace.list("log", Card.class)).containsExactly(new Card("c"));
    }

    @Test
    @DisplayName(
            "of two who move one item to different lists at once one is refused, and of a move and an edit too: it is in one list, with the edit")
    void movedByTwo() {
        todo.setAll(new Card("a"), new Card("b"));
        world.settle();
        List<String> refused = new java.util.ArrayList<>();
        world.ada.onRefused(refusal -> refused.add("ada " + refusal.code()));
        world.grace.onRefused(refusal -> refused.add("grace " + refusal.code()));
        SharedList<Card> gracesTodo = world.grace.movableList("todo", Card.class);
        SharedList<Card> gracesDone = world.grace.movableList("done", Card.class);
        SharedList<Card> gracesLater = world.grace.movableList("later", Card.class);

        world.ada.commit(tx -> tx.move(todo, 0, done, 0));
        world.grace.commit(tx -> tx.move(gracesTodo, 0, gracesLater, 0));
        assertThat(titles("done")).containsExactly("a");
        assertThat(titles("later")).isEmpty();
        assertThat(refused).containsExactly("grace CONFLICT");

        gracesTodo.set(0, new Card("b, edited"));
        world.hub.deliver();
        world.ada.commit(tx -> tx.move(todo, 0, done, 0));
        assertThat(titles("todo")).containsExactly("b, edited");
        assertThat(titles("done")).containsExactly("a");
        assertThat(refused).containsExactly("grace CONFLICT", "ada CONFLICT");

        todo.add(new Card("new"));
        world.ada.commit(tx -> tx.move(todo, 1, done, 1)); // before the hub knows it
        assertThat(titles("done")).containsExactly("a", "new");
        assertThat(gracesDone).hasSize(2);
    }

    @Test
    @DisplayName("keys are the same letters and digits whatever digits the user's language has")
    void foreignDigits() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            world.ada.commit(tx -> tx.add(log, new Card("a")).add(log, new Card("b")));
        } finally {
            Locale.setDefault(before);
        }
        world.settle();
        assertThat(List.of(log.idOf(0), log.idOf(1))).allMatch(id -> id.matches("[0-9a-z]+"));
        assertThat(log).containsExactly(new Card("a"), new Card("b"));
    }

    @Test
    @DisplayName("undo leaves an item where it was moved to if somebody has changed it there: it is never in two lists")
    void undoOfMoved() {
        todo.setAll(new Card("a"), new Card("b"));
        world.settle();
        SharedUndo undo = world.ada.undo();
        undo.commit("Move", tx -> tx.move(todo, 0, done, 0));
        world.settle();
        world.grace.movableList("done", Card.class).set(0, new Card("a, edited"));
        world.settle();
        undo.undo();
        assertThat(titles("todo")).containsExactly("b");
        assertThat(titles("done")).containsExactly("a, edited");

        undo.commit("Move", tx -> tx.move(todo, 0, done, 0));
        world.settle();
        undo.undo();
        assertThat(titles("todo")).containsExactly("b");
        undo.redo();
        assertThat(titles("done")).containsExactly("b", "a, edited");
        undo.undo();
        assertThat(titles("todo")).containsExactly("b");
    }

    @Test
    @DisplayName(
            "an item whose id is taken in the other list is refused, and one that the transaction changes by its key is refused at the call")
    void taken() {
        todo.setAll(new Card("a"));
        world.settle();
        world.grace.put("done/" + todo.idOf(0), Map.of("title", "other", "order", "n"));
        world.hub.deliver();
        world.ada.commit(tx -> tx.move(todo, 0, done, 0));
        assertThat(titles("todo")).containsExactly("a");
        assertThat(titles("done")).containsExactly("other");
        assertThatThrownBy(() -> world.ada.commit(
                        tx -> tx.merge(todo.keyOf(0), Map.of("title", "b")).move(todo, 0, done, 0)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName(
            "an item is set where it stands after what was done before, with what its type does not know, and undone")
    void set() {
        todo.setAll(new Card("a"), new Card("b"));
        log.add(new Card("x"));
        world.settle();
        world.grace.merge(todo.keyOf(1), Map.of("color", "red"));
        world.settle();
        SharedUndo undo = world.ada.undo();
        undo.commit(
                "Edit",
                tx -> tx.add(todo, 0, new Card("new"))
                        .set(todo, 0, new Card("newer"))
                        .set(todo, 2, new Card("b, edited"))
                        .move(todo, 2, done, 0)
                        .set(log, 0, new Card("y")));
        assertThat(titles("todo")).containsExactly("newer", "a");
        assertThat(titles("done")).containsExactly("b, edited");
        assertThat(world.grace.list("log", Card.class)).containsExactly(new Card("y"));
        assertThat(((Json.Obj) world.hub.state().entries().value(done.keyOf(0))).get("color"))
                .isEqualTo(Json.of("red"));
        undo.undo();
        assertThat(titles("todo")).containsExactly("a", "b");
        assertThat(world.ada.list("log", Card.class)).containsExactly(new Card("x"));
    }

    @Test
    @DisplayName("a place that is none, and a list of another room, are refused at the call, and nothing is done")
    void wrong() {
        todo.add(new Card("a"));
        world.settle();
        int before = world.hub.commits();
        assertThatThrownBy(() -> world.ada.commit(tx -> tx.put("x", 1).add(todo, 2, new Card("b"))))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> world.ada.commit(tx -> tx.remove(todo, 0).remove(todo, 0)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> world.ada.commit(tx -> tx.move(todo, 0, done, 1)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> world.grace.commit(tx -> tx.remove(todo, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another");
        world.settle();
        assertThat(world.hub.commits()).isEqualTo(before);
    }

    @Test
    @DisplayName("types with parameters are values and items")
    void parameters() {
        TypeToken<List<Card>> cards = new TypeToken<>() {};
        world.ada.value("cards", cards, List.of()).set(List.of(new Card("a")));
        world.ada.list("pages", cards).add(List.of(new Card("b")));
        world.ada.map("boards", cards).put("one", List.of(new Card("c")));
        world.settle();
        assertThat(world.grace.value("cards", cards, List.of()).get()).containsExactly(new Card("a"));
        assertThat(world.grace.list("pages", cards).get(0)).containsExactly(new Card("b"));
        assertThat(world.grace.map("boards", cards).get("one")).containsExactly(new Card("c"));
        assertThat(world.grace.get("cards", cards)).containsExactly(new Card("a"));
        world.grace.update("cards", cards, before -> List.of());
        world.settle();
        assertThat(world.ada.value("cards", cards, List.of()).get()).isEmpty();
    }

    @Test
    @DisplayName("signals and presence come as the types that they are of, and what is of another is nobody's")
    void typedSignals() {
        record Ping(int number) {}
        List<Integer> heard = new java.util.ArrayList<>();
        world.grace.onSignal(Ping.class, (from, ping) -> heard.add(ping.number()));
        world.ada.signal(new Ping(7));
        world.ada.signal("something else");
        world.settle();
        assertThat(heard).containsExactly(7);

        Member shown = new Member("s", "c", "Ada", "#123456", new Json.Obj(Map.of("number", Json.of(3))), false);
        assertThat(world.ada.presence(shown, Ping.class)).isEqualTo(new Ping(3));
        Member other = new Member("s", "c", "Ada", "#123456", Json.of("text"), false);
        assertThat(world.ada.presence(other, Ping.class)).isNull();
    }

    record Dish(String name, String order) {}

    @Test
    @DisplayName("a member called order is the item's own, whatever is moved")
    void ownOrder() {
        SharedList<Dish> here = world.ada.movableList("menu", Dish.class);
        SharedList<Dish> there = world.grace.movableList("menu", Dish.class);
        here.addAll(new Dish("soup", "first"), new Dish("cake", "last"));
        here.move(1, 0);
        world.settle();
        assertThat(there).containsExactly(new Dish("cake", "last"), new Dish("soup", "first"));
        there.set(0, new Dish("cake", "second"));
        here.move(0, 1);
        world.settle();
        assertThat(here).containsExactly(new Dish("soup", "first"), new Dish("cake", "second"));
        SharedList<Dish> served = world.ada.list("served", Dish.class);
        world.ada.commit(tx -> tx.move(here, 1, served, 0));
        world.settle();
        assertThat(served).containsExactly(new Dish("cake", "second"));
        world.ada.commit(tx -> tx.move(served, 0, here, 0));
        world.settle();
        assertThat(there).containsExactly(new Dish("cake", "second"), new Dish("soup", "first"));
        assertThat(world.grace.movableList("menu", Object.class).get(0))
                .isEqualTo(java.util.Map.of("name", "cake", "order", "second"));
    }

    @Test
    @DisplayName(
            "lists of 0.1.0 keep their places, which stand in a member called order, and free it when the type has one")
    void orderOfBefore() {
        world.ada.put("menu/a", Map.of("name", "soup", "order", "V"));
        world.ada.put("menu/b", Map.of("name", "cake", "order", "G"));
        world.settle();
        SharedList<Dish> here = world.ada.movableList("menu", Dish.class);
        SharedList<Card> tasks = world.grace.movableList("menu", Card.class);
        assertThat(here).extracting(Dish::name).containsExactly("cake", "soup");
        here.set(0, new Dish("cake", "last"));
        world.settle();
        assertThat(here).extracting(Dish::name).containsExactly("cake", "soup");
        assertThat(here.get(0).order()).isEqualTo("last");
        assertThat(tasks).hasSize(2);
        tasks.move(0, 1);
        world.settle();
        assertThat(here).extracting(Dish::name).containsExactly("soup", "cake");
        SharedList<Dish> served = world.ada.list("served", Dish.class);
        world.ada.commit(tx -> tx.move(here, 0, served, 0));
        world.settle();
        assertThat(served).containsExactly(new Dish("soup", null));
    }

    @Test
    @DisplayName(
            "of two who move an item one is refused, also where one of them has just changed it, and has no answer to that yet")
    void moveOfOwnUnanswered() {
        todo.add(new Card("a"));
        world.settle();
        SharedList<Card> later = world.grace.movableList("later", Card.class);
        SharedList<Card> theirs = world.grace.movableList("todo", Card.class);
        world.adaClient.disconnect();
        world.ada.undo().commitIfUnchanged("Edit", tx -> tx.set(todo, 0, new Card("b")));
        world.ada.commit(tx -> tx.move(todo, 0, done, 0)).exceptionally(refused -> null);
        assertThat(titles(world.ada, "done")).containsExactly("b");
        world.grace.commit(tx -> tx.move(theirs, 0, later, 0));
        world.settle();
        world.adaClient.connect();
        assertThat(titles("done")).isEmpty();
        assertThat(titles("todo")).isEmpty();
        assertThat(titles("later")).containsExactly("a");

        later.setAll(List.of());
        todo.add(new Card("c"));
        world.ada.commit(tx -> tx.move(todo, 0, done, 0));
        world.ada.commit(tx -> tx.move(done, 0, todo, 0));
        world.ada.commit(tx -> tx.move(todo, 0, done, 0));
        assertThat(titles("done")).containsExactly("c");
        assertThat(titles("todo")).isEmpty();
    }
}
