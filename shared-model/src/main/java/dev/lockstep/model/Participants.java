package dev.lockstep.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** The sessions that are in a room, and the clients that it remembers. */
final class Participants {

    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, KnownClient> clients = new LinkedHashMap<>();

    Participants() {}

    Participants(RoomSnapshot snapshot) {
        for (RoomSnapshot.Session saved : snapshot.sessions()) {
            Session session = new Session(saved.client(), saved.name());
            session.detachedAt = saved.detachedAt();
            session.hostsHub = saved.hostsHub();
            session.invitedAs = saved.invitedAs();
            sessions.put(saved.id(), session);
        }
        snapshot.clients().forEach(saved -> clients.put(saved.id(), new KnownClient(saved)));
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    boolean has(String sessionId) {
        return sessions.containsKey(sessionId);
    }

    @Nullable
    Session get(String sessionId) {
        return sessions.get(sessionId);
    }

    void put(String sessionId, Session session) {
        sessions.put(sessionId, session);
    }

    @Nullable
    Session remove(String sessionId) {
        return sessions.remove(sessionId);
    }

    /** A copy, so that sessions may end while it is gone through. */
    List<Map.Entry<String, Session>> all() {
        return List.copyOf(sessions.entrySet());
    }

    /** The session of {@code client}, null where it has none. */
    Map.@Nullable Entry<String, Session> ofClient(String client) {
        for (Map.Entry<String, Session> each : sessions.entrySet()) {
            if (each.getValue().client.equals(client)) {
                return each;
            }
        }
        return null;
    }

    /** What people know a session by; its id where it is not here. */
    String nameOf(String sessionId) {
        Session session = sessions.get(sessionId);
        return session == null ? sessionId : session.name;
    }

    /** What people know a client by that is remembered; empty where it is not. */
    String latestNameOf(String client) {
        KnownClient known = clients.get(client);
        return known == null ? "" : known.name;
    }

    /** The client, null where it is not remembered. */
    @Nullable
    KnownClient known(String client) {
        return clients.get(client);
    }

    /** The client of {@code session}, remembered from now on. */
    KnownClient clientOf(Session session) {
        return clients.computeIfAbsent(session.client, id -> new KnownClient(session.name));
    }

    /** A stranger who only looked costs nothing. */
    void forgetThoseWithoutPast() {
        clients.values().removeIf(KnownClient::isOver);
    }

    void forgetThoseDue(long now) {
        clients.values().removeIf(client -> client.forgottenAt() <= now);
    }

    /** Gives all that are away so many milliseconds more; whether there are any. */
    boolean postpone(long millis) {
        boolean any = false;
        for (Session session : sessions.values()) {
            if (session.isDetached()) {
                session.detachedAt += millis;
                any = true;
            }
        }
        return any;
    }

    /** Time goes back by so much, and all that is remembered as a time with it. */
    void setBack(long millis) {
        sessions.values().forEach(session -> session.setBack(millis));
        clients.values().forEach(client -> client.setBack(millis));
    }

    /** When the first lease ends or the first client is forgotten; {@link RoomState#NEVER} where nothing is due. */
    long dueAt(long leaseMillis) {
        long dueAt = RoomState.NEVER;
        for (Session session : sessions.values()) {
            if (session.isDetached()) {
                dueAt = Math.min(dueAt, session.detachedAt + leaseMillis);
            }
        }
        for (KnownClient client : clients.values()) {
            dueAt = Math.min(dueAt, client.forgottenAt());
        }
        return dueAt;
    }

    List<RoomSnapshot.Session> captureSessions() {
        return sessions.entrySet().stream()
                .map(e -> {
                    Session session = e.getValue();
                    return new RoomSnapshot.Session(
                            e.getKey(),
                            session.client,
                            session.name,
                            session.detachedAt,
                            session.hostsHub,
                            session.invitedAs);
                })
                .toList();
    }

    List<Supplier<RoomSnapshot.Client>> captureClients() {
        return clients.entrySet().stream()
                .map(e -> Objects.requireNonNull(e.getValue()).capture(e.getKey()))
                .toList();
    }
}
