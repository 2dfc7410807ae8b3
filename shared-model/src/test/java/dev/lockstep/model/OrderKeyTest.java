package dev.lockstep.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderKeyTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("between any two keys, and at both ends, another fits, wherever one inserts")
    void anywhere(long seed) {
        Random random = new Random(seed);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int at = random.nextInt(keys.size() + 1);
            String before = at == 0 ? null : keys.get(at - 1);
            String after = at == keys.size() ? null : keys.get(at);

            String key = OrderKey.between(before, after);

            assertThat(OrderKey.isValid(key)).isTrue();
            assertThat(before == null || before.compareTo(key) < 0).isTrue();
            assertThat(after == null || key.compareTo(after) < 0).isTrue();
            keys.add(at, key);
        }
        assertThat(keys).isSorted().doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("always before the first, always behind the last, always at one place: keys stay short")
    void length() {
        String first = OrderKey.between(null, null);
        String last = first;
        String low = first;
        String high = OrderKey.between(low, null);
        for (int i = 0; i < 1_000; i++) {
            first = OrderKey.between(null, first);
            last = OrderKey.between(last, null);
            high = OrderKey.between(low, high);
        }
        assertThat(high.length()).isLessThan(300);
        for (int i = 0; i < 100_000; i++) {
            String before = OrderKey.between(null, first);
            String behind = OrderKey.between(last, null);
            assertThat(before).isLessThan(first);
            assertThat(behind).isGreaterThan(last);
            first = before;
            last = behind;
        }
        assertThat(first).hasSizeLessThanOrEqualTo(6);
        assertThat(last).hasSizeLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzzzzz", "zzzzzzzz", "zzzzzzV", "000001", "0000001", "000000V", "Vz", "V00001V", "Uzzzzz"})
    @DisplayName("where the count runs out, or carries, there is room all the same")
    void ends(String key) {
        assertThat(OrderKey.between(key, null)).isGreaterThan(key).matches(OrderKey::isValid);
        assertThat(OrderKey.between(null, key)).isLessThan(key).matches(OrderKey::isValid);
    }

    @Test
    @DisplayName("what is no order key, and what is not in order, is refused")
    void refused() {
        assertThatThrownBy(() -> OrderKey.between("V", "V")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderKey.between("W", "V")).isInstanceOf(IllegalArgumentException.class);
        for (String bad : List.of("", "0", "V0", "é", "a b")) {
            assertThat(OrderKey.isValid(bad)).isFalse();
            assertThatThrownBy(() -> OrderKey.between(bad, null)).hasMessageContaining("not an order key");
        }
    }
}
