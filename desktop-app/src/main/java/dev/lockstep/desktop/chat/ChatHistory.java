package dev.lockstep.desktop.chat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.shell.RoomPool;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedNumber;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/**
 * The messages of a chat that are loaded: the newest, and behind them, as they are asked for, older ones. However many there
 * are, what is not loaded costs nothing. On the JavaFX thread.
 */
final class ChatHistory implements AutoCloseable {

    /** So many of the newest are loaded at first, and so many more at each step: more than a chat has that is kept in order. */
    static final int STEP = 500;

    /** From so many pages on that came while some were open, it begins with the newest again. */
    private static final int NEW_PAGES_MAX = 5;

    private final RoomPool rooms;
    private final SharedRoom head;
    private final SharedList<Json> newest;
    private final SharedNumber pages;
    private final Runnable changed;
    private final TreeMap<Long, ChatPage> older = new TreeMap<>();
    private final Map<String, Read> read = new HashMap<>(); // by id, so that each is read once
    private int window = STEP;

    /** @param message null where it is none */
    private record Read(Json json, @Nullable ChatMessage message) {}

    /** @param changed runs when a page has something new */
    ChatHistory(RoomPool rooms, SharedRoom head, SharedList<Json> newest, SharedNumber pages, Runnable changed) {
        this.rooms = rooms;
        this.head = head;
        this.newest = newest;
        this.pages = pages;
        this.changed = changed;
    }

    /**
     * What is loaded, in order.
     *
     * @param waiting gets the ids of those that the hub has not confirmed
     */
    List<ChatMessage> messages(Set<String> waiting) {
        openNewPages();
        Map<String, ChatMessage> all = new LinkedHashMap<>();
        older.values().forEach(page -> page.messages().forEach(message -> all.put(message.id(), message)));
        Map<String, Read> before = Map.copyOf(read);
        read.clear();
        for (int i = Math.max(0, newest.size() - window); i < newest.size(); i++) {
            String id = newest.idOf(i);
            Json json = newest.get(i);
            Read known = before.get(id);
            known = known != null && known.json().equals(json) ? known : new Read(json, ChatMessage.read(id, json));
            read.put(id, known);
            if (known.message() != null) {
                all.put(id, known.message());
                if (newest.isPending(i)) {
                    waiting.add(id);
                }
            }
        }
        return List.copyOf(all.values());
    }

    /** The newest that the hub has; null where there is none. */
    @Nullable
    ChatMessage newestConfirmed() {
        for (int i = newest.size() - 1; i >= Math.max(0, newest.size() - window); i--) {
            Read known = newest.isPending(i) ? null : read.get(newest.idOf(i));
            if (known != null && known.message() != null) {
                return known.message();
            }
        }
        return null;
    }

    /** The room that has the message; the chat itself where it is nowhere. */
    SharedRoom roomOf(String id) {
        if (head.get(ChatModel.MESSAGES + "/" + id, Json.class) == null) {
            for (ChatPage page : older.values()) {
                if (page.has(id)) {
                    return page.room();
                }
            }
        }
        return head;
    }

    // ---- older ones

    boolean hasOlder() {
        return head.loadedProperty().get() && (newest.size() > window || lowestPage() > 1);
    }

    boolean isLoadingOlder() {
        return older.values().stream().anyMatch(page -> !page.isLoaded());
    }

    /** Loads those before the ones that are loaded; false where there are none, or others are on their way. */
    boolean loadOlder() {
        if (!hasOlder() || isLoadingOlder()) {
            return false;
        }
        if (newest.size() > window) {
            window += STEP;
        } else {
            open(lowestPage() - 1);
        }
        return true;
    }

    /** How many pages there are, the number of the newest. */
    long pages() {
        return ChatPage.count(pages.get());
    }

    /** The number of the oldest page that is open; the newest messages come after all pages. */
    private long lowestPage() {
        return older.isEmpty() ? pages() + 1 : older.firstKey();
    }

    /** Whoever has pages open has those too that are moved from now on: nothing is missing in between. */
    private void openNewPages() {
        if (older.isEmpty()) {
            return;
        }
        if (pages() - older.lastKey() > NEW_PAGES_MAX || newest.size() > window) {
            closePages();
            return;
        }
        for (long number = older.lastKey() + 1; number <= pages(); number++) {
            open(number);
        }
    }

    private void open(long number) {
        older.put(number, new ChatPage(rooms, head.name() + "/" + number, changed));
    }

    private void closePages() {
        older.values().forEach(ChatPage::close);
        older.clear();
    }

    @Override
    public void close() {
        closePages();
    }
}
