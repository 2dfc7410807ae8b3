package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.Access;
import dev.lockstep.model.Answer;
import dev.lockstep.model.Command;
import dev.lockstep.model.Names;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.Role;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.HubMessage;

/**
 * The loop of a room, which owns the room's state.
 *
 * <p>A turn takes all that has come in, does it, gives what changed to the journal as one batch, and only when that is durable tells anyone
 * ({@link Publisher}). While the journal writes, the next batch gathers; so batches grow with the load, and a lone change waits for nobody.
 * The loop never waits for a member, and for a disk only with its own batch ({@link Journal#append}).
 *
 * <p>All but {@link #enqueue} and {@link #later} is for steps of the loop itself.
 */
final class RoomLoop {

    private static final Logger LOG = System.getLogger(RoomLoop.class.getName());

    /** What one turn takes at most: bounds the pause between two frames. */
    private static final int BATCH_STEPS_MAX = 4_096;

    /** How long it may take until all know how many wait for a lock: as long as for a cursor that moves. */
    private static final long NEWS_MILLIS = 33;

    final RoomContext context;
    final Replies replies;
    final Members members;
    final Presence presence;
    final Publisher publisher;
    final RoomRoles roles;
    final RoomTime time;

    private final Room room;
    private final String name;
    private final Rooms rooms;
    private final Mailbox mailbox;
    private final RoomRecovery recovery;
    private final IdleWatch idleWatch;
    private final Ticker ticker;

    private RoomState state;
    private @Nullable RoomHistory past; // null until it is read, and when the room has gone to rest
    private @Nullable String problem; // why the room can't be opened
    private Batch batch = new Batch();
    private boolean presencePlanned;
    private boolean storing = true; // false between a failure of the journal and its recovery
    private boolean newsPlanned;

    /** The first turn is the reading of the past: it begins here, and whatever is enqueued waits for it. */
    RoomLoop(Room room, RoomContext context, Rooms rooms) {
        this.room = room;
        this.name = room.name();
        this.context = context;
        this.rooms = rooms;
        this.replies = new Replies(name, context.leaseMillis());
        this.mailbox = new Mailbox(name, context.executor(), context.roomsAtWork(), () -> {
            beginTurn();
            endTurn();
        });
        this.time = new RoomTime(context.clock());
        this.idleWatch =
                new IdleWatch(context.idleMillis(), context.clock(), context.scheduler(), mailbox, this::restIfIdle);
        this.ticker = new Ticker(time, this::later, () -> perform(new Command.Tick()));
        this.state = nothing();
        this.presence = new Presence(
                name,
                count -> rooms.directory().count(name, count),
                context.bounds().quotas().fanOut(),
                context.clock().nanos());
        this.members = new Members(presence);
        this.publisher = new Publisher(name, context, rooms, replies, presence, members.here());
        this.roles = new RoomRoles(name, rooms, context.clock().nanos());
        RoomLoader loader = new RoomLoader(name, context, mailbox);
        this.recovery = new RoomRecovery(this, name, loader);
        if (roles.isPart()) {
            loader.loadAfter(() -> rooms.accessKnown(roles.whole()), this::opened, this::notOpened);
        } else {
            loader.load(this::opened, this::notOpened);
        }
    }

    // ---- from any thread

    void enqueue(Runnable step) {
        mailbox.execute(step);
    }

    /** The same for what a member sent, of which so much may wait here before the member is read no further. */
    void enqueue(Membership membership, int bytes, Runnable step) {
        membership.taken(bytes);
        enqueue(() -> {
            membership.done(bytes);
            step.run();
        });
    }

    @CanIgnoreReturnValue
    Scheduler.Task later(long millis, Runnable step) {
        return context.scheduler().after(millis, () -> enqueue(step));
    }

    // ---- what steps see

    RoomState state() {
        return state;
    }

    /** Null until it was read, and when the room has gone to rest. */
    @Nullable
    RoomHistory past() {
        return past;
    }

    /** Why the room can't be opened; null where it can. */
    @Nullable
    String problem() {
        return problem;
    }

    /** False between a failure of the journal and the recovery. */
    boolean isStoring() {
        return storing;
    }

    /** Of the turn that is under way. */
    Batch batch() {
        return batch;
    }

    // ---- what steps do

    void tell(Membership membership, HubMessage message) {
        batch.replies.add(new Batch.Reply(membership, message, true));
    }

    @CanIgnoreReturnValue
    Outcome perform(Command command) {
        Command step = time.takeStep();
        if (step != null) {
            perform(step);
        }
        long now = time.millis();
        Outcome outcome = state.apply(command, now);
        if (outcome instanceof Outcome.Applied) {
            batch.commands.add(new Journal.Logged(command, now));
            batch.commits.addAll(outcome.commits());
        }
        for (Answer answer : outcome.answers()) {
            Membership addressee = members.get(answer.session());
            if (addressee != null) {
                batch.replies.add(new Batch.Reply(addressee, replies.of(answer), false));
            }
        }
        return outcome;
    }

    /** Does what a member asked for, unless it has added so much that it may not add more now. */
    void perform(Membership membership, Command command, long id) {
        Share share = membership.member().share();
        if (Requests.adds(command) && share.isSpent(context.clock().nanos())) {
            tell(membership, replies.tooMuchStored(id));
            return;
        }
        long before = Requests.weight(state);
        batch.requests.add(new Batch.Request(membership, command, id));
        Outcome outcome = perform(command);
        roles.done(command, outcome, context.clock().nanos());
        batch.noteOwn(membership, id, outcome);
        boolean hidden = rooms.privateRooms().isPrivate(name) || state.access().everyone() == Role.NONE;
        batch.noteDeed(membership.member(), hidden ? "" : name, command, outcome, time.millis());
        share.grew(Requests.weight(state) - before, context.clock().nanos());
    }

    /** Whoever may not be here any more is told so, and out. */
    void expelAfter(Command command) {
        for (Membership membership : RoomRoles.changes(command) ? members.all() : List.<Membership>of()) {
            if (roles.roleOf(membership.member(), state) == Role.NONE) {
                members.leave(membership);
                perform(new Command.Leave(membership.session()));
                batch.expelled.add(membership);
            }
        }
    }

    /** What the room says of roles goes for its parts, before anything else is done. */
    void adoptRoles() {
        Command adoption = past != null && storing ? roles.adoption() : null;
        if (adoption != null) {
            perform(adoption);
            expelAfter(adoption);
        }
    }

    // ---- from the journal, and to rest

    private void opened(RoomHistory.Loaded loaded) {
        state = loaded.state();
        past = loaded.past();
        publisher.begin(state);
        time.begin(state.now());
        roles.stored(state.access());
        tellWhoMayKnow();
        beginTurn();
        batch.steps++;
        perform(new Command.Configure(context.limits(), context.leaseMillis()));
        perform(new Command.DetachAll()); // whoever was here when the last hub stopped, or when the room went to rest
        endTurn();
    }

    private void notOpened(RuntimeException failure) {
        LOG.log(Level.ERROR, failure.getMessage());
        problem = String.valueOf(failure.getMessage());
        rooms.forget(room);
        beginTurn();
        batch.steps++;
        endTurn();
    }

    private void tellWhoMayKnow() {
        if (!roles.isPart() && !Names.isOfPrograms(name)) {
            rooms.privateRooms().accessIs(name, state.access());
        }
    }

    private boolean isIdle() {
        return past != null && storing && members.isEmpty() && state.isVacant();
    }

    /** A room that has been idle for a while is saved, and when that is done, looked at again. */
    private void restIfIdle() {
        RoomHistory known = past;
        if (known == null || !isIdle()) {
            return;
        }
        if (known.isLong(state)) {
            known.want();
        } else {
            batch.resting = true;
        }
    }

    /** At the end of a turn, when nothing is under way. */
    private void rest() {
        if (isIdle() && rooms.forgetIf(room, () -> mailbox.hasOnly(batch.steps))) {
            past = null;
            state = nothing();
            ticker.cancel();
        } else {
            idleWatch.again();
        }
    }

    private RoomState nothing() {
        return new RoomState("", context.limits(), context.leaseMillis());
    }

    /** Ends the room for good, and completes {@code done} when nothing of it is kept. */
    void deleteWhenStored(CompletableFuture<Void> done) {
        if (!storing || (past != null && past.isSaving())) {
            later(NEWS_MILLIS, () -> deleteWhenStored(done)); // nothing may come behind it
        } else {
            batch.deleting = () -> deleteNow(done);
        }
    }

    private void deleteNow(CompletableFuture<Void> done) {
        problem = "this room was deleted by whoever hosts the hub";
        past = null;
        state = nothing();
        ticker.cancel();
        members.expelAll(replies.notOpened(problem));
        context.journal().delete(name).whenComplete((deleted, failure) -> {
            if (failure == null) {
                roles.stored(Access.DEFAULT);
                rooms.directory().deleted(name);
                if (!roles.isPart()) {
                    rooms.privateRooms().forget(name);
                }
            }
            rooms.forget(room);
            Mailbox.complete(done, failure);
        });
    }

    // ---- turns

    private void beginTurn() {
        batch = batch.held ? batch : new Batch();
        batch.held = false;
        batch.steps = 0;
    }

    private void endTurn() {
        adoptRoles();
        batch.steps += mailbox.run(BATCH_STEPS_MAX);
        RoomHistory known = past;
        if (batch.commands.isEmpty() || (known != null && known.holds(batch, state))) {
            publishAndGoOn();
        } else if (canWait()) {
            batch.held = true;
            ticker.plan(storing ? state.dueAt() : RoomState.NEVER);
            goOn();
        } else {
            CompletionStage<Void> stored = append(known);
            if (stored.toCompletableFuture().isDone()) {
                stored.whenComplete((done, failure) -> stored(failure));
            } else {
                stored.whenCompleteAsync((done, failure) -> stored(failure), context.executor());
            }
        }
    }

    /** News that nobody waits for goes with what comes next, which is soon where many ask for a lock. */
    private boolean canWait() {
        boolean presenceIsDue = presence.nanosToFrame(context.clock().nanos()) >= 0;
        if (batch.due || presenceIsDue || !batch.tellsOnlyWhoWaits()) {
            return false;
        }
        if (!newsPlanned) {
            newsPlanned = true;
            later(NEWS_MILLIS, () -> {
                newsPlanned = false;
                batch.due = true;
            });
        }
        return true;
    }

    private CompletionStage<Void> append(@Nullable RoomHistory known) {
        try {
            return known == null
                    ? context.journal().append(name, batch.commands, state.seq())
                    : known.append(batch, state);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void stored(@Nullable Throwable failure) {
        if (failure == null) {
            context.storage().succeeded();
            publishAndGoOn();
        } else {
            LOG.log(Level.DEBUG, "room {0}: the journal can''t store: {1}", name, failure.getMessage());
            storing = false;
            context.storage().failed();
            recovery.begin();
        }
    }

    private void publishAndGoOn() {
        if (past != null && roles.stored(state.access())) {
            rooms.accessChanged(name); // before anybody is told, and acts on it in a part
            tellWhoMayKnow();
        }
        publisher.publish(batch, state, past);
        if (batch.deleting != null) {
            batch.deleting.run();
        }
        RoomHistory known = past;
        if (known != null) {
            publisher.turnIsOver();
            ticker.plan(storing ? state.dueAt() : RoomState.NEVER);
            planPresence();
            known.saveSometimes(state, idleWatch::again);
            idleWatch.update(isIdle());
            if (batch.resting) {
                rest();
            }
        }
        goOn();
    }

    void goOn() {
        mailbox.endTurn(batch.steps);
    }

    private void planPresence() {
        long nanos = presence.nanosToFrame(context.clock().nanos());
        if (nanos >= 0 && !presencePlanned) {
            presencePlanned = true;
            later(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, () -> presencePlanned = false);
        }
    }

    // ---- when the journal fails

    /** The room is again what the journal says. */
    void restore(RoomHistory.Loaded loaded) {
        state = loaded.state();
        past = loaded.past();
        roles.reset();
        publisher.reset(state);
    }

    /** The recovery is over: what is done from now on is stored again. */
    void storeAgain() {
        storing = true;
        adoptRoles();
    }
}
