package dev.lockstep.hub.session;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session.Listener;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/** A {@link Connection} over a WebSocket of Jetty, which delivers one message at a time. */
public final class JettyConnection implements Listener {

    /** Frames are bytes already and the same for all, so the socket's core sends them as they are, past Jetty's encoding of strings. */
    private record JettyTransport(WebSocketSession session, CoreSession core) implements Transport {

        @Override
        public boolean isOpen() {
            return session.isOpen();
        }

        @Override
        public void demand() {
            session.demand();
        }

        @Override
        public void send(ByteBuffer frame, Callback sent) {
            core.sendFrame(new Frame(OpCode.TEXT, frame), sent, false);
        }

        @Override
        public void ping() {
            session.sendPing(ByteBuffer.allocate(0), org.eclipse.jetty.websocket.api.Callback.NOOP);
        }

        @Override
        public void pong(ByteBuffer payload, Runnable sent, Consumer<Throwable> failed) {
            session.sendPong(payload, org.eclipse.jetty.websocket.api.Callback.from(sent, failed));
        }

        @Override
        public void close(int code, String reason, Runnable sent, Consumer<Throwable> failed) {
            session.close(code, reason, org.eclipse.jetty.websocket.api.Callback.from(sent, failed));
        }

        @Override
        public void disconnect() {
            session.disconnect();
        }
    }

    private final Connection connection;

    public JettyConnection(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void onWebSocketOpen(org.eclipse.jetty.websocket.api.Session jettySession) {
        WebSocketSession session = (WebSocketSession) jettySession;
        connection.opened(new JettyTransport(session, session.getCoreSession()));
    }

    @Override
    public void onWebSocketText(String frame) {
        connection.received(frame);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, org.eclipse.jetty.websocket.api.Callback callback) {
        callback.succeed();
        connection.receivedBinary();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        connection.ponged();
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        connection.pinged(payload);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        connection.failed(cause);
    }

    @Override
    public void onWebSocketClose(int code, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
        connection.closed(code);
        callback.succeed();
    }
}
