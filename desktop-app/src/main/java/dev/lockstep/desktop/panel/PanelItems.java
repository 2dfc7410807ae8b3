package dev.lockstep.desktop.panel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.lockstep.desktop.view.MemberNames;
import dev.lockstep.fx.SharedList;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/** What people have put on the panel of a room, in their order. Needs no toolkit. */
public final class PanelItems implements AutoCloseable {

    private static final int NAME_MAX = 60;

    /** So many names are tried for a new item before it gets one by chance. */
    private static final int IDS_TRIED = 1_000;

    /** An entry that was read, with what it was read from: a change of one of thousands reads that one alone. */
    private record Known(Json entry, PanelItem item) {}

    private final SharedRoom room;
    private final MemberNames names;
    private final ValueHistories histories;
    private final SharedList<Json> entries;
    private final ObservableList<PanelItem> items = FXCollections.observableArrayList();
    private Map<String, Known> known = new HashMap<>();
    private final InvalidationListener look = any -> look();

    public PanelItems(SharedRoom room) {
        this.room = room;
        this.names = new MemberNames(room);
        this.histories = new ValueHistories(room);
        this.entries = room.movableList(PanelItem.PREFIX, Json.class);
        entries.addListener(look);
        look();
    }

    ObservableList<PanelItem> items() {
        return items;
    }

    ValueHistories histories() {
        return histories;
    }

    /** What members are called. */
    MemberNames names() {
        return names;
    }

    SharedRoom room() {
        return room;
    }

    /** What is wrong with what somebody wants to add, in words; empty where nothing is. */
    static String problemWith(PanelItem.Kind kind, String name, double min, double max, List<String> options) {
        if (name.isBlank()) {
            return "Type a name for it.";
        } else if (name.strip().length() > NAME_MAX) {
            return "A name has at most " + NAME_MAX + " characters.";
        } else if (kind == PanelItem.Kind.SLIDER && !(max > min)) {
            return "The end of a slider is more than its beginning.";
        } else if (kind == PanelItem.Kind.CHOICE && options.size() < 2) {
            return "Type at least two options, separated by commas.";
        }
        return "";
    }

    /** Adds it at the end; see {@link #problemWith}. */
    void add(PanelItem.Kind kind, String name, double min, double max, List<String> options) {
        String base = PanelItem.idOf(name);
        String id = base;
        for (int i = 2; room.get(PanelItem.PREFIX + "/" + id, Json.class) != null; i++) {
            id = base + "-" + (i <= IDS_TRIED ? String.valueOf(i) : room.newId());
        }
        PanelItem item = new PanelItem(id, kind, name.strip(), min, max, options, "");
        room.commit(commit -> {
            commit.expectAbsent(item.key()).add(entries, entries.size(), item.id(), item.toJson());
            if (kind != PanelItem.Kind.LIVE) { // has no value before a program gives it one
                commit.put(item.valueKey(), kind == PanelItem.Kind.CHOICE ? options.get(0) : initial(item));
            }
        });
    }

    private static Object initial(PanelItem item) {
        return switch (item.kind()) {
            case COUNTER, LIVE, UNREADABLE -> 0;
            case SLIDER -> item.min();
            case SWITCH -> false;
            case TEXT, CHOICE -> "";
        };
    }

    /** Writes what is different about it; see {@link #problemWith}. What nobody touched stays, options that can't be read here too. */
    void edit(PanelItem item, String name, double min, double max, List<String> options) {
        Map<String, Object> changes = new HashMap<>();
        if (!name.strip().equals(item.name())) {
            changes.put("name", name.strip());
        }
        boolean ends = min != item.min() || max != item.max() || !item.trouble().isEmpty();
        if (item.kind() == PanelItem.Kind.SLIDER && ends) {
            changes.put("min", min);
            changes.put("max", max);
        }
        if (item.kind() == PanelItem.Kind.CHOICE && !options.equals(item.options())) {
            changes.put("options", options);
        }
        if (!changes.isEmpty()) {
            room.merge(item.key(), changes);
        }
    }

    /** Makes something of {@code kind} of what can't be read; what its entry has beside stays. */
    void remake(PanelItem item, PanelItem.Kind kind) {
        room.merge(item.key(), Map.of("kind", kind.wireName()));
    }

    void remove(PanelItem item) {
        room.commit(commit -> commit.remove(item.key()).remove(item.valueKey()));
    }

    /** @param by −1 towards the beginning, 1 towards the end */
    void move(PanelItem item, int by) {
        for (int i = 0; i < entries.size(); i++) {
            int to = i + by;
            if (entries.keyOf(i).equals(item.key()) && to >= 0 && to < entries.size()) {
                entries.move(i, to);
                return;
            }
        }
    }

    private void look() {
        List<PanelItem> next = new ArrayList<>(entries.size());
        Map<String, Known> read = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String id = entries.idOf(i);
            Known before = known.get(id);
            Json entry = entries.get(i);
            Known now = before != null && isSame(before.entry(), entry)
                    ? before
                    : new Known(entry, PanelItem.read(id, entry));
            read.put(id, now);
            next.add(now.item());
        }
        known = read;
        if (!next.equals(items)) {
            items.setAll(next);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the list has the same object until the entry changes
    private static boolean isSame(Json one, Json other) {
        return one == other;
    }

    @Override
    public void close() {
        entries.removeListener(look);
    }
}
