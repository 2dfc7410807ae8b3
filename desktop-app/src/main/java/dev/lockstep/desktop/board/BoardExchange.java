package dev.lockstep.desktop.board;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.File;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.stage.FileChooser;
import javax.imageio.ImageIO;

import org.jspecify.annotations.Nullable;

/** What goes in and out of a board: the clipboard, files, and pictures. */
final class BoardExchange {

    private static final DataFormat SHAPES = new DataFormat("application/x-lockstep-board");

    private static final double MARGIN = 24;

    /** Pictures are twice as fine as the board at its own size, if that is not too large. */
    private static final double DENSITY = 2;

    private static final double PIXELS_MAX = 8_000;

    private static final int TEXT_MAX = 20_000;

    private static final long FILE_BYTES_MAX = 64L * 1_024 * 1_024;

    private static final int LIGHT_PAPER = 0xffffff;
    private static final int DARK_PAPER = 0x14171d;

    private final BoardView view;
    private final BoardModel model;

    BoardExchange(BoardView view, BoardModel model) {
        this.view = view;
        this.model = model;
    }

    // ---- the clipboard

    void copy() {
        List<Shape> chosen = model.selection();
        if (chosen.isEmpty()) {
            return;
        }
        ClipboardContent content = new ClipboardContent();
        content.put(SHAPES, model.copy());
        String texts =
                chosen.stream().map(Shape::text).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
        if (!texts.isEmpty()) {
            content.putString(texts);
        }
        BufferedImage picture = picture(chosen);
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        content.putImage(new WritableImage(new PixelBuffer<>(
                picture.getWidth(), picture.getHeight(), IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance())));
        Clipboard.getSystemClipboard().setContent(content);
    }

    void paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        double[] place = view.newPlace();
        if (clipboard.getContent(SHAPES) instanceof String shapes) {
            add("Paste", shapes, place[0], place[1]);
        } else if (clipboard.hasString()) {
            pasteText(clipboard.getString(), place);
        } else {
            model.say("There are no shapes and no text to paste");
        }
    }

    private void pasteText(String pasted, double[] place) {
        String text = pasted.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
        if (text.isBlank()) {
            return;
        }
        if (text.length() > TEXT_MAX) {
            model.say("This text is too long for a board: " + text.length() + " characters, at most " + TEXT_MAX);
            return;
        }
        double[] size = TextLayout.size(text, Look.DEFAULT.fontSize());
        Shape shape = Shape.of(model.newId(), Kind.TEXT, Look.DEFAULT)
                .withText(text)
                .with(place[0] - size[0] / 2, place[1] - size[1] / 2, size[0], size[1], 0);
        model.select(List.of(model.add("Paste", shape)));
    }

    private void add(String label, String text, @Nullable Double x, @Nullable Double y) {
        try {
            model.paste(label, text, x, y);
        } catch (IllegalArgumentException e) {
            model.say(String.valueOf(e.getMessage()));
        }
    }

    // ---- files

    void save() {
        List<Shape> shapes = List.copyOf(model.index().all());
        File file = chosen("Save the board", ".lockstep", "Lockstep boards", true);
        if (file != null) {
            write(file, () -> Files.writeString(file.toPath(), BoardFile.write(shapes)));
        }
    }

    void open() {
        File file = chosen("Add the shapes of a file", ".lockstep", "Lockstep boards", false);
        if (file == null) {
            return;
        }
        try {
            if (Files.size(file.toPath()) > FILE_BYTES_MAX) {
                model.say(file.getName() + " is too large for a board");
                return;
            }
            add("Open " + file.getName(), Files.readString(file.toPath(), StandardCharsets.UTF_8), null, null);
            view.showSelection();
        } catch (IOException e) {
            model.say(file.getName() + " can't be read: " + e.getMessage());
        }
    }

    void exportPng() {
        List<Shape> shapes = exported();
        File file = shapes.isEmpty() ? null : chosen("Export as PNG", ".png", "Pictures", true);
        if (file != null) {
            write(file, () -> {
                if (!ImageIO.write(onPaper(picture(shapes)), "png", file)) {
                    throw new IOException("there is nothing that writes PNG");
                }
            });
        }
    }

    void exportSvg() {
        List<Shape> shapes = exported();
        File file = shapes.isEmpty() ? null : chosen("Export as SVG", ".svg", "Drawings", true);
        if (file != null) {
            write(file, () -> Files.writeString(file.toPath(), SvgWriter.write(shapes, view.isDark(), paper())));
        }
    }

    /** What is selected, else all. */
    private List<Shape> exported() {
        List<Shape> chosen = model.selection();
        List<Shape> shapes = chosen.isEmpty() ? List.copyOf(model.index().all()) : chosen;
        if (shapes.isEmpty()) {
            model.say("The board is empty");
        }
        return shapes;
    }

    private interface Writing {
        void write() throws IOException;
    }

    private void write(File file, Writing writing) {
        try {
            writing.write();
            model.say("Saved " + file.getName());
        } catch (IOException e) {
            model.say(file.getName() + " can't be written: " + e.getMessage());
        }
    }

    private @Nullable File chosen(String title, String ending, String kind, boolean saving) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*" + ending));
        if (!saving) {
            return chooser.showOpenDialog(view.getScene().getWindow());
        }
        chooser.setInitialFileName(model.room().name() + ending);
        File file = chooser.showSaveDialog(view.getScene().getWindow());
        return file == null || file.getName().contains(".") ? file : new File(file.getPath() + ending);
    }

    // ---- pictures

    private int paper() {
        return view.isDark() ? DARK_PAPER : LIGHT_PAPER;
    }

    /** Without a background. */
    private BufferedImage picture(List<Shape> shapes) {
        List<Shape> drawn = new ArrayList<>(shapes);
        Box box = drawn.get(0).bounds();
        for (Shape shape : drawn) {
            box = box.union(shape.bounds());
        }
        Box page = box.grown(MARGIN);
        double scale = Math.min(DENSITY, PIXELS_MAX / Math.max(page.width(), page.height()));
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(page.width() * scale),
                (int) Math.ceil(page.height() * scale),
                BufferedImage.TYPE_INT_ARGB_PRE);
        Raster.draw(image, page.minX(), page.minY(), scale, drawn, view.isDark());
        return image;
    }

    private BufferedImage onPaper(BufferedImage picture) {
        BufferedImage page = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Arrays.fill(((DataBufferInt) page.getRaster().getDataBuffer()).getData(), paper());
        page.getGraphics().drawImage(picture, 0, 0, null);
        return page;
    }
}
