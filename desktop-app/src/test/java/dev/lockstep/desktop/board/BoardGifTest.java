package dev.lockstep.desktop.board;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.pictures.GifPlayer;
import dev.lockstep.desktop.pictures.TestGif;

import static org.assertj.core.api.Assertions.assertThat;

/** A GIF that moves on a board plays where it is pointed at or selected, and says elsewhere what it is. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class BoardGifTest extends TwoOnABoard {

    @TempDir
    Path folder;

    private Shape shape;

    private void put(byte[] gif) throws IOException {
        File file = Files.write(folder.resolve("party.gif"), gif).toFile();
        Fx.run(() -> board(ada).exchange().addFiles(List.of(file), 300, 200));
        shape = awaitOne(grace, Kind.IMAGE);
        Fx.await("both see it", () -> isSettled(ada) && isSettled(grace));
    }

    private boolean isSettled(Stage stage) {
        return board(stage).images().getForScreen(shape.text()) != null
                && board(stage).isSettled();
    }

    /** What is seen in the middle of the picture; {@code left}, {@code top} are parts of its sides. */
    private Color seen(Stage stage, double left, double top) {
        BoardView board = board(stage);
        PixelReader pixels = board.snapshot(null, null).getPixelReader();
        Box frame = shape.frame();
        return pixels.getColor((int) board.viewport().toScreenX(frame.minX() + left * frame.width()), (int)
                board.viewport().toScreenY(frame.minY() + top * frame.height()));
    }

    private Color middle(Stage stage) {
        return seen(stage, 0.5, 0.5);
    }

    private boolean isMarked(Stage stage) {
        Color corner = seen(stage, 0.06, 0.06);
        return corner.getRed() < 0.5 && corner.getBlue() < 0.5;
    }

    @Test
    @DisplayName("it plays while it alone is selected, and for nobody else; then its first frame is seen, with a mark")
    void plays() throws IOException {
        put(TestGif.blinking(200, 200, 5));
        Fx.run(() -> model(ada).select(List.of(shape)));
        for (Color color : List.of(Color.BLUE, Color.RED, Color.BLUE, Color.RED)) {
            Fx.await("another frame", () -> middle(ada).equals(color));
        }
        assertThat(Fx.get(() -> isMarked(ada))).isFalse();
        assertThat(Fx.get(() -> middle(grace))).isEqualTo(Color.RED);
        assertThat(Fx.get(() -> isMarked(grace))).isTrue();
        Fx.run(() -> model(ada).selectNone());
        Fx.await("it stands still", () -> GifPlayer.playing() == 0);
        Fx.await("it is marked", () -> isSettled(ada) && middle(ada).equals(Color.RED) && isMarked(ada));
    }

    @Test
    @DisplayName(
            "it plays while it is pointed at, below what lies on it, and stands still when the pointer is elsewhere")
    void pointedAt() throws IOException {
        put(TestGif.blinking(200, 200, 5));
        Box frame = shape.frame();
        Fx.run(grace::hide);
        Fx.await("Ada is alone, with nothing in front of the tiles", () -> peers(ada) == 0);
        Fx.run(() -> {
            Shape dot = Shape.of("dot", Kind.RECTANGLE, Look.DEFAULT.withFill("green"));
            model(ada).add("a dot", dot.with(frame.centerX() - 20, frame.centerY() - 20, 40, 40, 0));
            model(ada).selectNone();
        });
        press(ada, KeyCode.V);
        robot.moveTo(onScreen(frame.minX() - 40, frame.minY() - 40));
        Fx.await("nothing plays", () -> GifPlayer.playing() == 0);
        robot.moveTo(onScreen(frame.minX() + 30, frame.minY() + 30));
        for (Color color : List.of(Color.BLUE, Color.RED, Color.BLUE)) {
            Fx.await("another frame", () -> seen(ada, 0.25, 0.5).equals(color));
            assertThat(Fx.get(() -> middle(ada))).as("what lies on it").isNotIn(Color.BLUE, Color.RED);
        }
        robot.moveTo(onScreen(frame.minX() - 40, frame.minY() - 40));
        Fx.await("it stands still", () -> GifPlayer.playing() == 0);
    }

    private Point2D onScreen(double x, double y) {
        return Fx.get(() -> board(ada)
                .localToScreen(
                        board(ada).viewport().toScreenX(x),
                        board(ada).viewport().toScreenY(y)));
    }

    @Test
    @DisplayName("it does not play in a window that is hidden")
    void hidden() throws IOException {
        put(TestGif.blinking(200, 200, 5));
        Fx.run(() -> model(ada).select(List.of(shape)));
        Fx.await("it plays", () -> middle(ada).equals(Color.BLUE));
        Fx.run(() -> ada.setIconified(true));
        Fx.await("it stands still", () -> GifPlayer.playing() == 0);
        Fx.run(() -> ada.setIconified(false));
        Fx.await("it plays again", () -> GifPlayer.playing() == 1);
        Fx.run(ada::hide);
        Fx.await("nothing plays any more", () -> GifPlayer.playing() == 0);
    }

    @Test
    @DisplayName("one that is too large to move is on the board as its first frame, and that is said")
    void tooLarge() throws IOException {
        put(TestGif.blinking(2_100, 1_000, 5));
        Fx.await("it is said", () -> model(ada).noticeProperty().get().contains("party.gif is too large to move"));
        assertThat(Fx.get(() -> board(ada).images().isMoving(shape.text()))).isFalse();
    }
}
