package dev.lockstep.desktop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Makes JavaFX end lines of Arabic, Hindi, Thai and other scripts whose letters are shaped right on Linux, in every label, field and text.
 *
 * <p>JavaFX 21 gives Pango the characters of a run of text, and keeps them by the run. When a line ends in the middle of a run, the run gets
 * shorter, but Pango is given the characters that were kept: the first line is drawn whole, beyond its end, and each further line draws what
 * is left of it once more. Here they are kept by nothing, until the layout is done and frees them as before.
 *
 * <p>This goes by the names of JavaFX's own classes, for which there is no other way in; the test that a line ends fails where a version of
 * JavaFX has others. Layouts of several threads at once have the fault still: the program measures texts on the JavaFX thread alone.
 */
final class ShapedLines {

    private static final Logger LOG = System.getLogger(ShapedLines.class.getName());

    private ShapedLines() {}

    /** On the JavaFX thread, before the first window. Does nothing where texts are not laid out by Pango. */
    static void prepare() {
        try {
            Class<?> type = Class.forName("com.sun.javafx.text.GlyphLayout");
            Object layout = type.getMethod("getInstance").invoke(null); // the one that is used again and again
            try {
                if (layout.getClass().getSimpleName().equals("PangoGlyphLayout")) {
                    Field characters = layout.getClass().getDeclaredField("runUtf8");
                    characters.setAccessible(true);
                    characters.set(layout, new NeverFound());
                }
            } finally {
                type.getMethod("dispose").invoke(layout);
            }
        } catch (ReflectiveOperationException | RuntimeException e) { // another JavaFX, or one that lets nobody in
            LOG.log(Level.DEBUG, "lines of scripts that are shaped may be drawn wrong: {0}", e.toString());
        }
    }

    /** Keeps all that is put into it, and gives none of it back but in its values. */
    private static final class NeverFound extends LinkedHashMap<Object, Long> {

        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Long get(Object key) {
            return null;
        }

        @Override
        public @Nullable Long put(Object key, Long value) {
            return super.put(new Object(), value);
        }
    }
}
