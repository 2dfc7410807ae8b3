package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole numbers as properties. */
class SharedNumbersTest {

    private final FxWorld world = new FxWorld();

    @Test
    @DisplayName("integers are set, added to and shown as such; what a slider sets is rounded")
    void integers() {
        SharedInteger here = world.ada.integer("count", 5);
        SharedInteger there = world.grace.integer("count", 5);
        DoubleProperty slider = new SimpleDoubleProperty();
        slider.bindBidirectional(here);

        there.add(2);
        world.settle();
        assertThat(here.get()).isEqualTo(7);
        assertThat(here.asString("%d of 10").get()).isEqualTo("7 of 10");
        slider.set(8.7);
        world.settle();
        assertThat(there.get()).isEqualTo(9);
        there.setValue(null);
        world.settle();
        assertThat(here.get()).isZero();
    }

    @Test
    @DisplayName("long integers beyond 2^53 are exact")
    void longs() {
        SharedLong here = world.ada.longInteger("id", -1);
        SharedLong there = world.grace.longInteger("id", -1);
        here.set(9_007_199_254_740_993L);
        world.settle();
        assertThat(there.get()).isEqualTo(9_007_199_254_740_993L);
        here.set(Long.MAX_VALUE);
        world.settle();
        assertThat(there.get()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName(
            "what others write that is no whole number, or beyond the type, is told and shows as the initial value")
    void unreadable() {
        List<String> errors = new ArrayList<>();
        world.ada.onError(error -> errors.add(error.getMessage()));
        SharedInteger number = world.ada.integer("count", 5);
        for (Object wrong : List.of(1.5, 3_000_000_000L, "7", new java.math.BigDecimal("1e999999"))) {
            world.grace.put("count", wrong);
            world.settle();
            assertThat(number.get()).as("%s", wrong).isEqualTo(5);
        }
        assertThat(errors).hasSize(4);
    }

    @Test
    @DisplayName("what is beyond the type is refused where it is set, and nothing is changed")
    void beyond() {
        SharedInteger number = world.ada.integer("count", 5);
        assertThatThrownBy(() -> number.setValue(3e9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> number.setValue(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> number.setValue(new java.math.BigDecimal("1e999999")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> number.add(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThat(number.get()).isEqualTo(5);
    }
}
