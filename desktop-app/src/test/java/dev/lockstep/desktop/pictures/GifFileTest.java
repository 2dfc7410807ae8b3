package dev.lockstep.desktop.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** GIFs that move: what each frame shows, what is stored of them, and those that were made to do harm. */
class GifFileTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static GifFile gif(byte[] file) {
        return Objects.requireNonNull(GifFile.of(file));
    }

    @Test
    @DisplayName("each frame is unpacked as Java's own reader does it, interlaced ones and such of many colours too")
    void frames() throws IOException {
        for (byte[] file : List.of(PictureFileTest.resource("moving.gif"), noise(false), noise(true))) {
            GifFile gif = gif(file);
            GifCanvas canvas = new GifCanvas(gif);
            try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
                ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
                reader.setInput(in);
                assertThat(gif.frames).hasSize(reader.getNumImages(true));
                for (int i = 0; i < gif.frames.size(); i++) {
                    assertThat(canvas.next()).isTrue();
                    BufferedImage expected = reader.read(i);
                    assertThat(pixels(canvas.image())).isEqualTo(pixels(expected));
                }
                reader.dispose();
            }
        }
    }

    @Test
    @DisplayName("a frame stays, is cleared or gives way to what was before it, as it says")
    void disposal() {
        GifCanvas canvas = new GifCanvas(gif(new TestGif(4, 1)
                .loops(0)
                .frame(0, 0, 4, 1, 0, 5, TestGif.KEEP)
                .frame(0, 0, 1, 1, 2, 5, TestGif.CLEAR)
                .frame(1, 0, 1, 1, 2, 5, TestGif.RESTORE)
                .frame(2, 0, 1, 1, 2, 5, TestGif.KEEP)
                .file()));
        assertThat(row(canvas)).containsExactly(TestGif.RED, TestGif.RED, TestGif.RED, TestGif.RED);
        assertThat(row(canvas)).containsExactly(TestGif.BLUE, TestGif.RED, TestGif.RED, TestGif.RED);
        assertThat(row(canvas)).containsExactly(0, TestGif.BLUE, TestGif.RED, TestGif.RED);
        assertThat(row(canvas)).containsExactly(0, TestGif.RED, TestGif.BLUE, TestGif.RED);
        assertThat(row(canvas)).containsExactly(TestGif.RED, TestGif.RED, TestGif.RED, TestGif.RED);
    }

    @Test
    @DisplayName(
            "a GIF goes on as often as it says, once where it says nothing, and a delay of nearly none is the usual one")
    void loops() {
        GifFile once = gif(new TestGif(1, 1)
                .frame(0, 0, 1, 1, 0, 0, TestGif.KEEP)
                .frame(0, 0, 1, 1, 2, 1, TestGif.KEEP)
                .frame(0, 0, 1, 1, 2, 2, TestGif.KEEP)
                .file());
        assertThat(once.frames).extracting(GifFile.Frame::delayMillis).containsExactly(100, 100, 20);
        assertThat(shown(once)).isEqualTo(3);
        TestGif twice = new TestGif(1, 1).loops(1);
        twice.frame(0, 0, 1, 1, 0, 5, TestGif.KEEP).frame(0, 0, 1, 1, 2, 5, TestGif.KEEP);
        assertThat(shown(gif(twice.file()))).isEqualTo(4);
        assertThat(shown(gif(TestGif.blinking(1, 1, 5)))).isEqualTo(1_000);
    }

    private static int shown(GifFile file) {
        GifCanvas canvas = new GifCanvas(file);
        int count = 0;
        while (count < 1_000 && canvas.next()) {
            count++;
        }
        return count;
    }

    @Test
    @DisplayName("the first frame stands in its place in the whole picture")
    void firstFrame() throws IOException {
        byte[] file = new TestGif(4, 2)
                .frame(2, 0, 2, 1, 2, 5, TestGif.KEEP)
                .frame(0, 0, 4, 2, 0, 5, TestGif.KEEP)
                .file();
        Pictures.Prepared stored = Pictures.prepare(file);
        assertThat(stored.width()).isEqualTo(4);
        assertThat(stored.height()).isEqualTo(2);
        BufferedImage still = PictureFile.stored(file).read(100);
        assertThat(pixels(still)).containsExactly(0, 0, TestGif.BLUE, TestGif.BLUE, 0, 0, 0, 0);
    }

    @Test
    @DisplayName("what moves is stored as it came; what is too large to move is told of, and its first frame is kept")
    void stored() throws IOException {
        byte[] file = TestGif.blinking(40, 30, 5);
        Pictures.Prepared stored = Pictures.prepare(file);
        assertThat(bytes(stored)).isEqualTo(file);
        assertThat(stored.lost()).isEmpty();
        Pictures.Prepared still = Pictures.prepare(TestGif.blinking(2_100, 20, 5));
        assertThat(still.lost()).contains("too large to move");
        assertThat(GifFile.of(bytes(still))).isNull();
        assertThat(Pictures.prepare(new TestGif(2_100, 20)
                                .frame(0, 0, 2_100, 20, 0, 0, 0)
                                .file())
                        .lost())
                .isEmpty();
    }

    @Test
    @DisplayName("in an SVG it stands still")
    void address() {
        assertThat(Pictures.address(TestGif.texts(TestGif.blinking(4, 4, 5)))).startsWith("data:image/png;");
    }

    @Test
    @DisplayName(
            "a GIF of frames far larger than it is, of no size, outside, or of thousands is bounded in time and memory")
    void hostile() {
        TestGif many = new TestGif(100, 100).loops(0);
        TestGif far = new TestGif(100, 100);
        far.frame(0, 0, 1, 1, 0, 0, TestGif.RESTORE);
        for (int i = 0; i < 10_000; i++) {
            many.hollow(0, 0, 100, 100);
        }
        for (int i = 0; i < 20; i++) {
            far.hollow(60_000, 60_000, 65_535, 65_535)
                    .hollow(0, 65_535, 1, 1)
                    .hollow(0, 0, 0, 0)
                    .packed(65_535, 65_535, deep());
        }
        assertThat(gif(many.file()).frames).hasSize(GifFile.FRAMES_MAX);
        for (byte[] file : List.of(many.file(), far.file())) {
            GifCanvas canvas = new GifCanvas(gif(file));
            long before = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < 80; i++) {
                canvas.next();
            }
            assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before))
                    .isLessThan(Duration.ofSeconds(3));
        }
        assertThat(gif(new TestGif(65_535, 65_535)
                                .hollow(0, 0, 9, 9)
                                .hollow(0, 0, 9, 9)
                                .file())
                        .isPlayable())
                .isFalse();
        assertThat(gif(new TestGif(9, 9)
                                .hollow(0, 0, 65_535, 65_535)
                                .hollow(0, 0, 9, 9)
                                .file())
                        .isPlayable())
                .isFalse();
        assertThat(gif(new TestGif(0, 0).hollow(0, 0, 0, 0).hollow(0, 0, 9, 9).file())
                        .isPlayable())
                .isFalse();
    }

    @Test
    @DisplayName("a GIF that is cut off anywhere, or bent, breaks nothing")
    void bent() throws IOException {
        Random random = new Random(5);
        byte[] noise = noise(true);
        for (byte[] file : List.of(PictureFileTest.resource("moving.gif"), noise)) {
            for (int i = 0; i < 400; i++) {
                byte[] bent = i < 100 ? Arrays.copyOf(file, file.length * i / 100) : file.clone();
                for (int k = 0; i >= 100 && k < 4; k++) {
                    bent[6 + random.nextInt(bent.length - 6)] = (byte) random.nextInt();
                }
                GifFile gif = GifFile.of(bent);
                if (gif != null && gif.isPlayable()) {
                    GifCanvas canvas = new GifCanvas(gif);
                    for (int k = 0; k < 6 && canvas.next(); k++) {
                        assertThat(canvas.delayMillis()).isBetween(20, 655_350);
                    }
                }
            }
        }
    }

    /** Codes that each stand for more pixels than the one before. */
    private static byte[] deep() {
        byte[] packed = new byte[6_000];
        new Random(3).nextBytes(packed);
        packed[0] = 0b00_000_100;
        return packed;
    }

    private static byte[] bytes(Pictures.Prepared stored) {
        return Base64.getDecoder().decode(String.join("", stored.parts().values()));
    }

    private static int[] row(GifCanvas canvas) {
        assertThat(canvas.next()).isTrue();
        return pixels(canvas.image());
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** Two frames of noise in 256 greys, as Java writes them. */
    private static byte[] noise(boolean interlaced) throws IOException {
        Random random = new Random(1);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(to);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < 2; i++) {
                BufferedImage frame = new BufferedImage(150, 99, BufferedImage.TYPE_BYTE_GRAY);
                for (int at = 0; at < 150 * 99; at++) {
                    int grey = at % 3 == 0 ? random.nextInt(256) : at / 100 % 256;
                    frame.getRaster().setSample(at % 150, at / 150, 0, grey);
                }
                IIOMetadata data = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
                ImageWriteParam param = writer.getDefaultWriteParam();
                param.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
                writer.writeToSequence(new IIOImage(frame, null, data), param);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
