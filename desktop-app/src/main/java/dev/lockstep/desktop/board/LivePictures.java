package dev.lockstep.desktop.board;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.scene.image.Image;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.pictures.GifPlayer;
import dev.lockstep.desktop.pictures.Pictures;

/**
 * The pictures of a board as the live layer has them: of those that move one plays, the one that is pointed at, else the one that is
 * selected by itself. On the JavaFX thread.
 */
final class LivePictures implements AutoCloseable {

    /** Of the frames of one that plays, in pixels. */
    private static final int SIDE_MAX = 1_024;

    private final Pictures images;
    private final Executor fx;
    private final Runnable shownAnew;
    private final Set<Image> awaited = new HashSet<>();
    private @Nullable Shape shape;
    private String id = "";
    private @Nullable GifPlayer player;

    /**
     * @param fx runs what it is given on the JavaFX thread, later
     * @param shownAnew runs when a picture that plays shows another frame
     */
    LivePictures(Pictures images, Executor fx, Runnable shownAnew) {
        this.images = images;
        this.fx = fx;
        this.shownAnew = shownAnew;
    }

    /**
     * Plays a picture that moves; to be called with each frame of a board that is seen.
     *
     * @param pointed the shape under the pointer, null where none is
     * @param chosen those that are selected
     */
    void look(@Nullable Shape pointed, List<Shape> chosen) {
        Shape only = moves(pointed) ? pointed : chosen.size() == 1 && moves(chosen.get(0)) ? chosen.get(0) : null;
        shape = only;
        String wanted = only == null ? "" : only.text();
        if (wanted.equals(id)) {
            return;
        }
        stop();
        List<String> texts = wanted.isEmpty() ? List.of() : images.texts(wanted);
        if (!texts.isEmpty()) {
            id = wanted;
            player = new GifPlayer(texts, SIDE_MAX, fx, shownAnew);
        }
    }

    private boolean moves(@Nullable Shape any) {
        return any != null && any.kind() == Kind.IMAGE && images.isMoving(any.text());
    }

    /** The shape whose picture plays, null where none does. */
    @Nullable
    Shape played() {
        return shape != null && isPlaying(shape.text()) ? shape : null;
    }

    /** Nothing plays any more. */
    @Override
    public void close() {
        shape = null;
        stop();
    }

    private void stop() {
        id = "";
        if (player != null) {
            player.close();
            player = null;
            shownAnew.run();
        }
    }

    /** The frame that the picture shows now, null where it is not there. */
    @Nullable
    Image get(String picture) {
        Image frame = player == null || !picture.equals(id) ? null : player.image();
        return frame == null ? images.getForScreen(picture) : frame;
    }

    /** Has what was drawn drawn anew when {@code image}, which may still be read, is there. */
    void await(Image image) {
        if (image.getProgress() < 1 && awaited.add(image)) {
            image.progressProperty().addListener((property, before, now) -> {
                if (now.doubleValue() >= 1 && awaited.remove(image)) {
                    shownAnew.run();
                }
            });
        }
    }

    /** Whether it shows one frame after another. */
    boolean isPlaying(String picture) {
        return player != null && picture.equals(id) && player.image() != null;
    }

    /** Whether it is to be said that it moves, as it stands still. */
    boolean isMarked(String picture) {
        return images.isMoving(picture) && !isPlaying(picture);
    }
}
