package dev.lockstep.desktop.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import dev.lockstep.desktop.colors.ColorToken;

/** Writes pictures as files, in memory. Any thread. */
public final class PictureEncoder {

    private static final float QUALITY = 0.9f;
    private static final float QUALITY_LESS = 0.7f;

    /** What is transparent and can't be small as it is has so much less of a side, again and again. */
    private static final double SMALLER = 0.75;

    private PictureEncoder() {}

    /** A file, and how many pixels it has. */
    static final class Encoded {

        final byte[] file;
        final int width;
        final int height;

        private Encoded(byte[] file, BufferedImage image) {
            this.file = file;
            this.width = image.getWidth();
            this.height = image.getHeight();
        }
    }

    /**
     * A PNG; a JPEG where that is much smaller and nothing is lost by it but what nobody sees. What is transparent stays so, with fewer
     * pixels where it has to be.
     *
     * @param photograph whether it was a JPEG before, or such
     * @param bytesMax of the file
     */
    static Encoded encoded(BufferedImage image, boolean photograph, int bytesMax) throws IOException {
        boolean opaque = isOpaque(image);
        if (opaque && photograph) {
            return new Encoded(jpeg(image, bytesMax), image);
        }
        BufferedImage now = image;
        byte[] png = png(now);
        while (png.length > bytesMax) {
            if (opaque) {
                return new Encoded(jpeg(now, bytesMax), now);
            }
            now = PictureFile.painted(now, (int) Math.max(1, Math.max(now.getWidth(), now.getHeight()) * SMALLER));
            png = png(now);
        }
        return new Encoded(png, now);
    }

    private static boolean isOpaque(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return true;
        }
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int argb : row) {
                if (argb >>> 24 != 0xFF) {
                    return false;
                }
            }
        }
        return true;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writePng(image, out);
        return out.toByteArray();
    }

    /** Writes a PNG, and leaves {@code out} open. */
    public static void writePng(BufferedImage image, OutputStream out) throws IOException {
        try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(image, "png", to)) {
                throw new IOException("this picture can't be written as PNG");
            }
        }
    }

    private static byte[] jpeg(BufferedImage image, int bytesMax) throws IOException {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, new Color(ColorToken.PICTURE_BACK.rgb(false)), null);
        graphics.dispose();
        byte[] file = jpeg(opaque, QUALITY);
        return file.length <= bytesMax ? file : jpeg(opaque, QUALITY_LESS);
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        if (!writers.hasNext()) {
            throw new IOException("this picture can't be written as JPEG");
        }
        ImageWriter writer = writers.next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(to);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
