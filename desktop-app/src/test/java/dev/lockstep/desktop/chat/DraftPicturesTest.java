package dev.lockstep.desktop.chat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.view.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Pictures that somebody has put into a message and not sent yet. */
@Timeout(60)
class DraftPicturesTest {

    @TempDir
    Path directory;

    private static Pictures.Prepared picture(int color) throws IOException {
        BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 4, color);
        return Pictures.prepare(image);
    }

    private static Pictures.Prepared read(DraftPictures pictures, String name) {
        return pictures.read(name).toCompletableFuture().join();
    }

    private DraftPictures next() {
        return new DraftPictures(directory, Runnable::run);
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.count();
        }
    }

    @Test
    @DisplayName("they are there again after a new start, each as it was, and gone when they were sent")
    void comeBack() throws IOException {
        DraftPictures before = next();
        Pictures.Prepared red = picture(0xff0000);
        Pictures.Prepared blue = picture(0x0000ff);
        String first = before.keep(CompletableFuture.completedFuture(red));
        String second = before.keep(CompletableFuture.completedFuture(blue));
        DraftPictures after = next();
        assertThat(read(after, first)).isEqualTo(red);
        assertThat(read(after, second)).isEqualTo(blue);
        after.forget(first);
        assertThat(files()).isEqualTo(1);
        assertThatThrownBy(() -> read(next(), first)).hasMessageContaining("not on this computer any more");
    }

    @Test
    @DisplayName(
            "one that is still being read is there for another view, and one that was taken out meanwhile leaves nothing")
    void underWay() throws IOException {
        CompletableFuture<Pictures.Prepared> slow = new CompletableFuture<>();
        CompletableFuture<Pictures.Prepared> dropped = new CompletableFuture<>();
        DraftPictures pictures = next();
        String name = pictures.keep(slow);
        CompletionStage<Pictures.Prepared> other = pictures.read(name);
        pictures.forget(pictures.keep(dropped));
        slow.complete(picture(1));
        dropped.complete(picture(2));
        assertThat(other.toCompletableFuture().join()).isEqualTo(picture(1));
        assertThat(files()).isEqualTo(1);
    }

    @Test
    @DisplayName("without a folder, or with one that takes no more, they are kept as long as the program runs")
    void inMemory() throws IOException {
        Path inTheWay = Files.createFile(directory.resolve("file"));
        for (DraftPictures pictures : new DraftPictures[] {
            DraftPictures.of(Settings.none()), new DraftPictures(inTheWay.resolve("folder"), Runnable::run)
        }) {
            String name = pictures.keep(CompletableFuture.completedFuture(picture(3)));
            assertThat(read(pictures, name)).isEqualTo(picture(3));
        }
    }

    @Test
    @DisplayName(
            "what the settings or the folder have that is no picture is refused with a reason, and what is old goes")
    void damaged() throws IOException {
        DraftPictures pictures = next();
        String name = pictures.keep(CompletableFuture.completedFuture(picture(4)));
        Files.writeString(directory.resolve(name), "no picture");
        assertThatThrownBy(() -> read(next(), name)).isNotNull();
        Path outside = Files.write(directory.resolveSibling("outside-" + name), new byte[] {1});
        for (String strange : new String[] {"../" + outside.getFileName(), "", "/etc/passwd", name + "/.."}) {
            assertThatThrownBy(() -> read(next(), strange)).hasMessageContaining("not on this computer");
            next().forget(strange);
        }
        assertThat(outside).exists();
        Files.delete(outside);
        Files.setLastModifiedTime(
                directory.resolve(name), FileTime.from(Instant.now().minus(Duration.ofDays(100))));
        next();
        assertThat(files()).isZero();
        String inUse = pictures.keep(CompletableFuture.completedFuture(picture(6)));
        Files.setLastModifiedTime(
                directory.resolve(inUse), FileTime.from(Instant.now().minus(Duration.ofDays(89))));
        assertThat(read(next(), inUse)).isEqualTo(picture(6));
        assertThat(Files.getLastModifiedTime(directory.resolve(inUse)).toInstant())
                .isAfter(Instant.now().minus(Duration.ofDays(1)));
    }
}
