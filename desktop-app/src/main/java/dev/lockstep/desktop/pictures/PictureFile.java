package dev.lockstep.desktop.pictures;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.jspecify.annotations.Nullable;

/**
 * The file of a picture, from anybody: its size is read before anything large is made of a few bytes, and what is larger than it
 * is wanted is made smaller while it is read, so that it is never whole in memory. Of what moves the first picture is taken.
 * Any thread; takes its time.
 */
final class PictureFile {

    /** What would have more pixels takes too long to be read, however few of them are kept. */
    static final long PIXELS_MAX = 100_000_000;

    /** The readers of JPEG and BMP may hold all pixels, or as much again. Of one's own pictures those of a good camera are read. */
    private static final long OWN_WHOLE_MAX = 50_000_000;

    /** The reader of WebP is written in Java, and takes some seconds for as many. */
    private static final long WEBP_MAX = 25_000_000;

    /** No program stores larger ones: they are made smaller before. */
    private static final long STORED_WHOLE_MAX = 17_000_000;

    private static final int SIDE_MAX = 65_535;

    /** What a picture may take while it is read, in bytes. */
    private static final long DECODED_BYTES_MAX = 32L * 1_024 * 1_024;

    /** A photograph that comes bit by bit has some ten parts; thousands of them are there to keep a machine busy. */
    private static final int JPEG_SCANS_MAX = 64;

    private static final Set<String> WHOLE = Set.of("jpeg", "bmp");
    private static final Set<String> PHOTOGRAPHS = Set.of("jpeg", "webp");

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** What of a PNG makes its pixels; the rest may be texts that are gigabytes when they are unpacked. */
    private static final Set<String> PNG_PARTS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private static final int PNG_PART_FRAME = 12;

    private final byte[] bytes;
    private final long wholeMax;
    private final Set<String> formats;
    private final ExifOrientation turned;
    private final @Nullable GifFile moving;

    private PictureFile(byte[] bytes, Set<String> formats, long wholeMax) {
        this.bytes = bytes;
        this.formats = formats;
        this.wholeMax = wholeMax;
        this.turned = ExifOrientation.of(bytes);
        this.moving = GifFile.of(bytes);
    }

    /** Whether it is a GIF of more than one frame. */
    boolean isMoving() {
        return moving != null;
    }

    /** The first frame of what moves, in its place; null for all else, which readers read. */
    private @Nullable BufferedImage firstFrame() {
        if (moving == null || !moving.isDrawable()) {
            return null;
        }
        GifCanvas canvas = new GifCanvas(moving);
        canvas.next();
        return canvas.image();
    }

    /** One that somebody chose at this machine. */
    static PictureFile own(byte[] bytes) {
        return new PictureFile(bytes, PictureKinds.OWN, OWN_WHOLE_MAX);
    }

    /** One that is in a room. */
    static PictureFile stored(byte[] bytes) {
        return new PictureFile(bytes, PictureKinds.STORED, STORED_WHOLE_MAX);
    }

    /** Pixels. */
    record Size(int width, int height) {

        /** As it is when its longer side is at most {@code sideMax}. */
        Size within(int sideMax) {
            double scale = Math.min(1, (double) sideMax / Math.max(width, height));
            return new Size(
                    (int) Math.max(1, Math.round(width * scale)), (int) Math.max(1, Math.round(height * scale)));
        }

        /** Of the same picture, a quarter turn on. */
        Size onItsSide() {
            return new Size(/* width= */ height, /* height= */ width);
        }

        long bytes() {
            return 4L * width * height;
        }
    }

    /**
     * Its size, upright.
     *
     * @throws IOException where it is no picture that can be read, with a message for people
     */
    Size size() throws IOException {
        if (moving != null && moving.isDrawable()) {
            return new Size(moving.width(), moving.height());
        }
        return turned.upright(with(reader -> new Size(reader.getWidth(0), reader.getHeight(0))));
    }

    /** Whether any program shows it as it is: it is upright, in a format that all read, and in colours of light. */
    boolean isPlain() throws IOException {
        return turned.isUpright() && with(reader -> PictureKinds.STORED.contains(format(reader)) && !hasInks(reader));
    }

    /** Such as {@code png}. */
    String format() throws IOException {
        return with(PictureFile::format);
    }

    /** Whether what it was before it was a file is coarser anyway. */
    boolean isPhotograph() throws IOException {
        return with(reader -> PHOTOGRAPHS.contains(format(reader)));
    }

    private static boolean hasInks(ImageReader reader) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        return types.hasNext() && types.next().getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK;
    }

    /**
     * The picture, upright and premultiplied.
     *
     * @param sideMax the longer side is at most so many pixels; what has more is made smaller
     * @throws IOException where it is no picture that can be read, with a message for people
     */
    BufferedImage read(int sideMax) throws IOException {
        BufferedImage first = firstFrame();
        if (first != null) {
            return painted(first, sideMax);
        }
        return with(reader -> {
            Size whole = new Size(reader.getWidth(0), reader.getHeight(0));
            Size wanted = whole.within(sideMax);
            ImageReadParam param = reader.getDefaultReadParam();
            int step = step(reader, whole, wanted);
            param.setSourceSubsampling(step, step, 0, 0);
            BufferedImage read = Pixels.drawable(reader.read(0, param));
            return painted(read, wanted, turned);
        });
    }

    /** Each so-manieth pixel is read: twice as many as are wanted, so that the rest is smoothed, and no more than there is room for. */
    private static int step(ImageReader reader, Size whole, Size wanted) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        int bitsPerPixel = types.hasNext()
                ? Arrays.stream(types.next().getSampleModel().getSampleSize()).sum()
                : 32;
        long bytesPerPixel = Math.max(1, bitsPerPixel / 8);
        int step =
                Math.max(1, Math.max(whole.width(), whole.height()) / (2 * Math.max(wanted.width(), wanted.height())));
        while (((long) whole.width() / step + 1) * (whole.height() / step + 1) * bytesPerPixel > DECODED_BYTES_MAX) {
            step++;
        }
        return step;
    }

    /** Premultiplied, and not larger than {@code sideMax}. */
    static BufferedImage painted(BufferedImage image, int sideMax) {
        return painted(
                image, new Size(image.getWidth(), image.getHeight()).within(sideMax), ExifOrientation.of(new byte[0]));
    }

    private static BufferedImage painted(BufferedImage image, Size size, ExifOrientation turned) {
        Size upright = turned.upright(size);
        BufferedImage painted = new BufferedImage(upright.width(), upright.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = painted.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.transform(turned.toUpright(size));
        graphics.drawImage(image, 0, 0, size.width(), size.height(), null);
        graphics.dispose();
        return painted;
    }

    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    private <T> T with(Use<T> use) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(essential()))) {
            ImageReader reader = reader(in);
            try {
                reader.setInput(in, true, true);
                check(reader);
                return use.of(reader);
            } finally {
                reader.dispose();
            }
        } catch (IIOException e) {
            throw new IOException("this picture can't be read: it is damaged, or of a rare kind; save it anew", e);
        } catch (EOFException | RuntimeException e) { // what readers throw at bytes that are made up
            throw new IOException("this picture is damaged", e);
        }
    }

    private ImageReader reader(ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (formats.contains(format(reader))) {
                return reader;
            }
            reader.dispose();
        }
        throw new IOException(PictureKinds.refusal(bytes));
    }

    private static String format(ImageReader reader) throws IOException {
        return reader.getFormatName().toLowerCase(Locale.ROOT);
    }

    private void check(ImageReader reader) throws IOException {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        String format = format(reader);
        if (width < 1 || height < 1) {
            throw new IOException("this picture is damaged: it has no pixels");
        } else if (width * height > pixelsMax(format) || Math.max(width, height) > SIDE_MAX) {
            throw new IOException("this picture is too large: " + width + " by " + height + " pixels");
        } else if (format.equals("jpeg") && scans() > JPEG_SCANS_MAX) {
            throw new IOException("this picture is damaged: it has too many parts");
        }
    }

    private long pixelsMax(String format) {
        return format.equals("webp") ? WEBP_MAX : WHOLE.contains(format) ? wholeMax : PIXELS_MAX;
    }

    /** In what is packed of a JPEG no byte FF is followed by anything but a marker. */
    private int scans() {
        int scans = 0;
        for (int i = 0; i + 1 < bytes.length; i++) {
            scans += bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) 0xDA ? 1 : 0;
        }
        return scans;
    }

    /** A PNG without all that makes no pixels; any other file as it is. */
    private byte[] essential() {
        if (!Arrays.equals(bytes, 0, Math.min(PNG.length, bytes.length), PNG, 0, PNG.length)) {
            return bytes;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.writeBytes(PNG);
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int at = PNG.length;
        while (at + PNG_PART_FRAME <= bytes.length) {
            int length = file.getInt(at);
            if (length < 0 || length > bytes.length - at - PNG_PART_FRAME) {
                break; // cut off
            }
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (PNG_PARTS.contains(type)) {
                kept.write(bytes, at, length + PNG_PART_FRAME);
            }
            at += length + PNG_PART_FRAME;
        }
        return kept.toByteArray();
    }
}
