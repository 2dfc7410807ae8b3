package dev.lockstep.desktop.pictures;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.image.Image;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** How many GIFs play at a time, in which memory, and what those do that can't be played. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class GifPlayerTest {

    private static GifPlayer play(byte[] file, Runnable shownAnew) {
        return Fx.get(() -> new GifPlayer(TestGif.texts(file), 64, Platform::runLater, shownAnew));
    }

    private static void awaitNothingTaken() {
        Fx.await("all memory is given back", () -> PictureMemory.MOVING.taken() == 0);
        assertThat(Fx.get(GifPlayer::playing)).isZero();
    }

    @Test
    @DisplayName("so many play at a time; another begins when one of them is closed, and all memory is given back")
    void many() {
        List<GifPlayer> players = new ArrayList<>();
        for (int i = 0; i < GifPlayer.PLAYING_MAX + 2; i++) {
            players.add(play(TestGif.blinking(200, 100, 2), () -> {}));
        }
        GifPlayer waiting = players.get(GifPlayer.PLAYING_MAX);
        Fx.await(
                "those play that there is room for",
                () -> players.stream().filter(player -> player.image() != null).count() == GifPlayer.PLAYING_MAX);
        assertThat(Fx.get(waiting::image)).isNull();
        Fx.run(players.get(3)::close);
        Fx.await("the next begins", () -> waiting.image() != null);
        assertThat(Fx.get(GifPlayer::playing)).isEqualTo(GifPlayer.PLAYING_MAX);
        Fx.run(() -> players.forEach(GifPlayer::close));
        awaitNothingTaken();
    }

    @Test
    @DisplayName("frames are as large as they are shown, each is told of, and none comes after the end")
    void frames() {
        AtomicInteger told = new AtomicInteger();
        GifPlayer player = play(
                new TestGif(200, 100)
                        .frame(0, 0, 200, 100, 0, 2, TestGif.KEEP)
                        .frame(0, 0, 200, 100, 2, 2, TestGif.KEEP)
                        .file(),
                told::incrementAndGet);
        Fx.await("both are shown", () -> told.get() == 2);
        Image image = Fx.get(player::image);
        assertThat(image.getWidth()).isEqualTo(64);
        assertThat(image.getHeight()).isEqualTo(32);
        assertThat(image.getPixelReader().getArgb(30, 15)).isEqualTo(TestGif.BLUE);
        Fx.run(player::close);
        awaitNothingTaken();
        assertThat(told).hasValue(2);
    }

    @Test
    @DisplayName("what can't be played leaves its place to others")
    void none() {
        byte[] whole = TestGif.blinking(20, 20, 2);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        List<GifPlayer> players = new ArrayList<>();
        for (byte[] file : List.of(
                new byte[0], cut, TestGif.blinking(2_000, 1_200, 2), "GIF89a".getBytes(StandardCharsets.US_ASCII))) {
            players.add(play(file, () -> {}));
        }
        players.add(Fx.get(() -> new GifPlayer(List.of("no Base64!"), 64, Platform::runLater, () -> {})));
        players.add(Fx.get(() -> new GifPlayer(List.of(), 64, Platform::runLater, () -> {})));
        Fx.await("none has a place", () -> GifPlayer.playing() == 0);
        assertThat(Fx.get(() -> players.stream().allMatch(player -> player.image() == null)))
                .isTrue();
        Fx.run(() -> players.forEach(GifPlayer::close));
        awaitNothingTaken();
    }
}
