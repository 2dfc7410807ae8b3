package dev.lockstep.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntriesTest {

    private final Entries entries = new Entries();

    private void apply(Operation... ops) {
        entries.apply(new Commit(1, "ada", 1, 0, List.of(ops), List.of(), false));
    }

    @Test
    @DisplayName("what entries take in memory grows with the values in them, and is given back")
    void overhead() {
        apply(new Operation.Put("text", Json.of("x".repeat(100_000))));
        assertThat(entries.overheadBytes()).isEqualTo(1_024);
        Json item = new Json.Obj(Map.of("a", Json.of(1)));
        apply(new Operation.Put("items", new Json.Arr(Collections.nCopies(1_000, item))));
        assertThat(entries.overheadBytes()).isEqualTo(1_024 + 64 * 2_001);
        assertThat(new Entries(entries.copy()).overheadBytes()).isEqualTo(entries.overheadBytes());
        entries.add(entries.copy());
        assertThat(entries.overheadBytes()).isEqualTo(1_024 + 64 * 2_001);
        apply(new Operation.Put("items", Json.of(true)));
        assertThat(entries.overheadBytes()).isEqualTo(2 * 1_024);
        apply(new Operation.Remove("items"), new Operation.Remove("text"), new Operation.Remove("nothing"));
        assertThat(entries.overheadBytes()).isZero();
    }
}
