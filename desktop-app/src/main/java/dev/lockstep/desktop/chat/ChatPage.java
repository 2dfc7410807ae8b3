package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.view.RoomPool;
import dev.lockstep.fx.Author;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;
import dev.lockstep.model.Role;
import dev.lockstep.model.Rule;

/**
 * A part of a chat: a room of its own with the messages of some time, and what people do with them. A message stays in the part in which it
 * was written: there the hub knows whose it is. On the JavaFX thread.
 */
final class ChatPage implements AutoCloseable {

    static final String MESSAGES = "message";

    /** Where a message stood in a page of an earlier version, which moved old messages into pages. */
    static final String PLACE = "place";

    /** Whose message it is, and who may mark and react as whom, is for the hub to see to. */
    static final List<Rule> RULES = List.of(
            new Rule(MESSAGES, Rule.Who.CREATOR),
            new Rule(ChatReactions.PREFIX, Rule.Who.OWNER),
            new Rule(ReadMark.PREFIX, Rule.Who.OWNER),
            new Rule(ChatHistory.SECTIONS, Rule.Who.NOBODY),
            new Rule(ChatHistory.OLD_PAGES, Rule.Who.NOBODY));

    /** So many of the newest are read at first, and so many more at each step: more than a part has that is kept in order. */
    static final int STEP = 500;

    /** A page of an earlier version has 200; of one into which somebody wrote more, so many are read. */
    private static final int PLACED_MAX = 1_000;

    private final RoomPool rooms;
    private final SharedRoom room;
    private final SharedList<Json> entries;
    private final ChatReactions reactions;
    private final HubTimestamps times;
    private final boolean placed;
    private final boolean timed;
    private final Runnable changed;
    private final InvalidationListener listener;
    private final InvalidationListener loaded;
    private Map<String, Read> read = new HashMap<>(); // by id, so that each is read once
    private int window = STEP;
    private boolean rulesAsked;

    /**
     * A message as it was read.
     *
     * @param message null where it is none
     */
    private record Read(
            Json json,
            @Nullable Author creator,
            @Nullable Author editor,
            @Nullable ChatMessage message) {}

    /**
     * @param placed whether an earlier version moved the messages here, which say themselves in which order they stand
     * @param timed whether the hub is asked when its messages were said
     * @param changed runs when there is something new in it
     */
    ChatPage(RoomPool rooms, String name, boolean placed, boolean timed, Runnable changed) {
        this.rooms = rooms;
        this.room = rooms.take(name);
        this.placed = placed;
        this.timed = timed && !placed;
        this.changed = changed;
        this.entries = room.list(MESSAGES, Json.class);
        this.reactions = new ChatReactions(room, changed);
        this.times = new HubTimestamps(room, changed);
        this.listener = any -> changed.run();
        this.loaded = any -> {
            askForRules();
            changed.run();
        };
        entries.addListener(listener);
        room.loadedProperty().addListener(loaded);
        askForRules();
    }

    SharedRoom room() {
        return room;
    }

    boolean isLoaded() {
        return room.loadedProperty().get();
    }

    /** How many messages there are in it. */
    int size() {
        return entries.size();
    }

    boolean has(String id) {
        return room.get(MESSAGES + "/" + id, Json.class) != null;
    }

    /** Whether there are more than are read. */
    boolean hasMore() {
        return entries.size() > window && !placed;
    }

    void readMore() {
        window += STEP;
    }

    ChatReactions reactions() {
        return reactions;
    }

    /**
     * The messages that are read, in order.
     *
     * @param waiting gets the ids of those that the hub has not confirmed
     */
    List<ChatMessage> messages(Set<String> waiting) {
        Map<String, Read> before = read;
        read = new HashMap<>();
        int first = isArriving() ? firstPending() : placed ? 0 : Math.max(0, entries.size() - window);
        int end = placed ? Math.min(PLACED_MAX, entries.size()) : entries.size();
        List<ChatMessage> messages = new ArrayList<>();
        List<Integer> forgotten = new ArrayList<>(); // those of which only their authors say when they were said
        IntStream indices = IntStream.range(first, end);
        (placed ? indices.boxed().sorted(Comparator.comparingDouble(i -> placeOf(entries.get(i)))) : indices.boxed())
                .forEach(i -> {
                    ChatMessage message = read(entries.idOf(i), entries.get(i), before);
                    if (message != null) {
                        long at = !timed ? message.at() : times.of(entries.madeBy(i), message.at());
                        if (timed && times.isForgotten(entries.madeBy(i))) {
                            forgotten.add(messages.size());
                        }
                        messages.add(reactions.on(message.withTime(at)));
                        if (entries.isPending(i)) {
                            waiting.add(message.id());
                        }
                    }
                });
        if (timed) {
            times.ask();
            correct(messages, forgotten);
        }
        return messages;
    }

    private void correct(List<ChatMessage> messages, List<Integer> forgotten) {
        long[] claimed = forgotten.stream().mapToLong(i -> messages.get(i).at()).toArray();
        long[] plausible = ClaimedTimes.plausible(claimed, times.earliest(Long.MAX_VALUE));
        for (int i = 0; i < plausible.length; i++) {
            messages.set(forgotten.get(i), messages.get(forgotten.get(i)).withTime(plausible[i]));
        }
    }

    /** Whether nothing was known of it here, and the hub tells it in parts, of which none says which messages are its newest. */
    private boolean isArriving() {
        return !isLoaded() && room.seq() == 0;
    }

    private int firstPending() {
        int first = entries.size();
        while (first > 0 && entries.isPending(first - 1)) {
            first--;
        }
        return first;
    }

    private @Nullable ChatMessage read(String id, Json json, Map<String, Read> before) {
        String key = MESSAGES + "/" + id;
        Author creator = placed ? null : room.creator(key); // whoever moved it is not who wrote it
        Author editor = placed ? null : room.editor(key);
        Read known = before.get(id);
        if (known == null
                || !known.json().equals(json)
                || !Objects.equals(known.creator(), creator)
                || !Objects.equals(known.editor(), editor)) {
            known = new Read(json, creator, editor, ChatMessage.read(id, json, creator, editor));
        }
        read.put(id, known);
        return known.message();
    }

    /** The newest that the hub has; null where there is none. */
    @Nullable
    ChatMessage newestConfirmed() {
        for (int i = entries.size() - 1; i >= Math.max(0, entries.size() - window); i--) {
            Read known = entries.isPending(i) ? null : read.get(entries.idOf(i));
            if (known != null && known.message() != null) {
                ChatMessage message = known.message();
                return !timed ? message : message.withTime(times.of(entries.madeBy(i), message.at()));
            }
        }
        return null;
    }

    /** A new part gets its rules before anything is in it; one of an earlier version from whoever hosts the hub. */
    private void askForRules() {
        if (isLoaded() && !rulesAsked && room.rules().isEmpty() && mayGiveRules()) {
            rulesAsked = true;
            room.setRules(RULES).whenComplete((receipt, failure) -> changed.run());
        }
    }

    private boolean mayGiveRules() {
        return room.isHost() || (room.seq() == 0 && room.roleProperty().get().isAtLeast(Role.EDITOR));
    }

    /** Whether what is written here from now on can't be changed by others. */
    boolean isGuarded() {
        return isLoaded() && !room.rules().isEmpty();
    }

    private static double placeOf(Json value) {
        return JsonReader.of(value).at(PLACE).number(-Double.MAX_VALUE, Double.MAX_VALUE, 0);
    }

    @Override
    public void close() {
        entries.removeListener(listener);
        room.loadedProperty().removeListener(loaded);
        reactions.close();
        times.close();
        rooms.giveBack(room.name());
    }
}
