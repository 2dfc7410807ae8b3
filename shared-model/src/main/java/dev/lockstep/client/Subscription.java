package dev.lockstep.client;

/** Ends what was subscribed to; ending it again does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
