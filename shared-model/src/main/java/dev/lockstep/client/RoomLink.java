package dev.lockstep.client;

import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.WireCodec;

/** The connection, as a room uses it. */
final class RoomLink implements RoomTransport {

    private final HubConnection connection;

    RoomLink(HubConnection connection) {
        this.connection = connection;
    }

    @Override
    public void send(Object forSocket, String frame) {
        connection.on(forSocket, transport -> transport.send(frame));
    }

    @Override
    public void joined(Object forSocket, String room) {
        connection.on(forSocket, transport -> connection.caughtUp(room));
    }

    @Override
    public void leave(Object forSocket, String room) {
        connection.on(forSocket, transport -> {
            transport.send(WireCodec.encode(new ClientMessage.Leave(room)));
            connection.hasLeft(room);
        });
    }

    @Override
    public void gone(Object forSocket, String room) {
        connection.on(forSocket, transport -> connection.gone(room));
    }

    @Override
    public void failed(Object forSocket, String reason) {
        connection.failed(forSocket, reason);
    }

    @Override
    public void later(long millis, Runnable task) {
        connection.later(millis, task);
    }

    @Override
    public long nanoTime() {
        return connection.nanoTime();
    }

    @Override
    public void messageDone() {
        connection.messageDone();
    }
}
