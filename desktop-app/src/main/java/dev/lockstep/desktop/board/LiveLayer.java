package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Drawing;
import dev.lockstep.desktop.board.shapes.DrawingCost;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;
import dev.lockstep.desktop.board.shapes.ShapePlacement;
import dev.lockstep.desktop.board.shapes.TextLayout;
import dev.lockstep.desktop.colors.ColorToken;

/** What is drawn anew in each frame, in front of the tiles: gestures, selections, and the others with what they do. */
final class LiveLayer {

    private static final double HANDLE = 8;
    private static final double LABEL_FONT = 11;

    /** So many shapes that their tiles don't have yet are drawn here at most: with more, tiles are faster. */
    static final int FRESH_MAX = 400;

    /** So many frames around selected shapes are drawn; with more, the one around all of them says it. */
    private static final int FRAMES_MAX = 500;

    private static final double GRID_MIN_PIXELS = 8;
    private static final double GLIDE = 0.35;
    private static final Color SELECTION = ShapePainter.color(ColorToken.BOARD_SELECTION, false);
    private static final Color LASER = ShapePainter.color(ColorToken.BOARD_LASER, false);
    private static final Color ON_COLOR = ShapePainter.color(ColorToken.ON_COLOR, false);
    private static final Color ON_LIGHT = ShapePainter.color(ColorToken.ON_LIGHT_COLOR, false);
    private static final double LIGHT = 0.5;

    /** So many shapes that lie on a picture that plays are drawn with each frame of it. */
    private static final int OVER_MAX = 200;

    /** Where something is that is not drawn. */
    private static final Shape BOX = Shape.of("", Kind.RECTANGLE, Look.DEFAULT);

    private final Canvas canvas;
    private final BoardModel model;
    private final BoardPeople people;
    private final LiveShapes live;
    private final LivePictures images;
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(this, "empty", true);
    private final Map<String, double[]> cursors = new HashMap<>();
    private boolean moving;
    private @Nullable Shape typedShape;
    private boolean typedDark;
    private List<Drawing.Part> typedParts = List.of();

    LiveLayer(Canvas canvas, BoardModel model, BoardPeople people, LiveShapes live, LivePictures images) {
        this.live = live;
        this.images = images;
        this.canvas = canvas;
        this.model = model;
        this.people = people;
    }

    /** Whether there is nothing on the board, nor anything being drawn. */
    ReadOnlyBooleanProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    /** Whether the theme is dark. */
    boolean look(Region board) {
        Scene scene = board.getScene();
        return scene != null
                && board.getBackground() != null
                && !board.getBackground().getFills().isEmpty()
                && board.getBackground().getFills().get(0).getFill() instanceof Color color
                && color.getBrightness() < LIGHT;
    }

    /** Whether something moves by itself: a cursor on its way, a laser that fades. */
    boolean isMoving() {
        return moving;
    }

    /**
     * @param typed the shape whose text is typed, as it is so far and the same while it is; null where none is
     * @param played the picture that plays, where nothing else is done with it; null where none does
     * @param fresh what the tiles don't have yet
     */
    void draw(
            Viewport viewport,
            boolean dark,
            @Nullable Gesture gesture,
            @Nullable Shape typed,
            @Nullable Shape played,
            Collection<Shape> fresh,
            boolean grid) {
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        boolean nothing = gesture == null
                && typed == null
                && played == null
                && fresh.isEmpty()
                && !grid
                && model.selectedIds().isEmpty()
                && people.mine().laser.isEmpty()
                && people.peers().isEmpty();
        empty.set(nothing && model.index().size() == 0);
        canvas.setVisible(!nothing); // a clear canvas costs a frame as much as a full one
        if (nothing) {
            moving = false;
            return;
        }
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (grid) {
            drawGrid(graphics, viewport, dark);
        }
        Collection<String> hidden =
                gesture != null ? gesture.hidden() : typed != null ? List.of(typed.id()) : List.of();
        sketch(
                fresh.stream()
                        .filter(shape -> !hidden.contains(shape.id()) && live.get(shape.id()) == null)
                        .toList(),
                viewport,
                dark);
        boolean drawing = gesture != null && gesture.isDrawing();
        List<Shape> drafts = new ArrayList<>();
        for (Peer peer : people.peers()) {
            Shape draft = peer.draft();
            if (draft != null) {
                drawing = true;
                drafts.add(draft);
            }
        }
        sketch(drafts, viewport, dark);
        if (played != null) {
            sketch(List.of(played), viewport, dark);
            sketchOver(played, hidden, viewport, dark);
        }
        sketch(live.shown().values(), viewport, dark);
        if (typed != null) {
            ShapePainter.drawTyped(
                    graphics,
                    viewport,
                    typed,
                    typedParts(typed, dark),
                    images,
                    viewport.box(canvas.getWidth(), canvas.getHeight()));
        }
        if (gesture != null) {
            sketch(gesture.preview(), viewport, dark);
        }
        empty.set(model.index().size() == 0 && !drawing);
        drawPeople(graphics, viewport);
        drawSelection(graphics, viewport, gesture, typed);
    }

    /** One may type twenty thousand letters, which are laid out when one of them is another. */
    @SuppressWarnings("ReferenceEquality") // asked for in each frame
    private List<Drawing.Part> typedParts(Shape typed, boolean dark) {
        if (typedShape != typed || typedDark != dark) {
            typedShape = typed;
            typedDark = dark;
            typedParts = Drawing.of(typed, dark);
        }
        return typedParts;
    }

    /** What is fresh, what others draw and what is done here have a third of a frame each: none takes it from another. */
    private void sketch(Collection<Shape> shapes, Viewport viewport, boolean dark) {
        Box seen = viewport.box(canvas.getWidth(), canvas.getHeight());
        int left = DrawingCost.FRAME_MAX / 3;
        for (Shape shape : shapes) {
            if (left < DrawingCost.BOX) {
                return;
            } else if (shape.bounds().intersects(seen)) {
                left = ShapePainter.draw(canvas.getGraphicsContext2D(), viewport, shape, dark, images, left);
            }
        }
    }

    /** What lies on a picture that plays stays on it. */
    private void sketchOver(Shape played, Collection<String> hidden, Viewport viewport, boolean dark) {
        List<Shape> over = model.index().near(played.bounds(), OVER_MAX).stream()
                .filter(shape -> ShapeIndex.BACK_TO_FRONT.compare(shape, played) > 0
                        && !hidden.contains(shape.id())
                        && live.get(shape.id()) == null)
                .sorted(ShapeIndex.BACK_TO_FRONT)
                .toList();
        if (over.isEmpty()) {
            return;
        }
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.save();
        double[][] corners = corners(viewport, played);
        graphics.beginPath();
        for (int i = 0; i < 4; i++) {
            graphics.lineTo(corners[0][i], corners[1][i]);
        }
        graphics.closePath();
        graphics.clip();
        sketch(over, viewport, dark);
        graphics.restore();
    }

    private void drawGrid(GraphicsContext graphics, Viewport viewport, boolean dark) {
        double step = Snapper.GRID;
        while (step * viewport.scale() < GRID_MIN_PIXELS) {
            step *= 5;
        }
        graphics.setFill(ShapePainter.color(ColorToken.BOARD_GRID, dark));
        double firstX = Math.ceil(viewport.x() / step) * step;
        double firstY = Math.ceil(viewport.y() / step) * step;
        for (double x = firstX; viewport.toScreenX(x) < canvas.getWidth(); x += step) {
            for (double y = firstY; viewport.toScreenY(y) < canvas.getHeight(); y += step) {
                graphics.fillRect(viewport.toScreenX(x) - 1, viewport.toScreenY(y) - 1, 2, 2);
            }
        }
    }

    // ---- what is selected here

    private void drawSelection(
            GraphicsContext graphics, Viewport viewport, @Nullable Gesture gesture, @Nullable Shape typed) {
        graphics.setLineDashes((double[]) null);
        graphics.setLineWidth(1);
        graphics.setGlobalAlpha(1);
        Box marquee = gesture == null ? null : gesture.marquee();
        if (marquee != null) {
            graphics.setFill(SELECTION.deriveColor(0, 1, 1, 0.08));
            graphics.setStroke(SELECTION);
            double x = Math.round(viewport.toScreenX(marquee.minX())) + 0.5;
            double y = Math.round(viewport.toScreenY(marquee.minY())) + 0.5;
            double width = Math.round(marquee.width() * viewport.scale());
            double height = Math.round(marquee.height() * viewport.scale());
            graphics.fillRect(x, y, width, height);
            graphics.strokeRect(x, y, width, height);
        }
        if (gesture != null) {
            graphics.setStroke(LASER);
            for (double[] guide : gesture.guides()) {
                graphics.strokeLine(
                        Math.round(viewport.toScreenX(guide[0])) + 0.5,
                        Math.round(viewport.toScreenY(guide[1])) + 0.5,
                        Math.round(viewport.toScreenX(guide[2])) + 0.5,
                        Math.round(viewport.toScreenY(guide[3])) + 0.5);
            }
        }
        List<Shape> chosen = gesture instanceof Transform transform && !transform.isOver()
                ? gesture.preview()
                : gesture != null && gesture.isDrawing()
                        ? List.of()
                        : typed != null ? List.of(typed) : model.selection();
        Box seen = viewport.box(canvas.getWidth(), canvas.getHeight());
        for (Shape each : firstSeen(chosen, seen)) {
            Shape moved = live.get(each.id());
            Shape shape = moved == null ? each : moved;
            frame(graphics, viewport, shape, chosen.size() == 1 ? SELECTION : SELECTION.deriveColor(0, 1, 1, 0.6));
        }
        if (typed != null) {
            return;
        } else if (gesture == null || gesture.marquee() != null) {
            drawHandles(graphics, viewport, model.movable());
        } else if (gesture instanceof Nudge) {
            drawHandles(graphics, viewport, gesture.preview());
        }
    }

    private static List<Shape> firstSeen(List<Shape> shapes, Box seen) {
        return shapes.stream()
                .filter(shape -> shape.bounds().intersects(seen))
                .limit(FRAMES_MAX)
                .toList();
    }

    private static void drawHandles(GraphicsContext graphics, Viewport viewport, List<Shape> shapes) {
        if (shapes.size() > 1) {
            Box box = Handle.frame(shapes);
            graphics.setStroke(SELECTION);
            graphics.strokeRect(
                    viewport.toScreenX(box.minX()),
                    viewport.toScreenY(box.minY()),
                    box.width() * viewport.scale(),
                    box.height() * viewport.scale());
        }
        for (Handle handle : Handle.of(shapes, viewport.scale())) {
            double x = viewport.toScreenX(handle.x()) - HANDLE / 2;
            double y = viewport.toScreenY(handle.y()) - HANDLE / 2;
            graphics.setFill(ON_COLOR);
            graphics.setStroke(SELECTION);
            graphics.setLineWidth(1.5);
            if (handle.role() == Handle.Role.TURN) {
                graphics.fillOval(x, y, HANDLE, HANDLE);
                graphics.strokeOval(x, y, HANDLE, HANDLE);
            } else {
                graphics.fillRoundRect(x, y, HANDLE, HANDLE, 3, 3);
                graphics.strokeRoundRect(x, y, HANDLE, HANDLE, 3, 3);
            }
        }
    }

    private static void frame(GraphicsContext graphics, Viewport viewport, Shape shape, Color color) {
        graphics.setStroke(color);
        if (shape.kind().isLine()) {
            return; // its ends are marked
        }
        double[][] corners = corners(viewport, shape);
        graphics.strokePolygon(corners[0], corners[1], 4);
    }

    /** Of its frame, on the screen: where they are across, and where down. */
    private static double[][] corners(Viewport viewport, Shape shape) {
        Box box = shape.frame();
        double[] xs = new double[4];
        double[] ys = new double[4];
        double[][] corners = {
            {box.minX(), box.minY()}, {box.maxX(), box.minY()}, {box.maxX(), box.maxY()}, {box.minX(), box.maxY()}
        };
        for (int i = 0; i < 4; i++) {
            double[] corner =
                    Geometry.rotated(corners[i][0], corners[i][1], box.centerX(), box.centerY(), shape.angle());
            xs[i] = viewport.toScreenX(corner[0]);
            ys[i] = viewport.toScreenY(corner[1]);
        }
        return new double[][] {xs, ys};
    }

    static Cursor cursor(Handle.Role role) {
        return switch (role) {
            case NORTH_WEST -> Cursor.NW_RESIZE;
            case NORTH -> Cursor.N_RESIZE;
            case NORTH_EAST -> Cursor.NE_RESIZE;
            case EAST -> Cursor.E_RESIZE;
            case SOUTH_EAST -> Cursor.SE_RESIZE;
            case SOUTH -> Cursor.S_RESIZE;
            case SOUTH_WEST -> Cursor.SW_RESIZE;
            case WEST -> Cursor.W_RESIZE;
            case TURN -> Cursor.HAND;
            case LINE_START, LINE_END -> Cursor.CROSSHAIR;
        };
    }

    // ---- the others

    private void drawPeople(GraphicsContext graphics, Viewport viewport) {
        moving = false;
        long now = System.nanoTime();
        drawLaser(graphics, viewport, people.mine(), now);
        cursors.keySet().removeIf(session -> people.peer(session) == null);
        for (Peer peer : people.peers()) {
            Color color = Color.web(peer.color);
            graphics.setGlobalAlpha(1);
            graphics.setLineDashes((double[]) null);
            graphics.setLineWidth(1.5);
            for (String id : peer.selection) {
                Shape shape = live.get(id) != null ? null : model.index().get(id);
                if (shape != null) {
                    frame(graphics, viewport, shape, color);
                }
            }
            for (Map.Entry<String, ShapePlacement> moved : peer.moved.entrySet()) {
                Shape shown = live.get(moved.getKey());
                ShapePlacement to = moved.getValue();
                frame(
                        graphics,
                        viewport,
                        shown != null ? shown : BOX.with(to.x(), to.y(), to.width(), to.height(), to.angle()),
                        color);
            }
            Box all = peer.movedFrame;
            if (all != null) {
                frame(graphics, viewport, BOX.with(all.minX(), all.minY(), all.width(), all.height(), 0), color);
            }
            drawLaser(graphics, viewport, peer, now);
            if (peer.hasCursor()) {
                drawCursor(graphics, viewport, peer, color);
            } else {
                cursors.remove(peer.session);
            }
        }
    }

    private void drawLaser(GraphicsContext graphics, Viewport viewport, Peer peer, long now) {
        Peer.Spot before = null;
        for (Peer.Spot spot : peer.laser) {
            double age = (double) (now - spot.nanos()) / BoardPeople.LASER_NANOS;
            if (before != null && age < 1) {
                moving = true;
                graphics.setGlobalAlpha(1 - age);
                graphics.setStroke(LASER);
                graphics.setLineWidth(1 + 5 * (1 - age));
                graphics.strokeLine(
                        viewport.toScreenX(before.x()),
                        viewport.toScreenY(before.y()),
                        viewport.toScreenX(spot.x()),
                        viewport.toScreenY(spot.y()));
            }
            before = spot;
        }
        graphics.setGlobalAlpha(1);
    }

    private void drawCursor(GraphicsContext graphics, Viewport viewport, Peer peer, Color color) {
        double[] at = cursors.computeIfAbsent(peer.session, session -> new double[] {peer.cursorX, peer.cursorY});
        double missing = Math.hypot(peer.cursorX - at[0], peer.cursorY - at[1]) * viewport.scale();
        boolean there = missing < 0.5;
        at[0] = there ? peer.cursorX : at[0] + (peer.cursorX - at[0]) * GLIDE;
        at[1] = there ? peer.cursorY : at[1] + (peer.cursorY - at[1]) * GLIDE;
        moving |= !there;
        double x = viewport.toScreenX(at[0]);
        double y = viewport.toScreenY(at[1]);
        graphics.setFill(color);
        graphics.setStroke(ON_COLOR);
        graphics.setLineWidth(1.5);
        double[] xs = {x, x + 5, x + 8, x + 15};
        double[] ys = {y, y + 17, y + 9.5, y + 6};
        graphics.fillPolygon(xs, ys, 4);
        graphics.strokePolygon(xs, ys, 4);
        Font font = ShapePainter.font(LABEL_FONT);
        double width = TextLayout.width(peer.name, LABEL_FONT);
        graphics.fillRoundRect(x + 12, y + 16, width + 14, 19, 9, 9);
        graphics.setFill(color.getBrightness() > 0.85 && color.getSaturation() < 0.6 ? ON_LIGHT : ON_COLOR);
        graphics.setFont(font);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.fillText(peer.name, x + 19, y + 25.5);
    }
}
