package dev.lockstep.desktop.view;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.fx.Author;
import dev.lockstep.fx.SharedRoom;

/** Who wrote an entry, for display: as the hub says, and as the entry says of itself only where the hub doesn't know. */
public final class WrittenBy {

    private WrittenBy() {}

    /**
     * The name of whoever changed the entry at {@code key} last; empty where there is none to be shown.
     *
     * @param claimed what the entry itself says, empty for nothing
     */
    public static String name(SharedRoom room, String key, String claimed) {
        @Nullable Author editor = room.editor(key);
        String name = editor == null || editor.name().isEmpty() ? claimed : editor.name();
        return name.isEmpty() ? "" : DisplayText.name(name);
    }
}
