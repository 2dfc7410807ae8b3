package dev.lockstep.desktop.board;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.Shapes;

import static org.assertj.core.api.Assertions.assertThat;

/** Files, pictures and the clipboard on a board that two people see. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class BoardFilesTest extends TwoOnABoard {

    @Test
    @DisplayName("pictures that are dropped together lie side by side, and one undo takes them away")
    void several(@TempDir Path directory) throws IOException {
        List<File> files = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            files.add(directory.resolve(i + ".png").toFile());
            ImageIO.write(new BufferedImage(300 + i, 200, BufferedImage.TYPE_INT_RGB), "png", files.get(i));
        }
        File none = directory.resolve("none.png").toFile();
        Files.writeString(none.toPath(), "no picture");
        files.add(2, none);
        Fx.run(() -> board(ada).exchange().addFiles(files, 0, 0));
        Fx.await("all are there", () -> count(grace) == 5);
        Fx.await(
                "what is none is told",
                () -> model(ada).noticeProperty().get().startsWith("none.png can't be put on the board: "));
        List<Shape> shapes = Fx.get(() -> List.copyOf(model(ada).index().all()));
        assertThat(shapes)
                .allSatisfy(one -> assertThat(shapes)
                        .filteredOn(other -> other.frame().intersects(one.frame()))
                        .hasSize(1));
        assertThat(Fx.get(() -> model(ada).selection())).hasSize(5);
        press(ada, KeyCode.Z, KeyCode.CONTROL);
        Fx.await("all are gone", () -> count(grace) == 0);
    }

    @Test
    @DisplayName(
            "where shapes are too far apart to be seen together, some of them are in view, right of the style panel")
    void farApart() {
        Fx.run(() -> {
            Shape near = Shapes.box("near", 40, 40, 100, 100);
            Shape far = Shapes.box("far", 5e6, 5e6, 100, 100);
            model(ada).addAll("two", List.of(near, far));
            board(ada).showSelection();
        });
        Fx.run(() -> {
            BoardView board = board(ada);
            Shape seen = board.model().index().all().stream()
                    .filter(shape -> board.box().contains(shape.frame()))
                    .findFirst()
                    .orElseThrow();
            assertThat(board.viewport().scale()).isGreaterThan(0.5);
            assertThat(board.viewport().toScreenX(seen.frame().minX()))
                    .isGreaterThan(
                            board.lookup(".board-look-pane").getBoundsInParent().getMaxX());
        });
    }

    @Test
    @DisplayName("cells that come with a picture of them are pasted as text, and with Shift as the picture")
    void cells() {
        Fx.run(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString("Region\tSum\nNorth\t12");
            content.putImage(new WritableImage(16, 6));
            Clipboard.getSystemClipboard().setContent(content);
        });
        press(ada, KeyCode.V, KeyCode.CONTROL);
        assertThat(awaitOne(grace, Kind.TEXT).text()).isEqualTo("Region\tSum\nNorth\t12");
        press(ada, KeyCode.Z, KeyCode.CONTROL);
        Fx.await("it is gone", () -> count(grace) == 0);
        press(ada, KeyCode.V, KeyCode.CONTROL, KeyCode.SHIFT);
        assertThat(awaitOne(grace, Kind.IMAGE).frame().width()).isEqualTo(16);
    }

    @Test
    @DisplayName("what is copied in the dark theme is ink on paper elsewhere")
    void copyInTheDark() {
        Fx.run(() -> theme.darkProperty().set(true));
        box(ada);
        press(ada, KeyCode.C, KeyCode.CONTROL);
        Fx.await("its picture is there", () -> Clipboard.getSystemClipboard().hasImage());
        Image copied = Fx.get(() -> Clipboard.getSystemClipboard().getImage());
        PixelReader pixels = copied.getPixelReader();
        assertThat(pixels.getColor(2, 2)).isEqualTo(Color.WHITE);
        double darkest = 1;
        for (int x = 0; x < copied.getWidth(); x++) {
            darkest = Math.min(
                    darkest, pixels.getColor(x, (int) copied.getHeight() / 2).getBrightness());
        }
        assertThat(darkest).isLessThan(0.3);
    }

    @Test
    @DisplayName("before a picture is made one chooses what is in it, on what paper, and sees how large it will be")
    void export() {
        box(ada);
        press(ada, KeyCode.E, KeyCode.CONTROL, KeyCode.SHIFT);
        Fx.await("it is asked", () -> node(ada, "#export-size") != null);
        String before = size();
        robot.clickOn("#export-scale-4_0");
        assertThat(size()).isNotEqualTo(before).contains("pixels");
        robot.clickOn("#export-paper-none").clickOn("#export-copy");
        Fx.await("it is copied", () -> Clipboard.getSystemClipboard().hasImage() && node(ada, "#export-size") == null);
        Image copied = Fx.get(() -> Clipboard.getSystemClipboard().getImage());
        assertThat(copied.getPixelReader().getColor(2, 2).getOpacity()).isZero();
        assertThat(Fx.get(() -> model(ada).noticeProperty().get())).startsWith("Copied as a picture of ");
    }

    private String size() {
        return Fx.get(() -> node(ada, "#export-size") instanceof Label label ? label.getText() : "");
    }
}
