package dev.lockstep.client;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.RefusalCode;

/** The hub refused a request. Nothing was changed; what was visible locally is rolled back. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final @Nullable String key;
    private final @Nullable String holder;

    /**
     * @param message for people
     * @param key the first offending key, null where none is to blame
     * @param holder the name of who holds the lock over {@code key}, null where nobody does
     */
    public RefusedException(RefusalCode code, String message, @Nullable String key, @Nullable String holder) {
        super(message);
        this.code = code;
        this.key = key;
        this.holder = holder;
    }

    /** Why, for programs. */
    public RefusalCode code() {
        return code;
    }

    /** The key that it is about; null where it is about none. */
    public @Nullable String key() {
        return key;
    }

    /** The name of who holds the lock; null where that is not the reason. */
    public @Nullable String holder() {
        return holder;
    }
}
