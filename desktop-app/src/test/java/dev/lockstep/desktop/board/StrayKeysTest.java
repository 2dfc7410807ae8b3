package dev.lockstep.desktop.board;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When keys are no commands, because they were typed into an editor that is gone. */
class StrayKeysTest {

    private final StrayKeys keys = new StrayKeys();

    @Test
    @DisplayName("who types on is not heard, however long; who pauses or clicks is")
    void typedOn() {
        assertThat(keys.isStray(0)).isFalse();
        keys.editorTakenAway(0);
        long now = 0;
        for (int i = 0; i < 20; i++) {
            now += StrayKeys.PAUSE_NANOS / 2;
            assertThat(keys.isStray(now)).isTrue();
        }
        assertThat(keys.isStray(now + StrayKeys.PAUSE_NANOS + 1)).isFalse();
        keys.editorTakenAway(now);
        keys.over();
        assertThat(keys.isStray(now)).isFalse();
    }
}
