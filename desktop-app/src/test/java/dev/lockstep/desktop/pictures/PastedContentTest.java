package dev.lockstep.desktop.pictures;

import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What is meant of what a clipboard has. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class PastedContentTest {

    private static final String CELLS = "Region\tSum\nNorth\t12";

    @Test
    @DisplayName("of cells that come with a picture of them the text is pasted, and the picture by a command")
    void cells() {
        Consumer<ClipboardContent> both = content -> {
            content.putString(CELLS);
            content.putImage(new WritableImage(16, 6));
        };
        assertThat(pasted(both)).isEqualTo(new PastedContent.Text(CELLS, true));
        assertThat(asPicture(both)).isInstanceOf(PastedContent.Picture.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/cat.png", "  data:image/png;base64,AAAA\n", " "})
    @DisplayName("of a picture that comes with its address the picture is pasted")
    void address(String text) {
        assertThat(pasted(content -> {
                    content.putString(text);
                    content.putImage(new WritableImage(16, 6));
                }))
                .isInstanceOf(PastedContent.Picture.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/cat.png", "see https://example.org", "a"})
    @DisplayName("a text alone is a text, an address too, and no picture")
    void text(String text) {
        assertThat(pasted(content -> content.putString(text))).isEqualTo(new PastedContent.Text(text, false));
        assertThat(asPicture(content -> content.putString(text))).isEqualTo(new PastedContent.Nothing());
    }

    @Test
    @DisplayName("files go before their names and before a picture")
    void files() {
        List<File> files = List.of(new File("/a.png"), new File("/b.png"));
        Consumer<ClipboardContent> all = content -> {
            content.putFiles(files);
            content.putString("/a.png\n/b.png");
            content.putImage(new WritableImage(16, 6));
        };
        assertThat(pasted(all)).isEqualTo(new PastedContent.Files(files));
        assertThat(asPicture(all)).isEqualTo(new PastedContent.Files(files));
    }

    @Test
    @DisplayName("what is empty or blank is nothing")
    void nothing() {
        assertThat(pasted(content -> {})).isEqualTo(new PastedContent.Nothing());
        assertThat(pasted(content -> content.putString(" \n"))).isEqualTo(new PastedContent.Nothing());
    }

    private static PastedContent pasted(Consumer<ClipboardContent> filled) {
        return Fx.get(() -> PastedContent.of(filled(filled)));
    }

    private static PastedContent asPicture(Consumer<ClipboardContent> filled) {
        return Fx.get(() -> PastedContent.asPicture(filled(filled)));
    }

    private static Clipboard filled(Consumer<ClipboardContent> filled) {
        ClipboardContent content = new ClipboardContent();
        filled.accept(content);
        Clipboard clipboard = Clipboard.getSystemClipboard();
        clipboard.clear();
        clipboard.setContent(content);
        return clipboard;
    }
}
