package dev.lockstep.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.wire.HubMessage;

/** The requests of a room that the hub has not answered, and the stages that wait for the answers. On the room's executor alone. */
final class OpenRequests {

    private final Replica replica;
    private final Map<Long, List<CompletableFuture<RoomClient.Receipt>>> receipts = new HashMap<>();
    private final Map<Long, CompletableFuture<RoomClient.Grant>> grants = new HashMap<>();
    private final Set<Long> retried = new HashSet<>(); // made anew after a conflict
    private final Set<Long> failed =
            new HashSet<>(); // lock requests that were not answered when the connection was over
    private final Set<Long> givenUp = new HashSet<>(); // whose refusal is no news
    private String session = "";

    OpenRequests(Replica replica) {
        this.replica = replica;
    }

    /** This client's session is {@code now}. */
    void begin(String now) {
        session = now;
    }

    CompletionStage<RoomClient.Receipt> awaitReceipt(long id) {
        CompletableFuture<RoomClient.Receipt> receipt = new CompletableFuture<>();
        receipts.computeIfAbsent(id, i -> new ArrayList<>(1)).add(receipt);
        return receipt;
    }

    /** As {@link #awaitReceipt}; null where nobody waits for the request yet. */
    @Nullable
    CompletionStage<RoomClient.Receipt> awaitSame(long id) {
        return receipts.containsKey(id) ? awaitReceipt(id) : null;
    }

    CompletionStage<RoomClient.Grant> awaitGrant(long id) {
        CompletableFuture<RoomClient.Grant> grant = new CompletableFuture<>();
        grants.put(id, grant);
        return grant;
    }

    /** Whoever made the request makes another one after a conflict, so that nobody need hear of that. */
    void isRetried(long id) {
        retried.add(id);
    }

    /** Completes what waits for an answer; a refusal that others should hear of, null for none. */
    @Nullable
    RefusedException settle(Replica.Settled settled) {
        boolean again = retried.remove(settled.id());
        boolean over = givenUp.remove(settled.id());
        if (settled instanceof Replica.Settled.Done done) {
            List<CompletableFuture<RoomClient.Receipt>> waiting = receipts.remove(done.id());
            if (waiting != null) {
                waiting.forEach(receipt -> receipt.complete(new RoomClient.Receipt(done.seq(), done.changed())));
            }
        } else if (settled instanceof Replica.Settled.Granted granted) {
            settleGrant(granted);
        } else if (settled instanceof Replica.Settled.Refused refused) {
            RefusedException refusal = refuse(refused.id(), refused.why(), refused.ops());
            if (over) {
                return null;
            }
            return again && refusal.code() == RefusalCode.CONFLICT ? null : refusal;
        }
        return null;
    }

    /** The answer to a request that was sent again may be old: the lock may have ended since. */
    private void settleGrant(Replica.Settled.Granted granted) {
        CompletableFuture<RoomClient.Grant> waiting = grants.remove(granted.id());
        if (waiting == null) {
            return;
        }
        String key = granted.keys().get(0);
        LockInfo lock = replica.locks().over(key);
        if (lock != null && session.equals(lock.session())) {
            waiting.complete(new RoomClient.Grant(granted.keys(), granted.fence()));
        } else {
            String message = "the lock on " + key + " ended while the connection was broken";
            waiting.completeExceptionally(new RefusedException(RefusalCode.FENCED, message, key, null));
        }
    }

    /** Whether the grant of {@code id} comes after its stage has failed; told once. */
    boolean isTooLate(long id) {
        return failed.remove(id);
    }

    /** Nobody waits for the grant of {@code id} any more; false where it was answered before. */
    boolean giveUpGrant(long id) {
        boolean open = grants.remove(id) != null;
        if (open) {
            giveUp(id);
        }
        return open;
    }

    /** A refusal of {@code id} need be heard of by nobody. */
    void giveUp(long id) {
        givenUp.add(id);
    }

    private RefusedException refuse(long id, HubMessage.Refused why, List<Operation> ops) {
        LockInfo lock = why.key() == null ? null : replica.locks().over(why.key());
        RefusedException refusal =
                new RefusedException(why.code(), why.message(), why.key(), lock == null ? null : lock.name(), ops);
        CompletableFuture<RoomClient.Grant> grant = grants.remove(id);
        if (grant != null) {
            grant.completeExceptionally(refusal);
        }
        List<CompletableFuture<RoomClient.Receipt>> waiting = receipts.remove(id);
        if (waiting != null) {
            waiting.forEach(receipt -> receipt.completeExceptionally(refusal));
        }
        return refusal;
    }

    /** Nobody knows what becomes of them. */
    void fail(String message) {
        List<CompletableFuture<?>> unanswered = new ArrayList<>(grants.values());
        receipts.values().forEach(unanswered::addAll);
        failed.addAll(grants.keySet());
        grants.clear();
        receipts.clear();
        unanswered.forEach(stage -> stage.completeExceptionally(new CancellationException(message)));
    }
}
