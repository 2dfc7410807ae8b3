package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.view.Failures;

/**
 * Puts pictures on a board: those that come together are read one after another beside the JavaFX thread, laid out side by side, and are
 * one step of undo. On the JavaFX thread.
 */
final class BoardPictures {

    /** The longer side of a picture when it is put on a board, in its units. */
    private static final double SIDE = 480;

    private static final double GAP = 24;

    /** So many are taken at once: each may take a second to read, and has up to four megabytes to send. */
    static final int AT_ONCE_MAX = 50;

    private final BoardModel model;
    private final Pictures images;
    private final Executor fx;

    /** @param fx runs what it is given on the JavaFX thread, later */
    BoardPictures(BoardModel model, Pictures images, Executor fx) {
        this.model = model;
        this.images = images;
        this.fx = fx;
    }

    /**
     * Where a picture comes from.
     *
     * @param name for display
     */
    record Source(String name, Pictures.Preparation preparation) {}

    /** Around {@code x}, {@code y} of the board. */
    void add(List<Source> sources, double x, double y) {
        if (sources.size() > AT_ONCE_MAX) {
            model.say("These are " + sources.size() + " pictures; a board takes at most " + AT_ONCE_MAX + " at once");
            return;
        }
        if (sources.size() > 1) {
            model.say("Reading " + sources.size() + " pictures…");
        }
        new Batch(sources, x, y).next();
    }

    /** Those that come together. */
    private final class Batch {

        private final List<Source> sources;
        private final double x;
        private final double y;
        private final List<Shape> shapes = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private final List<String> still = new ArrayList<>();
        private int at;

        Batch(List<Source> sources, double x, double y) {
            this.sources = sources;
            this.x = x;
            this.y = y;
        }

        void next() {
            if (at == sources.size()) {
                done();
                return;
            }
            Source source = sources.get(at++);
            CompletionStage<Pictures.Prepared> prepared = Pictures.prepareLater(source.preparation());
            prepared.whenCompleteAsync((picture, failure) -> took(source, picture, failure), fx);
        }

        private void took(Source source, Pictures.@Nullable Prepared picture, @Nullable Throwable failure) {
            if (picture == null) {
                refused.add(source.name() + " can't be put on the board: "
                        + (failure == null ? "it can't be read" : Failures.words(failure)));
            } else {
                images.store(picture); // its bytes are let go: only where it is to be is kept
                shapes.add(shape(picture));
                if (!picture.lost().isEmpty()) {
                    still.add(source.name() + " " + picture.lost());
                }
            }
            next();
        }

        private void done() {
            List<Shape> placed = sideBySide(shapes, x, y);
            if (!placed.isEmpty()) {
                model.addAll(placed.size() == 1 ? "Picture" : "Pictures", placed);
            }
            if (refused.size() == 1) {
                model.say(refused.get(0));
            } else if (!refused.isEmpty()) {
                model.say(
                        refused.size() + " of " + sources.size() + " pictures are not on the board. " + refused.get(0));
            } else if (!still.isEmpty()) {
                model.say(still.get(0));
            } else if (placed.size() > 1) {
                model.say(placed.size() + " pictures are on the board");
            }
        }
    }

    private Shape shape(Pictures.Prepared picture) {
        double scale = Math.min(1, SIDE / Math.max(picture.width(), picture.height()));
        return Shape.of(model.newId(), Kind.IMAGE, Look.DEFAULT)
                .withText(picture.id())
                .with(0, 0, picture.width() * scale, picture.height() * scale, 0);
    }

    /** In rows that are about as many as each has pictures, in the middle of which is {@code x}, {@code y}. */
    static List<Shape> sideBySide(List<Shape> shapes, double x, double y) {
        int inRow = shapes.size() <= 4 ? shapes.size() : (int) Math.ceil(Math.sqrt(shapes.size()));
        List<Shape> rows = new ArrayList<>();
        double top = 0;
        for (int from = 0; from < shapes.size(); from += inRow) {
            double left = 0;
            double height = 0;
            for (Shape shape : shapes.subList(from, Math.min(shapes.size(), from + inRow))) {
                rows.add(shape.at(left, top));
                left += shape.width() + GAP;
                height = Math.max(height, shape.height());
            }
            top += height + GAP;
        }
        Box box = ShapeIndex.around(rows);
        return box == null
                ? rows
                : rows.stream()
                        .map(shape -> shape.at(shape.x() + x - box.centerX(), shape.y() + y - box.centerY()))
                        .toList();
    }
}
