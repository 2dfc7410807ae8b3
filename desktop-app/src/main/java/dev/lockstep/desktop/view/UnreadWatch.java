package dev.lockstep.desktop.view;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.collections.ObservableMap;

/** Counts what is new in rooms, looked at or not. On the JavaFX thread. */
public interface UnreadWatch extends AutoCloseable {

    /** @param mentioned whether it speaks to this person */
    record Unread(int messages, boolean mentioned) {}

    /**
     * Somebody speaks to this person just now.
     *
     * @param view the id of the view that shows it
     * @param author for display
     * @param text for display
     */
    record Mention(String room, String view, String author, String text) {}

    /**
     * Makes a watch for one person; {@code mentioned} hears of what is said to them while they are connected, and {@code fx}
     * runs what it is given on the JavaFX thread, later.
     */
    interface Maker {
        UnreadWatch make(RoomPool rooms, Consumer<Mention> mentioned, Executor fx);
    }

    /** Watches these rooms, and no others any more. */
    void watch(Set<String> rooms);

    /** What is new, by room; rooms where nothing is are left out. */
    ObservableMap<String, Unread> unread();

    @Override
    void close();
}
