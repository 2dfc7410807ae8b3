package dev.lockstep.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomListener;
import dev.lockstep.hub.Hub;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Names;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Rule;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/** A member who writes anything into any entry, presence or signal of a room. Has a thread of its own. */
public final class Hostile implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final HubConnection connection;
    private final RoomClient room;
    private final CompletableFuture<String> joined = new CompletableFuture<>();
    private final List<CompletableFuture<?>> underWay = new ArrayList<>();

    public Hostile(Hub hub, String name, String roomName) {
        this(hub, Identity.named(name), roomName);
    }

    Hostile(Hub hub, Identity identity, String roomName) {
        connection = HubConnection.open(hub.url(), identity);
        room = connection.room(roomName);
        connection.execute(() -> {
            if (room.isJoined()) {
                joined.complete(room.session());
            } else {
                room.listen(new RoomListener() {
                    @Override
                    public void joined(String session) {
                        joined.complete(session);
                    }
                });
            }
        });
    }

    public static Json json(String text) {
        try {
            return JsonParser.parse(text);
        } catch (MalformedException e) {
            throw new AssertionError(text, e);
        }
    }

    /** @param json as text, so that it can have numbers that no program of this house would write */
    public void put(String key, String json) {
        put(key, json(json));
    }

    public void put(String key, Json value) {
        commit(new Operation.Put(key, value));
    }

    public void remove(String key) {
        commit(new Operation.Remove(key));
    }

    /** All in one commit. */
    public void put(Map<String, Json> entries) {
        commit(entries.entrySet().stream()
                .map(entry -> new Operation.Put(entry.getKey(), entry.getValue()))
                .toArray(Operation[]::new));
    }

    private void commit(Operation... operations) {
        say(() -> room.commit(CommitRequest.of(operations)));
    }

    /** As if the room were of a time before rules: anyone may write anything. */
    public void dropRules() {
        CommitRequest first = CommitRequest.of(new Operation.Put("rules-end-here", Json.of(true)));
        say(() -> room.commit(first) // once that is answered the room is joined
                .thenCompose(receipt -> room.setRules(List.of(new Rule("", Rule.Who.ANYONE)))));
    }

    void setAccess(AccessChange change) {
        say(() -> room.setAccess(change));
    }

    private void say(Supplier<CompletionStage<?>> request) {
        CompletableFuture<Object> done = new CompletableFuture<>();
        underWay.add(done);
        connection.execute(() -> request.get().whenComplete((receipt, failure) -> {
            if (failure == null) {
                done.complete(receipt);
            } else {
                done.completeExceptionally(failure); // an attack that the hub refuses tests nothing here
            }
        }));
    }

    /** Once it is in the room: what is signalled before is sent to nobody. */
    public void signal(Json value) {
        joined.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        connection.execute(() -> room.signal(value));
    }

    public void show(Json value) {
        connection.execute(() -> room.show(value));
    }

    /** Until the hub has all that was put. */
    public void await() {
        CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        underWay.clear();
    }

    /** The keys of the entries that the room has right below {@code prefix}, as far as this member knows. */
    Set<String> keys(String prefix) {
        CompletableFuture<Set<String>> keys = new CompletableFuture<>();
        connection.execute(() -> keys.complete(Names.directlyBelow(room.all(), prefix)));
        return keys.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        connection.close();
    }

    /** A letter under so many marks. */
    public static String marks(int count) {
        return "a" + "\u0301".repeat(count);
    }
}
