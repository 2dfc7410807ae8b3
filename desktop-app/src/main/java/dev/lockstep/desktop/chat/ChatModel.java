package dev.lockstep.desktop.chat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RefusedException;
import dev.lockstep.desktop.shell.Place;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedNumber;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.Subscription;
import dev.lockstep.model.Json;
import dev.lockstep.model.RefusalCode;

/** The chat of a room: what is written, by whom, and what can be done with it. Needs no toolkit; on the JavaFX thread. */
public final class ChatModel implements AutoCloseable {

    /** The part of a room that its chat is. */
    public static final String PART = "chat";

    static final String MESSAGES = "message";
    static final String PAGES = "pages";

    private static final String TYPING = "typing";

    /** While there is a search, older pages are loaded until so many messages are found. */
    private static final int FOUND_ENOUGH = 50;

    /** In so many of the newest pages is looked for a message that was moved while it was changed. */
    private static final int PAGES_SEARCHED = 3;

    private final Place place;
    private final String me;
    private final LongSupplier clock;
    private final SharedRoom head;
    private final SharedList<Json> newest;
    private final SharedMap<Json> marks;
    private final SharedNumber pages;
    private final ChatArchive archive;
    private final TreeMap<Long, ChatPage> older = new TreeMap<>();
    private final Map<String, Read> read = new HashMap<>(); // by id, so that each is read once
    private final ObservableList<ChatRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper typing = new ReadOnlyStringWrapper(this, "typing", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final InvalidationListener look = any -> look();
    private final InvalidationListener lookTyping = any -> lookTyping();
    private final Subscription refusals;
    private List<ChatMessage> messages = List.of();
    private @Nullable String firstUnread;
    private boolean unreadKnown;
    private String filter = "";

    /** @param message null where it is none */
    private record Read(Json json, @Nullable ChatMessage message) {}

    /** @param clock tells the time, in milliseconds since 1970 */
    public ChatModel(Place place, LongSupplier clock) {
        this.place = place;
        this.me = place.me();
        this.clock = clock;
        this.head = place.rooms().take(place.part(PART));
        this.newest = head.list(MESSAGES, Json.class);
        this.marks = head.map(ReadMark.PREFIX, Json.class);
        this.pages = head.number(PAGES, 0);
        this.archive = new ChatArchive(place.rooms(), head, newest, pages);
        newest.addListener(look);
        marks.addListener(look);
        pages.addListener(look);
        head.loadedProperty().addListener(look);
        head.members().addListener(lookTyping);
        refusals = head.onRefused(this::refused);
        look();
    }

    /** What is to be seen, from the oldest to the newest. */
    ObservableList<ChatRow> rows() {
        return rows;
    }

    /** Who is writing, in words; empty where nobody is. */
    ReadOnlyStringProperty typingProperty() {
        return typing.getReadOnlyProperty();
    }

    /** What could not be done, in words; empty where nothing is wrong. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    Place place() {
        return place;
    }

    boolean isLoaded() {
        return head.loadedProperty().get();
    }

    /** Whether it is known what was said. */
    ReadOnlyBooleanProperty loadedProperty() {
        return head.loadedProperty();
    }

    /** The people that can be mentioned: who is in the room, and who wrote what is loaded. */
    List<String> people() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        place.room().members().stream().filter(member -> !member.isMe()).forEach(member -> names.add(member.name()));
        messages.stream()
                .filter(message -> !message.client().equals(me))
                .forEach(message -> names.add(message.author()));
        return List.copyOf(names);
    }

    String myName() {
        return place.rooms().lockstep().identity().name();
    }

    // ---- writing

    /**
     * Says something; offline it waits, and arrives once.
     *
     * @param reply the id of what it answers, empty for nothing
     * @return false where there is nothing to say
     */
    boolean send(String text, String reply, ChatMessage.@Nullable Picture picture) {
        String said = text.strip();
        if (said.isEmpty() && picture == null) {
            return false;
        }
        if (said.length() > ChatMessage.TEXT_MAX) {
            problem.set("A message has at most " + ChatMessage.TEXT_MAX + " characters; this one has " + said.length()
                    + ". Split it.");
            return false;
        }
        problem.set("");
        String id = head.newId();
        ChatMessage message = new ChatMessage(
                id,
                me,
                myName(),
                place.rooms().lockstep().identity().color(),
                said,
                clock.getAsLong(),
                reply,
                false,
                false,
                Map.of(),
                picture);
        firstUnread = null;
        head.put(MESSAGES + "/" + id, message.toJson());
        showTyping(false);
        return true;
    }

    /** False where it can't be that text; {@link #problemProperty} says why. */
    boolean edit(ChatMessage message, String text) {
        String said = text.strip();
        if (said.length() > ChatMessage.TEXT_MAX) {
            problem.set("A message has at most " + ChatMessage.TEXT_MAX + " characters. Shorten it.");
            return false;
        } else if (said.isEmpty()) {
            problem.set("A message needs a text; to take it back, delete it.");
            return false;
        } else if (!said.equals(message.text())) {
            change(message.id(), now -> now.withText(said));
        }
        problem.set("");
        return true;
    }

    void delete(ChatMessage message) {
        change(message.id(), ChatMessage::withoutText);
    }

    /** Gives a reaction, or takes it back. */
    void react(ChatMessage message, String emoji) {
        change(message.id(), now -> now.deleted() ? now : now.withReaction(emoji, me, myName()));
    }

    /** Changes a message where it is; where it was moved to a page meanwhile, there. */
    private void change(String id, UnaryOperator<ChatMessage> change) {
        changeIn(roomOf(id), id, change).thenAccept(found -> {
            if (!found) {
                changeInPage((long) pages.get(), id, change);
            }
        });
    }

    /** It was moved to one of the newest pages: further back it has never been seen as new. */
    private void changeInPage(long number, String id, UnaryOperator<ChatMessage> change) {
        if (number < 1) {
            problem.set("That message is not there any more.");
            return;
        }
        String name = head.name() + "/" + number;
        SharedRoom page = place.rooms().take(name);
        page.whenLoaded().thenCompose(loaded -> changeIn(page, id, change)).thenAccept(found -> {
            place.rooms().giveBack(name);
            if (!found) {
                changeInPage(number > pages.get() - PAGES_SEARCHED ? number - 1 : 0, id, change);
            }
        });
    }

    /** Completes with whether it was there. */
    private static CompletionStage<Boolean> changeIn(SharedRoom room, String id, UnaryOperator<ChatMessage> change) {
        boolean[] found = new boolean[1];
        CompletionStage<?> done = room.update(MESSAGES + "/" + id, Json.class, value -> {
            found[0] = value != null;
            ChatMessage now = value == null ? null : ChatMessage.read(id, value);
            if (now == null || !(value instanceof Json.Obj object)) {
                return value;
            }
            Json.Obj changed = change.apply(now).toJson();
            Json placeInPage = object.get(ChatPage.PLACE);
            if (placeInPage == null) {
                return changed;
            }
            Map<String, Json> members = new LinkedHashMap<>(changed.members());
            members.put(ChatPage.PLACE, placeInPage);
            return new Json.Obj(members);
        });
        return done.handle((receipt, failure) -> found[0] || failure != null); // a refusal is told by the room
    }

    private SharedRoom roomOf(String id) {
        if (head.get(MESSAGES + "/" + id, Json.class) == null) {
            for (ChatPage page : older.values()) {
                if (page.has(id)) {
                    return page.room();
                }
            }
        }
        return head;
    }

    private void refused(RefusedException refusal) {
        boolean ofTheArchive = ChatArchive.LOCK.equals(refusal.key()) || refusal.code() == RefusalCode.CONFLICT;
        if (!ofTheArchive) { // what people write has no conditions
            problem.set("Not sent: " + refusal.getMessage());
        }
    }

    // ---- reading

    boolean hasOlder() {
        return isLoaded() && lowestPage() > 1;
    }

    private boolean isLoadingOlder() {
        return older.values().stream().anyMatch(page -> !page.isLoaded());
    }

    /** Opens the page before those that are open. */
    void loadOlder() {
        if (hasOlder() && !isLoadingOlder()) {
            long number = lowestPage() - 1;
            older.put(number, new ChatPage(place.rooms(), head.name() + "/" + number, this::look));
            look();
        }
    }

    /** The number of the oldest page that is open; the newest messages come after all pages. */
    private long lowestPage() {
        return older.isEmpty() ? (long) pages.get() + 1 : older.firstKey();
    }

    /** All that is loaded was seen: others are told, and it isn't new any more at the next visit. */
    void markRead() {
        if (newest.isEmpty() || messages.isEmpty()) {
            return;
        }
        ChatMessage last = null;
        for (int i = newest.size() - 1; i >= 0 && last == null; i--) {
            last = newest.isPending(i) ? null : message(newest.idOf(i), newest.get(i));
        }
        ReadMark before = ReadMark.read(marks.get(me));
        if (last != null && (before == null || !before.id().equals(last.id()))) {
            ReadMark mark = new ReadMark(
                    last.id(),
                    last.at(),
                    myName(),
                    place.rooms().lockstep().identity().color());
            head.put(ReadMark.PREFIX + "/" + me, mark.toJson());
        }
    }

    /** Shows only what has {@code text} in it, as far as it is loaded; more is loaded by itself. Empty shows all. */
    void search(String text) {
        filter = text.strip().toLowerCase(Locale.ROOT);
        look();
    }

    boolean isSearching() {
        return !filter.isEmpty();
    }

    /** My last message that can still be edited; null where there is none. */
    @Nullable
    ChatMessage lastOfMine() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            ChatMessage message = messages.get(i);
            if (message.client().equals(me) && !message.deleted()) {
                return message;
            }
        }
        return null;
    }

    // ---- what the rooms say

    private void look() {
        openNewPages();
        Set<String> waiting = new HashSet<>();
        messages = all(waiting);
        lookUnread();
        List<ChatMessage> shown =
                isSearching() ? messages.stream().filter(this::isFound).toList() : messages;
        List<ChatRow> next =
                new ArrayList<>(ChatRows.of(shown, waiting, firstUnread, readers(), me, ZoneId.systemDefault()));
        if (hasOlder()) {
            next.add(0, new ChatRow.Older(isLoadingOlder()));
        }
        show(next);
        archive.look();
        if (isSearching() && shown.size() < FOUND_ENOUGH) {
            loadOlder();
        }
    }

    /** Whoever has pages open has those too that are moved from now on: nothing is missing in between. */
    private void openNewPages() {
        for (long number = older.isEmpty() ? Long.MAX_VALUE : older.lastKey() + 1; number <= pages.get(); number++) {
            older.put(number, new ChatPage(place.rooms(), head.name() + "/" + number, this::look));
        }
    }

    private List<ChatMessage> all(Set<String> waiting) {
        Map<String, ChatMessage> all = new LinkedHashMap<>();
        older.values().forEach(page -> page.messages().forEach(message -> all.put(message.id(), message)));
        for (int i = 0; i < newest.size(); i++) {
            String id = newest.idOf(i);
            ChatMessage message = message(id, newest.get(i));
            if (message != null) {
                all.put(id, message);
                if (newest.isPending(i)) {
                    waiting.add(id);
                }
            }
        }
        read.keySet().retainAll(all.keySet());
        return List.copyOf(all.values());
    }

    private @Nullable ChatMessage message(String id, Json json) {
        Read known = read.get(id);
        if (known == null || !known.json().equals(json)) {
            known = new Read(json, ChatMessage.read(id, json));
            read.put(id, known);
        }
        return known.message();
    }

    private void lookUnread() {
        if (!unreadKnown && isLoaded()) {
            unreadKnown = true;
            List<ChatMessage> unread = ReadMark.unread(messages, ReadMark.read(marks.get(me)), me);
            firstUnread = unread.isEmpty() ? null : unread.get(0).id();
        }
    }

    private boolean isFound(ChatMessage message) {
        return message.text().toLowerCase(Locale.ROOT).contains(filter)
                || message.author().toLowerCase(Locale.ROOT).contains(filter);
    }

    private Map<String, List<ChatRow.Reader>> readers() {
        Map<String, List<ChatRow.Reader>> readers = new HashMap<>();
        marks.forEach((client, value) -> {
            ReadMark mark = ReadMark.read(value);
            if (mark != null && !client.equals(me)) {
                readers.computeIfAbsent(mark.id(), id -> new ArrayList<>())
                        .add(new ChatRow.Reader(mark.name(), mark.color()));
            }
        });
        return readers;
    }

    /** Replaces just what is different, so that the rest stays as it is on the screen. */
    private void show(List<ChatRow> next) {
        int same = 0;
        int shorter = Math.min(rows.size(), next.size());
        while (same < shorter && rows.get(same).equals(next.get(same))) {
            same++;
        }
        int sameAtEnd = 0;
        while (sameAtEnd < shorter - same
                && rows.get(rows.size() - 1 - sameAtEnd).equals(next.get(next.size() - 1 - sameAtEnd))) {
            sameAtEnd++;
        }
        List<ChatRow> replaced = rows.subList(same, rows.size() - sameAtEnd);
        List<ChatRow> by = next.subList(same, next.size() - sameAtEnd);
        if (replaced.size() == by.size()) {
            for (int i = 0; i < by.size(); i++) {
                if (!replaced.get(i).equals(by.get(i))) {
                    rows.set(same + i, by.get(i));
                }
            }
        } else {
            rows.remove(same, rows.size() - sameAtEnd);
            rows.addAll(same, by);
        }
    }

    // ---- who is writing

    void showTyping(boolean now) {
        head.showPresence(Map.of(TYPING, now));
    }

    private void lookTyping() {
        Set<String> names = head.members().stream()
                .filter(member -> !member.isMe() && isTyping(member))
                .map(Member::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        typing.set(words(List.copyOf(names)));
    }

    private static boolean isTyping(Member member) {
        return member.presence() instanceof Json.Obj object
                && object.get(TYPING) instanceof Json.Bool now
                && now.value();
    }

    private static String words(List<String> names) {
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> names.get(0) + " is writing…";
            case 2 -> names.get(0) + " and " + names.get(1) + " are writing…";
            default -> names.size() + " people are writing…";
        };
    }

    @Override
    public void close() {
        showTyping(false);
        newest.removeListener(look);
        marks.removeListener(look);
        pages.removeListener(look);
        head.loadedProperty().removeListener(look);
        head.members().removeListener(lookTyping);
        refusals.close();
        older.values().forEach(ChatPage::close);
        older.clear();
        place.rooms().giveBack(head.name());
    }
}
