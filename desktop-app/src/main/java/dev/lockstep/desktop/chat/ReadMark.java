package dev.lockstep.desktop.chat;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

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
        return value instanceof Json.Obj object
                        && object.get("id") instanceof Json.Text id
                        && object.get("at") instanceof Json.Num at
                        && object.get("name") instanceof Json.Text name
                        && object.get("color") instanceof Json.Text color
                ? new ReadMark(
                        ChatMessage.shortened(id.value(), ID_MAX),
                        ChatMessage.time(at),
                        ChatMessage.shortened(name.value(), TEXT_MAX),
                        ChatMessage.shortened(color.value(), TEXT_MAX))
                : null;
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
