package dev.lockstep.hub;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.session.ReadingThreads;

/**
 * Where connections come in. A socket has a while to become a WebSocket, however
 * slowly it speaks, and there are so many from one address at most.
 */
final class HubConnector extends ServerConnector {

    /** Request line and headers; longer ones are answered 431. */
    private static final int HEADER_BYTES_MAX = 8_192;

    private final ReadingThreads threads;
    private final Callers callers;
    private final long httpMillis;

    /**
     * @param tls for connections that begin with TLS; null where none of them do
     * @param httpMillis how long a socket may be none of a WebSocket
     */
    HubConnector(
            Server server,
            Address address,
            SslContextFactory.@Nullable Server tls,
            ReadingThreads threads,
            Callers callers,
            long httpMillis) {
        super(server, factories(tls));
        this.threads = threads;
        this.callers = callers;
        this.httpMillis = httpMillis;
        setHost(address.host());
        setPort(address.port());
        setIdleTimeout(httpMillis);
    }

    /** @param port 0 for a free one */
    record Address(String host, int port) {}

    /** TLS and plain HTTP come in at one port: those who forgot the encryption are told so. */
    private static ConnectionFactory[] factories(SslContextFactory.@Nullable Server tls) {
        HttpConnectionFactory http = new HttpConnectionFactory(http());
        if (tls == null) {
            return new ConnectionFactory[] {http};
        }
        SslConnectionFactory encrypted = new SslConnectionFactory(tls, http.getProtocol());
        return new ConnectionFactory[] {new DetectorConnectionFactory(encrypted), http};
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        http.setSendServerVersion(false);
        http.addCustomizer(new SecureRequestCustomizer(false)); // a hub is asked for by its address
        return http;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selectSet, SelectionKey key) {
        SocketChannelEndPoint endPoint = new EndPoint(channel, selectSet, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    /** Reads what has arrived, by a thread of its own or by the selector's, as {@link ReadingThreads} has it. */
    private final class WebSocketReading extends Callback.Nested {

        private @Nullable InvocationType type; // Jetty asks before it calls, and must not get two answers

        WebSocketReading(Callback callback) {
            super(callback);
        }

        @Override
        public synchronized InvocationType getInvocationType() {
            InvocationType chosen = type;
            if (chosen == null) {
                chosen = threads.isBusy() ? InvocationType.NON_BLOCKING : InvocationType.BLOCKING;
                type = chosen;
            }
            return chosen;
        }

        @Override
        public void succeeded() {
            if (getInvocationType() == InvocationType.NON_BLOCKING) {
                threads.readForAll(super::succeeded);
            } else {
                threads.read(super::succeeded);
            }
        }
    }

    private final class EndPoint extends SocketChannelEndPoint {

        private final String address;
        private final AtomicBoolean counted = new AtomicBoolean();
        private volatile Scheduler.@Nullable Task end;

        EndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
            SocketAddress remote = getRemoteSocketAddress();
            this.address = remote instanceof InetSocketAddress inet ? inet.getHostString() : String.valueOf(remote);
        }

        @Override
        public void onOpen() {
            super.onOpen();
            counted.set(true);
            if (callers.enter(address)) {
                end = getScheduler().schedule(this::close, httpMillis, TimeUnit.MILLISECONDS);
            } else {
                close();
            }
        }

        private boolean isWebSocket() {
            Connection connection = getConnection();
            if (connection instanceof SslConnection encrypted) {
                connection = encrypted.getSslEndPoint().getConnection();
            }
            return connection instanceof WebSocketConnection;
        }

        @Override
        public void onClose(@Nullable Throwable cause) {
            cancelEnd();
            if (counted.compareAndSet(true, false)) {
                callers.leave(address);
            }
            super.onClose(cause);
        }

        private void cancelEnd() {
            Scheduler.Task planned = end;
            if (planned != null) {
                end = null;
                planned.cancel();
            }
        }

        /** All reading is done in {@code callback}, until nothing is there or nothing is wanted. */
        @Override
        public void fillInterested(Callback callback) {
            boolean webSocket = isWebSocket();
            if (webSocket) {
                cancelEnd();
            }
            super.fillInterested(webSocket ? new WebSocketReading(callback) : callback);
        }
    }
}
