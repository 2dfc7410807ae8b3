package dev.lockstep.desktop.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.Platform;
import javafx.scene.control.Button;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures above the field that messages are written in. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class AttachmentsTest {

    private static final String NAME = "01234567-89ab-cdef-0123-456789abcdef";

    @TempDir
    Path directory;

    @Test
    @DisplayName(
            "a picture of a draft that can't be read now is said so, holds nothing up, and stays until somebody takes it out")
    void unreadable() throws IOException {
        Path file = Files.writeString(directory.resolve(NAME), "not a picture, now at least");
        List<String> problems = new CopyOnWriteArrayList<>();
        Attachments attachments = Fx.get(() -> {
            Attachments made = new Attachments(
                    Platform::runLater, new DraftPictures(directory, Runnable::run), problems::add, () -> {});
            made.restore(List.of(NAME));
            return made;
        });
        Fx.await("it is said", () -> !problems.isEmpty());
        assertThat(problems.get(0)).contains("can't be sent");
        assertThat(Fx.get(attachments::isReady)).isTrue();
        assertThat(Fx.get(attachments::pictures)).isEmpty();

        Fx.run(attachments::clear); // as when the text is sent
        assertThat(Fx.get(attachments::names)).containsExactly(NAME);
        assertThat(file).exists();

        Fx.run(() -> ((Button) attachments.lookup(".chat-attachment-remove")).fire());
        assertThat(Fx.get(attachments::names)).isEmpty();
        assertThat(file).doesNotExist();
    }
}
