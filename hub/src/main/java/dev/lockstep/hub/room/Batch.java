package dev.lockstep.hub.room;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.Command;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Outcome;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;

/** The results of a turn of a room, and of earlier turns that could wait for it, to be sent as replies when they are durable. */
final class Batch {

    final List<Journal.Logged> commands = new ArrayList<>();
    final List<Commit> commits = new ArrayList<>();
    final List<Frame> passing = new ArrayList<>();
    final Set<Membership> showing = new HashSet<>(); // who changed their presence
    final List<Starting> starting = new ArrayList<>();
    final List<Reply> replies = new ArrayList<>();
    final List<Ending> ending = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final List<Own> own = new ArrayList<>();
    int steps; // of the turn under way
    boolean held; // until the next turn, which goes on with it
    boolean mustBeWritten; // though nothing in it is worth keeping: whether that is possible is to be found out
    boolean due; // it may not be held any longer

    @Nullable
    Runnable deleting; // done when all else is

    boolean resting; // the room may go to rest, if nothing else came in

    /** @param since where the joiner stands, null for a member that fell behind or knows nothing */
    record Starting(Membership membership, ClientMessage.@Nullable Since since) {}

    /** @param evenUnstored whether it is true whatever becomes of the batch */
    record Reply(Membership membership, HubMessage message, boolean evenUnstored) {}

    /** @param last what the member is replies at the end, null where another stay of it follows at once */
    record Ending(Membership membership, HubMessage.@Nullable Left last) {}

    record Request(Membership membership, Command command, long id) {}

    record Own(Membership membership, long id, long seq) {}

    /** Notes what came of a request. Commits of entries alone: who locks or unlocks is answered in person. */
    void noteOwn(Membership membership, long id, Outcome outcome) {
        for (Commit commit : outcome.commits()) {
            if (commit.id() == id
                    && membership.member().client().equals(commit.client())
                    && !commit.ops().isEmpty()) {
                own.add(new Own(membership, id, commit.seq()));
            }
        }
    }

    /** Answers what was asked, when it is done. */
    void answer() {
        replies.forEach(answer -> answer.membership().answer(answer.message()));
        for (Ending each : ending) {
            each.membership().end(each.last());
            each.membership().wake();
        }
    }

    /** Answers what is true though nothing could be stored. */
    void answerUnstored(boolean kept) {
        replies.stream()
                .filter(answer -> kept || answer.evenUnstored())
                .forEach(answer -> answer.membership().answer(answer.message()));
    }

    /** Whether all that it has is that lines at locks grew: nobody waits for that, and nothing is lost if it is. */
    boolean tellsOnlyWhoWaits() {
        return commands.stream().allMatch(logged -> logged.command() instanceof Command.Lock)
                && commits.stream()
                        .flatMap(commit -> commit.locks().stream())
                        .allMatch(lock -> lock.session() != null && lock.waiting() > 0)
                && replies.isEmpty()
                && passing.isEmpty()
                && starting.isEmpty()
                && ending.isEmpty();
    }
}
