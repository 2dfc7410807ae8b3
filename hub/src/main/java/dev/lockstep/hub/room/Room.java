package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.model.Access;
import dev.lockstep.model.Answer;
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
 * One open room: a mailbox, and a loop that owns the state.
 *
 * <p>A turn of the loop takes all that has come in, does it, gives what changed to the journal as one batch, and only when that is durable
 * tells anyone ({@link Publisher}). While the journal writes, the next batch gathers; so batches grow with the load, and a lone change waits
 * for nobody. The loop never waits for a member, and for a disk only with its own batch ({@link Journal#append}).
 *
 * <p>Its life: it is read from the journal before its first turn; a room that can't be read refuses whoever came, and is forgotten, so that
 * the next one tries again. When nobody has been in it for a while, a snapshot is saved, and it is forgotten too.
 *
 * <p>The public methods may be called from any thread; they enqueue and return.
 */
public final class Room {

    private static final Logger LOG = System.getLogger(Room.class.getName());

    /** What one turn takes at most: bounds the pause between two frames. */
    private static final int BATCH_STEPS_MAX = 4_096;

    /** How long it may take until all know how many wait for a lock: as long as for a cursor that moves. */
    private static final long NEWS_MILLIS = 33;

    private final String name;
    private final RoomContext context;
    private final Rooms rooms;
    private final Publisher publisher;
    private final Replies replies;
    private final Mailbox mailbox;
    private final RoomLoader loader;
    private final IdleWatch idleWatch;
    private final RoomTime time;
    private final Asking asking;
    private final RoomRoles roles;

    // the loop's own
    private RoomState state;
    private @Nullable RoomHistory past; // null until it is read, and when the room has gone to rest
    private @Nullable String problem; // why the room can't be opened
    private final Members members;
    private final Presence presence;
    private final Passing passing;
    private Batch batch = new Batch();
    private final Ticker ticker;
    private boolean presencePlanned;
    private boolean storing = true; // false between a failure of the journal and its recovery
    private boolean newsPlanned;

    Room(String name, RoomContext context, Rooms rooms) {
        this.name = name;
        this.context = context;
        this.rooms = rooms;
        this.replies = new Replies(name, context.leaseMillis());
        this.mailbox = new Mailbox(
                name,
                context.executor(),
                context.roomsAtWork(),
                () -> { // the first turn is the reading of the past
                    beginTurn();
                    endTurn();
                });
        this.time = new RoomTime(context.clock());
        this.asking = new Asking(context.clock().nanos());
        this.idleWatch =
                new IdleWatch(context.idleMillis(), context.clock(), context.scheduler(), mailbox, this::restIfIdle);
        this.ticker = new Ticker(time, this::later, () -> perform(new Command.Tick()));
        this.state = nothing();
        this.presence = new Presence(
                count -> rooms.directory().count(name, count),
                context.bounds().quotas().fanOut(),
                context.clock().nanos());
        this.members = new Members(presence);
        this.passing = new Passing(name, context, replies, members);
        this.publisher = new Publisher(name, context, rooms, replies, presence, members.here());
        this.roles = new RoomRoles(name, rooms, context.clock().nanos());
        this.loader = new RoomLoader(name, context, mailbox);
        if (roles.isPart()) {
            loader.loadAfter(() -> rooms.accessKnown(roles.whole()), this::opened, this::notOpened);
        } else {
            loader.load(this::opened, this::notOpened);
        }
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
        enqueue(() -> {
            if (problem != null) {
                membership.refuse(replies.notOpened(problem));
                membership.wake();
                return;
            }
            if (roles.roleOf(member, state) == Role.NONE) {
                membership.refuse(replies.notAdmitted());
                membership.wake();
                return;
            }
            Membership replaced = members.enter(membership);
            if (replaced != null) {
                batch.ending.add(new Batch.Ending(replaced, null));
            }
            perform(roles.enter(member));
            batch.starting.add(new Batch.Starting(membership, since));
        });
        return membership;
    }

    /** Lets the member's session out for good: its locks are free. After all that came before, it is told {@code left}. */
    public void leave(Membership membership) {
        enqueue(() -> {
            if (members.leave(membership)) {
                perform(new Command.Leave(membership.session()));
                batch.ending.add(new Batch.Ending(membership, new HubMessage.Left(name)));
            }
        });
    }

    /** The member's connection broke. What a newer connection of the same session has is left alone. */
    public void detach(Membership membership) {
        enqueue(() -> {
            if (members.detach(membership)) {
                perform(new Command.Detach(membership.session()));
                later(Protocol.PRESENCE_MILLIS, () -> members.forget(membership));
            }
        });
    }

    /** A session ended whose connection broke before: by its client's word, before its lease. */
    public void endDetached(String session) {
        enqueue(() -> {
            if (members.end(session)) {
                perform(new Command.Leave(session));
            }
        });
    }

    /** Whether more than one member asks for something these days. */
    public boolean isShared() {
        return asking.isShared(context.clock().nanos());
    }

    /** Does what a member asks for, in order. */
    public void request(Membership membership, ClientMessage.Request request, int bytes) {
        enqueue(membership, bytes, () -> {
            asking.by(membership, context.clock().nanos());
            Command command = Requests.command(membership.member(), request, state);
            if (problem != null) {
                tell(membership, replies.notJoined(request.id(), problem));
            } else if (!storing) {
                tell(membership, replies.unstored(state, membership, command, request.id()));
            } else if (!roles.mayDo(
                    membership.member(), command, context.clock().nanos())) {
                tell(membership, replies.rolesAreFixed(roles.areGiven(), request.id()));
            } else if (members.isCurrent(membership)) { // else its connection is gone, and it will ask again
                perform(membership, command, request.id());
                expelAfter(command);
            }
        });
    }

    /** Whoever may not be here any more is told so, and out. */
    private void expelAfter(Command command) {
        for (Membership membership : RoomRoles.changes(command) ? members.all() : List.<Membership>of()) {
            if (state.roleOf(membership.session()) == Role.NONE) {
                members.leave(membership);
                perform(new Command.Leave(membership.session()));
                batch.expelled.add(membership);
            }
        }
    }

    /** What the room says of roles goes for its parts, before anything else is done. */
    private void adoptRoles() {
        Command adoption = past != null && storing ? roles.adoption() : null;
        if (adoption != null) {
            perform(adoption);
            expelAfter(adoption);
        }
    }

    /** The room that this is a part of has other roles. */
    void rolesChanged() {
        enqueue(this::adoptRoles);
    }

    /** Completes {@code read} on the loop once the room was read; with an exception where it can't be. */
    void whenRead(CompletableFuture<Void> read) {
        enqueue(() -> Mailbox.complete(read, problem == null ? null : new JournalException(problem)));
    }

    /**
     * Commits, as the hub itself, what {@code decide} makes of the state on the loop; nothing where that is empty. Completes {@code done} when
     * what the room has by then is stored, and fails it where it can't be.
     */
    void act(Function<RoomState, List<Operation>> decide, CompletableFuture<Void> done) {
        enqueue(() -> {
            String refusal = problem == null && !storing ? "can't store now" : problem;
            List<Operation> ops = refusal == null ? decide.apply(state) : List.of();
            if (!ops.isEmpty()) {
                perform(roles.enterHub());
                Outcome outcome = perform(roles.submitAsHub(state, ops));
                refusal = outcome instanceof Outcome.Refused refused
                        ? refused.answer().message()
                        : null;
            }
            if (refusal == null) {
                batch.awaited.add(done);
            } else {
                done.completeExceptionally(new JournalException(refusal));
            }
        });
    }

    /** Refuses a request that can't even be tried, in order with those that can. */
    public void refuse(Membership membership, HubMessage.Refused refused) {
        enqueue(membership, 0, () -> tell(membership, refused));
    }

    /** Answers with a page of the room's past. */
    public void history(Membership membership, ClientMessage.History asked) {
        enqueue(() -> {
            RoomHistory known = past;
            if (known != null && members.isCurrent(membership)) {
                known.answer(asked, publisher::seq, membership, replies, answer -> tell(membership, answer));
            }
        });
    }

    private void tell(Membership membership, HubMessage message) {
        batch.replies.add(new Batch.Reply(membership, message, true));
    }

    /**
     * The room's entries as they were at commit {@code seq}, from 0 up to the last that members were told of. Read off the
     * room's loop, and completed on any thread; fails with a {@link JournalException} where that is not kept or can't be read.
     */
    public CompletionStage<RoomSnapshot> at(long seq) {
        CompletableFuture<RoomSnapshot> found = new CompletableFuture<>();
        enqueue(() -> {
            if (past != null) {
                past.at(seq, publisher.seq(), found);
            } else {
                found.completeExceptionally(new JournalException(
                        "room " + name + ": " + Objects.requireNonNullElse(problem, "it is at rest")));
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
        enqueue(membership, frame.size(), () -> {
            boolean isHere = members.isCurrent(membership);
            HubMessage refusal = isHere ? passing.refusal(membership, frame, state) : null;
            if (refusal != null) {
                tell(membership, refusal);
            } else if (isHere) {
                batch.passing.add(frame);
            }
        });
    }

    public void show(Membership membership, Json value) {
        enqueue(membership, value.encodedBytes(), () -> {
            if (members.isCurrent(membership)) {
                presence.show(membership.session(), value);
                batch.showing.add(membership);
            }
        });
    }

    /** The member's place in the log is gone: it needs a snapshot, and the locks and members with it. */
    void startAnew(Membership membership) {
        enqueue(() -> {
            if (members.isCurrent(membership)) {
                batch.starting.add(new Batch.Starting(membership, null));
            }
        });
    }

    FrameLog log() {
        return publisher.log();
    }

    /** A snapshot is wanted, however little would be in it: the journal can't shorten its log. */
    void saveSoon() {
        enqueue(() -> {
            if (past != null) {
                past.want();
            }
        });
    }

    // ---- from the journal, and to rest

    private void opened(RoomHistory.Loaded loaded) {
        state = loaded.state();
        past = loaded.past();
        publisher.begin(state);
        time.begin(state.now());
        roles.stored(state.access());
        beginTurn();
        batch.steps++;
        perform(new Command.Configure(context.limits(), context.leaseMillis()));
        perform(new Command.DetachAll()); // whoever was here when the last hub stopped, or when the room went to rest
        endTurn();
    }

    private void notOpened(RuntimeException failure) {
        LOG.log(Level.ERROR, failure.getMessage());
        problem = String.valueOf(failure.getMessage());
        rooms.forget(this);
        beginTurn();
        batch.steps++;
        endTurn();
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
        if (isIdle() && rooms.forgetIf(this, () -> mailbox.hasOnly(batch.steps))) {
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

    /** Ends the room for good. Completes {@code done} when nothing of it is kept. */
    void delete(CompletableFuture<Void> done) {
        enqueue(() -> deleteWhenStored(done));
    }

    private void deleteWhenStored(CompletableFuture<Void> done) {
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
            }
            rooms.forget(this);
            Mailbox.complete(done, failure);
        });
    }

    // ---- the loop

    private void enqueue(Runnable step) {
        mailbox.execute(step);
    }

    /** The same for what a member sent, of which so much may wait here before the member is read no further. */
    private void enqueue(Membership membership, int bytes, Runnable step) {
        membership.taken(bytes);
        enqueue(() -> {
            membership.done(bytes);
            step.run();
        });
    }

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
            fail(failure);
        }
    }

    private Outcome perform(Command command) {
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
    private void perform(Membership membership, Command command, long id) {
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
        batch.noteDeed(membership.member(), name, command, outcome, time.millis());
        share.grew(Requests.weight(state) - before, context.clock().nanos());
    }

    private void publishAndGoOn() {
        if (past != null && roles.stored(state.access())) {
            rooms.accessChanged(name); // before anybody is told, and acts on it in a part
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

    private void goOn() {
        mailbox.endTurn(batch.steps);
    }

    // ---- time

    private void planPresence() {
        long nanos = presence.nanosToFrame(context.clock().nanos());
        if (nanos >= 0 && !presencePlanned) {
            presencePlanned = true;
            later(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, () -> presencePlanned = false);
        }
    }

    @CanIgnoreReturnValue
    private Scheduler.Task later(long millis, Runnable step) {
        return context.scheduler().after(millis, () -> enqueue(step));
    }

    // ---- when the journal fails

    /** Nothing of the batch was done: its requests are refused, and the room is again what the journal says. */
    private void fail(Throwable failure) {
        LOG.log(Level.DEBUG, "room {0}: the journal can''t store: {1}", name, failure.getMessage());
        storing = false;
        context.storage().failed();
        loader.loadAtLast(this::failed);
    }

    private void failed(RoomHistory.Loaded loaded) {
        boolean kept = loaded.state().commands() == state.commands(); // all of it, though it was said to have failed
        long published = state.seq() - batch.commits.size();
        boolean anotherEpoch = !loaded.state().epoch().equals(state.epoch()); // it was restored from what is sound
        state = loaded.state();
        past = loaded.past();
        roles.reset();
        publisher.reset(state);
        if (kept) {
            batch.own.forEach(own -> own.membership().answer(new HubMessage.Applied(name, own.id(), own.seq(), true)));
        } else {
            batch.requests.forEach(request -> request.membership()
                    .answer(replies.unstored(state, request.membership(), request.command(), request.id())));
        }
        batch.answerUnstored(kept);
        batch.awaited.forEach(done -> Mailbox.complete(done, kept ? null : new JournalException("can't store now")));
        for (Journal.Logged logged : batch.commands) {
            if (!kept) {
                time.giveBack(logged.command()); // it is to be told again
            }
        }
        if (state.seq() != published || anotherEpoch) { // it kept something, though it said that it failed
            members.all().forEach(this::catchUpAnew); // now: the next commit must not find them behind
        }
        Batch failed = batch;
        later(context.storage().pauseMillis(), () -> goOnAfter(failed));
        members.all().forEach(Membership::wake);
        goOn();
    }

    private void catchUpAnew(Membership membership) {
        publisher.begin(new Batch.Starting(membership, null), state, past);
    }

    /**
     * Goes on: the state is told who is here, as far as it doesn't know, and who waits to be let in or out is. Where there is
     * nothing to be told, a command that changes nothing finds out whether the journal takes it.
     */
    private void goOnAfter(Batch failed) {
        storing = true;
        adoptRoles();
        for (RoomSnapshot.Session known : state.snapshot().sessions()) {
            if (!members.has(known.id())) {
                perform(new Command.Detach(known.id()));
            }
        }
        for (Membership membership : members.all()) {
            Member member = membership.member();
            perform(roles.enter(member));
        }
        if (batch.commands.isEmpty()) {
            perform(new Command.SetBack(0));
        }
        batch.mustBeWritten = true;
        failed.starting.removeIf(starting -> !members.isCurrent(starting.membership()));
        batch.starting.addAll(failed.starting);
        batch.ending.addAll(failed.ending);
    }
}
