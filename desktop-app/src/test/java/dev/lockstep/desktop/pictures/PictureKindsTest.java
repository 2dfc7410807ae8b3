package dev.lockstep.desktop.pictures;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Pictures as people have them: what is stored of them is what they saw, and every program reads it. */
class PictureKindsTest {

    private static final int RED = 0xFFFF0000;
    private static final int WHITE = 0xFFFFFFFF;

    @ParameterizedTest
    @CsvSource({"opaque.webp, 300, 200", "cmyk.jpg, 300, 200", "exif-6.webp, 200, 300"})
    @DisplayName("WebP and CMYK are stored as what every program reads, upright")
    void converted(String name, int width, int height) throws IOException {
        Pictures.Prepared stored = Pictures.prepare(PictureFileTest.resource(name));
        assertThat(stored.width()).isEqualTo(width);
        assertThat(stored.height()).isEqualTo(height);
        BufferedImage seen = seen(stored, "jpeg");
        assertThat(seen.getWidth()).isEqualTo(width);
        boolean turned = width < height;
        assertNear(turned ? seen.getRGB(width - 10, 150) : seen.getRGB(150, 10), RED);
        assertNear(seen.getRGB(150, 150), WHITE);
    }

    @Test
    @DisplayName("a transparent WebP stays transparent")
    void transparentWebp() throws IOException {
        BufferedImage seen = seen(Pictures.prepare(PictureFileTest.resource("transparent.webp")), "png");
        assertNear(seen.getRGB(20, 15), 0x80FF0000);
    }

    @Test
    @DisplayName("what others store is read by no reader that programs of the first version lack")
    void storedWebp() {
        assertThatThrownBy(() -> PictureFile.stored(PictureFileTest.resource("opaque.webp"))
                        .size())
                .hasMessageContaining("no picture");
    }

    @Test
    @DisplayName("a WebP that is cut off anywhere, or bent, breaks nothing")
    void bentWebp() throws IOException {
        Random random = new Random(7);
        for (String name : new String[] {"opaque.webp", "transparent.webp", "exif-6.webp"}) {
            byte[] file = PictureFileTest.resource(name);
            for (int i = 0; i < 80; i++) {
                byte[] bent = i < 40 ? Arrays.copyOf(file, file.length * i / 40) : file.clone();
                if (i >= 40) {
                    bent[32 + random.nextInt(file.length - 32)] = (byte) random.nextInt(); // the size stays
                }
                try {
                    assertThat(PictureFile.own(bent).read(100).getWidth()).isPositive();
                } catch (IOException e) {
                    assertThat(e.getMessage()).contains("picture");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_CUSTOM})
    @DisplayName("greys are as light as they were, also in 16 bits and with transparency")
    void greys(int type) throws IOException {
        BufferedImage grey = type == BufferedImage.TYPE_CUSTOM ? greyAndAlpha() : new BufferedImage(8, 8, type);
        int middle = type == BufferedImage.TYPE_USHORT_GRAY ? 0x8080 : 0x80;
        for (int i = 0; i < 64; i++) {
            int[] pixel = type == BufferedImage.TYPE_CUSTOM ? new int[] {middle, 0xFF} : new int[] {middle};
            grey.getRaster().setPixel(i % 8, i / 8, pixel);
        }
        BufferedImage read = PictureFile.own(file(grey)).read(100);
        assertNear(read.getRGB(4, 4), 0xFF808080);
    }

    @Test
    @DisplayName("a large transparent picture stays transparent, with fewer pixels where it has to be")
    void largeTransparent() throws IOException {
        BufferedImage noise = noise(2_048, 2_048, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 200 * 200; i++) {
            noise.setRGB(i % 200, i / 200, 0);
        }
        Pictures.Prepared stored = Pictures.prepare(file(noise));
        BufferedImage seen = seen(stored, "png");
        assertThat(seen.getRGB(10, 10) >>> 24).isZero();
        assertThat(seen.getWidth()).isEqualTo(stored.width()).isBetween(500, 1_600);
    }

    @Test
    @DisplayName("a large opaque picture has all its pixels")
    void largeOpaque() throws IOException {
        BufferedImage seen = seen(Pictures.prepare(file(noise(1_400, 1_400, BufferedImage.TYPE_INT_RGB))), "jpeg");
        assertThat(seen.getWidth()).isEqualTo(1_400);
    }

    @ParameterizedTest
    @CsvSource({
        "....ftypheic, a HEIC picture",
        "....ftypavif, an AVIF picture",
        "%PDF-1.7, a PDF document",
        "<svg>, an SVG drawing",
    })
    @DisplayName("files of other kinds are called what they are, with what to do about it")
    void others(String begin, String name) {
        byte[] file = begin.getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> PictureFile.own(file).size())
                .hasMessage("this is " + name + ", which can't be read as a picture: export it as PNG or JPEG");
    }

    private static BufferedImage greyAndAlpha() {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                ComponentColorModel.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(8, 8);
        return new BufferedImage(model, raster, false, null);
    }

    /** What no format makes small. */
    private static BufferedImage noise(int width, int height, int type) {
        BufferedImage noise = new BufferedImage(width, height, type);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                noise.setRGB(x, y, 0xFF000000 | random.nextInt());
            }
        }
        return noise;
    }

    private static byte[] file(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "png", out)).isTrue();
        return out.toByteArray();
    }

    /** As a program of any version sees it. */
    private static BufferedImage seen(Pictures.Prepared stored, String format) throws IOException {
        byte[] file = Base64.getDecoder().decode(String.join("", stored.parts().values()));
        assertThat(file[0] == (byte) 0xFF).isEqualTo(format.equals("jpeg"));
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static void assertNear(int argb, int expected) {
        for (int shift = 0; shift < 32; shift += 8) {
            assertThat(argb >>> shift & 0xFF).isCloseTo(expected >>> shift & 0xFF, within(8));
        }
    }
}
