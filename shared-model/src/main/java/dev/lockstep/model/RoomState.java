package dev.lockstep.model;

import java.util.Comparator;
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
    private final RoomLocks locks;
    private final Participants people;
    private final Authors authors;
    private final Permissions permissions;
    private Limits limits;
    private long leaseMillis;
    private long bytes; // of the entries
    private long commands;
    private long dueAt = NEVER;
    private final Progress progress;
    private final CommandDispatch dispatch = new CommandDispatch(this);

    /** A new room. */
    public RoomState(String epoch, Limits limits, long leaseMillis) {
        this.epoch = epoch;
        this.limits = limits;
        this.leaseMillis = leaseMillis;
        this.entries = new Entries();
        this.people = new Participants();
        this.authors = new Authors();
        this.permissions = new Permissions(List.of(), Access.DEFAULT, null);
        this.progress = new Progress(0, 0);
        this.locks = new RoomLocks(null, people, permissions, progress);
    }

    /** The room as it was when {@code snapshot} was taken. */
    public RoomState(RoomSnapshot snapshot) {
        this.epoch = snapshot.epoch();
        this.limits = snapshot.limits();
        this.leaseMillis = snapshot.leaseMillis();
        this.entries = new Entries(snapshot.entries());
        this.bytes = entries.bytes();
        this.commands = snapshot.commands();
        this.progress = new Progress(snapshot.seq(), snapshot.now());
        this.people = new Participants(snapshot);
        this.authors = new Authors(snapshot.authors(), entries);
        this.permissions = new Permissions(snapshot.rules(), snapshot.access(), snapshot.founder());
        this.locks = new RoomLocks(snapshot, people, permissions, progress);
        findDue();
    }

    // ---- what others may ask

    /** Which life of the room this is: drawn when it was created. */
    public String epoch() {
        return epoch;
    }

    /** The number of the last commit, 0 where there is none yet. */
    public long seq() {
        return progress.seq;
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
        return locks.table().told();
    }

    /** Whether {@code session} holds the lock with {@code fence}. */
    public boolean holdsLock(String session, long fence) {
        return locks.table().holds(session, fence);
    }

    /** When something will happen by itself, in the milliseconds of the commands' times; {@link #NEVER} where nothing will. */
    public long dueAt() {
        return dueAt;
    }

    /** The latest time of a command that changed the room. */
    public long now() {
        return progress.now;
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
        return permissions.rules();
    }

    /** Who has which role. */
    public Access access() {
        return permissions.access();
    }

    /** The role of {@code sessionId} here, {@link Role#NONE} where it is not here. */
    public Role roleOf(String sessionId) {
        Session session = people.get(sessionId);
        return session == null ? Role.NONE : permissions.roleOf(session);
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
                progress.seq,
                commands,
                progress.now,
                limits,
                leaseMillis,
                List.of(),
                people.captureSessions(),
                List.of(),
                locks.table().captureHeld(),
                locks.table().captureLine(),
                authors.names(),
                permissions.rules(),
                permissions.access(),
                permissions.founder());
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
        progress.begin();
        long before = progress.now;
        if (command instanceof Command.PostponeDeadlines postpone) {
            postponeDeadlines(postpone.millis()); // before what would be due without it
        } else if (command instanceof Command.SetBack setBack) {
            setBack(setBack.millis());
        }
        letDueHappen(Math.max(progress.now, at));
        Answer.Refused refusal = command.accept(dispatch).orElse(null);
        findDue();
        assert Invariants.hold(entries, bytes, locks.table(), people, progress.seq, progress.commits());
        if (progress.changed) {
            if (refusal != null) {
                progress.answer(refusal);
            }
            commands++;
            return new Outcome.Applied(progress.commits(), progress.answers());
        }
        progress.now =
                before; // what is not in the log leaves no trace, or a replay under a clock set back would differ
        return refusal != null ? new Outcome.Refused(refusal) : new Outcome.Unchanged(progress.answers());
    }

    /** Does a request of a session that is here; one that was done before is answered, and not done again. */
    Answer.@Nullable Refused once(String sessionId, long id, Function<Session, @Nullable Refusal> request) {
        Session session = people.get(sessionId);
        if (session == null) {
            return Refusal.NOT_JOINED.to(sessionId, id);
        }
        RequestMemory requests = people.clientOf(session).requests;
        if (requests.seqOf(id) != 0) {
            progress.answer(new Answer.Applied(sessionId, id, requests.seqOf(id), true));
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
            progress.changed = true;
            progress.deadlinesMoved = true;
            findDue();
            letDueHappen(progress.now); // a shorter lease may be over already
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
        boolean sameRights = session.hostsHub == enter.hostsHub() && session.invitedAs == enter.invitedAs();
        if (session.detachedAt != NEVER || !session.name.equals(enter.name()) || !sameRights) {
            session.detachedAt = NEVER;
            session.name = enter.name();
            session.hostsHub = enter.hostsHub();
            session.invitedAs = enter.invitedAs();
            progress.changed = true;
            locks.touchHeldBy(enter.session());
        }
        progress.changed |= permissions.found(enter.client());
        KnownClient client = people.clientOf(session);
        client.leftAt = NEVER;
        client.name = enter.name();
        authors.rename(enter.client(), enter.name());
        for (RoomSnapshot.LostLock lost : client.lost) {
            progress.answer(new Answer.Lost(enter.session(), lost.fence(), lost.keys(), lost.reason()));
            progress.changed = true;
        }
        client.lost.clear();
        progress.deadlinesMoved = true;
        locks.commitLocks(null, 0);
        if (!sameRights) {
            locks.endForbidden();
        }
    }

    /** A client that is back under another session's name, as after a restart of the hub, takes over what its old one had. */
    private Session adoptOrCreate(Command.Enter enter) {
        progress.changed = true;
        Session session = new Session(enter.client(), enter.name());
        Map.Entry<String, Session> known = people.ofClient(enter.client());
        if (known != null) {
            String old = known.getKey();
            session.hostsHub = known.getValue().hostsHub;
            session.invitedAs = known.getValue().invitedAs;
            people.remove(old);
            locks.rename(old, enter.session());
        }
        people.put(enter.session(), session);
        return session;
    }

    void detach(String sessionId) {
        Session session = people.get(sessionId);
        if (session != null && !session.isDetached()) {
            session.detachedAt = progress.now;
            progress.changed = true;
            progress.deadlinesMoved = true;
        }
    }

    /** A place in line does not outlive the hub: whoever still wants the lock asks again. */
    void detachAll() {
        people.all().forEach(session -> detach(session.getKey()));
        locks.endWaits("the hub started again; ask again");
    }

    void leave(String sessionId) {
        if (people.has(sessionId)) {
            endSession(sessionId);
        }
    }

    private void endSession(String sessionId) {
        progress.changed = true;
        locks.drop(sessionId);
        Session session = people.remove(sessionId);
        if (session != null) {
            people.clientOf(session).leftAt = progress.now;
            people.forgetThoseWithoutPast();
        }
        locks.letOthers();
    }

    // ---- time

    /** Before anything is due at the time of the command: what would be is postponed. */
    private void postponeDeadlines(long millis) {
        progress.changed |= people.postpone(millis);
        progress.changed |= locks.postpone(millis);
        progress.deadlinesMoved = true;
        findDue();
    }

    /** All that is remembered as a time moves with time itself, so each lease and wait lasts as long as it would have. */
    private void setBack(long asked) {
        long millis = Math.min(asked, progress.now);
        progress.now -= millis;
        people.setBack(millis);
        locks.postpone(-millis);
        progress.changed = true;
        progress.deadlinesMoved = true;
        findDue();
    }

    private void letDueHappen(long end) {
        while (dueAt <= end) {
            progress.now = Math.max(progress.now, dueAt);
            progress.changed = true;
            endDueLeases();
            locks.endDueWaits();
            people.forgetThoseDue(progress.now);
            progress.deadlinesMoved = true;
            findDue();
        }
        progress.now = end;
    }

    private void endDueLeases() {
        for (Map.Entry<String, Session> entry : people.all()) {
            Session session = entry.getValue();
            if (!session.isDetached() || session.detachedAt + leaseMillis > progress.now) {
                continue;
            }
            locks.expire(entry.getKey(), session);
            endSession(entry.getKey());
        }
    }

    private void findDue() {
        if (progress.deadlinesMoved) {
            progress.deadlinesMoved = false;
            dueAt = Math.min(people.dueAt(leaseMillis), locks.dueAt());
        }
    }

    // ---- commits

    @Nullable
    Refusal submit(Command.Submit submit, Session session) {
        Draft draft = new Draft(entries, bytes, limits);
        Refusal refusal = draft.draw(submit.request());
        if (refusal == null) {
            refusal = locks.refusal(submit);
        }
        if (refusal == null) {
            refusal = Refusal.ofVersions(submit.request(), people.clientOf(session).requests, entries);
        }
        if (refusal != null) {
            return refusal;
        }
        String client = session.client;
        List<Operation> effects = draft.effects();
        refusal = permissions.refusal(session, effects, entries);
        if (refusal != null) {
            return refusal;
        }
        if (effects.isEmpty()) {
            progress.answer(new Answer.Applied(submit.session(), submit.id(), progress.seq, false));
            return null;
        }
        progress.commit(client, submit.id(), effects, submit.request().quiet());
        entries.apply(
                progress.seq, client, effects, (before, after) -> authors.changed(client, session.name, before, after));
        bytes += draft.bytesGrown();
        people.clientOf(session).requests.remember(submit.id(), progress.seq);
        return null;
    }

    // ---- who may do what

    @Nullable
    Refusal setRules(Command.SetRules request, Session session) {
        List<Rule> before = permissions.rules();
        Refusal refusal = permissions.set(request.rules(), session, request.byHost(), entries.size() == 0);
        if (refusal != null) {
            return refusal;
        }
        boolean isNews = !before.equals(permissions.rules());
        if (isNews) {
            progress.commitPermissions(session.client, request.id(), permissions.rules(), null);
        }
        answerSetting(isNews, request.session(), request.id(), session);
        return null;
    }

    @Nullable
    Refusal setAccess(Command.SetAccess request, Session session) {
        Access before = permissions.access();
        Refusal refusal = permissions.change(request.change(), session, client -> people.latestNameOf(client));
        if (refusal != null) {
            return refusal;
        }
        boolean isNews = !before.equals(permissions.access());
        if (isNews) {
            commitAccess(session.client, request.id());
        }
        answerSetting(isNews, request.session(), request.id(), session);
        locks.endForbidden();
        return null;
    }

    private void answerSetting(boolean isNews, String sessionId, long id, Session session) {
        if (isNews) {
            people.clientOf(session).requests.remember(id, progress.seq);
        }
        progress.answer(new Answer.Applied(sessionId, id, progress.seq, isNews));
    }

    void adopt(Access access) {
        if (permissions.adopt(access)) {
            commitAccess(null, 0);
            locks.endForbidden();
        }
    }

    private void commitAccess(@Nullable String client, long id) {
        progress.commitPermissions(client, id, null, permissions.access());
    }

    // ---- locks

    Answer.@Nullable Refused lock(Command.Lock lock) {
        return locks.lock(lock, limits);
    }

    @Nullable
    Refusal unlock(Command.Unlock unlock, Session session) {
        return locks.unlock(unlock, session);
    }

    @Nullable
    Refusal endWait(Command.EndWait end, Session session) {
        return locks.endWait(end, session);
    }

    @Nullable
    Refusal breakLock(Command.BreakLock request, Session session) {
        return locks.breakOff(request, session);
    }

    // ---- helpers

    /** An id stands for one request: for none that may have been forgotten, nor for a second one beside a lock in line. */
    private @Nullable Refusal refusalById(String session, RequestMemory requests, long id) {
        if (requests.isForgotten(id)) {
            return Refusal.forgotten(id);
        }
        return locks.table().inLine(session, id) != null
                ? new Refusal(RefusalCode.INVALID, "request " + id + " is a lock that is waited for", null)
                : null;
    }
}
