package dev.lockstep.desktop.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Finds out what the bytes of a file mean, by all of them: one that is no UTF-8 may stand in its last line. */
public final class Encodings {

    private static final int BUFFER = 1 << 16;

    /** Of the bytes at even or at odd places so many are zero where it is UTF-16 of a script of the west. */
    private static final double ZEROS_OF_UTF16 = 0.3;

    /** So many whole characters of UTF-8 for each that is damaged say that it is UTF-8 all the same. */
    private static final int WHOLE_OF_UTF8 = 20;

    /** In words of Cyrillic letters most letters stand beside others that are not ASCII; in others few do. */
    private static final double NEIGHBOURS_OF_CYRILLIC = 0.6;

    private long count;
    private final long[] zeros = new long[2]; // at even and odd places
    private int following; // bytes of UTF-8 that must come yet
    private int least; // the least that the next of them may be
    private int most = 0xBF;
    private long characters; // of several bytes in UTF-8, that are whole
    private long wrong; // bytes that are in none
    private long high;
    private long neighbours;
    private long letters; // of those, how many are letters in Windows-1251
    private boolean lastHigh;

    private Encodings() {}

    /** Those to choose from, the likeliest first. */
    public static List<Charset> all() {
        return Stream.of(
                        "UTF-8",
                        "UTF-16LE",
                        "UTF-16BE",
                        "windows-1252",
                        "windows-1250",
                        "windows-1251",
                        "windows-1253",
                        "windows-1254",
                        "windows-1255",
                        "windows-1256",
                        "windows-1257",
                        "ISO-8859-1",
                        "ISO-8859-2",
                        "ISO-8859-15",
                        "IBM850",
                        "IBM437",
                        "x-MacRoman",
                        "KOI8-R",
                        "Shift_JIS",
                        "EUC-JP",
                        "GB18030",
                        "Big5",
                        "EUC-KR")
                .filter(Charset::isSupported)
                .map(Charset::forName)
                .toList();
    }

    static Charset of(ImportSource source, AtomicBoolean cancelled) throws IOException {
        if (!source.isFile()) {
            return StandardCharsets.UTF_8;
        }
        Encodings found = new Encodings();
        try (InputStream in = source.open(cancelled)) {
            byte[] bytes = new byte[BUFFER];
            int read = in.readNBytes(bytes, 0, BUFFER);
            Charset marked = marked(bytes, read);
            if (marked != null) {
                return marked;
            }
            String noText = NoText.problemWith(bytes, read);
            if (noText != null) {
                throw new IOException(noText);
            }
            while (read > 0) {
                found.add(bytes, read);
                read = in.readNBytes(bytes, 0, BUFFER);
            }
        }
        return found.decided();
    }

    private static @org.jspecify.annotations.Nullable Charset marked(byte[] bytes, int count) {
        if (count >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            return StandardCharsets.UTF_8;
        } else if (count >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        } else if (count >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return null;
    }

    private void add(byte[] bytes, int read) {
        for (int i = 0; i < read; i++) {
            int b = bytes[i] & 0xFF;
            if (b == 0) {
                zeros[(int) ((count + i) & 1)]++;
            }
            if (b < 0x80) {
                if (following > 0) {
                    wrong();
                }
                lastHigh = false;
            } else {
                high(b);
            }
        }
        count += read;
    }

    private void high(int b) {
        high++;
        neighbours += lastHigh ? 1 : 0;
        letters += b >= 0xC0 || b == 0xA8 || b == 0xB8 ? 1 : 0;
        lastHigh = true;
        if (following > 0 && (b < least || b > most)) {
            wrong();
        }
        if (following > 0) {
            following--;
            characters += following == 0 ? 1 : 0;
            least = 0x80;
            most = 0xBF;
        } else if (b >= 0xC2 && b <= 0xF4) {
            following = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1;
            least = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80; // else it would be longer than it has to be
            most = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF; // no surrogates, nothing beyond Unicode
        } else {
            wrong++;
        }
    }

    /** A character that was begun is not whole. */
    private void wrong() {
        wrong++;
        following = 0;
    }

    private Charset decided() {
        long half = Math.max(1, count / 2);
        if (zeros[0] + zeros[1] > 0) {
            if (zeros[1] > ZEROS_OF_UTF16 * half && zeros[0] < zeros[1] / 4) {
                return StandardCharsets.UTF_16LE;
            } else if (zeros[0] > ZEROS_OF_UTF16 * half && zeros[1] < zeros[0] / 4) {
                return StandardCharsets.UTF_16BE;
            }
        }
        if (characters >= WHOLE_OF_UTF8 * (wrong + (following > 0 ? 1 : 0))) {
            return StandardCharsets.UTF_8; // the wrong ones are counted where it is read
        }
        boolean cyrillic = neighbours > NEIGHBOURS_OF_CYRILLIC * high && letters > 0.95 * high;
        return Charset.forName(cyrillic ? "windows-1251" : "windows-1252");
    }
}
