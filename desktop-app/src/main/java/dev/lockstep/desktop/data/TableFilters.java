package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.data.table.Filter;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.WrittenBy;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedProperty;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

/**
 * The filters and marks of the table that is looked at: the team's while this person follows, else this person's own. On the
 * JavaFX thread.
 */
final class TableFilters implements AutoCloseable {

    /** So many ranges mark rows together: one of each column, and then some. */
    static final int MARKS_MAX = 64;

    private static final int NAME_MAX = 40;
    private static final int NAME_LOOKED_AT_MAX = 1_000;

    private final RoomContext context;
    private final SharedRoom room;
    private final Executor fx;
    private final Runnable changed;
    private final BooleanBinding mayWrite;
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final InvalidationListener sharedChanged = any -> sharedChanged();
    private final Map<Integer, Filter> filters = new TreeMap<>();
    private @Nullable TableInfo table;
    private @Nullable SharedMap<Json> sharedFilters;
    private @Nullable SharedProperty<Json> sharedMarks;
    private @Nullable List<Filter> marks;
    private String marksBy = "";
    private boolean sharedPlanned;
    private boolean closed;

    /** @param changed runs after filters or marks changed */
    TableFilters(RoomContext context, Executor fx, Runnable changed) {
        this.context = context;
        this.room = context.room();
        this.fx = fx;
        this.changed = changed;
        this.mayWrite = context.mayWrite(TableInfo.PREFIX);
        following.addListener((property, before, now) -> followingChanged(now));
    }

    /** Whether the filters and marks are those of all. */
    BooleanProperty followingProperty() {
        return following;
    }

    /** Takes those of another table; of none where {@code info} is null. */
    void open(@Nullable TableInfo info) {
        letGo();
        table = info;
        if (info == null) {
            return;
        }
        SharedMap<Json> map = room.map(info.key() + "/filter", Json.class);
        map.addListener(sharedChanged);
        sharedFilters = map;
        SharedProperty<Json> selection = room.value(info.key() + "/selection", Json.class, null);
        selection.addListener(sharedChanged);
        sharedMarks = selection;
        takeShared();
    }

    private void letGo() {
        if (sharedFilters != null) {
            sharedFilters.removeListener(sharedChanged);
            sharedFilters = null;
        }
        if (sharedMarks != null) {
            sharedMarks.removeListener(sharedChanged);
            sharedMarks = null;
        }
        filters.clear();
        marks = null;
        marksBy = "";
    }

    /** The filters in force. */
    List<Filter> filters() {
        return List.copyOf(filters.values());
    }

    /** What is marked; null where nothing is. */
    @Nullable
    List<Filter> marks() {
        return marks;
    }

    /** Who marked it; empty where nothing is marked, or where that is this person's own view. */
    String marksBy() {
        return marksBy;
    }

    /** Whether what this person filters is for all. Who may not change that has filters of their own from the first one on. */
    private boolean shares() {
        if (following.get() && !mayWrite.get()) {
            following.set(false);
        }
        return following.get();
    }

    void filter(Filter filter) {
        TableInfo info = table;
        if (info == null) {
            return;
        }
        boolean shares = shares();
        Identity me = context.rooms().lockstep().identity();
        Filter mine = filter.setBy(me.name(), me.color());
        filters.put(mine.column(), mine);
        if (shares) {
            room.put(info.key() + "/filter/" + mine.column(), mine.toJson());
        }
        changed.run();
    }

    void unfilter(int column) {
        TableInfo info = table;
        boolean shares = shares();
        filters.remove(column);
        if (info != null && shares) {
            room.remove(info.key() + "/filter/" + column);
        }
        changed.run();
    }

    void unfilterAll() {
        List.copyOf(filters.keySet()).forEach(this::unfilter);
    }

    /** Marks the rows that all of {@code meant} mean; none where it is empty. */
    void mark(List<Filter> meant) {
        TableInfo info = table;
        if (info == null) {
            return;
        }
        boolean shares = shares();
        marks = meant.isEmpty() ? null : List.copyOf(meant);
        marksBy = "";
        if (shares) {
            share(info);
        }
        changed.run();
    }

    private void share(TableInfo info) {
        String key = info.key() + "/selection";
        List<Filter> now = marks;
        if (now == null) {
            room.remove(key);
        } else {
            Identity me = context.rooms().lockstep().identity();
            marksBy = me.name();
            room.put(
                    key,
                    new Json.Obj(Map.of(
                            "ranges",
                            new Json.Arr(now.stream().<Json>map(Filter::toJson).toList()),
                            "by",
                            new Json.Text(me.name()),
                            "color",
                            new Json.Text(me.color()))));
        }
    }

    /** Shows just what is marked. */
    void filterToMarks() {
        List<Filter> meant = marks;
        if (meant != null) {
            meant.forEach(this::filter);
            mark(List.of());
        }
    }

    /** How many filters the team has, whatever this person's own are. */
    int teamCount() {
        return team().size();
    }

    /**
     * This person's filters become those of all, and the marks too where there are any; where nothing is marked, the team's
     * marks stay.
     */
    void offerMine() {
        TableInfo info = table;
        if (info == null) {
            return;
        }
        Identity me = context.rooms().lockstep().identity();
        room.commit(commit -> {
            for (int i = 0; i < info.columns().size(); i++) {
                Filter mine = filters.get(i);
                if (mine == null) {
                    commit.remove(info.key() + "/filter/" + i);
                } else {
                    commit.put(
                            info.key() + "/filter/" + i,
                            mine.setBy(me.name(), me.color()).toJson());
                }
            }
        });
        if (marks != null) {
            share(info);
        }
        following.set(true);
    }

    private void followingChanged(boolean now) {
        if (now) {
            takeShared();
            changed.run();
        }
    }

    /** Read once for all that changes in a moment: it is told of each filter alone, and reads all of them. */
    private void sharedChanged() {
        if (following.get() && !sharedPlanned) {
            sharedPlanned = true;
            fx.execute(() -> {
                sharedPlanned = false;
                if (!closed && following.get()) {
                    takeShared();
                    changed.run();
                }
            });
        }
    }

    /** The team's filters by their columns, as they were written. */
    private Map<Integer, Filter> team() {
        Map<Integer, Filter> team = new TreeMap<>();
        SharedMap<Json> shared = sharedFilters;
        if (shared != null) {
            shared.forEach((key, value) -> {
                Filter filter = Filter.read(value);
                if (filter != null && key.equals(String.valueOf(filter.column()))) { // else nobody could take it away
                    team.put(filter.column(), filter);
                }
            });
        }
        return team;
    }

    private void takeShared() {
        TableInfo info = table;
        SharedProperty<Json> selection = sharedMarks;
        if (info == null || selection == null) {
            return;
        }
        filters.clear();
        team().forEach((filterColumn, filter) -> {
            String key = info.key() + "/filter/" + filterColumn;
            filters.put(filterColumn, filter.by(WrittenBy.name(room, key, filter.by())));
        });
        marks = null;
        marksBy = "";
        JsonReader selected = JsonReader.of(selection.getValue());
        List<Filter> read = new ArrayList<>();
        for (JsonReader range : selected.at("ranges").items(MARKS_MAX)) {
            Filter filter = Filter.read(range.json());
            if (filter != null) {
                read.add(filter);
            }
        }
        if (!read.isEmpty()) {
            marks = List.copyOf(read);
            String claimed = DisplayText.line(selected.at("by").shortened(NAME_LOOKED_AT_MAX, ""), NAME_MAX);
            marksBy = WrittenBy.name(room, info.key() + "/selection", claimed);
        }
    }

    @Override
    public void close() {
        closed = true;
        letGo();
        table = null;
    }
}
