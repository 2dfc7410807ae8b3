package dev.lockstep.client;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BacklogTest {

    private final Backlog backlog = new Backlog();

    @Test
    @DisplayName("it is full of many small messages, or of few large ones, and says once that there is room again")
    void full() {
        for (int i = 0; i < 1_000; i++) {
            backlog.add(100);
        }
        assertThat(backlog.isFull()).isFalse();
        backlog.add(100_000);
        assertThat(backlog.isFull()).isTrue();
        int rooms = 0;
        for (int i = 0; i < 1_001; i++) {
            rooms += backlog.done() ? 1 : 0;
        }
        assertThat(rooms).isEqualTo(1);
        assertThat(backlog.isFull()).isFalse();

        for (int i = 0; i < 3; i++) {
            backlog.add(100_000);
        }
        assertThat(backlog.isFull()).isTrue();
    }

    @Test
    @DisplayName("whatever large message comes, there is room when it is done")
    void large() {
        backlog.add(1_000_000);
        assertThat(backlog.isFull()).isTrue();
        assertThat(backlog.done()).isTrue();
        assertThat(backlog.isFull()).isFalse();
        assertThat(backlog.done()).isFalse();
    }
}
