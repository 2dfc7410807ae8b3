package dev.lockstep.desktop.board;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.Hostile;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.Shapes;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;

import static org.assertj.core.api.Assertions.assertThat;

/** What two people do on one board, by mouse and keys. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class BoardWindowsTest extends TwoOnABoard {

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
    @DisplayName("a laser pointer is seen by the other, and fades")
    void laser() {
        press(ada, KeyCode.K);
        robot.moveTo(at(ada, 100, 100)).press(MouseButton.PRIMARY).moveTo(at(ada, 150, 150));
        Fx.await("Grace sees it", () -> !peer(grace).laser.isEmpty());
        robot.release(MouseButton.PRIMARY);
        Fx.await("it is gone", () -> peer(grace).laser.isEmpty());
    }

    @Test
    @DisplayName("people on a board who are called alike are told apart")
    void calledAlike() {
        assertThat(Fx.get(() -> peer(grace).name)).isEqualTo("Ada");
        try (Hostile double_ = new Hostile(hub, "Ada\u200B", "lobby")) {
            double_.show(Hostile.json("{\"at\":\"board\"}"));
            Fx.await(
                    "both have something beside their names",
                    () -> board(grace).people().peers().stream()
                                    .filter(peer -> peer.name.matches("Ada ·[A-Za-z0-9_-]{4,}"))
                                    .count()
                            == 2);
        }
        Fx.await("one is left", () -> peer(grace).name.equals("Ada"));
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
        Fx.await(
                "Grace sees it on its way",
                () -> board(grace).live().shown().values().stream()
                        .anyMatch(shown ->
                                shown.x() > before.x() + 60 && shown.look().equals(before.look())));
        Fx.await(
                "it is Ada's",
                () -> "Ada".equals(GestureLocks.holder(model(grace).room(), List.of(one(grace)))));
        assertThat(Fx.get(() -> one(grace))).isEqualTo(before);
        robot.release(MouseButton.PRIMARY);
        Fx.await("it is there", () -> one(grace).x() > before.x() + 60);
        Fx.await("it is free", () -> GestureLocks.holder(model(grace).room(), List.of(one(grace))) == null);
        assertThat(Fx.get(() -> one(grace).x())).isEqualTo(Fx.get(() -> one(ada).x()));
    }

    @Test
    @DisplayName("what somebody else has hold of stays, and it is said who that is")
    void held() {
        box(ada);
        front(ada);
        robot.moveTo(at(ada, 130, 100)).press(MouseButton.PRIMARY).moveTo(at(ada, 180, 150));
        Fx.await(
                "it is Ada's",
                () -> "Ada".equals(GestureLocks.holder(model(grace).room(), List.of(one(grace)))));
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
        Fx.run(() -> model(grace).setLook("Colour", LookPart.COLOR, look -> look.withColor("red")));
        Fx.run(() -> model(ada).change("Move", List.of(one(ada).at(one(ada).x() + 50, one(ada).y()))));
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
        String text = Fx.get(
                () -> BoardFile.write(model(ada).content(model(ada).index().all())));
        Fx.run(() -> model(ada).clear());
        Lockstep other = Fx.get(() -> Lockstep.builder(hub.url())
                .identity(Identity.named("Alan"))
                .thread(fx)
                .connect());
        BoardModel elsewhere = Fx.get(() -> new BoardModel(other.room("elsewhere")));
        Fx.run(() -> elsewhere.paste("Open", text, null, null));
        Fx.await(
                "it is there",
                () -> elsewhere.index().size() == 1
                        && other.room("elsewhere").get("image/" + picture.id() + "-0", String.class) != null);
        Fx.run(other::close);
    }
}
