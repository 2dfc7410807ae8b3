package dev.lockstep.hub.room;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.model.Answer;
import dev.lockstep.model.Command;
import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Outcome;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.Protocol;

/**
 * One room at work: a mailbox, and a loop that owns the state.
 *
 * <p>A turn of the loop takes all that has come in, does it, gives what changed to the journal as one batch, and only when
 * that is durable tells anyone: the batch's commits in one frame, what isn't stored, openings for those who joined, and
 * then the answers. While the journal writes, the next batch gathers; so batches grow with the load, and a lone change
 * waits for nobody. The loop never waits for a member.
 *
 * <p>The public methods may be called from any thread; they enqueue and return.
 */
public final class Room {

    private static final Logger LOG = System.getLogger(Room.class.getName());

    /** What one turn takes at most: bounds the pause between two frames. */
    private static final int BATCH_STEPS_MAX = 4_096;

    /** Characters of commits after which another frame is begun: half of what a client's frame may have. */
    private static final int FRAME_OPS_BYTES = 512 * 1_024;

    /** The pause between two attempts to store, where the journal fails. */
    private static final long RETRY_MILLIS = 250;

    /** At least so many commands lie between two snapshots; in a large room more, so that the cost a command stays flat. */
    private static final int SNAPSHOT_COMMANDS_MIN = 10_000;

    private final String name;
    private final RoomContext context;
    private final FrameLog log;
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();

    // the loop's own
    private RoomState state;
    private final Map<String, Membership> memberships = new LinkedHashMap<>();
    private final Map<String, Membership> away = new LinkedHashMap<>(); // broken off, and still shown as present
    private final Presence presence = new Presence();
    private Batch batch = new Batch();
    private long tickAt = RoomState.NEVER;
    private boolean presencePlanned;
    private int commandsSinceSnapshot;
    private boolean storing = true; // false between a failure of the journal and the next attempt
    private @Nullable SharedCopy sharedCopy;

    /** What one turn has gathered, to be told when it is durable. */
    private static final class Batch {
        final List<Journal.Logged> commands = new ArrayList<>();
        final List<Commit> commits = new ArrayList<>();
        final List<Frame> passing = new ArrayList<>();
        final List<Starting> starting = new ArrayList<>();
        final List<Told> told = new ArrayList<>();
        final List<Ending> ending = new ArrayList<>();
        final List<Request> requests = new ArrayList<>();
        final List<Own> own = new ArrayList<>();
        int steps;
    }

    /** @param since where the joiner stands, null for a member that fell behind or knows nothing */
    private record Starting(Membership membership, ClientMessage.@Nullable Since since) {}

    /** @param evenUnstored whether it is true whatever becomes of the batch */
    private record Told(Membership membership, HubMessage message, boolean evenUnstored) {}

    /** @param last what the member is told at the end, null where another stay of it follows at once */
    private record Ending(Membership membership, HubMessage.@Nullable Left last) {}

    private record Request(Membership membership, long id) {}

    private record Own(Membership membership, long id, long seq) {}

    /** A copy of the entries that all who join at one seq share. */
    private record SharedCopy(long seq, List<Entry> entries) {}

    Room(String name, RoomContext context) {
        this.name = name;
        this.context = context;
        this.log = new FrameLog(context.logBytes());
        this.state = load();
        enqueue(() -> perform(new Command.DetachAll())); // whoever was here when the last hub stopped
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
            Membership replaced = memberships.put(member.session(), membership);
            if (replaced != null) {
                batch.ending.add(new Ending(replaced, null));
            }
            away.remove(member.session());
            perform(new Command.Enter(member.session(), member.client(), member.name()));
            presence.enter(member);
            batch.starting.add(new Starting(membership, since));
        });
        return membership;
    }

    /** Lets the member's session out for good: its locks are free. After all that came before, it is told {@code left}. */
    public void leave(Membership membership) {
        enqueue(() -> {
            if (isCurrent(membership)) {
                String session = membership.member().session();
                memberships.remove(session);
                presence.leave(session);
                perform(new Command.Leave(session));
                batch.ending.add(new Ending(membership, new HubMessage.Left(name)));
            }
        });
    }

    /** The member's connection broke. What a newer connection of the same session has is left alone. */
    public void detach(Membership membership) {
        enqueue(() -> {
            if (isCurrent(membership)) {
                String session = membership.member().session();
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

    public void commit(Membership membership, ClientMessage.Commit commit) {
        request(membership, commit.id(), new Command.Submit(session(membership), commit.id(), commit.request()));
    }

    public void lock(Membership membership, ClientMessage.Lock lock) {
        Command.Lock command = new Command.Lock(session(membership), lock.id(), lock.keys(), lock.waitMillis());
        request(membership, lock.id(), command);
    }

    public void unlock(Membership membership, ClientMessage.Unlock unlock) {
        request(membership, unlock.id(), new Command.Unlock(session(membership), unlock.id(), unlock.fence()));
    }

    /** Refuses a request that can't even be tried, in order with those that can. */
    public void refuse(Membership membership, HubMessage.Refused refused) {
        membership.taken();
        enqueue(() -> {
            membership.done();
            batch.told.add(new Told(membership, refused, true));
        });
    }

    public void refresh(Membership membership, List<String> keys) {
        enqueue(() -> {
            if (isCurrent(membership)) {
                batch.passing.add(Frame.passing(new HubMessage.Refresh(name, keys, session(membership)), null));
            }
        });
    }

    public void show(Membership membership, Json value) {
        enqueue(() -> {
            if (isCurrent(membership)) {
                presence.show(session(membership), value);
            }
        });
    }

    public void signal(Membership membership, Json value) {
        enqueue(() -> {
            if (isCurrent(membership)) {
                String session = session(membership);
                batch.passing.add(Frame.passing(new HubMessage.Signal(name, session, value), session));
            }
        });
    }

    /** The member's place in the log is gone: it needs a snapshot, and the locks and members with it. */
    void startAnew(Membership membership) {
        enqueue(() -> {
            if (isCurrent(membership)) {
                batch.starting.add(new Starting(membership, null));
            }
        });
    }

    FrameLog log() {
        return log;
    }

    // ---- the loop

    private void enqueue(Runnable step) {
        mailbox.add(step);
        if (queued.getAndIncrement() == 0) {
            planTurn();
        }
    }

    private void planTurn() {
        try {
            context.executor().execute(this::turn);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the hub has stopped");
        }
    }

    private void turn() {
        batch = new Batch();
        Runnable step;
        while (batch.steps < BATCH_STEPS_MAX && (step = mailbox.poll()) != null) {
            batch.steps++;
            runStep(step);
        }
        if (batch.commands.isEmpty()) {
            publishAndGoOn();
        } else {
            CompletionStage<Void> stored = append();
            if (stored.toCompletableFuture().isDone()) {
                stored.whenComplete((done, failure) -> stored(failure));
            } else {
                stored.whenCompleteAsync((done, failure) -> stored(failure), context.executor());
            }
        }
    }

    private CompletionStage<Void> append() {
        try {
            return context.journal().append(name, batch.commands);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void stored(@Nullable Throwable failure) {
        context.storing().set(failure == null);
        if (failure == null) {
            publishAndGoOn();
        } else {
            failAndGoOn(failure);
        }
    }

    private void runStep(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | AssertionError e) {
            LOG.log(Level.ERROR, "room " + name + ": a step failed and was left out", e);
        }
    }

    private void request(Membership membership, long id, Command command) {
        membership.taken();
        enqueue(() -> {
            membership.done();
            if (!storing) {
                batch.told.add(new Told(membership, unavailable(id), true));
            } else if (isCurrent(membership)) { // else its connection is gone, and it will ask again
                batch.requests.add(new Request(membership, id));
                noteOwn(membership, id, perform(command));
            }
        });
    }

    /** Commits of entries alone: who locks or unlocks is answered in person. */
    private void noteOwn(Membership membership, long id, Outcome outcome) {
        for (Commit commit : outcome.commits()) {
            if (commit.id() == id
                    && membership.member().client().equals(commit.client())
                    && !commit.ops().isEmpty()) {
                batch.own.add(new Own(membership, id, commit.seq()));
            }
        }
    }

    private Outcome perform(Command command) {
        long now = context.clock().getAsLong();
        Outcome outcome = state.apply(command, now);
        if (outcome instanceof Outcome.Applied) {
            batch.commands.add(new Journal.Logged(command, now));
            batch.commits.addAll(outcome.commits());
        }
        for (Answer answer : outcome.answers()) {
            Membership addressee = memberships.get(answer.session());
            if (addressee != null) {
                batch.told.add(new Told(addressee, message(answer), false));
            }
        }
        return outcome;
    }

    private void publishAndGoOn() {
        publish();
        planTick();
        planPresence();
        saveSometimes();
        goOn();
    }

    private void goOn() {
        if (queued.addAndGet(-batch.steps) > 0) {
            planTurn();
        }
    }

    private void publish() {
        long end = log.end();
        batch.own.forEach(own -> own.membership().committed(own.id(), own.seq()));
        publishCommits();
        batch.passing.forEach(log::append);
        HubMessage.Presence news = presence.takeFrame(name, System.nanoTime());
        if (news != null) {
            log.append(Frame.passing(news, null));
        }
        for (Starting starting : batch.starting) {
            starting.membership().begin(opening(starting), log.end());
        }
        for (Told told : batch.told) {
            told.membership().answer(told.message());
        }
        for (Ending ending : batch.ending) {
            ending.membership().end(ending.last());
            ending.membership().wake();
        }
        if (log.end() > end) {
            memberships.values().forEach(Membership::wake);
        } else {
            batch.starting.forEach(starting -> starting.membership().wake());
            batch.told.forEach(told -> told.membership().wake());
        }
    }

    private void publishCommits() {
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < batch.commits.size(); i++) {
            bytes += sizeOf(batch.commits.get(i));
            if (bytes >= FRAME_OPS_BYTES || i + 1 == batch.commits.size()) {
                log.append(Frame.of(new HubMessage.Changes(name, batch.commits.subList(from, i + 1))));
                from = i + 1;
                bytes = 0;
            }
        }
    }

    /** A guess that is right where it matters: large values are few and asked exactly. */
    private static long sizeOf(Commit commit) {
        long bytes = 100;
        for (Operation op : commit.ops()) {
            bytes += op.key().length() + 20L;
            if (op instanceof Operation.Put put) {
                bytes += put.value().encodedBytes();
            } else if (op instanceof Operation.Merge merge) {
                bytes += merge.value().encodedBytes();
            }
        }
        return bytes;
    }

    private Opening opening(Starting starting) {
        HubMessage.Joined joined =
                new HubMessage.Joined(name, state.epoch(), state.seq(), "editor", state.locks(), presence.members());
        ClientMessage.Since since = starting.since();
        if (since != null && since.epoch().equals(state.epoch()) && since.seq() <= state.seq()) {
            List<Commit> missed = log.commitsAfter(since.seq(), state.seq());
            if (missed != null) {
                return Opening.changes(joined, missed);
            }
        }
        if (sharedCopy == null || sharedCopy.seq() != state.seq()) {
            sharedCopy = new SharedCopy(state.seq(), state.entries().copy());
        }
        return Opening.snapshot(joined, sharedCopy.entries());
    }

    // ---- time

    private void planTick() {
        if (storing && state.dueAt() < tickAt) {
            tickAt = state.dueAt();
            later(Math.max(0, tickAt - context.clock().getAsLong()), () -> {
                tickAt = RoomState.NEVER;
                perform(new Command.Tick());
            });
        }
    }

    private void planPresence() {
        sharedCopy = null; // shared by those who join in one turn, not kept alive for nobody
        long nanos = presence.nanosToFrame(System.nanoTime());
        if (nanos >= 0 && !presencePlanned) {
            presencePlanned = true;
            later(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, () -> presencePlanned = false);
        }
    }

    private void later(long millis, Runnable step) {
        context.alarms().after(millis, () -> enqueue(step));
    }

    // ---- the journal

    private void saveSometimes() {
        commandsSinceSnapshot += batch.commands.size();
        if (commandsSinceSnapshot
                >= Math.max(SNAPSHOT_COMMANDS_MIN, state.entries().size())) {
            commandsSinceSnapshot = 0;
            context.journal().save(name, state.snapshot());
        }
    }

    /** The room as the journal has it, with a new history where it has none. May block on a disk. */
    private RoomState load() {
        Optional<Journal.Past> past = context.journal().load(name);
        if (past.isEmpty()) {
            RoomState fresh = new RoomState(context.epochs().get(), context.limits(), context.leaseMillis());
            context.journal().save(name, fresh.snapshot());
            return fresh;
        }
        RoomState known = new RoomState(past.get().snapshot(), context.limits(), context.leaseMillis());
        past.get().since().forEach(logged -> known.apply(logged.command(), logged.at()));
        return known;
    }

    /** Nothing of the batch was done: its requests are refused, and the room is again what the journal says. */
    private void failAndGoOn(Throwable failure) {
        LOG.log(
                storing ? Level.WARNING : Level.DEBUG,
                "room {0}: the journal can''t store: {1}",
                name,
                failure.getMessage());
        storing = false;
        long told = state.seq() - batch.commits.size();
        try {
            state = load();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "room " + name + ": the journal can't be read either", e);
            context.alarms().after(RETRY_MILLIS, () -> context.executor().execute(() -> failAndGoOn(failure)));
            return;
        }
        batch.requests.forEach(request -> request.membership().answer(unavailable(request.id())));
        batch.told.stream()
                .filter(Told::evenUnstored)
                .forEach(answer -> answer.membership().answer(answer.message()));
        Batch failed = batch;
        boolean keptMore = state.seq() != told; // though it said that it failed
        later(RETRY_MILLIS, () -> goOnAfter(failed, keptMore));
        memberships.values().forEach(Membership::wake);
        goOn();
    }

    /** Tries again: the state is told who is here, as far as it doesn't know, and who waits to be let in or out is. */
    private void goOnAfter(Batch failed, boolean keptMore) {
        storing = true;
        for (RoomSnapshot.Session known : state.snapshot().sessions()) {
            if (!memberships.containsKey(known.id())) {
                perform(new Command.Detach(known.id()));
            }
        }
        for (Membership membership : memberships.values()) {
            Member member = membership.member();
            perform(new Command.Enter(member.session(), member.client(), member.name()));
            if (keptMore) {
                batch.starting.add(new Starting(membership, null));
            }
        }
        batch.starting.addAll(failed.starting);
        batch.ending.addAll(failed.ending);
    }

    private HubMessage.Refused unavailable(long id) {
        String message = "the hub can't store changes now; try again later";
        return new HubMessage.Refused(name, id, RefusalCode.UNAVAILABLE, message, null);
    }

    // ---- helpers

    private boolean isCurrent(Membership membership) {
        return memberships.get(session(membership)) == membership;
    }

    private static String session(Membership membership) {
        return membership.member().session();
    }

    private HubMessage message(Answer answer) {
        if (answer instanceof Answer.Applied applied) {
            return new HubMessage.Applied(name, applied.id(), applied.seq(), applied.changed());
        } else if (answer instanceof Answer.Refused refused) {
            return new HubMessage.Refused(name, refused.id(), refused.code(), refused.message(), refused.key());
        } else if (answer instanceof Answer.Granted granted) {
            return new HubMessage.Granted(name, granted.id(), granted.keys(), granted.fence(), context.leaseMillis());
        } else if (answer instanceof Answer.Lost lost) {
            return new HubMessage.Lost(name, lost.fence(), lost.keys(), lost.reason());
        }
        throw new AssertionError("an answer without a message: " + answer);
    }
}
