package dev.lockstep.desktop.view;

import java.util.function.Function;
import java.util.regex.Pattern;

import org.kordamp.ikonli.Ikon;

/**
 * A kind of view that the program has of its rooms.
 *
 * @param id names it in options, settings, presence and node ids, and in the names of its sub-rooms ({@link RoomContext#part}); never
 *     shown to people, and the same in each version and language
 * @param title for display
 * @param writes the prefix, in the room, of what it writes most of: who may not write there only looks at it
 * @param make makes a view of a room when its tab is first shown. On the JavaFX thread
 */
public record ViewDescriptor(String id, String title, Ikon icon, String writes, Function<RoomContext, RoomView> make) {

    /** The most characters of an {@code id}. */
    public static final int ID_CHARS_MAX = 40;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

    /** @throws IllegalArgumentException where {@code id} has other characters than small letters, digits and hyphens, or too many */
    public ViewDescriptor {
        if (id.length() > ID_CHARS_MAX || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("no id of a view: " + id);
        }
    }
}
