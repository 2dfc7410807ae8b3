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
    private final TreeMap<String, RoomInfo> arriving = new TreeMap<>(); // the parts of a whole list, until the last

    ObservableList<RoomInfo> rooms() {
        return view;
    }

    /** What comes first after a connection has all rooms; hubs forget none. */
    void told(HubMessage.Rooms part) {
        for (HubMessage.Listed each : part.rooms()) {
            arriving.put(each.room(), new RoomInfo(each.room(), each.members()));
        }
        if (!part.more()) {
            List<RoomInfo> all = List.copyOf(arriving.values());
            arriving.clear();
            if (all.size() > rooms.size()) {
                TreeMap<String, RoomInfo> merged = new TreeMap<>();
                rooms.forEach(room -> merged.put(room.name(), room));
                all.forEach(room -> merged.put(room.name(), room));
                rooms.setAll(merged.values());
            } else {
                all.forEach(this::put);
            }
        }
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
