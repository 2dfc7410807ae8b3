package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;
import dev.lockstep.desktop.view.Settings;

/** The tool in hand, and how what it draws will look; makes a gesture of each press of the pointer. Needs no toolkit. */
final class Toolbox {

    private static final double HIT_PIXELS = 6;
    private static final double HANDLE_PIXELS = 9;
    private static final double PLACED_PIXELS = 160;

    /** So many shapes are asked for their looks. */
    private static final int LOOKS_MAX = 2_000;

    private final BoardModel model;
    private final BoardPeople people;
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(this, "tool", Tool.PEN);
    private final Looks looks;
    private final List<Runnable> lookWatchers = new ArrayList<>();
    private final BooleanProperty grid = new SimpleBooleanProperty(this, "grid");
    private final BooleanProperty widthBySpeed = new SimpleBooleanProperty(this, "widthBySpeed", true);
    private TextTool textTool = TextTool.NONE;

    /** @param settings what was drawn with last, and will have been */
    Toolbox(BoardModel model, BoardPeople people, Settings settings) {
        this.model = model;
        this.people = people;
        this.looks = new Looks(settings);
        grid.set(settings.get("board.grid", false));
        widthBySpeed.set(settings.get("board.width-by-speed", true));
        tool.addListener((property, before, now) -> looksChanged());
        model.watchSelection(this::looksChanged);
        model.watch((before, after) -> {
            if (after != null && model.isSelected(after.id())) {
                looksChanged();
            }
        });
        model.mayEdit().addListener((property, before, now) -> tool.set(now ? Tool.SELECT : Tool.HAND));
        if (!model.mayEdit().get()) {
            tool.set(Tool.HAND);
        }
        grid.addListener((property, before, now) -> settings.set("board.grid", now));
        widthBySpeed.addListener((property, before, now) -> settings.set("board.width-by-speed", now));
    }

    ObjectProperty<Tool> toolProperty() {
        return tool;
    }

    /** Runs when other shapes, or another tool, have a look that can be chosen, and when it is another. */
    void watchLooks(Runnable watcher) {
        lookWatchers.add(watcher);
    }

    void looksChanged() {
        lookWatchers.forEach(Runnable::run);
    }

    /** What there is whose look can be chosen: what is typed or selected, else what the tool draws next. */
    private List<Shape> subjects() {
        Shape typed = textTool.preview();
        return typed != null ? List.of(typed) : model.movable();
    }

    /** What can be chosen of how that looks. */
    Set<LookPart> lookParts() {
        Set<LookPart> parts = EnumSet.noneOf(LookPart.class);
        List<Shape> subjects = subjects();
        if (subjects.isEmpty() && model.selection().isEmpty()) {
            return LookPart.of(tool.get().kind());
        }
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        subjects.forEach(shape -> kinds.add(shape.kind()));
        kinds.forEach(kind -> parts.addAll(LookPart.of(kind)));
        parts.remove(LookPart.SPEED); // a stroke that is there is as it was drawn
        return parts;
    }

    /** How that looks as far as {@code part} is asked for: of several shapes all looks that there are. */
    Set<Look> looks(LookPart part) {
        List<Shape> subjects = subjects();
        Set<Look> shown = new HashSet<>();
        subjects.stream()
                .filter(shape -> part.isOf(shape.kind()))
                .limit(LOOKS_MAX)
                .forEach(shape -> shown.add(shape.look()));
        return subjects.isEmpty() ? Set.of(looks.of(tool.get().kind())) : shown;
    }

    /** Whether things snap to a grid instead of to each other. */
    BooleanProperty gridProperty() {
        return grid;
    }

    /** Whether a pen is thinner where it moves fast. */
    BooleanProperty widthBySpeedProperty() {
        return widthBySpeed;
    }

    void onText(TextTool typing) {
        textTool = typing;
    }

    /** Changes how what is typed or selected looks, and the next shapes of its kind; else what the tool draws next. */
    void restyle(String label, LookPart part, UnaryOperator<Look> change) {
        List<Shape> subjects = subjects();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Shape shape : subjects) {
            if (part.isOf(shape.kind())) {
                kinds.add(Looks.key(shape.kind()));
            }
        }
        if (subjects.isEmpty()) {
            kinds.add(Looks.key(tool.get().kind()));
        }
        kinds.forEach(kind -> looks.change(kind, change));
        if (textTool.preview() != null) {
            textTool.restyle(label, change);
        } else {
            model.setLook(label, part, change);
        }
        looksChanged();
    }

    /**
     * The pointer is pressed.
     *
     * @return what goes on until it is let go; null where nothing does
     */
    @Nullable
    Gesture press(Pointer pointer) {
        if (!model.mayEdit().get()) {
            return null;
        }
        Look now = looks.of(tool.get().kind());
        return switch (tool.get()) {
            case SELECT -> pressSelecting(pointer);
            case HAND -> null;
            case PEN -> new DrawStroke(model, Kind.PEN, now, widthBySpeed.get(), pointer);
            case HIGHLIGHTER -> new DrawStroke(model, Kind.HIGHLIGHTER, now, false, pointer);
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
            textTool.edit(shape);
        }
        tool.set(Tool.SELECT);
        model.select(List.of(shape));
    }

    private void startText(Pointer pointer) {
        Shape there = model.index().at(pointer.x(), pointer.y(), pointer.units(HIT_PIXELS));
        if (there != null && there.kind().hasText() && !there.locked()) {
            textTool.edit(there);
            return;
        }
        Shape text = Shape.of(model.newId(), Kind.TEXT, looks.of(Kind.TEXT).withFill(""));
        textTool.edit(text.at(pointer.x(), pointer.y() - looks.of(Kind.TEXT).fontSize() * 0.7));
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
        if (!model.mayEdit().get()) {
            return null;
        }
        List<Shape> shapes = model.movable();
        return shapes.isEmpty() || isHeldByOther(shapes) ? null : new Nudge(model, shapes);
    }

    private boolean isHeldByOther(List<Shape> shapes) {
        String holder = GestureLocks.holder(model.room(), shapes);
        if (holder != null) {
            model.say(holder + " has hold of this");
        }
        return holder != null;
    }

    /** The pointer was pressed twice: a text is edited. */
    void pressTwice(Pointer pointer) {
        if (!model.mayEdit().get()) {
            return;
        }
        Shape hit = model.index().at(pointer.x(), pointer.y(), pointer.units(HIT_PIXELS));
        if (hit != null && !hit.locked() && (hit.kind().hasText() || hit.kind().isClosed())) {
            if (!isHeldByOther(List.of(hit))) {
                textTool.edit(hit);
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
