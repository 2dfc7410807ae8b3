package dev.lockstep.model;

import org.jspecify.annotations.Nullable;

/** One step of a commit: it changes the entry at one key. */
public sealed interface Operation {

    /** Deals with each kind of operation. */
    interface Visitor<R> {
        R put(Put operation);

        R merge(Merge operation);

        R add(Add operation);

        R remove(Remove operation);
    }

    /** Calls the case of {@code visitor} that this is, and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /** The key of the entry that it changes. */
    String key();

    /**
     * Why this operation can't be done on {@code current}, in words for people; null where it can.
     *
     * @param current the entry's value, null where there is no entry
     */
    default @Nullable String problemOn(@Nullable Json current) {
        return null;
    }

    /**
     * The entry's value after this operation, null where there is no entry then. Only to be asked where
     * {@link #problemOn} finds nothing.
     *
     * @param current the entry's value, null where there is no entry
     */
    @Nullable
    Json applyTo(@Nullable Json current);

    /** Sets the value. */
    record Put(String key, Json value) implements Operation {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.put(this);
        }

        @Override
        public Json applyTo(@Nullable Json current) {
            return value;
        }
    }

    /** Changes the members that {@code value} names: JSON Merge Patch, RFC 7396. */
    record Merge(String key, Json value) implements Operation {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.merge(this);
        }

        @Override
        public Json applyTo(@Nullable Json current) {
            return MergePatch.apply(current, value);
        }
    }

    /**
     * Adds to a number, by IEEE 754 double addition as in every JSON program.
     *
     * @param from what an absent entry counts as
     */
    record Add(String key, double by, double from) implements Operation {

        /** An absent entry counts as 0. */
        public Add(String key, double by) {
            this(key, by, 0);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.add(this);
        }

        public Add {
            if (!Double.isFinite(by) || !Double.isFinite(from)) {
                throw new IllegalArgumentException("only a finite number can be added, not " + by + " to " + from);
            }
            by += 0.0; // turns -0.0 into 0.0, as in every JSON number
            from += 0.0;
        }

        @Override
        public @Nullable String problemOn(@Nullable Json current) {
            if (current != null && !(current instanceof Json.Num)) {
                return key + " is not a number";
            }
            return Double.isFinite(sum(current)) ? null : "the sum at " + key + " is beyond the range of numbers";
        }

        @Override
        public Json applyTo(@Nullable Json current) {
            return Json.of(sum(current));
        }

        private double sum(@Nullable Json current) {
            return (current instanceof Json.Num number ? number.value() : from) + by;
        }
    }

    /** Deletes the entry. */
    record Remove(String key) implements Operation {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.remove(this);
        }

        @Override
        public @Nullable Json applyTo(@Nullable Json current) {
            return null;
        }
    }
}
