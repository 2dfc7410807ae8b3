package dev.lockstep.desktop.text;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Emoji where text is drawn: which signs of a text are one, and its picture. No font has them on every machine. Any thread; a text
 * without emoji costs next to nothing, and what is known of them is a list of names.
 */
public final class EmojiGlyphs {

    private static final String FOLDER = "/dev/lockstep/desktop/text/emoji/";

    /** Signs of one emoji, at most: a family, or the flag of a region. */
    private static final int SIGNS_MAX = 12;

    /** Everything below is no emoji but a keycap's digit or a sign of text. */
    private static final int FIRST = 0x203C;

    /** Signs from here on are pictures unless it is said that they are text; those between are text unless the opposite is said. */
    private static final int PICTURES_FROM = 0x2600;

    private static final String BY_THEMSELVES = "⌚⌛⏩⏪⏫⏬⏰⏳◽◾";

    private static final int AS_TEXT = 0xFE0E;
    private static final int AS_PICTURE = 0xFE0F;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final int FIRST_SKIN = 0x1F3FB;
    private static final int LAST_SKIN = 0x1F3FF;

    /** 4 MB. */
    private static final int KEPT_MAX = 250;

    private static final Map<String, BufferedImage> KEPT =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, BufferedImage> eldest) {
                    return size() > KEPT_MAX;
                }
            });

    private EmojiGlyphs() {}

    /** The names of the pictures, read when the first text has a sign that may be one. */
    private static final class Index {

        static final Set<String> NAMES = names();

        /** Those of one sign. */
        static final BitSet SINGLE = single();

        private static BitSet single() {
            BitSet single = new BitSet();
            NAMES.stream()
                    .filter(name -> name.indexOf('-') < 0)
                    .forEach(name -> single.set(Integer.parseInt(name, 16)));
            return single;
        }

        private static Set<String> names() {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(open("index.txt"), StandardCharsets.US_ASCII))) {
                return reader.lines().collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException("The program's own list of emoji can't be read: install it anew", e);
            }
        }
    }

    /** Where the emoji ends that begins at {@code from}; {@code from} where none does. */
    public static int end(String text, int from) {
        int first = text.codePointAt(from);
        if (!mayBegin(text, from, first)) {
            return from;
        }
        boolean picture = first >= PICTURES_FROM || first < FIRST || BY_THEMSELVES.indexOf(first) >= 0;
        int second = from + Character.charCount(first);
        if (second >= text.length() || standsAlone(first, text.codePointAt(second))) {
            return picture && Index.SINGLE.get(first) ? second : from;
        }
        StringBuilder name = new StringBuilder();
        int end = from;
        int at = from;
        for (int i = 0; i < SIGNS_MAX && at < text.length(); i++) {
            int c = text.codePointAt(at);
            int before = at;
            at += Character.charCount(c);
            if (c == AS_TEXT) {
                return i == 1 ? from : end;
            } else if (i > 0 && saysHow(c)) {
                end = end == before ? at : end; // of what is before it
                picture |= c == AS_PICTURE;
                continue;
            } else if (i > 0 && !joins(c, text.codePointBefore(before))) {
                break;
            }
            name.append(name.length() == 0 ? "" : "-").append(hex(c));
            if (Index.NAMES.contains(name.toString())) {
                end = at;
            }
        }
        return picture ? end : from;
    }

    /** Whether it says how the sign before it is to be shown, and is no part of its name. */
    private static boolean saysHow(int c) {
        return c == AS_PICTURE || (c >= FIRST_SKIN && c <= LAST_SKIN);
    }

    /** Whether nothing of {@code next} belongs to the sign before it. */
    private static boolean standsAlone(int sign, int next) {
        return next != AS_TEXT && !saysHow(next) && !joins(next, sign);
    }

    private static boolean joins(int c, int before) {
        return c == JOINER
                || before == JOINER
                || c == KEYCAP
                || (c >= 0xE0020 && c <= 0xE007F)
                || (isRegion(c) && isRegion(before));
    }

    private static boolean isRegion(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    private static boolean mayBegin(String text, int from, int first) {
        if (first >= FIRST) {
            return (first < 0x2E80 || first == 0x3030 || first == 0x303D || first == 0x3297 || first == 0x3299)
                    || (first >= 0x1F000 && first < 0x1FB00);
        }
        boolean keycap = first == '#' || first == '*' || (first >= '0' && first <= '9');
        return keycap
                && (isAt(text, from + 1, KEYCAP) || (isAt(text, from + 1, AS_PICTURE) && isAt(text, from + 2, KEYCAP)));
    }

    private static String hex(int c) {
        String hex = Integer.toHexString(c);
        return hex.length() < 4 ? "0".repeat(4 - hex.length()) + hex : hex;
    }

    private static boolean isAt(String text, int at, int sign) {
        return at < text.length() && text.charAt(at) == sign;
    }

    /** What the picture of an emoji is called, of which {@link #end} said where it ends. */
    public static String name(String emoji) {
        return emoji.codePoints()
                .filter(c -> !saysHow(c))
                .mapToObj(EmojiGlyphs::hex)
                .collect(Collectors.joining("-"));
    }

    /** Its picture, of 64 by 64 pixels. */
    public static BufferedImage image(String name) {
        BufferedImage known = KEPT.get(name);
        if (known == null) {
            try {
                known = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file(name))));
            } catch (IOException e) {
                throw new UncheckedIOException("The program's own pictures can't be read: install it anew", e);
            }
            KEPT.put(name, known);
        }
        return known;
    }

    /** The file of its picture, a PNG. */
    public static byte[] file(String name) {
        try (InputStream in = open(name + ".png")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own pictures can't be read: install it anew", e);
        }
    }

    /** Where the file of its picture is. */
    public static String address(String name) {
        return addressOf(name + ".png");
    }

    /** Where one of the files with the pictures is. */
    public static String addressOf(String file) {
        return Objects.requireNonNull(EmojiGlyphs.class.getResource(FOLDER + file), file)
                .toExternalForm();
    }

    /** One of the files with the pictures: {@code index.txt} lists the others. */
    public static InputStream open(String file) {
        return Objects.requireNonNull(EmojiGlyphs.class.getResourceAsStream(FOLDER + file), file);
    }
}
