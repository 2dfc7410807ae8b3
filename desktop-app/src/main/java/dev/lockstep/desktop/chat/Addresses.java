package dev.lockstep.desktop.chat;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds addresses in a line: of the web and of mail, which can be opened, and paths of shares and files, which can't: whoever opens one
 * tells a foreign server who they are, or starts a program. Pure.
 */
final class Addresses {

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    /** Where it may begin: not in the middle of a word of Latin letters. */
    private static final Pattern CANDIDATE =
            Pattern.compile("(?i)(?<![a-z0-9])(?:(?<link>(?:https?://|mailto:|www\\.)(?:(?!\\]\\()[^\\s<>\"`])+)"
                    + "|(?<path>(?:file:|smb://)[^\\s<>\"`]+)"
                    + "|(?<share>(?<!\\\\)\\\\\\\\[^\\s\\\\/:*?\"<>|`]{1,255}\\\\[^\\s*?\"<>|`]*)"
                    + "|(?<mail>[a-z0-9._%+-]{1,64}+@[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,8}))");

    /** Ends a sentence rather than an address. */
    private static final String ENDS =
            ".,;:!?'*_~\u2026\u3002\uFF0C\u3001\uFF1B\uFF1A\uFF1F\uFF01\uFF09\u3011\u300B\u300D\u201D\u2019";

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    /** Letters of a percent-encoded address that may stand as they are, beside letters and digits. */
    private static final String PLAIN = "-._~:/?#[]@!$&'()*+,;=%";

    private Addresses() {}

    /**
     * An address in a line.
     *
     * @param from where it begins
     * @param end behind its last character
     * @param address what is to be opened; null for a path
     */
    record Found(int from, int end, @Nullable String address) {}

    /** The addresses of a line, in order; none overlap. */
    static List<Found> in(String line) {
        List<Found> found = new ArrayList<>();
        Matcher matcher = CANDIDATE.matcher(line);
        int at = 0;
        while (at < line.length() && matcher.find(at)) {
            Found one = read(line, matcher);
            if (one != null) {
                found.add(one);
            }
            at = one == null ? matcher.start() + 1 : one.end();
        }
        return found;
    }

    private static @Nullable Found read(String line, Matcher matcher) {
        int from = matcher.start();
        if (matcher.group("share") != null || matcher.group("path") != null) {
            int end = quotedEnd(line, from, matcher.end());
            return end > from ? new Found(from, end, null) : null;
        }
        int end = trimmedEnd(line, from, matcher.end());
        String text = line.substring(from, end);
        String address = openable(
                matcher.group("mail") != null
                        ? "mailto:" + text
                        : text.regionMatches(true, 0, "www.", 0, 4) ? "https://" + text : text);
        return address == null ? null : new Found(from, end, address);
    }

    /** A path in quotation marks may have spaces. */
    private static int quotedEnd(String line, int from, int end) {
        int close = from > 0 && line.charAt(from - 1) == '"' ? line.indexOf('"', from) : -1;
        return close > 0 ? close : trimmedEnd(line, from, end);
    }

    /** Without what belongs to the sentence around it; a closing bracket belongs to it whose opening one does. */
    private static int trimmedEnd(String line, int from, int end) {
        int last = end;
        while (last > from) {
            char c = line.charAt(last - 1);
            int bracket = CLOSING.indexOf(c);
            boolean open = bracket >= 0 && isOpen(line, from, last, OPENING.charAt(bracket), c);
            if (ENDS.indexOf(c) < 0 && (bracket < 0 || open)) {
                return last;
            }
            last--;
        }
        return last;
    }

    private static boolean isOpen(String line, int from, int end, char opening, char closing) {
        int open = 0;
        for (int i = from; i < end; i++) {
            open += line.charAt(i) == opening ? 1 : line.charAt(i) == closing ? -1 : 0;
        }
        return open >= 0;
    }

    /** The address as a browser takes it, with what no address may have in it encoded; null where it is none that may be opened. */
    static @Nullable String openable(String written) {
        String address = encoded(written);
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean leads = scheme.equals("mailto") ? address.length() > 7 : uri.getRawAuthority() != null;
            return SCHEMES.contains(scheme) && leads ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String encoded(String written) {
        StringBuilder encoded = new StringBuilder(written.length());
        int query = written.indexOf("://") + 3;
        for (int i = 0; i < written.length(); ) {
            int c = written.codePointAt(i);
            boolean bracket =
                    (c == '[' || c == ']') && written.indexOf('/', query) >= 0 && i > written.indexOf('/', query);
            boolean loose = c == '%' && !isHex(written, i + 1);
            if (Character.isLetterOrDigit(c) || (PLAIN.indexOf(c) >= 0 && !bracket && !loose)) {
                encoded.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
                }
            }
            i += Character.charCount(c);
        }
        return encoded.toString();
    }

    private static boolean isHex(String text, int at) {
        return at + 1 < text.length()
                && Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }
}
