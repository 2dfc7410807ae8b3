package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.model.Answer;
import dev.lockstep.model.Command;
import dev.lockstep.model.Json;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.Bounds;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.Protocol;

/**
 * One open room: a mailbox, and a loop that owns the state.
 *
 * <p>A turn of the loop takes all that has come in, does it, gives what changed to the journal as one batch, and only when
 * that is durable tells anyone: the batch's commits in one frame, what isn't stored, catchUps for those who joined, and
 * then the answers. While the journal writes, the next batch gathers; so batches grow with the load, and a lone change
 * waits for nobody. Only who joined the line at a lock, and has nothing to be told yet, goes into the batch that comes next. The loop never waits for a member, and for a disk only with its own batch ({@link Journal#append}).
 *
 * <p>Its life: it is read from the journal before its first turn; a room that can't be read refuses whoever came, and is
 * forgotten, so that the next one tries again. When nobody has been in it for a while it goes to rest: a snapshot, and it
 * is forgotten too.
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
    private final FrameLog log;
    private final CatchUps catchUps;
    private final Replies replies;
    private final Mailbox mailbox;
    private final RoomLoader loader;
    private final IdleWatch idleWatch;
    private final RoomTime time;
    private final Asking asking;

    // the loop's own
    private RoomState state;
    private @Nullable RoomHistory past; // null until it is read, and when the room has gone to rest
    private @Nullable String problem; // why the room can't be opened
    private final Map<String, Membership> memberships = new LinkedHashMap<>();
    private final Map<String, Membership> away = new LinkedHashMap<>(); // broken off, and still shown as present
    private final Presence presence;
    private final FanOut fanOut; // of what else is not stored
    private final AuthorNames authors = new AuthorNames();
    private final Forms forms;
    private Batch batch = new Batch();
    private long publishedSeq; // the last commit that members were told of
    private final Ticker ticker;
    private boolean presencePlanned;
    private boolean storing = true; // false between a failure of the journal and its recovery
    private boolean newsPlanned;

    Room(String name, RoomContext context, Rooms rooms) {
        this.name = name;
        this.context = context;
        this.rooms = rooms;
        this.log = new FrameLog(context.logBytes());
        this.catchUps = new CatchUps(log, authors);
        this.forms = new Forms(rooms.nextNumber());
        this.replies = new Replies(name, context.leaseMillis());
        this.mailbox = new Mailbox(
                name,
                context.executor(),
                context.roomsAtWork(),
                this::turn); // whose first turn is the reading of the past
        this.time = new RoomTime(context.clock());
        this.asking = new Asking(context.clock().nanos());
        this.idleWatch =
                new IdleWatch(context.idleMillis(), context.clock(), context.scheduler(), mailbox, this::restIfIdle);
        this.ticker = new Ticker(time, this::later, () -> perform(new Command.Tick()));
        this.state = nothing();
        Bounds.Rate mostTold = context.bounds().quotas().fanOut();
        this.fanOut = new FanOut(mostTold, context.clock().nanos());
        this.presence = new Presence(
                count -> rooms.directory().count(name, count),
                mostTold,
                context.clock().nanos());
        this.loader = new RoomLoader(name, context, mailbox);
        loader.load(this::opened, this::notOpened);
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
            Membership replaced = memberships.put(member.session(), membership);
            if (replaced != null) {
                batch.ending.add(new Batch.Ending(replaced, null));
            }
            away.remove(member.session());
            perform(new Command.Enter(member.session(), member.client(), member.name()));
            presence.enter(member);
            batch.starting.add(new Batch.Starting(membership, since));
        });
        return membership;
    }

    /** Lets the member's session out for good: its locks are free. After all that came before, it is told {@code left}. */
    public void leave(Membership membership) {
        enqueue(() -> {
            if (isCurrent(membership)) {
                String session = membership.session();
                memberships.remove(session);
                presence.leave(session);
                perform(new Command.Leave(session));
                batch.ending.add(new Batch.Ending(membership, new HubMessage.Left(name)));
            }
        });
    }

    /** The member's connection broke. What a newer connection of the same session has is left alone. */
    public void detach(Membership membership) {
        enqueue(() -> {
            if (isCurrent(membership)) {
                String session = membership.session();
                memberships.remove(session);
                away.put(session, membership);
                perform(new Command.Detach(session));
                later(Protocol.PRESENCE_MILLIS, () -> {
                    if (away.remove(session, membership)) {
                        presence.leave(session);
                    }
                });
            }
        });
    }

    /** A session ended whose connection broke before: by its client's word, before its lease. */
    public void endDetached(String session) {
        enqueue(() -> {
            if (!memberships.containsKey(session)) {
                away.remove(session);
                presence.leave(session);
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
            } else if (isCurrent(membership)) { // else its connection is gone, and it will ask again
                perform(membership, command, request.id());
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
            if (known != null && isCurrent(membership)) {
                known.answer(asked, () -> publishedSeq, membership, replies, answer -> tell(membership, answer));
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
            if (past != null && seq >= 0 && seq <= publishedSeq) {
                past.at(seq, found);
            } else {
                String why = past != null ? "it has no commit " + seq : problem != null ? problem : "it is at rest";
                found.completeExceptionally(new JournalException("room " + name + ": " + why));
            }
        });
        return found;
    }

    public void refresh(Membership membership, List<String> keys) {
        pass(membership, Frame.passing(new HubMessage.Refresh(name, keys, membership.session()), null));
    }

    public void signal(Membership membership, Json value) {
        String session = membership.session();
        String client = membership.member().client();
        pass(membership, Frame.passing(new HubMessage.Signal(name, session, client, value), session));
    }

    private void pass(Membership membership, Frame frame) {
        enqueue(membership, frame.size(), () -> {
            if (!isCurrent(membership)) {
                return;
            }
            if (fanOut.maySpend(
                    frame.size(), memberships.size(), context.clock().nanos())) {
                batch.passing.add(frame);
            } else {
                tell(membership, replies.tooMuch());
            }
        });
    }

    public void show(Membership membership, Json value) {
        enqueue(membership, value.encodedBytes(), () -> {
            if (isCurrent(membership)) {
                presence.show(membership.session(), value);
                batch.showing.add(membership);
            }
        });
    }

    /** The member's place in the log is gone: it needs a snapshot, and the locks and members with it. */
    void startAnew(Membership membership) {
        enqueue(() -> {
            if (isCurrent(membership)) {
                batch.starting.add(new Batch.Starting(membership, null));
            }
        });
    }

    FrameLog log() {
        return log;
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
        publishedSeq = state.seq();
        authors.begin(state);
        time.begin(state.now());
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
        return past != null && storing && memberships.isEmpty() && away.isEmpty() && state.isVacant();
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

    /** Ends the room for good. Completes when nothing of it is kept. */
    CompletionStage<Void> delete() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        enqueue(() -> delete(done));
        return done;
    }

    private void delete(CompletableFuture<Void> done) {
        if (!storing || (past != null && past.isSaving())) {
            later(NEWS_MILLIS, () -> delete(done)); // nothing may come behind it
        } else {
            batch.deleting = () -> deleteNow(done);
        }
    }

    private void deleteNow(CompletableFuture<Void> done) {
        problem = "this room was deleted by whoever hosts the hub";
        past = null;
        state = nothing();
        ticker.cancel();
        for (Membership membership : memberships.values()) {
            membership.expel(replies.notOpened(problem));
        }
        memberships.clear();
        away.clear();
        context.journal().delete(name).whenComplete((deleted, failure) -> {
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

    private void turn() {
        beginTurn();
        endTurn();
    }

    private void beginTurn() {
        batch = batch.held ? batch : new Batch();
        batch.held = false;
        batch.steps = 0;
    }

    private void endTurn() {
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
        if (batch.due
                || !batch.tellsOnlyWhoWaits()
                || presence.nanosToFrame(context.clock().nanos()) >= 0) {
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
            Membership addressee = memberships.get(answer.session());
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
        batch.noteOwn(membership, id, perform(command));
        share.grew(Requests.weight(state) - before, context.clock().nanos());
    }

    private void publishAndGoOn() {
        publish();
        if (batch.deleting != null) {
            batch.deleting.run();
        }
        RoomHistory known = past;
        if (known != null) {
            catchUps.turnIsOver();
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

    private void publish() {
        long end = log.end();
        batch.own.forEach(own -> own.membership().committed(own.id(), own.seq()));
        publishCommits();
        publishedSeq = state.seq();
        batch.passing.forEach(log::append);
        HubMessage.Presence news = presence.takeFrame(name, context.clock().nanos());
        if (news != null) {
            Frame frame = Frame.passing(news, null);
            presence.sent(frame.size(), context.clock().nanos());
            log.append(frame);
        }
        for (Batch.Starting starting : batch.starting) {
            starting.membership().begin(catchUp(starting), log.end());
        }
        batch.answer();
        if (log.end() > end) {
            memberships.values().forEach(Membership::wake);
        } else {
            batch.starting.forEach(starting -> starting.membership().wake());
            batch.replies.forEach(reply -> reply.membership().wake());
            batch.showing.forEach(Membership::wake); // nothing is sent to them, but they are read on
        }
    }

    private void publishCommits() {
        RoomHistory known = past;
        if (known != null) {
            batch.commits.forEach(commit -> known.committed(commit, authors.nameOf(commit, state)));
        }
        forms.of(memberships.values());
        log.append(name, batch.commits, authors.takeNews(batch.commits, state), forms);
    }

    private CatchUp catchUp(Batch.Starting starting) {
        Journal.Restored restored = context.journal().restored().get(name);
        HubMessage.Joined joined =
                replies.joined(state, presence.members(), starting.membership().member(), restored, forms);
        return catchUps.catchUp(joined, starting.since(), state, past);
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
        publishedSeq = state.seq();
        if (kept) {
            batch.own.forEach(own -> own.membership().answer(new HubMessage.Applied(name, own.id(), own.seq(), true)));
        } else {
            batch.requests.forEach(request -> request.membership()
                    .answer(replies.unstored(state, request.membership(), request.command(), request.id())));
        }
        batch.answerUnstored(kept);
        for (Journal.Logged logged : batch.commands) {
            if (!kept) {
                time.giveBack(logged.command()); // it is to be told again
            }
        }
        if (state.seq() != published || anotherEpoch) { // it kept something, though it said that it failed
            memberships.values().forEach(this::catchUpAnew); // now: the next commit must not find them behind
        }
        Batch failed = batch;
        later(context.storage().pauseMillis(), () -> goOnAfter(failed));
        memberships.values().forEach(Membership::wake);
        goOn();
    }

    private void catchUpAnew(Membership membership) {
        membership.begin(catchUp(new Batch.Starting(membership, null)), log.end());
    }

    /**
     * Goes on: the state is told who is here, as far as it doesn't know, and who waits to be let in or out is. Where there is
     * nothing to be told, a command that changes nothing finds out whether the journal takes it.
     */
    private void goOnAfter(Batch failed) {
        storing = true;
        for (RoomSnapshot.Session known : state.snapshot().sessions()) {
            if (!memberships.containsKey(known.id())) {
                perform(new Command.Detach(known.id()));
            }
        }
        for (Membership membership : memberships.values()) {
            Member member = membership.member();
            perform(new Command.Enter(member.session(), member.client(), member.name()));
        }
        if (batch.commands.isEmpty()) {
            perform(new Command.SetBack(0));
        }
        batch.mustBeWritten = true;
        batch.starting.addAll(failed.starting);
        batch.ending.addAll(failed.ending);
    }

    private boolean isCurrent(Membership membership) {
        return memberships.get(membership.session()) == membership;
    }
}
