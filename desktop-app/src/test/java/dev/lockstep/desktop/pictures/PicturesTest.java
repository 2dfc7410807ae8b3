package dev.lockstep.desktop.pictures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures of a room that somebody made to fill the memory, or that are none. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class PicturesTest {

    private Hub hub;
    private Lockstep lockstep;
    private SharedRoom room;
    private long takenBefore;

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        lockstep = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Ada")));
        room = Fx.get(() -> lockstep.room("lobby"));
        takenBefore = PictureMemory.SHARED.taken();
    }

    @AfterEach
    void close() {
        Fx.run(lockstep::close);
        hub.close();
    }

    @Test
    @DisplayName("many pictures of many pixels are all shown, in the memory that there is, and it is given back")
    void many() throws IOException {
        byte[] file = PictureFileTest.png(6_000, 5_000, 8, PictureFileTest.GRAY, new byte[0]);
        List<String> ids = new ArrayList<>();
        Pictures pictures = Fx.get(() -> new Pictures(room, () -> Set.copyOf(ids), Platform::runLater));
        for (int i = 0; i < 12; i++) {
            ids.add(store(pictures, file, i));
        }
        for (String id : ids) {
            Fx.await("a picture is there", () -> pictures.getForScreen(id) != null);
        }
        List<WritableImage> images =
                Fx.get(() -> ids.stream().map(pictures::getForScreen).toList());
        long bytes = images.stream()
                .mapToLong(image -> (long) (4 * image.getWidth() * image.getHeight()))
                .sum();
        assertThat(bytes).isLessThanOrEqualTo(PictureMemory.BYTES_MAX);
        assertThat(PictureMemory.SHARED.taken() - takenBefore).isEqualTo(bytes);
        assertThat(images.get(0).getWidth()).isEqualTo(2_048);
        assertThat(images).allSatisfy(image -> assertThat(image.getWidth()).isGreaterThanOrEqualTo(128));
        Fx.run(pictures::close);
        assertThat(PictureMemory.SHARED.taken()).isEqualTo(takenBefore);
    }

    @Test
    @DisplayName("a picture that is none is told of once, and looked at again when another part of it comes")
    void broken() {
        String id = "0".repeat(32) + ".1";
        AtomicInteger told = new AtomicInteger();
        Pictures pictures = Fx.get(() -> new Pictures(room, () -> Set.of(id), Platform::runLater));
        Fx.run(() -> {
            pictures.watch(told::incrementAndGet);
            room.put("image/" + id + "-0", "this is no Base64!");
            pictures.getForScreen(id);
        });
        Fx.await("it is known", () -> pictures.isBroken(id));
        for (int i = 0; i < 20; i++) {
            assertThat(Fx.get(() -> pictures.getForScreen(id))).isNull();
        }
        assertThat(told).hasValue(1);
        Fx.run(() -> {
            for (String none : List.of("x", "x.0", "x.-1", "x.99", "x.99999999999", "x.1e3", "", ".")) {
                assertThat(pictures.getForScreen(none)).isNull();
            }
        });
        Fx.run(() -> room.put("image/" + id + "-0", "AAAA"));
        Fx.await("it was looked at again", () -> told.get() >= 2 && pictures.isBroken(id));
        Fx.run(pictures::close);
        assertThat(PictureMemory.SHARED.taken()).isEqualTo(takenBefore);
    }

    /** Stored as a stranger's program would: no smaller than it is. */
    private static String store(Pictures pictures, byte[] file, int number) {
        String id = String.format("%032x", number) + ".1";
        String base64 = java.util.Base64.getEncoder().encodeToString(file);
        Fx.run(() -> pictures.store(new Pictures.Prepared(id, java.util.Map.of(id + "-0", base64), 6_000, 5_000)));
        return id;
    }
}
