package dev.lockstep.bench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

import dev.lockstep.wire.Protocol;

/** The plainest server that there is for this: whatever one says is written to all, one write each. */
final class RawJetty {

    private final Server server = new Server();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();

    private RawJetty() {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler("/");
        JettyWebSocketServletContainerInitializer.configure(
                handler,
                (context, container) -> container.addMapping(Protocol.PATH, (request, response) -> new Endpoint()));
        server.setHandler(handler);
    }

    static RawJetty start() throws Exception {
        RawJetty jetty = new RawJetty();
        jetty.server.start();
        return jetty;
    }

    int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    void stop() throws Exception {
        server.stop();
    }

    /** One connection. */
    public final class Endpoint implements Session.Listener.AutoDemanding {
        @Override
        public void onWebSocketOpen(Session session) {
            sessions.add(session);
        }

        @Override
        public void onWebSocketText(String message) {
            sessions.forEach(session -> session.sendText(message, Callback.NOOP));
        }

        @Override
        public void onWebSocketClose(int code, String reason, Callback callback) {
            sessions.removeIf(session -> !session.isOpen());
            callback.succeed();
        }
    }
}
