package dev.lockstep.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.RefusalCode;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;

/**
 * What is asked of a hub as a whole: which rooms there are, and by those who host it, how much is in them, and their deletion. Methods may be
 * called from any thread; stages complete where the rooms live.
 */
public final class HubTools {

    private final Executor loop;
    private final Executor rooms;
    private final CopyOnWriteArrayList<RoomsListener> listeners = new CopyOnWriteArrayList<>();

    // the loop's own
    private final Map<String, CompletableFuture<Integer>> deletions = new HashMap<>();
    private final Asked<HubMessage.Used> usage;
    private final Asked<HubMessage.Connected> people;
    private @Nullable Consumer<ClientMessage> sender; // null while there is no connection

    HubTools(Executor loop, Executor rooms) {
        this.loop = loop;
        this.rooms = rooms;
        this.usage = new Asked<>(rooms);
        this.people = new Asked<>(rooms);
    }

    // ---- what is asked

    /** Told which rooms the hub has, on the connection's loop. */
    public interface RoomsListener {

        /** All rooms that this client may know come next, in one or more parts. */
        void anew();

        /** A part of them, or later, those that are new, that have another number of members, or that are gone. */
        void told(HubMessage.Rooms part);
    }

    /** Tells {@code listener} which rooms the hub has, after each connection anew. A hub that doesn't know how tells nothing. */
    public void onRooms(RoomsListener listener) {
        listeners.add(listener);
        loop.execute(this::watchRooms);
    }

    private void watchRooms() {
        Consumer<ClientMessage> current = sender;
        if (current != null && !listeners.isEmpty()) {
            listeners.forEach(RoomsListener::anew);
            current.accept(new ClientMessage.Rooms(true));
        }
    }

    /**
     * Deletes a room with its parts for good; who is in it is put out. For whoever hosts the hub.
     *
     * @return completes with how many rooms and parts that were; fails with {@link RefusedException}
     */
    public CompletionStage<Integer> deleteRoom(String room) {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        loop.execute(() -> {
            Consumer<ClientMessage> current = sender;
            if (current == null) {
                fail(done, RefusalCode.UNAVAILABLE, "there is no connection to the hub");
            } else if (deletions.putIfAbsent(room, done) != null) {
                fail(done, RefusalCode.INVALID, "the room is being deleted already");
            } else {
                current.accept(new ClientMessage.Delete(room));
            }
        });
        return done;
    }

    /**
     * How much is in each room that the hub keeps. For whoever hosts it.
     *
     * @return fails with {@link RefusedException}
     */
    public CompletionStage<List<HubMessage.Used>> usage() {
        return ask(usage, new ClientMessage.Usage());
    }

    /**
     * Who is connected, and from where. For whoever hosts the hub.
     *
     * @return fails with {@link RefusedException}
     */
    public CompletionStage<List<HubMessage.Connected>> people() {
        return ask(people, new ClientMessage.People());
    }

    private <T> CompletionStage<List<T>> ask(Asked<T> asked, ClientMessage question) {
        CompletableFuture<List<T>> done = new CompletableFuture<>();
        loop.execute(() -> {
            Consumer<ClientMessage> current = sender;
            if (current == null) {
                fail(done, RefusalCode.UNAVAILABLE, "there is no connection to the hub");
            } else if (asked.add(done)) {
                current.accept(question);
            }
        });
        return done;
    }

    // ---- what the hub says; on the loop

    /** The hub has let this client in. */
    void welcomed(Consumer<ClientMessage> send) {
        sender = send;
        usage.beginAnew();
        people.beginAnew();
        watchRooms();
    }

    /** The connection is gone. */
    void lost() {
        sender = null;
        failAll(RefusalCode.UNAVAILABLE, "the connection broke; look whether it was done");
    }

    void rooms(HubMessage.Rooms message) {
        listeners.forEach(listener -> listener.told(message));
    }

    void deleted(HubMessage.Deleted message) {
        CompletableFuture<Integer> done = deletions.remove(message.room());
        if (done != null) {
            rooms.execute(() -> done.complete(message.rooms()));
        }
    }

    void usage(HubMessage.Usage message) {
        usage.take(message.rooms(), message.more());
    }

    void people(HubMessage.People message) {
        people.take(message.people(), message.more());
    }

    /** @param isOpen whether the room that it is about is open here: then it is not an answer, but what becomes of the room */
    void fault(HubMessage.Fault fault, boolean isOpen) {
        if (fault.room() == null && fault.code() == HubMessage.ErrorCode.FORBIDDEN) {
            failQuestions(RefusalCode.FORBIDDEN, fault.message());
        } else if (fault.room() == null && fault.code() == HubMessage.ErrorCode.RATE) {
            failAll(RefusalCode.RATE, fault.message()); // it may have been one of these that was dropped
        } else if (fault.code() == HubMessage.ErrorCode.UNKNOWN_TYPE) {
            failAll(RefusalCode.INVALID, "the hub is an older version, which can't do this");
        }
        boolean answers = fault.code() == HubMessage.ErrorCode.FORBIDDEN
                || (fault.code() == HubMessage.ErrorCode.NOT_JOINED && !isOpen);
        CompletableFuture<Integer> done = answers && fault.room() != null ? deletions.remove(fault.room()) : null;
        if (done != null) {
            fail(done, RefusalCode.FORBIDDEN, fault.message());
        }
    }

    private void failAll(RefusalCode code, String message) {
        List.copyOf(deletions.values()).forEach(done -> fail(done, code, message));
        deletions.clear();
        failQuestions(code, message);
    }

    private void failQuestions(RefusalCode code, String message) {
        usage.fail(code, message);
        people.fail(code, message);
    }

    private void fail(CompletableFuture<?> done, RefusalCode code, String message) {
        rooms.execute(() -> done.completeExceptionally(new RefusedException(code, message, null, null)));
    }
}
