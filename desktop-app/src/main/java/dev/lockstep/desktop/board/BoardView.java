package dev.lockstep.desktop.board;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.pictures.PastedContent;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.view.DropZone;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomView;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.TabStops;

/** The whiteboard of a room: tiles, what is live in front of them, and the bars. */
public final class BoardView extends StackPane implements RoomView {

    /** While nothing moves, it is looked so often whether something does. */
    private static final long RESTING_MILLIS = 100;

    /** What the bars above and below cover. */
    private static final double BAR_HEIGHT = 56;

    /** A view that is less wide has no room to leave the bar of looks free. */
    private static final double LEFT_FREE_MIN = 480;

    /** Likewise for the bars above and below, when it is less high. */
    private static final double BARS_FREE_MIN = 300;

    private static final double KEY_ZOOM = 1.25;

    /** About what is between a bar and the edge of the board. */
    private static final double BARS_GAP = 16;

    private static final Insets LOOKS = new Insets(66, 0, 72, 0);

    private static final double FAR = 2e7;

    private final BoardModel model;
    private final BoardPeople people;
    private final Following following;
    private final Invitations invitations = new Invitations();
    private final InvitationBar invitationBar;
    private final Toolbox toolbox;
    private final LookBar looks;
    private final LookPane lookPane;
    private final Pictures images;
    private final LivePictures livePictures;
    private final TileLayer tiles;
    private final Canvas canvas = new Canvas();
    private final LiveShapes live = new LiveShapes();
    private Set<String> hidden = Set.of();
    private final LiveLayer liveLayer;
    private final TextEditor textEditor;
    private final BackToContent back = new BackToContent(this::showAll);
    private final BoardExchange exchange;
    private final BoardActions actions;
    private final BoardInput input;
    private final Map<String, Shape> fresh = new LinkedHashMap<>(); // seen before their tiles have them
    private final FrameClock frames;

    private final ReadOnlyStringWrapper zoomText = new ReadOnlyStringWrapper(this, "zoomText", "100 %");
    private Viewport viewport = Viewport.START;
    private boolean dirty = true;
    private boolean dark;
    private boolean shownOnce;
    private @Nullable Node overlay;

    public BoardView(RoomContext context) {
        this(new BoardModel(context.room()), context.settings(), context.fx());
    }

    /**
     * @param settings remember what was drawn with last
     * @param fx runs what it is given on the JavaFX thread, later
     */
    BoardView(BoardModel model, Settings settings, Executor fx) {
        this.model = model;
        this.frames = new FrameClock(
                this::frame, CompletableFuture.delayedExecutor(RESTING_MILLIS, TimeUnit.MILLISECONDS, fx));
        this.people = new BoardPeople(model.room(), model.index());
        this.following = new Following(people);
        this.invitationBar = new InvitationBar(invitations, this::accept);
        this.toolbox = new Toolbox(model, people, settings);
        this.looks = new LookBar(toolbox);
        this.lookPane = new LookPane(looks, settings);
        this.images = new Pictures(model.room(), model::pictures, fx);
        this.tiles = new TileLayer(model.index(), images, fx);
        this.livePictures = new LivePictures(images, fx, this::invalidate);
        this.liveLayer = new LiveLayer(canvas, model, people, live, livePictures);
        this.textEditor = new TextEditor(model, new Typing());
        this.exchange = new BoardExchange(this, model, images, settings, fx);
        this.actions = new BoardActions(this, model, toolbox, exchange);
        setId("board");
        getStyleClass().add(BoardStyles.BOARD);
        setFocusTraversable(true);
        setAccessibleText("Board");
        canvas.setMouseTransparent(true);
        canvas.setManaged(false);
        Rectangle clip = new Rectangle(); // tiles reach beyond, and would be in the way of what is around
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        Region ring = new Region();
        ring.getStyleClass().add(BoardStyles.FOCUS);
        ring.setMouseTransparent(true);
        ring.visibleProperty().bind(focusVisibleProperty());
        getChildren().addAll(tiles, canvas, ring, textEditor);
        addBars();
        listen();
        this.input = new BoardInput(this, toolbox, actions, textEditor);
        addEventFilter(InputEvent.ANY, event -> frames.wake());
        sceneProperty().subscribe(scene -> inScene(scene != null));
    }

    private void addBars() {
        ToolBar tools = new ToolBar(toolbox);
        ViewBar views = new ViewBar(this, model, actions);
        StackPane.setAlignment(tools, Pos.TOP_CENTER);
        StackPane.setAlignment(lookPane, Pos.CENTER_LEFT);
        StackPane.setMargin(lookPane, LOOKS); // between the bars, which it never covers
        StackPane.setAlignment(views, Pos.BOTTOM_CENTER);
        StackPane.setAlignment(back, Pos.BOTTOM_CENTER);
        BoardHints hints = new BoardHints();
        hints.visibleProperty().bind(liveLayer.emptyProperty().and(model.mayEdit()));
        tools.visibleProperty().bind(model.mayEdit());
        lookPane.visibleProperty().bind(looks.visibleProperty().and(model.mayEdit()));
        hints.paddingProperty()
                .bind(lookPane.widthProperty()
                        .map(width -> new Insets(0, BARS_GAP, 0, width.doubleValue() + 2 * BARS_GAP)));
        VBox above = new VBox(8, following, invitationBar); // in front of all, however narrow the board
        above.setAlignment(Pos.TOP_CENTER);
        above.setPickOnBounds(false);
        above.getStyleClass().add(BoardStyles.PEOPLE);
        StackPane.setAlignment(above, Pos.TOP_CENTER);
        getChildren().addAll(hints, lookPane, tools, views, new BoardNotice(model, widthProperty()), back, above);
        for (Node bar : List.of(following, invitationBar, tools, lookPane, views)) {
            bar.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume); // nothing is drawn under it
        }
        for (Parent bar : List.of(lookPane, tools, views)) {
            TabStops.make(bar, this);
        }
    }

    private void listen() {
        model.watch((before, after) -> {
            tiles.changed(before, after);
            if (after == null) {
                fresh.remove(before == null ? "" : before.id());
            } else {
                fresh.remove(after.id());
                if (fresh.size() < LiveLayer.FRESH_MAX && after.bounds().intersects(box())) {
                    fresh.put(after.id(), after);
                }
                people.peers().forEach(peer -> {
                    Shape draft = peer.draft();
                    if (draft != null && draft.id().equals(after.id())) {
                        peer.drewOrGaveUp();
                    }
                    if (before == null || !isPlacedAlike(before, after)) {
                        peer.moved.remove(after.id()); // they let it go there
                    }
                });
            }
            invalidate();
        });
        model.watchSelection(() -> {
            showToOthers();
            invalidate();
        });
        people.watch(this::invalidate);
        images.watch(() -> {
            tiles.repaintAll();
            invalidate();
        });
        DropZone.make(
                this,
                PastedContent::isOffered,
                (board, x, y) -> exchange.dropped(board, viewport.toBoardX(x), viewport.toBoardY(y)));
        people.onInvited((peer, view) ->
                invitations.offer(new Invitations.Invitation(peer.client, peer.name, view), System.nanoTime()));
        toolbox.onText(textEditor);
        model.mayEdit().addListener((property, before, now) -> {
            if (!now) {
                input.cancelGesture();
                textEditor.finish(); // refused, and so offered again
            }
        });
        toolbox.toolProperty().addListener((property, before, now) -> {
            model.selectNone();
            invalidate();
        });
        widthProperty().addListener((property, before, now) -> resized());
        heightProperty().addListener((property, before, now) -> resized());
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void close() {
        frames.close();
        input.cancelGesture();
        textEditor.finish();
        tiles.close();
        livePictures.close();
        images.close();
        people.close();
        model.close();
    }

    // ---- frames

    /** It is in the window, or another tab is shown. */
    private void inScene(boolean shown) {
        frames.setSeen(shown);
        if (!shown) {
            livePictures.close();
        }
    }

    /** Returns whether something moves, or may move in the next pulse. */
    private boolean frame() {
        if (!isSeen()) {
            livePictures.close();
        }
        boolean nowDark = liveLayer.look(this);
        if (nowDark != dark) {
            dark = nowDark;
            textEditor.setDark(nowDark);
            dirty = true;
        }
        tiles.setDark(dark);
        showOnce();
        follow();
        input.passTime(System.nanoTime());
        looks.show();
        Gesture gesture = input.gesture();
        people.show(gesture, textEditor.preview());
        people.flush(System.nanoTime());
        if (!fresh.isEmpty()) {
            List<Box> stale = tiles.stale();
            dirty |= fresh.values().removeIf(shape -> stale.stream().noneMatch(shape.bounds()::intersects));
        }
        dirty |= liveLayer.isMoving();
        if (isSeen()) {
            livePictures.look(pointedPicture(gesture), model.selection());
        }
        boolean drawn = dirty && getWidth() > 0;
        if (drawn) {
            dirty = false;
            Shape played = hide(gesture == null ? textEditor.hidden() : gesture.hidden());
            back.look(box(), model.index());
            tiles.show(viewport, getWidth(), getHeight(), density());
            liveLayer.draw(
                    viewport,
                    dark,
                    gesture,
                    textEditor.drawn(),
                    played,
                    fresh.values(),
                    toolbox.gridProperty().get());
        }
        return drawn
                || gesture != null
                || !fresh.isEmpty()
                || !tiles.isSettled()
                || !following.session().isEmpty();
    }

    /** The shape under the pointer, where some picture moves and nothing else is done with the pointer. */
    private @Nullable Shape pointedPicture(@Nullable Gesture gesture) {
        Tool tool = toolbox.toolProperty().get();
        boolean points = input.isHere() && gesture == null && (tool == Tool.SELECT || tool == Tool.HAND);
        return points && images.isAnyMoving()
                ? model.index().at(viewport.toBoardX(input.x()), viewport.toBoardY(input.y()), 0)
                : null;
    }

    /**
     * What is drawn in front of all is not where it still is; what was is seen there until its tiles have it again.
     *
     * @return the picture that plays where it is, null where there is none
     */
    private @Nullable Shape hide(Set<String> own) {
        live.refresh(people.peers(), model.index(), own);
        Set<String> now = new HashSet<>(own);
        now.addAll(live.shown().keySet());
        Shape played = livePictures.played();
        if (played != null && !now.add(played.id())) {
            played = null; // it is drawn as it is moved
        }
        if (!now.equals(hidden)) {
            for (String id : hidden) {
                Shape shape = now.contains(id) ? null : model.index().get(id);
                if (shape != null && fresh.size() < LiveLayer.FRESH_MAX) {
                    fresh.put(id, shape);
                }
            }
            now.forEach(fresh::remove);
            hidden = now;
            tiles.setHidden(now);
        }
        return played;
    }

    private boolean isSeen() {
        return getScene() != null
                && getScene().getWindow() instanceof Stage stage
                && stage.isShowing()
                && !stage.isIconified();
    }

    private static boolean isPlacedAlike(Shape before, Shape after) {
        return before.x() == after.x()
                && before.y() == after.y()
                && before.width() == after.width()
                && before.height() == after.height()
                && before.angle() == after.angle()
                && before.text().equals(after.text());
    }

    private double density() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getOutputScaleX();
    }

    private void resized() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        if (shownOnce) {
            showToOthers();
        }
        invalidate();
    }

    /** Begins with all that is there, as soon as that is known. */
    private void showOnce() {
        boolean known = model.room().loadedProperty().get() || model.index().size() > 0;
        if (!shownOnce && known && getWidth() > 0 && getHeight() > 0) {
            shownOnce = true;
            showMost(model.index().all(), 1);
            showToOthers();
        }
    }

    /** Has the next frame drawn anew. */
    void invalidate() {
        dirty = true;
        frames.wake();
    }

    /** Whether all that is in view is seen as it is. */
    boolean isSettled() {
        return !dirty && tiles.isSettled();
    }

    // ---- what is in view

    Viewport viewport() {
        return viewport;
    }

    void setViewport(Viewport next) {
        double pixel = next.scale() * density();
        double x = Math.max(-FAR, Math.min(FAR, next.x()));
        double y = Math.max(-FAR, Math.min(FAR, next.y()));
        viewport = new Viewport(Math.round(x * pixel) / pixel, Math.round(y * pixel) / pixel, next.scale());
        zoomText.set(Math.round(viewport.scale() * 100) + " %");
        textEditor.follow(viewport);
        showToOthers();
        invalidate();
    }

    /** How large all is seen, for people. */
    ReadOnlyStringProperty zoomTextProperty() {
        return zoomText.getReadOnlyProperty();
    }

    void zoom(double factor, double x, double y) {
        following.end();
        setViewport(viewport.zoomed(factor, x, y));
    }

    /** Moves what is seen by so many units of the screen. */
    void pan(double x, double y) {
        following.end();
        setViewport(viewport.panned(x, y));
    }

    void zoomIn() {
        zoom(KEY_ZOOM, getWidth() / 2, getHeight() / 2);
    }

    void zoomOut() {
        zoom(1 / KEY_ZOOM, getWidth() / 2, getHeight() / 2);
    }

    void zoomTo(double scale) {
        zoom(scale / viewport.scale(), getWidth() / 2, getHeight() / 2);
    }

    /** All of it, or the most of it that can be seen. */
    void showAll() {
        following.end();
        showMost(model.index().all(), 1);
    }

    private void showMost(Collection<Shape> shapes, double scaleMax) {
        Box most = Viewport.most(free());
        Overview all = Overview.of(shapes, most.width(), most.height());
        if (all != null) {
            setViewport(Viewport.showing(all.box(), free(), scaleMax));
        }
        if (all != null && all.left() > 0) {
            model.say((all.left() == 1 ? "1 shape is" : all.left() + " shapes are")
                    + " too far away to be seen together with the others");
        }
    }

    /** The part of the view that no bar covers, where there is room enough. */
    private Box free() {
        double left = getWidth() >= LEFT_FREE_MIN ? lookPane.prefWidth(-1) + BARS_GAP : 0;
        double bars = getHeight() >= BARS_FREE_MIN ? BAR_HEIGHT : 0;
        return new Box(left, bars, getWidth(), getHeight() - bars);
    }

    void showSelection() {
        if (!model.selection().isEmpty()) {
            following.end();
            showMost(model.selection(), 2);
        }
    }

    Box box() {
        return viewport.box(getWidth(), getHeight());
    }

    /** Goes along with what somebody looks at, until the view is moved here; an empty session ends it. */
    @Override
    public void follow(String session) {
        following.begin(session);
    }

    /** Whom the view follows, empty where nobody. */
    String following() {
        return following.session();
    }

    private void follow() {
        following.look();
        invitationBar.look();
        Peer peer = following.peer();
        Box view = peer == null ? null : peer.view;
        if (peer != null && view != null && getWidth() > 0) {
            Viewport next = Viewport.like(view, peer.scale, getWidth(), getHeight());
            if (Math.abs(next.x() - viewport.x()) > 1 / next.scale()
                    || Math.abs(next.y() - viewport.y()) > 1 / next.scale()
                    || next.scale() != viewport.scale()) {
                setViewport(next);
            }
        }
    }

    private void accept(Box view) {
        following.end();
        setViewport(Viewport.like(view, Double.NaN, getWidth(), getHeight()));
    }

    Invitations invitations() {
        return invitations;
    }

    /** Where the pointer is, what is in view, and what is selected. */
    void showToOthers() {
        Peer led = following.peer();
        Box seen = led == null || led.view == null ? box() : led.view; // two who follow each other stand still
        double scale = led == null || led.view == null ? viewport.scale() : led.scale;
        people.show(viewport.toBoardX(input.x()), viewport.toBoardY(input.y()), seen, scale, model.selectedIds());
    }

    /** Where something new is to be: under the pointer, else in the middle. */
    double[] newPlace() {
        return new double[] {
            viewport.toBoardX(input.isHere() ? input.x() : getWidth() / 2),
            viewport.toBoardY(input.isHere() ? input.y() : getHeight() / 2)
        };
    }

    BoardExchange exchange() {
        return exchange;
    }

    Pictures images() {
        return images;
    }

    BoardModel model() {
        return model;
    }

    /** What one types with. */
    TextEditor editor() {
        return textEditor;
    }

    /** What others have hold of. */
    LiveShapes live() {
        return live;
    }

    BoardPeople people() {
        return people;
    }

    // ---- what is shown in front of all

    /** Shows {@code node} in the middle until Escape, or a click beside it. */
    void showOverlay(Node node) {
        hideOverlay();
        StackPane shade = new StackPane(node);
        shade.getStyleClass().add(BoardStyles.SHADE);
        shade.addEventHandler(MouseEvent.MOUSE_PRESSED, press -> {
            if (press.getTarget() == shade) {
                hideOverlay();
            }
            press.consume();
        });
        shade.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                hideOverlay();
            }
        });
        overlay = shade;
        getChildren().add(shade);
        node.requestFocus();
    }

    boolean hasOverlay() {
        return overlay != null;
    }

    void hideOverlay() {
        if (overlay != null) {
            getChildren().remove(overlay);
            overlay = null;
            requestFocus();
        }
    }

    // ---- texts

    /** Edits the text of the selected shape, where it has one. */
    void editSelected() {
        List<Shape> chosen = model.movable();
        if (chosen.size() == 1
                && (chosen.get(0).kind().hasText() || chosen.get(0).kind().isClosed())) {
            textEditor.edit(chosen.get(0));
        }
    }

    private void edited() {
        invalidate();
        toolbox.looksChanged();
        if (toolbox.toolProperty().get() == Tool.TEXT) {
            toolbox.toolProperty().set(Tool.SELECT);
        }
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        if (owner == null || owner.getScene() == null) { // else somebody clicked elsewhere
            requestFocus();
        }
    }

    /** What comes of typing. */
    private final class Typing implements TextEditor.Watcher {
        @Override
        public void typed() {
            invalidate();
            toolbox.looksChanged();
        }

        @Override
        public void takenAway() {
            input.editorTakenAway();
        }

        @Override
        public void ended() {
            edited();
        }
    }

    boolean isDark() {
        return dark;
    }
}
