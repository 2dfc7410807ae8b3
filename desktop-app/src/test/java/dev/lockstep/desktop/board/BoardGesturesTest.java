package dev.lockstep.desktop.board;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.Shapes;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What pressing, dragging and letting go does to the shapes of a board; without a window. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class BoardGesturesTest {

    private Hub hub;
    private Lockstep lockstep;
    private BoardModel model;
    private BoardPeople people;
    private Toolbox toolbox;

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        Fx.run(() -> {
            lockstep = Lockstep.connect(hub.url(), Identity.named("Ada"));
            model = new BoardModel(lockstep.room("lobby"));
            people = new BoardPeople(model.room(), model.index());
            toolbox = new Toolbox(model, people, Settings.none());
            toolbox.toolProperty().set(Tool.SELECT);
        });
    }

    @AfterEach
    void close() {
        Fx.run(lockstep::close);
        hub.close();
    }

    private Shape added(Shape shape) {
        return Fx.get(() -> {
            Shape placed = model.add("Draw", shape);
            model.select(List.of(placed));
            return placed;
        });
    }

    private Shape now(Shape shape) {
        return Fx.get(() -> model.index().get(shape.id()));
    }

    private void drag(double fromX, double fromY, double toX, double toY) {
        Fx.run(() -> {
            Gesture gesture = toolbox.press(Pointers.at(fromX, fromY));
            gesture.move(Pointers.at((fromX + toX) / 2, (fromY + toY) / 2));
            gesture.end(Pointers.at(toX, toY));
        });
    }

    @Test
    @DisplayName("a click on a handle, or on a shape, changes nothing, though the hand is not still")
    void clicks() {
        Shape neighbour = added(Shapes.box("n", 303, 98, 50, 50)); // near enough to snap to
        Shape box = added(Shapes.box("b", 100, 100, 200, 100));
        drag(303, 203, 304, 204);
        drag(100, 130, 101, 129);
        drag(200, 74, 201, 75);
        assertThat(now(box)).isEqualTo(box);
        drag(303, 203, 323, 213);
        assertThat(now(box).width()).isEqualTo(220);
        assertThat(now(box).height()).isEqualTo(110);
        assertThat(now(neighbour)).isEqualTo(neighbour);
    }

    @Test
    @DisplayName("a handle that is dragged beyond the other edge mirrors what is stretched")
    void mirrors() {
        Shape stroke = added(Shapes.stroke("s", 100, 100, 150, 140, 200, 120));
        drag(200, 120, 50, 120);
        double[] placed = Geometry.placed(now(stroke));
        assertThat(placed[0]).isCloseTo(100, within(0.1));
        assertThat(placed[3]).isCloseTo(75, within(0.1));
        assertThat(placed[6]).isCloseTo(50, within(0.1));
        assertThat(placed[1]).isCloseTo(100, within(0.1));
        Fx.run(model::undo);
        Fx.await("it is as it was", () -> model.index().get("s").width() == 100);

        Shape arrow = added(Shape.of("a", Kind.ARROW, Look.DEFAULT).with(300, 300, 100, 50, 0));
        Shape box = added(Shapes.box("b", 300, 300, 100, 100));
        Fx.run(() -> model.select(List.of(arrow, box)));
        drag(400, 350, 200, 350);
        assertThat(now(arrow).x()).isCloseTo(300, within(0.1));
        assertThat(now(arrow).width()).isCloseTo(-100, within(0.1));
        assertThat(now(arrow).height()).isCloseTo(50, within(0.1));
        assertThat(now(box).frame().minX()).isCloseTo(200, within(0.1));
        assertThat(now(box).width()).isCloseTo(100, within(0.1));
    }

    @Test
    @DisplayName("one that is turned is mirrored where it stands; of several, the image is turned the other way")
    void mirrorsTurned() {
        Shape box = added(Shapes.box("b", 100, 100, 100, 40).with(100, 100, 100, 40, 30));
        Handle east = Fx.get(() -> handle(Handle.Role.EAST));
        double[] beyond = Geometry.rotated(0, 120, 150, 120, 30);
        drag(east.x(), east.y(), beyond[0], beyond[1]);
        assertThat(now(box).angle()).isEqualTo(30);
        assertThat(now(box).width()).isCloseTo(100, within(0.5));
        assertThat(now(box).frame().centerX()).isLessThan(100);

        Shape other = added(Shapes.box("o", 400, 100, 50, 50));
        Fx.run(() -> model.select(List.of(box, other)));
        Handle west = Fx.get(() -> handle(Handle.Role.WEST));
        drag(west.x(), west.y(), 800, west.y());
        assertThat(now(box).angle()).isEqualTo(-30);
        assertThat(now(box).x()).isGreaterThan(now(other).x());
    }

    private Handle handle(Handle.Role role) {
        return Handle.of(model.movable(), 1).stream()
                .filter(handle -> handle.role() == role)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("ungrouping leaves the groups that were in it, and a copy has groups of its own")
    void nestedGroups() {
        List<Shape> four = List.of(
                added(Shapes.box("1", 0, 0, 9, 9)),
                added(Shapes.box("2", 20, 0, 9, 9)),
                added(Shapes.box("3", 40, 0, 9, 9)),
                added(Shapes.box("4", 60, 0, 9, 9)));
        Fx.run(() -> {
            model.select(four.subList(0, 2));
            model.group();
            model.select(four.subList(2, 4));
            model.group();
            model.selectAll();
            model.group();
            model.duplicate();
            model.select(List.of(model.index().get("1")));
        });
        assertThat(selected()).containsExactly("1", "2", "3", "4");
        Fx.run(model::ungroup);
        Fx.run(() -> model.select(List.of(model.index().get("1"))));
        assertThat(selected()).containsExactly("1", "2");
        Fx.run(model::ungroup);
        Fx.run(() -> model.select(List.of(model.index().get("3"))));
        assertThat(selected()).containsExactly("3", "4");
        Fx.run(() -> model.select(List.of(model.index().get("1"))));
        assertThat(selected()).containsExactly("1");
    }

    private List<String> selected() {
        return Fx.get(() -> model.selection().stream().map(Shape::id).toList());
    }

    @Test
    @DisplayName("a run of arrow keys is one step of undo")
    void nudged() {
        Shape box = added(Shapes.box("b", 100, 100, 200, 100));
        Fx.run(() -> {
            Nudge nudge = toolbox.nudge();
            for (int i = 0; i < 25; i++) {
                nudge.by(1, 0, i);
            }
            nudge.by(0, 10, 25);
            assertThat(nudge.isRunOver(25 + Nudge.RUN_NANOS / 2)).isFalse();
            assertThat(nudge.isRunOver(26 + Nudge.RUN_NANOS)).isTrue();
            assertThat(model.index().get("b")).isEqualTo(box);
            nudge.end();
        });
        assertThat(now(box).x()).isEqualTo(125);
        assertThat(now(box).y()).isEqualTo(110);
        Fx.run(model::undo);
        Fx.await("all of it is undone", () -> model.index().get("b").equals(box));
    }
}
