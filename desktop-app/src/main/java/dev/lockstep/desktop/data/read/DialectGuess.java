package dev.lockstep.desktop.data.read;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** What Excel takes for the separator: the character, and maybe more of it as padding. */
    private static final Pattern SAID = Pattern.compile("(?i)sep=(.)\\1*");

    private static final int FIRST = 24; // lines that are kept, to find titles
    private static final int WIDTHS_MAX = 1 << 12;
    private static final int LINE_MAX = 200;

    private final char quote;
    private final List<Map<Integer, Long>> widths = new ArrayList<>(); // how many lines have so many cells
    private final List<int[]> first = new ArrayList<>();
    private final List<Boolean> firstBlank = new ArrayList<>();
    private final List<String> firstTexts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder(); // of the line, as long as it is one of the first
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
    private boolean behindDigit; // a comma, of which the next character decides what it is
    private boolean behindOther;
    private long commas;
    private long innerCommas; // between two digits
    private long proseCommas; // before a space

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
        if (first.size() < FIRST && text.length() < LINE_MAX) {
            text.append(c);
        }
        if (behindDigit || behindOther) {
            innerCommas += behindDigit && c >= '0' && c <= '9' ? 1 : 0;
            proseCommas += c == ' ' ? 1 : 0;
            behindDigit = false;
            behindOther = false;
        }
        if ((c >= PLAIN_FROM || (c >= '0' && c <= '9')) && c != '|' && !closing && !closed) { // as nearly all are
            if (!open) {
                blank = false;
                space = false;
                last = c;
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
            if (c == ',') {
                commas++;
                behindDigit = last >= '0' && last <= '9' && !space;
                behindOther = !behindDigit;
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
            firstTexts.add(text.toString().strip());
            text.setLength(0);
        }
        if (!blank) {
            lines++;
            for (int i = 0; i < SEPARATORS.length; i++) {
                if (there[i] < WIDTHS_MAX) {
                    widths.get(i).merge(there[i] + 1, 1L, Long::sum);
                }
            }
        }
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
        char said = saidSeparator();
        if (said != Dialect.NONE) {
            return new Dialect(charset, said, quote, isSpaced(), titles(indexOf(said), 1), false);
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
        return best < 0 || (SEPARATORS[best] == ',' && isOneColumn(best))
                ? new Dialect(charset, Dialect.NONE, quote, isSpaced(), titles(-1, 0), false)
                : new Dialect(charset, SEPARATORS[best], quote, isSpaced(), titles(best, 0), false);
    }

    /** What the first line says for Excel, which pads it where it saves the file; {@link Dialect#NONE} where it says nothing. */
    private char saidSeparator() {
        String line = firstTexts.isEmpty() ? "" : firstTexts.get(0);
        String unmarked = line.startsWith("\uFEFF") ? line.substring(1) : line;
        Matcher said = SAID.matcher(unmarked);
        if (said.matches()) {
            return said.group(1).charAt(0);
        }
        return unmarked.equalsIgnoreCase("sep=") && first.get(0)[0] == 1
                ? '\t'
                : Dialect.NONE; // stripped with the blanks
    }

    private static int indexOf(char separator) {
        for (int i = 0; i < SEPARATORS.length; i++) {
            if (SEPARATORS[i] == separator) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether commas are within the cells of one column below a name that has none: those of decimals and thousands, or those of
     * surnames before a space.
     */
    private boolean isOneColumn(int separator) {
        int named = 0;
        while (named < first.size() && firstBlank.get(named)) {
            named++;
        }
        Map<Integer, Long> cells = widths.get(separator);
        if (named == first.size() || first.get(named)[separator] > 0 || cells.getOrDefault(1, 0L) != 1) {
            return false;
        }
        boolean pairs = cells.size() == 2 && cells.containsKey(2); // beside the name
        boolean numbers = innerCommas == commas && (pairs || cells.size() > 2);
        boolean names = pairs && proseCommas == commas && firstTexts.stream().noneMatch(DialectGuess::hasCommaAndDigit);
        return commas > 0 && (numbers || names);
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

    private static boolean hasCommaAndDigit(String line) {
        return line.indexOf(',') >= 0 && line.chars().anyMatch(Character::isDigit);
    }

    /**
     * Lines above the table: empty ones, those that have something in one cell where the table has more, or far fewer cells than it has,
     * and prose, in which a space is behind each separator, above lines in which it is not.
     *
     * @param from how many are none of the table in any case
     */
    private int titles(int separator, int from) {
        int skipped = from;
        while (skipped < first.size() && firstBlank.get(skipped)) {
            skipped++;
        }
        if (separator < 0) {
            return skipped;
        }
        int width = mode(separator);
        int titles = skipped;
        while (titles < first.size() && (firstBlank.get(titles) || isTitle(titles, separator, width))) {
            titles++;
        }
        return titles < first.size() ? titles : skipped;
    }

    private boolean isTitle(int line, int separator, int width) {
        int cells = first.get(line)[separator] + 1;
        if (cells == 1 || cells * 2 < width) {
            return true;
        }
        char c = SEPARATORS[separator];
        boolean filledOnce = isFilledOnce(firstTexts.get(line), c) && isHeaderBelow(line, c);
        return filledOnce || (cells != width && isProse(firstTexts.get(line), c) && isProseAlone(line, c));
    }

    private static String withoutTrailing(String line, char separator) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == separator || line.charAt(end - 1) == ' ')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static boolean isFilledOnce(String line, char separator) {
        return line.length() < LINE_MAX && withoutTrailing(line, separator).indexOf(separator) < 0;
    }

    /** Whether the next line with several cells has words in them, above one with numbers: then that is the header. */
    private boolean isHeaderBelow(int line, char separator) {
        List<String> below = firstTexts.subList(line + 1, firstTexts.size()).stream()
                .filter(each -> !isFilledOnce(each, separator))
                .limit(2)
                .toList();
        return below.size() == 2 && !hasNumber(below.get(0), separator) && hasNumber(below.get(1), separator);
    }

    private static boolean hasNumber(String line, char separator) {
        return line.matches("(.*" + Pattern.quote(String.valueOf(separator)) + ")?[\\s\"'+-]*[0-9].*");
    }

    /** Whether a space is behind each separator, as in a sentence. */
    private static boolean isProse(String line, char separator) {
        int at = line.indexOf(separator);
        boolean some = at >= 0;
        while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == ' ') {
            at = line.indexOf(separator, at + 1);
        }
        return some && at < 0;
    }

    private boolean isProseAlone(int line, char separator) {
        return line + 1 < firstTexts.size()
                && firstTexts.subList(line + 1, firstTexts.size()).stream()
                        .filter(each -> each.indexOf(separator) >= 0)
                        .noneMatch(each -> isProse(each, separator));
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
