package dev.lockstep.desktop.view;

import javafx.scene.Node;

/** What a tab shows of a room. On the JavaFX thread. */
public interface RoomView extends AutoCloseable {

    Node node();

    /** Goes along with somebody; views where people have no place do nothing. */
    default void follow(String session) {}

    /** Lets go of the room. */
    @Override
    void close();
}
