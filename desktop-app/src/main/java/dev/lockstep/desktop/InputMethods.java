package dev.lockstep.desktop;

import java.awt.AWTError;
import java.awt.Toolkit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Input methods on Linux, without which nobody types Japanese, Chinese or Korean. JavaFX 21 opens the one that the locale
 * modifiers of Xlib name, and never sets those from the environment; Java's other toolkit does as it is loaded. Where no input
 * method is named, nothing is loaded.
 */
final class InputMethods {

    private static final Logger LOG = System.getLogger(InputMethods.class.getName());
    private static final String NAMED = "@im=";

    private InputMethods() {}

    /** Makes JavaFX find the input method of this session, before the first window. Takes some 0.2 s, on any thread. */
    static void find() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        boolean windows = System.getProperty("glass.platform") == null && !Boolean.getBoolean("java.awt.headless");
        if (linux && windows && isNamed(System.getenv("XMODIFIERS"))) {
            try {
                Toolkit.getDefaultToolkit();
            } catch (AWTError | LinkageError | RuntimeException e) { // a Java without windows of its own, for one
                LOG.log(Level.WARNING, "the input method can''t be used: {0}", e.toString());
            }
        }
    }

    /** Whether {@code modifiers}, the value of XMODIFIERS, names an input method. */
    static boolean isNamed(@Nullable String modifiers) {
        int at = modifiers == null ? -1 : modifiers.indexOf(NAMED);
        if (modifiers == null || at < 0) {
            return false;
        }
        String name = modifiers.substring(at + NAMED.length());
        return !name.isBlank() && !name.startsWith("none") && !name.startsWith("local");
    }
}
