package dev.lockstep.desktop.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javafx.beans.InvalidationListener;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedNumber;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/**
 * The messages of a chat that are loaded: the newest, and behind them, as they are asked for, older ones. However many there are, what is
 * not loaded costs nothing.
 *
 * <p>The messages are in parts, in the order of their numbers: part 0 is the head of the chat, where it began; when a part is full,
 * the next one begins, which an entry {@code section/<number>} of the head says. Negative numbers are pages into which an earlier version
 * moved old messages. On the JavaFX thread.
 */
final class ChatHistory implements AutoCloseable {

    static final String SECTIONS = "section";
    static final String OLD_PAGES = "pages";

    /** From so many messages on a part is full. */
    static final int FULL = 400;

    /** With fewer messages than these in view, the part before is loaded too. */
    private static final int FEW = 50;

    /** So many parts are opened without being asked for: somebody may have begun a thousand with nothing in them. */
    private static final int AT_ONCE_MAX = 4;

    /** From so many parts on that began while some were open, it begins with the newest again. */
    private static final int NEW_PARTS_MAX = 5;

    /** 200 million messages: a higher number was never counted. */
    private static final double COUNT_MAX = 1_000_000;

    private final RoomPool rooms;
    private final String name;
    private final boolean timed;
    private final Runnable changed;
    private final ChatPage head;
    private final SharedMap<Json> sections;
    private final SharedNumber oldPages;
    private final InvalidationListener listener;
    private final TreeMap<Long, ChatPage> open = new TreeMap<>(); // never without the newest
    private long newest;
    private boolean begun;
    private @Nullable ChatPage next; // which is about to begin
    private long nextNumber;

    /**
     * @param name of the chat's room
     * @param timed whether the hub is asked when messages were said; else the times are those of their authors
     * @param changed runs when there is something new
     */
    ChatHistory(RoomPool rooms, String name, boolean timed, Runnable changed) {
        this.rooms = rooms;
        this.name = name;
        this.timed = timed;
        this.changed = changed;
        this.listener = any -> changed.run();
        this.head = new ChatPage(rooms, name, false, timed, changed);
        this.sections = head.room().map(SECTIONS, Json.class);
        this.oldPages = head.room().number(OLD_PAGES, 0);
        sections.addListener(listener);
        oldPages.addListener(listener);
        begin();
    }

    /** The room where the chat began, and where its marks are. */
    SharedRoom head() {
        return head.room();
    }

    private ChatPage page(long number) {
        if (number == 0) {
            return head;
        }
        String part = number > 0 ? "/+" + number : "/" + (oldCount() + 1 + number);
        return new ChatPage(rooms, name + part, number < 0, timed, changed);
    }

    /** How many pages an earlier version made: none where a client of today claims so. */
    private long oldCount() {
        return head.room().creator(OLD_PAGES) == null ? count(oldPages.get()) : 0;
    }

    /** How many there are where an entry says {@code value}; none where that can't be. */
    static long count(double value) {
        return value >= 0 && value <= COUNT_MAX && value == Math.rint(value) ? (long) value : 0;
    }

    /** The newest part: they are counted from 1 without a gap. */
    private long newestPart() {
        long last = sections.containsKey(Long.toString(newest)) ? newest : 0;
        while (last < COUNT_MAX && sections.containsKey(Long.toString(last + 1))) {
            last++;
        }
        return last;
    }

    private void begin() {
        newest = newestPart();
        open.put(newest, page(newest));
    }

    /** Opens the parts that have begun since. */
    private void follow() {
        long last = newestPart();
        boolean first = !begun; // until the first part is loaded nobody knows how many there are
        begun |= head.isLoaded();
        if (last < newest || last - newest > NEW_PARTS_MAX || (first && last > newest)) {
            closeParts();
            begin();
        }
        while (newest < last) {
            newest++;
            open.put(newest, page(newest));
        }
    }

    /**
     * What is loaded, in order.
     *
     * @param waiting gets the ids of those that the hub has not confirmed
     */
    List<ChatMessage> messages(Set<String> waiting) {
        follow();
        beginNextWhenFull();
        Map<String, ChatMessage> all = new LinkedHashMap<>();
        open.values().forEach(page -> page.messages(waiting).forEach(message -> all.put(message.id(), message)));
        if (all.size() < FEW && open.size() < AT_ONCE_MAX && newest > 0 && loadOlder()) {
            changed.run();
        }
        return List.copyOf(all.values());
    }

    /** The part that is written to. */
    ChatPage newest() {
        return open.lastEntry().getValue();
    }

    /** The part that has the message; null where none that is loaded has it. */
    @Nullable
    ChatPage partOf(String id) {
        for (ChatPage page : open.descendingMap().values()) {
            if (page.has(id)) {
                return page;
            }
        }
        return null;
    }

    /** The newest that the hub has; null where there is none. */
    @Nullable
    ChatMessage newestConfirmed() {
        for (ChatPage page : open.descendingMap().values()) {
            ChatMessage message = page.newestConfirmed();
            if (message != null) {
                return message;
            }
        }
        return null;
    }

    /** The next part is there, with its rules, before anything is said in it. */
    private void beginNextWhenFull() {
        ChatPage filling = newest();
        if (next == null && filling.isLoaded() && filling.size() >= FULL) {
            nextNumber = newest + 1;
            next = page(nextNumber);
        }
        ChatPage prepared = next;
        boolean late = nextNumber <= newest; // somebody else's window was faster
        if (prepared != null && (late || prepared.isGuarded())) {
            next = null;
            if (!late) {
                head.room().put(SECTIONS + "/" + nextNumber, true);
            }
            prepared.close(); // it is opened again by what was written
        }
    }

    /** Whether the newest messages are there: those of the newest part, and of the ones before it that belong into view. */
    boolean isNewestLoaded() {
        return head.isLoaded() && !isLoadingOlder();
    }

    // ---- older ones

    boolean hasOlder() {
        return head.isLoaded() && (oldest().hasMore() || open.firstKey() > -oldCount());
    }

    boolean isLoadingOlder() {
        return open.values().stream().anyMatch(page -> !page.isLoaded());
    }

    /** Loads those before the ones that are loaded; false where there are none, or others are on their way. */
    boolean loadOlder() {
        if (!hasOlder() || isLoadingOlder()) {
            return false;
        }
        if (oldest().hasMore()) {
            oldest().readMore();
        } else {
            long number = open.firstKey() - 1;
            open.put(number, page(number));
        }
        return true;
    }

    private ChatPage oldest() {
        return open.firstEntry().getValue();
    }

    private void closeParts() {
        open.values().stream().filter(page -> page != head).forEach(ChatPage::close);
        open.clear();
    }

    @Override
    public void close() {
        sections.removeListener(listener);
        oldPages.removeListener(listener);
        closeParts();
        if (next != null) {
            next.close();
        }
        head.close();
    }
}
