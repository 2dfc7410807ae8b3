package dev.lockstep.fx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RefusedException;
import dev.lockstep.client.RoomClient.Receipt;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.Reversal;

/**
 * Undo and redo of what was done through it, and of nobody else's work: an entry, or a member of an entry that is an object,
 * that anyone has changed since stays as it is. Each window, or each view in it, may have one of its own.
 *
 * <p>To be used on the JavaFX thread, as the {@link SharedRoom} that it is of.
 */
public final class SharedUndo {

    /** So many actions can be taken back. */
    private static final int STEPS_MAX = 500;

    /** So often may others be faster before an action is left as it is. */
    private static final int TRIES_MAX = 10;

    private final RoomCore room;
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private final ReadOnlyStringWrapper undoLabel = new ReadOnlyStringWrapper(this, "undoLabel", "");
    private final ReadOnlyStringWrapper redoLabel = new ReadOnlyStringWrapper(this, "redoLabel", "");

    private static final class Step {
        final String label;
        final Reversal reversal;

        Step(String label, Reversal reversal) {
            this.label = label;
            this.reversal = reversal;
        }
    }

    /**
     * What came of an undo or redo.
     *
     * @param label of the action, empty where there was none
     * @param skipped the keys of which others changed something since, and which are not, or not wholly, as they were
     */
    public record Result(String label, List<String> skipped) {}

    SharedUndo(RoomCore room) {
        this.room = room;
    }

    /** What {@link #undo} would take back, for people; empty where there is nothing. */
    public ReadOnlyStringProperty undoLabelProperty() {
        return undoLabel.getReadOnlyProperty();
    }

    /** What {@link #redo} would do again, for people; empty where there is nothing. */
    public ReadOnlyStringProperty redoLabelProperty() {
        return redoLabel.getReadOnlyProperty();
    }

    /**
     * Does what {@code action} asks for, as {@link SharedRoom#commit} does, and remembers how to take it back. What is more
     * than one commit holds becomes several, of which each is done or not.
     *
     * @param label what it is, for people
     * @return fails with {@link RefusedException}; what was refused is not remembered
     */
    public CompletionStage<Receipt> commit(String label, Consumer<Transaction> action) {
        return commit(label, action, false);
    }

    /**
     * As {@link #commit}, unless somebody else has changed one of its entries since this program last heard of it: then it fails with
     * {@code conflict}. That is not told to {@link SharedRoom#onRefused}, since whoever calls this decides what to do then. What
     * this program has changed itself since is no conflict.
     */
    public CompletionStage<Receipt> commitIfUnchanged(String label, Consumer<Transaction> action) {
        return commit(label, action, true);
    }

    private CompletionStage<Receipt> commit(String label, Consumer<Transaction> action, boolean ifUnchanged) {
        room.checkThread();
        Transaction transaction = room.transaction(action);
        CommitRequest request = room.request(transaction);
        Map<String, @Nullable Json> before = new LinkedHashMap<>();
        request.ops().forEach(op -> before.putIfAbsent(op.key(), room.peek(op.key())));
        List<CompletionStage<Receipt>> receipts = new ArrayList<>();
        for (List<Operation> part : CommitParts.of(request.ops())) {
            List<CommitRequest.Condition> conditions = new ArrayList<>();
            if (receipts.isEmpty()) {
                conditions.addAll(request.conditions());
            }
            if (ifUnchanged) {
                conditions.addAll(unchanged(part));
            }
            CommitRequest next = new CommitRequest(part, conditions, request.fences(), request.quiet());
            receipts.add(ifUnchanged ? room.submitRetried(next) : room.submit(next));
        }
        List<Reversal.Change> changes = new ArrayList<>();
        before.forEach((key, value) -> changes.add(new Reversal.Change(key, value, room.peek(key))));
        Step step = new Step(label, new Reversal(changes, transaction.moves()));
        undone.clear();
        push(done, step);
        CompletableFuture<Receipt> result = new CompletableFuture<>();
        whenAnswered(receipts, answers -> {
            if (answers.allFailed()) {
                done.remove(step);
                undone.remove(step);
                update();
            }
            if (answers.failure() != null) {
                result.completeExceptionally(answers.failure());
            } else {
                result.complete(answers.last());
            }
        });
        return result;
    }

    /** @param failure of the first part that failed, null where all are done */
    private record Answers(@Nullable Receipt last, @Nullable Throwable failure, boolean allFailed) {}

    private static void whenAnswered(List<CompletionStage<Receipt>> receipts, Consumer<Answers> then) {
        List<Throwable> failures = new ArrayList<>();
        List<Receipt> done = new ArrayList<>();
        for (CompletionStage<Receipt> each : receipts) {
            each.whenComplete((receipt, failure) -> {
                if (failure == null) {
                    done.add(receipt);
                } else {
                    failures.add(failure);
                }
                if (done.size() + failures.size() == receipts.size()) {
                    then.accept(new Answers(
                            done.isEmpty() ? null : done.get(done.size() - 1),
                            failures.isEmpty() ? null : failures.get(0),
                            done.isEmpty()));
                }
            });
        }
    }

    /** Takes back the latest action that is not taken back yet; what a lock keeps from it can be tried again. */
    public CompletionStage<Result> undo() {
        return move(done, undone);
    }

    /** Does again what was taken back last. */
    public CompletionStage<Result> redo() {
        return move(undone, done);
    }

    private CompletionStage<Result> move(Deque<Step> from, Deque<Step> to) {
        room.checkThread();
        Step step = from.pollLast();
        update();
        if (step == null) {
            return CompletableFuture.completedStage(new Result("", List.of()));
        }
        CompletableFuture<Result> result = new CompletableFuture<>();
        tryToReverse(step, from, to, 1, result);
        return result;
    }

    private void tryToReverse(
            Step step, Deque<Step> from, Deque<Step> to, int tries, CompletableFuture<Result> result) {
        Reversal.Plan plan = step.reversal.plan(room::peek);
        Step reverse = new Step(step.label, plan.reversal());
        if (plan.ops().isEmpty()) {
            result.complete(new Result(step.label, plan.skipped()));
            return;
        }
        push(to, reverse);
        List<CompletionStage<Receipt>> receipts = new ArrayList<>();
        CommitParts.of(plan.ops()).forEach(part -> receipts.add(room.submitRetried(request(part))));
        whenAnswered(receipts, answers -> {
            Throwable failure = answers.failure();
            if (failure == null) {
                result.complete(new Result(step.label, plan.skipped()));
                return;
            }
            if (answers.allFailed()) {
                to.remove(reverse);
            }
            RefusalCode code = failure instanceof RefusedException refused ? refused.code() : null;
            if (code == RefusalCode.CONFLICT && tries < TRIES_MAX) {
                tryToReverse(step, from, to, tries + 1, result);
                return;
            }
            if (code == RefusalCode.LOCKED || code == RefusalCode.UNAVAILABLE) { // it may be done later
                push(from, step);
            }
            update();
            result.completeExceptionally(failure);
        });
    }

    /** Nobody else may have changed an entry since it was seen here: who is faster is not overwritten. */
    private CommitRequest request(List<Operation> ops) {
        return new CommitRequest(ops, unchanged(ops), List.of(), false);
    }

    private List<CommitRequest.Condition> unchanged(List<Operation> ops) {
        List<CommitRequest.Condition> conditions = new ArrayList<>();
        for (Operation op : ops) {
            conditions.add(room.client().replica().unchangedByOthers(op.key()));
        }
        return conditions;
    }

    private void push(Deque<Step> steps, Step step) {
        steps.addLast(step);
        if (steps.size() > STEPS_MAX) {
            steps.removeFirst();
        }
        update();
    }

    private void update() {
        Step lastDone = done.peekLast();
        Step lastUndone = undone.peekLast();
        undoLabel.set(lastDone == null ? "" : lastDone.label);
        redoLabel.set(lastUndone == null ? "" : lastUndone.label);
    }
}
