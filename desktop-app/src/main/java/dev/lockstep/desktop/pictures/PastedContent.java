package dev.lockstep.desktop.pictures;

import java.io.File;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;

import org.jspecify.annotations.Nullable;

/**
 * What somebody pastes or drops, as a board or a chat takes it. Office programs and spreadsheets put a picture of a text beside the
 * text: it is the text that is meant, and the picture is for who asks for it. A clipboard is read on the JavaFX thread.
 */
public sealed interface PastedContent {

    /** One at least. */
    record Files(List<File> files) implements PastedContent {}

    /**
     * Not blank.
     *
     * @param pictureToo whether there is a picture beside it, which {@link PastedContent#asPicture} would take
     */
    record Text(String text, boolean pictureToo) implements PastedContent {}

    /** A picture that has no file, whole in memory. */
    record Picture(Image image) implements PastedContent {}

    /** Nothing that can be taken. */
    record Nothing() implements PastedContent {}

    /** Files, else the text, else the picture. */
    static PastedContent of(Clipboard clipboard) {
        boolean hasImage = clipboard.hasImage();
        String text = textOf(clipboard);
        boolean textIsMeant = !text.isBlank() && !(hasImage && isAddress(text));
        PastedContent other = !textIsMeant || clipboard.hasFiles() ? asPicture(clipboard) : new Nothing();
        if (!(other instanceof Nothing) || text.isBlank()) {
            return other;
        }
        return new Text(text, textIsMeant && hasImage);
    }

    /** Files, else the picture, also where there is a text; no text. */
    static PastedContent asPicture(Clipboard clipboard) {
        List<File> files = clipboard.hasFiles() ? clipboard.getFiles() : List.of();
        if (!files.isEmpty()) {
            return new Files(List.copyOf(files));
        }
        Image image = imageOf(clipboard);
        return image == null ? new Nothing() : new Picture(image);
    }

    /** Whether something that is dragged would be taken; nothing of it is read. */
    static boolean isOffered(Clipboard clipboard) {
        return clipboard.hasFiles() || clipboard.hasString() || clipboard.hasImage();
    }

    private static String textOf(Clipboard clipboard) {
        String text = clipboard.hasString() ? clipboard.getString() : null;
        return text == null ? "" : text;
    }

    private static @Nullable Image imageOf(Clipboard clipboard) {
        Image image = clipboard.hasImage() ? clipboard.getImage() : null;
        return image == null || image.isError() || image.getWidth() < 1 ? null : image;
    }

    /** Browsers put the address of a picture beside it, which nobody means who copies a picture. */
    private static boolean isAddress(String text) {
        String one = text.strip();
        boolean begins = Stream.of("http:", "https:", "file:", "data:", "blob:")
                .anyMatch(scheme -> one.regionMatches(true, 0, scheme, 0, scheme.length()));
        return begins && one.chars().noneMatch(Character::isWhitespace);
    }
}
