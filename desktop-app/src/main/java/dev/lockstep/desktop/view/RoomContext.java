package dev.lockstep.desktop.view;

import dev.lockstep.fx.SharedRoom;

/**
 * Where a view is: the room that it shows, and what it may need beside it.
 *
 * @param rooms the rooms that belong to this one, such as its chat's; see {@link #part}
 */
public record RoomContext(SharedRoom room, RoomPool rooms, Settings settings) {

    /** Begins the segment of a room's name that makes it a part of another room, which people don't open by itself. */
    public static final String PART = "~";

    /** The name of the part called {@code part} of this room: {@code lobby} has its chat in {@code lobby/~chat}. */
    public String part(String part) {
        return part(room.name(), part);
    }

    public static String part(String room, String part) {
        return room + "/" + PART + part;
    }

    /** Whether {@code room} is a part of another, or of the program's own. */
    public static boolean isPart(String room) {
        return room.startsWith(PART) || room.contains("/" + PART);
    }

    /** What people call {@code room}, which may be a part of another: {@code the chat of lobby}. */
    public static String inWords(String room) {
        int part = room.indexOf("/" + PART);
        if (part < 0) {
            return room.startsWith(PART) ? "a room of the program itself" : "the room " + room;
        }
        String kind = room.substring(part + 2);
        return (kind.equals("chat") || kind.startsWith("chat/")
                        ? "the chat of "
                        : kind.startsWith("data/") ? "the data of " : "a part of ")
                + room.substring(0, part);
    }

    /** The public name of the client that this program is, by which what it wrote is known as its own. */
    public String me() {
        return rooms.lockstep().identity().client();
    }
}
