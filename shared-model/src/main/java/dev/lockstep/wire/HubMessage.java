package dev.lockstep.wire;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Access;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.Role;
import dev.lockstep.model.Rule;
import dev.lockstep.model.Segment;

/** What a hub says to a client. */
public sealed interface HubMessage {

    /** Deals with each kind of message; a new kind is missed at compile time wherever messages are dealt with. */
    interface Handler {
        void identity(Identity message);

        void pairing(Pairing message);

        void welcome(Welcome message);

        void health(Health message);

        void rooms(Rooms message);

        void deleted(Deleted message);

        void usage(Usage message);

        void people(People message);

        void fault(Fault message);

        /** What belongs to a room; see {@link InRoom.RoomHandler}. */
        void inRoom(InRoom message);
    }

    /** Calls the method of {@code handler} that this is for. */
    void handle(Handler handler);

    /** A message about one room. */
    sealed interface InRoom extends HubMessage {

        /** Deals with each kind of message in a room. */
        interface RoomHandler {
            void snapshot(Snapshot message);

            void joined(Joined message);

            void left(Left message);

            void changes(Changes message);

            void history(History message);

            void applied(Applied message);

            void refused(Refused message);

            void granted(Granted message);

            void lost(Lost message);

            void refresh(Refresh message);

            void presence(Presence message);

            void signal(Signal message);
        }

        /** Calls the method of {@code handler} that this is for. */
        void handle(RoomHandler handler);

        @Override
        default void handle(HubMessage.Handler handler) {
            handler.inRoom(this);
        }

        /** The room that it is about. */
        String room();
    }

    /**
     * Which hub this is, and its proof; see {@link HubProof}.
     *
     * @param hub what it is known by: the hash of its public key
     * @param key its public key, X.509 in base64
     * @param address where it took the connection
     * @param signature of {@link HubProof#signedText}, in base64
     * @param challenge drawn by the hub, for the client's proof
     * @param sameUser {@link HubProof#ofHub}, null where the connection is not from the hub's own machine
     */
    record Identity(
            String hub,
            String key,
            String address,
            String signature,
            String challenge,
            @Nullable String sameUser) implements HubMessage {
        @Override
        public void handle(Handler handler) {
            handler.identity(this);
        }
    }

    /**
     * What comes of {@code pair}; one of the first three, or the last, maybe with a proof.
     *
     * @param commitment {@link PairingDigits#commitment} of what the hub has drawn
     * @param nonce what it has drawn, once it knows what the client has
     * @param proof {@link TokenProof#ofHub} of the code's secret words
     * @param invite {@code id.secret} of an invite for this client alone
     */
    record Pairing(
            @Nullable String commitment,
            @Nullable String nonce,
            @Nullable String proof,
            @Nullable String invite) implements HubMessage {
        @Override
        public void handle(Handler handler) {
            handler.pairing(this);
        }
    }

    /**
     * @param resumed whether the client's session was still held: its locks and presence live on
     * @param tokenProof {@link TokenProof#ofHub}; null where the client has sent no such proof
     */
    record Welcome(
            int protocol,
            String hub,
            String session,
            boolean resumed,
            String name,
            @Nullable String tokenProof,
            long pingMillis,
            long leaseMillis,
            Limits limits,
            Bounds bounds)
            implements HubMessage {

        /** To a client that has not proven to know a token. */
        public Welcome(
                int protocol,
                String hub,
                String session,
                boolean resumed,
                String name,
                long pingMillis,
                long leaseMillis,
                Limits limits,
                Bounds bounds) {
            this(protocol, hub, session, resumed, name, null, pingMillis, leaseMillis, limits, bounds);
        }

        @Override
        public void handle(Handler handler) {
            handler.welcome(this);
        }
    }

    /** @param storing whether the hub can store; while it can't, it refuses requests {@code unavailable} */
    record Health(boolean storing) implements HubMessage {
        @Override
        public void handle(Handler handler) {
            handler.health(this);
        }
    }

    /**
     * Rooms that the hub has: all of them after {@link ClientMessage.Rooms}, and from then on those that are new or that
     * somebody entered or left.
     *
     * @param gone names of rooms that are not to be listed any more: deleted ones, and those that are not for this client from now on
     * @param more whether further parts of the first answer follow
     */
    record Rooms(List<Listed> rooms, List<String> gone, boolean more) implements HubMessage {

        /** Of which none is gone. */
        public Rooms(List<Listed> rooms, boolean more) {
            this(rooms, List.of(), more);
        }

        @Override
        public void handle(Handler handler) {
            handler.rooms(this);
        }

        public Rooms {
            rooms = List.copyOf(rooms);
            gone = List.copyOf(gone);
        }
    }

    /**
     * A room is deleted.
     *
     * @param rooms how many that were, with its parts
     */
    record Deleted(String room, int rooms) implements HubMessage {
        @Override
        public void handle(Handler handler) {
            handler.deleted(this);
        }
    }

    /** @param more whether others follow, in another frame */
    record People(List<Connected> people, boolean more) implements HubMessage {
        @Override
        public void handle(Handler handler) {
            handler.people(this);
        }

        public People {
            people = List.copyOf(people);
        }
    }

    /**
     * Somebody who is connected to the hub.
     *
     * @param client the client's public name
     * @param address where they come from, in numbers
     * @param at since when, in milliseconds since 1970
     * @param host whether they host the hub
     */
    record Connected(String client, String name, String address, long at, boolean host) {}

    /**
     * How much is in the rooms that are kept.
     *
     * @param more whether further parts of the answer follow
     */
    record Usage(List<Used> rooms, boolean more) implements HubMessage {
        @Override
        public void handle(Handler handler) {
            handler.usage(this);
        }

        public Usage {
            rooms = List.copyOf(rooms);
        }
    }

    /**
     * How much is in a room.
     *
     * @param bytes of its keys and values
     * @param at when it was last changed, in milliseconds since 1970
     * @param by whose it is, who last changed most first
     * @param problem why that can't be told, null where it is
     */
    record Used(
            String room,
            int entries,
            long bytes,
            long at,
            List<UsedBy> by,
            @Nullable String problem) {
        public Used {
            by = List.copyOf(by);
        }
    }

    /**
     * How much of a room a client was the last to change.
     *
     * @param name for people, empty where nobody knows it
     */
    record UsedBy(String client, String name, int entries, long bytes) {}

    /** @param members how many are in the room */
    record Listed(String room, int members) {}

    /**
     * @param authors the names of the clients that made or last changed {@code entries}, by client, as far as they are known
     * @param more whether further parts follow; the last one has false
     */
    record Snapshot(String room, String epoch, long seq, List<Entry> entries, Map<String, String> authors, boolean more)
            implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.snapshot(this);
        }

        public Snapshot {
            entries = List.copyOf(entries);
            authors = Map.copyOf(authors);
        }

        /** Of entries whose authors nobody knows. */
        public Snapshot(String room, String epoch, long seq, List<Entry> entries, boolean more) {
            this(room, epoch, seq, entries, Map.of(), more);
        }
    }

    /**
     * What the numbers in compact frames mean.
     *
     * @param room the number of the room
     * @param clients those that have a number, from 1 up
     */
    record Numbers(int room, List<String> clients) {
        public Numbers {
            clients = List.copyOf(clients);
        }
    }

    /**
     * @param role what the receiver may do here, as {@link Role} has it
     * @param rules who may write what; null where the hub keeps no rules
     * @param restored what the room lost to damage once, null where it never did
     * @param numbers what compact frames of the room mean, null for a client that is sent none
     * @param access who has which role
     * @param hostsHub whether the receiver hosts the hub, and so every room, whatever {@code access} says
     * @param invitedAs the role that the receiver's invite gives it where {@code access} gives it none of its own, null where it came without
     */
    record Joined(
            String room,
            String epoch,
            long seq,
            String role,
            List<LockInfo> locks,
            List<Member> members,
            @Nullable List<Rule> rules,
            @Nullable Restored restored,
            @Nullable Numbers numbers,
            Access access,
            boolean hostsHub,
            @Nullable Role invitedAs)
            implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.joined(this);
        }

        public Joined {
            locks = List.copyOf(locks);
            members = List.copyOf(members);
            rules = rules == null ? null : List.copyOf(rules);
        }

        /** For a client that is sent no compact frames. */
        public Joined(
                String room,
                String epoch,
                long seq,
                String role,
                List<LockInfo> locks,
                List<Member> members,
                @Nullable List<Rule> rules,
                @Nullable Restored restored) {
            this(room, epoch, seq, role, locks, members, rules, restored, null, Access.DEFAULT, false, null);
        }

        /** From a hub that keeps no rules. */
        public Joined(String room, String epoch, long seq, String role, List<LockInfo> locks, List<Member> members) {
            this(room, epoch, seq, role, locks, members, null, null);
        }
    }

    /**
     * A part of a room was lost to damage, and its history goes on under another epoch from what was left.
     *
     * @param epoch the epoch before
     * @param seq the last commit of that epoch which was left
     * @param known the last commit of it that the hub knows to have been done
     */
    record Restored(String epoch, long seq, long known) {}

    /** The session is in the room no more. */
    record Left(String room) implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.left(this);
        }
    }

    /** @param authors the names of the clients that asked for {@code commits}, as far as the receiver may not know them yet */
    record Changes(String room, List<Commit> commits, Map<String, String> authors) implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.changes(this);
        }

        public Changes {
            commits = List.copyOf(commits);
            authors = Map.copyOf(authors);
        }

        /** By clients whose names are known. */
        public Changes(String room, List<Commit> commits) {
            this(room, commits, Map.of());
        }
    }

    /**
     * A page of a room's past.
     *
     * @param from what was asked for; the first commit has a larger number where those before it are not kept any more
     * @param to what was asked for
     * @param keys what was asked for; empty where all was
     * @param since of {@code keys}, how far back was looked; else {@code from}
     * @param more whether there are further ones: to be asked for from the one after the last on, or, of {@code keys}, up to the one
     *     before {@code since}
     * @param problem why it can't be told, null where it is
     */
    record History(
            String room,
            long from,
            long to,
            List<String> keys,
            long since,
            Segment segment,
            boolean more,
            @Nullable String problem)
            implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.history(this);
        }

        public History {
            keys = List.copyOf(keys);
        }

        /** Of all keys. */
        public History(String room, long from, long to, Segment segment, boolean more, @Nullable String problem) {
            this(room, from, to, List.of(), from, segment, more, problem);
        }
    }

    /** A commit is stored; {@code changed} is false where all was as it already was. */
    record Applied(String room, long id, long seq, boolean changed) implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.applied(this);
        }
    }

    /** A request was refused, and nothing is changed by it. */
    record Refused(
            String room,
            long id,
            RefusalCode code,
            String message,
            @Nullable String key) implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.refused(this);
        }

        public Refused {
            message = bounded(message);
            key = key == null ? null : bounded(key);
        }
    }

    /** The session holds the lock from now on. */
    record Granted(String room, long id, List<String> keys, long fence, long leaseMillis) implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.granted(this);
        }

        public Granted {
            keys = List.copyOf(keys);
        }
    }

    /** The session holds the lock no more. */
    record Lost(String room, long fence, List<String> keys, String reason) implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.lost(this);
        }

        public Lost {
            keys = List.copyOf(keys);
        }
    }

    /** Somebody asks those who watch these keys to read them again. */
    record Refresh(String room, List<String> keys, String session) implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.refresh(this);
        }

        public Refresh {
            keys = List.copyOf(keys);
        }
    }

    /**
     * @param members whose presence is new or changed
     * @param left the sessions that are gone
     */
    record Presence(String room, List<Member> members, List<String> left) implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.presence(this);
        }

        public Presence {
            members = List.copyOf(members);
            left = List.copyOf(left);
        }
    }

    /** @param client whose session it is, empty where an older hub doesn't say */
    record Signal(String room, String session, String client, Json value) implements InRoom {
        @Override
        public void handle(InRoom.RoomHandler handler) {
            handler.signal(this);
        }
    }

    /** @param room the room it is about, null where it is about none */
    record Fault(ErrorCode code, String message, @Nullable String room) implements HubMessage {
        @Override
        public void handle(Handler handler) {
            handler.fault(this);
        }

        public Fault {
            message = bounded(message);
        }
    }

    /** What is wrong may be of any length, and what is said of it often quotes it. */
    private static String bounded(String text) {
        return text.length() <= Protocol.QUOTED_CHARS_MAX ? text : text.substring(0, Protocol.QUOTED_CHARS_MAX);
    }

    /**
     * Somebody in a room.
     *
     * @param value what the member shows of itself, JSON null until it has shown anything
     * @param invitedAs the role that an invite gave it in this room; null where it came without
     */
    record Member(
            String session,
            String client,
            String name,
            String color,
            Json value,
            @Nullable Role invitedAs) {

        /** Who came without an invite. */
        public Member(String session, String client, String name, String color, Json value) {
            this(session, client, name, color, value, null);
        }

        /** The same, showing {@code now}. */
        public Member showing(Json now) {
            return new Member(session, client, name, color, now, invitedAs);
        }
    }

    /** What is wrong with a message as such. */
    enum ErrorCode {
        /** The hub does not know this type of message. */
        UNKNOWN_TYPE("unknown-type"),
        /** A frame is no message. */
        MALFORMED("malformed"),
        /** A presence or a signal is larger than the hub takes. */
        TOO_LARGE("too-large"),
        /** The session is not in the room. */
        NOT_JOINED("not-joined"),
        /** The client may not do this. */
        FORBIDDEN("forbidden"),
        /** The client may not be in the room. */
        NOT_ADMITTED("not-admitted"),
        /** The client sends more than it may. */
        RATE("rate");

        private final String wireName;

        ErrorCode(String wireName) {
            this.wireName = wireName;
        }

        /** As messages call it. */
        public String wireName() {
            return wireName;
        }
    }
}
