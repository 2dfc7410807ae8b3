package dev.lockstep.hub;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

import dev.lockstep.hub.session.ReadingThreads;

/** Where connections come in: Jetty's, whose threads do what they read. */
final class HubConnector extends ServerConnector {

    private final ReadingThreads threads;

    HubConnector(Server server, HttpConfiguration http, String host, int port, ReadingThreads threads) {
        super(server, new HttpConnectionFactory(http));
        this.threads = threads;
        setHost(host);
        setPort(port);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selectSet, SelectionKey key) {
        SocketChannelEndPoint endPoint = new EndPoint(channel, selectSet, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    private final class EndPoint extends SocketChannelEndPoint {

        EndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        /** All reading is done in {@code callback}, until nothing is there or nothing is wanted. */
        @Override
        public void fillInterested(Callback callback) {
            super.fillInterested(new Callback.Nested(callback) {
                @Override
                public void succeeded() {
                    threads.read(super::succeeded);
                }
            });
        }
    }
}
