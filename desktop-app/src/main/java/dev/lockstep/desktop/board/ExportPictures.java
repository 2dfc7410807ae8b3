package dev.lockstep.desktop.board;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.model.Json;

/** The pictures of what is exported, read when they are drawn: many were never in view. One thread. */
final class ExportPictures {

    /** Pixels of a picture's longer side: no more are stored. */
    private static final int SIDE_MAX = 2_048;

    /** So many are kept for when they come again. */
    private static final int KEPT_MAX = 3;

    private final Map<String, Json> parts;
    private final Map<String, @Nullable BufferedImage> kept = new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, @Nullable BufferedImage> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /** @param parts the entries that pictures are made of, by their keys */
    ExportPictures(Map<String, Json> parts) {
        this.parts = parts;
    }

    /** Null where it is not here, or is none. */
    @Nullable
    BufferedImage get(String id) {
        if (!kept.containsKey(id)) {
            List<String> texts = texts(id);
            kept.put(id, texts.isEmpty() ? null : Pictures.read(texts, SIDE_MAX));
        }
        return kept.get(id);
    }

    /** Its file as it is stored, as an address that has all of it; null where it is not here or is not to be shown as it is. */
    @Nullable
    String address(String id) {
        return Pictures.address(texts(id));
    }

    private List<String> texts(String id) {
        List<String> texts = new ArrayList<>();
        for (String key : Pictures.keys(id)) {
            if (!(parts.get(key) instanceof Json.Text text)) {
                return List.of();
            }
            texts.add(text.value());
        }
        return texts;
    }
}
