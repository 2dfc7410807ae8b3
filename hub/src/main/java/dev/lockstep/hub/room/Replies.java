package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.Answer;
import dev.lockstep.model.Command;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Names;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.RoomState;
import dev.lockstep.model.Segment;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;

/** The messages that a room sends to one member. */
final class Replies {

    private static final Logger LOG = System.getLogger(Replies.class.getName());

    private final String room;
    private final long leaseMillis;

    Replies(String room, long leaseMillis) {
        this.room = room;
        this.leaseMillis = leaseMillis;
    }

    HubMessage of(Answer answer) {
        return answer.accept(new Answer.Visitor<>() {

            @Override
            public HubMessage applied(Answer.Applied applied) {
                return new HubMessage.Applied(room, applied.id(), applied.seq(), applied.changed());
            }

            @Override
            public HubMessage refused(Answer.Refused refused) {
                return new HubMessage.Refused(room, refused.id(), refused.code(), refused.message(), refused.key());
            }

            @Override
            public HubMessage granted(Answer.Granted granted) {
                return new HubMessage.Granted(room, granted.id(), granted.keys(), granted.fence(), leaseMillis);
            }

            @Override
            public HubMessage lost(Answer.Lost lost) {
                return new HubMessage.Lost(room, lost.fence(), lost.keys(), lost.reason());
            }
        });
    }

    HubMessage unavailable(long id) {
        String message = "the hub can't store changes now; try again later";
        return new HubMessage.Refused(room, id, RefusalCode.UNAVAILABLE, message, null);
    }

    HubMessage notJoined(long id, String problem) {
        return new HubMessage.Refused(room, id, RefusalCode.NOT_JOINED, problem, null);
    }

    HubMessage tooMuchStored(long id) {
        String message = "you have added to this hub as much as you may for now; remove something, or wait";
        return new HubMessage.Refused(room, id, RefusalCode.LIMIT, message, null);
    }

    HubMessage tooMuch() {
        String message = "this room has more signals than can be sent to its members; the hub drops the excess";
        return new HubMessage.Fault(HubMessage.ErrorCode.RATE, message, room);
    }

    HubMessage.Fault notAdmitted() {
        String message = "this room is for others: whoever hosts it can let you in";
        return new HubMessage.Fault(HubMessage.ErrorCode.NOT_ADMITTED, message, room);
    }

    /** @param elsewhere whether they are those of another room, or of none */
    HubMessage rolesAreFixed(boolean elsewhere, long id) {
        String fixed = "a part of a room has no roles of its own: set those of " + Names.roomOf(room);
        String often = "the roles of this room are changed too often; wait a moment";
        return elsewhere
                ? new HubMessage.Refused(room, id, RefusalCode.INVALID, fixed, null)
                : new HubMessage.Refused(room, id, RefusalCode.RATE, often, null);
    }

    HubMessage onlyLooks() {
        return new HubMessage.Fault(HubMessage.ErrorCode.FORBIDDEN, "you may only look here", room);
    }

    HubMessage.Fault notOpened(String problem) {
        return new HubMessage.Fault(HubMessage.ErrorCode.NOT_JOINED, problem, room);
    }

    HubMessage.Joined joined(
            RoomState state,
            List<HubMessage.Member> members,
            Member joining,
            Journal.@Nullable Restored restored,
            Forms forms) {
        return new HubMessage.Joined(
                room,
                state.epoch(),
                state.seq(),
                state.roleOf(joining.session()).wireName(),
                state.locks(),
                members,
                state.rules(),
                restored(restored),
                forms.numbers(joining),
                state.access(),
                joining.isHost(),
                Invited.ofInvited(joining.invited(), room));
    }

    /** What members are told of a room that lost something; null where it did not. */
    private static HubMessage.@Nullable Restored restored(Journal.@Nullable Restored restored) {
        return restored == null ? null : new HubMessage.Restored(restored.epoch(), restored.seq(), restored.known());
    }

    /** To a commit that was stored before, that it was; to all else, that nothing can be stored. */
    HubMessage unstored(RoomState state, Membership membership, Command command, long id) {
        long seq = command instanceof Command.Submit
                ? state.seqOf(membership.member().client(), id)
                : 0;
        return seq == 0 ? unavailable(id) : new HubMessage.Applied(room, id, seq, true);
    }

    /** @param lastSeq the last commit that members were told of */
    HubMessage history(ClientMessage.History asked, Segment page, long lastSeq) {
        List<Commit> commits = page.commits();
        boolean more = !commits.isEmpty() && commits.get(commits.size() - 1).seq() < Math.min(asked.to(), lastSeq);
        return new HubMessage.History(room, asked.from(), asked.to(), page, more, null);
    }

    /** The past of the keys that were asked for. */
    HubMessage history(ClientMessage.History asked, KeyHistory.Found found) {
        return new HubMessage.History(
                room, asked.from(), asked.to(), asked.keys(), found.since(), found.commits(), found.more(), null);
    }

    HubMessage noHistory(ClientMessage.History asked, String problem) {
        return new HubMessage.History(
                room, asked.from(), asked.to(), asked.keys(), asked.from(), Segment.EMPTY, false, problem);
    }

    HubMessage noHistory(ClientMessage.History asked, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        String message = cause == null ? null : cause.getMessage();
        String problem = message == null ? "the history can't be read" : message;
        LOG.log(Level.WARNING, "room {0}: {1}", room, problem);
        return noHistory(asked, problem);
    }
}
