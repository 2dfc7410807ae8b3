package dev.lockstep.desktop.pictures;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a GIF that moves is made of: where in the file each of its frames is, and how long it is shown. Nothing is decoded to learn
 * that. The file may come from anybody: what is cut off or makes no sense ends the list of frames, and never fails. Immutable.
 */
final class GifFile {

    /** Pixels of the whole picture: that of a film. What has more stands still. */
    static final int PIXELS_MAX = 2_100_000;

    /** Of one whose first frame is drawn into its place; what has more is read as any other picture. */
    private static final int STILL_PIXELS_MAX = 2 * PIXELS_MAX;

    /** So many frames are played; what comes behind them is left out. */
    static final int FRAMES_MAX = 5_000;

    /** A shorter delay is none that was meant: browsers take the usual one instead. */
    private static final int DELAY_MIN_MILLIS = 20;

    private static final int DELAY_USUAL_MILLIS = 100;
    private static final int MILLIS_PER_TICK = 10;

    private static final int HEAD_BYTES = 13;
    private static final int IMAGE_BYTES = 9;
    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;
    private static final int IMAGE = 0x2C;
    private static final int TABLE = 0x80;
    private static final int INTERLACED = 0x40;
    private static final int COLOR_BYTES = 3;
    private static final String LOOPS = "NETSCAPE2.0";

    /** What becomes of a frame before the next one is drawn. */
    enum Disposal {
        KEEP,
        CLEAR,
        RESTORE
    }

    /**
     * One frame.
     *
     * @param left where it is in the picture, with {@code top}, {@code width} and {@code height}; it may reach beyond
     * @param transparent which colour of its table is none, -1 where all are colours
     * @param table where its colours are in the file
     * @param colors how many of them
     * @param data where its pixels begin, with the byte that says how they are packed
     */
    record Frame(
            int left,
            int top,
            int width,
            int height,
            boolean interlaced,
            int delayMillis,
            Disposal disposal,
            int transparent,
            int table,
            int colors,
            int data) {}

    final byte[] bytes;
    final List<Frame> frames = new ArrayList<>();
    private int width;
    private int height;
    private int loops = 1; // 0 is for ever
    private int at = HEAD_BYTES;

    private GifFile(byte[] bytes) {
        this.bytes = bytes;
        this.width = number(6);
        this.height = number(8);
    }

    /** Null where {@code bytes} are no GIF of two frames at least. */
    static @Nullable GifFile of(byte[] bytes) {
        if (bytes.length < HEAD_BYTES || !PictureKinds.isGif(bytes)) {
            return null;
        }
        GifFile file = new GifFile(bytes);
        file.scan();
        return file.frames.size() < 2 ? null : file;
    }

    /** Pixels. */
    int width() {
        return width;
    }

    /** Pixels. */
    int height() {
        return height;
    }

    /** How often all frames are shown; 0 is for ever. */
    int loops() {
        return loops;
    }

    /** Whether it is small enough to be played. */
    boolean isPlayable() {
        return isDrawable() && width * height <= PIXELS_MAX;
    }

    /** Whether a frame of it can be composed. */
    boolean isDrawable() {
        return width > 0 && height > 0 && (long) width * height <= STILL_PIXELS_MAX;
    }

    private int octet(int index) {
        return bytes[index] & 0xFF;
    }

    private int number(int index) {
        return octet(index) | octet(index + 1) << 8;
    }

    private boolean has(int count) {
        return at + count <= bytes.length;
    }

    /** How many colours a table has that {@code packed} tells of; 0 where there is none. */
    private static int colors(int packed) {
        return (packed & TABLE) == 0 ? 0 : 2 << (packed & 7);
    }

    private void scan() {
        int globalColors = colors(octet(10));
        at += globalColors * COLOR_BYTES;
        Control control = Control.NONE;
        while (has(1) && frames.size() < FRAMES_MAX) {
            int block = octet(at++);
            if (block == EXTENSION && has(1)) {
                int label = octet(at++);
                if (label == CONTROL && has(5)) {
                    control = Control.of(octet(at + 1), number(at + 2), octet(at + 4));
                } else if (label == APPLICATION) {
                    readLoops();
                }
                if (!skipBlocks()) {
                    return;
                }
            } else if (block == IMAGE && has(IMAGE_BYTES + 1)) {
                if (!image(control, globalColors)) {
                    return;
                }
                control = Control.NONE;
            } else if (block != 0) {
                return; // the end, or what is none of a GIF
            }
        }
    }

    private record Control(int delayMillis, Disposal disposal, int transparent) {

        static final Control NONE = new Control(DELAY_USUAL_MILLIS, Disposal.KEEP, -1);

        static Control of(int packed, int ticks, int transparent) {
            int millis = ticks * MILLIS_PER_TICK;
            int method = packed >> 2 & 7;
            Disposal disposal = method == 2 ? Disposal.CLEAR : method == 3 ? Disposal.RESTORE : Disposal.KEEP;
            return new Control(
                    millis < DELAY_MIN_MILLIS ? DELAY_USUAL_MILLIS : millis,
                    disposal,
                    (packed & 1) == 0 ? -1 : transparent);
        }
    }

    private void readLoops() {
        int name = LOOPS.length();
        if (!has(1 + name + 4) || octet(at) != name || octet(at + 1 + name) != 3 || octet(at + 2 + name) != 1) {
            return;
        }
        for (int i = 0; i < name; i++) {
            if (octet(at + 1 + i) != LOOPS.charAt(i)) {
                return;
            }
        }
        int again = number(at + 3 + name);
        loops = again == 0 ? 0 : again + 1;
    }

    /** False where the file ends before it does. */
    private boolean skipBlocks() {
        while (has(1)) {
            int length = octet(at++);
            if (length == 0) {
                return true;
            }
            at += length;
        }
        return false;
    }

    /** False where it is not all there. */
    private boolean image(Control control, int globalColors) {
        int left = number(at);
        int top = number(at + 2);
        int wide = number(at + 4);
        int high = number(at + 6);
        int packed = octet(at + 8);
        at += IMAGE_BYTES;
        int own = colors(packed);
        int table = own > 0 ? at : HEAD_BYTES;
        at += own * COLOR_BYTES;
        int data = at++;
        if (!skipBlocks()) {
            return false;
        }
        if (frames.isEmpty()) { // some say nothing of the whole, or less than there is
            width = Math.max(width, left + wide);
            height = Math.max(height, top + high);
        }
        frames.add(new Frame(
                left,
                top,
                wide,
                high,
                (packed & INTERLACED) != 0,
                control.delayMillis(),
                control.disposal(),
                control.transparent(),
                table,
                own > 0 ? own : globalColors,
                data));
        return true;
    }
}
