package dev.lockstep.desktop.chat;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.shell.RoomPool;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/** A page of older messages: a room of its own, whose messages say themselves in which order they stand. */
final class ChatPage implements AutoCloseable {

    static final String PLACE = "place";

    /** 200 million messages: a higher number was never counted. */
    private static final double COUNT_MAX = 1_000_000;

    /** A page has 200; of one into which somebody wrote more, so many are read. */
    private static final int READ_MAX = 1_000;

    private final RoomPool rooms;
    private final SharedRoom room;
    private final SharedList<Json> entries;
    private @Nullable List<ChatMessage> messages; // read when they are asked for
    private final InvalidationListener listener;

    /** @param changed told when there is something new in it */
    ChatPage(RoomPool rooms, String name, Runnable changed) {
        this.rooms = rooms;
        this.room = rooms.take(name);
        this.entries = room.list(ChatModel.MESSAGES, Json.class);
        this.listener = any -> {
            messages = null;
            changed.run();
        };
        entries.addListener(listener);
        room.loadedProperty().addListener(listener);
    }

    /** How many pages there are where an entry says {@code value}; none where that can't be. */
    static long count(double value) {
        return isCount(value) ? (long) value : 0;
    }

    static boolean isCount(double value) {
        return value >= 0 && value <= COUNT_MAX && value == Math.rint(value);
    }

    SharedRoom room() {
        return room;
    }

    boolean isLoaded() {
        return room.loadedProperty().get();
    }

    boolean has(String id) {
        return messages().stream().anyMatch(message -> message.id().equals(id));
    }

    List<ChatMessage> messages() {
        List<ChatMessage> known = messages;
        if (known == null) {
            known = IntStream.range(0, Math.min(READ_MAX, entries.size()))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> placeOf(entries.get(i))))
                    .map(i -> ChatMessage.read(entries.idOf(i), entries.get(i)))
                    .filter(Objects::nonNull)
                    .toList();
            messages = known;
        }
        return known;
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
