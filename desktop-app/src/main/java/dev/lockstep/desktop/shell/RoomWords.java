package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.Locale;

import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.ViewDescriptor;

/** What a room is for, in words. */
final class RoomWords {

    private RoomWords() {}

    /** What people call {@code room}, which may be a part of another that one of {@code views} has: {@code the chat of lobby}. */
    static String of(String room, List<ViewDescriptor> views) {
        int part = room.indexOf("/" + RoomContext.PART);
        if (part < 0) {
            return room.startsWith(RoomContext.PART) ? "a room of the program itself" : "the room " + room;
        }
        String kind = room.substring(part + 2);
        String id = kind.contains("/") ? kind.substring(0, kind.indexOf('/')) : kind;
        String whose = views.stream()
                .filter(view -> view.id().equals(id))
                .map(view -> "the " + view.title().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("a part");
        return whose + " of " + room.substring(0, part);
    }
}
