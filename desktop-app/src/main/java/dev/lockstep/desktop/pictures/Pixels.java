package dev.lockstep.desktop.pictures;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;

/**
 * Pixels of kinds that Java's own drawing gets wrong or takes long for: greys with transparency become lighter (it takes them for
 * linear light, which no file has), and the inks of a CMYK picture take half a second for a million.
 */
final class Pixels {

    private static final int INKS = 4;
    private static final int FULL = 255;

    private Pixels() {}

    /** {@code image}, or the same in kinds of pixels that are drawn right and at once. */
    static BufferedImage drawable(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (image.getType() != BufferedImage.TYPE_CUSTOM) {
            return image;
        }
        Raster raster = image.getRaster();
        int space = model.getColorSpace().getType();
        if (space == ColorSpace.TYPE_GRAY && raster.getNumBands() <= 2) {
            return fromGrey(raster, model);
        }
        return space == ColorSpace.TYPE_CMYK && raster.getNumBands() == INKS ? fromInks(raster, model) : image;
    }

    private static BufferedImage fromGrey(Raster raster, ColorModel model) {
        BufferedImage drawable = new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_INT_ARGB);
        int[] to = ((DataBufferInt) drawable.getRaster().getDataBuffer()).getData();
        int bands = raster.getNumBands();
        int[] row = new int[raster.getWidth() * bands];
        int greyMax = (1 << model.getComponentSize(0)) - 1;
        int alphaMax = bands == 1 ? 1 : (1 << model.getComponentSize(1)) - 1;
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                int grey = (int) ((long) row[i] * FULL / greyMax);
                int alpha = bands == 1 ? FULL : (int) ((long) row[i + 1] * FULL / alphaMax);
                to[at++] = alpha << 24 | grey << 16 | grey << 8 | grey;
            }
        }
        return drawable;
    }

    private static BufferedImage fromInks(Raster raster, ColorModel model) {
        BufferedImage drawable = new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] to = ((DataBufferInt) drawable.getRaster().getDataBuffer()).getData();
        int[] row = new int[raster.getWidth() * INKS];
        int most = (1 << model.getComponentSize(0)) - 1;
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += INKS) {
                int light = most - row[i + 3];
                int red = left(row[i], light, most);
                int green = left(row[i + 1], light, most);
                to[at++] = red << 16 | green << 8 | left(row[i + 2], light, most);
            }
        }
        return drawable;
    }

    /** What an ink leaves of the light that black leaves, 0 to 255. */
    private static int left(int ink, int light, int most) {
        return (int) ((long) (most - ink) * light * FULL / ((long) most * most));
    }
}
