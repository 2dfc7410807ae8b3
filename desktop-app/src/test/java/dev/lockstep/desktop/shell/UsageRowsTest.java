package dev.lockstep.desktop.shell;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.HubMessage.Used;
import dev.lockstep.wire.HubMessage.UsedBy;

import static org.assertj.core.api.Assertions.assertThat;

/** How much is in the rooms, as whoever hosts sees it. */
class UsageRowsTest {

    @Test
    @DisplayName(
            "the parts of a room count as the room, the largest room comes first, and the program's own are left out")
    void rows() {
        List<UsageDialog.Row> rows = UsageDialog.rows(List.of(
                new Used("small", 1, 10, 5, List.of(new UsedBy("a", "Ada", 1, 10)), null),
                new Used("lobby", 2, 500, 5, List.of(new UsedBy("a", "Ada", 2, 500)), null),
                new Used(
                        "lobby/~chat",
                        3,
                        2_000_000,
                        5,
                        List.of(new UsedBy("g", "Grace", 2, 1_900_000), new UsedBy("a", "Ada", 1, 100_000)),
                        null),
                new Used("broken", 0, 0, 0, List.of(), "it is damaged"),
                new Used("~rooms", 9, 9_000_000, 5, List.of(), null)));

        assertThat(rows).extracting(UsageDialog.Row::room).containsExactly("lobby", "small", "broken");
        assertThat(rows.get(0).entries()).isEqualTo(5);
        assertThat(rows.get(0).bytes()).isEqualTo(2_000_500);
        assertThat(rows.get(0).by()).containsExactly("Grace 1.9 MB", "Ada 101 kB");
        assertThat(rows.get(2).problem()).isEqualTo("it is damaged");
    }

    @Test
    @DisplayName("sizes are said in the unit that fits")
    void sizes() {
        assertThat(UsageDialog.size(999)).isEqualTo("999 B");
        assertThat(UsageDialog.size(1_000)).isEqualTo("1 kB");
        assertThat(UsageDialog.size(3_200_000)).isEqualTo("3.2 MB");
    }
}
