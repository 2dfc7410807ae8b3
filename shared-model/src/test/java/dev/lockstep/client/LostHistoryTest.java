package dev.lockstep.client;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Rule;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** A hub that has less of a room than it had told. */
class LostHistoryTest {

    private final Replica replica = new Replica("room", "me");
    private List<Rule> rules = List.of();

    @Test
    @DisplayName("an older copy of the same history is noticed, with what is missing of it")
    void olderCopy() {
        LostHistory nothing = told("e1", 9, null, entry("a", 1, 3), entry("b", 2, 7), entry("c", 3, 9));
        LostHistory lost = told("e1", 5, null, entry("a", 1, 3), entry("b", 1, 5));

        assertThat(nothing).isNull();
        assertThat(lost).isEqualTo(new LostHistory("e1", 9, 5, List.of(entry("b", 2, 7), entry("c", 3, 9)), List.of()));
        assertThat(lost.commits()).isEqualTo(4);
    }

    @Test
    @DisplayName("a hub that was damaged says how much is left; what came after that is missing")
    void damaged() {
        told("e1", 9, null, entry("a", 1, 3), entry("b", 2, 7));
        LostHistory lost = told("e2", 6, new HubMessage.Restored("e1", 6, 11), entry("a", 5, 3));

        assertThat(lost).isEqualTo(new LostHistory("e1", 9, 6, List.of(entry("b", 2, 7)), List.of()));
    }

    @Test
    @DisplayName("a hub that begins anew has lost everything")
    void anew() {
        told("e1", 9, null, entry("a", 1, 3), entry("b", 2, 7));
        LostHistory lost = told("e2", 0, null);

        assertThat(lost.left()).isZero();
        assertThat(lost.missing()).hasSize(2);
    }

    @Test
    @DisplayName("nothing is lost where this client knew no more than was left, and nothing is told twice")
    void nothing() {
        told("e1", 5, null, entry("a", 1, 3));
        assertThat(told("e2", 6, new HubMessage.Restored("e1", 6, 11), entry("a", 1, 3)))
                .isNull();
        assertThat(told("e2", 7, new HubMessage.Restored("e1", 6, 11), entry("a", 1, 3)))
                .isNull();
        assertThat(told("e2", 9, null, entry("a", 1, 9))).isNull();
    }

    private @Nullable LostHistory told(
            String epoch, long seq, HubMessage.@Nullable Restored restored, Entry... entries) {
        Replica.Delta delta = new Replica.Delta();
        replica.snapshot(new HubMessage.Snapshot("room", epoch, seq, List.of(entries), false), delta);
        replica.joined(
                new HubMessage.Joined("room", epoch, seq, "editor", List.of(), List.of(), rules, restored), delta);
        return replica.takeLost();
    }

    private static Entry entry(String key, int value, long version) {
        return new Entry(key, Json.of(value), version, version);
    }
}
