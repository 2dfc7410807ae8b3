package dev.lockstep.desktop.board;

import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.shell.Settings;

/** The tool in hand, and how what it draws will look; makes a gesture of each press of the pointer. Needs no toolkit. */
final class Toolbox {

    private static final double HIT_PIXELS = 6;
    private static final double HANDLE_PIXELS = 9;
    private static final double PLACED_PIXELS = 160;
    private static final double HIGHLIGHTER_OPACITY = 0.35;

    private final BoardModel model;
    private final BoardPeople people;
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(this, "tool", Tool.PEN);
    private final ObjectProperty<Look> look = new SimpleObjectProperty<>(this, "look", Look.DEFAULT);
    private final BooleanProperty grid = new SimpleBooleanProperty(this, "grid");
    private final BooleanProperty widthBySpeed = new SimpleBooleanProperty(this, "widthBySpeed", true);
    private Consumer<Shape> textEditor = shape -> {};

    /** @param settings what was drawn with last, and will have been */
    Toolbox(BoardModel model, BoardPeople people, Settings settings) {
        this.model = model;
        this.people = people;
        look.set(remembered(settings));
        grid.set(settings.get("board.grid", false));
        widthBySpeed.set(settings.get("board.width-by-speed", true));
        look.addListener((property, before, now) -> remember(now, settings));
        grid.addListener((property, before, now) -> settings.set("board.grid", now));
        widthBySpeed.addListener((property, before, now) -> settings.set("board.width-by-speed", now));
    }

    private static Look remembered(Settings settings) {
        String color = settings.get("board.color", Look.DEFAULT.color());
        String fill = settings.get("board.fill", "");
        return new Look(
                Palette.isColor(color) ? color : Look.DEFAULT.color(),
                Palette.isColor(fill) ? fill : "",
                settings.get("board.width", Look.DEFAULT.width(), Look.WIDTH_MIN, Look.WIDTH_MAX),
                settings.get("board.opacity", 1, 0.1, 1),
                settings.get("board.dash", false),
                settings.get("board.font-size", Look.DEFAULT.fontSize(), Look.FONT_MIN, Look.FONT_MAX));
    }

    private static void remember(Look look, Settings settings) {
        settings.set("board.color", look.color());
        settings.set("board.fill", look.fill());
        settings.set("board.width", look.width());
        settings.set("board.opacity", look.opacity());
        settings.set("board.dash", look.dash());
        settings.set("board.font-size", look.fontSize());
    }

    ObjectProperty<Tool> toolProperty() {
        return tool;
    }

    ObjectProperty<Look> lookProperty() {
        return look;
    }

    /** Whether things snap to a grid instead of to each other. */
    BooleanProperty gridProperty() {
        return grid;
    }

    /** Whether a pen is thinner where it moves fast. */
    BooleanProperty widthBySpeedProperty() {
        return widthBySpeed;
    }

    /** @param editor lets people type the text of a shape that may not be on the board yet */
    void onText(Consumer<Shape> editor) {
        textEditor = editor;
    }

    /** Changes how the next shapes look, and those that are selected. */
    void restyle(String label, UnaryOperator<Look> change) {
        look.set(change.apply(look.get()));
        model.setLook(label, change);
    }

    /**
     * The pointer is pressed.
     *
     * @return what goes on until it is let go; null where nothing does
     */
    @Nullable
    Gesture press(Pointer pointer) {
        Look now = look.get();
        return switch (tool.get()) {
            case SELECT -> pressSelecting(pointer);
            case HAND -> null;
            case PEN -> new DrawStroke(model, Kind.PEN, now, widthBySpeed.get(), pointer);
            case HIGHLIGHTER ->
                new DrawStroke(model, Kind.HIGHLIGHTER, now.withOpacity(HIGHLIGHTER_OPACITY), false, pointer);
            case ERASER -> new Erase(model, pointer);
            case LASER -> new PointOut(pointer);
            case TEXT -> {
                startText(pointer);
                yield null;
            }
            case LINE, ARROW, RECTANGLE, ELLIPSE, DIAMOND, STICKY ->
                new DrawShape(
                        model,
                        tool.get().kind(),
                        now,
                        new Snapper(model.index(), grid.get(), new HashSet<>()),
                        pointer,
                        this::drawn);
        };
    }

    /** Draws, around a point, what the tool in hand draws: as large as a click would, or a line of that length. */
    void place(double x, double y, double scale) {
        Pointer start = new Pointer(x, y, scale, false, true, 0);
        Gesture drawing = press(start);
        if (drawing != null && tool.get().kind().isLine()) {
            drawing.end(new Pointer(x + PLACED_PIXELS / scale, y, scale, false, true, 0));
        } else if (drawing != null && drawing.isDrawing()) {
            drawing.end(start);
        } else if (drawing != null) {
            drawing.cancel();
        }
    }

    private void drawn(Shape shape) {
        if (shape.kind() == Kind.STICKY) {
            textEditor.accept(shape);
        }
        tool.set(Tool.SELECT);
        model.select(List.of(shape));
    }

    private void startText(Pointer pointer) {
        Shape there = model.index().at(pointer.x(), pointer.y(), pointer.units(HIT_PIXELS));
        if (there != null && there.kind().hasText() && !there.locked()) {
            textEditor.accept(there);
            return;
        }
        Shape text = Shape.of(model.newId(), Kind.TEXT, look.get().withFill(""));
        textEditor.accept(text.at(pointer.x(), pointer.y() - look.get().fontSize() * 0.7));
    }

    /** What is pulled at, at a point; null where nothing is. */
    @Nullable
    Handle handleAt(Pointer pointer) {
        for (Handle handle : Handle.of(model.movable(), pointer.scale())) {
            if (Math.hypot(handle.x() - pointer.x(), handle.y() - pointer.y()) <= pointer.units(HANDLE_PIXELS)) {
                return handle;
            }
        }
        return null;
    }

    private @Nullable Gesture pressSelecting(Pointer pointer) {
        Handle handle = handleAt(pointer);
        if (handle != null) {
            List<Shape> shapes = model.movable();
            if (isHeldByOther(shapes)) {
                return null;
            }
            return handle.role() == Handle.Role.TURN
                    ? new Turn(model, shapes, pointer)
                    : new Resize(model, shapes, handle, pointer);
        }
        Shape hit = model.index().at(pointer.x(), pointer.y(), pointer.units(HIT_PIXELS));
        if (hit == null) {
            Box around = model.selection().size() > 1 ? ShapeIndex.around(model.selection()) : null;
            if (around == null || !around.contains(pointer.x(), pointer.y()) || pointer.straight()) {
                return new Marquee(model, pointer, pointer.straight());
            }
        } else if (pointer.straight()) {
            model.toggle(hit);
            return null;
        } else if (!model.isSelected(hit.id())) {
            model.select(List.of(hit));
        }
        List<Shape> shapes = model.movable();
        return shapes.isEmpty() || isHeldByOther(shapes) ? null : new Move(model, shapes, grid.get(), pointer);
    }

    /** What a run of arrow keys moves; null where nothing is, or somebody else has hold of it. */
    @Nullable
    Nudge nudge() {
        List<Shape> shapes = model.movable();
        return shapes.isEmpty() || isHeldByOther(shapes) ? null : new Nudge(model, shapes);
    }

    private boolean isHeldByOther(List<Shape> shapes) {
        String holder = Grab.holder(model.room(), shapes);
        if (holder != null) {
            model.say(holder + " has hold of this");
        }
        return holder != null;
    }

    /** The pointer was pressed twice: a text is edited. */
    void pressTwice(Pointer pointer) {
        Shape hit = model.index().at(pointer.x(), pointer.y(), pointer.units(HIT_PIXELS));
        if (hit != null && !hit.locked() && (hit.kind().hasText() || hit.kind().isClosed())) {
            if (!isHeldByOther(List.of(hit))) {
                textEditor.accept(hit);
            }
        } else if (hit == null && tool.get() == Tool.SELECT) {
            startText(pointer);
        }
    }

    /** A laser pointer, which the others see. */
    private final class PointOut implements Gesture {

        PointOut(Pointer pointer) {
            move(pointer);
        }

        @Override
        public void move(Pointer pointer) {
            people.point(pointer.x(), pointer.y());
        }

        @Override
        public void end(Pointer pointer) {}

        @Override
        public void cancel() {}
    }
}
