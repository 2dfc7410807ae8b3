package dev.lockstep.desktop.keys;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

/**
 * A shortcut. It works in {@code Scene.getAccelerators()}, in menus, and in handlers of pressed keys by {@link #match}:
 *
 * <pre>{@code
 * private static final Keys FIND = Keys.of("Shortcut+F");
 * private static final Keys LARGER = Keys.of("Shortcut+Plus");
 * private static final Keys REACT = Keys.of("Plus");
 * boolean find = FIND.match(key);
 * }</pre>
 *
 * It is a name of a key behind those that are held with it, of {@code Shortcut} (Ctrl, or ⌘ on a Mac), {@code Shift}, {@code Alt},
 * joined by plus. A key is
 *
 * <ul>
 *   <li>a letter: by itself not where another character is typed, such as € by AltGr and E;
 *   <li>a digit, in its row whether that needs Shift or not, or on the number pad;
 *   <li>{@code Plus} or {@code Minus}: typed with or without Shift, or on the number pad; {@code Shortcut+Plus} is also the key
 *       of the equals sign, which needs Shift for the plus on many keyboards;
 *   <li>{@code Comma}, {@code Period}, {@code Question}: the sign, wherever it is, or with {@code Shift} its key;
 *   <li>any other {@link KeyCode} by its name, such as {@code Delete}, {@code Up}, {@code F1}.
 * </ul>
 *
 * Keyboards of other scripts are the matter of {@link Keyboard}, which stands before every window. Values; need no toolkit.
 */
public final class Keys extends KeyCombination {

    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");

    /** The sign that each of these types; what is not in here is a key and nothing else. */
    private static final Map<String, String> SIGNS =
            Map.of("plus", "+", "minus", "-", "comma", ",", "period", ".", "question", "?");

    private final boolean shortcut;
    private final boolean shift;
    private final boolean alt;
    private final KeyCode code;
    private final String sign; // what it types, empty where that is no matter

    private Keys(boolean shortcut, boolean shift, boolean alt, KeyCode code, String sign) {
        super(
                shift ? ModifierValue.DOWN : ModifierValue.UP,
                ModifierValue.UP,
                alt ? ModifierValue.DOWN : ModifierValue.UP,
                ModifierValue.UP,
                shortcut ? ModifierValue.DOWN : ModifierValue.UP);
        this.shortcut = shortcut;
        this.shift = shift;
        this.alt = alt;
        this.code = code;
        this.sign = sign;
    }

    /**
     * The shortcut called {@code name}.
     *
     * @throws IllegalArgumentException where that is none
     */
    public static Keys of(String name) {
        List<String> parts = List.of(name.toLowerCase(Locale.ROOT).split("\\+", -1));
        List<String> held = parts.subList(0, parts.size() - 1);
        String key = parts.get(parts.size() - 1);
        if (!List.of("shortcut", "shift", "alt").containsAll(held)) {
            throw new IllegalArgumentException("no shortcut: " + name);
        }
        return new Keys(
                held.contains("shortcut"),
                held.contains("shift"),
                held.contains("alt"),
                code(key),
                SIGNS.getOrDefault(key, ""));
    }

    private static KeyCode code(String key) {
        if (key.equals("question")) {
            return KeyCode.UNDEFINED; // on no key of its own
        } else if (key.length() == 1 && Character.isDigit(key.charAt(0))) {
            return KeyCode.valueOf("DIGIT" + key);
        }
        return KeyCode.valueOf(key.equals("backspace") ? "BACK_SPACE" : key.toUpperCase(Locale.ROOT));
    }

    /** Whether these keys are pressed. */
    @Override
    public boolean match(KeyEvent event) {
        boolean held = MAC ? event.isMetaDown() : event.isControlDown();
        boolean other = MAC ? event.isControlDown() : event.isMetaDown();
        if (held != shortcut || other || event.isAltDown() != alt) {
            return false;
        } else if (code.isLetterKey()) {
            return event.getCode() == code && event.isShiftDown() == shift && (shortcut || alt || typesLetter(event));
        } else if (code.isDigitKey()) {
            return isDigit(event);
        } else if (!sign.isEmpty()) {
            return isSign(event);
        }
        return event.getCode() == code && event.isShiftDown() == shift;
    }

    /** Whether the key types its own letter, or one of a script that has none of ours. */
    private boolean typesLetter(KeyEvent event) {
        String text = event.getText();
        return text.isEmpty()
                || text.equalsIgnoreCase(code.getName())
                || (Character.isAlphabetic(text.codePointAt(0))
                        && UnicodeScript.of(text.codePointAt(0)) != UnicodeScript.LATIN);
    }

    private boolean isDigit(KeyEvent event) {
        String digit = code.getName();
        boolean onPad = event.getCode().isKeypadKey() && event.getCode().isDigitKey();
        if (onPad) {
            return !shift
                    && !alt
                    && !event.isShiftDown()
                    && event.getCode().getName().endsWith(digit);
        }
        boolean typed = !shift && event.getText().equals(digit);
        return typed || (event.getCode() == code && event.isShiftDown() == shift);
    }

    private boolean isSign(KeyEvent event) {
        if (shift) {
            return event.getCode() == code && event.isShiftDown();
        } else if (event.getText().equals(sign)) {
            return true;
        }
        return switch (code) {
            case PLUS ->
                event.getCode() == KeyCode.ADD
                        || (shortcut && (event.getCode() == KeyCode.PLUS || event.getCode() == KeyCode.EQUALS));
            case MINUS -> event.getCode() == KeyCode.SUBTRACT || (shortcut && event.getCode() == KeyCode.MINUS);
            default -> event.getCode() == code && code != KeyCode.UNDEFINED && !event.isShiftDown();
        };
    }

    /** The keys for display, such as {@code Ctrl+Shift+Z}. */
    @Override
    public String getDisplayText() {
        return super.getDisplayText() + (sign.isEmpty() ? named(code) : sign);
    }

    private static String named(KeyCode code) {
        return switch (code) {
            case BACK_SPACE -> "Backspace";
            case UP -> "↑";
            case DOWN -> "↓";
            case LEFT -> "←";
            case RIGHT -> "→";
            default -> code.getName();
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Keys keys
                && shortcut == keys.shortcut
                && shift == keys.shift
                && alt == keys.alt
                && code == keys.code
                && sign.equals(keys.sign);
    }

    @Override
    public int hashCode() {
        return code.hashCode() * 8 + (shortcut ? 4 : 0) + (shift ? 2 : 0) + (alt ? 1 : 0);
    }

    @Override
    public String toString() {
        return getDisplayText();
    }
}
