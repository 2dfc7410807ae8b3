package dev.lockstep.desktop.data.read;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Finds out what separates the cells of a text, by all its lines: what makes the same number of cells of most of them. Whether
 * there is a header is found out later, by what is in the columns.
 */
final class DialectGuess {

    /** Those that are tried; of two that fit as well, the first. Commas are the likeliest within cells. */
    private static final char[] SEPARATORS = {'\t', ';', '|', ','};

    /** A quoted cell of more lines is none: somewhere a quote means inches, or is missing. */
    private static final int QUOTED_LINES_MAX = 1_000;

    /** Behind the semicolon, no character but the bar separates anything, or is a quote. */
    private static final char PLAIN_FROM = '<';

    private static final int FIRST = 24; // lines that are kept, to find titles
    private static final int WIDTHS_MAX = 1 << 12;
    private static final int LINE_MAX = 200;

    private final char quote;
    private final List<Map<Integer, Long>> widths = new ArrayList<>(); // how many lines have so many cells
    private final List<int[]> first = new ArrayList<>();
    private final List<Boolean> firstBlank = new ArrayList<>();
    private final StringBuilder firstLine = new StringBuilder();
    private final int[] there = new int[SEPARATORS.length];
    private long lines; // those that are not blank
    private boolean blank = true;
    private boolean open; // within quotes
    private boolean closing; // a quote within quotes was the last
    private int openLines;
    private boolean broken; // the quotes make no sense
    private char last = '\n';
    private long quoted;
    private long spaced; // quotes that open behind a space
    private long followed; // quotes that close before anything but a separator
    private boolean space;
    private boolean closed;
    private boolean firstLineEnded;

    private DialectGuess(char quote) {
        this.quote = quote;
        for (int i = 0; i < SEPARATORS.length; i++) {
            widths.add(new HashMap<>());
        }
    }

    /** The header is not decided yet. */
    static Dialect of(ImportSource source, Charset charset, AtomicBoolean cancelled) throws IOException {
        DialectGuess guess = read(source, charset, '"', cancelled);
        if (guess.broken) {
            guess = read(source, charset, Dialect.NONE, cancelled);
        } else if (guess.quoted == 0) {
            DialectGuess single = read(source, charset, '\'', cancelled);
            if (!single.broken && single.quoted > single.lines / 2 && single.lines > 1) {
                guess = single;
            }
        }
        return guess.decided(charset);
    }

    private static DialectGuess read(ImportSource source, Charset charset, char quote, AtomicBoolean cancelled)
            throws IOException {
        DialectGuess guess = new DialectGuess(quote);
        try (Reader in = source.read(charset, cancelled)) {
            char[] chars = new char[1 << 15];
            int read = in.read(chars);
            while (read >= 0 && !guess.broken) {
                for (int i = 0; i < read; i++) {
                    guess.add(chars[i]);
                }
                read = in.read(chars);
            }
        }
        guess.end();
        return guess;
    }

    private void add(char c) {
        if ((c >= PLAIN_FROM || (c >= '0' && c <= '9')) && c != '|' && !closing && !closed) { // as nearly all are
            if (!open) {
                blank = false;
                space = false;
                last = c;
                if (!firstLineEnded && firstLine.length() < LINE_MAX) {
                    firstLine.append(c);
                }
            }
            return;
        } else if (closing) {
            closing = false;
            open = c == quote; // two of them are one that is within
            if (open) {
                return;
            }
            last = quote;
            closed = true;
        } else if (open) {
            closing = c == quote;
            openLines += c == '\n' || c == '\r' ? 1 : 0;
            broken |= openLines > QUOTED_LINES_MAX;
            return;
        }
        followed += closed && c != ' ' && c != '\n' && c != '\r' && !isSeparator(c) ? 1 : 0;
        closed &= c == ' ';
        if (c == '\n' || c == '\r') {
            if (c == '\r' || last != '\r') {
                line();
            }
        } else if (c == quote && isBegin(last)) {
            open = true;
            openLines = 0;
            quoted++;
            spaced += space ? 1 : 0;
            blank = false;
        } else {
            if (!firstLineEnded && firstLine.length() < LINE_MAX) {
                firstLine.append(c);
            }
            blank &= c == ' ';
            for (int i = 0; i < SEPARATORS.length; i++) {
                there[i] += c == SEPARATORS[i] ? 1 : 0;
            }
        }
        space = c == ' ';
        if (!space) { // one between a separator and a quote changes nothing
            last = c;
        }
    }

    private static boolean isBegin(char before) {
        return before == '\n' || before == '\r' || isSeparator(before);
    }

    private static boolean isSeparator(char c) {
        for (char each : SEPARATORS) {
            if (each == c) {
                return true;
            }
        }
        return false;
    }

    private void line() {
        if (first.size() < FIRST) {
            first.add(there.clone());
            firstBlank.add(blank);
        }
        if (!blank) {
            lines++;
            for (int i = 0; i < SEPARATORS.length; i++) {
                if (there[i] < WIDTHS_MAX) {
                    widths.get(i).merge(there[i] + 1, 1L, Long::sum);
                }
            }
        }
        firstLineEnded = true;
        java.util.Arrays.fill(there, 0);
        blank = true;
    }

    private void end() {
        broken |= open && !closing;
        if (!blank) {
            line();
        }
    }

    private Dialect decided(Charset charset) {
        String line = firstLine.toString();
        if (line.length() == 5 && line.regionMatches(true, 0, "sep=", 0, 4)) {
            return new Dialect(charset, line.charAt(4), quote, isSpaced(), 1, false);
        }
        int best = -1;
        double bestShare = 0;
        for (int i = 0; i < SEPARATORS.length; i++) {
            double share = share(i);
            if (share > bestShare) {
                bestShare = share;
                best = i;
            }
        }
        return best < 0
                ? new Dialect(charset, Dialect.NONE, quote, isSpaced(), titles(-1), false)
                : new Dialect(charset, SEPARATORS[best], quote, isSpaced(), titles(best), false);
    }

    private boolean isSpaced() {
        return spaced > 0 && followed == 0;
    }

    /** Of all lines, those that have as many cells as most have; 0 where most have one. */
    private double share(int separator) {
        long several = 0;
        long most = 0;
        for (Map.Entry<Integer, Long> each : widths.get(separator).entrySet()) {
            if (each.getKey() > 1) {
                several += each.getValue();
                most = Math.max(most, each.getValue());
            }
        }
        return several * 2 < lines || several == 0 ? 0 : (double) most / lines;
    }

    /** Lines above the table: empty ones, and those that have one cell where the table has more, or far fewer than it has. */
    private int titles(int separator) {
        int skipped = 0;
        while (skipped < first.size() && firstBlank.get(skipped)) {
            skipped++;
        }
        if (separator < 0) {
            return skipped;
        }
        int width = mode(separator);
        int titles = skipped;
        while (titles < first.size() && (firstBlank.get(titles) || isTitle(first.get(titles)[separator] + 1, width))) {
            titles++;
        }
        return titles < first.size() ? titles : skipped;
    }

    private static boolean isTitle(int cells, int width) {
        return cells == 1 || cells * 2 < width;
    }

    /** How many cells most lines have of those that have several. */
    private int mode(int separator) {
        return widths.get(separator).entrySet().stream()
                .filter(each -> each.getKey() > 1)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(1);
    }
}
