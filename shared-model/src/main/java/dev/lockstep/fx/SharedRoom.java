package dev.lockstep.fx;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ObservableList;

import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.LostHistory;
import dev.lockstep.client.RefusedException;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomClient.Receipt;
import dev.lockstep.client.Subscription;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Names;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Rule;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.Protocol;

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
    private final JsonMapper mapper;
    private final FxThread fxThread;
    private final EntryIds ids = new EntryIds();
    private final Refreshes refreshes;
    private final SharedObjects objects = new SharedObjects();
    private final RoomLocks locks = new RoomLocks(this);
    private final People people;
    private final ReadOnlyIntegerWrapper pending = new ReadOnlyIntegerWrapper(this, "pending");
    private final RoomLoading loading = new RoomLoading(this);
    private final ReadOnlyObjectWrapper<@Nullable LostHistory> lostHistory =
            new ReadOnlyObjectWrapper<>(this, "lostHistory");
    private final Handlers<RefusedException> refusalHandlers;
    private final RoomErrors errors;
    private final Handlers<RoomDispatcher.ReceivedSignal> signalHandlers;
    private final List<Long> fences = new ArrayList<>(); // of the withLock blocks that run now
    private boolean quiet;

    SharedRoom(RoomClient client, JsonMapper mapper, FxThread fxThread) {
        this.client = client;
        this.mapper = mapper;
        this.fxThread = fxThread;
        this.errors = new RoomErrors(client.name());
        this.refreshes = new Refreshes(fxThread, errors::tell);
        this.refusalHandlers = new Handlers<>(client.name());
        this.signalHandlers = new Handlers<>(client.name());
        this.people = new People(client);
        client.listen(new RoomDispatcher(
                objects,
                refreshes,
                locks,
                people,
                loading,
                lostHistory,
                refusalHandlers,
                signalHandlers,
                this::updatePending));
        updatePending(); // what an earlier run of the program owes
    }

    /** The name that it was opened by. */
    public String name() {
        return client.name();
    }

    // ---- properties: the same object for the same key and type

    /** @param initial what it is while the room has no such entry; not written */
    public SharedNumber number(String key, double initial) {
        return property(key, Double.class, () -> new SharedNumber(this, key, initial), SharedNumber.class);
    }

    /** @param initial what it is while the room has no such entry; not written */
    public SharedString string(String key, @Nullable String initial) {
        return property(key, String.class, () -> new SharedString(this, key, initial), SharedString.class);
    }

    /** @param initial what it is while the room has no such entry; not written */
    public SharedBoolean bool(String key, boolean initial) {
        return property(key, Boolean.class, () -> new SharedBoolean(this, key, initial), SharedBoolean.class);
    }

    /**
     * @param type what Gson makes of the JSON, best a record
     * @param initial what it is while the room has no such entry; not written
     */
    @SuppressWarnings("unchecked") // the type is part of the key that it is kept under
    public <T> SharedValue<T> value(String key, Class<T> type, @Nullable T initial) {
        return property(key, new ValueType(type), () -> new SharedValue<>(this, key, type, initial), SharedValue.class);
    }

    /** Tells {@link #value} from {@link #string} and the like, of one key. */
    private record ValueType(Class<?> type) implements Type {}

    /** The entries right below {@code prefix}, in the order in which they were made. */
    @SuppressWarnings("unchecked") // the type is part of the key that it is kept under
    public <T> SharedList<T> list(String prefix, Class<T> type) {
        return view(
                prefix,
                new ListType(type, false),
                () -> new SharedList<T>(this, prefix, type, false),
                SharedList.class);
    }

    /** The entries right below {@code prefix}, in an order that anyone may change; their values are JSON objects. */
    @SuppressWarnings("unchecked") // the type is part of the key that it is kept under
    public <T> SharedList<T> movableList(String prefix, Class<T> type) {
        return view(
                prefix, new ListType(type, true), () -> new SharedList<T>(this, prefix, type, true), SharedList.class);
    }

    /** The entries right below {@code prefix}, by the rest of their keys. */
    @SuppressWarnings("unchecked") // the type is part of the key that it is kept under
    public <T> SharedMap<T> map(String prefix, Class<T> type) {
        return view(prefix, type, () -> new SharedMap<T>(this, prefix, type), SharedMap.class);
    }

    private record ListType(Class<?> type, boolean movable) implements Type {}

    private <P extends SharedProperty<?>> P property(String key, Type type, Supplier<? extends P> make, Class<P> kind) {
        checkThread();
        checkKey(key);
        return objects.property(key, type, make, kind);
    }

    private <V extends PrefixView> V view(String prefix, Type type, Supplier<? extends V> make, Class<V> kind) {
        checkThread();
        checkKey(prefix);
        return objects.view(prefix, type, make, kind);
    }

    // ---- single entries

    /**
     * The value at {@code key}, null where there is none.
     *
     * @throws JsonParseException where the value is not of {@code type}
     */
    public <T> @Nullable T get(String key, Class<T> type) {
        checkThread();
        reading(key);
        Json json = peek(key);
        return json == null ? null : mapper.fromJson(json, type);
    }

    /** @return fails with {@link RefusedException} */
    public CompletionStage<Receipt> put(String key, @Nullable Object value) {
        return commit(key, new Operation.Put(key, mapper.toJson(value)), false);
    }

    /** @param patch the members to change, as JSON Merge Patch (RFC 7396) has it */
    public CompletionStage<Receipt> merge(String key, Object patch) {
        return commit(key, new Operation.Merge(key, mapper.toJson(patch)), false);
    }

    /** Adds to a number, whatever it is by then; an absent one counts as 0. */
    public CompletionStage<Receipt> add(String key, double by) {
        return commit(key, new Operation.Add(key, by), false);
    }

    /** Removes the entry, if there is one. */
    public CompletionStage<Receipt> remove(String key) {
        return commit(key, new Operation.Remove(key), false);
    }

    /** Makes one commit of all that {@code action} asks for: all or nothing. */
    public CompletionStage<Receipt> commit(Consumer<Transaction> action) {
        checkThread();
        return submit(request(action), false);
    }

    /** Undo and redo for what is committed through it; each call gives another. */
    public SharedUndo undo() {
        checkThread();
        return new SharedUndo(this);
    }

    CommitRequest request(Consumer<Transaction> action) {
        Transaction transaction = new Transaction(client, mapper);
        action.accept(transaction);
        return transaction.request(fences, quiet);
    }

    /**
     * Sets {@code key} to what {@code change} makes of its value, again where somebody else was faster.
     *
     * @param change gets null where there is no entry; null removes it. May run several times, so it does nothing else.
     * @return fails with {@link RefusedException}, or with what {@code change} threw
     */
    public <T> CompletionStage<Receipt> update(String key, Class<T> type, Function<@Nullable T, @Nullable T> change) {
        checkThread();
        checkKey(key);
        CompletionStage<Receipt> receipt = client.update(key, fences, quiet, json -> {
            T before = json == null ? null : mapper.fromJson(json, type);
            T after = change.apply(before);
            return after == null ? null : mapper.toJson(after);
        });
        updatePending();
        return receipt;
    }

    /** As {@link #update(String, Class, Function)}, for a number; an absent one counts as 0. */
    public CompletionStage<Receipt> updateNumber(String key, UnaryOperator<Double> change) {
        return update(key, Double.class, value -> change.apply(value == null ? 0.0 : value));
    }

    private CompletionStage<Receipt> commit(String key, Operation op, boolean foldable) {
        checkThread();
        checkKey(key);
        return submit(new CommitRequest(List.of(op), List.of(), fences, quiet), foldable);
    }

    CompletionStage<Receipt> submit(CommitRequest request, boolean foldable) {
        return submit(request, foldable, false);
    }

    /** For who tries again where others were faster. */
    CompletionStage<Receipt> submitRetried(CommitRequest request) {
        return submit(request, false, true);
    }

    private CompletionStage<Receipt> submit(CommitRequest request, boolean foldable, boolean retried) {
        CompletionStage<Receipt> receipt = client.commit(request, foldable, retried);
        updatePending();
        return receipt;
    }

    // ---- locks

    /** The lock over {@code key} and all below it; the same object for the same key. */
    public SharedLock lock(String key) {
        checkThread();
        checkKey(key);
        return locks.of(key);
    }

    /**
     * Runs {@code action} while this program holds the lock over {@code key}, waiting for it up to half a minute. What
     * the action commits is done before the lock is given back, and not at all if the lock was lost meanwhile.
     *
     * @return completes when the action has run; fails with what it threw, or with {@link RefusedException}
     */
    public CompletionStage<Void> withLock(String key, Consumer<HeldLock> action) {
        return lock(key).acquire(LOCK_WAIT).thenAccept(held -> {
            fences.add(held.fence());
            try {
                action.accept(held);
            } finally {
                fences.remove(held.fence());
                held.close();
            }
        });
    }

    RoomLocks locks() {
        return locks;
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
        checkThread();
        Refresh refresh = new Refresh(block);
        try {
            refresh.run();
        } catch (RuntimeException | Error e) {
            refresh.close(); // nobody else could end it
            throw e;
        }
        return refresh;
    }

    /** What {@code action} changes is taken by all, but other programs' windows don't refresh for it. */
    public void quietly(Runnable action) {
        checkThread();
        boolean before = quiet;
        quiet = true;
        try {
            action.run();
        } finally {
            quiet = before;
        }
    }

    /**
     * Makes all windows refresh that are bound to {@code keys}, this one too, though nothing changed.
     *
     * @throws IllegalStateException inside {@link #quietly}
     */
    public void refresh(String... keys) {
        checkThread();
        if (quiet) {
            throw new IllegalStateException("refresh() inside quietly() contradicts itself");
        }
        for (String key : keys) {
            checkKey(key);
        }
        client.refresh(List.of(keys));
    }

    // ---- people

    /** Who is in the room, this program included. */
    public ObservableList<Member> members() {
        checkThread();
        return people.members();
    }

    /** Sets what the other members see of this one, such as where it is; at most 30 of these a second reach others. */
    public void showPresence(@Nullable Object value) {
        checkThread();
        client.show(mapper.toJson(value));
    }

    /** Tells the other members something that nobody keeps; it is lost where there is no connection. */
    public void signal(@Nullable Object value) {
        checkThread();
        client.signal(mapper.toJson(value));
    }

    /** Gives {@code handler} each signal of another member, with who sent it, as the hub says. */
    public Subscription onSignal(BiConsumer<Member, Json> handler) {
        checkThread();
        return signalHandlers.add(signal -> handler.accept(signal.from(), signal.value()));
    }

    /**
     * Who made the entry at {@code key}, as the hub knows it; null where there is no such entry, or it was made before hubs kept that.
     * An entry that is not confirmed yet is this program's.
     */
    public @Nullable Author creator(String key) {
        reading(key);
        return people.author(client.replica().creatorOf(key));
    }

    /** As {@link #creator}, of whoever changed it last. */
    public @Nullable Author editor(String key) {
        reading(key);
        return people.author(client.replica().editorOf(key));
    }

    /** Whether this program's user hosts the hub, and may break locks and change rules. Known when the room is loaded. */
    public boolean isHost() {
        checkThread();
        return client.role().equals(Protocol.HOST);
    }

    /** Who may write what, beyond locks; empty before the room is loaded, and where the hub keeps no rules. */
    public List<Rule> rules() {
        checkThread();
        List<Rule> rules = client.replica().rules();
        return rules == null ? List.of() : rules;
    }

    /** Says who may write what from now on; see {@link RoomClient#setRules}. */
    public CompletionStage<Receipt> setRules(List<Rule> rules) {
        checkThread();
        return client.setRules(rules);
    }

    // ---- state and handlers

    /** How many changes of this program the hub has not answered yet. */
    public ReadOnlyIntegerProperty pendingProperty() {
        return pending.getReadOnlyProperty();
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
        checkThread();
        lostHistory.set(null);
        return client.putBack(lost);
    }

    /** The number of the last commit that is in what is known here; 0 before anything is known. */
    public long seq() {
        checkThread();
        return client.replica().seq();
    }

    /** A page of what happened in the room, up to {@link #seq} and beyond; see {@link RoomClient#history}. */
    public CompletionStage<HubMessage.History> history(long from, long to) {
        checkThread();
        return client.history(from, to);
    }

    /** Tells {@code handler} of each change that the hub refused, with its code and who holds the lock. */
    public Subscription onRefused(Consumer<RefusedException> handler) {
        checkThread();
        return refusalHandlers.add(handler);
    }

    /** Tells {@code handler} of values of unexpected types, and of what refreshing blocks threw. Without one, it is logged. */
    public Subscription onError(Consumer<RuntimeException> handler) {
        checkThread();
        return errors.add(handler);
    }

    // ---- for the classes of this package

    RoomClient client() {
        return client;
    }

    JsonMapper mapper() {
        return mapper;
    }

    /** The value without its being noted as read. */
    @Nullable
    Json peek(String key) {
        return client.get(key);
    }

    void reading(String key) {
        checkThread();
        Refresh.reading(this, key, false);
    }

    void readingBelow(String prefix) {
        checkThread();
        Refresh.reading(this, prefix, true);
    }

    void bind(Refresh.Read read, Refresh refresh) {
        refreshes.bind(read, refresh);
    }

    void unbind(Refresh.Read read, Refresh refresh) {
        refreshes.unbind(read, refresh);
    }

    void putFoldable(String key, @Nullable Object value) {
        commit(key, new Operation.Put(key, mapper.toJson(value)), true);
    }

    /** The keys right below {@code prefix}. */
    Set<String> keysBelow(String prefix) {
        return Names.directlyBelow(client.all(), prefix);
    }

    /** The value as {@code type}; null, and told, where it is none. */
    <T> @Nullable T decode(String key, Json json, Class<T> type) {
        try {
            return mapper.fromJson(json, type);
        } catch (JsonParseException e) {
            errors.unreadable(key, json, e);
            return null;
        }
    }

    /** An id that nobody else has, for the key of a new entry. Any thread. */
    public String newId() {
        return ids.next();
    }

    RoomErrors errors() {
        return errors;
    }

    private void updatePending() {
        pending.set(client.replica().pendingCount());
    }

    void checkThread() {
        if (!fxThread.isCurrent()) {
            throw new IllegalStateException("shared state is used on the JavaFX thread; see Platform.runLater");
        }
    }

    void later(Runnable task) {
        fxThread.execute(task);
    }

    private static void checkKey(String key) {
        String problem = Names.problemWithKey(key);
        if (problem != null) {
            throw new IllegalArgumentException(problem + ": " + key);
        }
    }
}
