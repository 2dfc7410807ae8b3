package dev.lockstep.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The status of a connection and its listeners. Set on the connection's loop, read anywhere. */
final class StatusTeller {

    private static final Logger LOG = System.getLogger(StatusTeller.class.getName());

    private final CopyOnWriteArrayList<Consumer<ConnectionStatus>> listeners = new CopyOnWriteArrayList<>();
    private volatile ConnectionStatus status = new ConnectionStatus(ConnectionStatus.Phase.CONNECTING, "");

    ConnectionStatus get() {
        return status;
    }

    boolean isClosed() {
        return status.phase() == ConnectionStatus.Phase.CLOSED;
    }

    Subscription listen(Consumer<ConnectionStatus> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** What is closed stays closed, unless it is reopened. */
    void set(ConnectionStatus next) {
        if (!next.equals(status) && !isClosed()) {
            status = next;
            listeners.forEach(listener -> tell(listener, next));
        }
    }

    /** What was closed by the hub is tried again. */
    void reopen(String reason) {
        status = new ConnectionStatus(ConnectionStatus.Phase.RECONNECTING, reason);
        ConnectionStatus now = status;
        listeners.forEach(listener -> tell(listener, now));
    }

    /** What a listener throws must not keep the connection from coming back. */
    private static void tell(Consumer<ConnectionStatus> listener, ConnectionStatus next) {
        try {
            listener.accept(next);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a listener to the connection's status failed", e);
        }
    }
}
