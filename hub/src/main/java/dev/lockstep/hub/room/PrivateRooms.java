package dev.lockstep.hub.room;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.lockstep.model.Access;
import dev.lockstep.model.Names;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Role;
import dev.lockstep.wire.HubRooms;
import dev.lockstep.wire.HubRooms.PrivateEntry;

/**
 * Which rooms are not for everybody, and who may know of them. It is kept in the hub's own room, so that it is known before a room is read.
 * Safe for use by many threads.
 */
public final class PrivateRooms {

    private final Rooms rooms;
    private final Map<String, Set<String>> admitted = new ConcurrentHashMap<>(); // by room

    PrivateRooms(Rooms rooms) {
        this.rooms = rooms;
    }

    /** What is kept of a room; on the loop of the hub's own room, before anybody is let in. */
    public void read(PrivateEntry entry) {
        admitted.putIfAbsent(entry.room(), entry.clients()); // what the room itself has said is newer
    }

    /** A room has these roles now; on its loop. */
    void accessIs(String room, Access access) {
        Set<String> now = access.everyone() == Role.NONE ? admittedBy(access) : null;
        Set<String> before = now == null ? admitted.remove(room) : admitted.put(room, now);
        if (Objects.equals(now, before)) {
            return;
        }
        String key = HubRooms.PRIVATE + "/" + HubRooms.hash(room);
        Operation op =
                now == null ? new Operation.Remove(key) : new Operation.Put(key, new PrivateEntry(room, now).toJson());
        rooms.act(
                HubRooms.ADMISSION, state -> now == null && state.entries().get(key) == null ? List.of() : List.of(op));
        rooms.directory().accessChanged(room, client -> before == null || before.contains(client));
    }

    private static Set<String> admittedBy(Access access) {
        return access.clients().entrySet().stream()
                .filter(each -> each.getValue().role() != Role.NONE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The room is deleted. */
    void forget(String room) {
        accessIs(room, Access.DEFAULT);
    }

    /** Whether the room or part {@code name} is not for everybody. */
    public boolean isPrivate(String name) {
        return admitted.containsKey(Names.roomOf(name));
    }

    /** Whether {@code member} may know that there is a room or part {@code name}. */
    public boolean mayKnow(Member member, String name) {
        String room = Names.roomOf(name);
        Set<String> some = admitted.get(room);
        Invited invited = member.invited();
        boolean forOneRoom = invited != null && !invited.room().isEmpty();
        boolean asOthers = forOneRoom ? Invited.ofInvited(invited, room) != Role.NONE : some == null;
        return member.isHost() || asOthers || (some != null && some.contains(member.client()));
    }
}
