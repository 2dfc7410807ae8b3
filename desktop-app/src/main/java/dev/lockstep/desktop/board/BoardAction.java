package dev.lockstep.desktop.board;

import java.util.List;

import dev.lockstep.desktop.keys.Keys;

/**
 * Something that can be done on a board: by its keys, from the palette, and told in the list of keys.
 *
 * @param group what it belongs to, for people
 * @param title what it does, for people
 * @param keys the first of them is the one that is told; none where it has none
 * @param changes whether it changes the board, or how it would be changed
 */
record BoardAction(String group, String title, List<Keys> keys, boolean changes, Runnable run) {

    static BoardAction of(String group, String title, String keys, boolean changes, Runnable run) {
        List<Keys> combinations = keys.isEmpty()
                ? List.of()
                : List.of(keys.split(" ")).stream().map(Keys::of).toList();
        return new BoardAction(group, title, combinations, changes, run);
    }

    /** The keys as people read them, empty where there are none. */
    String keysText() {
        return keys.isEmpty() ? "" : keys.get(0).getDisplayText();
    }
}
