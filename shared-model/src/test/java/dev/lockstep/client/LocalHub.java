package dev.lockstep.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import dev.lockstep.model.Answer;
import dev.lockstep.model.Command;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Limits;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.Decoded;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.WireCodec;

/** One room's hub in the same thread: what clients send waits until {@link #deliver} is called. */
public final class LocalHub {

    private record Incoming(Client client, Object socket, ClientMessage message) {}

    /** One client's end. */
    public final class Client implements RoomTransport {
        private final String name;
        private final String session;
        private final RoomClient room;
        private Object socket = new Object();
        private boolean online;
        private boolean joined; // as the hub sees it

        private Client(String name) {
            this.name = name;
            this.session = "s-" + name;
            this.room = new RoomClient(
                    "room",
                    name,
                    executor,
                    this,
                    new RoomKeeper("room", null, 0),
                    java.util.concurrent.TimeUnit.DAYS.toNanos(1));
        }

        public RoomClient room() {
            return room;
        }

        public void connect() {
            online = true;
            joined = false;
            socket = new Object();
            room.channel()
                    .connected(
                            socket,
                            new HubMessage.Welcome(
                                    1, "hub", session, true, name, 5_000, 10_000, Limits.DEFAULT, Bounds.DEFAULT));
            executor.flush();
        }

        /** The connection is over, as after a wrong token. */
        public void end(String reason) {
            room.channel().ended(reason);
            disconnect();
        }

        /** It is tried again after all. */
        public void reopen() {
            room.channel().reopened();
            connect();
        }

        /** The connection breaks: what is under way is lost, either way. */
        public void disconnect() {
            online = false;
            incoming.removeIf(in -> in.client() == this);
            perform(new Command.Detach(session));
            room.channel().disconnected();
            executor.flush();
        }

        @Override
        public void send(Object forSocket, String frame) {
            if (forSocket == socket && online && WireCodec.decodeClient(frame) instanceof Decoded.Message decoded) {
                incoming.add(new Incoming(this, forSocket, decoded.message()));
            }
        }

        @Override
        public long nanoTime() {
            return 0; // time stands still while something is done
        }

        @Override
        public void joined(Object forSocket, String roomName) {}

        @Override
        public void leave(Object socket, String room) {}

        @Override
        public void gone(Object socket, String room) {}

        @Override
        public void failed(Object forSocket, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void later(long millis, Runnable task) {
            executor.execute(task); // the test's time is when it looks
        }

        @Override
        public void messageDone() {}

        private void tell(HubMessage.InRoom message) {
            if (online && joined) {
                room.channel().deliver(socket, message);
            }
        }
    }

    private final QueuedExecutor executor;
    private final RoomState state = new RoomState("e1", Limits.DEFAULT, 10_000);
    private final List<Commit> history = new ArrayList<>();
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final Queue<Incoming> incoming = new ArrayDeque<>();
    private long now = 1_000;

    public LocalHub(QueuedExecutor executor) {
        this.executor = executor;
    }

    public RoomState state() {
        return state;
    }

    /** How many commits there have been. */
    public int commits() {
        return history.size();
    }

    /** A client that is connected and has joined. */
    public Client client(String name) {
        Client client = new Client(name);
        clients.put(client.session, client);
        client.connect();
        settle();
        return client;
    }

    /** Ends all locks; holders that are away are not told that they lost them, as by a hub that lost the room. */
    public void forgetLocks() {
        for (LockInfo lock : state.locks()) {
            perform(new Command.Unlock(String.valueOf(lock.session()), Limits.INTEGER_MAX, lock.fence()));
        }
    }

    /** Lets time pass. */
    public void pass(long millis) {
        now += millis;
        perform(new Command.Tick());
    }

    /** Takes the first message that was sent, and answers; false where there is none. */
    public boolean deliverOne() {
        Incoming next = incoming.poll();
        if (next != null && next.socket() == next.client().socket) {
            take(next.client(), next.message());
        }
        return next != null;
    }

    /** Takes all that was sent, and answers; clients hear of it when their executor is flushed. */
    public void deliver() {
        while (deliverOne()) {
            // until there is none
        }
    }

    /** Until nobody has anything to say. */
    public void settle() {
        do {
            deliver();
            executor.flush();
        } while (!incoming.isEmpty());
    }

    private void take(Client from, ClientMessage message) {
        message.handle(new Taking(from));
    }

    /** What is not about the room is not for this hub, and what nobody reads is left out. */
    private final class Taking implements ClientMessage.Handler, ClientMessage.Request.Visitor<Command> {
        private final Client from;

        Taking(Client from) {
            this.from = from;
        }

        @Override
        public void join(ClientMessage.Join message) {
            from.joined = false; // what it is told begins with what comes of this
            perform(new Command.Enter(from.session, from.name, from.name));
            from.joined = true;
            List<HubMessage.Member> members = clients.values().stream()
                    .map(c -> new HubMessage.Member(
                            c.session, c.name, c.name, "#123456", dev.lockstep.model.Json.ofNull()))
                    .toList();
            from.tell(new HubMessage.Snapshot(
                    "room", "e1", state.seq(), state.entries().copy(), false));
            from.tell(new HubMessage.Joined("room", "e1", state.seq(), "editor", state.locks(), members));
            clients.values().forEach(c -> c.tell(new HubMessage.Presence("room", members, List.of())));
        }

        @Override
        public void request(ClientMessage.Request message) {
            perform(message.accept(this));
        }

        @Override
        public Command commit(ClientMessage.Commit commit) {
            return new Command.Submit(from.session, commit.id(), commit.request());
        }

        @Override
        public Command lock(ClientMessage.Lock lock) {
            return new Command.Lock(from.session, lock.id(), lock.keys(), lock.waitMillis());
        }

        @Override
        public Command unlock(ClientMessage.Unlock unlock) {
            return new Command.Unlock(from.session, unlock.id(), unlock.fence());
        }

        @Override
        public Command endWait(ClientMessage.EndWait end) {
            return new Command.EndWait(from.session, end.id(), end.request());
        }

        @Override
        public Command rules(ClientMessage.Rules rules) {
            return new Command.SetRules(from.session, rules.id(), rules.rules(), false);
        }

        @Override
        public Command setAccess(ClientMessage.SetAccess access) {
            return new Command.SetAccess(from.session, access.id(), access.change());
        }

        @Override
        public void refresh(ClientMessage.Refresh refresh) {
            clients.values().forEach(c -> c.tell(new HubMessage.Refresh("room", refresh.keys(), from.session)));
        }

        @Override
        public void signal(ClientMessage.Signal signal) {
            clients.values().stream()
                    .filter(c -> c != from)
                    .forEach(c -> c.tell(new HubMessage.Signal("room", from.session, from.name, signal.value())));
        }

        @Override
        public void presence(ClientMessage.Presence message) {
            // nobody looks
        }

        @Override
        public void leave(ClientMessage.Leave message) {
            // its client is told nothing more
        }

        @Override
        public void history(ClientMessage.History message) {
            // it has no past
        }

        @Override
        public void identify(ClientMessage.Identify message) {
            throw notOfARoom(message);
        }

        @Override
        public void hello(ClientMessage.Hello message) {
            throw notOfARoom(message);
        }

        @Override
        public void pair(ClientMessage.Pair message) {
            throw notOfARoom(message);
        }

        @Override
        public void pairNonce(ClientMessage.PairNonce message) {
            throw notOfARoom(message);
        }

        @Override
        public void rooms(ClientMessage.Rooms message) {
            throw notOfARoom(message);
        }

        @Override
        public void delete(ClientMessage.Delete message) {
            throw notOfARoom(message);
        }

        @Override
        public void people(ClientMessage.People message) {
            throw notOfARoom(message);
        }

        @Override
        public void usage(ClientMessage.Usage message) {
            throw notOfARoom(message);
        }

        private AssertionError notOfARoom(ClientMessage message) {
            return new AssertionError("a room's client has nothing to do with " + message);
        }
    }

    private void perform(Command command) {
        Outcome outcome = state.apply(command, now);
        history.addAll(outcome.commits());
        if (!outcome.commits().isEmpty()) {
            clients.values().forEach(c -> c.tell(new HubMessage.Changes("room", outcome.commits())));
        }
        for (Answer answer : outcome.answers()) {
            clients.get(answer.session()).tell(message(answer));
        }
    }

    private static HubMessage.InRoom message(Answer answer) {
        if (answer instanceof Answer.Applied a) {
            return new HubMessage.Applied("room", a.id(), a.seq(), a.changed());
        } else if (answer instanceof Answer.Refused r) {
            return new HubMessage.Refused("room", r.id(), r.code(), r.message(), r.key());
        } else if (answer instanceof Answer.Granted g) {
            return new HubMessage.Granted("room", g.id(), g.keys(), g.fence(), 10_000);
        } else if (answer instanceof Answer.Lost l) {
            return new HubMessage.Lost("room", l.fence(), l.keys(), l.reason());
        }
        throw new AssertionError(answer);
    }
}
