package dev.lockstep.desktop;

import java.util.Locale;
import javafx.scene.text.Font;
import javafx.scene.text.FontPosture;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/**
 * Makes JavaFX draw Chinese, Japanese and Korean with the fonts that the machine has.
 *
 * <p>On Linux JavaFX asks fontconfig once for the fonts behind a logical family, and leaves out those with PostScript outlines: with
 * Noto, which has Chinese, Japanese and Korean in such files alone, these letters are boxes. Text that has to be shaped (Arabic, Thai, a
 * letter with an accent of its own) goes through Pango, which chooses among all fonts, and what Pango chose is a font of the family from
 * then on, for simple text too. So one such text of each font is measured before anything is shown; later would be too late, as each font
 * remembers the letters that it doesn't have. Other families than the logical ones don't get further fonts this way: the style sheets
 * name none.
 */
final class FarScripts {

    /** A letter with a combining accent, so that Pango lays it out, and letters of each of the three scripts. */
    private static final String SOME = "a\u0301 \u4F60 \u3042 \uD55C";

    private static final double SIZE = 13;

    private FarScripts() {}

    /** On the JavaFX thread, before the first window. Costs some 50 ms on Linux, and nothing elsewhere. */
    static void prepare() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return;
        }
        for (String family : new String[] {"System", "SansSerif", "Monospaced"}) {
            for (FontWeight weight : new FontWeight[] {FontWeight.NORMAL, FontWeight.BOLD}) {
                for (FontPosture posture : FontPosture.values()) {
                    Text text = new Text(SOME);
                    text.setFont(Font.font(family, weight, posture, SIZE));
                    text.getLayoutBounds();
                }
            }
        }
    }
}
