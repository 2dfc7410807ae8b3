package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.HandThread;
import dev.lockstep.desktop.Hostile;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeCodec;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two people's models of one board, without windows. */
class BoardModelTest {

    private final HandThread thread = new HandThread();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Hub hub;
    private BoardModel ada;
    private BoardModel grace;

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        ada = model("Ada");
        grace = model("Grace");
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        hub.close();
    }

    private BoardModel model(String name) {
        Lockstep lockstep = Lockstep.builder(hub.url())
                .identity(Identity.named(name))
                .thread(thread)
                .connect();
        open.add(lockstep);
        BoardModel model = new BoardModel(lockstep.room("lobby"));
        open.add(model);
        thread.await("it is there", () -> model.room().loadedProperty().get());
        return model;
    }

    private Shape added(double x) {
        return ada.add(
                "Draw", Shape.of(ada.newId(), Kind.RECTANGLE, Look.DEFAULT).with(x, 0, 10, 10, 0));
    }

    private Shape graces(Shape shape) {
        return grace.index().get(shape.id());
    }

    private void graceHas(int shapes) {
        thread.await("Grace has " + shapes, () -> grace.index().size() == shapes);
    }

    @Test
    @DisplayName("each new shape is in front, for the other too")
    void inFront() {
        Shape first = added(0);
        Shape second = added(100);
        graceHas(2);
        assertThat(grace.index().all()).extracting(Shape::id).containsExactly(first.id(), second.id());
        grace.select(List.of(graces(first)));
        grace.toFront();
        thread.await("Ada sees it in front", () -> ada.index().front().id().equals(first.id()));
    }

    @Test
    @DisplayName("undo takes back what one did, and keeps what the other has changed since")
    void undo() {
        Shape mine = added(0);
        Shape changed = added(100);
        graceHas(2);
        ada.change("Move", List.of(mine.at(0, 50), changed.at(100, 50)));
        thread.await("Grace sees them moved", () -> graces(changed).y() == 50);
        grace.change("Move", List.of(graces(changed).at(100, 70)));
        thread.await("Ada sees it", () -> ada.index().get(changed.id()).y() == 70);

        ada.undo();

        thread.await("one is back", () -> graces(mine).y() == 0);
        thread.await("it is said", () -> ada.noticeProperty().get().startsWith("1 shape was changed by somebody else"));
        assertThat(graces(changed).y()).isEqualTo(70);
        ada.redo();
        thread.await("it is done again", () -> graces(mine).y() == 50);
    }

    @Test
    @DisplayName(
            "what somebody had hold of and lost doesn't overwrite what others did there since; what they changed beside it doesn't matter")
    void lostHold() {
        Shape shape = added(0);
        graceHas(1);
        List<String> lost = new ArrayList<>();
        Hostile alan = new Hostile(hub, "Alan", "lobby");
        open.add(alan);
        String key = BoardModel.PREFIX + "/" + shape.id();

        alan.put(Map.of(key, ShapeCodec.write(shape.at(500, 0))));
        alan.await(); // Ada has not heard of it
        ada.changeHeld("Move", () -> List.of(at(shape, 30)), Shape::x, () -> lost.add("place"));
        thread.await("Ada is told", () -> lost.contains("place"));
        assertThat(ada.index().get(shape.id()).x()).isEqualTo(500);

        alan.put(Map.of(key, ShapeCodec.write(shape.at(600, 0))));
        alan.await();
        ada.setText(shape, "by Ada", 10, 10, () -> lost.add("text"));
        thread.await("Grace sees the text", () -> graces(shape).text().equals("by Ada"));
        assertThat(graces(shape).x()).isEqualTo(600);

        alan.put(Map.of(key, ShapeCodec.write(shape.withText("by Alan"))));
        alan.await();
        ada.setText(shape, "by Ada again", 10, 10, () -> lost.add("text"));
        thread.await("Ada is told", () -> lost.contains("text"));
        assertThat(ada.index().get(shape.id()).text()).isEqualTo("by Alan");
        assertThat(lost).containsExactly("place", "text");
    }

    private Shape at(Shape shape, double x) {
        return ada.index().get(shape.id()).at(x, 0);
    }

    @Test
    @DisplayName("what both change of a shape at the same time is changed")
    void together() {
        Shape shape = added(0);
        graceHas(1);
        ada.change("Move", List.of(shape.at(30, 0)));
        grace.setLook("Colour", List.of(graces(shape)), look -> look.withColor("red"));
        thread.await(
                "both have both",
                () -> List.of(ada, grace).stream()
                        .map(model -> model.index().get(shape.id()))
                        .allMatch(each -> each.x() == 30 && each.look().color().equals("red")));
    }

    @Test
    @DisplayName("one of a group stands for all; ungrouped it is alone")
    void groups() {
        Shape first = added(0);
        Shape second = added(100);
        added(200);
        ada.select(List.of(first, second));
        ada.group();
        graceHas(3);
        thread.await("it is a group for Grace", () -> !graces(first).group().isEmpty());
        grace.select(List.of(graces(second)));
        assertThat(grace.selectedIds()).containsExactlyInAnyOrder(first.id(), second.id());
        grace.ungroup();
        grace.selectNone();
        grace.select(List.of(graces(second)));
        assertThat(grace.selectedIds()).containsExactly(second.id());
    }

    @Test
    @DisplayName("what is locked in place is neither moved nor deleted nor selected with all")
    void locked() {
        Shape shape = added(0);
        added(100);
        ada.select(List.of(shape));
        ada.toggleLocked();
        assertThat(ada.movable()).isEmpty();
        ada.removeSelection();
        ada.selectAll();
        assertThat(ada.selectedIds()).hasSize(1).doesNotContain(shape.id());
        ada.removeSelection();
        thread.await("Grace has the locked one", () -> grace.index().size() == 1 && graces(shape) != null);
    }

    @Test
    @DisplayName("a copy is another shape, on another board too; what is no copy is refused in words")
    void copies() {
        Shape shape = added(0);
        ada.select(List.of(shape));
        ada.duplicate();
        assertThat(ada.selection()).singleElement().satisfies(copy -> {
            assertThat(copy.id()).isNotEqualTo(shape.id());
            assertThat(copy.x()).isPositive();
        });
        String text = ada.copy();
        grace.paste("Paste", text, 500.0, 500.0);
        thread.await("Ada has three", () -> ada.index().size() == 3);
        assertThat(grace.selection())
                .singleElement()
                .satisfies(copy -> assertThat(copy.bounds().centerX()).isEqualTo(500));
        assertThatThrownBy(() -> grace.paste("Paste", "{}", null, null)).hasMessage("This is not a Lockstep board");
    }

    @Test
    @DisplayName("a selected shape that somebody deletes is selected no more")
    void deletedByOther() {
        Shape shape = added(0);
        graceHas(1);
        List<Integer> told = new ArrayList<>();
        grace.select(List.of(graces(shape)));
        grace.watchSelection(() -> told.add(grace.selectedIds().size()));
        ada.remove("Delete", List.of(shape));
        graceHas(0);
        assertThat(told).containsExactly(0);
        assertThat(grace.selection()).isEmpty();
    }
}
