package dev.lockstep.client;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.wire.HubMessage;

import static org.assertj.core.api.Assertions.assertThat;

/** Commits that the hub could not store, and that are to be sent again. */
@Timeout(30)
class DeferredTest {

    @Test
    @DisplayName(
            "[CM1] a commit that could not be stored is not done behind a later one to the same key that changed nothing")
    void deferredBeforeUnchanged() {
        Replica replica = new Replica("lobby", "me");
        Replica.Delta delta = new Replica.Delta();
        replica.snapshot(
                new HubMessage.Snapshot("lobby", "e1", 1, List.of(new Entry("x", Json.of(0), 1, 1)), false), delta);
        long away = replica.submit(put(1), false, delta);
        long back = replica.submit(put(0), false, delta);
        replica.takeSendable();

        replica.refused(new HubMessage.Refused("lobby", away, RefusalCode.UNAVAILABLE, "later", null), delta);
        replica.applied(new HubMessage.Applied("lobby", back, 1, false), delta);
        replica.retry();

        assertThat(replica.takeSendable()).isEmpty();
        assertThat(replica.get("x")).isEqualTo(Json.of(0));
        assertThat(delta.settled()).extracting(Replica.Settled::id).containsExactly(away, back);
        assertThat(delta.settled().get(0)).isInstanceOf(Replica.Settled.Refused.class);
    }

    private static CommitRequest put(double value) {
        return CommitRequest.of(new Operation.Put("x", Json.of(value)));
    }
}
