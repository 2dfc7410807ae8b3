package dev.lockstep.desktop.board;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.Dragboard;
import javafx.stage.FileChooser;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Drawing;
import dev.lockstep.desktop.board.shapes.DrawingCost;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeCodec;
import dev.lockstep.desktop.board.shapes.TextLayout;
import dev.lockstep.desktop.files.FileKind;
import dev.lockstep.desktop.files.FileSaver;
import dev.lockstep.desktop.pictures.PastedContent;
import dev.lockstep.desktop.pictures.PictureKinds;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.disk.Reason;

/** What goes in and out of a board: the clipboard, files, and pictures. */
final class BoardExchange {

    private static final DataFormat SHAPES = new DataFormat("application/x-lockstep-board");

    private static final FileKind BOARD = new FileKind("Save the board", "Lockstep boards", ".lockstep");
    /** Of what is copied, a picture is as large as this, and only where it is drawn at once. */
    private static final double COPIED_PIXELS_MAX = 2_000_000;

    private static final long COPIED_PICTURE_MAX = 400_000;

    /** So many letters and numbers are copied at once: what fits a clipboard and takes no time to write. */
    private static final long COPIED_MAX = 1_000_000;

    /** The most of a file's name that is shown. */
    private static final int NAME_MAX = 60;

    private static final long FILE_BYTES_MAX = 64L * 1_024 * 1_024;

    /** A file may lie on a disk that doesn't answer: nothing else waits for it. */
    private static final Executor READER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lockstep-board-files");
        thread.setDaemon(true);
        return thread;
    });

    private final BoardView view;
    private final BoardModel model;
    private final BoardPictures pictures;
    private final FileSaver saver;
    private final BoardExport export;
    private final Executor fx;

    /**
     * @param settings how pictures were exported the last time
     * @param fx runs what it is given on the JavaFX thread, later
     */
    BoardExchange(BoardView view, BoardModel model, Pictures images, Settings settings, Executor fx) {
        this.view = view;
        this.model = model;
        this.pictures = new BoardPictures(model, images, fx);
        this.saver = new FileSaver(() -> view.getScene().getWindow(), fx);
        this.export = new BoardExport(view, model, settings, saver, fx);
        this.fx = fx;
    }

    // ---- the clipboard

    void copy() {
        List<Shape> chosen = model.selection();
        if (chosen.isEmpty()) {
            return;
        }
        long cost = chosen.stream().mapToLong(BoardExchange::size).sum();
        if (cost > COPIED_MAX) {
            model.say("This is too much to copy; save the board to a file instead");
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
        Clipboard.getSystemClipboard().setContent(content);
        if (cost <= COPIED_PICTURE_MAX) {
            export.forClipboard(chosen, COPIED_PIXELS_MAX, picture -> addToClipboard(content, picture));
        }
    }

    /** Programs that know no shapes take the picture; it comes when it is drawn, if nothing else was copied meanwhile. */
    private static void addToClipboard(ClipboardContent content, Image picture) {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (String.valueOf(content.get(SHAPES)).equals(clipboard.getContent(SHAPES))) {
            content.putImage(picture);
            clipboard.setContent(content);
        }
    }

    /** How much a shape is to write and to draw, about: its letters and points. */
    private static long size(Shape shape) {
        return DrawingCost.BOX + shape.points().length + shape.text().length() + (long) (8 * Drawing.dashes(shape));
    }

    /** A text before the picture of it. */
    void paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (clipboard.getContent(SHAPES) instanceof String shapes) {
            add("Paste", "What was copied", () -> shapes, view.newPlace());
        } else {
            add(PastedContent.of(clipboard), view.newPlace(), "There are no shapes, no picture and no text to paste");
        }
    }

    void pasteAsPicture() {
        add(PastedContent.asPicture(Clipboard.getSystemClipboard()), view.newPlace(), "There is no picture to paste");
    }

    private void add(PastedContent pasted, double[] place, String nothing) {
        if (pasted instanceof PastedContent.Files files) {
            addFiles(files.files(), place[0], place[1]);
        } else if (pasted instanceof PastedContent.Picture picture) {
            Image image = picture.image();
            pictures.add(
                    List.of(new BoardPictures.Source("The picture", () -> Pictures.prepare(Pictures.copyOf(image)))),
                    place[0],
                    place[1]);
        } else if (pasted instanceof PastedContent.Text text) {
            pasteText(text.text(), place);
            if (text.pictureToo()) {
                model.say("Pasted as text. The picture of it: Paste as picture, in the commands");
            }
        } else {
            model.say(nothing);
        }
    }

    // ---- pictures and files that are dropped

    /** @param x where on the board */
    void dropped(Dragboard board, double x, double y) {
        if (!model.mayEdit().get()) {
            model.say(BoardActions.ONLY_LOOKS);
            return;
        }
        add(PastedContent.of(board), new double[] {x, y}, "There is nothing in this that a board takes");
    }

    void openPicture() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Put pictures on the board");
        chooser.getExtensionFilters().add(PictureKinds.filter());
        List<File> files = chooser.showOpenMultipleDialog(view.getScene().getWindow());
        if (files != null) {
            double[] place = view.newPlace();
            addFiles(files, place[0], place[1]);
        }
    }

    /** Boards are added, pictures are put side by side. */
    void addFiles(List<File> files, double x, double y) {
        List<BoardPictures.Source> sources = new ArrayList<>();
        for (File file : files) {
            if (isBoard(file)) {
                open(file);
            } else {
                sources.add(new BoardPictures.Source(DisplayText.line(file.getName(), NAME_MAX), () -> read(file)));
            }
        }
        if (!sources.isEmpty()) {
            pictures.add(sources, x, y);
        }
    }

    private static boolean isBoard(File file) {
        return file.getName().toLowerCase(Locale.ROOT).endsWith(".lockstep");
    }

    private static Pictures.Prepared read(File file) throws IOException {
        if (file.isDirectory()) {
            throw new IOException("it is a folder; drop the pictures that are in it");
        }
        if (Files.size(file.toPath()) > FILE_BYTES_MAX) {
            throw new IOException("the file is larger than 64 MB; make it smaller first");
        }
        return Pictures.prepare(Files.readAllBytes(file.toPath()));
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

    private interface Source {
        String text() throws IOException;
    }

    /** Reads what may be long beside the JavaFX thread, and then adds it. */
    private void add(String label, String name, Source source, double @Nullable [] place) {
        CompletionStage<BoardFile.Content> read = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return BoardFile.read(source.text());
                    } catch (IOException e) {
                        throw new IllegalArgumentException(name + " can't be read: " + Reason.withoutFile(e), e);
                    }
                },
                READER);
        read.whenCompleteAsync(
                (content, failure) -> {
                    if (content == null) {
                        model.say(reason(failure));
                        return;
                    }
                    model.paste(label, content, place == null ? null : place[0], place == null ? null : place[1]);
                    if (place == null) {
                        view.showSelection();
                    }
                },
                fx);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    // ---- files

    void save() {
        BoardFile.Content board = model.content(model.index().all());
        saver.save(
                BOARD, name(), out -> out.write(BoardFile.write(board).getBytes(StandardCharsets.UTF_8)), model::say);
    }

    private String name() {
        return model.room().name();
    }

    void open() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Add the shapes of a file");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(BOARD.plural(), "*" + BOARD.ending()),
                        new FileChooser.ExtensionFilter("All files", "*"));
        File file = chooser.showOpenDialog(view.getScene().getWindow());
        if (file != null) {
            open(file);
        }
    }

    private void open(File file) {
        Source source = () -> {
            if (Files.size(file.toPath()) > FILE_BYTES_MAX) {
                throw new IOException("it is too large for a board");
            }
            return BoardFile.text(Files.readAllBytes(file.toPath()));
        };
        add("Open " + file.getName(), file.getName(), source, null);
    }

    /** @param svg whether it is first asked about an SVG */
    void export(boolean svg) {
        export.ask(svg);
    }
}
