package dev.lockstep.desktop.chat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import javafx.collections.MapChangeListener;

import dev.lockstep.fx.Author;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/** Who has read how far. A mark that changes costs the same however many there are. On the JavaFX thread. */
final class ChatReaders implements AutoCloseable {

    /** So many are told of one message, and that there are more. */
    static final int LISTED_MAX = 20;

    /** The marks of more are not looked at. */
    private static final int KNOWN_MAX = 2_000;

    private final SharedRoom room;
    private final SharedMap<Json> marks;
    private final String me;
    private final Runnable changed;
    private final Map<String, ReadMark> byClient = new HashMap<>();
    private final Map<String, TreeMap<String, ReadMark>> byMessage = new HashMap<>();
    private final MapChangeListener<String, Json> listener = this::changed;

    /** @param changed runs after each change */
    ChatReaders(SharedRoom room, SharedMap<Json> marks, String me, Runnable changed) {
        this.room = room;
        this.marks = marks;
        this.me = me;
        this.changed = changed;
        marks.forEach(this::look);
        marks.addListener(listener);
    }

    private void changed(MapChangeListener.Change<? extends String, ? extends Json> change) {
        forget(change.getKey());
        if (change.wasAdded()) {
            look(change.getKey(), change.getValueAdded());
        }
        changed.run();
    }

    private void look(String client, Json value) {
        Author author = room.editor(ReadMark.PREFIX + "/" + client);
        boolean own = author == null || author.client().equals(client); // else somebody wrote it in another's name
        ReadMark mark = own ? ReadMark.read(value) : null;
        if (mark != null && !client.equals(me) && byClient.size() < KNOWN_MAX) {
            byClient.put(client, mark);
            byMessage.computeIfAbsent(mark.id(), id -> new TreeMap<>()).put(client, mark);
        }
    }

    private void forget(String client) {
        ReadMark mark = byClient.remove(client);
        Map<String, ReadMark> same = mark == null ? null : byMessage.get(mark.id());
        if (mark != null && same != null) {
            same.remove(client);
            if (same.isEmpty()) {
                byMessage.remove(mark.id());
            }
        }
    }

    /**
     * By the id of the last message that each has read; of each message one more than are listed, at most.
     *
     * @param names makes a name that is shown, of a client and what it calls itself
     */
    Map<String, List<ChatRow.Reader>> of(List<ChatMessage> messages, BinaryOperator<String> names) {
        Map<String, List<ChatRow.Reader>> readers = new LinkedHashMap<>();
        for (ChatMessage message : messages) {
            Map<String, ReadMark> here = byMessage.get(message.id());
            if (here != null) {
                readers.put(
                        message.id(),
                        here.entrySet().stream()
                                .limit(LISTED_MAX + 1)
                                .map(each -> new ChatRow.Reader(
                                        names.apply(
                                                each.getKey(), each.getValue().name()),
                                        each.getValue().color()))
                                .toList());
            }
        }
        return readers;
    }

    @Override
    public void close() {
        marks.removeListener(listener);
    }
}
