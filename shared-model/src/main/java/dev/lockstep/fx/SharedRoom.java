package dev.lockstep.fx;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;

import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.LostHistory;
import dev.lockstep.client.RefusedException;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomClient.Receipt;
import dev.lockstep.client.Subscription;
import dev.lockstep.client.WaitingChange;
import dev.lockstep.model.Access;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.Role;
import dev.lockstep.model.Rule;
import dev.lockstep.wire.HubMessage;

/**
 * A room of shared entries: keys with JSON values, the same in every window that is in it.
 *
 * <p>Keys are segments joined by {@code /}, 200 characters at most. What is written is seen here at once and everywhere
 * else when the hub has it; what the hub refuses is rolled back and told to {@link #onRefused}. Without a connection all
 * goes on: changes wait, in order, and are sent on return, each exactly once.
 *
 * <p>To be used on the JavaFX thread; elsewhere its methods, and those of what it gives out, throw
 * {@link IllegalStateException}. Stages complete and handlers are called there too; what a handler throws is logged.
 */
public final class SharedRoom {

    /** How long {@link #withLock} stands in line: longer than a person thinks, shorter than a person waits. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    private final RoomClient client;
    private final RoomCore core;
    private final Map<String, SharedOnce<?>> onces = new HashMap<>();
    private final People people;
    private final RoomAccess access;
    private final RoomLoading loading = new RoomLoading(this);
    private final ReadOnlyObjectWrapper<@Nullable LostHistory> lostHistory =
            new ReadOnlyObjectWrapper<>(this, "lostHistory");
    private final Handlers<RefusedException> refusalHandlers;
    private final Handlers<RoomDispatcher.ReceivedSignal> signalHandlers;

    SharedRoom(RoomClient client, JsonMapper mapper, FxThread fxThread, RefreshQueue due) {
        this.client = client;
        this.core = new RoomCore(this, client, mapper, fxThread, due);
        this.refusalHandlers = new Handlers<>(client.name());
        this.signalHandlers = new Handlers<>(client.name());
        this.people = new People(client);
        this.access = new RoomAccess(this, client);
        client.listen(new RoomDispatcher(
                core.objects(),
                core.refreshes(),
                core.locks(),
                people,
                access,
                loading,
                lostHistory,
                this::refused,
                signalHandlers,
                core::updatePending));
        core.updatePending(); // what an earlier run of the program owes
    }

    /** The name that it was opened by. */
    public String name() {
        return client.name();
    }

    // ---- properties: the same object for the same key and type

    /** @param initial what it is while the room has no such entry; not written */
    public SharedNumber number(String key, double initial) {
        return property(key, Double.class, () -> new SharedNumber(core, key, initial), SharedNumber.class);
    }

    /** @param initial what it is while the room has no such entry; not written */
    public SharedInteger integer(String key, int initial) {
        return property(key, Integer.class, () -> new SharedInteger(core, key, initial), SharedInteger.class);
    }

    /** @param initial what it is while the room has no such entry; not written */
    public SharedLong longInteger(String key, long initial) {
        return property(key, Long.class, () -> new SharedLong(core, key, initial), SharedLong.class);
    }

    /** @param initial what it is while the room has no such entry; not written */
    public SharedString string(String key, @Nullable String initial) {
        return property(key, String.class, () -> new SharedString(core, key, initial), SharedString.class);
    }

    /** A text that several people may edit at the same time; see {@link SharedText}. */
    public SharedText text(String key) {
        return property(key, SharedText.class, () -> new SharedText(core, key), SharedText.class);
    }

    /** @param initial what it is while the room has no such entry; not written */
    public SharedBoolean bool(String key, boolean initial) {
        return property(key, Boolean.class, () -> new SharedBoolean(core, key, initial), SharedBoolean.class);
    }

    /**
     * @param type what Gson makes of the JSON, best a record
     * @param initial what it is while the room has no such entry; not written
     */
    public <T> SharedValue<T> value(String key, Class<T> type, @Nullable T initial) {
        return value(key, TypeToken.get(type), initial);
    }

    /** As {@link #value(String, Class, Object)}, for types that have parameters, such as {@code new TypeToken<List<Task>>() {}}. */
    @SuppressWarnings("unchecked") // the type is part of the key that it is kept under
    public <T> SharedValue<T> value(String key, TypeToken<T> type, @Nullable T initial) {
        return property(key, new ValueType(type), () -> new SharedValue<>(core, key, type, initial), SharedValue.class);
    }

    /**
     * An entry that is a record, with a property for each component; see {@link SharedRecord}.
     *
     * @param initial what it is while the room has no such entry, and what components are that the entry has not; not written. Null for none
     */
    @SuppressWarnings("unchecked") // the type is part of the key that it is kept under
    public <R extends Record> SharedRecord<R> record(String key, Class<R> type, @Nullable R initial) {
        return property(
                key, new RecordType(type), () -> new SharedRecord<>(core, key, type, initial), SharedRecord.class);
    }

    private record RecordType(Class<?> type) implements Type {}

    /** Tells {@link #value} from {@link #string} and the like, of one key. */
    private record ValueType(TypeToken<?> type) implements Type {}

    /** The entries right below {@code prefix}, in the order in which they were made. */
    public <T> SharedList<T> list(String prefix, Class<T> type) {
        return list(prefix, TypeToken.get(type));
    }

    /** As {@link #list(String, Class)}, for types that have parameters. */
    public <T> SharedList<T> list(String prefix, TypeToken<T> type) {
        return list(prefix, type, false);
    }

    /** The entries right below {@code prefix}, in an order that anyone may change; their values are JSON objects. */
    public <T> SharedList<T> movableList(String prefix, Class<T> type) {
        return movableList(prefix, TypeToken.get(type));
    }

    /** As {@link #movableList(String, Class)}, for types that have parameters. */
    public <T> SharedList<T> movableList(String prefix, TypeToken<T> type) {
        return list(prefix, type, true);
    }

    @SuppressWarnings("unchecked") // the type is part of the key that it is kept under
    private <T> SharedList<T> list(String prefix, TypeToken<T> type, boolean movable) {
        return view(
                prefix,
                new ListType(type, movable),
                () -> new SharedList<T>(core, prefix, type, movable),
                SharedList.class);
    }

    /** The entries right below {@code prefix}, by the rest of their keys. */
    public <T> SharedMap<T> map(String prefix, Class<T> type) {
        return map(prefix, TypeToken.get(type));
    }

    /** As {@link #map(String, Class)}, for types that have parameters. */
    @SuppressWarnings("unchecked") // the type is part of the key that it is kept under
    public <T> SharedMap<T> map(String prefix, TypeToken<T> type) {
        return view(prefix, type.getType(), () -> new SharedMap<T>(core, prefix, type), SharedMap.class);
    }

    private record ListType(TypeToken<?> type, boolean movable) implements Type {}

    private <P extends SharedProperty<?>> P property(String key, Type type, Supplier<? extends P> make, Class<P> kind) {
        core.checkThread();
        RoomCore.checkKey(key);
        return core.objects().property(key, type, make, kind);
    }

    private <V extends PrefixView> V view(String prefix, Type type, Supplier<? extends V> make, Class<V> kind) {
        core.checkThread();
        RoomCore.checkKey(prefix);
        return core.objects().view(prefix, type, make, kind);
    }

    // ---- single entries

    /**
     * The value at {@code key}, null where there is none.
     *
     * @throws JsonParseException where the value is not of {@code type}
     */
    public <T> @Nullable T get(String key, Class<T> type) {
        return get(key, TypeToken.get(type));
    }

    /** As {@link #get(String, Class)}, for types that have parameters. */
    public <T> @Nullable T get(String key, TypeToken<T> type) {
        core.reading(key);
        Json json = core.peek(key);
        return json == null ? null : core.fromJson(json, type);
    }

    /** @return fails with {@link RefusedException} */
    public CompletionStage<Receipt> put(String key, @Nullable Object value) {
        return core.commit(new Operation.Put(key, core.toJson(value)));
    }

    /** @param patch the members to change, as JSON Merge Patch (RFC 7396) has it */
    public CompletionStage<Receipt> merge(String key, Object patch) {
        return core.commit(new Operation.Merge(key, core.toJson(patch)));
    }

    /** Adds to a number, whatever it is by then; an absent one counts as 0. */
    public CompletionStage<Receipt> add(String key, double by) {
        return core.commit(new Operation.Add(key, by));
    }

    /** Removes the entry, if there is one. */
    public CompletionStage<Receipt> remove(String key) {
        return core.commit(new Operation.Remove(key));
    }

    /** Makes one commit of all that {@code action} asks for: all or nothing. */
    public CompletionStage<Receipt> commit(Consumer<Transaction> action) {
        core.checkThread();
        return core.submit(core.request(core.transaction(action)));
    }

    /** Undo and redo for what is committed through it; each call gives another. */
    public SharedUndo undo() {
        core.checkThread();
        return new SharedUndo(core);
    }

    /**
     * Sets {@code key} to what {@code change} makes of its value, again where somebody else was faster. Members that {@code type} doesn't
     * know stay as they are.
     *
     * @param change gets null where there is no entry; null removes it. May run several times, so it does nothing else.
     * @return fails with {@link RefusedException}, or with what {@code change} threw
     */
    public <T> CompletionStage<Receipt> update(String key, Class<T> type, Function<@Nullable T, @Nullable T> change) {
        return update(key, TypeToken.get(type), change);
    }

    /** As {@link #update(String, Class, Function)}, for types that have parameters. */
    public <T> CompletionStage<Receipt> update(
            String key, TypeToken<T> type, Function<@Nullable T, @Nullable T> change) {
        return core.update(key, json -> {
            T before = json == null ? null : core.fromJson(json, type);
            T after = change.apply(before);
            return after == null
                    ? null
                    : core.encodedOver(json, after, type); // which reads it anew: it may be changed in place
        });
    }

    /** As {@link #update(String, Class, Function)}, for a number; an absent one counts as 0. */
    public CompletionStage<Receipt> updateNumber(String key, UnaryOperator<Double> change) {
        return update(key, Double.class, value -> change.apply(value == null ? 0.0 : value));
    }

    // ---- locks

    /** The lock over {@code key} and all below it; the same object for the same key. */
    public SharedLock lock(String key) {
        core.checkThread();
        RoomCore.checkKey(key);
        return core.locks().of(key);
    }

    /** As {@link #lock(String)}, over several keys: all are held together or none, so that nobody waits for somebody who waits for them. */
    public SharedLock lock(String key, String... more) {
        core.checkThread();
        TreeSet<String> keys = new TreeSet<>(List.of(more));
        keys.add(key);
        keys.forEach(RoomCore::checkKey);
        return core.locks().of(List.copyOf(keys));
    }

    /**
     * Runs {@code action} while this program holds the lock over {@code key}, waiting for it up to half a minute. What
     * the action commits is done before the lock is given back, and not at all if the lock was lost meanwhile.
     *
     * @return completes when the action has run; fails with what it threw, or with {@link RefusedException}
     */
    public CompletionStage<Void> withLock(String key, Consumer<HeldLock> action) {
        return lock(key).acquire(LOCK_WAIT).thenAccept(held -> {
            try {
                held.run(() -> action.accept(held));
            } finally {
                held.close();
            }
        });
    }

    // ---- refreshing

    /**
     * Runs {@code block} now, and again whenever a key that it read has changed: once for all changes of a moment. Keys
     * that it didn't read in its latest run don't count. A block that keeps changing what it reads is stopped and told to
     * {@link #onError}.
     *
     * @return ends it
     * @throws RuntimeException what the first run throws; the block doesn't run again then
     */
    public Subscription refreshing(Runnable block) {
        core.checkThread();
        Refresh refresh = new Refresh(block);
        try {
            refresh.run();
        } catch (RuntimeException | Error e) {
            refresh.close(); // nobody else could end it
            throw e;
        }
        return refresh;
    }

    /**
     * A value that is computed of what rooms have, and computed again when something that it read has changed, once for all changes of a
     * moment. It costs nothing while nobody listens to it.
     *
     * @param formula reads properties, lists and maps, and changes nothing; what it throws is told to {@link #onError}
     */
    public <T> ObservableValue<T> computed(Supplier<? extends @Nullable T> formula) {
        core.checkThread();
        return new SharedComputed<>(core, formula);
    }

    /**
     * Has one of all windows compute something of what the room has, whichever that is, while all see its progress and result. When what was read
     * changes it is computed again; when the window that computes goes away, another one goes on. The same object for the same key, until
     * it is closed.
     *
     * <pre>{@code
     * SharedOnce<Report> report = room.once("report", Report.class,
     *         () -> List.copyOf(room.list("sale", Sale.class)),
     *         (sales, run) -> Report.of(sales, run::progress));
     * bar.progressProperty().bind(report.progressProperty());
     * }</pre>
     *
     * @param key of the entry that has the result, which nobody else writes, and of the lock by which a window is chosen
     * @param inputs reads what the task needs, of this room, on the JavaFX thread; best something that can't be changed any more
     * @param task computes, on a thread of its own; must not use the room. What it throws is the {@link SharedOnce#problemProperty problem} that
     *     all see. Runs in one window at a time, and again where that window ended before it was done: so it does nothing else
     */
    @SuppressWarnings("unchecked") // its type is checked
    public <I, T> SharedOnce<T> once(
            String key,
            Class<T> type,
            Supplier<? extends I> inputs,
            BiFunction<? super I, OnceRun, ? extends @Nullable T> task) {
        return (SharedOnce<T>) once(key, type, inputs, task, work -> {
            Thread thread = new Thread(work, "lockstep-once");
            thread.setDaemon(true);
            thread.start();
        });
    }

    <I, T> SharedOnce<?> once(
            String key,
            Class<T> type,
            Supplier<? extends I> inputs,
            BiFunction<? super I, OnceRun, ? extends @Nullable T> task,
            Executor executor) {
        core.checkThread();
        RoomCore.checkKey(key);
        SharedOnce<?> known = onces.get(key);
        if (known == null) {
            known = new SharedOnce<>(core, key, type, inputs, task, executor, () -> onces.remove(key));
            onces.put(key, known);
        } else if (!known.type().equals(type)) {
            throw new IllegalStateException(
                    key + " is computed as a " + known.type().getName() + " already");
        }
        return known;
    }

    /** What {@code action} changes is taken by all, but other programs' windows don't refresh for it. */
    public void quietly(Runnable action) {
        core.checkThread();
        core.quietly(action);
    }

    /**
     * Makes all windows refresh that are bound to {@code keys}, this one too, though nothing changed.
     *
     * @throws IllegalStateException inside {@link #quietly}
     */
    public void refresh(String... keys) {
        core.checkThread();
        if (core.isQuiet()) {
            throw new IllegalStateException("refresh() inside quietly() contradicts itself");
        }
        for (String key : keys) {
            RoomCore.checkKey(key);
        }
        client.refresh(List.of(keys));
    }

    // ---- people

    /** Who is in the room, this program included. */
    public ObservableList<Member> members() {
        core.checkThread();
        return people.members();
    }

    /** Sets what the other members see of this one, such as where it is; at most 30 of these a second reach others. */
    public void showPresence(@Nullable Object value) {
        core.checkThread();
        client.show(core.toJson(value));
    }

    /** Tells the other members something that nobody keeps; it is lost where there is no connection. */
    public void signal(@Nullable Object value) {
        core.checkThread();
        client.signal(core.toJson(value));
    }

    /** Gives {@code handler} each signal of another member, with who sent it, as the hub says. */
    public Subscription onSignal(BiConsumer<Member, Json> handler) {
        core.checkThread();
        return signalHandlers.add(signal -> handler.accept(signal.from(), signal.value()));
    }

    /**
     * As {@link #onSignal(BiConsumer)}, with the value as {@code type}. Signals of another form are for somebody else, and left out.
     */
    public <T> Subscription onSignal(Class<T> type, BiConsumer<Member, T> handler) {
        return onSignal((from, json) -> {
            T value = core.readable(json, type);
            if (value != null) {
                handler.accept(from, value);
            }
        });
    }

    /** What {@code member} shows of itself, as {@code type}; null where it shows nothing, or something of another form. */
    public <T> @Nullable T presence(Member member, Class<T> type) {
        core.checkThread();
        return core.readable(member.presence(), type);
    }

    /**
     * Who made the entry at {@code key}, as the hub knows it; null where there is no such entry, or it was made before hubs kept that.
     * An entry that is not confirmed yet is this program's.
     */
    public @Nullable Author creator(String key) {
        core.reading(key);
        return people.author(client.replica().creatorOf(key));
    }

    /** As {@link #creator}, of whoever changed it last. */
    public @Nullable Author editor(String key) {
        core.reading(key);
        return people.author(client.replica().editorOf(key));
    }

    /** What this program's user may do here; {@link Role#EDITOR} until the room is loaded. */
    public ReadOnlyObjectProperty<Role> roleProperty() {
        return access.roleProperty();
    }

    /** Whether this program's user may break locks here, and change rules and roles. Known when the room is loaded. */
    public boolean isHost() {
        core.checkThread();
        return access.roleProperty().get() == Role.HOST;
    }

    /** Whether this program's user hosts the hub, and so every room of it. Known when the room is loaded. */
    public boolean hostsHub() {
        core.checkThread();
        return client.replica().hostsHub();
    }

    /** Who has which role here, and which role writing takes. Whenever it changes, {@link #roleProperty} has changed before. */
    public ReadOnlyObjectProperty<Access> accessProperty() {
        return access.accessProperty();
    }

    /** Whether this program's user may write the entry at {@code key}, as far as roles say. A {@link #rules() rule} may refuse it all the same. */
    public boolean mayWrite(String key) {
        core.checkThread();
        return client.mayWrite(key);
    }

    /**
     * Changes who has which role in this room and its parts, as in {@code setAccess(AccessChange.NOTHING.everyone(Role.VIEWER))}. For
     * hosts; and as long as nobody has changed it, for whoever was the first in the room, who hosts it then.
     *
     * @return fails with {@link RefusedException}
     */
    public CompletionStage<Receipt> setAccess(AccessChange change) {
        core.checkThread();
        return client.setAccess(change);
    }

    /** Who may write what, beyond locks; empty before the room is loaded, and where the hub keeps no rules. */
    public List<Rule> rules() {
        core.checkThread();
        List<Rule> rules = client.replica().rules();
        return rules == null ? List.of() : rules;
    }

    /** Says who may write what from now on; see {@link RoomClient#setRules}. */
    public CompletionStage<Receipt> setRules(List<Rule> rules) {
        core.checkThread();
        return client.setRules(rules);
    }

    // ---- state and handlers

    /** How many changes of this program the hub has not answered yet. */
    public ReadOnlyIntegerProperty pendingProperty() {
        return core.pendingProperty();
    }

    /** The changes of this program that the hub has not answered yet, in order, with the reason; as of now, see {@link #pendingProperty}. */
    public List<WaitingChange> waiting() {
        core.checkThread();
        return client.waiting();
    }

    /**
     * Says what becomes of changes that are made while there is no connection to the room, also before it was joined first: they wait, unless
     * another rule is given.
     *
     * <p>A {@link #text} waits in any case but {@link Offline#REFUSE}: what is typed is brought together with what others type.
     *
     * @param prefix of keys: the key itself and all below it; empty for all. The longest goes
     * @throws IllegalArgumentException where it is no key
     */
    public void setOffline(String prefix, Offline rule) {
        core.checkThread();
        if (!prefix.isEmpty()) {
            RoomCore.checkKey(prefix);
        }
        core.offline().set(prefix, rule);
    }

    /** Whether what the hub knows has arrived, once at least. A large room is seen in parts before. */
    public ReadOnlyBooleanProperty loadedProperty() {
        return loading.loadedProperty();
    }

    /**
     * Completes when {@link #loadedProperty} is true; fails with {@link RefusedException} where the room can't be joined at the next attempt.
     * It is attempted again by itself: whoever asks again then waits for that.
     */
    public CompletionStage<Void> whenLoaded() {
        return loading.whenLoaded();
    }

    /** Why the room can't be joined, for people; empty where it can. It is tried again by itself. */
    public ReadOnlyStringProperty problemProperty() {
        return loading.problemProperty();
    }

    /** What the hub has lost of the room since this program last heard of it; null where nothing is, or it was {@link #putBack}. */
    public ReadOnlyObjectProperty<@Nullable LostHistory> lostHistoryProperty() {
        return lostHistory.getReadOnlyProperty();
    }

    /** Puts back what the hub has lost and this program still knows; see {@link RoomClient#putBack}. */
    public CompletionStage<Integer> putBack(LostHistory lost) {
        core.checkThread();
        lostHistory.set(null);
        return client.putBack(lost);
    }

    /** The number of the last commit that is in what is known here; 0 before anything is known. */
    public long seq() {
        core.checkThread();
        return client.replica().seq();
    }

    /** A page of what happened in the room, up to {@link #seq} and beyond; see {@link RoomClient#history}. */
    public CompletionStage<HubMessage.History> history(long from, long to) {
        core.checkThread();
        return client.history(from, to);
    }

    /** Tells {@code handler} of each change that the hub refused, with its code and who holds the lock. */
    public Subscription onRefused(Consumer<RefusedException> handler) {
        core.checkThread();
        return refusalHandlers.add(handler);
    }

    /** Tells {@code handler} of values of unexpected types, and of what refreshing blocks threw. Without one, it is logged. */
    public Subscription onError(Consumer<RuntimeException> handler) {
        core.checkThread();
        return core.errors().add(handler);
    }

    /** An id that nobody else has, for the key of a new entry. Any thread. */
    public String newId() {
        return core.newId();
    }

    // ---- for the classes of this package

    RoomCore core() {
        return core;
    }

    private void refused(RefusedException refusal) {
        if (refusal.code() == RefusalCode.LOCKED && onces.containsKey(String.valueOf(refusal.key()))) {
            return; // another window was faster, and computes
        }
        if (refusalHandlers.isEmpty()) {
            core.errors().logOnce(refusal);
        }
        refusalHandlers.call(refusal);
    }
}
