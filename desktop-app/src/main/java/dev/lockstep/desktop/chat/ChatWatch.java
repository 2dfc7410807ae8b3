package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.shell.Place;
import dev.lockstep.desktop.shell.RoomPool;
import dev.lockstep.desktop.shell.UnreadWatch;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/** Counts what is new in chats, and hears when somebody speaks to this person. */
public final class ChatWatch implements UnreadWatch {

    /** What a start has to do has no core to spare; nobody waits for emoji yet. */
    private static final long BEHIND_START_SECONDS = 2;

    private final RoomPool rooms;
    private final Consumer<Mention> mentioned;
    private final Identity me;
    private final ObservableMap<String, Unread> unread = FXCollections.observableHashMap();
    private final Map<String, Watched> watched = new HashMap<>();

    public ChatWatch(RoomPool rooms, Consumer<Mention> mentioned) {
        this.rooms = rooms;
        this.mentioned = mentioned;
        this.me = rooms.lockstep().identity();
        CompletableFuture.delayedExecutor(BEHIND_START_SECONDS, TimeUnit.SECONDS)
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

    /** One chat. */
    private final class Watched {

        private final String name;
        private final SharedRoom chat;
        private final SharedList<Json> messages;
        private final SharedMap<Json> marks;
        private final InvalidationListener look = any -> look();
        private @Nullable Set<String> known; // the ids that were there before; null until the chat has arrived
        private @Nullable Set<String> first; // those that were there when it arrived

        Watched(String name) {
            this.name = name;
            this.chat = rooms.take(Place.part(name, ChatModel.PART));
            this.messages = chat.list(ChatModel.MESSAGES, Json.class);
            this.marks = chat.map(ReadMark.PREFIX, Json.class);
            messages.addListener(look);
            marks.addListener(look);
            chat.loadedProperty().addListener(look);
            look();
        }

        private void look() {
            List<ChatMessage> all = new ArrayList<>();
            for (int i = 0; i < messages.size(); i++) {
                ChatMessage message = ChatMessage.read(messages.idOf(i), messages.get(i));
                if (message != null) {
                    all.add(message);
                }
            }
            if (chat.loadedProperty().get()) {
                tellOfMentions(all);
            }
            count(all);
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
            Unread now = new Unread(
                    news.size(), news.stream().anyMatch(message -> MessageText.mentions(message.text(), me.name())));
            if (news.isEmpty()) {
                unread.remove(name);
            } else if (!now.equals(unread.get(name))) {
                unread.put(name, now);
            }
        }

        /** Just of what comes while there is a connection: what was missed is counted, and makes no noise. */
        private void tellOfMentions(List<ChatMessage> all) {
            Set<String> before = known;
            Set<String> now = new HashSet<>();
            all.forEach(message -> now.add(message.id()));
            known = now;
            first = first == null ? now : first;
            if (before == null || !rooms.lockstep().getStatus().isLive()) {
                return;
            }
            for (ChatMessage message : all) {
                if (!before.contains(message.id())
                        && !message.client().equals(me.client())
                        && MessageText.mentions(message.text(), me.name())) {
                    mentioned.accept(new Mention(name, message.author(), EmojiText.told(message.text())));
                }
            }
        }

        void close() {
            messages.removeListener(look);
            marks.removeListener(look);
            chat.loadedProperty().removeListener(look);
            rooms.giveBack(chat.name());
        }
    }
}
