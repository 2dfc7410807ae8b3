package dev.lockstep.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A command to a room's state machine, with the time that was logged for it. The passing of time is a command too
 * ({@link Tick}), so that replaying a log needs no clock.
 */
public sealed interface Command {

    /** Deals with each kind of command; a new kind is missed at compile time wherever commands are dealt with. */
    interface Visitor<R> {
        R enter(Enter command);

        R leave(Leave command);

        R detach(Detach command);

        R configure(Configure command);

        R detachAll(DetachAll command);

        R submit(Submit command);

        R lock(Lock command);

        R unlock(Unlock command);

        R endWait(EndWait command);

        R breakLock(BreakLock command);

        R setRules(SetRules command);

        R setAccess(SetAccess command);

        R adopt(Adopt command);

        R postponeDeadlines(PostponeDeadlines command);

        R setBack(SetBack command);

        R tick(Tick command);
    }

    /** Calls the case of {@code visitor} that this is, and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * A session joins the room, or is back after its connection broke.
     *
     * @param hostsHub whether whoever joins hosts the hub, and so every room
     * @param invitedAs the role that the client's invite gives it where it has none of its own here, null where it came without
     */
    record Enter(
            String session,
            String client,
            String name,
            boolean hostsHub,
            @Nullable Role invitedAs) implements Command {

        /** A session like any other. */
        public Enter(String session, String client, String name) {
            this(session, client, name, false, null);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enter(this);
        }
    }

    /** A session leaves for good: its locks are free at once. */
    record Leave(String session) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.leave(this);
        }
    }

    /** A session's connection broke: its locks live on for a lease. */
    record Detach(String session) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.detach(this);
        }
    }

    /**
     * The room goes by other limits from now on. In the log like all else: a room that is replayed must refuse then what it
     * refused then, whatever the hub was told since.
     */
    record Configure(Limits limits, long leaseMillis) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.configure(this);
        }
    }

    /** The hub starts again with this room: no session has a connection, and nobody a place in line. */
    record DetachAll() implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.detachAll(this);
        }
    }

    /** A session asks to commit. */
    record Submit(String session, long id, CommitRequest request) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.submit(this);
        }
    }

    /** @param waitMillis how long to stand in line, 0 not to */
    record Lock(String session, long id, List<String> keys, long waitMillis) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.lock(this);
        }

        public Lock {
            keys = List.copyOf(keys);
        }
    }

    /** A session releases the lock of {@code fence}. */
    record Unlock(String session, long id, long fence) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unlock(this);
        }
    }

    /**
     * Ends the wait of a lock request; where that was granted meanwhile, frees the lock.
     *
     * @param request the id of the lock request, of the same client
     */
    record EndWait(String session, long id, long request) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.endWait(this);
        }
    }

    /**
     * Takes a lock from whoever holds it.
     *
     * @param id the request of {@code session}, who hosts the hub
     */
    record BreakLock(String session, long id, long fence) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.breakLock(this);
        }
    }

    /**
     * The room goes by other rules from now on.
     *
     * @param byHost whether whoever asks hosts the hub; others may give rules to a room that has none, as long as it is empty
     */
    record SetRules(String session, long id, List<Rule> rules, boolean byHost) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setRules(this);
        }

        public SetRules {
            rules = List.copyOf(rules);
        }
    }

    /** A session changes who has which role. */
    record SetAccess(String session, long id, AccessChange change) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setAccess(this);
        }
    }

    /**
     * The room that this one is a part of says who has which role.
     *
     * @param access for this part alone: see {@link Access#ofPart}
     */
    record Adopt(Access access) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.adopt(this);
        }
    }

    /**
     * The hub slept, or its clock was set forward: so much of the time since the last command was no time for anybody to come
     * back, or to be served, and nothing ends the earlier for it.
     */
    record PostponeDeadlines(long millis) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.postponeDeadlines(this);
        }
    }

    /**
     * The clock that the times of commands are taken from was set back by so much, or was wrong by so much before and is right
     * again: nothing ends the later for it. With 0 it changes nothing, and is what a room writes to find out whether it can.
     */
    record SetBack(long millis) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setBack(this);
        }
    }

    /** Time has come for something: ends of leases and of waits. One too many does no harm. */
    record Tick() implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tick(this);
        }
    }
}
