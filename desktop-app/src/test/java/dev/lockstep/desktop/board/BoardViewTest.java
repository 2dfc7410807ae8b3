package dev.lockstep.desktop.board;

import java.util.List;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.ShapeIndex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What is seen of a board, by its owner and by others, and the ways around it. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class BoardViewTest extends TwoOnABoard {

    @Test
    @DisplayName("cursors are seen, and go with who has them")
    void cursors() {
        front(ada);
        robot.moveTo(at(ada, 300, 200));
        Fx.await("Grace sees Ada's cursor", () -> peer(grace).hasCursor());
        assertThat(Fx.get(() -> peer(grace).name)).isEqualTo("Ada");
        Fx.run(ada::hide);
        Fx.await("no ghosts", () -> peers(grace) == 0);
    }

    @Test
    @DisplayName("what somebody selects by a key is seen by the others, though their pointer stands still")
    void selectionIsSeen() {
        box(ada);
        press(ada, KeyCode.ESCAPE);
        Fx.await("nothing is selected", () -> peer(grace).selection.isEmpty());
        press(ada, KeyCode.A, KeyCode.CONTROL);
        Fx.await("Grace sees it", () -> peer(grace).selection.equals(List.of(one(ada).id())));
        double width = Fx.get(() -> peer(grace).view.width());
        Fx.run(() -> ada.setWidth(ada.getWidth() - 100));
        Fx.await("and that Ada sees less", () -> Math.abs(peer(grace).view.width() - (width - 100)) < 1);
    }

    @Test
    @DisplayName("the palette finds what there is to do, and does it")
    void palette() {
        box(ada);
        press(ada, KeyCode.K, KeyCode.CONTROL);
        Fx.await("it is open", () -> node(ada, "#palette-field") instanceof TextInputControl);
        robot.write("select all");
        robot.type(KeyCode.ENTER);
        Fx.await("it is done", () -> model(ada).selection().size() == 1 && node(ada, "#palette-field") == null);
    }

    @Test
    @DisplayName("all keys are told on one sheet, through which nothing is seen, and which Escape closes")
    void keySheet() {
        press(ada, KeyCode.F1);
        Fx.await("it is open", () -> node(ada, "#board-keys") != null);
        Fx.await("it covers what is behind it", () -> isOpaque((Region) node(ada, "#board-keys")));
        press(ada, KeyCode.ESCAPE);
        Fx.await("it is closed", () -> node(ada, "#board-keys") == null);
    }

    @Test
    @DisplayName("zooming and panning say how large all is, and showing all shows all")
    void zoom() {
        box(ada);
        Fx.run(() -> board(ada).zoomIn());
        assertThat(Fx.get(() -> ((Labeled) node(ada, "#zoom")).getText())).isEqualTo("125 %");
        Fx.run(() -> board(ada).zoom(0.1, 0, 0));
        press(ada, KeyCode.DIGIT1, KeyCode.SHIFT);
        Fx.await(
                "all is in view",
                () -> board(ada)
                        .box()
                        .contains(ShapeIndex.around(model(ada).index().all())));
        Fx.await("its tiles are there", () -> board(ada).isSettled());
    }

    @Test
    @DisplayName("who has lost all from view is offered the way back, and the panels cover nothing there")
    void back() {
        box(ada);
        Fx.run(() -> board(ada).setViewport(new Viewport(90_000, 90_000, 1)));
        Fx.await("it is offered", () -> node(ada, "#board-back").isVisible());
        front(ada);
        robot.clickOn(Fx.get(() -> node(ada, "#board-back")));
        Fx.await("it is offered no more", () -> !node(ada, "#board-back").isVisible());
        double left = Fx.get(() -> board(ada).viewport().toScreenX(one(ada).x()));
        assertThat(left)
                .isGreaterThan(Fx.get(() -> node(ada, "#board-look-pane")
                        .localToParent(node(ada, "#board-look-pane").getBoundsInLocal())
                        .getMaxX()));
    }

    @Test
    @DisplayName("a shape of an unknown kind, and a value that is none, are placeholders that break nothing")
    void unknown() {
        Fx.run(() -> {
            model(ada).room().put("shape/odd", java.util.Map.of("kind", "hologram", "x", 50, "y", 50));
            model(ada).room().put("shape/worse", "no shape at all");
        });
        Fx.await("Grace has both", () -> count(grace) == 2);
        box(grace);
        Fx.await("the board goes on", () -> count(ada) == 3 && board(ada).isSettled());
    }

    @Test
    @DisplayName("what is left of a shape that one deleted while the other changed it is no shape")
    void deletedMeanwhile() {
        box(ada);
        String id = Fx.get(() -> one(ada).id());
        Fx.run(() -> model(ada).clear());
        Fx.run(() -> model(grace).room().merge("shape/" + id, java.util.Map.of("x", 70)));
        Fx.await("it is gone for both", () -> count(ada) == 0 && count(grace) == 0);
        box(grace);
        Fx.await("only the new one is seen", () -> count(ada) == 1 && count(grace) == 1);
    }

    @Test
    @DisplayName("a click beside the buttons of a bar draws nothing, and the keys work as soon as a room is open")
    void bars() {
        Fx.run(() -> ada.toFront());
        robot.clickOn(Fx.get(() -> node(ada, "#zoom")));
        robot.type(KeyCode.R);
        drag(ada, 100, 100, 220, 180);
        assertThat(awaitOne(grace, Kind.RECTANGLE).width()).isGreaterThan(100);
    }

    @Test
    @DisplayName("who clicks into a field while a text is typed goes on typing there")
    void elsewhere() {
        press(ada, KeyCode.T);
        robot.clickOn(at(ada, 150, 150));
        robot.write("kept");
        robot.clickOn(Fx.get(() -> node(ada, "#room-field")));
        robot.write("hero");
        assertThat(awaitOne(grace, Kind.TEXT).text()).isEqualTo("kept");
        assertThat(Fx.get(() -> ((TextInputControl) node(ada, "#room-field")).getText()))
                .isEqualTo("hero");
    }

    @Test
    @DisplayName("a pinch zooms, and what is between the fingers stays there")
    void pinch() {
        Viewport before = Fx.get(() -> board(ada).viewport());
        double x = before.toBoardX(300);
        double y = before.toBoardY(200);
        Fx.run(() -> {
            Point2D at = board(ada).localToScene(300, 200); // the event tells it to the board as (300, 200)
            ZoomEvent pinch = new ZoomEvent(
                    ZoomEvent.ZOOM,
                    at.getX(),
                    at.getY(),
                    0,
                    0,
                    false,
                    false,
                    false,
                    false,
                    true,
                    false,
                    1.5,
                    1.5,
                    null);
            Event.fireEvent(board(ada), pinch);
        });
        Viewport after = Fx.get(() -> board(ada).viewport());
        assertThat(after.scale()).isCloseTo(before.scale() * 1.5, within(1e-9));
        assertThat(after.toBoardX(300)).isCloseTo(x, within(1e-6));
        assertThat(after.toBoardY(200)).isCloseTo(y, within(1e-6));
    }

    @Test
    @DisplayName("an empty board says how to begin")
    void hints() {
        assertThat(Fx.get(() -> node(ada, "#board-hints").isVisible())).isTrue();
        Fx.run(() -> ada.setWidth(940));
        Fx.await(
                "nothing covers them in a small window",
                () -> ((Parent) node(ada, "#board-hints"))
                        .getChildrenUnmodifiable().stream()
                                .map(hint -> hint.localToScene(hint.getBoundsInLocal()))
                                .noneMatch(hint -> hint.intersects(sceneBounds(node(ada, "#board-look")))));
        box(grace);
        Fx.await("it has begun", () -> !node(ada, "#board-hints").isVisible());
    }

    @Test
    @DisplayName("a board keeps to its place: what is around it can be clicked, wherever the board was moved to")
    void keepsToItsPlace() {
        box(ada);
        Fx.run(() -> board(ada).setViewport(new Viewport(130.5, 77.5, 1.07)));
        Fx.await("all is drawn", () -> board(ada).isSettled());
        front(ada);
        Point2D outside = Fx.get(() -> {
            Bounds bounds = board(ada).localToScreen(board(ada).getLayoutBounds());
            return new Point2D(bounds.getMinX() - 20, bounds.getMinY() + 200);
        });
        robot.moveTo(outside).clickOn(MouseButton.PRIMARY);
        Fx.run(() -> {});
        assertThat(Fx.get(() -> count(ada))).isOne();
        assertThat(Fx.get(() -> board(ada).getBoundsInParent().getWidth()))
                .isLessThanOrEqualTo(Fx.get(() -> board(ada).getWidth()) + 1);
    }

    @Test
    @DisplayName("a board that is dragged along goes with the pointer, also where that has left it meanwhile")
    void dragsAlong() {
        Fx.run(() -> board(ada).setViewport(Viewport.START));
        front(ada);
        robot.moveTo(at(ada, 100, 100)).press(MouseButton.SECONDARY);
        robot.moveTo(at(ada, -300, 100)).moveTo(at(ada, 160, 150)).release(MouseButton.SECONDARY);
        Fx.run(() -> {});
        assertThat(Fx.get(() -> board(ada).viewport().toScreenX(0))).isCloseTo(60, within(1.0));
        assertThat(Fx.get(() -> board(ada).viewport().toScreenY(0))).isCloseTo(50, within(1.0));
    }

    @Test
    @DisplayName("who follows somebody sees what they see, is told whom, and goes their own way after Escape")
    void followed() {
        Fx.await("Ada sees Grace", () -> peers(ada) == 1);
        String session = Fx.get(() -> peer(ada).session);
        Fx.run(() -> board(ada).follow(session));
        Fx.await("it says whom", () -> node(ada, "#board-following").isVisible());
        Fx.run(() -> board(grace).setViewport(new Viewport(4_000, 3_000, 1)));
        Fx.await("Ada is there too", () -> board(ada).box().intersects(new Box(4_100, 3_100, 4_200, 3_200)));
        Fx.run(() -> board(grace).setViewport(new Viewport(4_000, 3_000, 1.25)));
        Fx.await("as large as Grace sees it", () -> board(ada).viewport().scale() == 1.25);
        front(ada);
        robot.type(KeyCode.ESCAPE);
        Fx.await("nobody is followed", () -> !node(ada, "#board-following").isVisible());
        Viewport own = Fx.get(() -> board(ada).viewport());
        Fx.run(() -> board(grace).setViewport(new Viewport(0, 0, 1)));
        Fx.await(
                "Ada has heard of it",
                () -> peer(ada).view != null && peer(ada).view.minX() < 1_000);
        assertThat(Fx.get(() -> board(ada).viewport())).isEqualTo(own);
    }

    @Test
    @DisplayName("everyone can be invited to one's view; nobody's is moved before they say so")
    void invited() {
        Fx.run(() -> board(ada).setViewport(new Viewport(5_000, 5_000, 1)));
        Viewport before = Fx.get(() -> board(grace).viewport());
        press(ada, KeyCode.B, KeyCode.CONTROL, KeyCode.SHIFT);
        Fx.await("Grace is asked", () -> node(grace, "#board-invited").isVisible());
        assertThat(Fx.get(() -> board(grace).viewport())).isEqualTo(before);
        assertThat(Fx.get(() -> ((Labeled) node(grace, "#board-invited .label")).getText()))
                .contains("Ada");
        front(grace);
        robot.clickOn(Fx.get(() -> node(grace, "#board-invited-go")));
        Fx.await("Grace is there", () -> board(grace).box().contains(5_300, 5_200));
        assertThat(Fx.get(() -> node(grace, "#board-invited").isVisible())).isFalse();
    }
}
