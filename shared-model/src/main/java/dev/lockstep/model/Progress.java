package dev.lockstep.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** How far a room is, and what the command under way has done so far. */
final class Progress {

    /** The number of the last commit. */
    long seq;

    /** The latest time of a command. */
    long now;

    /** Whether the command under way has changed the state. */
    boolean changed;

    /** Whether a deadline may have come, gone or moved. */
    boolean deadlinesMoved = true;

    private List<Commit> commits = new ArrayList<>();
    private List<Answer> answers = new ArrayList<>();

    Progress(long seq, long now) {
        this.seq = seq;
        this.now = now;
    }

    /** Another command begins. */
    void begin() {
        commits = new ArrayList<>(2);
        answers = new ArrayList<>(2);
        changed = false;
    }

    List<Commit> commits() {
        return commits;
    }

    List<Answer> answers() {
        return answers;
    }

    void answer(Answer answer) {
        answers.add(answer);
    }

    /** The next commit, of entries. */
    void commit(@Nullable String client, long id, List<Operation> effects, boolean quiet) {
        add(new Commit(++seq, client, id, now, effects, List.of(), quiet));
    }

    /** The next commit, of locks. */
    void commitLocks(@Nullable String client, long id, List<LockInfo> locks) {
        add(new Commit(++seq, client, id, now, List.of(), locks, false));
    }

    /** The next commit, of who may do what. */
    void commitPermissions(@Nullable String client, long id, @Nullable List<Rule> rules, @Nullable Access access) {
        add(new Commit(++seq, client, id, now, List.of(), List.of(), false, rules, access));
    }

    private void add(Commit commit) {
        commits.add(commit);
        changed = true;
    }
}
