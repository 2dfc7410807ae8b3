package dev.lockstep.desktop.pictures;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held, as its JPEG or WebP says in EXIF: pixels are stored as the sensor has them, and a number from 1 to 8 says how they are to
 * be turned and mirrored. Reads a bounded part of the file, which may be from anybody.
 */
final class ExifOrientation {

    private static final int UPRIGHT = 1;
    private static final int MOST = 8;
    private static final int FIRST_ON_ITS_SIDE = 5;

    private static final int JPEG = 0xFFD8;
    private static final int EXIF = 0xFFE1;
    private static final int EXIF_HEAD_BYTES = 6;
    private static final int RIFF = letters("RIFF");
    private static final int RIFF_EXIF = Integer.reverseBytes(letters("EXIF"));
    private static final int RIFF_HEAD_BYTES = 12;
    private static final int SCAN = 0xFFDA;
    private static final int EXIF_HEAD = letters("Exif"); // and two zeros after it
    private static final int SEGMENTS_MAX = 64;
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int ENTRY_BYTES = 12;
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRIES_MAX = 200;

    private final int orientation;

    private ExifOrientation(int orientation) {
        this.orientation = orientation;
    }

    /** What {@code file} says; upright where it says nothing that makes sense. */
    static ExifOrientation of(byte[] file) {
        try {
            int said = said(ByteBuffer.wrap(file));
            return new ExifOrientation(said > UPRIGHT && said <= MOST ? said : UPRIGHT);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) { // cut off
            return new ExifOrientation(UPRIGHT);
        }
    }

    private static int letters(String four) {
        return ByteBuffer.wrap(four.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    private static int said(ByteBuffer file) {
        if (file.remaining() < 4) {
            return UPRIGHT;
        } else if (file.getInt(0) == RIFF) {
            return saidInRiff(file.order(ByteOrder.LITTLE_ENDIAN));
        } else if ((file.getShort() & 0xFFFF) != JPEG) {
            return UPRIGHT;
        }
        for (int i = 0; i < SEGMENTS_MAX; i++) {
            int marker = file.getShort() & 0xFFFF;
            if (marker == SCAN) {
                return UPRIGHT;
            }
            int next = file.position() + (file.getShort() & 0xFFFF);
            if (marker == EXIF && file.getInt() == EXIF_HEAD && file.getShort() == 0) {
                return orientation(file.slice());
            }
            file.position(next);
        }
        return UPRIGHT;
    }

    /** A WebP is a RIFF file: names of four letters, sizes, and what they are of. */
    private static int saidInRiff(ByteBuffer file) {
        file.position(RIFF_HEAD_BYTES);
        for (int i = 0; i < SEGMENTS_MAX; i++) {
            int name = file.getInt();
            int size = file.getInt();
            if (name == RIFF_EXIF) {
                ByteBuffer exif = file.slice().order(ByteOrder.BIG_ENDIAN);
                if (exif.getInt(0) == EXIF_HEAD) {
                    exif.position(EXIF_HEAD_BYTES);
                }
                return orientation(exif.slice());
            }
            file.position(file.position() + size + (size & 1));
        }
        return UPRIGHT;
    }

    /** @param tiff with offsets from its beginning */
    private static int orientation(ByteBuffer tiff) {
        if (tiff.getShort() == LITTLE_ENDIAN) {
            tiff.order(ByteOrder.LITTLE_ENDIAN);
        }
        tiff.getShort();
        tiff.position(tiff.getInt());
        int entries = Math.min(ENTRIES_MAX, tiff.getShort() & 0xFFFF);
        int first = tiff.position();
        for (int i = 0; i < entries; i++) {
            int entry = first + i * ENTRY_BYTES;
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
                return tiff.getShort(entry + ENTRY_BYTES - 4);
            }
        }
        return UPRIGHT;
    }

    boolean isUpright() {
        return orientation == UPRIGHT;
    }

    /** Whether what is stored as its width is its height. */
    private boolean isOnItsSide() {
        return orientation >= FIRST_ON_ITS_SIDE;
    }

    /** The size of the picture when it is upright. */
    PictureFile.Size upright(PictureFile.Size stored) {
        return isOnItsSide() ? stored.onItsSide() : stored;
    }

    /** Makes a stored picture of this size upright. */
    AffineTransform toUpright(PictureFile.Size stored) {
        double width = stored.width();
        double height = stored.height();
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
