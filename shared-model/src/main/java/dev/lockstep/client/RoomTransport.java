package dev.lockstep.client;

/**
 * What a {@link RoomClient} needs of a connection. A socket here is any object that identifies one connection: messages to an
 * old one are dropped. Safe for use by many threads.
 */
interface RoomTransport {

    /** Sends {@code frame} if {@code socket} is still the connection. */
    void send(Object socket, String frame);

    /** The room is caught up. */
    void joined(Object socket, String room);

    /** This client wants no more of {@code room}. */
    void leave(Object socket, String room);

    /** The room that should join over {@code socket} was left before it did. */
    void gone(Object socket, String room);

    /** What came over {@code socket} makes no sense: only a new start helps. */
    void failed(Object socket, String reason);

    /** Runs {@code task} in {@code millis}, unless the connection is closed by then. */
    void later(long millis, Runnable task);

    /** A clock that only runs forward, in nanoseconds. */
    long nanoTime();

    /** A delivered message is through: there is room for another. */
    void messageDone();
}
