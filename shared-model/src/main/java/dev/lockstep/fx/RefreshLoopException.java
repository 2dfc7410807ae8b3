package dev.lockstep.fx;

/** A refreshing block changed what it reads, again and again; it was stopped. */
public final class RefreshLoopException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;

    RefreshLoopException(String key) {
        super("a refreshing block changes what makes it run again: " + key
                + "; it was stopped. Write such a key elsewhere, or inside quietly()");
        this.key = key;
    }

    /** The key that it was run for, the last time. */
    public String key() {
        return key;
    }
}
