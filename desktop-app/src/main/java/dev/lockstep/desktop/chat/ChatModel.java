package dev.lockstep.desktop.chat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RefusedException;
import dev.lockstep.desktop.shell.Place;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.NamesApart;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.Subscription;
import dev.lockstep.model.Json;
import dev.lockstep.model.RefusalCode;

/** The chat of a room: what is written, by whom, and what can be done with it. Needs no toolkit; on the JavaFX thread. */
public final class ChatModel implements AutoCloseable {

    /** The part of a room that its chat is. */
    public static final String PART = "chat";

    private static final String TYPING = "typing";

    /** While there is a search, older pages are loaded until so many messages are found. */
    private static final int FOUND_ENOUGH = 50;

    /** In so many messages is looked by itself; in more, once somebody loads them. */
    private static final int SEARCHED_MAX = 10_000;

    /** So many people can be mentioned by their names. */
    private static final int PEOPLE_MAX = 300;

    private final Place place;
    private final String me;
    private final LongSupplier clock;
    private final SharedRoom head;
    private final SharedMap<Json> marks;
    private final Soon soon;
    private final ChatHistory history;
    private final ChatReaders readers;
    private final ObservableList<ChatRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper typing = new ReadOnlyStringWrapper(this, "typing", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final InvalidationListener changed;
    private final InvalidationListener membersChanged;
    private final Subscription refusals;
    private NamesApart names = new NamesApart();
    private @Nullable List<String> people; // found out when it is asked for
    private List<ChatMessage> messages = List.of();
    private @Nullable String firstUnread;
    private boolean unreadKnown;
    private String filter = "";

    /**
     * @param clock tells the time, in milliseconds since 1970
     * @param fx runs what it is given on the JavaFX thread, later
     */
    public ChatModel(Place place, LongSupplier clock, Executor fx) {
        this.place = place;
        this.me = place.me();
        this.clock = clock;
        this.soon = new Soon(fx, this::look);
        this.history = new ChatHistory(place.rooms(), place.part(PART), soon::ask);
        this.head = history.head();
        this.marks = head.map(ReadMark.PREFIX, Json.class);
        this.readers = new ChatReaders(head, marks, me, soon::ask);
        this.changed = any -> soon.ask();
        this.membersChanged = any -> {
            soon.ask();
            lookTyping();
        };
        head.members().addListener(membersChanged);
        place.room().members().addListener(changed);
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

    /** The people that can be mentioned: who is in the room, and who wrote what is loaded; not more than anybody reads. */
    List<String> people() {
        List<String> known = people;
        if (known == null) {
            Set<String> some = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            Stream.concat(
                            place.room().members().stream()
                                    .filter(member -> !member.isMe())
                                    .map(Member::name),
                            messages.stream()
                                    .filter(message -> !message.client().equals(me))
                                    .map(ChatMessage::author))
                    .distinct()
                    .limit(PEOPLE_MAX)
                    .map(DisplayText::name)
                    .forEach(some::add);
            known = List.copyOf(some);
            people = known;
        }
        return known;
    }

    /** How somebody's name is shown, told apart from others who are called so. */
    String shownName(String client, String name) {
        return names.shown(client, name);
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
                picture,
                true,
                "");
        firstUnread = null;
        history.newest().room().put(ChatPage.MESSAGES + "/" + id, message.toJson());
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
            change(message.id(), MessageChange.text(said));
        }
        problem.set("");
        return true;
    }

    void delete(ChatMessage message) {
        change(message.id(), MessageChange.deleted());
    }

    /** Whether this person may change it: where the hub does not know whose it is, nobody may. */
    boolean mayChange(ChatMessage message) {
        ChatPage part = history.partOf(message.id());
        return message.client().equals(me) && (message.known() || part == null || !part.isGuarded());
    }

    /** Gives a reaction, or takes it back. */
    void react(ChatMessage message, String emoji) {
        ChatPage part = history.partOf(message.id());
        if (part == null) {
            problem.set("That message is not there any more.");
        } else if (!message.known()
                && message.reactions().getOrDefault(emoji, Map.of()).containsKey(me)) {
            change(message.id(), MessageChange.withoutReaction(emoji, me)); // it stands in the message itself
        } else {
            part.reactions().toggle(message.id(), emoji, me);
        }
    }

    private void change(String id, UnaryOperator<Json.Obj> change) {
        ChatPage part = history.partOf(id);
        if (part == null) {
            problem.set("That message is not there any more.");
            return;
        }
        CompletionStage<?> done = part.room().update(ChatPage.MESSAGES + "/" + id, Json.class, value -> {
            boolean message = value instanceof Json.Obj && ChatMessage.read(id, value) != null;
            return message ? change.apply((Json.Obj) value) : value;
        });
        done.whenComplete((receipt, failure) -> {
            if (failure != null) {
                problem.set("Not changed: " + failure.getMessage());
            }
        });
    }

    private void refused(RefusedException refusal) {
        boolean ofTheRules = refusal.key() == null && refusal.code() == RefusalCode.FORBIDDEN; // somebody was faster
        if (!ofTheRules) {
            problem.set("Not sent: " + refusal.getMessage());
        }
    }

    // ---- reading

    boolean hasOlder() {
        return history.hasOlder();
    }

    /** Loads the messages before those that are loaded. */
    void loadOlder() {
        if (history.loadOlder()) {
            look();
        }
    }

    /** All that is loaded was seen: others are told, and it isn't new any more at the next visit. */
    void markRead() {
        if (messages.isEmpty()) {
            return;
        }
        ChatMessage last = history.newestConfirmed();
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
            if (!message.deleted() && mayChange(message)) {
                return message;
            }
        }
        return null;
    }

    // ---- what the rooms say

    private void look() {
        Set<String> waiting = new HashSet<>();
        messages = history.messages(waiting);
        people = null;
        names = namesOf(messages);
        lookUnread();
        List<ChatMessage> shown =
                isSearching() ? messages.stream().filter(this::isFound).toList() : messages;
        List<ChatRow> next = new ArrayList<>(ChatRows.of(
                shown,
                waiting,
                firstUnread,
                readers.of(shown, this::shownName),
                this::shownName,
                this::mayChange,
                me,
                ZoneId.systemDefault()));
        if (hasOlder()) {
            next.add(0, new ChatRow.Older(history.isLoadingOlder()));
        }
        show(next);
        lookTyping();
        if (isSearching() && shown.size() < FOUND_ENOUGH && messages.size() < SEARCHED_MAX && history.loadOlder()) {
            soon.ask();
        }
    }

    /** Those who are here count before those who wrote, and the newest before the others. */
    private NamesApart namesOf(List<ChatMessage> all) {
        NamesApart apart = new NamesApart();
        apart.add(me, myName());
        place.room().members().forEach(member -> apart.add(member.client(), member.name()));
        head.members().forEach(member -> apart.add(member.client(), member.name()));
        for (int i = all.size() - 1; i >= 0; i--) {
            ChatMessage message = all.get(i);
            boolean same = i + 1 < all.size()
                    && all.get(i + 1).client().equals(message.client())
                    && all.get(i + 1).author().equals(message.author());
            if (!same) {
                apart.add(message.client(), message.author());
            }
        }
        return apart;
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
        Set<String> writing = head.members().stream()
                .filter(member -> !member.isMe() && isTyping(member))
                .map(member -> names.shown(member.client(), member.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        typing.set(words(List.copyOf(writing)));
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
        soon.close();
        head.members().removeListener(membersChanged);
        place.room().members().removeListener(changed);
        refusals.close();
        readers.close();
        history.close();
    }
}
