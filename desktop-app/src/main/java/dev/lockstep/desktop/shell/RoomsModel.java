package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.DistinctNames;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.UnreadWatch;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.RoomInfo;
import dev.lockstep.model.Names;

/** The rooms of a hub as one person sees them: favourites first, what is new counted. On the JavaFX thread. */
final class RoomsModel implements AutoCloseable {

    /** The parts of a room need the rest of the name. */
    private static final int NAME_MAX = 50;

    /** So many rooms that were visited last are watched for what is new. */
    private static final int VISITED_MAX = 20;

    private static final String VISITED = "rooms.visited.";
    private static final String FAVOURITES = "rooms.favourites.";
    private static final String MUTED = "rooms.muted.";

    private final Settings settings;
    private final String url;
    private final Lockstep lockstep;
    private final HubDirectory directory;
    private final UnreadWatch unread;
    private final ObservableList<RoomInfo> hubRooms;
    private final ObservableList<RoomItem> items = FXCollections.observableArrayList();
    private final InvalidationListener look = any -> look();

    /** @param url where the hub is met */
    RoomsModel(Settings settings, String url, Lockstep lockstep, HubDirectory directory, UnreadWatch unread) {
        this.settings = settings;
        this.url = url;
        this.lockstep = lockstep;
        this.directory = directory;
        this.unread = unread;
        this.hubRooms = lockstep.rooms();
        hubRooms.addListener(look);
        unread.unread().addListener(look);
        watch();
        look();
    }

    ObservableList<RoomItem> items() {
        return items;
    }

    /** What is wrong with {@code name} as that of a new room, in words for people; null where nothing is. */
    static @Nullable String problemWith(String name) {
        String problem = Names.problemWithRoom(name);
        if (problem != null) {
            return problem;
        } else if (name.codePointCount(0, name.length()) > NAME_MAX) {
            return "a room name has at most " + NAME_MAX + " characters here";
        }
        return RoomContext.isPart(name) ? "no part of a room name begins with ~: those are the program's own" : null;
    }

    /** What is kept of {@code kind} for this hub, wherever it is; what an earlier version kept by its address, where there is no more. */
    private List<String> kept(String kind) {
        String hub = lockstep.hub();
        List<String> ofHub = hub == null ? List.of() : settings.list(kind + hub);
        return ofHub.isEmpty() ? settings.list(kind + url) : ofHub;
    }

    /** By the address alone before the first contact: nobody knows then which hub it is. */
    private void keep(String kind, List<String> rooms) {
        String hub = lockstep.hub();
        settings.setList(kind + (hub == null ? url : hub), rooms);
        if (hub != null) {
            settings.setList(kind + url, List.of());
        }
    }

    /** The person is in {@code room} now. */
    void visited(String room) {
        List<String> visited = new ArrayList<>(kept(VISITED));
        visited.remove(room);
        visited.add(0, room);
        keep(VISITED, visited.subList(0, Math.min(VISITED_MAX, visited.size())));
        watch();
        look();
    }

    boolean isMuted(String room) {
        return kept(MUTED).contains(room);
    }

    void toggleFavourite(String room) {
        toggle(FAVOURITES, room);
        watch();
        look();
    }

    void toggleMuted(String room) {
        toggle(MUTED, room);
        look();
    }

    private void toggle(String kind, String room) {
        List<String> some = new ArrayList<>(kept(kind));
        if (!some.remove(room)) {
            some.add(room);
        }
        keep(kind, some);
    }

    private void watch() {
        Set<String> watched = new LinkedHashSet<>(kept(VISITED));
        watched.addAll(kept(FAVOURITES));
        watched.removeIf(name -> problemWith(name) != null);
        unread.watch(watched);
    }

    /** Looks anew; just what is different changes in {@link #items()}. */
    void look() {
        Map<String, Integer> members = new HashMap<>();
        hubRooms.forEach(room -> {
            if (RoomContext.isPart(room.name())) {
                members.putIfAbsent(Names.roomOf(room.name()), 0); // of some rooms the hub keeps nothing but their chat
            } else {
                members.put(room.name(), room.members());
            }
        });
        Set<String> names = new LinkedHashSet<>(members.keySet());
        names.addAll(kept(VISITED));
        names.addAll(kept(FAVOURITES));
        names.removeIf(name -> problemWith(name) != null);
        List<String> favourites = kept(FAVOURITES);
        DistinctNames titles = new DistinctNames();
        names.forEach(name -> titles.add(name, directory.titleOf(name)));
        List<RoomItem> next = names.stream()
                .map(name -> item(name, titles, members.getOrDefault(name, 0), favourites.contains(name)))
                .sorted(Comparator.comparing((RoomItem item) -> !item.favourite())
                        .thenComparing(item -> item.title().toLowerCase(Locale.ROOT))
                        .thenComparing(RoomItem::name))
                .toList();
        if (next.size() != items.size()) {
            items.setAll(next);
            return;
        }
        for (int i = 0; i < next.size(); i++) {
            if (!next.get(i).equals(items.get(i))) {
                items.set(i, next.get(i));
            }
        }
    }

    private RoomItem item(String name, DistinctNames titles, int members, boolean favourite) {
        UnreadWatch.Unread count = unread.unread().get(name);
        boolean muted = isMuted(name);
        return new RoomItem(
                name,
                titleOf(name, titles),
                members,
                count == null ? 0 : count.messages(),
                count != null && count.mentioned() && !muted,
                favourite,
                muted);
    }

    /** Where another room is called alike, its name stands beside its title; where the names look alike, what tells those apart. */
    private String titleOf(String name, DistinctNames titles) {
        String title = directory.titleOf(name);
        String apart = titles.shown(name, title);
        String cleaned = DisplayText.name(name);
        boolean alike = !apart.equals(DisplayText.name(title));
        if (!alike) {
            return title;
        }
        return cleaned.equals(name) ? title.equals(name) ? title : title + " (" + name + ")" : apart;
    }

    @Override
    public void close() {
        hubRooms.removeListener(look);
        unread.unread().removeListener(look);
    }
}
