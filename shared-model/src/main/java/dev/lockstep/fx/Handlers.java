package dev.lockstep.fx;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.lockstep.client.Subscription;

/** Handlers of one kind of event of a room. What one of them throws is logged, and keeps no other from being called. */
final class Handlers<E> {

    private static final Logger LOG = System.getLogger(SharedRoom.class.getName());

    private final String room;
    private final CopyOnWriteArrayList<Consumer<E>> handlers = new CopyOnWriteArrayList<>();

    Handlers(String room) {
        this.room = room;
    }

    Subscription add(Consumer<E> handler) {
        handlers.add(handler);
        return () -> handlers.remove(handler);
    }

    boolean isEmpty() {
        return handlers.isEmpty();
    }

    void call(E event) {
        for (Consumer<E> handler : handlers) {
            try {
                handler.accept(event);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a handler of room " + room + " failed", e);
            }
        }
    }
}
