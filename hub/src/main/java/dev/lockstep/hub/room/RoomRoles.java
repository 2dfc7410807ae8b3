package dev.lockstep.hub.room;

import java.util.List;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Access;
import dev.lockstep.model.Command;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Names;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.Role;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.HubRooms;

/**
 * Which roles go in a room: its own, or where it is a part of another room, those of that one, which are taken over before anything else
 * is done. On the room's loop.
 */
final class RoomRoles {

    private static final String HUB = "hub";

    /** How often roles may be changed: each change is told whole to everybody, and to all parts. */
    private static final Bounds.Rate CHANGES = new Bounds.Rate(2, 20);

    private final String name;
    private final String whole;
    private final TreeAccess tree;
    private final @Nullable Access fixed;
    private final TokenBucket changes;
    private @Nullable Access adopted; // what a part has taken from its room

    /** @param nanoTime now */
    RoomRoles(String name, Rooms rooms, long nanoTime) {
        this.name = name;
        this.whole = Names.roomOf(name);
        this.tree = rooms.tree(whole);
        this.fixed = fixed(name);
        this.changes = new TokenBucket(CHANGES, nanoTime);
    }

    /** Roles that nobody can change: those of the hub's own rooms. Null for other rooms. */
    private static @Nullable Access fixed(String name) {
        return switch (name) {
            case HubRooms.ADMISSION -> new Access(Role.NONE, new TreeMap<>(), new TreeMap<>());
            case HubRooms.LOG -> new Access(Role.VIEWER, new TreeMap<>(), new TreeMap<>());
            default -> null;
        };
    }

    /** Whether {@code command} may say who has which role. */
    static boolean changes(Command command) {
        return command instanceof Command.SetAccess || command instanceof Command.Adopt;
    }

    /** Whether {@code member} may ask for {@code command} now. Whoever hosts the hub changes roles as often as they like. */
    boolean mayDo(Member member, Command command, long nanoTime) {
        return !changes(command) || (!areGiven() && (member.isHost() || changes.has(1, nanoTime)));
    }

    /** Counts {@code command} where it has changed roles: others who ask in vain keep no host from doing it. */
    void done(Command command, Outcome outcome, long nanoTime) {
        if (changes(command) && !outcome.commits().isEmpty()) {
            changes.spend(1, nanoTime);
        }
    }

    /** Whether roles are set elsewhere, if at all. */
    boolean areGiven() {
        return isPart() || fixed != null;
    }

    /** Whether the room is a part of another one, and has no roles of its own. */
    boolean isPart() {
        return !name.equals(whole);
    }

    /** The room that this one is a part of; itself where it is none. */
    String whole() {
        return whole;
    }

    /** Of a member that is not in yet. */
    Role roleOf(Member member, RoomState state) {
        return member.isHost() ? Role.HOST : inForce(state).roleOf(member.client(), invitedAs(member, state));
    }

    /** Those of the room, or what a part has yet to take over from it. */
    private Access inForce(RoomState state) {
        Access ofWhole = tree.get();
        if (fixed != null) {
            return fixed;
        }
        return isPart() && ofWhole != null ? ofWhole : state.access();
    }

    /** Lets {@code member} in. */
    Command enter(Member member, RoomState state) {
        return new Command.Enter(
                member.session(), member.client(), member.name(), member.isHost(), invitedAs(member, state));
    }

    /** An invite for all rooms gives nothing in those that are for some alone. */
    private @Nullable Role invitedAs(Member member, RoomState state) {
        Invited invited = member.invited();
        boolean closed =
                invited != null && invited.room().isEmpty() && inForce(state).everyone() == Role.NONE;
        return closed ? null : Invited.ofInvited(invited, whole);
    }

    /** What is to be taken over, null where nothing is new. */
    @Nullable
    Command adoption() {
        if (fixed != null && !fixed.equals(adopted)) {
            adopted = fixed;
            return new Command.Adopt(fixed);
        }
        Access ofWhole = tree.get();
        if (!isPart() || ofWhole == null || ofWhole.equals(adopted)) {
            return null;
        }
        adopted = ofWhole;
        return new Command.Adopt(ofWhole.ofPart(name.substring(whole.length() + 1)));
    }

    /** The room is again what the journal says. */
    void reset() {
        adopted = null;
    }

    /** The room has stored these; whether its parts have to be told. */
    boolean stored(Access access) {
        return !isPart() && tree.set(access);
    }

    // ---- the hub itself

    /** The hub is a client like any other to a room that it writes in, and hosts it. */
    Command enterHub() {
        return new Command.Enter(HUB, HUB, "Lockstep", true, null);
    }

    /** Its requests are counted by the commits that there are. */
    Command submitAsHub(RoomState state, List<Operation> ops) {
        return new Command.Submit(HUB, state.seq() + 1, CommitRequest.of(ops.toArray(Operation[]::new)));
    }
}
