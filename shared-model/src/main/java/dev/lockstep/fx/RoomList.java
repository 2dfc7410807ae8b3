package dev.lockstep.fx;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.lockstep.wire.HubMessage;

/** The rooms of a hub in the order of their names, as the hub tells of them. */
final class RoomList {

    private static final Comparator<RoomInfo> BY_NAME = Comparator.comparing(RoomInfo::name);

    private final ObservableList<RoomInfo> rooms = FXCollections.observableArrayList();
    private final ObservableList<RoomInfo> view = FXCollections.unmodifiableObservableList(rooms);
    private final TreeMap<String, RoomInfo> arriving = new TreeMap<>(); // parts of a list, until the last
    private boolean isWhole; // the list that arrives has all rooms

    ObservableList<RoomInfo> rooms() {
        return view;
    }

    /** After a new connection all rooms are told once more: what is not among them is gone. */
    void anew() {
        arriving.clear();
        isWhole = true;
    }

    void told(HubMessage.Rooms part) {
        for (HubMessage.Listed each : part.rooms()) {
            arriving.put(each.room(), new RoomInfo(each.room(), each.members()));
        }
        if (part.more()) {
            return;
        }
        List<RoomInfo> all = List.copyOf(arriving.values());
        arriving.clear();
        if (!isWhole) {
            all.forEach(this::put);
            rooms.removeIf(room -> part.gone().contains(room.name()));
        } else if (!rooms.equals(all)) {
            rooms.setAll(all);
        }
        isWhole = false;
    }

    private void put(RoomInfo room) {
        int index = Collections.binarySearch(rooms, room, BY_NAME);
        if (index < 0) {
            rooms.add(-index - 1, room);
        } else if (!rooms.get(index).equals(room)) {
            rooms.set(index, room);
        }
    }
}
