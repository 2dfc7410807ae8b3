package dev.lockstep.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RoomClient.Receipt;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;

/** A change of one entry that is computed again from the newer value if another client was faster. */
final class EntryUpdate {

    private final RoomClient room;
    private final String key;
    private final List<Long> fences;
    private final boolean quiet;
    private final Function<@Nullable Json, @Nullable Json> change;
    private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();

    /** @param change gets null where there is no entry; null removes it */
    EntryUpdate(
            RoomClient room,
            String key,
            List<Long> fences,
            boolean quiet,
            Function<@Nullable Json, @Nullable Json> change) {
        this.room = room;
        this.key = key;
        this.fences = List.copyOf(fences);
        this.quiet = quiet;
        this.change = change;
    }

    CompletionStage<Receipt> run() {
        LockInfo lock = room.replica().locks().over(key);
        try {
            if (lock != null && fences.contains(lock.fence())) {
                submit(change.apply(room.get(key)), List.of()); // nobody else can be faster
            } else {
                attempt();
            }
        } catch (RuntimeException e) {
            receipt.completeExceptionally(e);
        }
        return receipt;
    }

    /** The version that own changes give the entry is known when the hub has answered them. */
    private void attempt() {
        CompletionStage<?> before = room.lastChangeOf(key);
        if (before == null) {
            attemptNow();
        } else {
            whenOver(before, this::attemptNext);
        }
    }

    private void attemptNext() {
        try {
            attempt();
        } catch (RuntimeException e) {
            receipt.completeExceptionally(e);
        }
    }

    /** Value and version of one moment: what is seen may stand still while the confirmed state is ahead of it. */
    private void attemptNow() {
        Entry entry = room.replica().confirmed(key);
        Json after = change.apply(entry == null ? null : entry.value());
        submit(after, List.of(new CommitRequest.Condition(key, entry == null ? 0 : entry.version())));
    }

    private void submit(@Nullable Json value, List<CommitRequest.Condition> conditions) {
        Operation op = value == null ? new Operation.Remove(key) : new Operation.Put(key, value);
        boolean retried = !conditions.isEmpty();
        CommitRequest request = new CommitRequest(List.of(op), conditions, fences, quiet);
        room.commit(request, false, retried).whenComplete((done, failure) -> {
            if (failure == null) {
                receipt.complete(done);
            } else if (retried
                    && failure instanceof RefusedException refused
                    && refused.code() == RefusalCode.CONFLICT) {
                attemptNext();
            } else {
                receipt.completeExceptionally(failure);
            }
        });
    }

    private static void whenOver(CompletionStage<?> stage, Runnable then) {
        stage.whenComplete((result, failure) -> then.run());
    }
}
