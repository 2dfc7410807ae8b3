package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.WaitingChange;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of changes that were not sent yet. */
class WaitingChangesTest {

    private static WaitingChange change(String reason) {
        return new WaitingChange(List.of("shape/1"), reason);
    }

    @Test
    @DisplayName("there is a line for each room and reason, with how many there are; views are named beside their room")
    void lines() {
        Map<String, List<WaitingChange>> waiting = new TreeMap<>(Map.of(
                "lobby",
                List.of(change("there is no connection"), change("there is no connection"), change("the disk is full")),
                "lobby/~chat",
                List.of(change("there is no connection")),
                "team/plans/~data/wide",
                List.of(change("there is no connection")),
                "~rooms",
                List.of(change("there is no connection")),
                "~hub",
                List.of(change("there is no connection"))));
        assertThat(WaitingChanges.lines(waiting))
                .containsExactly(
                        new WaitingChanges.Line("lobby", "2 changes wait: there is no connection"),
                        new WaitingChanges.Line("lobby", "1 change waits: the disk is full"),
                        new WaitingChanges.Line("lobby · chat", "1 change waits: there is no connection"),
                        new WaitingChanges.Line("team/plans · data", "1 change waits: there is no connection"),
                        new WaitingChanges.Line("Who may come in", "1 change waits: there is no connection"),
                        new WaitingChanges.Line("Titles of rooms", "1 change waits: there is no connection"));
        assertThat(WaitingChanges.lines(Map.of())).isEmpty();
    }

    @Test
    @DisplayName("a reason from elsewhere fills no more than its line")
    void bounded() {
        List<WaitingChanges.Line> lines =
                WaitingChanges.lines(Map.of("lobby", List.of(change("\u202Ereason\n".repeat(10_000)))));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).what())
                .hasSizeLessThan(400)
                .doesNotContain("\n")
                .doesNotContain("\u202E");
    }
}
