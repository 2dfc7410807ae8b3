package dev.lockstep.desktop.data.read;

import java.nio.charset.Charset;

/**
 * How a text is a table.
 *
 * @param charset of the bytes; of no meaning for a text that was pasted
 * @param separator between cells; {@link #NONE} where each line is one cell
 * @param quote around cells; {@link #NONE} where none are quoted
 * @param spaced whether there are spaces between separators and quotes, which belong to no cell
 * @param skipped how many lines stand above the table, such as a title, {@code sep=;}, and the empty ones among them
 * @param header whether the first row has the names of the columns
 */
public record Dialect(Charset charset, char separator, char quote, boolean spaced, int skipped, boolean header) {

    /** A character that no text has, as far as it goes. */
    public static final char NONE = '\uFFFE';

    /** The longest text above a table, in lines. */
    public static final int SKIPPED_MAX = 100;

    public Dialect withCharset(Charset now) {
        return new Dialect(now, separator, quote, spaced, skipped, header);
    }

    public Dialect withSeparator(char now) {
        return new Dialect(charset, now, quote, spaced, skipped, header);
    }

    public Dialect withQuote(char now) {
        return new Dialect(charset, separator, now, spaced, skipped, header);
    }

    public Dialect withSpaced(boolean now) {
        return new Dialect(charset, separator, quote, now, skipped, header);
    }

    public Dialect withSkipped(int now) {
        return new Dialect(charset, separator, quote, spaced, Math.max(0, Math.min(SKIPPED_MAX, now)), header);
    }

    public Dialect withHeader(boolean now) {
        return new Dialect(charset, separator, quote, spaced, skipped, now);
    }
}
