package dev.lockstep.desktop.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Pictures that were made to be large, long or wrong: what they take is bounded, and what can't be read says so. */
class PictureFileTest {

    static final int GRAY = 0;
    private static final int RGBA = 6;
    private static final int PALETTE = 3;

    @Test
    @DisplayName("a few bytes that are a hundred million pixels are never all in memory")
    void large() throws IOException {
        byte[] file = png(10_000, 10_000, 8, GRAY, new byte[0]);
        assertThat(file.length).isLessThan(500_000);
        BufferedImage[] read = new BufferedImage[1];
        long bytes = allocated(() -> read[0] = file(file).read(768));
        assertThat(read[0].getWidth()).isEqualTo(768);
        assertThat(read[0].getHeight()).isEqualTo(768);
        assertThat(bytes).isLessThan(PictureMemory.BYTES_MAX);
    }

    @Test
    @DisplayName("sixteen bits a colour take no more than eight")
    void deep() throws IOException {
        byte[] file = png(6_000, 4_000, 16, RGBA, new byte[0]);
        BufferedImage[] read = new BufferedImage[1];
        long bytes = allocated(() -> read[0] = file(file).read(2_048));
        assertThat(read[0].getWidth()).isEqualTo(2_048);
        assertThat(bytes).isLessThan(2 * PictureMemory.BYTES_MAX);
    }

    @Test
    @DisplayName("texts in a picture, which unpacked would be gigabytes, are not unpacked")
    void packedText() throws IOException {
        byte[] bomb = packed(64L * 1_024 * 1_024);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        text.writeBytes(bomb);
        byte[] file = png(8, 8, 8, PALETTE, chunk("zTXt", text.toByteArray()));
        long bytes = allocated(() -> assertThat(file(file).read(768).getWidth()).isEqualTo(8));
        assertThat(bytes).isLessThan(32L * 1_024 * 1_024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x5", "5x0", "2147483647x1", "1x2147483647", "70000x10", "20000x20000"})
    @DisplayName("a picture without pixels, or with too many, says so before anything is made of it")
    void sizes(String size) throws IOException {
        String[] sides = size.split("x", -1);
        byte[] file = pngHead(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        long bytes =
                allocated(() -> assertThatThrownBy(() -> file(file).read(768)).isInstanceOf(IOException.class));
        assertThat(bytes).isLessThan(16L * 1_024 * 1_024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    @DisplayName(
            "each format is read, made smaller, and its size is known; a file that is cut off anywhere breaks nothing")
    void formats(String format) throws IOException {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 300 * 200; i++) {
            image.setRGB(i % 300, i / 300, i * 31);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        byte[] file = out.toByteArray();
        assertThat(file(file).size()).isEqualTo(new PictureFile.Size(300, 200));
        assertThat(file(file).read(100).getWidth()).isEqualTo(100);
        assertThat(file(file).read(2_048).getHeight()).isEqualTo(200);
        for (int length = 0; length < file.length; length += Math.max(1, file.length / 50)) {
            byte[] part = Arrays.copyOf(file, length);
            try {
                assertThat(file(part).read(100).getWidth()).isEqualTo(100);
            } catch (IOException e) {
                assertThat(e.getMessage()).contains("picture");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 300, 200, 150, 190", "6, 200, 300, 190, 150", "8, 200, 300, 10, 150"})
    @DisplayName("a photograph is upright however the camera was held, and is stored so")
    void held(int orientation, int width, int height, int redX, int redY) throws IOException {
        byte[] file = resource("exif-" + orientation + ".jpg"); // red at the upper side of what the sensor had
        assertThat(file(file).size()).isEqualTo(new PictureFile.Size(width, height));
        BufferedImage read = file(file).read(2_048);
        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        assertThat(read.getRGB(redX, redY) >> 16 & 0xFF).isGreaterThan(200);
        assertThat(read.getRGB(width - 1 - redX, height - 1 - redY) & 0xFFFF).isGreaterThan(0);
        assertThat(file(file).read(100).getWidth()).isEqualTo(width > height ? 100 : 67);

        Pictures.Prepared stored = Pictures.prepare(file);
        assertThat(stored.width()).isEqualTo(width);
        byte[] bytes = Base64.getDecoder().decode(String.join("", stored.parts().values()));
        BufferedImage seenByAnyProgram = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(seenByAnyProgram.getWidth()).isEqualTo(width);
        assertThat(seenByAnyProgram.getRGB(redX, redY) >> 16 & 0xFF).isGreaterThan(200);
    }

    @Test
    @DisplayName("where a photograph says nonsense about how it was held, or is cut off there, it is taken as it is")
    void heldNonsense() throws IOException {
        byte[] file = resource("exif-6.jpg");
        for (int i = 12; i < 40; i++) {
            for (int value : new int[] {0, 0x7F, 0xFF}) {
                byte[] bent = file.clone();
                bent[i] = (byte) value;
                assertThat(ExifOrientation.of(bent)
                                .upright(new PictureFile.Size(30, 20))
                                .bytes())
                        .isEqualTo(2_400);
            }
            assertThat(ExifOrientation.of(Arrays.copyOf(file, i - 12)).isUpright())
                    .isTrue();
        }
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PictureFileTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    @Test
    @DisplayName("of a picture that moves, with however many frames, the first is read")
    void moving() throws IOException {
        BufferedImage frame = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_INDEXED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(frame, "gif", out);
        byte[] one = out.toByteArray();
        int head = 13 + 3 * 256; // before the first frame, with its colours
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(one, 0, one.length - 1);
        for (int i = 0; i < 5_000; i++) {
            many.write(one, head, one.length - head - 1);
        }
        many.write(';');
        assertThat(file(many.toByteArray()).read(768).getWidth()).isEqualTo(20);
    }

    @Test
    @DisplayName("a photograph of thousands of parts is not begun with")
    void scans() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "jpg", out);
        for (int i = 0; i < 1_000; i++) {
            out.write(0xFF);
            out.write(0xDA);
        }
        assertThatThrownBy(() -> file(out.toByteArray()).read(768)).hasMessageContaining("too many parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no picture", "II*\0", "<svg/>", "RIFF....WEBP", "%PDF-1.4", "P4\n1 1\n"})
    @DisplayName("what is no picture is none, whatever it is called")
    void none(String text) {
        assertThatThrownBy(
                        () -> file(text.getBytes(StandardCharsets.ISO_8859_1)).size())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("picture");
    }

    @Test
    @DisplayName("memory is taken while there is some, and is there again when it was given back")
    void memory() {
        PictureMemory memory = new PictureMemory(100);
        assertThat(memory.take(60)).isTrue();
        assertThat(memory.take(60)).isFalse();
        assertThat(memory.take(40)).isTrue();
        memory.giveBack(60);
        assertThat(memory.taken()).isEqualTo(40);
        assertThat(memory.take(60)).isTrue();
        memory.giveBack(100);
        assertThat(memory.takeShare(51)).isFalse();
        assertThat(memory.takeShare(50)).isTrue();
        assertThat(memory.takeShare(25)).isTrue();
        assertThat(memory.taken()).isEqualTo(75);
    }

    private static PictureFile file(byte[] bytes) {
        return PictureFile.stored(bytes);
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What this thread took of the heap meanwhile, in bytes. */
    private static long allocated(Work work) throws IOException {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        work.run();
        return threads.getThreadAllocatedBytes(id) - before;
    }

    // ---- made by hand

    private static byte[] pngHead(int width, int height) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        file.writeBytes(header(width, height, 8, RGBA));
        file.writeBytes(chunk("IDAT", packed(1_000)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    static byte[] png(int width, int height, int depth, int color, byte[] more) throws IOException {
        int samples = color == RGBA ? 4 : 1;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        file.writeBytes(header(width, height, depth, color));
        file.writeBytes(more);
        if (color == PALETTE) {
            file.writeBytes(chunk("PLTE", new byte[] {0, 0, 0, 1, 1, 1}));
        }
        file.writeBytes(chunk("IDAT", packed((1L + (long) width * samples * depth / 8) * height)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] header(int width, int height, int depth, int color) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(width);
        out.writeInt(height);
        out.write(new byte[] {(byte) depth, (byte) color, 0, 0, 0});
        return chunk("IHDR", bytes.toByteArray());
    }

    private static byte[] chunk(String type, byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) sum.getValue());
        return bytes.toByteArray();
    }

    /** So many zeros, packed. */
    private static byte[] packed(long zeros) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))) {
            byte[] some = new byte[1 << 16];
            for (long left = zeros; left > 0; left -= some.length) {
                out.write(some, 0, (int) Math.min(left, some.length));
            }
        }
        return bytes.toByteArray();
    }
}
