package dev.lockstep.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.AccessChange;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Rule;

/** What a client says to a hub. */
public sealed interface ClientMessage {

    /** Deals with each kind of message; a new kind is missed at compile time wherever messages are dealt with. */
    interface Handler {
        void identify(Identify message);

        void hello(Hello message);

        void pair(Pair message);

        void pairNonce(PairNonce message);

        void rooms(Rooms message);

        void delete(Delete message);

        void usage(Usage message);

        void people(People message);

        void join(Join message);

        void leave(Leave message);

        /** What is answered by its id; see {@link Request.Visitor}. */
        void request(Request message);

        void history(History message);

        void refresh(Refresh message);

        void presence(Presence message);

        void signal(Signal message);
    }

    /** Calls the method of {@code handler} that this is for. */
    void handle(Handler handler);

    /** A message about one room. */
    sealed interface InRoom extends ClientMessage {
        /** The room that it is about. */
        String room();
    }

    /** A message that is answered by its {@code id}. */
    sealed interface Request extends InRoom {

        /** Deals with each kind of request. */
        interface Visitor<R> {
            R commit(Commit request);

            R lock(Lock request);

            R unlock(Unlock request);

            R endWait(EndWait request);

            R rules(Rules request);

            R setAccess(SetAccess access);
        }

        /** By which it is answered; the client chooses it. */
        long id();

        /** Calls the case of {@code visitor} that this is, and returns its result. */
        <R> R accept(Visitor<R> visitor);

        @Override
        default void handle(Handler handler) {
            handler.request(this);
        }
    }

    /**
     * Asks, before all else, which hub this is.
     *
     * @param challenge drawn by the client, for the hub to sign
     */
    record Identify(String challenge) implements ClientMessage {
        @Override
        public void handle(Handler handler) {
            handler.identify(this);
        }
    }

    /**
     * Opens the conversation.
     *
     * @param client the client's public name, {@link ClientId#of} its secret
     * @param color a CSS colour, {@code #rrggbb}
     * @param token what the hub asks for, null where it asks for none
     * @param sameUser {@link HubProof#ofClient}, null where the client does not claim to be of the hub's user
     * @param tokenProof {@link TokenProof#ofClient}, in place of the token; null where the client sends the token, or has none
     * @param compact whether the client reads compact frames
     * @param invite {@code id.secret} of the invite that it comes by, null where it has none
     */
    record Hello(
            int protocol,
            String client,
            String secret,
            String name,
            String color,
            @Nullable String token,
            @Nullable String sameUser,
            @Nullable String tokenProof,
            boolean compact,
            @Nullable String invite)
            implements ClientMessage {
        @Override
        public void handle(Handler handler) {
            handler.hello(this);
        }

        /** Of a client that does not claim to be of the hub's user. */
        public Hello(int protocol, String client, String secret, String name, String color, @Nullable String token) {
            this(protocol, client, secret, name, color, token, null, null, false, null);
        }
    }

    /**
     * Asks to be let in, in place of {@code hello}, by somebody who has neither token nor invite.
     *
     * @param name who asks, for whoever hosts the hub
     * @param color a CSS colour, {@code #rrggbb}, or empty
     * @param code the public word of a code that was made for this, null where there is none: then both sides show digits
     * @param proof {@link TokenProof#ofClient} of the code's secret words; null without a code
     */
    record Pair(
            String name,
            String color,
            @Nullable String code,
            @Nullable String proof) implements ClientMessage {
        @Override
        public void handle(Handler handler) {
            handler.pair(this);
        }
    }

    /** @param nonce drawn by the client before, and not sent to anybody until the hub has committed itself to its own */
    record PairNonce(String nonce) implements ClientMessage {
        @Override
        public void handle(Handler handler) {
            handler.pairNonce(this);
        }
    }

    /** @param watch whether to hear of the hub's rooms from now on, or not any more */
    record Rooms(boolean watch) implements ClientMessage {
        @Override
        public void handle(Handler handler) {
            handler.rooms(this);
        }
    }

    /** Asks for a room, with all its parts, to be deleted for good; for whoever hosts the hub. */
    record Delete(String room) implements InRoom {
        @Override
        public void handle(Handler handler) {
            handler.delete(this);
        }
    }

    /** Asks who is connected, and from where; for whoever hosts the hub. */
    record People() implements ClientMessage {
        @Override
        public void handle(Handler handler) {
            handler.people(this);
        }
    }

    /** Asks which rooms there are, how much is in each, and whose it is; for whoever hosts the hub. */
    record Usage() implements ClientMessage {
        @Override
        public void handle(Handler handler) {
            handler.usage(this);
        }
    }

    /** @param since where the client stands, null where it knows nothing of the room */
    record Join(String room, @Nullable Since since) implements InRoom {
        @Override
        public void handle(Handler handler) {
            handler.join(this);
        }
    }

    /** A place in a room's history. */
    record Since(String epoch, long seq) {}

    /** Leaves a room. */
    record Leave(String room) implements InRoom {
        @Override
        public void handle(Handler handler) {
            handler.leave(this);
        }
    }

    /** Asks to commit. */
    record Commit(String room, long id, CommitRequest request) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.commit(this);
        }
    }

    /** @param waitMillis how long to stand in line, 0 not to */
    record Lock(String room, long id, List<String> keys, long waitMillis) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.lock(this);
        }

        public Lock {
            keys = List.copyOf(keys);
        }
    }

    /** Gives a lock back; for whoever hosts the hub, anybody's. */
    record Unlock(String room, long id, long fence) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unlock(this);
        }
    }

    /**
     * Ends the wait of a lock request of the same client, and frees the lock where it was granted meanwhile.
     *
     * @param request the id of the lock request
     */
    record EndWait(String room, long id, long request) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.endWait(this);
        }
    }

    /** Says who may write what from now on. */
    record Rules(String room, long id, List<Rule> rules) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rules(this);
        }

        public Rules {
            rules = List.copyOf(rules);
        }
    }

    /** Changes who has which role from now on. */
    record SetAccess(String room, long id, AccessChange change) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setAccess(this);
        }
    }

    /**
     * Asks for the commits from {@code from} to {@code to}, both included, as far as they are kept.
     *
     * @param keys only for what changed one of these, the newest first looked for; empty for all
     * @param latest how many changes of each of {@code keys} are wanted
     */
    record History(String room, long from, long to, List<String> keys, int latest) implements InRoom {
        @Override
        public void handle(Handler handler) {
            handler.history(this);
        }

        /** As many are wanted where nothing is said. */
        public static final int LATEST_DEFAULT = 100;

        /** The most changes of each key that a request can ask for. */
        public static final int LATEST_MAX = 1_000;

        public History {
            keys = List.copyOf(keys);
        }

        /** Whole commits, without choosing keys. */
        public History(String room, long from, long to) {
            this(room, from, to, List.of(), LATEST_DEFAULT);
        }
    }

    /** Asks those who watch these keys to read them again. */
    record Refresh(String room, List<String> keys) implements InRoom {
        @Override
        public void handle(Handler handler) {
            handler.refresh(this);
        }

        public Refresh {
            keys = List.copyOf(keys);
        }
    }

    /** Shows {@code value} of the session to the others in the room. */
    record Presence(String room, Json value) implements InRoom {
        @Override
        public void handle(Handler handler) {
            handler.presence(this);
        }
    }

    /** Sends {@code value} to the others in the room; it is not stored. */
    record Signal(String room, Json value) implements InRoom {
        @Override
        public void handle(Handler handler) {
            handler.signal(this);
        }
    }
}
