package dev.lockstep.hub.room;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.model.Command;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.Role;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.Protocol;

/**
 * One open room: what may be asked of it. Each question is a step of its {@link RoomLoop}, which owns the state.
 *
 * <p>Its life: it is read from the journal before its first turn; a room that can't be read refuses whoever came, and is forgotten, so that
 * the next one tries again. When nobody has been in it for a while, a snapshot is saved, and it is forgotten too.
 *
 * <p>The public methods may be called from any thread; they enqueue and return.
 */
public final class Room {

    private final String name;
    private final RoomContext context;
    private final Asking asking;
    private final Passing passing;
    private final RoomLoop loop;

    Room(String name, RoomContext context, Rooms rooms) {
        this.name = name;
        this.context = context;
        this.asking = new Asking(context.clock().nanos());
        this.loop = new RoomLoop(this, context, rooms);
        this.passing = new Passing(name, context, loop.replies, loop.members);
    }

    public String name() {
        return name;
    }

    // ---- what may be asked of a room

    /**
     * Lets {@code member} in, in place of an earlier connection of its session.
     *
     * @param before the connection's earlier stay in this room, which is told to its end first; null where there is none
     * @param wake called whenever the membership has something to send, from any thread; must not block
     */
    public Membership join(
            Member member,
            ClientMessage.@Nullable Since since,
            @Nullable Membership before,
            Consumer<Membership> wake) {
        Membership membership = new Membership(this, member, before, wake);
        loop.enqueue(() -> {
            String problem = loop.problem();
            if (problem != null) {
                membership.refuse(loop.replies.notOpened(problem));
                membership.wake();
                return;
            }
            if (loop.roles.roleOf(member, loop.state()) == Role.NONE) {
                membership.refuse(loop.replies.notAdmitted());
                membership.wake();
                return;
            }
            Membership replaced = loop.members.enter(membership);
            if (replaced != null) {
                loop.batch().ending.add(new Batch.Ending(replaced, null));
            }
            loop.perform(loop.roles.enter(member, loop.state()));
            loop.batch().starting.add(new Batch.Starting(membership, since));
        });
        return membership;
    }

    /** Lets the member's session out for good: its locks are free. After all that came before, it is told {@code left}. */
    public void leave(Membership membership) {
        loop.enqueue(() -> {
            if (loop.members.leave(membership)) {
                loop.perform(new Command.Leave(membership.session()));
                loop.batch().ending.add(new Batch.Ending(membership, new HubMessage.Left(name)));
            }
        });
    }

    /** The member's connection broke. What a newer connection of the same session has is left alone. */
    public void detach(Membership membership) {
        loop.enqueue(() -> {
            if (loop.members.detach(membership)) {
                loop.perform(new Command.Detach(membership.session()));
                loop.later(Protocol.PRESENCE_MILLIS, () -> loop.members.forget(membership));
            }
        });
    }

    /** A session ended whose connection broke before: by its client's word, before its lease. */
    public void endDetached(String session) {
        loop.enqueue(() -> {
            if (loop.members.end(session)) {
                loop.perform(new Command.Leave(session));
            }
        });
    }

    /** Whether more than one member asks for something these days. */
    public boolean isShared() {
        return asking.isShared(context.clock().nanos());
    }

    /** Does what a member asks for, in order. */
    public void request(Membership membership, ClientMessage.Request request, int bytes) {
        loop.enqueue(membership, bytes, () -> {
            asking.by(membership, context.clock().nanos());
            Command command = Requests.command(membership.member(), request, loop.state());
            String problem = loop.problem();
            if (problem != null) {
                loop.tell(membership, loop.replies.notJoined(request.id(), problem));
            } else if (!loop.isStoring()) {
                loop.tell(membership, loop.replies.unstored(loop.state(), membership, command, request.id()));
            } else if (!loop.roles.mayDo(
                    membership.member(), command, context.clock().nanos())) {
                loop.tell(membership, loop.replies.rolesAreFixed(loop.roles.areGiven(), request.id()));
            } else if (loop.members.isCurrent(membership)) { // else its connection is gone, and it will ask again
                loop.perform(membership, command, request.id());
                loop.expelAfter(command);
            }
        });
    }

    /** The room that this is a part of has other roles. */
    void rolesChanged() {
        loop.enqueue(loop::adoptRoles);
    }

    /** Completes {@code read} on the loop once the room was read; with an exception where it can't be. */
    void whenRead(CompletableFuture<Void> read) {
        loop.enqueue(() -> {
            String problem = loop.problem();
            Mailbox.complete(read, problem == null ? null : new JournalException(problem));
        });
    }

    /**
     * Commits, as the hub itself, what {@code decide} makes of the state on the loop; nothing where that is empty. Completes {@code done} when
     * what the room has by then is stored, and fails it where it can't be.
     */
    void act(Function<RoomState, List<Operation>> decide, CompletableFuture<Void> done) {
        loop.enqueue(() -> {
            String problem = loop.problem();
            String refusal = problem == null && !loop.isStoring() ? "can't store now" : problem;
            List<Operation> ops = refusal == null ? decide.apply(loop.state()) : List.of();
            if (!ops.isEmpty()) {
                loop.perform(loop.roles.enterHub());
                Outcome outcome = loop.perform(loop.roles.submitAsHub(loop.state(), ops));
                refusal = outcome instanceof Outcome.Refused refused
                        ? refused.answer().message()
                        : null;
            }
            if (refusal == null) {
                loop.batch().awaited.add(done);
            } else {
                done.completeExceptionally(new JournalException(refusal));
            }
        });
    }

    /** Refuses a request that can't even be tried, in order with those that can. */
    public void refuse(Membership membership, HubMessage.Refused refused) {
        loop.enqueue(membership, 0, () -> loop.tell(membership, refused));
    }

    /** Answers with a page of the room's past. */
    public void history(Membership membership, ClientMessage.History asked) {
        loop.enqueue(() -> {
            RoomHistory known = loop.past();
            if (known != null && loop.members.isCurrent(membership)) {
                known.answer(
                        asked, loop.publisher::seq, membership, loop.replies, answer -> loop.tell(membership, answer));
            }
        });
    }

    /**
     * The room's entries as they were at commit {@code seq}, from 0 up to the last that members were told of. Read off the
     * room's loop, and completed on any thread; fails with a {@link JournalException} where that is not kept or can't be read.
     */
    public CompletionStage<RoomSnapshot> at(long seq) {
        CompletableFuture<RoomSnapshot> found = new CompletableFuture<>();
        loop.enqueue(() -> {
            RoomHistory known = loop.past();
            if (known != null) {
                known.at(seq, loop.publisher.seq(), found);
            } else {
                found.completeExceptionally(new JournalException(
                        "room " + name + ": " + Objects.requireNonNullElse(loop.problem(), "it is at rest")));
            }
        });
        return found;
    }

    public void refresh(Membership membership, List<String> keys) {
        pass(membership, passing.refresh(membership, keys));
    }

    public void signal(Membership membership, Json value) {
        pass(membership, passing.signal(membership, value));
    }

    private void pass(Membership membership, Frame frame) {
        loop.enqueue(membership, frame.size(), () -> {
            boolean isHere = loop.members.isCurrent(membership);
            HubMessage refusal = isHere ? passing.refusal(membership, frame, loop.state()) : null;
            if (refusal != null) {
                loop.tell(membership, refusal);
            } else if (isHere) {
                loop.batch().passing.add(frame);
            }
        });
    }

    public void show(Membership membership, Json value) {
        loop.enqueue(membership, value.encodedBytes(), () -> {
            if (loop.members.isCurrent(membership)) {
                loop.presence.show(membership.session(), value);
                loop.batch().showing.add(membership);
            }
        });
    }

    /** The member's place in the log is gone: it needs a snapshot, and the locks and members with it. */
    void startAnew(Membership membership) {
        loop.enqueue(() -> {
            if (loop.members.isCurrent(membership)) {
                loop.batch().starting.add(new Batch.Starting(membership, null));
            }
        });
    }

    FrameLog log() {
        return loop.publisher.log();
    }

    /** A snapshot is wanted, however little would be in it: the journal can't shorten its log. */
    void saveSoon() {
        loop.enqueue(() -> {
            RoomHistory known = loop.past();
            if (known != null) {
                known.want();
            }
        });
    }

    /** Ends the room for good. Completes {@code done} when nothing of it is kept. */
    void delete(CompletableFuture<Void> done) {
        loop.enqueue(() -> loop.deleteWhenStored(done));
    }
}
