package dev.lockstep.client;

/** A subscription that can be ended; ending it again does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
