package dev.lockstep.model;

import java.util.ArrayList;
import java.util.List;

import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/** A room to play in: sessions are called by a name, which their client and person share, and time passes when told to. */
final class TestRoom {

    static final long LEASE_MILLIS = 10_000;

    RoomState state;
    long now = 1_000_000;

    /** All commits so far. */
    final List<Commit> commits = new ArrayList<>();

    private long lastId = 100_000;

    TestRoom() {
        this(Limits.DEFAULT);
    }

    TestRoom(Limits limits) {
        this.state = new RoomState("e1", limits, LEASE_MILLIS);
    }

    static TestRoom with(String... sessions) {
        TestRoom room = new TestRoom();
        room.enter(sessions);
        return room;
    }

    static Json json(String text) {
        try {
            return JsonParser.parse(text);
        } catch (MalformedException e) {
            throw new AssertionError(text, e);
        }
    }

    static Operation put(String key, String value) {
        return new Operation.Put(key, json(value));
    }

    static Operation merge(String key, String value) {
        return new Operation.Merge(key, json(value));
    }

    static Operation add(String key, double by) {
        return new Operation.Add(key, by);
    }

    static Operation remove(String key) {
        return new Operation.Remove(key);
    }

    Outcome apply(Command command) {
        Outcome outcome = state.apply(command, now);
        commits.addAll(outcome.commits());
        return outcome;
    }

    void enter(String... sessions) {
        for (String session : sessions) {
            enterAs(session, session);
        }
    }

    /** The client {@code who} enters with a session called {@code session}. */
    Outcome enterAs(String session, String who) {
        return apply(new Command.Enter(session, "c-" + who, who));
    }

    Outcome leave(String session) {
        return apply(new Command.Leave(session));
    }

    Outcome detach(String session) {
        return apply(new Command.Detach(session));
    }

    /** The hub stops, and starts again with what it has stored. */
    Outcome restart() {
        state = new RoomState(state.snapshot());
        return apply(new Command.DetachAll());
    }

    Outcome configure(Limits limits) {
        return apply(new Command.Configure(limits, LEASE_MILLIS));
    }

    /** Lets time pass, and the room notice. */
    Outcome pass(long millis) {
        now += millis;
        return apply(new Command.Tick());
    }

    Outcome commit(String session, Operation... ops) {
        return submit(session, nextId(), CommitRequest.of(ops));
    }

    Outcome submit(String session, long id, CommitRequest request) {
        return apply(new Command.Submit(session, id, request));
    }

    Outcome commitIf(String session, String key, long version, Operation... ops) {
        List<CommitRequest.Condition> conditions = List.of(new CommitRequest.Condition(key, version));
        return submit(session, nextId(), new CommitRequest(List.of(ops), conditions, List.of(), false));
    }

    Outcome commitAfter(String session, String key, long version, List<Long> after, Operation... ops) {
        List<CommitRequest.Condition> conditions = List.of(new CommitRequest.Condition(key, version, after));
        return submit(session, nextId(), new CommitRequest(List.of(ops), conditions, List.of(), false));
    }

    Outcome commitFenced(String session, long fence, Operation... ops) {
        return submit(session, nextId(), new CommitRequest(List.of(ops), List.of(), List.of(fence), false));
    }

    /** Asks for a lock, without waiting. */
    Outcome lock(String session, String... keys) {
        return await(session, 0, keys);
    }

    /** Asks for a lock, and waits for it. */
    Outcome await(String session, long waitMillis, String... keys) {
        return apply(new Command.Lock(session, nextId(), List.of(keys), waitMillis));
    }

    Outcome unlock(String session, long fence) {
        return apply(new Command.Unlock(session, nextId(), fence));
    }

    /** The session gets the lock at once; its fence. */
    long locked(String session, String... keys) {
        return fenceOf(lock(session, keys));
    }

    long nextId() {
        return ++lastId;
    }

    String value(String key) {
        return String.valueOf(state.entries().value(key));
    }

    // ---- what outcomes say

    static long fenceOf(Outcome outcome) {
        return granted(outcome).fence();
    }

    static Answer.Granted granted(Outcome outcome) {
        return only(Answer.Granted.class, outcome);
    }

    static Answer.Refused refused(Outcome outcome) {
        return only(Answer.Refused.class, outcome);
    }

    static RefusalCode codeOf(Outcome outcome) {
        return refused(outcome).code();
    }

    static Answer.Applied applied(Outcome outcome) {
        return only(Answer.Applied.class, outcome);
    }

    static Commit onlyCommit(Outcome outcome) {
        if (outcome.commits().size() != 1) {
            throw new AssertionError("not one commit: " + outcome);
        }
        return outcome.commits().get(0);
    }

    static <T extends Answer> T only(Class<T> kind, Outcome outcome) {
        List<T> answers = all(kind, outcome);
        if (answers.size() != 1) {
            throw new AssertionError("not one " + kind.getSimpleName() + ": " + outcome);
        }
        return answers.get(0);
    }

    static <T extends Answer> List<T> all(Class<T> kind, Outcome outcome) {
        return outcome.answers().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
