package dev.lockstep.model;

import java.util.LinkedHashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The locks of a room: who holds them, who waits for them, and what members are told of that. */
final class RoomLocks {

    private final LockTable table = new LockTable();
    private final Participants people;
    private final Permissions permissions;
    private final Progress progress;

    /** @param snapshot of the locks that there are; null for none */
    RoomLocks(@Nullable RoomSnapshot snapshot, Participants people, Permissions permissions, Progress progress) {
        this.people = people;
        this.permissions = permissions;
        this.progress = progress;
        if (snapshot != null) {
            snapshot.locks()
                    .forEach(lock -> table.grant(new LockTable.Grant(lock.fence(), lock.session(), lock.keys())));
            snapshot.line()
                    .forEach(w -> table.enqueue(new LockTable.Waiter(w.session(), w.id(), w.keys(), w.deadline())));
            table.drainChanges(people::nameOf);
        }
    }

    /** For a look at it. */
    LockTable table() {
        return table;
    }

    /** When the first wait ends; {@link RoomState#NEVER} where nobody waits. */
    long dueAt() {
        long dueAt = RoomState.NEVER;
        for (LockTable.Waiter waiter : table.line()) {
            dueAt = Math.min(dueAt, waiter.deadline());
        }
        return dueAt;
    }

    /** Why {@code submit} can't be done under the locks that there are, null where it can. */
    @Nullable
    Refusal refusal(Command.Submit submit) {
        for (long fence : submit.request().fences()) {
            if (!table.holds(submit.session(), fence)) {
                return new Refusal(RefusalCode.FENCED, "the lock with fence " + fence + " is not held any more", null);
            }
        }
        for (Operation op : submit.request().ops()) {
            LockTable.Grant guard = table.guardAgainst(submit.session(), op.key());
            if (guard != null) {
                return new Refusal(RefusalCode.LOCKED, people.nameOf(guard.session()) + " holds " + op.key(), op.key());
            }
        }
        return null;
    }

    // ---- sessions

    /** A client is back: what it held as {@code old} it holds as {@code session}. */
    void rename(String old, String session) {
        table.rename(old, session);
    }

    /** What is told of the holder looks different. */
    void touchHeldBy(String session) {
        table.touchHeldBy(session);
    }

    /** A session is gone: what it held is free, and it waits no more. Call {@link #letOthers} when it is out of the room. */
    void drop(String session) {
        for (LockTable.Waiter waiter : List.copyOf(table.line())) {
            if (waiter.session().equals(session)) {
                table.dequeue(waiter);
            }
        }
        for (LockTable.Grant grant : List.copyOf(table.grants())) {
            if (grant.session().equals(session)) {
                table.release(grant.fence());
            }
        }
        progress.deadlinesMoved = true;
    }

    /** Members are told of what is free, and whoever waited for it gets it. */
    void letOthers() {
        commitLocks(null, 0);
        grantNext();
    }

    /** The lease of a session is over: it is told what it lost, should its client come back. */
    void expire(String sessionId, Session session) {
        for (LockTable.Grant grant : table.grants()) {
            if (grant.session().equals(sessionId)) {
                loseLater(session, grant, Answer.Lost.EXPIRED);
            }
        }
    }

    /** Nobody waits any more, for {@code why}. */
    void endWaits(String why) {
        for (LockTable.Waiter waiter : List.copyOf(table.line())) {
            table.dequeue(waiter);
            progress.answer(new Answer.Refused(waiter.session(), waiter.id(), RefusalCode.UNAVAILABLE, why, null));
            progress.changed = true;
        }
        progress.deadlinesMoved = true;
        commitLocks(null, 0);
    }

    void endDueWaits() {
        for (LockTable.Waiter waiter : List.copyOf(table.line())) {
            if (waiter.deadline() <= progress.now && table.line().contains(waiter)) {
                table.dequeue(waiter);
                progress.answer(Refusal.ofWait(waiter, "waited in vain for ").to(waiter.session(), waiter.id()));
                letOthers();
            }
        }
    }

    /** All waits end later by so much, or earlier where it is negative; whether there are any. */
    boolean postpone(long millis) {
        return table.postpone(millis);
    }

    // ---- requests

    Answer.@Nullable Refused lock(Command.Lock lock, Limits limits) {
        Session session = people.get(lock.session());
        if (session == null) {
            return Refusal.NOT_JOINED.to(lock.session(), lock.id());
        }
        RequestMemory requests = people.clientOf(session).requests;
        if (requests.seqOf(lock.id()) != 0) { // a grant's sequence number is its fence
            progress.answer(new Answer.Granted(lock.session(), lock.id(), lock.keys(), requests.seqOf(lock.id())));
            return null;
        }
        if (table.inLine(lock.session(), lock.id()) != null) {
            return null;
        }
        Refusal refusal = requests.isForgotten(lock.id()) ? Refusal.forgotten(lock.id()) : Refusal.ofLock(lock);
        if (refusal != null) {
            return refusal.to(lock.session(), lock.id());
        }
        List<String> keys = List.copyOf(new LinkedHashSet<>(lock.keys()));
        refusal = permissions.refusalOfLock(session, keys);
        if (refusal != null) {
            return refusal.to(lock.session(), lock.id());
        }
        LockTable.Grant held = table.covering(lock.session(), keys);
        if (held != null) {
            progress.answer(new Answer.Granted(lock.session(), lock.id(), lock.keys(), held.fence()));
            return null;
        }
        LockTable.Obstacle obstacle = table.obstacle(lock.session(), keys);
        if (obstacle == null) {
            grant(lock.session(), session.client, lock.id(), keys);
            return null;
        }
        refusal = Refusal.toWait(lock, keys, obstacle, people.nameOf(obstacle.session()), table, limits);
        if (refusal != null) {
            return refusal.to(lock.session(), lock.id());
        }
        table.enqueue(new LockTable.Waiter(lock.session(), lock.id(), keys, progress.now + lock.waitMillis()));
        progress.changed = true;
        progress.deadlinesMoved = true;
        commitLocks(null, 0);
        return null;
    }

    @Nullable
    Refusal unlock(Command.Unlock unlock, Session session) {
        if (!table.holds(unlock.session(), unlock.fence())) {
            String message = "the lock with fence " + unlock.fence() + " is not held any more";
            return new Refusal(RefusalCode.FENCED, message, null);
        }
        table.release(unlock.fence());
        letNext(session, unlock.session(), unlock.id());
        return null;
    }

    @Nullable
    Refusal endWait(Command.EndWait end, Session session) {
        LockTable.Waiter waiter = table.inLine(end.session(), end.request());
        if (waiter == null) { // it may be granted, and its fence is the number that it took
            long fence = people.clientOf(session).requests.seqOf(end.request());
            return unlock(new Command.Unlock(end.session(), end.id(), fence), session);
        }
        table.dequeue(waiter);
        progress.answer(Refusal.ofWait(waiter, "no longer waits for ").to(waiter.session(), waiter.id()));
        letNext(session, end.session(), end.id());
        return null;
    }

    @Nullable
    Refusal breakOff(Command.BreakLock request, Session session) {
        LockTable.Grant grant = table.grant(request.fence());
        if (grant == null) {
            return new Refusal(RefusalCode.FENCED, "nobody holds a lock with fence " + request.fence(), null);
        }
        breakOff(people.get(grant.session()), grant);
        letNext(session, request.session(), request.id());
        return null;
    }

    /** A lock is free or a line is shorter, as the request {@code id} of a session wanted. */
    private void letNext(Session session, String sessionId, long id) {
        progress.changed = true;
        boolean visible = commitLocks(session.client, id); // not where a newer lock holds the same keys
        if (visible) {
            people.clientOf(session).requests.remember(id, progress.seq);
        }
        progress.answer(new Answer.Applied(sessionId, id, progress.seq, visible));
        grantNext();
    }

    /** The holder is away: it is told when it is back. */
    private void loseLater(Session holder, LockTable.Grant grant, String reason) {
        people.clientOf(holder).lost.add(new RoomSnapshot.LostLock(grant.fence(), grant.keys(), reason));
    }

    private void grantNext() {
        for (LockTable.Waiter next = table.nextGrantable(); next != null; next = table.nextGrantable()) {
            Session session = people.get(next.session());
            if (session == null) {
                throw new IllegalStateException("a session in a lock queue is not in the room: " + next.session());
            }
            table.dequeue(next);
            grant(next.session(), session.client, next.id(), next.keys());
        }
        progress.deadlinesMoved = true;
    }

    private void grant(String sessionId, String clientId, long id, List<String> keys) {
        long fence = progress.seq + 1;
        table.grant(new LockTable.Grant(fence, sessionId, keys));
        commitLocks(clientId, id);
        KnownClient client = people.known(clientId);
        if (client != null) {
            client.requests.remember(id, fence);
        }
        progress.answer(new Answer.Granted(sessionId, id, keys, fence));
    }

    /** Tells all members what looks different about locks; false where nothing does. */
    boolean commitLocks(@Nullable String client, long id) {
        List<LockInfo> lockChanges = table.drainChanges(people::nameOf);
        if (lockChanges.isEmpty()) {
            return false;
        }
        progress.commitLocks(client, id, lockChanges);
        return true;
    }

    /** Nobody keeps others from what they may not write themselves any more. */
    void endForbidden() {
        for (LockTable.Waiter waiter : List.copyOf(table.line())) {
            Session session = people.get(waiter.session());
            Refusal refusal = session == null ? null : permissions.refusalOfLock(session, waiter.keys());
            if (refusal != null) {
                table.dequeue(waiter);
                progress.answer(refusal.to(waiter.session(), waiter.id()));
            }
        }
        for (LockTable.Grant grant : List.copyOf(table.grants())) {
            Session session = people.get(grant.session());
            if (session != null && permissions.refusalOfLock(session, grant.keys()) != null) {
                breakOff(session, grant);
            }
        }
        commitLocks(null, 0);
        grantNext();
    }

    /** Takes a lock from its holder, who is told so. */
    private void breakOff(@Nullable Session holder, LockTable.Grant grant) {
        if (holder != null && holder.isDetached()) {
            loseLater(holder, grant, Answer.Lost.BROKEN);
        } else {
            progress.answer(new Answer.Lost(grant.session(), grant.fence(), grant.keys(), Answer.Lost.BROKEN));
        }
        table.release(grant.fence());
    }
}
