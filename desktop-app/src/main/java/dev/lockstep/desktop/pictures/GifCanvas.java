package dev.lockstep.desktop.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Composes the frames of a GIF one after another into one picture, as browsers do. A frame takes some ten milliseconds at most,
 * whatever the file says: what it has beyond its bounds is left out. One thread at a time.
 */
final class GifCanvas {

    /** So many pixels of one frame are unpacked; a frame may say that it is far larger than the picture. */
    private static final int UNPACKED_MAX = 2 * GifFile.PIXELS_MAX;

    private static final int CODES_MAX = 4_096;
    private static final int BITS_MAX = 12;
    private static final int OPAQUE = 0xFF << 24;

    /** Where the rows of the four passes of an interlaced frame begin, and how far they are apart. */
    private static final int[] PASS_FIRST = {0, 4, 2, 1};

    private static final int[] PASS_STEP = {8, 8, 4, 2};

    private final GifFile file;
    private final BufferedImage image;
    private final int[] pixels;
    private final int[] prefix = new int[CODES_MAX];
    private final byte[] suffix = new byte[CODES_MAX];
    private final byte[] stack = new byte[CODES_MAX + 1];
    private int shown = -1;
    private int loop = 1;
    private int @Nullable [] saved;

    /** @param file a {@linkplain GifFile#isDrawable() drawable} one */
    GifCanvas(GifFile file) {
        this.file = file;
        this.image = new BufferedImage(file.width(), file.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        this.pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** What one takes, in bytes. */
    static long bytes(GifFile file) {
        boolean saves = file.frames.stream().anyMatch(frame -> frame.disposal() == GifFile.Disposal.RESTORE);
        return (saves ? 8L : 4L) * file.width() * file.height();
    }

    /** The picture, which the next frame is drawn into too. */
    BufferedImage image() {
        return image;
    }

    /** How long the frame is shown that {@link #next} drew last. */
    int delayMillis() {
        return file.frames.get(shown).delayMillis();
    }

    /** Draws the next frame; false where the last one stays. */
    boolean next() {
        boolean again = shown == file.frames.size() - 1;
        if (again && file.loops() > 0 && loop >= file.loops()) {
            return false;
        }
        if (again) {
            loop++;
            shown = -1;
            Arrays.fill(pixels, 0);
        } else if (shown >= 0) {
            dispose(file.frames.get(shown));
        }
        shown++;
        GifFile.Frame frame = file.frames.get(shown);
        if (frame.disposal() == GifFile.Disposal.RESTORE) {
            save(frame);
        }
        draw(frame);
        return true;
    }

    private int right(GifFile.Frame frame) {
        return Math.min(file.width(), frame.left() + frame.width());
    }

    private int bottom(GifFile.Frame frame) {
        return Math.min(file.height(), frame.top() + frame.height());
    }

    private void save(GifFile.Frame frame) {
        int[] kept = saved == null ? new int[pixels.length] : saved;
        saved = kept;
        copy(frame, pixels, kept);
    }

    private void dispose(GifFile.Frame frame) {
        if (frame.disposal() == GifFile.Disposal.CLEAR) {
            for (int y = frame.top(); y < bottom(frame) && frame.left() < right(frame); y++) {
                Arrays.fill(pixels, y * file.width() + frame.left(), y * file.width() + right(frame), 0);
            }
        } else if (frame.disposal() == GifFile.Disposal.RESTORE && saved != null) {
            copy(frame, saved, pixels);
        }
    }

    private void copy(GifFile.Frame frame, int[] from, int[] to) {
        for (int y = frame.top(); y < bottom(frame) && frame.left() < right(frame); y++) {
            int at = y * file.width() + frame.left();
            System.arraycopy(from, at, to, at, right(frame) - frame.left());
        }
    }

    // ---- unpacking

    private int[] colors(GifFile.Frame frame) {
        int[] colors = new int[256]; // what the table doesn't have is none
        for (int i = 0; i < frame.colors() && frame.table() + 3 * i + 2 < file.bytes.length; i++) {
            int at = frame.table() + 3 * i;
            colors[i] = OPAQUE
                    | (file.bytes[at] & 0xFF) << 16
                    | (file.bytes[at + 1] & 0xFF) << 8
                    | (file.bytes[at + 2] & 0xFF);
        }
        if (frame.transparent() >= 0) {
            colors[frame.transparent()] = 0;
        }
        return colors;
    }

    /** The codes of a frame, bit by bit out of its blocks. */
    private final class Codes {
        private int at;
        private int left; // in the block
        private int buffer;
        private int bits;

        Codes(int at) {
            this.at = at;
        }

        /** -1 where there are no more. */
        int next(int size) {
            while (bits < size) {
                if (left == 0) {
                    left = at < file.bytes.length ? file.bytes[at++] & 0xFF : 0;
                }
                if (left == 0 || at >= file.bytes.length) {
                    return -1;
                }
                buffer |= (file.bytes[at++] & 0xFF) << bits;
                left--;
                bits += 8;
            }
            int code = buffer & ((1 << size) - 1);
            buffer >>>= size;
            bits -= size;
            return code;
        }
    }

    /** Puts pixels where they belong, row by row. */
    private final class Rows {
        private final GifFile.Frame frame;
        private final int[] colors;
        private final int columns;
        private int x;
        private int y;
        private int pass;
        private int unpacked;

        Rows(GifFile.Frame frame) {
            this.frame = frame;
            this.colors = colors(frame);
            this.columns = right(frame) - frame.left();
        }

        /** False where no more are needed. */
        boolean put(int color) {
            int row = frame.top() + y;
            if (x < columns && row < file.height()) {
                int argb = colors[color];
                if (argb != 0) {
                    pixels[row * file.width() + frame.left() + x] = argb;
                }
            }
            if (++x >= frame.width()) {
                x = 0;
                nextRow();
            }
            return ++unpacked < UNPACKED_MAX && y < frame.height();
        }

        private void nextRow() {
            if (!frame.interlaced()) {
                y = frame.top() + y + 1 < file.height() ? y + 1 : frame.height();
                return;
            }
            y += PASS_STEP[pass];
            while (y >= frame.height() && pass < PASS_FIRST.length - 1) {
                pass++;
                y = PASS_FIRST[pass];
            }
        }
    }

    private void draw(GifFile.Frame frame) {
        int root = file.bytes[frame.data()] & 0xFF;
        if (root < 1 || root > 8 || frame.width() == 0 || frame.height() == 0) {
            return;
        }
        Codes codes = new Codes(frame.data() + 1);
        Rows rows = new Rows(frame);
        int clear = 1 << root;
        int size = root + 1;
        int free = clear + 2;
        int before = -1;
        int first = 0; // the first pixel of what the code before stands for
        for (int code = codes.next(size); code >= 0 && code != clear + 1; code = codes.next(size)) {
            if (code == clear) {
                size = root + 1;
                free = clear + 2;
                before = -1;
                continue;
            } else if (code > free || (code == free && before < 0)) {
                return; // it is damaged: what there is so far is shown
            }
            int depth = 0;
            int entry = code;
            if (code == free) {
                stack[depth++] = (byte) first;
                entry = before;
            }
            while (entry >= clear + 2) {
                stack[depth++] = suffix[entry];
                entry = prefix[entry];
            }
            if (entry >= clear) {
                return;
            }
            first = entry;
            stack[depth++] = (byte) entry;
            if (before >= 0 && free < CODES_MAX) {
                prefix[free] = before;
                suffix[free] = (byte) first;
                free++;
                if (free == 1 << size && size < BITS_MAX) {
                    size++;
                }
            }
            before = code;
            while (depth > 0) {
                if (!rows.put(stack[--depth] & 0xFF)) {
                    return;
                }
            }
        }
    }
}
