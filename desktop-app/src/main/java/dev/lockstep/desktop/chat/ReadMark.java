package dev.lockstep.desktop.chat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

/**
 * How far somebody has read: the entry {@code read/<client>} of a chat.
 *
 * @param id of the last message that was read
 * @param at when that was written, for when it has moved to an older page
 */
record ReadMark(String id, long at, String name, String color) {

    static final String PREFIX = "read";

    private static final int ID_MAX = 200;
    private static final int TEXT_MAX = 100;

    static @Nullable ReadMark read(@Nullable Json value) {
        JsonReader mark = JsonReader.of(value);
        double at = mark.at("at").clamped(0, Long.MAX_VALUE, Double.NaN);
        String id = mark.at("id").shortened(ID_MAX, "");
        String name = mark.at("name").shortened(TEXT_MAX, "");
        String color = mark.at("color").shortened(TEXT_MAX, "");
        boolean whole = Stream.of("id", "at", "name", "color")
                .allMatch(each -> mark.at(each).isPresent());
        return whole && mark.isFine() ? new ReadMark(id, ChatMessage.time(at), name, color) : null;
    }

    Json.Obj toJson() {
        return new Json.Obj(Map.of(
                "id", new Json.Text(id),
                "at", Json.of((double) at),
                "name", new Json.Text(name),
                "color", new Json.Text(color)));
    }

    /**
     * The messages that are new to {@code me}: what others wrote behind the mark. Without a mark nothing is: who comes for the
     * first time is not behind.
     */
    static List<ChatMessage> unread(List<ChatMessage> messages, @Nullable ReadMark mark, String me) {
        if (mark == null) {
            return List.of();
        }
        int from = 0;
        for (int i = messages.size() - 1; i >= 0 && from == 0; i--) {
            if (messages.get(i).id().equals(mark.id())) {
                from = i + 1;
            }
        }
        boolean known = from > 0;
        return messages.subList(from, messages.size()).stream()
                .filter(message -> known || message.at() > mark.at())
                .filter(message -> isNews(message, me))
                .toList();
    }

    /** Whether it is something to read that somebody else wrote. */
    static boolean isNews(ChatMessage message, String me) {
        return !message.client().equals(me) && !message.deleted();
    }
}
