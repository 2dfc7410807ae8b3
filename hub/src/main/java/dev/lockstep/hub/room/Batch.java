package dev.lockstep.hub.room;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Command;
import dev.lockstep.model.Commit;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.Role;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubRooms;

/** The results of a turn of a room, and of earlier turns that could wait for it, to be sent as replies when they are durable. */
final class Batch {

    /** Of what is recorded of a deed. */
    private static final int ABOUT_CHARS_MAX = 200;

    final List<Journal.Logged> commands = new ArrayList<>();
    final List<Commit> commits = new ArrayList<>();
    final List<Frame> passing = new ArrayList<>();
    final Set<Membership> showing = new HashSet<>(); // who changed their presence
    final List<Starting> starting = new ArrayList<>();
    final List<Reply> replies = new ArrayList<>();
    final List<Ending> ending = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final List<Own> own = new ArrayList<>();
    final Set<Membership> expelled = new HashSet<>();
    final List<HubRooms.DeedEntry> deeds = new ArrayList<>();
    final List<CompletableFuture<Void>> awaited = new ArrayList<>(); // completed when all is stored
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

    /**
     * Notes what whoever hosts the hub does, to be recorded; hosts of single rooms are told of in the history of these.
     *
     * @param room empty where it is private: everybody reads what is recorded
     */
    void noteDeed(Member member, String room, Command command, Outcome outcome, long now) {
        HubRooms.Deed deed = command instanceof Command.SetAccess
                ? HubRooms.Deed.ACCESS
                : command instanceof Command.BreakLock ? HubRooms.Deed.LOCK : null;
        if (deed != null && member.isHost() && !outcome.commits().isEmpty()) {
            String what = command instanceof Command.SetAccess access ? words(access.change()) : locked(outcome);
            String about = room.isEmpty() ? "in a private room: " + what : what;
            deeds.add(new HubRooms.DeedEntry(now, member.client(), member.name(), deed, room, shortened(about)));
        }
    }

    /** Never in the middle of a character. */
    private static String shortened(String about) {
        int points = about.codePointCount(0, about.length());
        return about.substring(0, about.offsetByCodePoints(0, Math.min(ABOUT_CHARS_MAX, points)));
    }

    private static String words(AccessChange change) {
        List<String> words = new ArrayList<>();
        change.everyone().ifPresent(role -> words.add("everyone: " + role.wireName()));
        change.clients()
                .forEach((client, role) ->
                        words.add(client + ": " + role.map(Role::wireName).orElse("as everyone")));
        change.writers()
                .forEach((prefix, role) -> words.add((prefix.isEmpty() ? "all" : prefix) + " by: "
                        + role.map(Role::wireName).orElse("default")));
        return String.join(", ", words);
    }

    private static String locked(Outcome outcome) {
        return outcome.commits().stream()
                .flatMap(commit -> commit.locks().stream())
                .map(LockInfo::key)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Answers what was asked, when it is done. */
    void answer() {
        replies.forEach(answer -> answer.membership().answer(answer.message()));
        awaited.forEach(done -> done.complete(null));
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
                && awaited.isEmpty()
                && passing.isEmpty()
                && starting.isEmpty()
                && ending.isEmpty()
                && expelled.isEmpty();
    }
}
