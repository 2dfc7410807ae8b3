package dev.lockstep.desktop.board;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javafx.collections.ListChangeListener;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Subscription;
import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Points;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeCodec;
import dev.lockstep.desktop.board.shapes.ShapeIndex;
import dev.lockstep.desktop.board.shapes.ShapePlacement;
import dev.lockstep.desktop.view.MemberNames;
import dev.lockstep.fx.Member;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;
import dev.lockstep.model.Names;

/**
 * What people on a board show each other and nobody keeps: cursors and selections as presence; what is being drawn or moved,
 * and laser pointers, as signals. Needs no toolkit; on the JavaFX thread.
 */
final class BoardPeople implements AutoCloseable {

    /** The others see this many times a second what goes on here. */
    private static final long SHOW_NANOS = TimeUnit.SECONDS.toNanos(1) / 30;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    static final long LASER_NANOS = TimeUnit.MILLISECONDS.toNanos(1_200);

    private static final int PLACE_MAX = 20;
    private static final int SELECTION_MAX = 50;

    /** Of more shapes that are moved together, a frame around all shows where they are. */
    static final int MOVED_MAX = 120;

    /** What stands still is shown again so often. */
    private static final long REMIND_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Of more people on one board than this, the others are not seen. */
    private static final int PEERS_MAX = 200;

    /** Nobody is farther away than shapes can be. */
    private static final double FAR = 2e7;

    private final SharedRoom room;
    private final ShapeIndex index;
    private final MemberNames names;
    private final Subscription signals;
    private final ListChangeListener<Member> membersListener = change -> membersDiffer = true;
    private final SignalInbox inbox = new SignalInbox();
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private BiConsumer<Peer, Box> invited = (peer, view) -> {};
    private final Peer mine = new Peer("", "", "", "");
    private boolean membersDiffer;

    // what is to be shown
    private Json presence = Json.ofNull();
    private Json presenceShown = Json.ofNull();
    private @Nullable Shape draft;
    private @Nullable Shape draftShown;
    private int pointsShown;
    private List<Shape> moved = List.of();
    private List<Shape> movedShown = List.of();
    private long movedShownAtNanos;
    private long draftShownAtNanos;
    private double @Nullable [] laser;
    private long shownAtNanos;

    /** @param index the shapes that there are */
    BoardPeople(SharedRoom room, ShapeIndex index) {
        this.room = room;
        this.index = index;
        this.names = new MemberNames(room);
        this.signals = room.onSignal((from, value) -> inbox.add(from.session(), value));
        room.members().addListener(membersListener);
        membersChanged();
    }

    @Override
    public void close() {
        signals.close();
        room.members().removeListener(membersListener);
        room.showPresence(null);
        watchers.clear();
    }

    /** Told whenever somebody shows something else. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Told when somebody invites everyone to what they look at: who, and that. */
    void onInvited(BiConsumer<Peer, Box> handler) {
        invited = handler;
    }

    Collection<Peer> peers() {
        return peers.values();
    }

    /** What is shown here that its own author sees too. */
    Peer mine() {
        return mine;
    }

    @Nullable
    Peer peer(String session) {
        return peers.get(session);
    }

    // ---- what is shown here

    /**
     * @param x not a number where the pointer is elsewhere
     * @param scale how large {@code view} is seen; not a number where that is not known
     */
    void show(double x, double y, Box view, double scale, Collection<String> selected) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("at", Json.of("board"));
        if (!Double.isNaN(x)) {
            members.put("x", rounded(x));
            members.put("y", rounded(y));
        }
        members.put("view", box(view));
        if (!Double.isNaN(scale)) {
            members.put("scale", Json.of(scale));
        }
        if (!selected.isEmpty()) {
            members.put(
                    "selected",
                    new Json.Arr(selected.stream()
                            .limit(SELECTION_MAX)
                            .map(Json::of)
                            .map(Json.class::cast)
                            .toList()));
        }
        presence = new Json.Obj(members);
    }

    /**
     * @param gesture null where none is under way
     * @param typed the shape whose text is typed, with that; null where none is
     */
    void show(@Nullable Gesture gesture, @Nullable Shape typed) {
        List<Shape> preview = gesture == null ? List.of() : gesture.preview();
        boolean drawing = gesture != null && gesture.isDrawing();
        boolean typesNew = typed != null && index.get(typed.id()) == null;
        draft = drawing && !preview.isEmpty() ? preview.get(0) : null;
        if (draft == null && typed != null && typesNew && !typed.text().isBlank()) {
            draft = typed;
        }
        moved = drawing
                ? List.of()
                : gesture != null ? preview : typed != null && !typesNew ? List.of(typed) : List.of();
    }

    void point(double x, double y) {
        laser = new double[] {x, y};
        mine.points(x, y, System.nanoTime());
    }

    void inviteEveryone(Box view) {
        signal("come", Map.of("view", box(view)));
    }

    /**
     * Reads what came since the last frame and sends what is new, not too often; to be called with each frame. However much comes
     * in between, a frame reads the last presence of each member and a bounded number of signals.
     */
    void flush(long nanos) {
        if (membersDiffer) {
            membersDiffer = false;
            membersChanged();
        }
        if (!inbox.isEmpty()) {
            inbox.read((session, signal) -> signalled(session, signal, nanos));
            watchers.forEach(Runnable::run);
        }
        boolean forgot = mine.forget(nanos, PATIENCE_NANOS, LASER_NANOS);
        for (Peer peer : peers.values()) {
            forgot |= peer.forget(nanos, PATIENCE_NANOS, LASER_NANOS);
        }
        if (forgot) {
            watchers.forEach(Runnable::run);
        }
        if (nanos - shownAtNanos < SHOW_NANOS) {
            return;
        }
        shownAtNanos = nanos;
        if (!presence.equals(presenceShown)) {
            presenceShown = presence;
            room.showPresence(presence);
        }
        flushDraft(nanos);
        flushMoved(nanos);
        double[] spot = laser;
        if (spot != null) {
            laser = null;
            signal("laser", Map.of("x", rounded(spot[0]), "y", rounded(spot[1])));
        }
    }

    /** Again now and then, though nothing moves: who comes meanwhile sees it too. */
    private void flushMoved(long nanos) {
        if (moved.equals(movedShown) && (moved.isEmpty() || nanos - movedShownAtNanos < REMIND_NANOS)) {
            return;
        }
        movedShown = moved;
        movedShownAtNanos = nanos;
        Box frame = moved.size() > MOVED_MAX ? ShapeIndex.around(moved) : null;
        signal(
                "moved",
                frame != null
                        ? Map.of("frame", box(frame))
                        : Map.of(
                                "shapes",
                                new Json.Arr(moved.stream().map(this::place).toList())));
    }

    private Json place(Shape shown) {
        Shape known = index.get(shown.id());
        return ShapePlacement.write(known == null ? shown : known, shown);
    }

    private void flushDraft(long nanos) {
        Shape now = draft;
        Shape shown = draftShown;
        if (Objects.equals(now, shown) && (now == null || nanos - draftShownAtNanos < REMIND_NANOS)) {
            return;
        }
        draftShown = now;
        draftShownAtNanos = nanos;
        if (now == null) {
            pointsShown = 0;
            signal("drawn", Map.of());
            return;
        }
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("id", Json.of(now.id()));
        members.put(
                "shape", ShapeCodec.write(now.kind().isStroke() ? Shape.of(now.id(), now.kind(), now.look()) : now));
        if (now.kind().isStroke()) {
            if (shown == null || !shown.id().equals(now.id())) {
                pointsShown = 0;
            }
            double[] points = Geometry.placed(now);
            int count = points.length / Shape.POINT;
            int from = Math.min(pointsShown, count);
            pointsShown = Math.max(0, count - 1); // the last one is still on its way
            members.put("from", Json.of(from));
            members.put("points", Json.of(Points.write(points, from * Shape.POINT)));
        }
        signal("draws", members);
    }

    private void signal(String what, Map<String, Json> more) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("board", Json.of(what));
        members.putAll(more);
        room.signal(new Json.Obj(members));
    }

    // ---- what the others show

    @SuppressWarnings(
            "ReferenceEquality") // what was decoded is known by its object; to compare it costs as much as to decode it
    private void membersChanged() {
        Map<String, Peer> now = new LinkedHashMap<>();
        for (Member member : room.members()) {
            if (!member.isMe()
                    && now.size() < PEERS_MAX
                    && JsonReader.of(member.presence())
                            .at("at")
                            .text(PLACE_MAX, "")
                            .equals("board")) {
                Json shown = member.presence();
                Peer made = new Peer(member.session(), member.client(), names.of(member), member.color());
                Peer known = peers.get(member.session());
                Peer peer = known != null && known.color.equals(made.color) ? known : made;
                peer.name = made.name;
                if (peer.presence != shown) { // decoded once each
                    peer.presence = shown;
                    read(JsonReader.of(shown), peer);
                }
                now.put(member.session(), peer);
            }
        }
        peers.clear();
        peers.putAll(now);
        watchers.forEach(Runnable::run);
    }

    private static void read(JsonReader shown, Peer peer) {
        peer.cursorX = shown.at("x").number(-FAR, FAR);
        peer.cursorY = shown.at("y").number(-FAR, FAR);
        if (Double.isNaN(peer.cursorY)) {
            peer.cursorX = Double.NaN;
        }
        peer.view = box(shown.at("view"));
        peer.scale = shown.at("scale").number(Viewport.SCALE_MIN, Viewport.SCALE_MAX);
        peer.selection = shown.at("selected").texts(SELECTION_MAX, Names.KEY_CHARS_MAX);
    }

    private void signalled(String session, Json.Obj value, long now) {
        JsonReader signal = JsonReader.of(value);
        Peer peer = peers.get(session);
        if (peer == null) {
            return;
        }
        switch (SignalInbox.kind(value)) {
            case "draws" -> draws(signal, peer, now);
            case "drawn" -> peer.drewOrGaveUp();
            case "moved" -> moved(signal, peer, now);
            case "laser" -> {
                double x = signal.at("x").number(-FAR, FAR);
                double y = signal.at("y").number(-FAR, FAR);
                if (!Double.isNaN(x) && !Double.isNaN(y)) {
                    peer.points(x, y, now);
                }
            }
            default -> {
                Box view = box(signal.at("view"));
                if (view != null) {
                    invited.accept(peer, view);
                }
            }
        }
    }

    private static void draws(JsonReader signal, Peer peer, long now) {
        String id = signal.at("id").text(Names.KEY_CHARS_MAX, "");
        Json.Obj object = signal.at("shape").object();
        if (id.isEmpty()) {
            return;
        }
        String drawn = signal.at("points").textOrNull(SignalInbox.CHARS_MAX);
        if (drawn != null) {
            double[] points = Points.read(drawn);
            double from = signal.at("from").number(0, FAR);
            Map<String, Json> begun = new LinkedHashMap<>(object.members());
            begun.put("points", Json.of("0 0 1"));
            Shape shape = ShapeCodec.read(id, new Json.Obj(begun));
            if (points != null && shape.kind().isStroke() && from >= 0) {
                peer.draws(shape, (int) from, points, now);
            }
        } else {
            Shape shape = ShapeCodec.read(id, object);
            if (shape.kind() != Kind.UNKNOWN) {
                peer.draws(shape, now);
            }
        }
    }

    private static void moved(JsonReader signal, Peer peer, long now) {
        peer.moved.clear();
        peer.movedFrame = box(signal.at("frame"));
        peer.movedAtNanos = now;
        for (JsonReader each : signal.at("shapes").items(MOVED_MAX)) {
            String id = each.at("id").textOrNull(Names.KEY_CHARS_MAX);
            ShapePlacement placed = ShapePlacement.read(each.object());
            if (id != null && placed != null) {
                peer.moved.put(id, placed);
            }
        }
    }

    private static Json rounded(double value) {
        return Json.of(Math.round(value * 100) / 100.0);
    }

    private static Json box(Box box) {
        return new Json.Arr(
                List.of(rounded(box.minX()), rounded(box.minY()), rounded(box.maxX()), rounded(box.maxY())));
    }

    private static @Nullable Box box(JsonReader json) {
        double[] sides = json.items(4).stream()
                .mapToDouble(side -> side.number(-FAR, FAR))
                .toArray();
        boolean whole = json.size() == 4 && sides[0] < sides[2] && sides[1] < sides[3];
        return whole ? new Box(sides[0], sides[1], sides[2], sides[3]) : null;
    }
}
