package dev.lockstep.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The state machine of one room: commands in, outcomes out, and nothing else.
 *
 * <p>It is deterministic. The same commands with the same times give the same outcomes and the same
 * {@link #snapshot()}, on any machine; so a log of the commands that {@linkplain Outcome.Applied changed something} is
 * the room. Time never runs backwards in here: {@code now} is the latest of the times in that log. Each command first
 * lets happen what was due before it: ends of leases and of waits, in the order in which they were due.
 *
 * <p>An entry's lock is held by a session, never by a thread. A session is in the room from {@link Command.Enter} until it
 * leaves, or until a lease has passed since its connection broke. What a client has done outlives its session by a day,
 * so that a request which comes again is answered and not done again.
 *
 * <p>Confined to one thread at a time.
 */
public final class RoomState {

    /** A time that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How long a client that left is remembered: a laptop closed in the evening is opened in the morning. */
    public static final long CLIENT_KEPT_MILLIS = 86_400_000;

    private final String epoch;
    private final Entries entries;
    private final LockTable locks = new LockTable();
    private final Participants people;
    private final Authors authors;
    private Rules rules = Rules.NONE;
    private Limits limits;
    private long leaseMillis;
    private long bytes; // of the entries
    private long seq;
    private long commands;
    private long now;
    private long dueAt = NEVER;
    // what the command under way has done so far
    private List<Commit> commits = new ArrayList<>();
    private List<Answer> answers = new ArrayList<>();
    private boolean changed;
    private final CommandDispatch dispatch = new CommandDispatch(this);

    /** A new room. */
    public RoomState(String epoch, Limits limits, long leaseMillis) {
        this.epoch = epoch;
        this.limits = limits;
        this.leaseMillis = leaseMillis;
        this.entries = new Entries();
        this.people = new Participants();
        this.authors = new Authors();
    }

    /** The room as it was when {@code snapshot} was taken. */
    public RoomState(RoomSnapshot snapshot) {
        this.epoch = snapshot.epoch();
        this.limits = snapshot.limits();
        this.leaseMillis = snapshot.leaseMillis();
        this.entries = new Entries(snapshot.entries());
        this.bytes = entries.bytes();
        this.commands = snapshot.commands();
        this.seq = snapshot.seq();
        this.now = snapshot.now();
        this.people = new Participants(snapshot);
        this.authors = new Authors(snapshot.authors(), entries);
        this.rules = new Rules(snapshot.rules());
        snapshot.locks().forEach(lock -> locks.grant(new LockTable.Grant(lock.fence(), lock.session(), lock.keys())));
        snapshot.line().forEach(w -> locks.enqueue(new LockTable.Waiter(w.session(), w.id(), w.keys(), w.deadline())));
        locks.drainChanges(people::nameOf);
        findDue();
    }

    // ---- what others may ask

    /** Which life of the room this is: drawn when it was created. */
    public String epoch() {
        return epoch;
    }

    /** The number of the last commit, 0 where there is none yet. */
    public long seq() {
        return seq;
    }

    /** The entries as they are now. Not a copy: whoever has the state alone may read it. */
    public Entries entries() {
        return entries;
    }

    /** How many bytes its keys and values have. */
    public long bytes() {
        return bytes;
    }

    /** The locks that are held, in the order of their keys. */
    public List<LockInfo> locks() {
        return locks.told();
    }

    /** Whether {@code session} holds the lock with {@code fence}. */
    public boolean holdsLock(String session, long fence) {
        return locks.holds(session, fence);
    }

    /** When something will happen by itself, in the milliseconds of the commands' times; {@link #NEVER} where nothing will. */
    public long dueAt() {
        return dueAt;
    }

    /** The latest time of a command that changed the room. */
    public long now() {
        return now;
    }

    /** How many commands have changed the room since its history began. */
    public long commands() {
        return commands;
    }

    /** Whether no session is here, not even one that may come back. */
    public boolean isVacant() {
        return people.isEmpty();
    }

    /** Who may write what, in the order in which it was given. */
    public List<Rule> rules() {
        return rules.all();
    }

    /** What people know the client by, null for one that is not remembered and of whose making nothing is here. */
    public @Nullable String nameOfClient(String client) {
        KnownClient known = people.known(client);
        return known == null ? authors.nameOf(client) : known.name;
    }

    /** What people know the clients by that made or last changed an entry: a copy, by client. */
    public Map<String, String> authors() {
        return authors.names();
    }

    /** The sequence number that the client's request took, 0 where it took none or is forgotten. */
    public long seqOf(String client, long requestId) {
        KnownClient known = people.known(client);
        return known == null ? 0 : known.requests.seqOf(requestId);
    }

    /** All of the state, as it is now. */
    public RoomSnapshot snapshot() {
        return capture().get();
    }

    /** A snapshot to be made later, on any thread: this takes far less time, so that a large room need not stand still. */
    public Supplier<RoomSnapshot> capture() {
        RoomSnapshot head = new RoomSnapshot(
                epoch,
                seq,
                commands,
                now,
                limits,
                leaseMillis,
                List.of(),
                people.captureSessions(),
                List.of(),
                locks.captureHeld(),
                locks.captureLine(),
                authors.names(),
                rules.all());
        List<Entry> copied = entries.copy();
        List<Supplier<RoomSnapshot.Client>> clients = people.captureClients();
        return () -> {
            copied.sort(Comparator.comparing(Entry::key));
            return head.with(copied, clients.stream().map(Supplier::get).toList());
        };
    }

    // ---- the one way in

    /**
     * Does {@code command}.
     *
     * @param at the time of the command in milliseconds since 1970; one earlier than the latest counts as that
     */
    public Outcome apply(Command command, long at) {
        commits = new ArrayList<>(2);
        answers = new ArrayList<>(2);
        changed = false;
        long before = now;
        if (command instanceof Command.PostponeDeadlines postpone) {
            postponeDeadlines(postpone.millis()); // before what would be due without it
        } else if (command instanceof Command.SetBack setBack) {
            setBack(setBack.millis());
        }
        letDueHappen(Math.max(now, at));
        Answer.Refused refusal = command.accept(dispatch).orElse(null);
        assert Invariants.hold(entries, bytes, locks, people, seq, commits);
        if (changed) {
            if (refusal != null) {
                answers.add(refusal);
            }
            commands++;
            return new Outcome.Applied(commits, answers);
        }
        now = before; // what is not in the log leaves no trace, or a replay under a clock set back would differ
        return refusal != null ? new Outcome.Refused(refusal) : new Outcome.Unchanged(answers);
    }

    /** Does a request of a session that is here; one that was done before is answered, and not done again. */
    Answer.@Nullable Refused once(String sessionId, long id, Function<Session, @Nullable Refusal> request) {
        Session session = people.get(sessionId);
        if (session == null) {
            return Refusal.NOT_JOINED.to(sessionId, id);
        }
        RequestMemory requests = people.clientOf(session).requests;
        if (requests.seqOf(id) != 0) {
            answers.add(new Answer.Applied(sessionId, id, requests.seqOf(id), true));
            return null;
        }
        Refusal refusal = refusalById(sessionId, requests, id);
        if (refusal == null) {
            refusal = request.apply(session);
        }
        return refusal == null ? null : refusal.to(sessionId, id);
    }

    void configure(Command.Configure configure) {
        if (!limits.equals(configure.limits()) || leaseMillis != configure.leaseMillis()) {
            limits = configure.limits();
            leaseMillis = configure.leaseMillis();
            changed = true;
            findDue();
            letDueHappen(now); // a shorter lease may be over already
        }
    }

    // ---- sessions

    void enter(Command.Enter enter) {
        Session session = people.get(enter.session());
        if (session != null && !session.client.equals(enter.client())) {
            endSession(enter.session()); // nobody inherits a stranger's locks
            session = null;
        }
        if (session == null) {
            session = adoptOrCreate(enter);
        }
        if (session.detachedAt != NEVER || !session.name.equals(enter.name())) {
            session.detachedAt = NEVER;
            session.name = enter.name();
            changed = true;
            locks.touchHeldBy(enter.session());
        }
        KnownClient client = people.clientOf(session);
        client.leftAt = NEVER;
        client.name = enter.name();
        authors.rename(enter.client(), enter.name());
        for (RoomSnapshot.LostLock lost : client.lost) {
            answers.add(new Answer.Lost(enter.session(), lost.fence(), lost.keys(), lost.reason()));
            changed = true;
        }
        client.lost.clear();
        findDue();
        commitLocks(null, 0);
    }

    /** A client that is back under another session's name, as after a restart of the hub, takes over what its old one had. */
    private Session adoptOrCreate(Command.Enter enter) {
        changed = true;
        Session session = new Session(enter.client(), enter.name());
        Map.Entry<String, Session> known = people.ofClient(enter.client());
        if (known != null) {
            String old = known.getKey();
            people.remove(old);
            locks.rename(old, enter.session());
        }
        people.put(enter.session(), session);
        return session;
    }

    void detach(String sessionId) {
        Session session = people.get(sessionId);
        if (session != null && !session.isDetached()) {
            session.detachedAt = now;
            changed = true;
            findDue();
        }
    }

    /** A place in line does not outlive the hub: whoever still wants the lock asks again. */
    void detachAll() {
        people.all().forEach(session -> detach(session.getKey()));
        for (LockTable.Waiter waiter : List.copyOf(locks.line())) {
            locks.dequeue(waiter);
            answers.add(new Answer.Refused(
                    waiter.session(), waiter.id(), RefusalCode.UNAVAILABLE, "the hub started again; ask again", null));
            changed = true;
        }
        findDue();
        commitLocks(null, 0);
    }

    void leave(String sessionId) {
        if (people.has(sessionId)) {
            endSession(sessionId);
        }
    }

    private void endSession(String sessionId) {
        changed = true;
        for (LockTable.Waiter waiter : List.copyOf(locks.line())) {
            if (waiter.session().equals(sessionId)) {
                locks.dequeue(waiter);
            }
        }
        for (LockTable.Grant grant : List.copyOf(locks.grants())) {
            if (grant.session().equals(sessionId)) {
                locks.release(grant.fence());
            }
        }
        Session session = people.remove(sessionId);
        if (session != null) {
            people.clientOf(session).leftAt = now;
            people.forgetThoseWithoutPast();
        }
        findDue();
        commitLocks(null, 0);
        grantNext();
    }

    // ---- time

    /** Before anything is due at the time of the command: what would be is postponed. */
    private void postponeDeadlines(long millis) {
        changed |= people.postpone(millis);
        changed |= locks.postpone(millis);
        findDue();
    }

    /** All that is remembered as a time moves with time itself, so each lease and wait lasts as long as it would have. */
    private void setBack(long asked) {
        long millis = Math.min(asked, now);
        now -= millis;
        people.setBack(millis);
        locks.postpone(-millis);
        changed = true;
        findDue();
    }

    private void letDueHappen(long end) {
        while (dueAt <= end) {
            now = Math.max(now, dueAt);
            changed = true;
            endDueLeases();
            endDueWaits();
            people.forgetThoseDue(now);
            findDue();
        }
        now = end;
    }

    private void endDueLeases() {
        for (Map.Entry<String, Session> entry : people.all()) {
            Session session = entry.getValue();
            if (!session.isDetached() || session.detachedAt + leaseMillis > now) {
                continue;
            }
            for (LockTable.Grant grant : locks.grants()) {
                if (grant.session().equals(entry.getKey())) {
                    loseLater(session, grant, Answer.Lost.EXPIRED);
                }
            }
            endSession(entry.getKey());
        }
    }

    private void endDueWaits() {
        for (LockTable.Waiter waiter : List.copyOf(locks.line())) {
            if (waiter.deadline() <= now && locks.line().contains(waiter)) {
                locks.dequeue(waiter);
                answers.add(Refusal.ofWait(waiter, "waited in vain for ").to(waiter.session(), waiter.id()));
                commitLocks(null, 0);
                grantNext();
            }
        }
    }

    private void findDue() {
        dueAt = people.dueAt(leaseMillis);
        for (LockTable.Waiter waiter : locks.line()) {
            dueAt = Math.min(dueAt, waiter.deadline());
        }
    }

    // ---- commits

    @Nullable
    Refusal submit(Command.Submit submit, Session session) {
        Draft draft = new Draft(entries, bytes, limits);
        Refusal refusal = draft.draw(submit.request());
        if (refusal == null) {
            refusal = refusalByLocksAndVersions(submit);
        }
        if (refusal != null) {
            return refusal;
        }
        String client = session.client;
        List<Operation> effects = draft.effects();
        for (Operation effect : rules.isEmpty() ? List.<Operation>of() : effects) {
            refusal = rules.refusal(client, effect.key(), entries.get(effect.key()));
            if (refusal != null) {
                return refusal;
            }
        }
        if (effects.isEmpty()) {
            answers.add(new Answer.Applied(submit.session(), submit.id(), seq, false));
            return null;
        }
        seq++;
        entries.apply(seq, client, effects, (before, after) -> authors.changed(client, session.name, before, after));
        bytes += draft.bytesGrown();
        commit(client, submit.id(), effects, List.of(), submit.request().quiet());
        people.clientOf(session).requests.remember(submit.id(), seq);
        return null;
    }

    private @Nullable Refusal refusalByLocksAndVersions(Command.Submit submit) {
        CommitRequest request = submit.request();
        for (long fence : request.fences()) {
            if (!locks.holds(submit.session(), fence)) {
                return new Refusal(RefusalCode.FENCED, "the lock with fence " + fence + " is not held any more", null);
            }
        }
        for (Operation op : request.ops()) {
            LockTable.Grant guard = locks.guardAgainst(submit.session(), op.key());
            if (guard != null) {
                return new Refusal(RefusalCode.LOCKED, people.nameOf(guard.session()) + " holds " + op.key(), op.key());
            }
        }
        return Refusal.ofVersions(request, entries);
    }

    private void commit(
            @Nullable String client, long id, List<Operation> effects, List<LockInfo> lockChanges, boolean quiet) {
        commits.add(new Commit(seq, client, id, now, effects, lockChanges, quiet));
        changed = true;
    }

    // ---- rules

    @Nullable
    Refusal setRules(Command.SetRules request, Session session) {
        Refusal refusal = Rules.problemWith(request.rules());
        if (refusal != null) {
            return refusal;
        }
        if (rules.all().equals(request.rules())) {
            answers.add(new Answer.Applied(request.session(), request.id(), seq, false));
            return null;
        }
        if (!request.byHost() && !(rules.isEmpty() && entries.size() == 0)) {
            String message = "only whoever hosts the hub may change the rules of a room that is in use";
            return new Refusal(RefusalCode.FORBIDDEN, message, null);
        }
        rules = new Rules(request.rules());
        seq++;
        commits.add(new Commit(seq, session.client, request.id(), now, List.of(), List.of(), false, rules.all()));
        changed = true;
        people.clientOf(session).requests.remember(request.id(), seq);
        answers.add(new Answer.Applied(request.session(), request.id(), seq, true));
        return null;
    }

    // ---- locks

    Answer.@Nullable Refused lock(Command.Lock lock) {
        Session session = people.get(lock.session());
        if (session == null) {
            return Refusal.NOT_JOINED.to(lock.session(), lock.id());
        }
        RequestMemory requests = people.clientOf(session).requests;
        if (requests.seqOf(lock.id()) != 0) { // a grant's sequence number is its fence
            answers.add(new Answer.Granted(lock.session(), lock.id(), lock.keys(), requests.seqOf(lock.id())));
            return null;
        }
        if (locks.inLine(lock.session(), lock.id()) != null) {
            return null;
        }
        Refusal refusal = requests.isForgotten(lock.id()) ? Refusal.forgotten(lock.id()) : Refusal.ofLock(lock);
        if (refusal != null) {
            return refusal.to(lock.session(), lock.id());
        }
        List<String> keys = List.copyOf(new LinkedHashSet<>(lock.keys()));
        LockTable.Grant held = locks.covering(lock.session(), keys);
        if (held != null) {
            answers.add(new Answer.Granted(lock.session(), lock.id(), lock.keys(), held.fence()));
            return null;
        }
        LockTable.Obstacle obstacle = locks.obstacle(lock.session(), keys);
        if (obstacle == null) {
            grant(lock.session(), session.client, lock.id(), keys);
            return null;
        }
        refusal = Refusal.toWait(lock, keys, obstacle, people.nameOf(obstacle.session()), locks, limits);
        if (refusal != null) {
            return refusal.to(lock.session(), lock.id());
        }
        locks.enqueue(new LockTable.Waiter(lock.session(), lock.id(), keys, now + lock.waitMillis()));
        changed = true;
        findDue();
        commitLocks(null, 0);
        return null;
    }

    @Nullable
    Refusal unlock(Command.Unlock unlock, Session session) {
        if (!locks.holds(unlock.session(), unlock.fence())) {
            String message = "the lock with fence " + unlock.fence() + " is not held any more";
            return new Refusal(RefusalCode.FENCED, message, null);
        }
        locks.release(unlock.fence());
        letNext(session, unlock.session(), unlock.id());
        return null;
    }

    @Nullable
    Refusal endWait(Command.EndWait end, Session session) {
        LockTable.Waiter waiter = locks.inLine(end.session(), end.request());
        if (waiter == null) { // it may be granted, and its fence is the number that it took
            long fence = people.clientOf(session).requests.seqOf(end.request());
            return unlock(new Command.Unlock(end.session(), end.id(), fence), session);
        }
        locks.dequeue(waiter);
        answers.add(Refusal.ofWait(waiter, "no longer waits for ").to(waiter.session(), waiter.id()));
        letNext(session, end.session(), end.id());
        return null;
    }

    @Nullable
    Refusal breakLock(Command.BreakLock request, Session session) {
        LockTable.Grant grant = locks.grant(request.fence());
        if (grant == null) {
            return new Refusal(RefusalCode.FENCED, "nobody holds a lock with fence " + request.fence(), null);
        }
        Session holder = people.get(grant.session());
        if (holder != null && holder.isDetached()) {
            loseLater(holder, grant, Answer.Lost.BROKEN);
        } else {
            answers.add(new Answer.Lost(grant.session(), grant.fence(), grant.keys(), Answer.Lost.BROKEN));
        }
        locks.release(grant.fence());
        letNext(session, request.session(), request.id());
        return null;
    }

    /** A lock is free or a line is shorter, as the request {@code id} of a session wanted. */
    private void letNext(Session session, String sessionId, long id) {
        changed = true;
        boolean visible = commitLocks(session.client, id); // not where a newer lock holds the same keys
        if (visible) {
            people.clientOf(session).requests.remember(id, seq);
        }
        answers.add(new Answer.Applied(sessionId, id, seq, visible));
        grantNext();
    }

    /** The holder is away: it is told when it is back. */
    private void loseLater(Session holder, LockTable.Grant grant, String reason) {
        people.clientOf(holder).lost.add(new RoomSnapshot.LostLock(grant.fence(), grant.keys(), reason));
    }

    private void grantNext() {
        for (LockTable.Waiter next = locks.nextGrantable(); next != null; next = locks.nextGrantable()) {
            Session session = people.get(next.session());
            if (session == null) {
                throw new IllegalStateException("a session in a lock queue is not in the room: " + next.session());
            }
            locks.dequeue(next);
            grant(next.session(), session.client, next.id(), next.keys());
        }
        findDue();
    }

    private void grant(String sessionId, String clientId, long id, List<String> keys) {
        long fence = seq + 1;
        locks.grant(new LockTable.Grant(fence, sessionId, keys));
        commitLocks(clientId, id);
        KnownClient client = people.known(clientId);
        if (client != null) {
            client.requests.remember(id, fence);
        }
        answers.add(new Answer.Granted(sessionId, id, keys, fence));
    }

    /** Tells all members what looks different about locks; false where nothing does. */
    private boolean commitLocks(@Nullable String client, long id) {
        List<LockInfo> lockChanges = locks.drainChanges(people::nameOf);
        if (lockChanges.isEmpty()) {
            return false;
        }
        seq++;
        commit(client, id, List.of(), lockChanges, false);
        return true;
    }

    // ---- helpers

    /** An id stands for one request: for none that may have been forgotten, nor for a second one beside a lock in line. */
    private @Nullable Refusal refusalById(String session, RequestMemory requests, long id) {
        if (requests.isForgotten(id)) {
            return Refusal.forgotten(id);
        }
        return locks.inLine(session, id) != null
                ? new Refusal(RefusalCode.INVALID, "request " + id + " is a lock that is waited for", null)
                : null;
    }
}
