package dev.lockstep.desktop.keys;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The events are those that JavaFX 21 makes of key presses on GTK, with these keyboards. */
class KeysTest {

    private final Keyboard keyboard = new Keyboard("en");

    /** @param held some of C, S, A */
    private KeyEvent key(String held, KeyCode code, String text) {
        boolean control = held.contains("C");
        return keyboard.meant(new KeyEvent(
                KeyEvent.KEY_PRESSED,
                KeyEvent.CHAR_UNDEFINED,
                text,
                code,
                held.contains("S"),
                control,
                held.contains("A"),
                false));
    }

    private static String control(String text) {
        return text.startsWith("^") && text.length() == 2 ? String.valueOf((char) (text.charAt(1) - '@')) : text;
    }

    @ParameterizedTest(name = "{0}: {1} {2} ''{3}'' is {4}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "us, C, Z, ^Z, Shortcut+Z",
                "us, CS, Z, ^Z, Shortcut+Shift+Z",
                "us, -, R, r, R",
                "us with caps lock, -, R, R, R",
                "de, C, Z, ^Z, Shortcut+Z",
                "fr, C, W, ^W, Shortcut+W",
                "fr, -, A, a, A",
                "ru, C, UNDEFINED, я, Shortcut+Z",
                "ru, CS, UNDEFINED, Я, Shortcut+Shift+Z",
                "ru, C, UNDEFINED, с, Shortcut+C",
                "ru, -, UNDEFINED, к, R",
                "ru behind us, -, R, к, R",
                "ru, C, UNDEFINED, б, Shortcut+Comma",
                "ru, C, UNDEFINED, ю, Shortcut+Period",
                "ru, CS, UNDEFINED, Ю, Shortcut+Shift+Period",
                "ua, C, UNDEFINED, і, Shortcut+S",
                "gr, C, UNDEFINED, ζ, Shortcut+Z",
                "gr, -, UNDEFINED, ρ, R",
                "il, C, UNDEFINED, ז, Shortcut+Z",
                "il, CS, UNDEFINED, ^Z, Shortcut+Shift+Z",
                "il, CS, UNDEFINED, Z, Shortcut+Shift+Z",
                "il, -, UNDEFINED, ר, R",
                "ara, C, UNDEFINED, ئ, Shortcut+Z",
                "th, C, UNDEFINED, แ, Shortcut+C",
                "ge, C, UNDEFINED, ც, Shortcut+C",
            })
    @DisplayName("a letter is found on the keyboards of other scripts")
    void letters(String layout, String held, KeyCode code, String text, String shortcut) {
        assertThat(Keys.of(shortcut).match(key(held, code, control(text)))).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1} {2} ''{3}'' is {4}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "us, A, DIGIT1, 1, Alt+1",
                "us, S, DIGIT1, !, Shift+1",
                "us, C, DIGIT0, 0, Shortcut+0",
                "de, S, DIGIT0, =, Shift+0",
                "fr, A, AMPERSAND, &, Alt+1",
                "fr, A, UNDEFINED, é, Alt+2",
                "fr, A, QUOTEDBL, \", Alt+3",
                "fr, S, AMPERSAND, 1, Shift+1",
                "fr, S, UNDEFINED, 2, Shift+2",
                "fr, S, UNDEFINED, 0, Shift+0",
                "fr, C, UNDEFINED, à, Shortcut+0",
                "fr, CS, UNDEFINED, 0, Shortcut+0",
                "ru, A, DIGIT1, 1, Alt+1",
                "ir, A, UNDEFINED, ۲, Alt+2",
                "number pad, C, NUMPAD0, 0, Shortcut+0",
            })
    @DisplayName("a digit is found in its row, with Shift or without, and on the number pad")
    void digits(String layout, String held, KeyCode code, String text, String shortcut) {
        assertThat(Keys.of(shortcut).match(key(held, code, text))).isTrue();
    }

    @Test
    @DisplayName("on a French keyboard the quote and the hyphen are digits with Alt, once it is known to be one")
    void frenchSigns() {
        assertThat(Keys.of("Alt+4").match(key("A", KeyCode.QUOTE, "'"))).isFalse();
        key("", KeyCode.AMPERSAND, "&");
        assertThat(Keys.of("Alt+4").match(key("A", KeyCode.QUOTE, "'"))).isTrue();
        assertThat(Keys.of("Shortcut+Minus").match(key("C", KeyCode.MINUS, "-")))
                .isTrue();
        key("", KeyCode.DIGIT7, "7");
        assertThat(Keys.of("Alt+4").match(key("A", KeyCode.QUOTE, "'")))
                .as("the keyboard was changed")
                .isFalse();
        assertThat(Keys.of("Alt+2").match(key("A", KeyCode.UNDEFINED, "é")))
                .as("and changed again")
                .isTrue();
    }

    @ParameterizedTest(name = "{0}: {1} {2} ''{3}'' is {4}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "us, C, EQUALS, =, Shortcut+Plus",
                "us, CS, EQUALS, +, Shortcut+Plus",
                "us, S, EQUALS, +, Plus",
                "us, C, MINUS, -, Shortcut+Minus",
                "us, CS, MINUS, _, Shortcut+Minus",
                "us, C, COMMA, `,`, Shortcut+Comma",
                "us, CS, COMMA, <, Shortcut+Shift+Comma",
                "us, S, SLASH, ?, Question",
                "de, C, PLUS, +, Shortcut+Plus",
                "de, CS, PLUS, *, Shortcut+Plus",
                "de, -, PLUS, +, Plus",
                "de, S, UNDEFINED, ?, Question",
                "fr, CS, EQUALS, +, Shortcut+Plus",
                "fr, C, MINUS, -, Shortcut+Minus",
                "fr, C, COLON, :, Shortcut+Period",
                "fr, S, COMMA, ?, Question",
                "ru, S, PERIOD, `,`, Comma",
                "number pad, -, ADD, +, Plus",
                "number pad, C, ADD, +, Shortcut+Plus",
                "number pad, C, SUBTRACT, -, Shortcut+Minus",
            })
    @DisplayName("a sign is found wherever it is typed, and on the number pad")
    void signs(String layout, String held, KeyCode code, String text, String shortcut) {
        assertThat(Keys.of(shortcut).match(key(held, code, text))).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1} {2} ''{3}'' is not {4}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "de with AltGr, -, E, €, E",
                "pl with AltGr, -, A, ą, A",
                "us, -, EQUALS, =, Plus",
                "de, S, PLUS, *, Plus",
                "us, CS, Z, ^Z, Shortcut+Z",
                "us, CA, Z, ^Z, Shortcut+Z",
                "us, -, Z, z, Shortcut+Z",
                "us, C, R, ^R, R",
                "us, S, R, R, R",
                "us, -, DIGIT1, 1, Shift+1",
                "us, S, MINUS, _, Minus",
                "de, -, UNDEFINED, ö, O",
                "us, CS, COMMA, <, Shortcut+Comma",
                "Alt and the number pad, A, NUMPAD1, 1, Alt+1",
                "us, CS, MINUS, _, Shortcut+8",
            })
    @DisplayName("nothing else is taken for a shortcut")
    void others(String layout, String held, KeyCode code, String text, String shortcut) {
        assertThat(Keys.of(shortcut).match(key(held, code, control(text)))).isFalse();
    }

    @Test
    @DisplayName("where keyboards of one script differ, that of the user's language counts")
    void language() {
        KeyEvent typed = new KeyEvent(
                KeyEvent.KEY_PRESSED, KeyEvent.CHAR_UNDEFINED, "з", KeyCode.UNDEFINED, false, true, false, false);
        assertThat(keyboard.meant(typed).getCode()).isEqualTo(KeyCode.P);
        assertThat(new Keyboard("sr").meant(typed).getCode()).isEqualTo(KeyCode.Z);
        KeyEvent czech = new KeyEvent(
                KeyEvent.KEY_PRESSED, KeyEvent.CHAR_UNDEFINED, "é", KeyCode.UNDEFINED, false, true, false, false);
        assertThat(new Keyboard("cs").meant(czech).getCode()).isEqualTo(KeyCode.DIGIT0);
    }

    @Test
    @DisplayName("what is typed stays as it is typed")
    void typed() {
        KeyEvent event = new KeyEvent(KeyEvent.KEY_TYPED, "я", "", KeyCode.UNDEFINED, false, false, false, false);
        assertThat(keyboard.meant(event)).isSameAs(event);
        assertThat(key("C", KeyCode.UNDEFINED, "я").getText()).isEqualTo("я");
    }

    @Test
    @DisplayName("a shortcut is shown as people write it, and is a value")
    void shown() {
        assertThat(Keys.of("Shortcut+Shift+Z").getDisplayText()).isEqualTo("Ctrl+Shift+Z");
        assertThat(Keys.of("Shortcut+Plus").getDisplayText()).isEqualTo("Ctrl++");
        assertThat(Keys.of("Shift+1").getDisplayText()).isEqualTo("Shift+1");
        assertThat(Keys.of("Question").getDisplayText()).isEqualTo("?");
        assertThat(Keys.of("Alt+1")).isEqualTo(Keys.of("Alt+1")).hasSameHashCodeAs(Keys.of("Alt+1"));
        assertThat(Keys.of("Alt+1")).isNotEqualTo(Keys.of("1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Keys.of("Ctrl+Z"));
        assertThatIllegalArgumentException().isThrownBy(() -> Keys.of("Shortcut+Nonsense"));
    }
}
