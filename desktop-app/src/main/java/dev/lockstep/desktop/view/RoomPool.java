package dev.lockstep.desktop.view;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;

/**
 * The rooms that the windows of one person have open. Several views may show one room; it is left with the last of them, so
 * that nobody is seen in a room that they don't look at. On the JavaFX thread.
 */
public final class RoomPool {

    private final Lockstep lockstep;
    private final Map<String, Integer> users = new HashMap<>();
    private Consumer<SharedRoom> opened = room -> {};

    public RoomPool(Lockstep lockstep) {
        this.lockstep = lockstep;
    }

    /** The room, joined if nobody has it yet; to be given back by name. */
    public SharedRoom take(String name) {
        SharedRoom room = lockstep.room(name);
        if (users.merge(name, 1, Integer::sum) == 1) {
            opened.accept(room);
        }
        return room;
    }

    /** Gives {@code listener} each room that is opened from now on. */
    public void whenOpened(Consumer<SharedRoom> listener) {
        opened = listener;
    }

    /** Lets go of a room that was taken once; it is left when nobody has it any more. */
    public void giveBack(String name) {
        if (users.merge(name, -1, Integer::sum) <= 0) {
            users.remove(name);
            lockstep.leave(name);
        }
    }

    public Lockstep lockstep() {
        return lockstep;
    }
}
