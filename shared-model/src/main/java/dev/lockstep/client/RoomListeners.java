package dev.lockstep.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The listeners of a room. An exception in one of them is logged, and does not affect the others. */
final class RoomListeners {

    private static final Logger LOG = System.getLogger(RoomListeners.class.getName());

    private final String room;
    private final CopyOnWriteArrayList<RoomListener> listeners = new CopyOnWriteArrayList<>();

    RoomListeners(String room) {
        this.room = room;
    }

    Subscription add(RoomListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void each(Consumer<RoomListener> call) {
        for (RoomListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a listener of room " + room + " failed", e);
            }
        }
    }
}
