package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.MapChangeListener;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.RefusedException;
import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeCodec;
import dev.lockstep.desktop.board.shapes.ShapeIndex;
import dev.lockstep.desktop.board.shapes.TextLayout;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.fx.SharedUndo;
import dev.lockstep.model.Json;
import dev.lockstep.model.OrderKey;
import dev.lockstep.model.RefusalCode;

/**
 * The shapes of a room, those of them that are selected here, and all that can be done to them. Each action is one commit,
 * and can be undone. Needs no toolkit; on the JavaFX thread.
 */
public final class BoardModel implements AutoCloseable {

    static final String PREFIX = "shape";

    private static final double DUPLICATE_OFFSET = 16;

    /** So often may somebody change something else of a shape before a change of it is made whatever they do. */
    private static final int TRIES_MAX = 10;

    /** Told of each shape that looks different. */
    interface Watcher {
        /** @param before null for a new one; {@code after} null for one that is gone */
        void changed(@Nullable Shape before, @Nullable Shape after);
    }

    private final SharedRoom room;
    private final SharedUndo undo;
    private final SharedMap<Json> entries;
    private final MapChangeListener<String, Json> entriesListener = this::entryChanged;
    private final BooleanBinding mayEdit;
    private final ShapeIndex index = new ShapeIndex();
    private final Set<String> selected = new LinkedHashSet<>();
    private @Nullable List<Shape> selection; // asked for in each frame; null where it is yet to be put together
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final List<Runnable> selectionWatchers = new CopyOnWriteArrayList<>();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");

    public BoardModel(SharedRoom room) {
        this.room = room;
        this.undo = room.undo();
        this.mayEdit = RoomContext.mayWrite(room, PREFIX);
        this.entries = room.map(PREFIX, Json.class);
        entries.forEach((id, json) -> {
            if (isShape(json)) {
                index.put(ShapeCodec.read(id, json));
            }
        });
        entries.addListener(entriesListener);
    }

    private void entryChanged(MapChangeListener.Change<? extends String, ? extends Json> change) {
        String id = change.getKey();
        boolean there = change.wasAdded() && isShape(change.getValueAdded());
        Shape after = there ? ShapeCodec.read(id, change.getValueAdded()) : null;
        Shape before = after == null ? index.remove(id) : index.put(after);
        if (selected.contains(id)) {
            selection = null;
        }
        watchers.forEach(watcher -> watcher.changed(before, after));
        if (after == null && selected.remove(id)) {
            selectionChanged();
        }
    }

    /** What is left of a shape that one deleted while another changed it has no kind, and is none. */
    private static boolean isShape(Json json) {
        return !(json instanceof Json.Obj object) || object.get("kind") != null;
    }

    @Override
    public void close() {
        entries.removeListener(entriesListener);
        watchers.clear();
        selectionWatchers.clear();
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void watchSelection(Runnable watcher) {
        selectionWatchers.add(watcher);
    }

    ShapeIndex index() {
        return index;
    }

    SharedRoom room() {
        return room;
    }

    /** Whether this person may change what is on the board. */
    BooleanBinding mayEdit() {
        return mayEdit;
    }

    public SharedUndo undoHistory() {
        return undo;
    }

    /** What is to be said about the latest action, such as that some of it could not be undone; empty where nothing is. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    void say(String text) {
        notice.set(""); // the same again is news again
        notice.set(text);
    }

    // ---- selection

    /** From back to front; those that are there no more are left out. */
    List<Shape> selection() {
        List<Shape> known = selection;
        if (known != null) {
            return known;
        }
        List<Shape> shapes = new ArrayList<>();
        for (String id : selected) {
            Shape shape = index.get(id);
            if (shape != null) {
                shapes.add(shape);
            }
        }
        shapes.sort(ShapeIndex.BACK_TO_FRONT);
        selection = List.copyOf(shapes);
        return selection;
    }

    boolean isSelected(String id) {
        return selected.contains(id);
    }

    Set<String> selectedIds() {
        return selected;
    }

    /** Selects these, and whole the groups that they are in. */
    void select(Collection<Shape> shapes) {
        Set<String> next = withGroups(shapes);
        if (!next.equals(selected)) {
            selected.clear();
            selected.addAll(next);
            selectionChanged();
        }
    }

    /** Adds {@code shape} to the selection, or takes it out. */
    void toggle(Shape shape) {
        Set<String> ids = withGroups(List.of(shape));
        if (selected.containsAll(ids)) {
            selected.removeAll(ids);
        } else {
            selected.addAll(ids);
        }
        selectionChanged();
    }

    private void selectionChanged() {
        selection = null;
        selectionWatchers.forEach(Runnable::run);
    }

    void selectNone() {
        select(List.of());
    }

    void selectAll() {
        select(index.all().stream().filter(shape -> !shape.locked()).toList());
    }

    /** Selects the next shape, from back to front and around; before it with -1. */
    void selectNext(int by) {
        List<Shape> all = index.all().stream().filter(shape -> !shape.locked()).toList();
        if (!all.isEmpty()) {
            List<Shape> chosen = selection();
            int at = chosen.isEmpty() ? (by > 0 ? -1 : 0) : all.indexOf(chosen.get(chosen.size() - 1));
            select(List.of(all.get(Math.floorMod(at + by, all.size()))));
        }
    }

    private Set<String> withGroups(Collection<Shape> shapes) {
        Set<String> ids = new LinkedHashSet<>();
        Set<String> groups = new LinkedHashSet<>();
        for (Shape shape : shapes) {
            ids.add(shape.id());
            if (!shape.group().isEmpty()) {
                groups.add(shape.group());
            }
        }
        if (!groups.isEmpty()) {
            index.all().stream().filter(shape -> groups.contains(shape.group())).forEach(shape -> ids.add(shape.id()));
        }
        return ids;
    }

    // ---- making and changing

    String newId() {
        return room.newId();
    }

    /** The place in front of all. */
    String orderInFront() {
        Shape front = index.front();
        return behind(front == null || front.order().isEmpty() ? null : front.order());
    }

    /** The order after {@code order}; the same where there is no room, since ids decide then. */
    private static String behind(@Nullable String order) {
        String next = OrderKey.between(order, null);
        return order != null && next.length() > ShapeCodec.ORDER_MAX ? order : next;
    }

    /** Adds a new shape in front of all others. */
    @CanIgnoreReturnValue
    Shape add(String label, Shape shape) {
        Shape placed = shape.withOrder(orderInFront());
        undo.commit(label, t -> t.put(PREFIX + "/" + placed.id(), ShapeCodec.write(placed)));
        return placed;
    }

    /** Adds new shapes in front of all others, and selects them. */
    void addAll(String label, List<Shape> shapes) {
        if (shapes.isEmpty()) {
            return;
        }
        List<Shape> placed = new ArrayList<>();
        Shape front = index.front();
        String order = front == null || front.order().isEmpty() ? null : front.order();
        for (Shape shape : shapes) {
            order = behind(order);
            placed.add(shape.withOrder(order));
        }
        undo.commit(label, t -> placed.forEach(shape -> t.put(PREFIX + "/" + shape.id(), ShapeCodec.write(shape))));
        select(placed);
    }

    /**
     * Changes shapes, each by what is different alone: what somebody else changes at the same time stays changed.
     *
     * @param after as they are to be, by id; what is alike, unknown or gone is left out
     */
    void change(String label, Collection<Shape> after) {
        Map<String, Json.Obj> patches = patches(after);
        if (!patches.isEmpty()) {
            undo.commit(label, t -> patches.forEach((id, patch) -> t.merge(PREFIX + "/" + id, patch)));
        }
    }

    /**
     * Changes shapes that this person had hold of. A hold that was lost, with the connection, doesn't keep others away: what they did to
     * {@code part} of the shapes meanwhile is not overwritten.
     *
     * @param after makes of the shapes as they are on the board what they are to be
     * @param part what is changed
     * @param lost is called where somebody else has changed that, or has hold of it
     */
    void changeHeld(String label, Supplier<List<Shape>> after, Function<Shape, Object> part, Runnable lost) {
        changeHeld(label, after, part, lost, 1);
    }

    private void changeHeld(
            String label, Supplier<List<Shape>> after, Function<Shape, Object> part, Runnable lost, int tries) {
        Map<String, Json.Obj> patches = patches(after.get());
        if (patches.isEmpty()) {
            return;
        }
        Map<String, Object> before = new HashMap<>();
        patches.keySet().forEach(id -> before.put(id, partOf(id, part)));
        undo.commitIfUnchanged(label, t -> patches.forEach((id, patch) -> t.merge(PREFIX + "/" + id, patch)))
                .whenComplete((receipt, failure) -> {
                    RefusalCode code = failure instanceof RefusedException refused ? refused.code() : null;
                    boolean same = before.entrySet().stream()
                            .allMatch(each -> each.getValue().equals(partOf(each.getKey(), part)));
                    if (code == RefusalCode.CONFLICT && same && tries < TRIES_MAX) {
                        changeHeld(label, after, part, lost, tries + 1); // somebody changed something else of it
                    } else if (code == RefusalCode.CONFLICT && same) {
                        change(label, after.get()); // and does so again and again
                    } else if (code == RefusalCode.CONFLICT || code == RefusalCode.LOCKED) {
                        lost.run();
                    }
                });
    }

    private Object partOf(String id, Function<Shape, Object> part) {
        Shape shape = index.get(id);
        return shape == null ? "" : part.apply(shape);
    }

    private Map<String, Json.Obj> patches(Collection<Shape> after) {
        Map<String, Json.Obj> patches = new HashMap<>();
        for (Shape shape : after) {
            Shape before = index.get(shape.id());
            Json.Obj patch = before == null || before.kind() == Kind.UNKNOWN ? null : ShapeCodec.patch(before, shape);
            if (patch != null) {
                patches.put(shape.id(), patch);
            }
        }
        return patches;
    }

    private void changeSelection(String label, UnaryOperator<Shape> change) {
        change(label, movable().stream().map(change).toList());
    }

    /** Those of the selection that are not locked in place. */
    List<Shape> movable() {
        return selection().stream().filter(shape -> !shape.locked()).toList();
    }

    /** Changes how those of the selection look that {@code part} makes a difference to. */
    void setLook(String label, LookPart part, UnaryOperator<Look> change) {
        List<Shape> shapes =
                movable().stream().filter(shape -> part.isOf(shape.kind())).toList();
        setLook(label, shapes, change);
    }

    void setLook(String label, Collection<Shape> shapes, UnaryOperator<Look> change) {
        change(
                label,
                shapes.stream()
                        .map(shape -> restyled(shape, change.apply(shape.look())))
                        .toList());
    }

    void remove(String label, Collection<Shape> shapes) {
        List<String> ids =
                shapes.stream().filter(shape -> !shape.locked()).map(Shape::id).toList();
        if (!ids.isEmpty()) {
            undo.commit(label, t -> ids.forEach(id -> t.remove(PREFIX + "/" + id)));
        }
    }

    void removeSelection() {
        remove("Delete", selection());
    }

    void clear() {
        List<String> ids = index.all().stream().map(Shape::id).toList();
        if (!ids.isEmpty()) {
            undo.commit("Clear the board", t -> ids.forEach(id -> t.remove(PREFIX + "/" + id)));
        }
    }

    private static Shape restyled(Shape shape, Look look) {
        Shape restyled = shape.withLook(look);
        return look.fontSize() == shape.look().fontSize() ? restyled : TextLayout.fitted(restyled);
    }

    /** @param lost is called where somebody else has written there meanwhile */
    void setText(Shape shape, String text, double width, double height, Runnable lost) {
        changeHeld("Text", () -> withText(shape.id(), text, width, height), Shape::text, lost);
    }

    private List<Shape> withText(String id, String text, double width, double height) {
        Shape now = index.get(id);
        if (now == null) {
            return List.of();
        }
        double h = now.kind() == Kind.TEXT ? height : Math.max(now.height(), height);
        double w = now.kind() == Kind.TEXT ? width : now.width();
        return List.of(now.withText(text).with(now.x(), now.y(), w, h, now.angle()));
    }

    // ---- order, groups, locks

    void toFront() {
        List<Shape> moved = new ArrayList<>();
        Shape front = index.front();
        String order = front == null || front.order().isEmpty() ? null : front.order();
        for (Shape shape : selection()) {
            order = behind(order);
            moved.add(shape.withOrder(order));
        }
        change("Bring to front", moved);
    }

    void toBack() {
        List<Shape> moved = new ArrayList<>();
        Shape back = index.all().stream()
                .filter(shape -> !shape.order().isEmpty())
                .findFirst()
                .orElse(null);
        String order = back == null ? null : back.order();
        List<Shape> chosen = selection();
        for (int i = chosen.size() - 1; i >= 0; i--) {
            order = before(order);
            moved.add(chosen.get(i).withOrder(order));
        }
        change("Send to back", moved);
    }

    /** As {@link #behind}, the other way. */
    private static String before(@Nullable String order) {
        String next = OrderKey.between(null, order);
        return order != null && next.length() > ShapeCodec.ORDER_MAX ? order : next;
    }

    void group() {
        String group = room.newId();
        changeSelection("Group", shape -> shape.withGroups(shape.groups().in(group)));
    }

    /** Takes the outermost group away; those in it are left. */
    void ungroup() {
        changeSelection("Ungroup", shape -> shape.withGroups(shape.groups().ungrouped()));
    }

    void toggleLocked() {
        List<Shape> chosen = selection();
        boolean lock = chosen.stream().anyMatch(shape -> !shape.locked());
        change(
                lock ? "Lock in place" : "Unlock",
                chosen.stream().map(shape -> shape.withLocked(lock)).toList());
    }

    // ---- copies

    void duplicate() {
        addAll("Duplicate", copies(selection(), DUPLICATE_OFFSET, DUPLICATE_OFFSET));
    }

    private List<Shape> copies(List<Shape> shapes, double dx, double dy) {
        Map<String, String> groups = new HashMap<>();
        return shapes.stream()
                .map(shape -> shape.withId(room.newId())
                        .at(shape.x() + dx, shape.y() + dy)
                        .withLocked(false)
                        .withGroups(shape.groups().renamed(group -> groups.computeIfAbsent(group, g -> room.newId()))))
                .toList();
    }

    /** The selection as text, for {@link #paste} here or elsewhere. */
    String copy() {
        return BoardFile.write(content(selection()));
    }

    /** The ids of the pictures on the board. */
    Set<String> pictures() {
        Set<String> ids = new LinkedHashSet<>();
        for (Shape shape : index.all()) {
            if (shape.kind() == Kind.IMAGE) {
                ids.add(shape.text());
            }
        }
        return ids;
    }

    /** Shapes with the pictures that they refer to. */
    BoardFile.Content content(Collection<Shape> shapes) {
        Map<String, Json> pictures = new LinkedHashMap<>();
        for (Shape shape : shapes) {
            for (String key : shape.kind() == Kind.IMAGE ? Pictures.keys(shape.text()) : List.<String>of()) {
                Json part = room.get(Pictures.PREFIX + "/" + key, Json.class);
                if (part != null) {
                    pictures.put(key, part);
                }
            }
        }
        return new BoardFile.Content(List.copyOf(shapes), pictures);
    }

    /**
     * Adds what {@link #copy} or a file gave, around a point.
     *
     * @throws IllegalArgumentException where it is none, with a message for people
     */
    void paste(String label, String text, @Nullable Double x, @Nullable Double y) {
        paste(label, BoardFile.read(text), x, y);
    }

    void paste(String label, BoardFile.Content content, @Nullable Double x, @Nullable Double y) {
        List<Shape> shapes = content.shapes();
        content.pictures().forEach((key, part) -> {
            if (room.get(Pictures.PREFIX + "/" + key, Json.class) == null) {
                room.put(Pictures.PREFIX + "/" + key, part);
            }
        });
        Box box = ShapeIndex.around(shapes);
        double dx = box == null || x == null ? 0 : x - box.centerX();
        double dy = box == null || y == null ? 0 : y - box.centerY();
        addAll(label, copies(shapes, dx, dy));
    }

    // ---- undo

    void undo() {
        undo.undo().whenComplete(this::tell);
    }

    void redo() {
        undo.redo().whenComplete(this::tell);
    }

    private void tell(SharedUndo.@Nullable Result result, @Nullable Throwable failure) {
        if (result == null) {
            say("Not undone: " + (failure == null ? "" : failure.getMessage()));
        } else if (!result.skipped().isEmpty()) {
            int count = result.skipped().size();
            say((count == 1 ? "1 shape was" : count + " shapes were") + " changed by somebody else since, and kept");
        }
    }
}
