package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedCollectionsTest {

    record Card(String title) {}

    private final FxWorld world = new FxWorld();
    private final SharedList<String> ada = world.ada.list("chat", String.class);
    private final SharedList<String> grace = world.grace.list("chat", String.class);

    @Test
    @DisplayName("items stand in the order in which the hub took them, for everyone")
    void order() {
        ada.add("a1");
        grace.add("g1");
        ada.add("a2");
        assertThat(ada).containsExactly("a1", "a2");
        assertThat(ada.isPending(0)).isTrue();
        world.settle();
        assertThat(ada).containsExactlyElementsOf(grace).containsExactlyInAnyOrder("a1", "g1", "a2");
        assertThat(ada.indexOf("a1")).isLessThan(ada.indexOf("a2"));
        assertThat(ada.isPending(0)).isFalse();
    }

    @Test
    @DisplayName("a mirror that is kept by change events alone stays equal, whatever happens")
    void changeEventsAreExact() {
        Random random = new Random(7);
        List<String> mirror = new ArrayList<>();
        ada.addListener((ListChangeListener<String>) change -> replay(change, mirror));
        for (int i = 0; i < 600; i++) {
            SharedList<String> who = random.nextBoolean() ? ada : grace;
            int what = random.nextInt(4);
            if (what < 2 || who.isEmpty()) {
                who.add("item " + i);
            } else if (what == 2) {
                who.remove(random.nextInt(who.size()));
            } else {
                who.set(random.nextInt(who.size()), "changed " + i);
            }
            if (random.nextInt(3) == 0) {
                world.settle();
            }
            assertThat(mirror).isEqualTo(ada);
        }
        world.settle();
        assertThat(mirror).isEqualTo(grace);
    }

    @Test
    @DisplayName("many items at once are one change")
    void bulk() {
        List<Integer> changes = new ArrayList<>();
        List<String> mirror = new ArrayList<>();
        grace.addListener((ListChangeListener<String>) change -> {
            changes.add(1);
            replay(change, mirror);
        });
        world.ada.commit(tx -> {
            for (int i = 0; i < 200; i++) {
                tx.put("chat/" + (1000 + i), "x" + i);
            }
        });
        for (int part = 1; part < 5; part++) {
            int from = part * 200;
            world.ada.commit(tx -> {
                for (int i = 0; i < 200; i++) {
                    tx.put("chat/" + (1000 + from + i), "x" + (from + i));
                }
            });
        }
        world.settle();
        assertThat(changes).hasSize(1);
        assertThat(mirror)
                .hasSize(1_000)
                .isEqualTo(grace)
                .startsWith("x0", "x1")
                .endsWith("x999");
    }

    @Test
    @DisplayName("who hears of a change may open further views and properties of the room")
    void openedWhileTold() {
        List<String> heard = new ArrayList<>();
        world.ada.map("other", String.class);
        ada.addListener((ListChangeListener<String>) change -> {
            heard.addAll(world.ada.list("more/" + heard.size(), String.class));
            world.ada.map("chat", String.class);
            world.ada.string("chat/late", "").get();
            heard.add("told");
        });
        world.ada.commit(tx -> tx.put("chat/1", "x").put("more/0/a", "there").put("other/y", "z"));
        assertThat(heard).containsExactly("there", "told");
        assertThat(world.ada.map("other", String.class)).containsEntry("y", "z");
    }

    private static void replay(ListChangeListener.Change<? extends String> change, List<String> mirror) {
        while (change.next()) {
            assertThat(change.wasPermutated()).isFalse();
            for (int i = 0; i < change.getRemovedSize(); i++) {
                assertThat(mirror.remove(change.getFrom()))
                        .isEqualTo(change.getRemoved().get(i));
            }
            mirror.addAll(change.getFrom(), change.getAddedSubList());
        }
    }

    @Test
    @DisplayName("items can't be put between others, unless the list is movable")
    void noMiddle() {
        ada.add("one");
        assertThatThrownBy(() -> ada.add(0, "zero")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ada.move(0, 0)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("a movable list is put in any order by anyone, without losing what others change")
    void movable() {
        SharedList<Card> here = world.ada.movableList("cards", Card.class);
        SharedList<Card> there = world.grace.movableList("cards", Card.class);
        here.addAll(List.of(new Card("a"), new Card("b"), new Card("c")));
        world.settle();
        here.move(2, 0);
        there.set(2, new Card("c!"));
        there.add(1, new Card("ab"));
        world.settle();
        assertThat(here).isEqualTo(there).extracting(Card::title).containsExactly("c!", "a", "ab", "b");
    }

    @Test
    @DisplayName("an item of another type is left out and told, the others stay")
    void otherType() {
        List<RuntimeException> errors = new ArrayList<>();
        world.grace.onError(errors::add);
        SharedList<Card> cards = world.grace.list("cards", Card.class);
        world.ada.put("cards/1", List.of(1, 2));
        world.ada.put("cards/2", new Card("good"));
        world.settle();
        assertThat(cards).containsExactly(new Card("good"));
        assertThat(errors).isNotEmpty();
    }

    @Test
    @DisplayName("a map is the entries below its prefix, and tells its changes")
    void map() {
        SharedMap<Integer> here = world.ada.map("scores", Integer.class);
        SharedMap<Integer> there = world.grace.map("scores", Integer.class);
        List<String> told = new ArrayList<>();
        there.addListener((MapChangeListener<String, Integer>)
                change -> told.add(change.getKey() + ":" + change.getValueRemoved() + "->" + change.getValueAdded()));
        here.put("ada", 1);
        here.put("grace", 2);
        world.ada.put("scores/deeper/x", 3); // not right below
        world.settle();
        here.put("ada", 5);
        here.remove("grace");
        world.settle();
        assertThat(there).containsOnlyKeys("ada").containsEntry("ada", 5);
        assertThat(told).containsExactlyInAnyOrder("ada:null->1", "grace:null->2", "ada:1->5", "grace:2->null");
    }

    record Inner(String x, String y) {}

    record Outer(String title, Inner inner) {}

    @Test
    @DisplayName("what an item of a movable list no longer has is gone, deep inside too; what others changed stays")
    void setInMovable() {
        SharedList<Outer> here = world.ada.movableList("cards", Outer.class);
        SharedList<Outer> there = world.grace.movableList("cards", Outer.class);
        here.add(new Outer("a", new Inner("1", "2")));
        world.settle();
        here.set(0, new Outer("a", new Inner("1", null)));
        there.set(0, new Outer("b", new Inner("1", "2")));
        world.settle();
        assertThat(here).isEqualTo(there).containsExactly(new Outer("b", new Inner("1", null)));
    }

    @Test
    @DisplayName(
            "items without an order stand first; others are put after them and moved among each other all the same")
    void itemsWithoutOrder() {
        SharedList<Card> cards = world.ada.movableList("cards", Card.class);
        world.ada.put("cards/1", new Card("plain"));
        cards.add(new Card("a"));
        cards.add(0, new Card("b"));
        cards.move(1, 2);
        world.settle();
        assertThat(cards).extracting(Card::title).containsExactly("plain", "a", "b");
        cards.move(0, 2);
        world.settle();
        assertThat(cards).extracting(Card::title).containsExactly("a", "b", "plain");
    }
}
