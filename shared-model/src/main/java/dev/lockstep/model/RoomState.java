package dev.lockstep.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    /** In rooms up to this size the bytes are counted anew at every command, where assertions are on. */
    private static final int COUNTED_ENTRIES = 64;

    private final String epoch;
    private final Entries entries;
    private final LockTable locks = new LockTable();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, KnownClient> clients = new LinkedHashMap<>();
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

    /** A new room. */
    public RoomState(String epoch, Limits limits, long leaseMillis) {
        this.epoch = epoch;
        this.limits = limits;
        this.leaseMillis = leaseMillis;
        this.entries = new Entries();
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
        for (RoomSnapshot.Session saved : snapshot.sessions()) {
            Session session = new Session(saved.client(), saved.name());
            session.detachedAt = saved.detachedAt();
            sessions.put(saved.id(), session);
        }
        snapshot.clients().forEach(saved -> clients.put(saved.id(), new KnownClient(saved)));
        snapshot.locks().forEach(lock -> locks.grant(new LockTable.Grant(lock.fence(), lock.session(), lock.keys())));
        snapshot.line().forEach(w -> locks.enqueue(new LockTable.Waiter(w.session(), w.id(), w.keys(), w.deadline())));
        locks.drainChanges(this::nameOf);
        findDue();
    }

    // ---- what others may ask

    public String epoch() {
        return epoch;
    }

    /** The number of the last commit, 0 where there is none yet. */
    public long seq() {
        return seq;
    }

    public Entries entries() {
        return entries;
    }

    /** The locks that are held, in the order of their keys. */
    public List<LockInfo> locks() {
        return locks.told();
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
        return sessions.isEmpty();
    }

    /** What people know the client by, null for one that is not remembered. */
    public @Nullable String nameOfClient(String client) {
        KnownClient known = clients.get(client);
        return known == null ? null : known.name;
    }

    /** The sequence number that the client's request took, 0 where it took none or is forgotten. */
    public long seqOf(String client, long requestId) {
        KnownClient known = clients.get(client);
        return known == null ? 0 : known.requests.seqOf(requestId);
    }

    public RoomSnapshot snapshot() {
        return capture().get();
    }

    /**
     * The room as it is now, to be made a snapshot later and on any thread: this takes far less time than the snapshot, so
     * that a large room need not stand still for it.
     */
    public Supplier<RoomSnapshot> capture() {
        List<Entry> copied = entries.copy();
        List<RoomSnapshot.Session> sessionsNow = sessions.entrySet().stream()
                .map(e -> new RoomSnapshot.Session(
                        e.getKey(), e.getValue().client, e.getValue().name, e.getValue().detachedAt))
                .toList();
        List<Supplier<RoomSnapshot.Client>> clientsNow = clients.entrySet().stream()
                .map(e -> e.getValue().capture(e.getKey()))
                .toList();
        List<RoomSnapshot.Lock> locksNow = locks.grants().stream()
                .map(g -> new RoomSnapshot.Lock(g.fence(), g.session(), g.keys()))
                .toList();
        List<RoomSnapshot.Waiting> lineNow = locks.line().stream()
                .map(w -> new RoomSnapshot.Waiting(w.session(), w.id(), w.keys(), w.deadline()))
                .toList();
        RoomSnapshot head = new RoomSnapshot(
                epoch, seq, commands, now, limits, leaseMillis, List.of(), sessionsNow, List.of(), locksNow, lineNow);
        return () -> {
            copied.sort(Comparator.comparing(Entry::key));
            return head.with(copied, clientsNow.stream().map(Supplier::get).toList());
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
        if (command instanceof Command.Skip skip) {
            skip(skip.millis());
        } else if (command instanceof Command.SetBack setBack) {
            setBack(setBack.millis());
        }
        letDueHappen(Math.max(now, at));
        Answer.Refused refusal = perform(command);
        assert invariantsHold();
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

    private Answer.@Nullable Refused perform(Command command) {
        if (command instanceof Command.Submit submit) {
            return submit(submit);
        } else if (command instanceof Command.Lock lock) {
            return lock(lock);
        } else if (command instanceof Command.Unlock unlock) {
            return unlock(unlock);
        } else if (command instanceof Command.Enter enter) {
            enter(enter);
        } else if (command instanceof Command.Leave leave) {
            leave(leave.session());
        } else if (command instanceof Command.Detach detach) {
            detach(detach.session());
        } else if (command instanceof Command.DetachAll) {
            detachAll();
        } else if (command instanceof Command.Configure configure) {
            configure(configure);
        }
        return null; // a Tick has nothing of its own to do, and a Skip or SetBack has done it
    }

    private void configure(Command.Configure configure) {
        if (!limits.equals(configure.limits()) || leaseMillis != configure.leaseMillis()) {
            limits = configure.limits();
            leaseMillis = configure.leaseMillis();
            changed = true;
            findDue();
            letDueHappen(now); // a shorter lease may be over already
        }
    }

    // ---- sessions

    private void enter(Command.Enter enter) {
        Session session = sessions.get(enter.session());
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
        KnownClient client = clients.computeIfAbsent(enter.client(), id -> new KnownClient(enter.name()));
        client.leftAt = NEVER;
        client.name = enter.name();
        for (RoomSnapshot.LostLock lost : client.lost) {
            answers.add(new Answer.Lost(enter.session(), lost.fence(), lost.keys(), Answer.Lost.EXPIRED));
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
        for (Map.Entry<String, Session> known : sessions.entrySet()) {
            if (known.getValue().client.equals(enter.client())) {
                sessions.remove(known.getKey());
                locks.rename(known.getKey(), enter.session());
                break;
            }
        }
        sessions.put(enter.session(), session);
        return session;
    }

    private void detach(String sessionId) {
        Session session = sessions.get(sessionId);
        if (session != null && session.detachedAt == NEVER) {
            session.detachedAt = now;
            changed = true;
            findDue();
        }
    }

    /** A place in line does not outlive the hub: whoever still wants the lock asks again. */
    private void detachAll() {
        List.copyOf(sessions.keySet()).forEach(this::detach);
        for (LockTable.Waiter waiter : List.copyOf(locks.line())) {
            locks.dequeue(waiter);
            answers.add(new Answer.Refused(
                    waiter.session(), waiter.id(), RefusalCode.UNAVAILABLE, "the hub started again; ask again", null));
            changed = true;
        }
        findDue();
        commitLocks(null, 0);
    }

    private void leave(String sessionId) {
        if (sessions.containsKey(sessionId)) {
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
        Session session = sessions.remove(sessionId);
        if (session != null) {
            client(session).leftAt = now;
            clients.values().removeIf(KnownClient::isOver); // a stranger who only looked costs nothing
        }
        findDue();
        commitLocks(null, 0);
        grantNext();
    }

    // ---- time

    /** Before anything is due at the time of the command: what would be is postponed. */
    private void skip(long millis) {
        for (Session session : sessions.values()) {
            if (session.detachedAt != NEVER) {
                session.detachedAt += millis;
                changed = true;
            }
        }
        changed |= locks.postpone(millis);
        findDue();
    }

    /** All that is remembered as a time moves with time itself, so each lease and wait lasts as long as it would have. */
    private void setBack(long asked) {
        long millis = Math.min(asked, now);
        now -= millis;
        sessions.values().forEach(session -> session.setBack(millis));
        clients.values().forEach(client -> client.setBack(millis));
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
            clients.values().removeIf(client -> client.forgottenAt() <= now);
            findDue();
        }
        now = end;
    }

    private void endDueLeases() {
        for (Map.Entry<String, Session> entry : List.copyOf(sessions.entrySet())) {
            Session session = entry.getValue();
            if (session.detachedAt == NEVER || session.detachedAt + leaseMillis > now) {
                continue;
            }
            KnownClient client = clients.get(session.client);
            for (LockTable.Grant grant : locks.grants()) {
                if (grant.session().equals(entry.getKey()) && client != null) {
                    client.lost.add(new RoomSnapshot.LostLock(grant.fence(), grant.keys()));
                }
            }
            endSession(entry.getKey());
        }
    }

    private void endDueWaits() {
        for (LockTable.Waiter waiter : List.copyOf(locks.line())) {
            if (waiter.deadline() <= now && locks.line().contains(waiter)) {
                locks.dequeue(waiter);
                answers.add(new Answer.Refused(
                        waiter.session(),
                        waiter.id(),
                        RefusalCode.TIMEOUT,
                        "waited in vain for " + String.join(", ", waiter.keys()),
                        waiter.keys().get(0)));
                commitLocks(null, 0);
                grantNext();
            }
        }
    }

    private void findDue() {
        dueAt = NEVER;
        for (Session session : sessions.values()) {
            if (session.detachedAt != NEVER) {
                dueAt = Math.min(dueAt, session.detachedAt + leaseMillis);
            }
        }
        for (KnownClient client : clients.values()) {
            dueAt = Math.min(dueAt, client.forgottenAt());
        }
        for (LockTable.Waiter waiter : locks.line()) {
            dueAt = Math.min(dueAt, waiter.deadline());
        }
    }

    // ---- commits

    private Answer.@Nullable Refused submit(Command.Submit submit) {
        Session session = sessions.get(submit.session());
        if (session == null) {
            return notJoined(submit.session(), submit.id());
        }
        RequestMemory requests = client(session).requests;
        if (requests.seqOf(submit.id()) != 0) {
            answers.add(new Answer.Applied(submit.session(), submit.id(), requests.seqOf(submit.id()), true));
            return null;
        }
        Draft draft = new Draft(entries, bytes, limits);
        Refusal refusal = refusalById(submit.session(), requests, submit.id());
        if (refusal == null) {
            refusal = draft.draw(submit.request());
        }
        if (refusal == null) {
            refusal = refusalByLocksAndVersions(submit);
        }
        if (refusal != null) {
            return refusal.to(submit.session(), submit.id());
        }
        List<Operation> effects = draft.effects();
        if (effects.isEmpty()) {
            answers.add(new Answer.Applied(submit.session(), submit.id(), seq, false));
            return null;
        }
        seq++;
        entries.apply(seq, effects);
        bytes += draft.bytesGrown();
        commit(session.client, submit.id(), effects, List.of(), submit.request().quiet());
        requests.remember(submit.id(), seq);
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
                return new Refusal(RefusalCode.LOCKED, nameOf(guard.session()) + " holds " + op.key(), op.key());
            }
        }
        for (CommitRequest.Condition condition : request.conditions()) {
            long version = entries.version(condition.key());
            if (version != condition.version()) {
                String message = condition.key() + " has version " + version + ", not " + condition.version();
                return new Refusal(RefusalCode.CONFLICT, message, condition.key());
            }
        }
        return null;
    }

    private void commit(
            @Nullable String client, long id, List<Operation> effects, List<LockInfo> lockChanges, boolean quiet) {
        commits.add(new Commit(seq, client, id, now, effects, lockChanges, quiet));
        changed = true;
    }

    // ---- locks

    private Answer.@Nullable Refused lock(Command.Lock lock) {
        Session session = sessions.get(lock.session());
        if (session == null) {
            return notJoined(lock.session(), lock.id());
        }
        RequestMemory requests = client(session).requests;
        if (requests.seqOf(lock.id()) != 0) { // a grant's sequence number is its fence
            answers.add(new Answer.Granted(lock.session(), lock.id(), lock.keys(), requests.seqOf(lock.id())));
            return null;
        }
        if (isInLine(lock.session(), lock.id())) {
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
        refusal = refusalToWait(lock, keys, obstacle);
        if (refusal != null) {
            return refusal.to(lock.session(), lock.id());
        }
        locks.enqueue(new LockTable.Waiter(lock.session(), lock.id(), keys, now + lock.waitMillis()));
        changed = true;
        findDue();
        commitLocks(null, 0);
        return null;
    }

    private boolean isInLine(String session, long id) {
        return locks.line().stream().anyMatch(w -> w.session().equals(session) && w.id() == id);
    }

    private @Nullable Refusal refusalToWait(Command.Lock lock, List<String> keys, LockTable.Obstacle obstacle) {
        String who = nameOf(obstacle.session());
        if (lock.waitMillis() == 0) {
            return new Refusal(RefusalCode.LOCKED, who + " holds or awaits " + obstacle.key(), obstacle.key());
        }
        if (locks.wouldCloseCircle(lock.session(), keys)) {
            String message = who + " holds or awaits " + obstacle.key() + " and waits for a lock of yours";
            return new Refusal(RefusalCode.DEADLOCK, message, obstacle.key());
        }
        long waiting = locks.line().stream()
                .filter(waiter -> waiter.session().equals(lock.session()))
                .count();
        return waiting < limits.waitingLocks()
                ? null
                : new Refusal(RefusalCode.LIMIT, "at most " + limits.waitingLocks() + " locks are waited for", null);
    }

    private Answer.@Nullable Refused unlock(Command.Unlock unlock) {
        Session session = sessions.get(unlock.session());
        if (session == null) {
            return notJoined(unlock.session(), unlock.id());
        }
        RequestMemory requests = client(session).requests;
        if (requests.seqOf(unlock.id()) != 0) {
            answers.add(new Answer.Applied(unlock.session(), unlock.id(), requests.seqOf(unlock.id()), true));
            return null;
        }
        Refusal refusal = refusalById(unlock.session(), requests, unlock.id());
        if (refusal != null) {
            return refusal.to(unlock.session(), unlock.id());
        }
        if (!locks.holds(unlock.session(), unlock.fence())) {
            String message = "the lock with fence " + unlock.fence() + " is not held any more";
            return new Refusal(RefusalCode.FENCED, message, null).to(unlock.session(), unlock.id());
        }
        locks.release(unlock.fence());
        changed = true;
        boolean visible = commitLocks(session.client, unlock.id()); // not where a newer lock holds the same keys
        if (visible) {
            requests.remember(unlock.id(), seq);
        }
        answers.add(new Answer.Applied(unlock.session(), unlock.id(), seq, visible));
        grantNext();
        return null;
    }

    private void grantNext() {
        for (LockTable.Waiter next = locks.nextGrantable(); next != null; next = locks.nextGrantable()) {
            Session session = sessions.get(next.session());
            if (session == null) {
                throw new IllegalStateException("a session in line is not in the room: " + next.session());
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
        KnownClient client = clients.get(clientId);
        if (client != null) {
            client.requests.remember(id, fence);
        }
        answers.add(new Answer.Granted(sessionId, id, keys, fence));
    }

    /** Tells all members what looks different about locks; false where nothing does. */
    private boolean commitLocks(@Nullable String client, long id) {
        List<LockInfo> lockChanges = locks.drainChanges(this::nameOf);
        if (lockChanges.isEmpty()) {
            return false;
        }
        seq++;
        commit(client, id, List.of(), lockChanges, false);
        return true;
    }

    // ---- helpers

    private static Answer.Refused notJoined(String session, long id) {
        return new Refusal(RefusalCode.NOT_JOINED, "join the room first", null).to(session, id);
    }

    /** An id stands for one request: for none that may have been forgotten, nor for a second one beside a lock in line. */
    private @Nullable Refusal refusalById(String session, RequestMemory requests, long id) {
        if (requests.isForgotten(id)) {
            return Refusal.forgotten(id);
        }
        return isInLine(session, id)
                ? new Refusal(RefusalCode.INVALID, "request " + id + " is a lock that is waited for", null)
                : null;
    }

    private KnownClient client(Session session) {
        return clients.computeIfAbsent(session.client, id -> new KnownClient(session.name));
    }

    private String nameOf(String sessionId) {
        Session session = sessions.get(sessionId);
        return session == null ? sessionId : session.name;
    }

    private boolean invariantsHold() {
        for (LockTable.Grant grant : locks.grants()) {
            for (String key : grant.keys()) {
                if (locks.guardAgainst(grant.session(), key) != null) {
                    throw new AssertionError("two sessions hold " + key);
                }
            }
            if (!sessions.containsKey(grant.session())) {
                throw new AssertionError("a session that is gone holds " + grant.keys());
            }
            if (grant.fence() > seq) {
                throw new AssertionError("a fence from the future: " + grant.fence());
            }
        }
        if (entries.size() <= COUNTED_ENTRIES && entries.bytes() != bytes) {
            throw new AssertionError("the entries have " + entries.bytes() + " bytes, not " + bytes);
        }
        for (Commit commit : commits) {
            if (commit.ops().isEmpty() && commit.locks().isEmpty()) {
                throw new AssertionError("a commit that changes nothing: " + commit);
            }
        }
        if (locks.nextGrantable() != null) {
            throw new AssertionError("a waiter whose keys are free was not woken: " + locks.nextGrantable());
        }
        return true;
    }
}
