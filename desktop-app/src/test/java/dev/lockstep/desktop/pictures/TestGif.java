package dev.lockstep.desktop.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Writes GIFs of plain frames, also such as no program writes. The colours are {@link #RED}, green, {@link #BLUE} and white. */
public final class TestGif {

    static final int RED = 0xFFFF0000;
    static final int BLUE = 0xFF0000FF;
    static final int KEEP = 1;
    static final int CLEAR = 2;
    static final int RESTORE = 3;

    private static final byte[] COLORS = {-1, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1, -1};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TestGif(int width, int height) {
        out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        number(width);
        number(height);
        out.writeBytes(new byte[] {(byte) 0x81, 0, 0});
        out.writeBytes(COLORS);
    }

    /** One of two frames that goes on for ever, as the texts of a picture's parts. */
    public static byte[] blinking(int width, int height, int delayTicks) {
        return new TestGif(width, height)
                .loops(0)
                .frame(0, 0, width, height, 0, delayTicks, KEEP)
                .frame(0, 0, width, height, 2, delayTicks, KEEP)
                .file();
    }

    static List<String> texts(byte[] file) {
        return List.of(Base64.getEncoder().encodeToString(file));
    }

    TestGif loops(int count) {
        out.writeBytes(new byte[] {0x21, (byte) 0xFF, 11});
        out.writeBytes("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {3, 1});
        number(count);
        out.write(0);
        return this;
    }

    /** A frame of one colour. */
    TestGif frame(int left, int top, int width, int height, int color, int delayTicks, int disposal) {
        head(left, top, width, height, delayTicks, disposal);
        int codes = width * height;
        Bits bits = new Bits();
        for (int i = 0; i < codes; i++) {
            if (i % 2 == 0) {
                bits.add(4); // forget: codes stay as long as they are
            }
            bits.add(color);
        }
        bits.add(5);
        blocks(bits.end());
        return this;
    }

    /** A frame that says it is as large as that, and has a few pixels. */
    TestGif hollow(int left, int top, int width, int height) {
        head(left, top, width, height, 0, KEEP);
        blocks(new byte[] {(byte) 0b10_000_100});
        return this;
    }

    /** A frame whose codes are {@code packed}. */
    TestGif packed(int width, int height, byte[] packed) {
        head(0, 0, width, height, 1, KEEP);
        blocks(packed);
        return this;
    }

    private void head(int left, int top, int width, int height, int delayTicks, int disposal) {
        out.writeBytes(new byte[] {0x21, (byte) 0xF9, 4, (byte) (disposal << 2)});
        number(delayTicks);
        out.writeBytes(new byte[] {0, 0, 0x2C});
        number(left);
        number(top);
        number(width);
        number(height);
        out.write(0);
        out.write(2);
    }

    private void blocks(byte[] packed) {
        for (int at = 0; at < packed.length; at += 255) {
            int length = Math.min(255, packed.length - at);
            out.write(length);
            out.write(packed, at, length);
        }
        out.write(0);
    }

    private void number(int value) {
        out.write(value);
        out.write(value >> 8);
    }

    public byte[] file() {
        byte[] begun = out.toByteArray();
        byte[] file = Arrays.copyOf(begun, begun.length + 1);
        file[begun.length] = 0x3B;
        return file;
    }

    /** Codes of three bits. */
    private static final class Bits {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int buffer;
        private int count;

        void add(int code) {
            buffer |= code << count;
            count += 3;
            while (count >= 8) {
                bytes.write(buffer);
                buffer >>>= 8;
                count -= 8;
            }
        }

        byte[] end() {
            bytes.write(buffer);
            return bytes.toByteArray();
        }
    }
}
