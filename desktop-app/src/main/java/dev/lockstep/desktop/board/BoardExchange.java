package dev.lockstep.desktop.board;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.Dragboard;
import javafx.stage.FileChooser;
import javax.imageio.ImageIO;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.pictures.Pictures;

/** What goes in and out of a board: the clipboard, files, and pictures. */
final class BoardExchange {

    private static final DataFormat SHAPES = new DataFormat("application/x-lockstep-board");

    private static final double MARGIN = 24;

    /** Pictures are twice as fine as the board at its own size, if that is not too large. */
    private static final double DENSITY = 2;

    private static final double PIXELS_MAX = 16_000_000;

    private static final double SIDE_MAX = 16_000;

    /** The longer side of a picture when it is put on a board, in its units. */
    private static final double PICTURE_SIDE = 480;

    private static final long FILE_BYTES_MAX = 64L * 1_024 * 1_024;

    private final BoardView view;
    private final BoardModel model;
    private final Pictures images;
    private final Executor fx;

    /** @param fx runs what it is given on the JavaFX thread, later */
    BoardExchange(BoardView view, BoardModel model, Pictures images, Executor fx) {
        this.view = view;
        this.model = model;
        this.images = images;
        this.fx = fx;
    }

    // ---- the clipboard

    void copy() {
        List<Shape> chosen = model.selection();
        if (chosen.isEmpty()) {
            return;
        }
        ClipboardContent content = new ClipboardContent();
        content.put(SHAPES, model.copy());
        String texts = chosen.stream()
                .filter(shape -> shape.kind() != Kind.IMAGE)
                .map(Shape::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
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
        } else if (clipboard.hasFiles()) {
            addFiles(clipboard.getFiles(), place[0], place[1]);
        } else if (clipboard.hasImage()) {
            Image image = clipboard.getImage();
            addPicture("The picture", () -> Pictures.prepare(Pictures.copyOf(image)), place[0], place[1]);
        } else if (clipboard.hasString()) {
            pasteText(clipboard.getString(), place);
        } else {
            model.say("There are no shapes, no picture and no text to paste");
        }
    }

    // ---- pictures and files that are dropped

    /** @param x where on the board */
    void dropped(Dragboard board, double x, double y) {
        if (board.hasFiles()) {
            addFiles(board.getFiles(), x, y);
        } else {
            pasteText(board.getString(), new double[] {x, y});
        }
    }

    void openPicture() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Put a picture on the board");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter("Pictures", "*.png", "*.jpg", "*.jpeg", "*.gif", "*.bmp"));
        List<File> files = chooser.showOpenMultipleDialog(view.getScene().getWindow());
        if (files != null) {
            double[] place = view.newPlace();
            addFiles(files, place[0], place[1]);
        }
    }

    /** Boards are added, pictures are put side by side. */
    void addFiles(List<File> files, double x, double y) {
        double at = x;
        for (File file : files) {
            if (file.getName().endsWith(".lockstep")) {
                open(file);
            } else {
                addPicture(file.getName(), () -> read(file), at, y);
                at += PICTURE_SIDE + MARGIN;
            }
        }
    }

    private static Pictures.Prepared read(File file) throws IOException {
        if (Files.size(file.toPath()) > FILE_BYTES_MAX) {
            throw new IOException("it is too large for a board");
        }
        return Pictures.prepare(Files.readAllBytes(file.toPath()));
    }

    private interface Preparing {
        Pictures.Prepared prepare() throws IOException;
    }

    private void addPicture(String name, Preparing preparing, double x, double y) {
        CompletionStage<Pictures.Prepared> prepared = CompletableFuture.supplyAsync(() -> {
            try {
                return preparing.prepare();
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        });
        prepared.whenCompleteAsync(
                (picture, failure) -> {
                    if (picture == null) {
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        model.say(name + " can't be put on the board: " + cause.getMessage());
                    } else {
                        put(picture, x, y);
                    }
                },
                fx);
    }

    private void put(Pictures.Prepared prepared, double x, double y) {
        images.store(prepared);
        double scale = Math.min(1, PICTURE_SIDE / Math.max(prepared.width(), prepared.height()));
        double width = prepared.width() * scale;
        double height = prepared.height() * scale;
        Shape shape = Shape.of(model.newId(), Kind.IMAGE, Look.DEFAULT)
                .withText(prepared.id())
                .with(x - width / 2, y - height / 2, width, height, 0);
        model.select(List.of(model.add("Picture", shape)));
    }

    private void pasteText(String pasted, double[] place) {
        String text = pasted.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
        if (text.isBlank()) {
            return;
        }
        if (text.length() > ShapeCodec.TEXT_MAX) {
            model.say("This text is too long for a board: " + text.length() + " characters, at most "
                    + ShapeCodec.TEXT_MAX);
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
        String board = model.written(model.index().all());
        File file = chosen("Save the board", ".lockstep", "Lockstep boards", true);
        if (file != null) {
            write(file, () -> Files.writeString(file.toPath(), board));
        }
    }

    void open() {
        File file = chosen("Add the shapes of a file", ".lockstep", "Lockstep boards", false);
        if (file != null) {
            open(file);
        }
    }

    private void open(File file) {
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
            write(
                    file,
                    () -> Files.writeString(
                            file.toPath(), SvgWriter.write(shapes, view.isDark(), paper(), images::get)));
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
        return view.isDark() ? Palette.DARK_PAPER : Palette.WHITE;
    }

    /** Without a background. */
    private BufferedImage picture(List<Shape> shapes) {
        List<Shape> drawn = new ArrayList<>(shapes);
        Box box = drawn.get(0).bounds();
        for (Shape shape : drawn) {
            box = box.union(shape.bounds());
        }
        Box page = box.grown(MARGIN);
        double scale = Math.min(DENSITY, Math.sqrt(PIXELS_MAX / (page.width() * page.height())));
        scale = Math.min(scale, SIDE_MAX / Math.max(page.width(), page.height()));
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(page.width() * scale),
                (int) Math.ceil(page.height() * scale),
                BufferedImage.TYPE_INT_ARGB_PRE);
        Raster.draw(image, page.minX(), page.minY(), scale, drawn, view.isDark(), images::get);
        return image;
    }

    private BufferedImage onPaper(BufferedImage picture) {
        BufferedImage page = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Arrays.fill(((DataBufferInt) page.getRaster().getDataBuffer()).getData(), paper());
        page.getGraphics().drawImage(picture, 0, 0, null);
        return page;
    }
}
