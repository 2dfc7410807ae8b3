package dev.lockstep.desktop.chat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.desktop.view.UnreadWatch;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/** Counts what is new in chats, and hears when somebody speaks to this person. */
public final class ChatWatch implements UnreadWatch {

    /** What a start has to do has no core to spare; nobody waits for emoji yet. */
    private static final long BEHIND_START_SECONDS = 2;

    /** So many of the newest messages are looked at: more than anybody wants to see counted. */
    private static final int LOOKED_MAX = 300;

    private static final int TOLD_CHARS_MAX = 200;

    /** The id of the view of chats. */
    private static final String VIEW = "chat";

    private final RoomPool rooms;
    private final Consumer<Mention> mentioned;
    private final Executor fx;
    private final Identity me;
    private final ObservableMap<String, Unread> unread = FXCollections.observableHashMap();
    private final Map<String, Watched> watched = new HashMap<>();

    /**
     * @param mentioned gets the latest of what was said to this person in a moment
     * @param fx runs what it is given on the JavaFX thread, later
     */
    public ChatWatch(RoomPool rooms, Consumer<Mention> mentioned, Executor fx) {
        this.fx = fx;
        this.rooms = rooms;
        this.mentioned = mentioned;
        this.me = rooms.lockstep().identity();
        CompletableFuture.delayedExecutor(BEHIND_START_SECONDS, TimeUnit.SECONDS, Runnable::run)
                .execute(EmojiText::prepare);
    }

    @Override
    public void watch(Set<String> names) {
        for (String name : Set.copyOf(watched.keySet())) {
            if (!names.contains(name)) {
                close(name);
            }
        }
        for (String name : names) {
            watched.computeIfAbsent(name, Watched::new);
        }
    }

    @Override
    public ObservableMap<String, Unread> unread() {
        return unread;
    }

    private void close(String name) {
        Watched chat = watched.remove(name);
        if (chat != null) {
            chat.close();
            unread.remove(name);
        }
    }

    @Override
    public void close() {
        Set.copyOf(watched.keySet()).forEach(this::close);
    }

    /** Whether a message speaks to this person, found out once. */
    private record Read(ChatMessage message, boolean speaksToMe) {}

    /** One chat. */
    private final class Watched {

        private final String name;
        private final SharedRoom chat;
        private final ChatHistory history;
        private final SharedMap<Json> marks;
        private final CoalescedTask soon = new CoalescedTask(fx, this::look);
        private final MapChangeListener<String, Json> marked;
        private final Map<String, Read> read = new HashMap<>(); // by id, so that each is read once
        private Set<String> authors = Set.of();
        private @Nullable Set<String> known; // the ids that were there before; null until the chat has arrived
        private @Nullable Set<String> first; // those that were there when it arrived

        Watched(String name) {
            this.name = name;
            this.history = new ChatHistory(rooms, RoomContext.part(name, ChatModel.PART), false, soon::request);
            this.chat = history.head();
            this.marks = chat.map(ReadMark.PREFIX, Json.class);
            this.marked = change -> {
                if (change.getKey().equals(me.client())) {
                    soon.request();
                }
            };
            marks.addListener(marked);
            look();
        }

        private void look() {
            List<ChatMessage> loaded = history.messages(new HashSet<>());
            List<ChatMessage> all = loaded.subList(Math.max(0, loaded.size() - LOOKED_MAX), loaded.size());
            authors =
                    all.stream().map(ChatMessage::author).map(DisplayText::name).collect(Collectors.toSet());
            Map<String, Read> before = Map.copyOf(read);
            read.clear();
            for (ChatMessage message : all) {
                Read known = before.get(message.id());
                read.put(message.id(), known != null && known.message().equals(message) ? known : read(message));
            }
            if (chat.loadedProperty().get()) {
                tellOfMentions(all, before);
            }
            count(all);
        }

        private Read read(ChatMessage message) {
            return new Read(message, Mentions.speaksTo(message.text(), me.name(), authors));
        }

        private boolean speaksToMe(ChatMessage message) {
            Read known = read.get(message.id());
            return known != null && known.speaksToMe();
        }

        /** Who never read this chat is not behind, but for what came since the program is there. */
        private List<ChatMessage> news(List<ChatMessage> all) {
            ReadMark mark = ReadMark.read(marks.get(me.client()));
            Set<String> old = first;
            if (mark != null || old == null) {
                return ReadMark.unread(all, mark, me.client());
            }
            return all.stream()
                    .filter(message -> !old.contains(message.id()))
                    .filter(message -> ReadMark.isNews(message, me.client()))
                    .toList();
        }

        private void count(List<ChatMessage> all) {
            List<ChatMessage> news = news(all);
            Unread now = new Unread(news.size(), news.stream().anyMatch(this::speaksToMe));
            if (news.isEmpty()) {
                unread.remove(name);
            } else if (!now.equals(unread.get(name))) {
                unread.put(name, now);
            }
        }

        /** Just of what comes while there is a connection: what was missed is counted, and makes no noise. */
        private void tellOfMentions(List<ChatMessage> all, Map<String, Read> before) {
            Set<String> knownBefore = known;
            Set<String> now = new HashSet<>();
            all.forEach(message -> now.add(message.id()));
            known = now;
            first = first == null ? now : first;
            if (knownBefore == null || !rooms.lockstep().getStatus().isLive()) {
                return;
            }
            ChatMessage latest = null;
            boolean behind = knownBefore.isEmpty();
            for (ChatMessage message : all) {
                boolean old = knownBefore.contains(message.id());
                behind |= old; // what stands before all that was known is not new: others were taken away
                boolean tells = (behind && !old) || isAddedByEdit(before.get(message.id()), message);
                latest = tells && !message.client().equals(me.client()) && speaksToMe(message) ? message : latest;
            }
            if (latest != null) {
                mentioned.accept(new Mention(
                        name,
                        VIEW,
                        DisplayText.name(latest.author()),
                        MessageDoc.plain(latest.text(), TOLD_CHARS_MAX)));
            }
        }

        /** Whether it did not speak to this person as it was before. */
        private static boolean isAddedByEdit(@Nullable Read before, ChatMessage message) {
            return before != null
                    && !before.speaksToMe()
                    && message.edited()
                    && !before.message().text().equals(message.text());
        }

        void close() {
            soon.close();
            marks.removeListener(marked);
            history.close();
        }
    }
}
