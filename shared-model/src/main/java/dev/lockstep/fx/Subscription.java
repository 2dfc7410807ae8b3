package dev.lockstep.fx;

/** What can be ended; ending it again does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
