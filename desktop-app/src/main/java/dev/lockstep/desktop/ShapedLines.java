package dev.lockstep.desktop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Makes JavaFX end lines of Arabic, Hindi, Thai and other scripts whose letters are shaped right on Linux, in every label, field and text.
 *
 * <p>JavaFX 21 gives Pango the characters of a run of text, and keeps them by the run. When a line ends in the middle of a run, the run gets
 * shorter, but Pango is given the characters that were kept: the first line is drawn whole, beyond its end, and each further line draws what
 * is left of it once more. Here none are found again, and they are freed when the next ones come, or the layout is done.
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
                    Method free = Class.forName("com.sun.javafx.font.freetype.OSPango")
                            .getDeclaredMethod("g_free", long.class);
                    free.setAccessible(true);
                    characters.set(layout, new NeverFound(free));
                }
            } finally {
                type.getMethod("dispose").invoke(layout);
            }
        } catch (ReflectiveOperationException | RuntimeException e) { // another JavaFX, or one that lets nobody in
            LOG.log(Level.DEBUG, "lines of scripts that are shaped may be drawn wrong: {0}", e.toString());
        }
    }

    /**
     * Gives nothing of what is put into it but in its values, of which it keeps the last: once a run is laid out its characters are of no use,
     * and a long text is laid out anew for each of its lines.
     */
    private static final class NeverFound extends LinkedHashMap<Object, Long> {

        private static final long serialVersionUID = 1;

        private final transient Method free;

        NeverFound(Method free) {
            this.free = free;
        }

        @Override
        public @Nullable Long get(Object key) {
            return null;
        }

        @Override
        public @Nullable Long put(Object key, Long value) {
            for (Long before : values()) {
                try {
                    free.invoke(null, before);
                } catch (ReflectiveOperationException e) {
                    LOG.log(Level.DEBUG, "characters of a text are kept", e);
                }
            }
            clear();
            return super.put(new Object(), value);
        }
    }
}
