package dev.lockstep.desktop.chat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.DistinctNames;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/** The chat of a room: what is written, by whom, and what can be done with it. Needs no toolkit; on the JavaFX thread. */
public final class ChatModel implements AutoCloseable {

    /** The part of a room that its chat is. */
    public static final String PART = "chat";

    /** While there is a search, older pages are loaded until so many messages are found. */
    private static final int FOUND_ENOUGH = 50;

    /** In so many messages is looked by itself; in more, once somebody loads them. */
    private static final int SEARCHED_MAX = 10_000;

    private static final long DAY_LOOKED_MILLIS = 300_000;

    /** So many rows are replaced one by one, which each is told of; more in one go. */
    private static final int SET_MAX = 50;

    /** So many people can be mentioned by their names. */
    private static final int PEOPLE_MAX = 300;

    private final RoomContext context;
    private final LongSupplier clock;
    private final Executor fx;
    private final String me;
    private final SharedRoom head;
    private final SharedMap<Json> marks;
    private final CoalescedTask soon;
    private final ChatHistory history;
    private final BooleanBinding mayWrite;
    private final ChatReaders readers;
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(this, "loaded");
    private final ObservableList<ChatRow> rows = FXCollections.observableArrayList();
    private final ChatWriting writing;
    private final TypingIndicator typing;
    private final InvalidationListener changed;
    private final InvalidationListener membersChanged;
    private DistinctNames names = new DistinctNames();
    private @Nullable List<String> people; // found out when it is asked for
    private List<ChatMessage> messages = List.of();
    private @Nullable String firstUnread;
    private boolean unreadKnown;
    private final ChatSearch search = new ChatSearch();
    private boolean looking = true;
    private boolean closed;
    private LocalDate today = LocalDate.EPOCH;
    private @Nullable String seenLast; // the newest message when this person looked away

    /**
     * @param clock tells the time, in milliseconds since 1970
     * @param fx runs what it is given on the JavaFX thread, later
     */
    public ChatModel(RoomContext context, LongSupplier clock, Executor fx) {
        this.context = context;
        this.me = context.me();
        this.clock = clock;
        this.fx = fx;
        this.soon = new CoalescedTask(fx, this::look);
        this.history = new ChatHistory(context.rooms(), context.part(PART), true, soon::request);
        this.head = history.head();
        this.writing = new ChatWriting(context, history, clock);
        this.typing = new TypingIndicator(head, member -> shownName(member.client(), member.name()));
        this.mayWrite = context.mayWrite(RoomContext.PART + PART);
        this.marks = head.map(ReadMark.PREFIX, Json.class);
        this.readers = new ChatReaders(head, marks, me, soon::request);
        this.changed = any -> soon.request();
        this.membersChanged = any -> {
            soon.request();
            typing.refresh();
        };
        head.members().addListener(membersChanged);
        mayWrite.addListener(changed);
        context.room().members().addListener(changed);
        look();
        watchDay();
    }

    /** What is to be seen, from the oldest to the newest. */
    ObservableList<ChatRow> rows() {
        return rows;
    }

    /** Who is writing, in words; empty where nobody is. */
    ReadOnlyStringProperty typingProperty() {
        return typing.wordsProperty();
    }

    /** What could not be done, in words; empty where nothing is wrong. */
    ReadOnlyStringProperty problemProperty() {
        return writing.problemProperty();
    }

    /** Whether this person may say something here. */
    BooleanBinding mayWrite() {
        return mayWrite;
    }

    RoomContext context() {
        return context;
    }

    boolean isLoaded() {
        return loaded.get();
    }

    /** Whether it is known what was said: {@link #rows} has it by then. */
    ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /** The people that can be mentioned: who is in the room, and who wrote what is loaded; not more than anybody reads. */
    List<String> people() {
        List<String> known = people;
        if (known == null) {
            Set<String> some = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            Stream.concat(
                            context.room().members().stream()
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
        return context.rooms().lockstep().identity().name();
    }

    /** What is said, changed and taken back. */
    ChatWriting writing() {
        return writing;
    }

    /** As {@link ChatWriting#send}; what was new to this person is not any more. */
    @Nullable
    String send(String text, String reply, ChatMessage.@Nullable Picture picture) {
        String id = writing.send(text, reply, picture);
        if (id != null) {
            firstUnread = null;
            showTyping(false);
        }
        return id;
    }

    /** Whether this person may change it: where the hub does not know whose it is, nobody may. */
    boolean mayChange(ChatMessage message) {
        ChatPage part = history.partOf(message.id());
        return mayWrite.get() && message.client().equals(me) && (message.known() || part == null || !part.isGuarded());
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
        if (messages.isEmpty() || !isLoaded()) {
            return; // a large chat comes in parts, and what is its end for now is not
        }
        if (!mayWrite.get()) {
            return;
        }
        ChatMessage last = history.newestConfirmed();
        ReadMark before = ReadMark.read(marks.get(me));
        if (last != null && (before == null || !before.id().equals(last.id()))) {
            ReadMark mark = new ReadMark(
                    last.id(),
                    last.at(),
                    myName(),
                    context.rooms().lockstep().identity().color());
            head.put(ReadMark.PREFIX + "/" + me, mark.toJson());
        }
    }

    /** Shows only what has {@code text} in it, as far as it is loaded; more is loaded by itself. Empty shows all. */
    void search(String text) {
        search.seek(text);
        look();
    }

    boolean isSearching() {
        return search.isOn();
    }

    /** What is looked for; empty where nothing is. */
    ReadOnlyStringProperty searchedProperty() {
        return search.soughtProperty();
    }

    /** Whether this person looks at the chat: what comes while they don't is new to them when they look again. */
    void setLooking(boolean now) {
        if (looking && !now) {
            firstUnread = null;
            seenLast =
                    messages.isEmpty() ? "" : messages.get(messages.size() - 1).id();
        }
        looking = now;
    }

    /** Loads older messages, to find one among them; false where there are none, or enough were loaded. */
    boolean loadOlderFor() {
        boolean more = messages.size() < SEARCHED_MAX && hasOlder();
        if (more && !history.isLoadingOlder()) {
            loadOlder();
        }
        return more;
    }

    /** The message called {@code id}; null where it is not loaded. */
    @Nullable
    ChatMessage find(String id) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).id().equals(id)) {
                return messages.get(i);
            }
        }
        return null;
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

    // ---- what day it is

    private static LocalDate dayOf(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()).toLocalDate();
    }

    /** Yesterday is called so from midnight on; a machine may sleep, or its clock be set, so it is looked more often. */
    private void watchDay() {
        long now = clock.getAsLong();
        long midnight = today.plusDays(1)
                .atStartOfDay(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli();
        long wait = Math.max(1, Math.min(DAY_LOOKED_MILLIS, midnight - now));
        CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, fx).execute(this::dayMayHaveChanged);
    }

    void dayMayHaveChanged() {
        if (closed) {
            return;
        } else if (!dayOf(clock.getAsLong()).equals(today)) {
            look();
        }
        watchDay();
    }

    // ---- what the rooms say

    private void look() {
        today = dayOf(clock.getAsLong());
        Set<String> waiting = new HashSet<>();
        messages = history.messages(waiting);
        boolean all = isLoaded() || history.isNewestLoaded();
        people = null;
        names = namesOf(messages);
        lookUnread(all);
        List<ChatMessage> shown = isSearching() ? search.in(messages) : messages;
        List<ChatRow> next = new ArrayList<>(ChatRows.of(
                shown,
                waiting,
                firstUnread,
                readers.of(shown, this::shownName),
                this::shownName,
                this::mayChange,
                me,
                ZoneId.systemDefault(),
                today));
        if (hasOlder()) {
            next.add(0, new ChatRow.Older(history.isLoadingOlder()));
        }
        show(next);
        loaded.set(all);
        typing.refresh();
        boolean older = isSearching()
                && !search.hasMore()
                && shown.size() < FOUND_ENOUGH
                && messages.size() < SEARCHED_MAX
                && history.loadOlder();
        if (older || (isSearching() && search.hasMore())) {
            soon.request();
        }
    }

    /** Those who are here count before those who wrote, and the newest before the others. */
    private DistinctNames namesOf(List<ChatMessage> all) {
        DistinctNames apart = new DistinctNames();
        apart.add(me, myName());
        context.room().members().forEach(member -> apart.add(member.client(), member.name()));
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

    private void lookUnread(boolean all) {
        if (!unreadKnown && all) {
            unreadKnown = true;
            List<ChatMessage> unread = ReadMark.unread(messages, ReadMark.read(marks.get(me)), me);
            firstUnread = unread.isEmpty() ? null : unread.get(0).id();
        } else if (unreadKnown && !looking && firstUnread == null && seenLast != null) {
            firstUnread = firstNews(seenLast);
        }
    }

    /** The first message of somebody else behind {@code last}; null where there is none, or {@code last} is gone. */
    private @Nullable String firstNews(String last) {
        int from = last.isEmpty() ? 0 : -1;
        for (int i = messages.size() - 1; i >= 0 && from < 0; i--) {
            from = messages.get(i).id().equals(last) ? i + 1 : from;
        }
        return (from < 0 ? List.<ChatMessage>of() : messages.subList(from, messages.size()))
                .stream()
                        .filter(message -> ReadMark.isNews(message, me))
                        .map(ChatMessage::id)
                        .findFirst()
                        .orElse(null);
    }

    /** Replaces just what is different, so that the rest stays as it is on the screen. */
    private void show(List<ChatRow> next) {
        int shorter = Math.min(rows.size(), next.size());
        int same = IntStream.range(0, shorter)
                .filter(i -> !rows.get(i).equals(next.get(i)))
                .findFirst()
                .orElse(shorter);
        int sameAtEnd = 0;
        while (sameAtEnd < shorter - same
                && rows.get(rows.size() - 1 - sameAtEnd).equals(next.get(next.size() - 1 - sameAtEnd))) {
            sameAtEnd++;
        }
        List<ChatRow> replaced = rows.subList(same, rows.size() - sameAtEnd);
        List<ChatRow> by = next.subList(same, next.size() - sameAtEnd);
        List<Integer> different = replaced.size() != by.size()
                ? List.of()
                : IntStream.range(0, by.size())
                        .filter(i -> !replaced.get(i).equals(by.get(i)))
                        .boxed()
                        .toList();
        if (different.size() > SET_MAX) {
            rows.setAll(next);
        } else if (replaced.size() == by.size()) {
            different.forEach(i -> rows.set(same + i, by.get(i)));
        } else {
            rows.remove(same, rows.size() - sameAtEnd);
            rows.addAll(same, by);
        }
    }

    void showTyping(boolean now) {
        typing.show(now);
    }

    @Override
    public void close() {
        closed = true;
        showTyping(false);
        soon.close();
        head.members().removeListener(membersChanged);
        context.room().members().removeListener(changed);
        writing.close();
        readers.close();
        history.close();
    }
}
