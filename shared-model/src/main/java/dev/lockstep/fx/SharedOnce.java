package dev.lockstep.fx;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RefusedException;
import dev.lockstep.client.RoomClient.Receipt;
import dev.lockstep.client.Subscription;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;

/**
 * A value that one of all windows computes, and all see; see {@link SharedRoom#once}. Which window that is, a lock decides: it computes for as
 * long as it holds the lock on the key, and when it ends, or its connection is broken for longer than a lease, another one goes on.
 *
 * <p>The result is an entry like any other: whoever may write its key can compute it, and put anything there while no window computes. Where that
 * matters, {@link SharedRoom#setAccess} says who may. On the JavaFX thread.
 */
public final class SharedOnce<T> implements Subscription {

    /** How it stands. */
    public enum State {
        /** Nobody has computed anything yet. */
        WAITING,
        /** A window computes; {@link #valueProperty} is what was computed before. */
        RUNNING,
        /** {@link #valueProperty} was computed of the latest inputs. */
        DONE,
        /** The task failed; see {@link #problemProperty}. It runs again when the inputs change. */
        FAILED
    }

    private static final String STATE = "state";
    private static final String VALUE = "value";
    private static final String AT = "at";
    private static final String ENTRIES = "entries";
    private static final String PROGRESS = "progress";
    private static final String PROBLEM = "problem";

    private final RoomCore room;
    private final String key;
    private final Class<T> type;
    private final Function<OnceRun, Supplier<@Nullable T>> work;
    private final Executor executor;
    private final Runnable forget;
    private final SharedLock lock;
    private final SharedValue<Json> entry;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, STATE, State.WAITING);
    private final ReadOnlyObjectWrapper<@Nullable T> value = new ReadOnlyObjectWrapper<>(this, VALUE);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, PROGRESS);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, PROBLEM, "");
    private final ChangeListener<Json> entryListener = (property, before, now) -> show(now);
    private final ChangeListener<Object> roleListener = (property, before, now) -> roleChanged();
    private final Subscription whenFree;
    private @Nullable Json shownValue;
    private @Nullable CompletionStage<HeldLock> asked; // and not answered
    private @Nullable HeldLock leading;
    private @Nullable Refresh inputs; // while it leads
    private @Nullable Run running;
    private @Nullable Run next; // of newer inputs
    private boolean mayNot; // have the lock, by its role
    private boolean tried; // once more, since another was faster
    private boolean closed;

    private record Run(OnceRun told, HeldLock held, Stamp of, Supplier<Json> task) {}

    /**
     * What a result was computed of.
     *
     * @param at a commit that is in it, and all before
     * @param entries how many there were; that one is gone shows in nothing else
     */
    private record Stamp(long at, int entries) {}

    /**
     * @param key of the entry that has the result, and of the lock
     * @param inputs reads what the task gets
     * @param executor runs the task
     * @param forget is called when it is closed
     */
    <I> SharedOnce(
            RoomCore room,
            String key,
            Class<T> type,
            Supplier<? extends I> inputs,
            BiFunction<? super I, OnceRun, ? extends @Nullable T> task,
            Executor executor,
            Runnable forget) {
        this.room = room;
        this.key = key;
        this.type = type;
        this.executor = executor;
        this.forget = forget;
        this.lock = room.locks().of(key);
        this.entry = room.room().value(key, Json.class, null);
        this.work = run -> {
            I read = inputs.get();
            return () -> task.apply(read, run);
        };
        entry.addListener(entryListener);
        room.room().roleProperty().addListener(roleListener);
        this.whenFree = lock.whenFree(this::isFree);
        show(entry.get());
        compete();
    }

    Class<T> type() {
        return type;
    }

    // ---- what everybody sees

    /** How it stands. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** See {@link #stateProperty}. */
    public State getState() {
        return state.get();
    }

    /** What was computed last; null before, where it is not of the type, and where the task gave null. */
    public ReadOnlyObjectProperty<@Nullable T> valueProperty() {
        return value.getReadOnlyProperty();
    }

    /** See {@link #valueProperty}. */
    public @Nullable T getValue() {
        return value.get();
    }

    /** How far it is, from 0 to 1, as the task says. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What the task threw, for people; empty unless it {@linkplain State#FAILED failed}. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The name of whoever's window computes; empty where none does. */
    public ReadOnlyStringProperty workerProperty() {
        return lock.holderProperty();
    }

    /** Whether this program is the one that computes. */
    public boolean isHere() {
        return leading != null;
    }

    private void show(@Nullable Json json) {
        Json.Obj object = json instanceof Json.Obj given ? given : new Json.Obj(Map.of());
        Json stored = object.get(VALUE);
        if (stored == null || !stored.equals(shownValue)) {
            shownValue = stored;
            value.set(stored == null ? null : room.readable(stored, type));
        }
        progress.set(object.get(PROGRESS) instanceof Json.Num number ? Math.max(0, Math.min(1, number.value())) : 0);
        problem.set(object.get(PROBLEM) instanceof Json.Text text ? text.value() : "");
        state.set(stateOf(object));
    }

    private static State stateOf(Json.Obj object) {
        for (State each : State.values()) {
            if (object.get(STATE) instanceof Json.Text text && text.value().equals(wireName(each))) {
                return each;
            }
        }
        return State.WAITING;
    }

    private static String wireName(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    // ---- which window computes

    /**
     * Asks for the lock where nobody has it. It stands in no line: whoever stands in one while it holds other locks is in the way of those who
     * wait for these.
     */
    private void compete() {
        if (closed || asked != null || leading != null || mayNot || lock.isHeldByOther()) {
            return;
        }
        CompletionStage<HeldLock> request = lock.acquire(Duration.ZERO);
        asked = request;
        request.whenComplete((held, failure) -> {
            asked = null;
            if (held != null) {
                lead(held);
            } else {
                mayNot = isOf(failure, RefusalCode.FORBIDDEN);
                if (!tried && isOf(failure, RefusalCode.LOCKED) && !lock.isHeldByOther()) {
                    tried = true; // once: somebody may hold what is below the key
                    room.later(this::compete); // who was faster is gone again
                } // else it is asked again when nobody has it
            }
        });
    }

    private void isFree() {
        tried = false;
        compete();
    }

    private void roleChanged() {
        mayNot = false;
        compete();
    }

    private static boolean isOf(@Nullable Throwable failure, RefusalCode code) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RefusedException refused && refused.code() == code;
    }

    private void lead(HeldLock held) {
        if (closed) {
            held.close();
            return;
        }
        leading = held;
        held.onLost(() -> {
            stop();
            compete();
        });
        boolean[] first = {true};
        Refresh tracked = new Refresh(() -> {
            look(held, first[0]);
            first[0] = false;
        });
        inputs = tracked;
        try {
            Refresh.untracked(tracked::run);
        } catch (RuntimeException e) {
            room.errors().tell(e);
        }
    }

    private void stop() {
        leading = null;
        next = null;
        if (inputs != null) {
            inputs.close();
            inputs = null;
        }
        if (running != null) {
            running.told().cancel();
            running = null;
        }
    }

    // ---- computing

    /** Reads the inputs, and has the task run where its result isn't there. */
    private void look(HeldLock held, boolean first) {
        Refresh tracked = inputs;
        if (tracked == null) {
            return;
        }
        long now = room.client().replica().seq();
        OnceRun told = new OnceRun(room.thread(), done -> showProgress(held, done));
        Supplier<@Nullable T> task;
        Stamp read;
        try {
            task = work.apply(told);
            read = stampOf(tracked.readsOfRun());
        } catch (RuntimeException e) {
            write(held, State.FAILED, Map.of(PROBLEM, Json.of(String.valueOf(e.getMessage()))));
            throw e;
        }
        if (first && isKnown(read, now)) {
            return;
        }
        Run run = new Run(told, held, new Stamp(now, read.entries()), () -> room.toJson(task.get()));
        if (running == null) {
            start(run);
        } else {
            next = run; // the one that runs is told to all before: inputs that never rest would keep every result away
        }
    }

    /** As what was read is now. */
    private Stamp stampOf(Set<Refresh.Read> reads) {
        long last = 0;
        int entries = 0;
        for (Refresh.Read read : reads) {
            if (!read.room().equals(room)) {
                throw new IllegalStateException("what " + key + " is computed of is in the same room");
            }
            Iterable<String> keys = read.below() ? room.allBelow(read.key()) : List.of(read.key());
            for (String each : keys) {
                Entry confirmed = room.client().replica().confirmed(each);
                if (confirmed != null) {
                    last = Math.max(last, confirmed.version());
                    entries++;
                }
            }
        }
        return new Stamp(last, entries);
    }

    /** Whether another window has computed that already. */
    private boolean isKnown(Stamp read, long now) {
        boolean over = state.get() == State.DONE || state.get() == State.FAILED;
        return over
                && room.peek(key) instanceof Json.Obj stored
                && stored.get(AT) instanceof Json.Num at
                && at.value() >= read.at()
                && at.value() <= now
                && stored.get(ENTRIES) instanceof Json.Num entries
                && entries.value() == read.entries();
    }

    private void start(Run run) {
        running = run;
        write(run.held(), State.RUNNING, Map.of(PROGRESS, Json.of(0)));
        try {
            executor.execute(() -> {
                Json result;
                String failure;
                try {
                    result = run.task().get();
                    failure = null;
                } catch (RuntimeException
                        | Error e) { // an error too is told to everybody, and no window waits for ever
                    result = null;
                    failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                }
                Json value = result;
                String problem = failure;
                room.later(() -> ended(run, value, problem));
            });
        } catch (RuntimeException | Error e) {
            ended(run, null, "it could not be begun: " + e.getMessage());
        }
    }

    private void ended(Run run, @Nullable Json result, @Nullable String failure) {
        if (!run.equals(running)) {
            return; // another window goes on
        }
        running = null;
        Stamp of = upTo(run);
        Map<String, Json> members = new LinkedHashMap<>();
        members.put(AT, Json.of((double) of.at()));
        members.put(ENTRIES, Json.of(of.entries()));
        if (result == null) {
            members.put(PROBLEM, Json.of(String.valueOf(failure)));
            write(run.held(), State.FAILED, members);
        } else {
            Map<String, Json> refused = new LinkedHashMap<>(members);
            members.put(VALUE, result);
            members.put(PROGRESS, Json.of(1));
            write(run.held(), State.DONE, members).exceptionally(e -> {
                if (run.held().isHeld() && e instanceof RefusedException) {
                    refused.put(PROBLEM, Json.of("the result can't be stored: " + e.getMessage()));
                    write(run.held(), State.FAILED, refused);
                }
                return null;
            });
        }
        Run newer = next;
        next = null;
        if (newer != null) {
            start(newer);
        }
    }

    /** What the run knew of: what it read of this program's own may have been confirmed since. */
    private Stamp upTo(Run run) {
        Refresh tracked = inputs;
        if (tracked == null || tracked.isDue() || next != null) {
            return run.of();
        }
        Stamp now = stampOf(tracked.readsOfRun());
        return new Stamp(Math.max(run.of().at(), now.at()), now.entries());
    }

    private void showProgress(HeldLock held, double done) {
        if (held.isHeld() && running != null) {
            held.run(() -> room.mergeFoldable(key, new Json.Obj(Map.of(PROGRESS, Json.of(done)))));
        }
    }

    /** What it had is kept while it computes, and where that fails. */
    @CanIgnoreReturnValue
    private CompletionStage<Receipt> write(HeldLock held, State now, Map<String, Json> members) {
        Map<String, Json> all = new LinkedHashMap<>();
        Json before = shownValue;
        if (before != null) {
            all.put(VALUE, before);
        }
        all.put(STATE, Json.of(wireName(now)));
        all.putAll(members);
        return room.fenced(held.fence(), () -> room.commit(new Operation.Put(key, new Json.Obj(all))));
    }

    /** This program doesn't compute any more, nor shows what others do; another window goes on. */
    @Override
    public void close() {
        room.checkThread();
        if (!closed) {
            closed = true;
            HeldLock held = leading;
            stop();
            if (held != null) {
                held.close();
            }
            if (asked != null) {
                asked.toCompletableFuture().cancel(false);
            }
            entry.removeListener(entryListener);
            room.room().roleProperty().removeListener(roleListener);
            whenFree.close();
            forget.run();
        }
    }
}
