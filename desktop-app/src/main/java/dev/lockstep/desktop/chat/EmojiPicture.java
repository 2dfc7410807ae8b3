package dev.lockstep.desktop.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;

/** An emoji in a window, on the line of the text around it. JavaFX thread only. */
final class EmojiPicture extends ImageView {

    /** Beside text of the usual size. */
    static final double IN_TEXT = 18;

    static final double IN_PICKER = 24;

    /** A message that is nothing else. */
    static final double ALONE = 36;

    /** How far a picture stands above the line of the text, of its height; the rest is below. */
    private static final double ABOVE_LINE = 0.8;

    /** 8 MB at most. */
    private static final int KEPT_MAX = 500;

    private static final Map<String, Image> KEPT = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Image> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /** @param size in units of the window */
    EmojiPicture(Emoji emoji, double size) {
        super(KEPT.computeIfAbsent(emoji.picture(), EmojiPicture::read));
        setFitWidth(size);
        setFitHeight(size);
        setSmooth(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(emoji.about());
    }

    private static Image read(String name) {
        try (InputStream file = Emoji.file(name)) {
            return new Image(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public double getBaselineOffset() {
        return getFitHeight() * ABOVE_LINE;
    }
}
