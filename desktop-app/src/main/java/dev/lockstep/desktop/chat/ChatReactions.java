package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.collections.MapChangeListener;

import dev.lockstep.fx.Author;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

/**
 * The reactions in a part of a chat: an entry {@code reaction/<client>} for each person, with emoji by message. It counts for the client that
 * wrote it, as the hub says. A reaction that changes costs the same however many there are. On the JavaFX thread.
 */
final class ChatReactions implements AutoCloseable {

    static final String PREFIX = "reaction";

    /** The reactions of more people are not looked at. */
    private static final int PEOPLE_MAX = 2_000;

    /** A part has some 400 messages; of somebody who reacts to more, so many count. */
    private static final int MESSAGES_MAX = 1_000;

    /** Of one person on one message. */
    private static final int EMOJI_MAX = 20;

    private final SharedRoom room;
    private final SharedMap<Json> entries;
    private final Runnable changed;
    private final Map<String, Map<String, List<String>>> byClient = new HashMap<>(); // emoji by message
    private final Map<String, Map<String, TreeMap<String, String>>> byMessage =
            new HashMap<>(); // names by client by emoji
    private final MapChangeListener<String, Json> listener = this::changed;

    /** @param changed runs after each change */
    ChatReactions(SharedRoom room, Runnable changed) {
        this.room = room;
        this.changed = changed;
        this.entries = room.map(PREFIX, Json.class);
        entries.forEach(this::take);
        entries.addListener(listener);
    }

    private void changed(MapChangeListener.Change<? extends String, ? extends Json> change) {
        forget(change.getKey());
        if (change.wasAdded()) {
            take(change.getKey(), change.getValueAdded());
        }
        changed.run();
    }

    private void take(String client, Json value) {
        Author author = room.editor(PREFIX + "/" + client);
        if (author == null || !author.client().equals(client) || byClient.size() >= PEOPLE_MAX) {
            return; // somebody wrote it in another's name
        }
        Map<String, List<String>> given = read(value);
        byClient.put(client, given);
        given.forEach((message, some) -> some.forEach(emoji -> byMessage
                .computeIfAbsent(message, m -> new LinkedHashMap<>())
                .computeIfAbsent(emoji, e -> new TreeMap<>())
                .put(client, author.name())));
    }

    private void forget(String client) {
        Map<String, List<String>> given = byClient.remove(client);
        if (given == null) {
            return;
        }
        given.forEach((message, some) -> {
            Map<String, TreeMap<String, String>> here = byMessage.getOrDefault(message, Map.of());
            for (String emoji : some) {
                TreeMap<String, String> people = here.get(emoji);
                if (people != null) {
                    people.remove(client);
                    if (people.isEmpty()) {
                        here.remove(emoji);
                    }
                }
            }
            if (here.isEmpty()) {
                byMessage.remove(message);
            }
        });
    }

    private static Map<String, List<String>> read(Json value) {
        Map<String, List<String>> given = new HashMap<>();
        JsonReader.of(value)
                .members(MESSAGES_MAX)
                .forEach((message, emoji) -> given.put(
                        message,
                        emoji.texts(EMOJI_MAX, ChatMessage.EMOJI_CHARS_MAX).stream()
                                .filter(each -> !each.isEmpty())
                                .distinct()
                                .toList()));
        return given;
    }

    /** The message with its reactions; those that stand in it, as earlier versions wrote them, count where nobody knows whose it is. */
    ChatMessage on(ChatMessage message) {
        Map<String, TreeMap<String, String>> here = byMessage.get(message.id());
        return here == null || message.deleted() ? message : message.withReactions(here);
    }

    /** Gives a reaction, or takes it back. */
    void toggle(String message, String emoji, String me) {
        List<String> now = new ArrayList<>(byClient.getOrDefault(me, Map.of()).getOrDefault(message, List.of()));
        if (!now.remove(emoji)) {
            now.add(emoji);
        }
        Json left = now.isEmpty()
                ? Json.ofNull()
                : new Json.Arr(now.stream().map(Json::of).toList());
        room.merge(PREFIX + "/" + me, new Json.Obj(Map.of(message, left)));
    }

    @Override
    public void close() {
        entries.removeListener(listener);
    }
}
