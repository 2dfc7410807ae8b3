package dev.lockstep.client;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Commit;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of commits that the hub could not store, and of those of an earlier run. */
class ReplicaTest {

    private final Replica replica = joined(new Replica("room", "me"));
    private final Replica.Delta delta = new Replica.Delta();

    @Test
    @DisplayName("a commit that the hub could not store stays seen, and is sent again with its id")
    void deferred() throws MalformedException {
        long id = put("a", 1);
        assertThat(sent()).containsExactly(id);
        unavailable(id);

        assertThat(replica.isDeferring()).isTrue();
        assertThat(replica.get("a")).isEqualTo(Json.of(1));
        assertThat(delta.settled()).isEmpty();
        assertThat(sent()).isEmpty();
        replica.retry();
        assertThat(sent()).containsExactly(id);
        done(1, id, new Operation.Put("a", Json.of(1)));
        assertThat(delta.settled()).containsExactly(new Replica.Settled.Done(id, 1, true));
    }

    @Test
    @DisplayName("what was not sent yet waits behind it, so the order is kept")
    void order() {
        long first = put("a", 1);
        sent();
        unavailable(first);
        long second = put("a", 2);
        long third = put("b", 3);
        assertThat(sent()).isEmpty();
        replica.retry();
        assertThat(sent()).containsExactly(first, second, third);
    }

    @Test
    @DisplayName("where a later commit to the same key was done, it is given up, and told: it would undo that one")
    void overtaken() throws MalformedException {
        long first = put("a", 1);
        long other = put("b", 1);
        long second = put("a", 2);
        sent();
        unavailable(first);
        unavailable(other);
        done(1, second, new Operation.Put("a", Json.of(2)));

        assertThat(delta.settled()).hasSize(2);
        assertThat(delta.settled().get(0)).isInstanceOf(Replica.Settled.Refused.class);
        assertThat(delta.settled().get(0).id()).isEqualTo(first);
        assertThat(replica.get("a")).isEqualTo(Json.of(2));
        replica.retry();
        assertThat(sent()).containsExactly(other);
    }

    @Test
    @DisplayName("a lock that could not be stored is refused as ever: its asker decides")
    void lock() {
        long id = replica.lock(List.of("a"), 0);
        sent();
        unavailable(id);
        assertThat(delta.settled()).hasSize(1);
        assertThat(replica.isDeferring()).isFalse();
    }

    @Test
    @DisplayName("an earlier run's commits are seen over what it was told, sent first, and with the ids they had")
    void restored() {
        Kept kept = new Kept();
        kept.told(told("a", 5, 40));
        kept.used(17);
        kept.owe(16, CommitRequest.of(new Operation.Add("a", 2)));

        Replica next = kept.restart("room", "me");

        assertThat(next.get("a")).isEqualTo(Json.of(7));
        assertThat(next.since()).isEqualTo(new ClientMessage.Since("e1", 40));
        long mine = next.submit(CommitRequest.of(new Operation.Add("a", 1)), false, delta);
        assertThat(mine).isEqualTo(18);
        assertThat(next.takeSendable()).extracting(sent -> sent.message().id()).containsExactly(16L, 18L);
    }

    @Test
    @DisplayName("nothing is folded into an earlier run's commit: the hub may have done it")
    void notFolded() {
        Kept kept = new Kept();
        kept.owe(3, CommitRequest.of(new Operation.Put("a", Json.of(1))));
        Replica next = kept.restart("room", "me");
        assertThat(next.submit(CommitRequest.of(new Operation.Put("a", Json.of(2))), true, delta))
                .isEqualTo(4);
        assertThat(next.get("a")).isEqualTo(Json.of(2));
    }

    @Test
    @DisplayName(
            "a large room that is new here is seen while it comes; what was gone by a second start is gone with its last part")
    void seenInParts() throws MalformedException {
        Replica fresh = new Replica("room", "me");
        fresh.snapshot(part(List.of(entry("a", 1), entry("old", 2)), true), delta);
        assertThat(fresh.get("a")).isEqualTo(Json.of(1));
        assertThat(delta.changed()).containsExactlyInAnyOrder("a", "old");
        assertThat(fresh.since()).isNull(); // it is no state of the room yet
        fresh.disconnected();

        fresh.snapshot(part(List.of(entry("a", 1)), true), new Replica.Delta());
        Replica.Delta last = new Replica.Delta();
        fresh.snapshot(part(List.of(entry("b", 3)), false), last);
        assertThat(fresh.get("old")).isNull();
        assertThat(last.changed()).containsExactlyInAnyOrder("b", "old");
    }

    @Test
    @DisplayName("where the room was known, or something is asked of it, a snapshot is seen whole or not at all")
    void seenWhole() throws MalformedException {
        replica.snapshot(part(List.of(entry("a", 1)), true), delta);
        assertThat(replica.get("a")).isNull();
        Replica fresh = new Replica("room", "me");
        fresh.submit(CommitRequest.of(new Operation.Add("a", 1)), false, delta);
        fresh.snapshot(part(List.of(entry("a", 5)), true), delta);
        assertThat(fresh.get("a")).isEqualTo(Json.of(1));
        fresh.snapshot(part(List.of(), false), delta);
        assertThat(fresh.get("a")).isEqualTo(Json.of(6));
    }

    // ---- helpers

    @Test
    @DisplayName("after a gap in the hub's commits, what was seen stands still until the snapshot is complete")
    void seenWholeAfterAGap() throws Exception {
        Replica lagging = told("n", 5, 1);
        HubMessage.Changes gap =
                new HubMessage.Changes("room", List.of(new Commit(9, "other", 1, 1, List.of(), List.of(), false)));
        assertThatThrownBy(() -> lagging.changes(gap, delta)).isInstanceOf(MalformedException.class);
        lagging.disconnected();
        lagging.snapshot(part(List.of(entry("a", 1)), true), delta);
        assertThat(lagging.get("a")).isNull();
        assertThat(lagging.confirmed("n")).isNotNull();
        lagging.snapshot(part(List.of(entry("n", 6)), false), delta);
        assertThat(lagging.all()).containsOnlyKeys("a", "n");
    }

    private static Entry entry(String key, double value) {
        return new Entry(key, Json.of(value), 9, 9);
    }

    private static HubMessage.Snapshot part(List<Entry> entries, boolean more) {
        return new HubMessage.Snapshot("room", "e2", 9, entries, more);
    }

    private static Replica joined(Replica replica) {
        replica.snapshot(new HubMessage.Snapshot("room", "e1", 0, List.of(), false), new Replica.Delta());
        return replica;
    }

    private static Replica told(String key, double value, long seq) {
        Replica replica = new Replica("room", "me");
        replica.snapshot(
                new HubMessage.Snapshot(
                        "room", "e1", seq, List.of(new dev.lockstep.model.Entry(key, Json.of(value), 1, 1)), false),
                new Replica.Delta());
        return replica;
    }

    private long put(String key, double value) {
        return replica.submit(CommitRequest.of(new Operation.Put(key, Json.of(value))), false, delta);
    }

    private List<Long> sent() {
        return replica.takeSendable().stream().map(sent -> sent.message().id()).toList();
    }

    private void unavailable(long id) {
        replica.refused(new HubMessage.Refused("room", id, RefusalCode.UNAVAILABLE, "no room", null), delta);
    }

    private void done(long seq, long id, Operation op) throws MalformedException {
        Commit commit = new Commit(seq, "me", id, 1, List.of(op), List.of(), false);
        replica.changes(new HubMessage.Changes("room", List.of(commit)), delta);
    }
}
