package dev.lockstep.desktop.data.read;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * What a table is read from: a file, or a text that was pasted. It is read several times, from its beginning, each time to its
 * end at most.
 */
public final class ImportSource {

    private static final int BUFFER = 1 << 16;
    private static final char MARK = '\uFEFF';
    private static final char REPLACED = '\uFFFD';

    private final String name;
    private final @Nullable Path file;
    private final String text;

    private ImportSource(String name, @Nullable Path file, String text) {
        this.name = name;
        this.file = file;
        this.text = text;
    }

    /** A file, which is opened anew each time that it is read. */
    public static ImportSource of(Path file) {
        return new ImportSource(String.valueOf(file.getFileName()), file, "");
    }

    /** A text, such as one that was pasted. */
    public static ImportSource of(String name, String text) {
        return new ImportSource(name, null, text);
    }

    /** What a table of it may be called. */
    public String name() {
        return name;
    }

    public boolean isFile() {
        return file != null;
    }

    /** Its bytes; only of a file. */
    InputStream open(AtomicBoolean cancelled) throws IOException {
        if (file == null) {
            throw new IOException("there is no file");
        }
        return new Cancellable(new BufferedInputStream(Files.newInputStream(file), BUFFER), cancelled);
    }

    /** Its text, without a mark before it, and without NUL characters, of which no text has any use. */
    Text read(Charset charset, AtomicBoolean cancelled) throws IOException {
        Reader reader = file == null ? new StringReader(text) : new InputStreamReader(open(cancelled), charset);
        return new Text(new BufferedReader(reader, BUFFER), cancelled);
    }

    /** Fails soon after somebody cancelled. */
    private static final class Cancellable extends java.io.FilterInputStream {

        private final AtomicBoolean cancelled;

        Cancellable(InputStream in, AtomicBoolean cancelled) {
            super(in);
            this.cancelled = cancelled;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (cancelled.get()) {
                throw new CancellationException();
            }
            return super.read(bytes, from, count);
        }
    }

    /** Characters, cleaned. */
    static final class Text extends FilterReader {

        private final AtomicBoolean cancelled;
        private boolean begun;
        private long nuls;
        private long broken;

        Text(Reader in, AtomicBoolean cancelled) {
            super(in);
            this.cancelled = cancelled;
        }

        /** How many characters up to here stand for bytes that mean nothing in the encoding. */
        long broken() {
            return broken;
        }

        /** How many NUL characters were left out up to here. */
        long nuls() {
            return nuls;
        }

        /** Skips a line feed, if that is the next character. */
        void skipLineFeed() throws IOException {
            in.mark(1);
            if (in.read() != '\n') {
                in.reset();
            }
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            int count = read(one, 0, 1);
            return count < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] chars, int from, int count) throws IOException {
            while (true) {
                if (cancelled.get()) {
                    throw new CancellationException();
                }
                int read = in.read(chars, from, count);
                if (read <= 0) {
                    return read;
                }
                int kept = cleaned(chars, from, read);
                if (kept > 0) {
                    return kept;
                }
            }
        }

        private int cleaned(char[] chars, int from, int read) {
            int kept = from;
            for (int i = from; i < from + read; i++) {
                char c = chars[i];
                if (c == '\0') {
                    nuls++;
                } else if (begun || c != MARK) {
                    chars[kept++] = c;
                    broken += c == REPLACED ? 1 : 0;
                }
                begun = true;
            }
            return kept - from;
        }
    }
}
