package dev.lockstep.hub.session;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.room.Invited;
import dev.lockstep.hub.room.Member;
import dev.lockstep.hub.room.Membership;
import dev.lockstep.hub.room.Room;
import dev.lockstep.hub.room.RoomDirectory;
import dev.lockstep.hub.room.Rooms;
import dev.lockstep.model.Names;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;

/**
 * A connection whose client is authenticated: handles its messages, and knows its rooms. Messages are handled one at a time, and not
 * concurrently with {@link #end}; everything else is safe for use by many threads.
 */
final class LiveSession implements ClientMessage.Handler {

    private final Connections connections;
    private final Connection connection;
    private final Session session;
    private final Member self;
    private final HostRequests hostRequests;
    private final RoomDirectory.Watcher roomsWatcher = new RoomsWatcher();
    private final long since; // milliseconds since 1970
    private final Map<String, Membership> memberships = new ConcurrentHashMap<>();
    private final Map<String, Membership> left = new ConcurrentHashMap<>(); // some of it may still have to be sent
    private final AtomicBoolean listing = new AtomicBoolean(); // of the rooms, which has not begun yet
    private volatile boolean watching; // the list of rooms
    private int size; // of the message that is handled

    LiveSession(Connections connections, Connection connection, Session session, Member self) {
        this.connections = connections;
        this.connection = connection;
        this.session = session;
        this.self = self;
        this.hostRequests = new HostRequests(connections.rooms(), connection::send);
        this.since = connections.clock().millis();
    }

    /** Whether it is {@code client}'s, who does not host the hub: hosts shut nobody of themselves out. */
    boolean isOf(String client) {
        return !self.isHost() && self.client().equals(client);
    }

    Allowance allowance() {
        return session.allowance;
    }

    Collection<Membership> memberships() {
        return memberships.values();
    }

    /** Handles {@code message}, which had {@code bytes}. */
    void handle(ClientMessage message, int bytes) {
        size = bytes;
        message.handle(this);
    }

    // ---- the conversation's beginning, which is over

    @Override
    public void identify(ClientMessage.Identify message) {
        connection.malformed("identify is said once, before hello");
    }

    @Override
    public void hello(ClientMessage.Hello message) {
        connection.malformed("hello is said once");
    }

    @Override
    public void pair(ClientMessage.Pair message) {
        connection.malformed("pair is said in place of hello");
    }

    @Override
    public void pairNonce(ClientMessage.PairNonce message) {
        connection.malformed("a nonce is sent after pair");
    }

    // ---- rooms

    @Override
    public void join(ClientMessage.Join join) {
        if (!isRoomName(join.room())) {
            return;
        }
        if (!allowance().mayJoin(connections.clock().nanos())) {
            tooMuch("too many joins; wait, and join again", join.room());
            return;
        }
        HubMessage.Fault problem = connection.unlessEnded(() -> enter(join));
        if (problem != null) {
            connection.fault(problem);
        }
    }

    /** Returns why the room can't be begun, null where it can. */
    private HubMessage.@Nullable Fault enter(ClientMessage.Join join) {
        Membership leaving = left.remove(join.room());
        Membership before = memberships.getOrDefault(join.room(), leaving);
        Membership toEnd = before == null || before.isRefused() ? null : before;
        if (before != null && before.isRefused()) {
            session.rooms.remove(join.room(), before.room()); // it was never opened, and is forgotten
        }
        Rooms.Admission came = connections.rooms().join(join.room(), self, join.since(), toEnd, connection::wake);
        Membership joined = came.membership();
        if (joined != null) {
            session.rooms.put(join.room(), joined.room());
            memberships.put(join.room(), joined);
        }
        return came.problem();
    }

    @Override
    public void leave(ClientMessage.Leave message) {
        String room = message.room();
        Membership membership = memberships.remove(room);
        if (membership == null) {
            if (isRoomName(room)) {
                notJoined(room);
            }
            return;
        }
        session.rooms.remove(room, membership.room());
        left.values().removeIf(Membership::isOver);
        left.put(room, membership);
        membership.room().leave(membership);
    }

    @Override
    public void request(ClientMessage.Request request) {
        int bytes = size;
        inRoom(request.room(), (room, membership) -> room.request(membership, request, bytes), request.id());
    }

    /** Refuses a request that can't be tried. */
    void refuse(HubMessage.Refused refused) {
        inRoom(refused.room(), (room, membership) -> room.refuse(membership, refused), refused.id());
    }

    @Override
    public void history(ClientMessage.History history) {
        if (mayPass(history.room())) { // somebody waits for the answer
            inRoom(history.room(), (room, membership) -> room.history(membership, history), 0);
        }
    }

    @Override
    public void refresh(ClientMessage.Refresh refresh) {
        if (mayPass(TransientMessages.problemWithKeys(refresh.keys(), limits()))) {
            inRoom(refresh.room(), (room, membership) -> room.refresh(membership, refresh.keys()), 0);
        }
    }

    @Override
    public void presence(ClientMessage.Presence presence) {
        if (mayPass(TransientMessages.problemWithValue(presence.value(), limits()))) {
            inRoom(presence.room(), (room, membership) -> room.show(membership, presence.value()), 0);
        }
    }

    @Override
    public void signal(ClientMessage.Signal signal) {
        if (mayPass(TransientMessages.problemWithValue(signal.value(), limits()))) {
            inRoom(signal.room(), (room, membership) -> room.signal(membership, signal.value()), 0);
        }
    }

    private dev.lockstep.model.Limits limits() {
        return connections.rules().limits();
    }

    // ---- the hub

    @Override
    public void rooms(ClientMessage.Rooms message) {
        if (!mayPass((String) null)) {
            return;
        }
        watching = message.watch();
        if (!watching) {
            connections.rooms().directory().unwatch(roomsWatcher);
        } else if (listing.compareAndSet(false, true)) { // else the list that is on its way is the answer
            connections.threads().runSlow(this::listRooms);
        }
    }

    /** There may be ten thousand of them. */
    private void listRooms() {
        listing.set(false);
        if (watching) {
            connections.rooms().directory().watch(roomsWatcher);
        }
        if (!watching || connection.isClosed()) { // as of now
            connections.rooms().directory().unwatch(roomsWatcher);
        }
    }

    @Override
    public void delete(ClientMessage.Delete message) {
        if (mayPass((String) null) && mayHost(message.room())) {
            hostRequests.delete(message.room(), self, connections.clock().millis());
        }
    }

    @Override
    public void usage(ClientMessage.Usage message) {
        if (mayPass((String) null) && mayHost(null)) {
            hostRequests.usage();
        }
    }

    @Override
    public void people(ClientMessage.People message) {
        if (mayPass((String) null) && mayHost(null)) {
            hostRequests.people(connections.people());
        }
    }

    /** Who it is, and from where. */
    HubMessage.Connected connected() {
        return new HubMessage.Connected(self.client(), self.name(), connection.address(), since, self.isHost());
    }

    private boolean mayHost(@Nullable String room) {
        if (!self.isHost()) {
            connection.fault(HubMessage.ErrorCode.FORBIDDEN, "only whoever hosts the hub may do this", room);
        }
        return self.isHost();
    }

    // ---- what is allowed

    /** @param problem with the message, null for none */
    private boolean mayPass(HubMessage.@Nullable Fault problem) {
        boolean may = mayPass((String) null);
        if (may && problem != null) {
            connection.fault(problem);
        }
        return may && problem == null;
    }

    /** Whether the client may send one more message that is not stored. */
    private boolean mayPass(@Nullable String room) {
        boolean may = allowance().mayPass(size, connections.clock().nanos());
        if (!may) {
            tooMuch("too many messages that are not stored; the hub drops the excess", room);
        }
        return may;
    }

    /** @param id of the request that is refused where the room isn't joined, 0 for a message without answer */
    private void inRoom(String roomName, BiConsumer<Room, Membership> action, long id) {
        Membership membership = memberships.get(roomName);
        if (membership != null && !membership.isRefused() && !membership.isEnding()) {
            action.accept(membership.room(), membership);
        } else if (!isRoomName(roomName)) {
            return;
        } else if (id == 0) {
            notJoined(roomName);
        } else {
            connection.send(new HubMessage.Refused(roomName, id, RefusalCode.NOT_JOINED, "join the room first", null));
        }
    }

    /** What names no room is not repeated in answers either. */
    private boolean isRoomName(String name) {
        String problem = Names.problemWithRoom(name);
        if (problem != null) {
            connection.malformed(problem);
        }
        return problem == null;
    }

    private void notJoined(String roomName) {
        connection.fault(HubMessage.ErrorCode.NOT_JOINED, "join the room first: " + roomName, roomName);
    }

    private void tooMuch(String message, @Nullable String room) {
        connection.fault(HubMessage.ErrorCode.RATE, message, room);
    }

    // ---- the end

    /**
     * The connection is over; called once.
     *
     * @param cleanly whether the client said that it is done: its session ends then, and else is held for a lease
     */
    void end(boolean cleanly) {
        connections.rooms().directory().unwatch(roomsWatcher);
        if (cleanly && connections.sessions().end(session, connection)) {
            memberships.forEach((name, membership) -> {
                membership.room().leave(membership);
                session.rooms.remove(name, membership.room());
            });
            session.rooms.values().forEach(room -> room.endDetached(session.id));
        } else {
            memberships.values().forEach(membership -> membership.room().detach(membership));
            connections.sessions().detach(session, connection);
        }
    }

    /** What this client may know of which rooms there are. */
    private final class RoomsWatcher implements RoomDirectory.Watcher {

        @Override
        public void accept(byte[] frame) {
            connection.send(frame);
        }

        @Override
        public String client() {
            return self.client();
        }

        @Override
        public boolean mayKnow(String room) {
            return connections.rooms().privateRooms().mayKnow(self, room);
        }

        @Override
        public boolean mayKnowPublicRooms() {
            Invited invited = self.invited();
            return invited == null || invited.room().isEmpty();
        }
    }
}
