package dev.lockstep.fx;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomClient.Receipt;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Names;
import dev.lockstep.model.Operation;

/** What a room's properties, lists, locks and refreshing blocks work with: its entries, its types and its thread. */
final class RoomCore {

    private static final String NOT_CONNECTED = "not connected, and this is not to wait";

    private final SharedRoom room;
    private final RoomClient client;
    private final JsonMapper mapper;
    private final FxThread fxThread;
    private final EntryIds ids = new EntryIds();
    private final RoomErrors errors;
    private final Refreshes refreshes;
    private final RoomLocks locks = new RoomLocks(this);
    private final OfflineRules offline = new OfflineRules();
    private final SharedObjects objects = new SharedObjects();
    private final ReadOnlyIntegerWrapper pending;
    private final List<Long> fences = new ArrayList<>(); // of the locks that what is written now is to be done under
    private boolean quiet;

    /**
     * @param room that others are given
     * @param due takes the refreshing blocks that are to run
     */
    RoomCore(SharedRoom room, RoomClient client, JsonMapper mapper, FxThread fxThread, RefreshQueue due) {
        this.room = room;
        this.client = client;
        this.mapper = mapper;
        this.fxThread = fxThread;
        this.errors = new RoomErrors(client.name());
        this.refreshes = new Refreshes(due, errors::tell);
        this.pending = new ReadOnlyIntegerWrapper(room, "pending");
    }

    SharedRoom room() {
        return room;
    }

    String name() {
        return client.name();
    }

    RoomClient client() {
        return client;
    }

    RoomErrors errors() {
        return errors;
    }

    Refreshes refreshes() {
        return refreshes;
    }

    RoomLocks locks() {
        return locks;
    }

    OfflineRules offline() {
        return offline;
    }

    SharedObjects objects() {
        return objects;
    }

    /** An id that nobody else has, for the key of a new entry. Any thread. */
    String newId() {
        return ids.next();
    }

    // ---- the thread

    void checkThread() {
        if (!fxThread.isCurrent()) {
            throw new IllegalStateException("shared state is used on the JavaFX thread; see Platform.runLater");
        }
    }

    FxThread thread() {
        return fxThread;
    }

    void later(Runnable task) {
        fxThread.execute(task);
    }

    // ---- reading

    /** The value without its being noted as read. */
    @Nullable
    Json peek(String key) {
        return client.get(key);
    }

    /** The keys right below {@code prefix}. */
    Set<String> keysBelow(String prefix) {
        return Names.directlyBelow(client.all(), prefix);
    }

    /** The keys below {@code prefix}, at any depth. */
    Set<String> allBelow(String prefix) {
        return client.all().subMap(prefix + "/", prefix + (char) ('/' + 1)).keySet();
    }

    void reading(String key) {
        checkThread();
        Refresh.reading(this, key, false);
    }

    void readingBelow(String prefix) {
        checkThread();
        Refresh.reading(this, prefix, true);
    }

    /** As {@link #readingBelow}, and nothing on other threads, where debuggers look. */
    void lookingBelow(String prefix) {
        if (fxThread.isCurrent()) {
            readingBelow(prefix);
        }
    }

    // ---- types

    /** By which name JSON objects have what is in {@code field}. */
    String nameOf(Field field) {
        return mapper.nameOf(field);
    }

    Json toJson(@Nullable Object value) {
        return mapper.toJson(value);
    }

    /** @throws JsonParseException where {@code json} doesn't fit {@code type} */
    <T> @Nullable T fromJson(Json json, TypeToken<T> type) {
        return mapper.fromJson(json, type);
    }

    /** The value as {@code type}; null where it is none. */
    <T> @Nullable T readable(Json json, Class<T> type) {
        try {
            return mapper.fromJson(json, type);
        } catch (JsonParseException e) {
            return null;
        }
    }

    /** The value as {@code type}; null, and told, where it is none. */
    <T> @Nullable T decode(String key, Json json, TypeToken<T> type) {
        try {
            return mapper.fromJson(json, type);
        } catch (JsonParseException e) {
            errors.unreadable(key, json, e);
            return null;
        }
    }

    /** What {@code value} is stored as in place of {@code stored}, of which the members stay that {@code type} doesn't know. */
    Json encodedOver(@Nullable Json stored, @Nullable Object value, TypeToken<?> type) {
        return OtherMembers.over(stored, json -> mapper.toJson(mapper.fromJson(json, type)), mapper.toJson(value));
    }

    // ---- writing

    static void checkKey(String key) {
        String problem = Names.problemWithKey(key);
        if (problem != null) {
            throw new IllegalArgumentException(problem + ": " + key);
        }
    }

    Transaction transaction(Consumer<Transaction> action) {
        Transaction transaction = new Transaction(this);
        action.accept(transaction);
        return transaction;
    }

    CommitRequest request(Transaction transaction) {
        return transaction.request(fences, quiet);
    }

    CompletionStage<Receipt> commit(Operation op) {
        return commit(op, false);
    }

    /** What is written faster than the hub answers is sent once, as it is then. */
    void putFoldable(String key, Json value) {
        commit(new Operation.Put(key, value), true);
    }

    /** As {@link #putFoldable}, for some members of an entry. */
    void mergeFoldable(String key, Json patch) {
        commit(new Operation.Merge(key, patch), true);
    }

    private CompletionStage<Receipt> commit(Operation op, boolean foldable) {
        checkThread();
        checkKey(op.key());
        return submit(new CommitRequest(List.of(op), List.of(), fences, quiet), foldable, false);
    }

    /** Does {@code ops} in order, in as few commits as there can be. */
    void submitAll(List<Operation> ops) {
        checkThread();
        for (List<Operation> part : CommitParts.of(ops)) {
            submit(new CommitRequest(part, List.of(), fences, quiet));
        }
    }

    CompletionStage<Receipt> submit(CommitRequest request) {
        return submit(request, false, false);
    }

    /** As {@link #submitRetried}, for a put of which many may come: those that can't be sent yet are folded into one. */
    CompletionStage<Receipt> submitFoldable(CommitRequest request) {
        return submit(new CommitRequest(request.ops(), request.conditions(), fences, quiet), true, true);
    }

    /** For who tries again where others were faster. */
    CompletionStage<Receipt> submitRetried(CommitRequest request) {
        return submit(request, false, true);
    }

    private CompletionStage<Receipt> submit(CommitRequest request, boolean foldable, boolean retried) {
        if (!client.isJoined() && offline.refuse(request)) {
            return client.refuse(request.ops().get(0).key(), request.ops(), NOT_CONNECTED);
        }
        CommitRequest asked = client.isJoined() ? request : offline.conditioned(request, client.replica(), foldable);
        CompletionStage<Receipt> receipt = client.commit(asked, foldable, retried);
        updatePending();
        return receipt;
    }

    CompletionStage<Receipt> update(String key, Function<@Nullable Json, @Nullable Json> change) {
        checkThread();
        checkKey(key);
        if (!client.isJoined() && offline.of(key) == Offline.REFUSE) {
            return client.refuse(key, List.of(), NOT_CONNECTED);
        }
        CompletionStage<Receipt> receipt = client.update(key, fences, quiet, change);
        updatePending();
        return receipt;
    }

    /** Does {@code action}; what it commits is refused where the lock with {@code fence} is not held any more. */
    <T> T fenced(long fence, Supplier<T> action) {
        fences.add(fence);
        try {
            return action.get();
        } finally {
            fences.remove(fences.lastIndexOf(fence));
        }
    }

    void quietly(Runnable action) {
        boolean before = quiet;
        quiet = true;
        try {
            action.run();
        } finally {
            quiet = before;
        }
    }

    boolean isQuiet() {
        return quiet;
    }

    ReadOnlyIntegerProperty pendingProperty() {
        return pending.getReadOnlyProperty();
    }

    void updatePending() {
        pending.set(client.replica().pendingCount());
    }
}
