package dev.lockstep.client;

import dev.lockstep.wire.HubMessage;

/** Dispatches the messages of the hub over one transport by type. On the connection's loop. */
final class MessageDispatch implements HubMessage.Handler {

    private final HubConnection connection;
    private final HubTransport from;

    MessageDispatch(HubConnection connection, HubTransport from) {
        this.connection = connection;
        this.from = from;
    }

    @Override
    public void identity(HubMessage.Identity message) {
        connection.identified(from, message);
    }

    @Override
    public void pairing(HubMessage.Pairing message) {
        // an answer to what this connection does not ask: see Pairing
    }

    @Override
    public void welcome(HubMessage.Welcome message) {
        connection.welcomed(from, message);
    }

    @Override
    public void health(HubMessage.Health message) {
        connection.health(message);
    }

    @Override
    public void rooms(HubMessage.Rooms message) {
        connection.tools().rooms(message);
    }

    @Override
    public void deleted(HubMessage.Deleted message) {
        connection.tools().deleted(message);
    }

    @Override
    public void usage(HubMessage.Usage message) {
        connection.tools().usage(message);
    }

    @Override
    public void people(HubMessage.People message) {
        connection.tools().people(message);
    }

    @Override
    public void fault(HubMessage.Fault message) {
        connection.fault(from, message);
    }

    @Override
    public void inRoom(HubMessage.InRoom message) {
        if (message instanceof HubMessage.Left left) {
            connection.left(left);
        } else {
            connection.deliver(from, message);
        }
    }
}
