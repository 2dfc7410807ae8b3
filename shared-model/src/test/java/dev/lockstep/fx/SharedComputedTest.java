package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.Subscription;

import static org.assertj.core.api.Assertions.assertThat;

class SharedComputedTest {

    private final FxWorld world = new FxWorld();
    private int runs;

    private ObservableValue<String> total() {
        return world.ada.computed(() -> {
            runs++;
            return world.ada.bool("shown", true).get()
                    ? "Total "
                            + (int) (world.ada.number("a", 0).get()
                                    + world.ada.number("b", 0).get())
                    : "hidden";
        });
    }

    @Test
    @DisplayName(
            "what is bound to it follows all that it read, once for all changes of a moment, and nothing that it didn't")
    void follows() {
        StringProperty label = new SimpleStringProperty();
        label.bind(total());
        assertThat(label.get()).isEqualTo("Total 0");
        runs = 0;

        world.grace.commit(tx -> tx.put("a", 1).put("b", 2));
        world.settle();
        assertThat(label.get()).isEqualTo("Total 3");
        assertThat(runs).isEqualTo(1);

        world.grace.put("c", 1);
        world.settle();
        assertThat(runs).isEqualTo(1);

        world.grace.put("shown", false);
        world.settle();
        assertThat(label.get()).isEqualTo("hidden");
        world.grace.put("a", 7);
        world.settle();
        assertThat(runs).isEqualTo(2);
    }

    @Test
    @DisplayName("listeners hear of a value only where it is another, and it costs nothing while nobody listens")
    void listeners() {
        ObservableValue<String> total = total();
        List<String> heard = new ArrayList<>();
        ChangeListener<String> change = (property, before, now) -> heard.add(before + " -> " + now);
        InvalidationListener invalid = property -> {};
        total.addListener(change);
        total.addListener(invalid);

        world.grace.commit(tx -> tx.put("a", 2).put("b", -2));
        world.settle();
        assertThat(heard).isEmpty();
        world.grace.put("a", 3);
        world.settle();
        assertThat(heard).containsExactly("Total 0 -> Total 1");

        total.removeListener(change);
        total.removeListener(invalid);
        runs = 0;
        world.grace.put("a", 4);
        world.settle();
        assertThat(runs).isZero();
        assertThat(total.getValue()).isEqualTo("Total 2");
    }

    @Test
    @DisplayName("a refreshing block that reads it depends on what it depends on, whether somebody listens or not")
    void read() {
        ObservableValue<String> total = total();
        List<String> seen = new ArrayList<>();
        Subscription block = world.ada.refreshing(() -> seen.add(total.getValue()));
        world.grace.put("a", 1);
        world.settle();
        total.addListener((InvalidationListener) property -> {});
        world.grace.put("b", 1);
        world.settle();
        assertThat(seen).containsExactly("Total 0", "Total 1", "Total 2");
        block.close();
    }

    @Test
    @DisplayName("what its formula throws is told, and it is computed again when something that it read has changed")
    void failing() {
        List<String> errors = new ArrayList<>();
        world.ada.onError(error -> errors.add(error.getMessage()));
        ObservableValue<Integer> inverse =
                world.ada.computed(() -> 12 / (int) world.ada.number("a", 0).get());
        List<Integer> heard = new ArrayList<>();
        inverse.addListener((property, before, now) -> heard.add(now));
        assertThat(errors).hasSize(1);
        world.grace.put("a", 4);
        world.settle();
        assertThat(heard).containsExactly(3);
        world.grace.put("a", 0);
        world.settle();
        assertThat(errors).hasSize(2);
        assertThat(heard).containsExactly(3);
    }
}
