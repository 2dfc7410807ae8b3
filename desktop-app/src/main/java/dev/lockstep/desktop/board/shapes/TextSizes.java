package dev.lockstep.desktop.board.shapes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How large long texts are, so that a shape that is moved, or comes back from the hub, is not laid out anew. Safe for use by many
 * threads.
 */
final class TextSizes {

    /** A shorter text is laid out as quickly as it is found. */
    private static final int CHARS_MIN = 200;

    private static final int KEPT_MAX = 500;

    /** @param widthMax where lines are broken, infinite where they are not */
    private record Key(String text, double fontSize, double widthMax) {}

    private static final Map<Key, double[]> KEPT = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, double[]> eldest) {
            return size() > KEPT_MAX;
        }
    };

    private TextSizes() {}

    /** Width and height of a text that is not broken. */
    static double[] whole(String text, double fontSize) {
        return kept(new Key(text, fontSize, Double.POSITIVE_INFINITY), () -> TextLayout.size(text, fontSize));
    }

    /** How high a text is that is broken to fit {@code widthMax}. */
    static double height(String text, double fontSize, double widthMax) {
        return kept(new Key(text, fontSize, widthMax), () ->
                new double[] {widthMax, TextLayout.height(text, fontSize, widthMax)})[1];
    }

    private static double[] kept(Key key, Supplier<double[]> layout) {
        if (key.text().length() < CHARS_MIN) {
            return layout.get();
        }
        synchronized (KEPT) {
            double[] known = KEPT.get(key);
            if (known != null) {
                return known;
            }
        }
        double[] size = layout.get();
        synchronized (KEPT) {
            KEPT.put(key, size);
        }
        return size;
    }
}
