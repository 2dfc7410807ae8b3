package dev.lockstep.model;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.Bounds;

import static org.assertj.core.api.Assertions.assertThat;

class RequestMemoryTest {

    private static final int KEPT = 32_768;

    private static RequestMemory of(int requests) {
        RequestMemory memory = new RequestMemory();
        for (int id = 1; id <= requests; id++) {
            memory.remember(id, 1_000L + id);
        }
        return memory;
    }

    @Test
    @DisplayName("[CM27] a request is known by the seq that it took, others by none")
    void known() {
        RequestMemory memory = new RequestMemory();
        memory.remember(3, 10);
        memory.remember(7, 11);
        assertThat(memory.seqOf(3)).isEqualTo(10);
        assertThat(memory.seqOf(7)).isEqualTo(11);
        assertThat(memory.seqOf(1)).isZero();
        assertThat(memory.seqOf(5)).isZero();
        assertThat(memory.seqOf(8)).isZero();
        assertThat(memory.isForgotten(1)).isFalse();
    }

    @Test
    @DisplayName("[CM27] a lock granted late takes its place among the requests after it")
    void outOfOrder() {
        RequestMemory memory = new RequestMemory();
        memory.remember(5, 10);
        memory.remember(9, 11);
        memory.remember(2, 12);
        memory.remember(7, 13);
        assertThat(memory.idsAndSeqs()).containsExactly(2, 12, 5, 10, 7, 13, 9, 11);
        assertThat(memory.seqOf(2)).isEqualTo(12);
        assertThat(memory.seqOf(7)).isEqualTo(13);
    }

    @Test
    @DisplayName("[CM30] the latest 32,768 are known at any time, and what is older is told as forgotten")
    void latestAreKnown() {
        RequestMemory memory = new RequestMemory();
        for (int id = 1; id <= 5 * KEPT; id++) {
            memory.remember(id, 1_000L + id);
            int oldest = Math.max(1, id - KEPT + 1);
            assertThat(memory.seqOf(oldest)).isEqualTo(1_000L + oldest);
            assertThat(memory.isForgotten(oldest)).isFalse();
        }
        assertThat(memory.isForgotten(1)).isTrue();
        assertThat(memory.seqOf(1)).isZero();
        for (int id = 1; id <= 5 * KEPT; id++) {
            assertThat(memory.seqOf(id) != 0 ^ memory.isForgotten(id))
                    .as("request %d", id)
                    .isTrue();
        }
    }

    @Test
    @DisplayName("[CM30] memory is bounded")
    void bounded() {
        assertThat(of(20 * KEPT).idsAndSeqs()).hasSizeLessThanOrEqualTo(2 * 2 * KEPT);
    }

    @Test
    @DisplayName("[CM28] a restored memory knows the same, and goes on as the first would")
    void restored() {
        for (int size : new int[] {0, 1, 4, 5, KEPT, 2 * KEPT - 1, 2 * KEPT, 2 * KEPT + 1, 3 * KEPT + 7}) {
            RequestMemory memory = of(size);
            RequestMemory restored = new RequestMemory(memory.idsAndSeqs(), memory.forgottenUpTo());
            assertThat(restored).as("%d requests", size).isEqualTo(memory).hasSameHashCodeAs(memory);
            for (int id = size + 1; id <= size + KEPT; id++) {
                memory.remember(id, id);
                restored.remember(id, id);
            }
            assertThat(restored).as("%d requests and more", size).isEqualTo(memory);
        }
    }

    @Test
    @DisplayName("the largest burst that a client may send is known whole, though all its answers are lost")
    void burst() {
        assertThat(Bounds.DEFAULT.commits().burst()).isLessThan(KEPT);
    }
}
