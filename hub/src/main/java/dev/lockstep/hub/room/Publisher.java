package dev.lockstep.hub.room;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.HubMessage;

/** Tells the members of a room what a turn has done, once that is durable. On the room's loop. */
final class Publisher {

    private final String name;
    private final RoomContext context;
    private final Replies replies;
    private final Presence presence;
    private final Map<String, Membership> memberships;
    private final FrameLog log;
    private final AuthorNames authors = new AuthorNames();
    private final CatchUps catchUps;
    private final Forms forms;
    private final Deeds deeds;
    private final @Nullable RoomWatcher watcher;
    private boolean watched; // since the room was read
    private long seq; // the last commit that members were told of

    /**
     * @param memberships of whoever is in the room: a view
     */
    Publisher(
            String name,
            RoomContext context,
            Rooms rooms,
            Replies replies,
            Presence presence,
            Map<String, Membership> memberships) {
        this.name = name;
        this.context = context;
        this.replies = replies;
        this.presence = presence;
        this.memberships = memberships;
        this.log = new FrameLog(context.logBytes());
        this.catchUps = new CatchUps(log, authors);
        this.forms = new Forms(rooms.nextNumber());
        this.deeds = rooms.deeds();
        this.watcher = rooms.watcherOf(name);
    }

    FrameLog log() {
        return log;
    }

    /** The last commit that members were told of. */
    long seq() {
        return seq;
    }

    /** The room was read. */
    void begin(RoomState state) {
        seq = state.seq();
        authors.begin(state);
    }

    /** The room is again what the journal says. */
    void reset(RoomState state) {
        seq = state.seq();
        watched = false;
    }

    /** @param past null where there is none to be kept */
    void publish(Batch batch, RoomState state, @Nullable RoomHistory past) {
        long end = log.end();
        expel(batch); // before what was done after that
        batch.own.forEach(own -> own.membership().committed(own.id(), own.seq()));
        publishCommits(batch, state, past);
        seq = state.seq();
        batch.passing.forEach(log::append);
        HubMessage.Presence news = presence.takeFrame(name, context.clock().nanos());
        if (news != null) {
            Frame frame = Frame.passing(news, null);
            presence.sent(frame.size(), context.clock().nanos());
            log.append(frame);
        }
        for (Batch.Starting starting : batch.starting) {
            begin(starting, state, past);
        }
        if (watcher != null && past != null && (!batch.commits.isEmpty() || !watched)) {
            watcher.changed(state, watched ? batch.commits : null); // before anybody is answered
            watched = true;
        }
        batch.answer();
        batch.deeds.forEach(deeds::record);
        if (log.end() > end) {
            memberships.values().forEach(Membership::wake);
        } else {
            batch.starting.forEach(starting -> starting.membership().wake());
            batch.replies.forEach(reply -> reply.membership().wake());
            batch.showing.forEach(Membership::wake); // nothing is sent to them, but they are read on
        }
    }

    /** Who was put out is told so and nothing more of the batch: what they asked for in it, they ask again should they be let in. */
    private void expel(Batch batch) {
        batch.own.removeIf(own -> batch.expelled.contains(own.membership()));
        batch.starting.removeIf(starting -> batch.expelled.contains(starting.membership()));
        for (Membership membership : batch.expelled) {
            membership.expel(replies.notAdmitted());
        }
    }

    private void publishCommits(Batch batch, RoomState state, @Nullable RoomHistory past) {
        if (past != null) {
            batch.commits.forEach(commit -> past.committed(commit, authors.nameOf(commit, state)));
        }
        forms.of(memberships.values());
        log.append(name, batch.commits, authors.takeNews(batch.commits, state), forms);
    }

    /** A member is sent all that it lacks. */
    void begin(Batch.Starting starting, RoomState state, @Nullable RoomHistory past) {
        Journal.Restored restored = context.journal().restored().get(name);
        Member member = starting.membership().member();
        HubMessage.Joined joined = replies.joined(state, presence.members(), member, restored, forms);
        starting.membership().begin(catchUps.catchUp(joined, starting.since(), state, past), log.end());
    }

    void turnIsOver() {
        catchUps.turnIsOver();
    }
}
