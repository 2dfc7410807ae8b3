package dev.lockstep.hub;

import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.hub.journal.Journal;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of rooms that lost something to damage. */
class RestoredTest extends HubTest {

    private final FailingJournal journal = new FailingJournal();

    @Test
    @DisplayName(
            "[RM18] who joins a room that lost a part is told what was left and what was known, others are told nothing")
    void joined() {
        journal.restored(Map.of("lobby", new Journal.Restored("e0", 57, 91, 1_790_000_000_000L)));
        Hub hub = start(options -> options, journal);

        Message joined = client(hub, "ada").join("lobby");

        Message restored = joined.object("restored");
        assertThat(restored.text("epoch")).isEqualTo("e0");
        assertThat(restored.integer("seq")).isEqualTo(57);
        assertThat(restored.integer("known")).isEqualTo(91);
        assertThat(client(hub, "grace").join("other").has("restored")).isFalse();
    }

    @Test
    @DisplayName("[HT4] /health names the rooms that lost something, and those of which nothing is left")
    void health() {
        Hub hub = start(options -> options, journal);
        assertThat(health(hub).has("restored")).isFalse();

        journal.restored(Map.of(
                "lobby", new Journal.Restored("e0", 57, 91, 1_790_000_000_000L),
                "gone", new Journal.Restored("", Journal.Restored.NOTHING, 5, 1_790_000_000_000L)));

        Message restored = health(hub).object("restored");
        assertThat(restored.object("lobby").integer("seq")).isEqualTo(57);
        assertThat(restored.object("lobby").integer("known")).isEqualTo(91);
        assertThat(restored.object("gone").has("seq")).isFalse();
        assertThat(health(hub).text("status")).isEqualTo("up");
    }
}
