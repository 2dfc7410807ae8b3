package dev.lockstep.desktop.board;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.lang.System.Logger;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.PauseTransition;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Raster;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;
import dev.lockstep.desktop.pictures.Pictures;

/**
 * The shapes of a board as tiles: pictures that are drawn on a thread of their own, a tile again when something in it looks
 * different. A frame costs as many pictures as are in view, however many shapes there are. While it is zoomed, the tiles of
 * the size before are stretched; those of the new size take their place when they are all there.
 */
final class TileLayer extends Pane implements AutoCloseable {

    private static final Logger LOG = System.getLogger(TileLayer.class.getName());

    /** Pixels of a tile's side: its pixels fit into a megabyte, with what Java keeps beside them. Java's heap comes in such pieces. */
    private static final int SIZE = 508;

    /** So many times the tiles that are in view are kept, a megabyte each. */
    private static final int KEPT_VIEWS = 2;

    /** So long a zoom must stand still before its tiles are drawn. */
    private static final Duration STILL = Duration.millis(70);

    /** In one go so many shapes are drawn onto a tile that is there already. */
    private static final int ADDED_MAX = 2_000;

    private final ShapeIndex index;
    private final Pictures images;
    private final Executor fx;
    private final ExecutorService painter = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lockstep-tiles");
        thread.setDaemon(true);
        return thread;
    });
    private final ScaledTiles stretch = new ScaledTiles(SIZE);
    private final boolean software = !Platform.isSupported(ConditionalFeature.SCENE3D);
    private final PauseTransition still = new PauseTransition(STILL);
    private Set<String> hidden = Set.of();
    private Viewport viewport = Viewport.START;
    private double width;
    private double height;
    private double density = 1;
    private boolean dark;
    private boolean painting; // one tile at a time: the next is chosen when it is done, by what is in view then

    /** What a tile is painted on before it is shown: the painter's while it paints, and the JavaFX thread's when it has painted. */
    private final BufferedImage canvas = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB_PRE);

    private @Nullable Level level;
    private @Nullable Level next;

    /** A tile; its picture may be older than what is wanted. */
    private static final class Tile {
        final ImageView view = new ImageView();
        final Box box;

        @Nullable
        PixelBuffer<IntBuffer> shown; // once there is something to show

        boolean stale = true;
        List<Shape> added = new ArrayList<>(); // in front of all that is on it
        boolean onlyAdded;
        boolean painting;

        Tile(int column, int row, double side) {
            this.box = new Box(column * side, row * side, (column + 1) * side, (row + 1) * side);
        }
    }

    private static long key(int column, int row) {
        return ((long) column << 32) ^ (row & 0xffff_ffffL);
    }

    /** The tiles of one size. */
    private final class Level {
        final double scale;
        final double side; // of a tile, in board units
        final Group group = new Group();
        final Map<Long, Tile> tiles = new HashMap<>();

        Level(double scale) {
            this.scale = scale;
            this.side = SIZE / density / scale;
        }

        List<Tile> inView() {
            Box box = viewport.box(width, height);
            List<Tile> seen = new ArrayList<>();
            for (int row = (int) Math.floor(box.minY() / side); row * side < box.maxY(); row++) {
                for (int column = (int) Math.floor(box.minX() / side); column * side < box.maxX(); column++) {
                    seen.add(tile(column, row));
                }
            }
            return seen;
        }

        private Tile tile(int column, int row) {
            return tiles.computeIfAbsent(key(column, row), key -> {
                Tile made = new Tile(column, row, side);
                group.getChildren().add(made.view);
                return made;
            });
        }

        void place() {
            if (software && this == level) {
                boolean stretches = viewport.scale() != scale;
                stretch.view().setVisible(stretches);
                group.setVisible(!stretches);
                if (stretches) {
                    stretch.draw(viewport, width, height, density, side, this::pixelsAt);
                    return;
                }
            }
            double shown = SIZE / density * viewport.scale() / scale;
            boolean stretched = viewport.scale() != scale;
            for (Tile tile : tiles.values()) {
                double x = viewport.toScreenX(tile.box.minX());
                double y = viewport.toScreenY(tile.box.minY());
                tile.view.setSmooth(!stretched && density != 1);
                tile.view.setX(stretched ? x : Math.round(x * density) / density);
                tile.view.setY(stretched ? y : Math.round(y * density) / density);
                tile.view.setFitWidth(shown);
                tile.view.setFitHeight(shown);
            }
        }

        private int @Nullable [] pixelsAt(int column, int row) {
            Tile tile = tiles.get(key(column, row));
            return tile == null || tile.shown == null
                    ? null
                    : tile.shown.getBuffer().array();
        }

        void forgetFar(List<Tile> seen) {
            int most = KEPT_VIEWS * seen.size();
            if (tiles.size() <= most) {
                return;
            }
            Set<Tile> needed = new HashSet<>(seen);
            int left = (seen.size() + most) / 2;
            for (Iterator<Tile> all = tiles.values().iterator(); all.hasNext() && tiles.size() > left; ) {
                Tile tile = all.next();
                if (!needed.contains(tile) && !tile.painting) {
                    group.getChildren().remove(tile.view);
                    all.remove();
                }
            }
        }
    }

    /** @param fx runs what it is given on the JavaFX thread, later */
    TileLayer(ShapeIndex index, Pictures images, Executor fx) {
        this.index = index;
        this.images = images;
        this.fx = fx;
        setMouseTransparent(true);
        setManaged(false);
        getChildren().add(stretch.view());
        still.setOnFinished(stood -> begin());
    }

    @Override
    public void close() {
        still.stop();
        painter.shutdownNow();
    }

    /** @param pixels of the screen a unit of layout */
    void show(Viewport part, double viewWidth, double viewHeight, double pixels) {
        viewport = part;
        width = viewWidth;
        height = viewHeight;
        if (pixels != density) {
            density = pixels;
            drop(level);
            drop(next);
            level = null;
            next = null;
        }
        Level current = level;
        if (current == null) {
            current = new Level(part.scale());
            level = current;
            getChildren().add(current.group);
        } else if (current.scale != part.scale() && (next == null || next.scale != part.scale())) {
            drop(next);
            next = null;
            still.playFromStart();
        } else if (current.scale == part.scale()) {
            drop(next);
            next = null;
            still.stop();
        }
        place();
        paint();
    }

    private void begin() {
        Level made = new Level(viewport.scale());
        made.group.setVisible(false);
        next = made;
        getChildren().add(made.group);
        paint();
    }

    private void drop(@Nullable Level old) {
        if (old != null) {
            getChildren().remove(old.group);
        }
    }

    private void place() {
        if (level != null) {
            level.place();
        }
        if (next != null) {
            next.place();
        }
    }

    // ---- what looks different

    void setDark(boolean now) {
        if (now != dark) {
            dark = now;
            repaintAll();
        }
    }

    /** A picture that was missing may be there now. */
    void repaintAll() {
        for (Level each : levels()) {
            each.tiles.values().forEach(TileLayer::repaint);
        }
        paint();
    }

    private List<Level> levels() {
        List<Level> both = new ArrayList<>(2);
        if (level != null) {
            both.add(level);
        }
        if (next != null) {
            both.add(next);
        }
        return both;
    }

    private static void repaint(Tile tile) {
        tile.stale = true;
        tile.onlyAdded = false;
        tile.added.clear();
    }

    /** The shapes that are drawn elsewhere meanwhile. */
    void setHidden(Set<String> ids) {
        if (ids.equals(hidden)) {
            return;
        }
        Set<String> different = new HashSet<>(ids);
        different.addAll(hidden);
        Set<String> before = hidden;
        hidden = Set.copyOf(ids);
        for (String id : different) {
            Shape shape = index.get(id);
            if (shape != null && before.contains(id) != hidden.contains(id)) {
                touch(shape.bounds());
            }
        }
        paint();
    }

    void changed(@Nullable Shape before, @Nullable Shape after) {
        Shape front = index.front();
        if (before == null && after != null && front != null && front.equals(after) && !hidden.contains(after.id())) {
            for (Level each : levels()) {
                for (Tile tile : each.tiles.values()) {
                    if (tile.box.intersects(after.bounds())) {
                        add(tile, after);
                    }
                }
            }
            return;
        }
        if (before != null) {
            touch(before.bounds());
        }
        if (after != null) {
            touch(after.bounds());
        }
    }

    private static void add(Tile tile, Shape shape) {
        if (!tile.stale) {
            tile.stale = true;
            tile.onlyAdded = true;
        }
        if (tile.onlyAdded) {
            tile.added.add(shape);
            if (tile.added.size() > ADDED_MAX) {
                repaint(tile);
            }
        }
    }

    private void touch(Box box) {
        for (Level each : levels()) {
            for (Tile tile : each.tiles.values()) {
                if (tile.box.intersects(box)) {
                    repaint(tile);
                }
            }
        }
    }

    /** What of the board in view is not seen as it is. */
    List<Box> stale() {
        Level shown = level;
        if (shown == null || shown.scale != viewport.scale()) {
            return List.of(viewport.box(width, height));
        }
        return shown.inView().stream()
                .filter(tile -> tile.stale || tile.painting)
                .map(tile -> tile.box)
                .toList();
    }

    /** Whether all that is in view is seen as it is, at its own size. */
    boolean isSettled() {
        Level shown = level;
        return shown != null
                && shown.scale == viewport.scale()
                && shown.inView().stream().noneMatch(tile -> tile.stale || tile.painting);
    }

    // ---- painting

    /** Paints what is in view and not as it is; to be called with each frame. */
    void paint() {
        Level wanted = next != null ? next : level;
        if (wanted == null || width <= 0 || height <= 0 || painter.isShutdown()) {
            return;
        }
        if (wanted.scale != viewport.scale()) {
            wanted.place(); // it is still being zoomed: how many tiles of this size would be in view has no bound
            return;
        }
        List<Tile> seen = wanted.inView();
        wanted.place();
        wanted.forgetFar(seen);
        if (wanted == next && seen.stream().noneMatch(tile -> tile.view.getImage() == null)) {
            drop(level);
            wanted.group.setVisible(true);
            level = wanted;
            next = null;
            stretch.view().setVisible(false);
        }
        if (!painting) {
            seen.stream()
                    .filter(tile -> tile.stale)
                    .min((one, other) -> Double.compare(distance(one), distance(other)))
                    .ifPresent(tile -> paint(wanted, tile));
        }
    }

    private double distance(Tile tile) {
        Box box = viewport.box(width, height);
        double missing = tile.view.getImage() == null ? 0 : 1e12;
        return missing + Math.hypot(tile.box.centerX() - box.centerX(), tile.box.centerY() - box.centerY());
    }

    private void paint(Level of, Tile tile) {
        PixelBuffer<IntBuffer> before = tile.onlyAdded ? tile.shown : null;
        boolean onto = before != null;
        List<Shape> shapes = onto ? List.copyOf(tile.added) : index.near(tile.box, Integer.MAX_VALUE);
        Set<String> left = onto ? Set.of() : hidden;
        tile.stale = false;
        tile.onlyAdded = false;
        tile.added.clear();
        tile.painting = true;
        painting = true;
        boolean darkNow = dark;
        double scale = of.scale * density;
        painter.execute(() -> {
            boolean painted = false;
            try {
                start(before);
                List<Shape> ordered = onto ? shapes : inOrder(shapes, left);
                Raster.draw(
                        canvas,
                        tile.box.minX(),
                        tile.box.minY(),
                        scale,
                        ordered,
                        darkNow,
                        images::get,
                        images::isMoving);
                painted = true;
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) { // the other tiles go on
                LOG.log(Logger.Level.ERROR, "a tile could not be painted", e);
            }
            boolean done = painted;
            fx.execute(() -> show(tile, done));
        });
    }

    /** On the painter's thread: tens of thousands of shapes take their time to be put in order. */
    private static List<Shape> inOrder(List<Shape> found, Set<String> left) {
        return found.stream()
                .filter(shape -> !left.contains(shape.id()))
                .sorted(ShapeIndex.BACK_TO_FRONT)
                .toList();
    }

    /** On the painter's thread: with what the tile shows, or with nothing. */
    private void start(@Nullable PixelBuffer<IntBuffer> before) {
        if (before == null) {
            Arrays.fill(pixels(), 0);
        } else {
            before.getBuffer().get(0, pixels());
        }
    }

    private int[] pixels() {
        return ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
    }

    /** Into the picture that the tile has: a new one each time would be a megabyte of garbage for each stroke that comes. */
    private void show(Tile tile, boolean painted) {
        tile.painting = false;
        painting = false;
        if (painted) {
            PixelBuffer<IntBuffer> shown = tile.shown;
            if (shown == null) {
                IntBuffer own = IntBuffer.wrap(pixels().clone());
                shown = new PixelBuffer<>(SIZE, SIZE, own, PixelFormat.getIntArgbPreInstance());
                tile.shown = shown;
                tile.view.setImage(new WritableImage(shown));
            } else {
                shown.updateBuffer(buffer -> {
                    buffer.getBuffer().put(0, pixels());
                    return null; // all of it is another
                });
            }
        }
        paint();
    }
}
