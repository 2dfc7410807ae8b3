package dev.lockstep.desktop.board;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TestDesk;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.shell.Settings;
import dev.lockstep.desktop.shell.Tab;
import dev.lockstep.desktop.shell.Theme;
import dev.lockstep.fx.FxThread;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Two people on one board, over a real hub, by mouse and keys. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class BoardWindowsTest {

    private final FxRobot robot = new FxRobot();
    private final FxThread fx = FxThread.platform();
    private Hub hub;
    private Theme theme;
    private Stage ada;
    private Stage grace;

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        theme = Fx.get(() -> {
            Theme made = new Theme();
            made.apply();
            return made;
        });
        ada = window("Ada");
        grace = window("Grace");
        Fx.await("both are on the board", () -> peers(ada) == 1 && peers(grace) == 1);
    }

    private Stage window(String name) {
        return Fx.get(() -> {
            List<Tab> tabs = List.of(new Tab(
                    "board",
                    "Board",
                    MaterialDesignD.DRAW,
                    place -> new BoardView(new BoardModel(place.room()), Settings.none(), fx)));
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            TestDesk.open(
                    TestDesk.fittings(theme, Settings.none(), tabs, hub, false), stage, name, "lobby", "board", hub);
            return stage;
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        hub.close();
    }

    // ---- drawing

    @ParameterizedTest
    @CsvSource({
        "P, PEN",
        "M, HIGHLIGHTER",
        "L, LINE",
        "A, ARROW",
        "R, RECTANGLE",
        "O, ELLIPSE",
        "D, DIAMOND",
        "S, STICKY",
    })
    @DisplayName("what one draws with a tool is there for the other, and goes with one undo")
    void tools(KeyCode key, Kind kind) {
        press(ada, key);
        drag(ada, 100, 100, 220, 180);
        press(ada, KeyCode.ESCAPE); // the text of a note
        Shape drawn = awaitOne(grace, kind);
        assertThat(drawn.frame().width()).isBetween(100.0, 140.0);
        assertThat(drawn.frame().height()).isBetween(60.0, 100.0);
        press(ada, KeyCode.Z, KeyCode.CONTROL);
        Fx.await("it is gone for both", () -> count(ada) == 0 && count(grace) == 0);
        press(ada, KeyCode.Y, KeyCode.CONTROL);
        Fx.await("it is there again", () -> count(grace) == 1);
    }

    @Test
    @DisplayName("a stroke is seen by the other while it is drawn, and kept by nobody until it ends")
    void liveStroke() {
        press(ada, KeyCode.P);
        robot.moveTo(at(ada, 100, 100)).press(MouseButton.PRIMARY);
        robot.moveTo(at(ada, 150, 150)).moveTo(at(ada, 200, 120));
        Fx.await("Grace sees it", () -> peer(grace).draft() != null);
        assertThat(Fx.get(() -> count(grace))).isZero();
        robot.release(MouseButton.PRIMARY);
        awaitOne(grace, Kind.PEN);
        Fx.await("it is drawn", () -> peer(grace).draft() == null);
    }

    @Test
    @DisplayName("an eraser takes what it touches, as one action")
    void erase() {
        press(ada, KeyCode.L);
        drag(ada, 100, 100, 100, 200);
        press(ada, KeyCode.L);
        drag(ada, 200, 100, 200, 200);
        press(ada, KeyCode.L);
        drag(ada, 300, 100, 300, 200);
        Fx.await("three lines", () -> count(grace) == 3);
        press(grace, KeyCode.E);
        drag(grace, 60, 150, 250, 150);
        Fx.await("one is left", () -> count(ada) == 1);
        press(grace, KeyCode.Z, KeyCode.CONTROL);
        Fx.await("all are back", () -> count(ada) == 3);
    }

    @Test
    @DisplayName("a text is typed in its place, in several lines, and typed on later")
    void text() {
        press(ada, KeyCode.T);
        robot.clickOn(at(ada, 150, 150));
        robot.write("Hello");
        robot.type(KeyCode.ENTER);
        robot.write("board");
        press(ada, KeyCode.ESCAPE);
        assertThat(awaitOne(grace, Kind.TEXT).text()).isEqualTo("Hello\nboard");
        for (int i = 0; i < 20 && Fx.get(() -> node(ada, "#board-text") == null); i++) {
            robot.doubleClickOn(at(ada, 155, 150)); // which is two clicks where the machine takes its time
        }
        Fx.await("it is typed on", () -> node(ada, "#board-text") != null);
        robot.write("!");
        press(ada, KeyCode.ESCAPE);
        Fx.await("Grace reads it", () -> one(grace).text().equals("Hello\nboard!"));
    }

    // ---- changing

    @Test
    @DisplayName("what is dragged moves for the other, who sees it on its way and can't take hold of it meanwhile")
    void move() {
        box(ada);
        press(grace, KeyCode.V);
        Shape before = Fx.get(() -> one(ada));
        front(ada);
        robot.moveTo(at(ada, 130, 100)).press(MouseButton.PRIMARY).moveTo(at(ada, 180, 150));
        robot.moveTo(at(ada, 230, 200));
        Fx.await("Grace sees it on its way", () -> !peer(grace).moved.isEmpty());
        Fx.await("it is Ada's", () -> "Ada".equals(Grab.holder(model(grace).room(), List.of(one(grace)))));
        assertThat(Fx.get(() -> one(grace))).isEqualTo(before);
        robot.release(MouseButton.PRIMARY);
        Fx.await("it is there", () -> one(grace).x() > before.x() + 60);
        Fx.await("it is free", () -> Grab.holder(model(grace).room(), List.of(one(grace))) == null);
        assertThat(Fx.get(() -> one(grace).x())).isEqualTo(Fx.get(() -> one(ada).x()));
    }

    @Test
    @DisplayName("what somebody else has hold of stays, and it is said who that is")
    void held() {
        box(ada);
        front(ada);
        robot.moveTo(at(ada, 130, 100)).press(MouseButton.PRIMARY).moveTo(at(ada, 180, 150));
        Fx.await("it is Ada's", () -> "Ada".equals(Grab.holder(model(grace).room(), List.of(one(grace)))));
        Shape before = Fx.get(() -> one(grace));
        Fx.run(() -> {
            Toolbox toolbox = new Toolbox(model(grace), board(grace).people(), Settings.none());
            toolbox.toolProperty().set(Tool.SELECT);
            assertThat(toolbox.press(new Pointer(before.x(), before.y() + 40, 1, false, false, 0)))
                    .isNull();
            assertThat(model(grace).noticeProperty().get()).contains("Ada");
        });
        robot.release(MouseButton.PRIMARY);
    }

    @Test
    @DisplayName("a handle stretches, another turns, arrows nudge, Delete deletes, and each can be undone")
    void handles() {
        box(ada);
        drag(ada, 220, 180, 320, 230);
        Fx.await("it is wider", () -> one(grace).width() > 200);
        Shape wide = Fx.get(() -> one(ada));
        double turnX = Fx.get(() -> board(ada).viewport().toScreenX(wide.frame().centerX())) - 200;
        double turnY = Fx.get(() -> board(ada).viewport().toScreenY(wide.y())) - 26 - 60;
        drag(ada, turnX, turnY, turnX + 150, turnY + 90);
        Fx.await("it is turned", () -> Math.abs(one(grace).angle()) > 20);
        press(ada, KeyCode.RIGHT);
        Fx.await("it is nudged", () -> one(grace).x() == one(ada).x() && one(ada).x() != wide.x());
        press(ada, KeyCode.DELETE);
        Fx.await("it is deleted", () -> count(grace) == 0);
        for (int i = 0; i < 4; i++) {
            press(ada, KeyCode.Z, KeyCode.CONTROL);
        }
        Fx.await(
                "it is as it was",
                () -> count(grace) == 1
                        && one(grace).width() < 130
                        && one(grace).angle() == 0);
    }

    @Test
    @DisplayName("two who change different properties of one shape at once both win, and undo keeps the other's")
    void bothWin() {
        box(ada);
        Fx.run(() -> model(grace).select(List.of(one(grace))));
        Fx.run(() -> model(grace).setLook("Colour", look -> look.withColor("red")));
        Fx.run(() -> model(ada).nudge(50, 0));
        Fx.await(
                "both are there",
                () -> one(ada).look().color().equals("red") && one(grace).x() == one(ada).x());
        double moved = Fx.get(() -> one(ada).x());
        press(ada, KeyCode.Z, KeyCode.CONTROL);
        Fx.await("only Ada's is undone", () -> one(grace).x() == moved - 50);
        assertThat(Fx.get(() -> one(grace).look().color())).isEqualTo("red");
    }

    @Test
    @DisplayName("a remote change doesn't interrupt a drag")
    void uninterrupted() {
        box(ada);
        front(ada);
        robot.moveTo(at(ada, 130, 100)).press(MouseButton.PRIMARY).moveTo(at(ada, 180, 150));
        Fx.run(() -> {
            model(grace).select(List.of(one(grace)));
            model(grace).add("Draw", Shapes.box(model(grace).newId(), 500, 300, 20, 20));
        });
        Fx.await("Ada has Grace's", () -> count(ada) == 2);
        robot.moveTo(at(ada, 230, 200)).release(MouseButton.PRIMARY);
        Fx.await(
                "Ada's drag ended well",
                () -> model(grace).index().all().stream().anyMatch(shape -> shape.width() > 100 && shape.x() > 380));
    }

    @Test
    @DisplayName("copies, groups, order and locks: by keys, for both")
    void keys() {
        box(ada);
        press(ada, KeyCode.D, KeyCode.CONTROL);
        Fx.await("two", () -> count(grace) == 2);
        press(ada, KeyCode.A, KeyCode.CONTROL);
        press(ada, KeyCode.G, KeyCode.CONTROL);
        Fx.await(
                "grouped",
                () -> model(grace).index().all().stream()
                        .noneMatch(s -> s.group().isEmpty()));
        press(ada, KeyCode.C, KeyCode.CONTROL);
        press(ada, KeyCode.V, KeyCode.CONTROL);
        Fx.await("four", () -> count(grace) == 4);
        assertThat(Fx.get(() -> model(grace).index().all().stream()
                        .map(Shape::group)
                        .distinct()
                        .count()))
                .isEqualTo(2);
        press(ada, KeyCode.L, KeyCode.CONTROL, KeyCode.SHIFT);
        Fx.await(
                "locked",
                () -> model(grace).index().all().stream().filter(Shape::locked).count() == 2);
        press(ada, KeyCode.DELETE);
        press(ada, KeyCode.A, KeyCode.CONTROL);
        press(ada, KeyCode.DELETE);
        Fx.await("what is locked stays", () -> count(grace) == 2);
    }

    @Test
    @DisplayName("a picture is stored once, is seen by both, and what is none is told in words")
    void picture(@TempDir Path directory) throws IOException {
        File file = directory.resolve("red.png").toFile();
        BufferedImage red = new BufferedImage(600, 300, BufferedImage.TYPE_INT_RGB);
        red.getGraphics().fillRect(0, 0, 600, 300);
        ImageIO.write(red, "png", file);
        Fx.run(() -> board(ada).exchange().addFiles(List.of(file), 100, 100));
        Shape shape = awaitOne(grace, Kind.IMAGE);
        assertThat(shape.frame()).isEqualTo(new Box(-140, -20, 340, 220));
        Fx.await("Grace sees it", () -> board(grace).images().getForScreen(shape.text()) != null);

        Fx.run(() -> board(grace).exchange().addFiles(List.of(file), 500, 500));
        Fx.await("twice on the board", () -> count(ada) == 2);
        assertThat(Fx.get(() -> model(ada).index().all().stream()
                        .map(Shape::text)
                        .distinct()
                        .count()))
                .isEqualTo(1);

        File none = directory.resolve("none.png").toFile();
        Files.writeString(none.toPath(), "no picture");
        Fx.run(() -> board(ada).exchange().addFiles(List.of(none), 0, 0));
        Fx.await("it is told", () -> model(ada).noticeProperty().get().contains("none.png"));
        assertThat(Fx.get(() -> count(ada))).isEqualTo(2);
    }

    @Test
    @DisplayName("a saved board with its pictures is whole again in another room")
    void saved() throws IOException {
        Pictures.Prepared picture = Pictures.prepare(new BufferedImage(20, 10, BufferedImage.TYPE_INT_ARGB));
        Fx.run(() -> {
            board(ada).images().store(picture);
            model(ada)
                    .add(
                            "Picture",
                            Shape.of("p", Kind.IMAGE, Look.DEFAULT)
                                    .withText(picture.id())
                                    .with(0, 0, 20, 10, 0));
        });
        String text = Fx.get(() -> model(ada).written(model(ada).index().all()));
        Fx.run(() -> model(ada).clear());
        Lockstep other = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Alan"), fx));
        BoardModel elsewhere = Fx.get(() -> new BoardModel(other.room("elsewhere")));
        Fx.run(() -> elsewhere.paste("Open", text, null, null));
        Fx.await(
                "it is there",
                () -> elsewhere.index().size() == 1
                        && other.room("elsewhere").get("image/" + picture.id() + "-0", String.class) != null);
        Fx.run(other::close);
    }

    // ---- the rest

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
    @DisplayName("everyone can be called to one's view")
    void come() {
        Fx.run(() -> board(ada).setViewport(new Viewport(5_000, 5_000, 1)));
        press(ada, KeyCode.B, KeyCode.CONTROL, KeyCode.SHIFT);
        Fx.await("Grace is there", () -> board(grace).box().contains(5_300, 5_200));
        assertThat(Fx.get(() -> model(grace).noticeProperty().get())).contains("Ada");
    }

    // ---- helpers

    /** A rectangle of 120 by 80, which is selected. */
    private void box(Stage stage) {
        int before = Fx.get(() -> count(stage));
        press(stage, KeyCode.R);
        drag(stage, 100, 100, 220, 180);
        Fx.await("the box is there", () -> count(ada) == before + 1 && count(grace) == before + 1);
    }

    private void press(Stage stage, KeyCode key, KeyCode... held) {
        front(stage);
        robot.press(held).type(key).release(held);
    }

    private void drag(Stage stage, double fromX, double fromY, double toX, double toY) {
        front(stage);
        robot.moveTo(at(stage, fromX, fromY)).press(MouseButton.PRIMARY);
        robot.moveTo(at(stage, (fromX + toX) / 2, (fromY + toY) / 2)).moveTo(at(stage, toX, toY));
        robot.release(MouseButton.PRIMARY);
    }

    /** A point of the board on the screen, right of the bar of looks. */
    private Point2D at(Stage stage, double x, double y) {
        return Fx.get(() -> {
            BoardView board = board(stage);
            Bounds bounds = board.localToScreen(board.getBoundsInLocal());
            return new Point2D(bounds.getMinX() + 200 + x, bounds.getMinY() + 60 + y);
        });
    }

    private static void front(Stage stage) {
        Fx.run(() -> {
            stage.toFront();
            stage.requestFocus();
            if (!(stage.getScene().getFocusOwner() instanceof TextInputControl) && node(stage, "#board-keys") == null) {
                board(stage).requestFocus();
            }
        });
    }

    private Shape awaitOne(Stage stage, Kind kind) {
        Fx.await("one " + kind, () -> count(stage) == 1 && one(stage).kind() == kind);
        return Fx.get(() -> one(stage));
    }

    private static boolean isOpaque(Region region) {
        return region.getBackground() != null
                && region.getBackground().getFills().stream()
                        .anyMatch(fill -> fill.getFill() instanceof Color color && color.isOpaque());
    }

    private static Bounds sceneBounds(Node node) {
        return node.localToScene(node.getBoundsInLocal());
    }

    private static BoardView board(Stage stage) {
        assertThat(Platform.isFxApplicationThread()).isTrue();
        return (BoardView) stage.getScene().getRoot().lookup("#board");
    }

    private static BoardModel model(Stage stage) {
        return board(stage).model();
    }

    private static int count(Stage stage) {
        return model(stage).index().size();
    }

    private static Shape one(Stage stage) {
        return model(stage).index().all().iterator().next();
    }

    private static int peers(Stage stage) {
        return board(stage) == null ? 0 : board(stage).people().peers().size();
    }

    private static Peer peer(Stage stage) {
        return board(stage).people().peers().iterator().next();
    }

    private static @Nullable Node node(Stage stage, String id) {
        Set<Node> found = stage.getScene().getRoot().lookupAll(id);
        return found.isEmpty() ? null : found.iterator().next();
    }
}
