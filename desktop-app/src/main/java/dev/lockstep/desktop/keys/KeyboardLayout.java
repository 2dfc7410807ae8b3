package dev.lockstep.desktop.keys;

import java.util.Map;
import javafx.scene.input.KeyCode;

import org.jspecify.annotations.Nullable;

/**
 * Which key was pressed, by letter and else by place. GTK has no key codes for the letters of other scripts (Ctrl+Я comes as
 * {@code UNDEFINED} with the text {@code я}), and codes of characters for the row of digits on a French keyboard ({@code
 * AMPERSAND} for the 1). A key that types a Latin letter, a digit or a sign of a shortcut is that; any other is what its place
 * is on a keyboard of the United States.
 *
 * <p>Needs no toolkit. What a keyboard is like is learnt from its keys.
 */
final class KeyboardLayout {

    /** What the row of digits types without Shift, by language. */
    private static final Map<String, String> ROWS =
            Map.of("fr", "&é\"'(-è_çà", "cs", "+ěščřžýáíé", "sk", "+ľščťžýáíé", "lt", "ąčęėįšųū90");

    private static final String FRENCH = ROWS.getOrDefault("fr", "");
    private static final Map<Character, KeyCode> SIGNS = Map.ofEntries(
            Map.entry(',', KeyCode.COMMA),
            Map.entry('.', KeyCode.PERIOD),
            Map.entry('/', KeyCode.SLASH),
            Map.entry(';', KeyCode.SEMICOLON),
            Map.entry('\'', KeyCode.QUOTE),
            Map.entry('[', KeyCode.OPEN_BRACKET),
            Map.entry(']', KeyCode.CLOSE_BRACKET),
            Map.entry('\\', KeyCode.BACK_SLASH),
            Map.entry('-', KeyCode.MINUS),
            Map.entry('=', KeyCode.EQUALS),
            Map.entry('`', KeyCode.BACK_QUOTE));

    private static final Map<KeyCode, Character> ROW_SIGNS = Map.of(
            KeyCode.AMPERSAND,
            '&',
            KeyCode.QUOTEDBL,
            '"',
            KeyCode.QUOTE,
            '\'',
            KeyCode.LEFT_PARENTHESIS,
            '(',
            KeyCode.MINUS,
            '-',
            KeyCode.UNDERSCORE,
            '_',
            KeyCode.PLUS,
            '+');

    private final KeyPositions places;
    private final String row; // of the user's language, empty where that types digits
    private boolean french; // whether the keys that were pressed are those of a French keyboard

    /** @param language of the user, ISO 639 */
    KeyboardLayout(String language) {
        places = new KeyPositions(language);
        row = ROWS.getOrDefault(language, "");
    }

    /**
     * The key.
     *
     * @param code what JavaFX says that it is
     * @param text what it types
     * @param alt whether Alt is held and Ctrl is not: then the signs in the row of digits are digits
     */
    KeyCode code(KeyCode code, String text, boolean alt) {
        learn(code);
        KeyCode digit = digit(code, text, alt);
        if (digit != null) {
            return digit;
        } else if (code == KeyCode.COLON) {
            return KeyCode.PERIOD; // a key of its own on French keyboards alone
        } else if (code != KeyCode.UNDEFINED) {
            return code;
        }
        char latin = latin(text);
        return code(latin == 0 ? places.of(text) : latin);
    }

    /** The Latin letter that {@code text} is, also as Ctrl makes a control character of it; 0 where it is none. */
    private static char latin(String text) {
        if (text.length() != 1) {
            return 0;
        }
        char typed = text.charAt(0);
        char letter = typed >= 1 && typed <= 26 ? (char) (typed + 'A' - 1) : Character.toUpperCase(typed);
        return letter >= 'A' && letter <= 'Z' ? letter : 0;
    }

    private void learn(KeyCode code) {
        switch (code) {
            case DIGIT1, DIGIT2, DIGIT3, DIGIT4, DIGIT5, DIGIT6, DIGIT7, DIGIT8, DIGIT9, DIGIT0 -> french = false;
            case AMPERSAND, LEFT_PARENTHESIS, UNDERSCORE, RIGHT_PARENTHESIS, COLON -> french = true;
            default -> {}
        }
    }

    /** The digit that the key is, null where it is none. */
    private @Nullable KeyCode digit(KeyCode code, String text, boolean alt) {
        if (code.isDigitKey() || text.length() != 1) {
            return null;
        }
        char typed = text.charAt(0);
        if (typed >= '0' && typed <= '9' && !code.isKeypadKey()) {
            return code(typed);
        }
        Character plain = code == KeyCode.UNDEFINED ? Character.valueOf(typed) : ROW_SIGNS.get(code);
        if (plain == null) {
            return null;
        }
        int at = indexIn(row, plain, alt);
        if (at < 0 && (row.isEmpty() || french)) {
            at = indexIn(FRENCH, plain, alt && french);
        }
        return at < 0 ? null : code(Character.forDigit((at + 1) % 10, 10));
    }

    /** Where {@code typed} is in the row; signs that are a shortcut's own elsewhere are digits with Alt alone. */
    private static int indexIn(String row, char typed, boolean alt) {
        boolean own = typed == '+' || typed == '-' || typed == '\'';
        return own && !alt ? -1 : row.indexOf(typed);
    }

    private static KeyCode code(char place) {
        if (place >= '0' && place <= '9') {
            return KeyCode.valueOf("DIGIT" + place);
        } else if (Character.toUpperCase(place) >= 'A' && Character.toUpperCase(place) <= 'Z') {
            return KeyCode.valueOf(String.valueOf(Character.toUpperCase(place)));
        }
        return SIGNS.getOrDefault(place, KeyCode.UNDEFINED);
    }
}
