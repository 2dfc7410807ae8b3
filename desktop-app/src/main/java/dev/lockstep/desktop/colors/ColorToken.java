package dev.lockstep.desktop.colors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colours that code needs for what it draws itself, files included: the values of the tokens of the same names in the token sheets, which are
 * the only place where colours are defined. What is styled by a sheet names its tokens there, and is not in here.
 *
 * <p>Safe for use by many threads.
 */
public enum ColorToken {
    /** What shapes are drawn on. */
    BOARD("-ls-board"),
    /** From here on, what boards name. */
    BOARD_INK("-ls-board-ink"),
    BOARD_GRAY("-ls-board-gray"),
    BOARD_RED("-ls-board-red"),
    BOARD_ORANGE("-ls-board-orange"),
    BOARD_YELLOW("-ls-board-yellow"),
    BOARD_GREEN("-ls-board-green"),
    BOARD_TEAL("-ls-board-teal"),
    BOARD_BLUE("-ls-board-blue"),
    BOARD_VIOLET("-ls-board-violet"),
    BOARD_PINK("-ls-board-pink"),
    /** What is selected, and the handles around it. */
    BOARD_SELECTION("-ls-board-selection"),
    /** The laser pointer, and the lines that shapes snap to. */
    BOARD_LASER("-ls-board-laser"),
    BOARD_GRID("-ls-board-grid"),
    NOTE_SHADOW("-ls-note-shadow"),
    /** The plate under a mark on a picture. */
    MARK("-ls-mark"),
    ON_COLOR("-ls-on-color"),
    ON_LIGHT_COLOR("-ls-on-light-color"),
    /** What is transparent in a picture whose format has no transparency. */
    PICTURE_BACK("-ls-picture-back"),
    /** The modules of a QR code, in every theme: cameras expect dark ones on light ones. */
    CODE_DARK("-ls-code-dark"),
    CODE_LIGHT("-ls-code-light"),
    CHART_TEXT("-ls-text-muted"),
    CHART_LINE("-ls-line"),
    CHART_ROWS("-color-accent-fg"),
    /** Rows beside others that are marked. */
    CHART_FADED("-ls-chart-faded"),
    CHART_MARKED("-ls-chart-marked"),
    /** A person whose colour can't be read. */
    PERSON_UNKNOWN("-ls-person-unknown"),
    PERSON_1("-ls-person-1"),
    PERSON_2("-ls-person-2"),
    PERSON_3("-ls-person-3"),
    PERSON_4("-ls-person-4"),
    PERSON_5("-ls-person-5"),
    PERSON_6("-ls-person-6"),
    PERSON_7("-ls-person-7"),
    PERSON_8("-ls-person-8"),
    PERSON_9("-ls-person-9"),
    PERSON_10("-ls-person-10");

    /** What people choose from; each is dark enough for white letters. */
    public static final List<ColorToken> PERSONS = List.of(
            PERSON_1, PERSON_2, PERSON_3, PERSON_4, PERSON_5, PERSON_6, PERSON_7, PERSON_8, PERSON_9, PERSON_10);

    private static final double ALPHA_MAX = 255;

    private final int light; // 0xrrggbbaa
    private final int dark;

    ColorToken(String token) {
        light = Sheet.LIGHT.value(token);
        dark = Sheet.DARK.value(token);
    }

    /** @return {@code 0xrrggbb} */
    public int rgb(boolean inDark) {
        return (inDark ? dark : light) >>> Byte.SIZE;
    }

    /** @return from 0, which is invisible, to 1 */
    public double opacity(boolean inDark) {
        return ((inDark ? dark : light) & 0xFF) / ALPHA_MAX;
    }

    /** @return {@code #rrggbb}, as in the light theme */
    public String web() {
        return String.format(Locale.ROOT, "#%06x", rgb(false));
    }

    /** A theme's tokens. */
    private static final class Sheet {

        private static final Pattern LINE = Pattern.compile("(-[\\w-]+): #([0-9a-f]{6})([0-9a-f]{2})?;");

        static final Sheet LIGHT = new Sheet("tokens-common.css", "tokens-light.css");
        static final Sheet DARK = new Sheet("tokens-common.css", "tokens-dark.css");

        private final Map<String, Integer> values = new HashMap<>();

        private Sheet(String... files) {
            for (String file : files) {
                Matcher line = LINE.matcher(read("/dev/lockstep/desktop/" + file));
                while (line.find()) {
                    String alpha = line.group(3) == null ? "ff" : line.group(3);
                    values.put(line.group(1), Integer.parseUnsignedInt(line.group(2) + alpha, 16));
                }
            }
        }

        private static String read(String resource) {
            try (InputStream in = Objects.requireNonNull(ColorToken.class.getResourceAsStream(resource))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int value(String token) {
            return Objects.requireNonNull(values.get(token), token);
        }
    }
}
