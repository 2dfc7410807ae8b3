package dev.lockstep.desktop.shell;

import javafx.scene.Node;

/** What a tab shows of a room. On the JavaFX thread. */
public interface RoomView extends AutoCloseable {

    Node node();

    /** Lets go of the room. */
    @Override
    void close();
}
