package dev.lockstep.desktop.board;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Drawing;
import dev.lockstep.desktop.board.shapes.Paper;
import dev.lockstep.desktop.board.shapes.Raster;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.SvgWriter;
import dev.lockstep.desktop.files.FileKind;
import dev.lockstep.desktop.files.FileSaver;
import dev.lockstep.desktop.pictures.PictureEncoder;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.view.Settings;

/** Pictures of a board, for elsewhere: files, and the clipboard. They are drawn beside the JavaFX thread; all else is on it. */
final class BoardExport {

    private static final FileKind PNG = new FileKind("Export as PNG", "Pictures", ".png");
    private static final FileKind PARTS = new FileKind("Export in parts", "Archives of pictures", ".zip");
    private static final FileKind SVG = new FileKind("Export as SVG", "Drawings", ".svg");

    private static final double MARGIN = 24;

    /** Of what is copied: a clipboard hands all its pixels over, on the JavaFX thread. */
    private static final double COPIED_PIXELS_MAX = 4_000_000;

    private static final double SCALE_MIN = 0.1;
    private static final double SCALE_MAX = 8;
    private static final double SCALE_FIRST = 2;

    private final BoardView view;
    private final BoardModel model;
    private final Settings settings;
    private final FileSaver saver;
    private final Executor fx;

    /**
     * @param settings what was chosen the last time
     * @param fx runs what it is given on the JavaFX thread, later
     */
    BoardExport(BoardView view, BoardModel model, Settings settings, FileSaver saver, Executor fx) {
        this.view = view;
        this.model = model;
        this.settings = settings;
        this.saver = saver;
        this.fx = fx;
    }

    /** Asks what is to be in a picture and how, and makes it. */
    void ask(boolean svg) {
        if (model.index().size() == 0) {
            model.say("The board is empty");
            return;
        }
        view.showOverlay(new ExportSheet(this, svg, view::hideOverlay));
    }

    // ---- what is chosen

    List<Shape> all() {
        return List.copyOf(model.index().all());
    }

    List<Shape> selection() {
        return model.selection();
    }

    Paper paper() {
        return Paper.of(settings.get("board.export.paper", Paper.WHITE.id()));
    }

    void setPaper(Paper paper) {
        settings.set("board.export.paper", paper.id());
    }

    /** Pixels a unit of the board. */
    double scale() {
        return settings.get("board.export.scale", SCALE_FIRST, SCALE_MIN, SCALE_MAX);
    }

    void setScale(double scale) {
        settings.set("board.export.scale", scale);
    }

    /** How large a picture of {@code shapes} will be, of which there is one at least. */
    static ExportPlan plan(List<Shape> shapes, double scale) {
        return ExportPlan.of(page(shapes), scale);
    }

    private static Box page(List<Shape> shapes) {
        Box box = shapes.get(0).bounds();
        for (Shape shape : shapes) {
            box = box.union(shape.bounds());
        }
        return box.grown(MARGIN);
    }

    // ---- files

    void savePng(List<Shape> shapes, ExportPlan plan) {
        Paper paper = paper();
        ExportPictures pictures = pictures(shapes);
        saver.save(
                PNG, name(), out -> PictureEncoder.writePng(painted(shapes, plan, paper, pictures), out), model::say);
    }

    void saveParts(List<Shape> shapes, ExportPlan plan) {
        Paper paper = paper();
        ExportPictures pictures = pictures(shapes);
        saver.save(PARTS, name() + " in parts", out -> writeParts(shapes, plan, paper, pictures, out), model::say);
    }

    private static void writeParts(
            List<Shape> shapes, ExportPlan plan, Paper paper, ExportPictures pictures, OutputStream out)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        List<ExportPlan> parts = plan.parts();
        int columns = plan.grid().columns();
        for (int i = 0; i < parts.size(); i++) {
            ExportPlan part = parts.get(i);
            zip.putNextEntry(new ZipEntry("row " + (i / columns + 1) + " column " + (i % columns + 1) + ".png"));
            List<Shape> seen = shapes.stream()
                    .filter(shape -> shape.bounds().intersects(part.page()))
                    .toList();
            PictureEncoder.writePng(painted(seen, part, paper, pictures), zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    void saveSvg(List<Shape> shapes) {
        Paper paper = paper();
        ExportPictures pictures = pictures(shapes);
        saver.save(
                SVG,
                name(),
                out -> {
                    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    SvgWriter.write(shapes, paper, pictures::address, text);
                    text.flush();
                },
                model::say);
    }

    private String name() {
        return model.room().name();
    }

    private ExportPictures pictures(List<Shape> shapes) {
        return new ExportPictures(model.content(shapes).pictures());
    }

    // ---- the clipboard

    /** Puts a picture alone on the clipboard. */
    void copy(List<Shape> shapes, ExportPlan plan) {
        ExportPlan smaller = ExportPlan.of(plan.page(), plan.asked(), COPIED_PIXELS_MAX);
        forClipboard(shapes, smaller, paper(), picture -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(picture);
            Clipboard.getSystemClipboard().setContent(content);
            model.say("Copied as a picture of " + smaller.inWords()
                    + (smaller.isReduced() ? "; a file has room for more" : ""));
        });
    }

    /** Takes a picture on the JavaFX thread. */
    interface Taker {
        void take(WritableImage picture);
    }

    /** A picture to lie beside {@code shapes} on the clipboard, on the paper that was chosen the last time. */
    void forClipboard(List<Shape> shapes, double pixelsMax, Taker taker) {
        forClipboard(shapes, ExportPlan.of(page(shapes), scale(), pixelsMax), paper(), taker);
    }

    private void forClipboard(List<Shape> shapes, ExportPlan plan, Paper paper, Taker taker) {
        ExportPictures pictures = pictures(shapes);
        CompletionStage<BufferedImage> painted = Pictures.later(() -> painted(shapes, plan, paper, pictures));
        painted.whenCompleteAsync(
                (picture, failure) -> {
                    if (picture == null) {
                        model.say("The picture can't be drawn; export it with a smaller scale");
                    } else {
                        taker.take(forScreen(picture));
                    }
                },
                fx);
    }

    private static WritableImage forScreen(BufferedImage picture) {
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        return new WritableImage(new PixelBuffer<>(
                picture.getWidth(), picture.getHeight(), IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance()));
    }

    /** Premultiplied ARGB; opaque where there is paper. */
    private static BufferedImage painted(
            List<Shape> shapes, ExportPlan plan, Paper paper, @Nullable ExportPictures pictures) {
        BufferedImage image = new BufferedImage(plan.width(), plan.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        if (paper.rgb() != Drawing.NONE) {
            int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            Arrays.fill(pixels, 0xFF << 24 | paper.rgb());
        }
        Raster.draw(
                image,
                plan.page().minX(),
                plan.page().minY(),
                plan.scale(),
                shapes,
                paper.isDark(),
                id -> pictures == null ? null : pictures.get(id));
        return image;
    }
}
