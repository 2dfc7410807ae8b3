package dev.lockstep.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** One room that is checked after each command for what has to hold at any time, whatever comes. */
public final class CheckedRoom {

    /** What a log keeps of a command that changed something. */
    public record Logged(Command command, long at, Outcome outcome) {}

    private RoomState state;

    private final List<Logged> log = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Entries replica = new Entries();
    private final Map<String, LockInfo> told = new TreeMap<>();
    private final Map<String, Set<Long>> doneByClient = new HashMap<>();
    private long lastSeq;
    private long lastFence;

    public CheckedRoom(Limits limits, long leaseMillis) {
        this.state = new RoomState("e1", limits, leaseMillis);
    }

    /** The commands that changed something, in order. */
    public List<Logged> log() {
        return log;
    }

    /** The kinds of outcomes and answers, and the codes of refusals, that there were. */
    public Set<String> seen() {
        return seen;
    }

    public RoomSnapshot snapshot() {
        return state.snapshot();
    }

    public long seq() {
        return state.seq();
    }

    public long version(String key) {
        return state.entries().version(key);
    }

    public Outcome perform(Command command, long at) {
        RoomSnapshot before = state.snapshot();
        if (command instanceof Command.DetachAll) {
            state = new RoomState(before);
            assertThat(state.snapshot()).isEqualTo(before);
        }
        Outcome outcome = state.apply(command, at);
        RoomSnapshot after = state.snapshot();
        seen.add(outcome.getClass().getSimpleName());
        if (outcome instanceof Outcome.Applied) {
            log.add(new Logged(command, at, outcome));
        } else {
            assertThat(after).as("unchanged by %s", command).isEqualTo(before);
        }
        forgetClients(before, at);
        outcome.commits().forEach(this::take);
        assertThat(after.seq()).isEqualTo(lastSeq);
        assertThat(replica.all()).containsExactlyInAnyOrderElementsOf(after.entries());
        assertThat(told.values()).containsExactlyElementsOf(state.locks());
        noteAnswers(outcome);
        checkLocks(before, after);
        checkNothingOverdue(after);
        return outcome;
    }

    /** Everybody goes, and a day and more passes: nothing may be left behind. */
    public void end(long now) {
        for (RoomSnapshot.Session session : state.snapshot().sessions()) {
            perform(new Command.Detach(session.id()), now);
        }
        perform(new Command.Tick(), Math.max(now, state.snapshot().now()) + 3 * Limits.WAIT_MILLIS_MAX);
        RoomSnapshot end = state.snapshot();
        assertThat(end.locks()).isEmpty();
        assertThat(end.line()).isEmpty();
        assertThat(end.sessions()).isEmpty();
        assertThat(end.clients()).isEmpty();
        assertThat(state.dueAt()).isEqualTo(RoomState.NEVER);
    }

    // ---- checking

    private void take(Commit commit) {
        assertThat(commit.seq()).isEqualTo(++lastSeq);
        if (commit.client() != null) {
            Set<Long> done = doneByClient.computeIfAbsent(commit.client(), client -> new HashSet<>());
            assertThat(done.add(commit.id())).as("done once: %s", commit).isTrue();
        }
        for (Operation effect : commit.ops()) {
            assertThat(effect).isNotInstanceOf(Operation.Add.class);
        }
        replica.apply(commit);
        for (LockInfo lock : commit.locks()) {
            assertThat(lock).isNotEqualTo(told.get(lock.key()));
            if (lock.session() == null) {
                assertThat(told.remove(lock.key())).isNotNull();
            } else {
                told.put(lock.key(), lock);
            }
        }
    }

    /** Who left a day ago may begin anew. */
    private void forgetClients(RoomSnapshot before, long at) {
        for (RoomSnapshot.Client client : before.clients()) {
            long leftAt = client.leftAt();
            for (RoomSnapshot.Session session : before.sessions()) {
                if (session.client().equals(client.id()) && session.detachedAt() != RoomState.NEVER) {
                    leftAt = session.detachedAt() + before.leaseMillis();
                }
            }
            if (leftAt != RoomState.NEVER && leftAt + RoomState.CLIENT_KEPT_MILLIS <= at) {
                doneByClient.remove(client.id());
            }
        }
    }

    private void noteAnswers(Outcome outcome) {
        for (Answer answer : outcome.answers()) {
            seen.add(
                    answer instanceof Answer.Refused refused
                            ? refused.code().wireName()
                            : answer.getClass().getSimpleName());
        }
    }

    private void checkLocks(RoomSnapshot before, RoomSnapshot after) {
        Set<Long> known = new HashSet<>();
        before.locks().forEach(lock -> known.add(lock.fence()));
        for (RoomSnapshot.Lock lock : after.locks()) {
            if (known.add(lock.fence())) {
                assertThat(lock.fence()).as("fences grow").isGreaterThan(lastFence);
                lastFence = lock.fence();
            }
            for (RoomSnapshot.Lock other : after.locks()) {
                if (!lock.session().equals(other.session())) {
                    lock.keys()
                            .forEach(key -> assertThat(other.keys())
                                    .as("exclusive")
                                    .noneMatch(otherKey -> Names.guards(key, otherKey) || Names.guards(otherKey, key)));
                }
            }
        }
        assertThat(after.line()).doesNotHaveDuplicates();
    }

    private void checkNothingOverdue(RoomSnapshot after) {
        assertThat(state.dueAt()).isGreaterThan(after.now());
        assertThat(after.line()).allMatch(waiting -> waiting.deadline() > after.now());
        for (RoomSnapshot.Session session : after.sessions()) {
            if (session.detachedAt() != RoomState.NEVER) {
                assertThat(session.detachedAt() + after.leaseMillis()).isGreaterThan(after.now());
            }
        }
    }
}
