package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.model.OrderKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Changes of many items at once: all of a list's and a map's methods work, and take as few commits as there can be. */
class BulkChangesTest {

    private record Card(String title, int rank) {}

    private static final int OPS_PER_COMMIT = 256;

    private final FxWorld world = new FxWorld();

    private SharedList<Card> list(SharedRoom room, boolean movable) {
        return movable ? room.movableList("cards", Card.class) : room.list("cards", Card.class);
    }

    private static List<Card> cards(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Card("card " + i, i * 7919 % count))
                .toList();
    }

    private long commitsOf(Runnable action) {
        world.settle();
        long before = world.hub.state().seq();
        action.run();
        world.settle();
        return world.hub.state().seq() - before;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("addAll, removeIf, retainAll, replaceAll, sort, setAll and clear, of a list of each kind")
    void list(boolean movable) {
        SharedList<Card> here = list(world.ada, movable);
        SharedList<Card> there = list(world.grace, movable);
        List<Card> expected = new ArrayList<>(cards(1_000));

        assertThat(commitsOf(() -> here.addAll(cards(1_000)))).isEqualTo(4);
        assertThat(there).isEqualTo(expected);

        expected.removeIf(card -> card.rank() % 2 == 0);
        assertThat(commitsOf(() -> here.removeIf(card -> card.rank() % 2 == 0))).isEqualTo(2);
        assertThat(there).isEqualTo(expected);

        expected.replaceAll(card -> new Card(card.title() + "!", card.rank()));
        assertThat(commitsOf(() -> here.replaceAll(card -> new Card(card.title() + "!", card.rank()))))
                .isEqualTo(2);
        assertThat(there).isEqualTo(expected);

        expected.sort(Comparator.comparingInt(Card::rank));
        assertThat(commitsOf(() -> here.sort(Comparator.comparingInt(Card::rank))))
                .isLessThanOrEqualTo(2);
        assertThat(there).isEqualTo(expected);
        assertThat(commitsOf(() -> FXCollections.sort(here, Comparator.comparingInt(Card::rank))))
                .isZero();

        List<Card> few = List.copyOf(expected.subList(0, 10));
        expected.retainAll(few);
        assertThat(commitsOf(() -> here.retainAll(few))).isEqualTo(2);
        assertThat(there).isEqualTo(expected);

        assertThat(commitsOf(() -> here.setAll(cards(100)))).isEqualTo(1);
        assertThat(there).isEqualTo(cards(100));

        assertThat(commitsOf(here::clear)).isEqualTo(1);
        assertThat(there).isEmpty();
    }

    @Test
    @DisplayName(
            "many items are put between two others of a movable list in one commit, in their order, and their keys stay short")
    void between() {
        SharedList<Card> here = list(world.ada, true);
        here.addAll(List.of(new Card("first", 0), new Card("last", 1)));
        List<Card> more = cards(200);
        assertThat(commitsOf(() -> here.addAll(1, more))).isEqualTo(1);
        assertThat(list(world.grace, true).subList(1, 201)).isEqualTo(more);
        assertThat(commitsOf(() -> here.addAll(0, more))).isEqualTo(1);
        assertThat(list(world.grace, true).subList(0, 200)).isEqualTo(more);
        assertThat(OrderKey.spread("V", "W", 10_000))
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(key -> key.length() < 20 && OrderKey.isValid(key));
        assertThat(OrderKey.spread(null, "V", 100)).isSorted().allMatch(key -> key.compareTo("V") < 0);
        assertThat(OrderKey.spread("V", null, 100)).isSorted().allMatch(key -> key.compareTo("V") > 0);
    }

    @Test
    @DisplayName("items of a list in the order of their making can't be put into its middle, and then none is")
    void inOrder() {
        SharedList<Card> here = list(world.ada, false);
        here.addAll(cards(3));
        world.settle();
        assertThatThrownBy(() -> here.addAll(1, cards(2))).isInstanceOf(UnsupportedOperationException.class);
        assertThat(here).hasSize(3);
    }

    @Test
    @DisplayName("putAll and clear of a map; where one name can't be stored, none is")
    void map() {
        SharedMap<Card> here = world.ada.map("cards", Card.class);
        SharedMap<Card> there = world.grace.map("cards", Card.class);
        Map<String, Card> many = new LinkedHashMap<>();
        cards(OPS_PER_COMMIT + 1).forEach(card -> many.put(card.title(), card));

        assertThat(commitsOf(() -> here.putAll(many))).isEqualTo(2);
        assertThat(there).isEqualTo(many);

        Map<String, Card> bad = new LinkedHashMap<>(Map.of("good", new Card("good", 1)));
        bad.put("not/good", new Card("bad", 2));
        assertThat(commitsOf(
                        () -> assertThatThrownBy(() -> here.putAll(bad)).isInstanceOf(IllegalArgumentException.class)))
                .isZero();

        assertThat(commitsOf(here::clear)).isEqualTo(2);
        assertThat(there).isEmpty();
    }
}
