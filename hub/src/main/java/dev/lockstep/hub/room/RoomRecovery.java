package dev.lockstep.hub.room;

import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.model.Command;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.wire.HubMessage;

/**
 * What a room does when its journal failed. Nothing of the batch was done, unless the journal has it all the same: the room is read again,
 * whoever asked for something is answered by what was found, and after a pause the room goes on. On the room's loop.
 */
final class RoomRecovery {

    private final RoomLoop loop;
    private final String room;
    private final RoomLoader loader;

    RoomRecovery(RoomLoop loop, String room, RoomLoader loader) {
        this.loop = loop;
        this.room = room;
        this.loader = loader;
    }

    /** The journal did not take the loop's batch. The loop stands still until the room was read. */
    void begin() {
        loader.loadAtLast(this::read);
    }

    private void read(RoomHistory.Loaded loaded) {
        Batch batch = loop.batch();
        boolean kept =
                loaded.state().commands() == loop.state().commands(); // all of it, though it was said to have failed
        long published = loop.state().seq() - batch.commits.size();
        boolean anotherEpoch =
                !loaded.state().epoch().equals(loop.state().epoch()); // it was restored from what is sound
        loop.restore(loaded);
        answer(batch, kept);
        if (!kept) {
            batch.commands.forEach(logged -> loop.time.giveBack(logged.command())); // it is to be told again
        }
        if (loop.state().seq() != published || anotherEpoch) { // it kept something, though it said that it failed
            loop.members.all().forEach(this::catchUpAnew); // now: the next commit must not find them behind
        }
        loop.later(loop.context.storage().pauseMillis(), () -> goOnAfter(batch));
        loop.members.all().forEach(Membership::wake);
        loop.goOn();
    }

    private void answer(Batch batch, boolean kept) {
        if (kept) {
            batch.own.forEach(own -> own.membership().answer(new HubMessage.Applied(room, own.id(), own.seq(), true)));
        } else {
            batch.requests.forEach(request -> request.membership()
                    .answer(loop.replies.unstored(
                            loop.state(), request.membership(), request.command(), request.id())));
        }
        batch.answerUnstored(kept);
        batch.awaited.forEach(done -> Mailbox.complete(done, kept ? null : new JournalException("can't store now")));
    }

    private void catchUpAnew(Membership membership) {
        loop.publisher.begin(new Batch.Starting(membership, null), loop.state(), loop.past());
    }

    /**
     * Goes on: the state is told who is here, as far as it doesn't know, and who waits to be let in or out is. Where there is
     * nothing to be told, a command that changes nothing finds out whether the journal takes it.
     */
    private void goOnAfter(Batch failed) {
        loop.storeAgain();
        for (RoomSnapshot.Session known : loop.state().snapshot().sessions()) {
            if (!loop.members.has(known.id())) {
                loop.perform(new Command.Detach(known.id()));
            }
        }
        for (Membership membership : loop.members.all()) {
            loop.perform(loop.roles.enter(membership.member(), loop.state()));
        }
        Batch batch = loop.batch();
        if (batch.commands.isEmpty()) {
            loop.perform(new Command.SetBack(0));
        }
        batch.mustBeWritten = true;
        failed.starting.removeIf(starting -> !loop.members.isCurrent(starting.membership()));
        batch.starting.addAll(failed.starting);
        batch.ending.addAll(failed.ending);
    }
}
