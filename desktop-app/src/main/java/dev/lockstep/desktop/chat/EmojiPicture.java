package dev.lockstep.desktop.chat;

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

    /** In the background: a message may have many that were never shown. */
    private static Image read(String name) {
        return new Image(Emoji.address(name), true);
    }

    @Override
    public double getBaselineOffset() {
        return getFitHeight() * ABOVE_LINE;
    }
}
