package dev.lockstep.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What is sent to one session, in addition to the commits that are sent to every member. */
public sealed interface Answer {

    /** Deals with each kind of answer. */
    interface Visitor<R> {
        R applied(Applied answer);

        R refused(Refused answer);

        R granted(Granted answer);

        R lost(Lost answer);
    }

    /** Calls the case of {@code visitor} that this is, and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /** The session that is told. */
    String session();

    /** The request is done: it changed nothing, took {@code seq} when it was sent before, or was an unlock. */
    record Applied(String session, long id, long seq, boolean changed) implements Answer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.applied(this);
        }
    }

    /**
     * The request was not done.
     *
     * @param message for people
     * @param key the first offending key, null where none is to blame
     */
    record Refused(
            String session,
            long id,
            RefusalCode code,
            String message,
            @Nullable String key) implements Answer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.refused(this);
        }
    }

    /** The lock request got its keys. */
    record Granted(String session, long id, List<String> keys, long fence) implements Answer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.granted(this);
        }

        public Granted {
            keys = List.copyOf(keys);
        }
    }

    /** The session's earlier lock is gone. */
    record Lost(String session, long fence, List<String> keys, String reason) implements Answer {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.lost(this);
        }

        /** The reason of a lock that was lost because its holder was silent for too long. */
        public static final String EXPIRED = "expired";

        /** Whoever hosts the hub took it away. */
        public static final String BROKEN = "broken";

        public Lost {
            keys = List.copyOf(keys);
        }
    }
}
