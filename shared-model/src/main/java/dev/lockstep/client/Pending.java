package dev.lockstep.client;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Operation;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.WireCodec;

/** A request of this client that the hub has not answered. */
final class Pending {
    final long id;
    final ClientMessage.@Nullable Request other; // what is no commit

    @Nullable
    CommitRequest commit;

    @Nullable
    String frame; // the JSON of the message, where it has been encoded

    final boolean foldable;
    boolean everSent;
    boolean underWay;

    HubMessage.@Nullable Refused deferred; // the hub could not do it then; it is to be sent again

    Replica.@Nullable Settled answer; // known, but its result is in a frame that is still on the way

    long doneAt; // the seq of that frame

    Pending(long id, @Nullable CommitRequest commit, ClientMessage.@Nullable Request other, boolean foldable) {
        this.id = id;
        this.commit = commit;
        this.other = other;
        this.foldable = foldable;
    }

    Collection<Operation> ops() {
        return commit == null ? List.of() : commit.ops();
    }

    List<CommitRequest.Condition> conditions() {
        return commit == null ? List.of() : commit.conditions();
    }

    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        ops().forEach(op -> keys.add(op.key()));
        return keys;
    }

    /** As it goes to the hub; encoded once, however often it is sent. */
    Replica.Sendable sendable(String room) {
        ClientMessage.Request message = message(room);
        String encoded = frame == null ? WireCodec.encode(message) : frame;
        frame = encoded;
        return new Replica.Sendable(message, encoded);
    }

    private ClientMessage.Request message(String room) {
        if (commit != null) {
            return new ClientMessage.Commit(room, id, commit);
        }
        if (other == null) {
            throw new IllegalStateException("a request is a commit or another message");
        }
        return other;
    }
}
