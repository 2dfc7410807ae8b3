package dev.lockstep.desktop.view;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;

import dev.lockstep.fx.SharedRoom;

/**
 * Where a view is: the room that it shows, and what it may need beside it.
 *
 * @param rooms the rooms that belong to this one, such as its chat's; see {@link #part}
 * @param settings of the program, which its windows share
 * @param fx runs what it is given on the JavaFX thread, later
 * @param browser shows an address
 */
public record RoomContext(SharedRoom room, RoomPool rooms, Settings settings, Executor fx, Consumer<String> browser) {

    /** Begins the segment of a room's name that makes it a part of another room, which people don't open by itself. */
    public static final String PART = "~";

    /**
     * The name of the part called {@code part} of this room: {@code lobby} has its chat in {@code lobby/~chat}. The parts of a view begin
     * with its id, so that it is known whose they are.
     */
    public String part(String part) {
        return part(room.name(), part);
    }

    /** As {@link #part(String)}, of any room. */
    public static String part(String room, String part) {
        return room + "/" + PART + part;
    }

    /** Whether {@code room} is a part of another, or of the program's own. */
    public static boolean isPart(String room) {
        return room.startsWith(PART) || room.contains("/" + PART);
    }

    /**
     * Whether this program's user may write at {@code prefix} of the room, or of a part of it, such as {@code ~chat}: without that, a view
     * shows no tools for it. Whoever listens to it keeps it.
     */
    public BooleanBinding mayWrite(String prefix) {
        return mayWrite(room, prefix);
    }

    /** As {@link #mayWrite(String)}, in any room. */
    public static BooleanBinding mayWrite(SharedRoom room, String prefix) {
        return Bindings.createBooleanBinding(() -> room.mayWrite(prefix), room.roleProperty(), room.accessProperty());
    }

    /** The public name of the client that this program is, by which what it wrote is known as its own. */
    public String me() {
        return rooms.lockstep().identity().client();
    }
}
