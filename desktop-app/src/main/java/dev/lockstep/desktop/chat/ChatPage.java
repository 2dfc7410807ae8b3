package dev.lockstep.desktop.chat;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;

import dev.lockstep.desktop.shell.RoomPool;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/** A page of older messages: a room of its own, whose messages say themselves in which order they stand. */
final class ChatPage implements AutoCloseable {

    static final String PLACE = "place";

    private final RoomPool rooms;
    private final SharedRoom room;
    private final SharedMap<Json> entries;
    private final InvalidationListener listener;

    /** @param changed told when there is something new in it */
    ChatPage(RoomPool rooms, String name, Runnable changed) {
        this.rooms = rooms;
        this.room = rooms.take(name);
        this.entries = room.map(ChatModel.MESSAGES, Json.class);
        this.listener = any -> changed.run();
        entries.addListener(listener);
        room.loadedProperty().addListener(listener);
    }

    SharedRoom room() {
        return room;
    }

    boolean isLoaded() {
        return room.loadedProperty().get();
    }

    boolean has(String id) {
        return entries.containsKey(id);
    }

    List<ChatMessage> messages() {
        return entries.entrySet().stream()
                .sorted(Comparator.<java.util.Map.Entry<String, Json>>comparingDouble(each -> placeOf(each.getValue()))
                        .thenComparing(java.util.Map.Entry::getKey))
                .map(each -> ChatMessage.read(each.getKey(), each.getValue()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static double placeOf(Json value) {
        return value instanceof Json.Obj object && object.get(PLACE) instanceof Json.Num place ? place.value() : 0;
    }

    @Override
    public void close() {
        entries.removeListener(listener);
        room.loadedProperty().removeListener(listener);
        rooms.giveBack(room.name());
    }
}
