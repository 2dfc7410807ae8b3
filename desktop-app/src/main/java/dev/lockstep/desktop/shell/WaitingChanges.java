package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lockstep.client.WaitingChange;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.model.Names;
import dev.lockstep.wire.HubRooms;

/** Which changes were not sent yet, and why, in words. */
final class WaitingChanges {

    private static final int REASON_CHARS_MAX = 300;

    /**
     * @param where the room, or the part of it
     * @param what how many, and why
     */
    record Line(String where, String what) {}

    private WaitingChanges() {}

    /** A line for each room and reason. */
    static List<Line> lines(Map<String, List<WaitingChange>> byRoom) {
        List<Line> lines = new ArrayList<>();
        byRoom.forEach((room, changes) -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            changes.forEach(change -> counts.merge(change.reason(), 1, Integer::sum));
            counts.forEach((reason, count) ->
                    lines.add(new Line(where(room), count(count) + ": " + DisplayText.line(reason, REASON_CHARS_MAX))));
        });
        return lines;
    }

    /** Empty where none waits. */
    static String count(int changes) {
        return changes == 0 ? "" : changes == 1 ? "1 change waits" : changes + " changes wait";
    }

    /** A view has a room of its own beside the one that people see: {@code lobby/~chat} is the chat of the lobby. */
    private static String where(String room) {
        if (room.equals(HubDirectory.ROOM)) {
            return "Titles of rooms";
        } else if (room.equals(HubRooms.ADMISSION)) {
            return "Who may come in";
        }
        String of = Names.roomOf(room);
        String part = room.substring(of.length());
        int cut = part.indexOf(RoomContext.PART);
        String words = cut < 0 ? "" : part.substring(cut + RoomContext.PART.length());
        return DisplayText.name(of) + (words.isEmpty() ? "" : " · " + DisplayText.name(words.split("/", -1)[0]));
    }
}
