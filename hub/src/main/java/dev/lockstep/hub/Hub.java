package dev.lockstep.hub;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.UserSecret;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.hub.journal.Trouble;
import dev.lockstep.hub.room.ThreadScheduler;
import dev.lockstep.hub.session.Connection;
import dev.lockstep.hub.session.JettyConnection;
import dev.lockstep.model.Json;
import dev.lockstep.wire.Loopback;
import dev.lockstep.wire.Protocol;

/**
 * A running hub.
 *
 * <pre>{@code
 * try (Hub hub = Hub.start(HubOptions.defaults().withPort(0))) {
 *     System.out.println(hub.url());
 * }
 * }</pre>
 *
 * <p>Several may run in one process. All methods may be called from any thread. Its threads are daemons: a program that
 * only hosts a hub has to wait by itself.
 */
public final class Hub implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Hub.class.getName());

    /** Longer than liveness takes: Jetty's own idle timeout is only the net under it. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);

    /** What a room's last turn and its journal may take when the hub stops. */
    private static final long STOP_MILLIS = 5_000;

    /** What a hub that stops waits for those who don't take its goodbye. */
    private static final long GOODBYE_MILLIS = 1_000;

    /** One may read a large room while another reads a small one. */
    private static final int DISK_THREADS = 2;

    /** HTTP status 429 (RFC 6585, section 4). */
    private static final int TOO_MANY_REQUESTS = 429;

    private static final int ID_BYTES = 9;

    /** So many damaged rooms are told in /health, which is read often. */
    private static final int RESTORED_MAX = 100;

    private final HubOptions options;
    private final Journal journal;
    private final ExecutorService executor;
    private final ExecutorService slow;
    private final ExecutorService disk;
    private final ThreadScheduler scheduler;
    private final HubCore core;
    private final Callers callers;
    private final Javalin http;
    private final List<ServerConnector> shared = new ArrayList<>(); // guarded by this

    private Hub(HubOptions options, Journal journal, @Nullable String userSecret) {
        this.options = options;
        this.journal = journal;
        this.executor = Executors.newFixedThreadPool(
                Math.max(2, Runtime.getRuntime().availableProcessors()), daemons("lockstep-room"));
        this.slow = Executors.newFixedThreadPool(
                Math.max(2, Runtime.getRuntime().availableProcessors()), daemons("lockstep-sessions"));
        this.disk = Executors.newFixedThreadPool(DISK_THREADS, daemons("lockstep-disk"));
        this.scheduler = new ThreadScheduler(daemons("lockstep-scheduler"));
        this.core = new HubCore(
                options,
                journal,
                new HubCore.Platform(executor, slow, disk, scheduler, new SteadyClock(), Hub::newId),
                userSecret);
        this.callers = new Callers(options.bounds().sessionsPerAddress());
        this.http = Javalin.create(this::configure);
    }

    /**
     * Starts a hub that keeps its rooms in memory.
     *
     * @throws HubException where it can't listen, with the reason for people
     */
    public static Hub start(HubOptions options) {
        return start(options, new MemoryJournal());
    }

    /**
     * Starts a hub over {@code journal}, which it closes when it is closed.
     *
     * @throws HubException where it can't listen, with the reason for people
     */
    public static Hub start(HubOptions options, Journal journal) {
        Hub hub;
        try {
            hub = new Hub(options, journal, userSecret(options));
        } catch (HubException e) {
            journal.close();
            throw e;
        }
        try {
            hub.http.start();
        } catch (RuntimeException e) {
            hub.close();
            String where = options.host() + ":" + options.port();
            throw new HubException("can't listen on " + where + ": " + reason(e), e);
        }
        return hub;
    }

    /** Null where none can be kept, and nobody needs it. */
    private static @Nullable String userSecret(HubOptions options) {
        if (options.token() == null && !Loopback.is(options.host())) {
            throw new HubException(
                    "give a token: without one, anyone who reaches " + options.host() + " could come in", null);
        }
        try {
            return UserSecret.get();
        } catch (IOException e) {
            if (options.token() == null && !options.open()) {
                throw new HubException(e.getMessage() + "; or give a token, or let anyone on this machine in", e);
            }
            LOG.log(Level.WARNING, "{0}", e.getMessage());
            return null;
        }
    }

    /** The port that the hub listens on. */
    public int port() {
        return http.port();
    }

    /** Where clients connect, such as {@code ws://127.0.0.1:7171/live}. */
    public String url() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return "ws://" + host + ":" + port() + Protocol.PATH;
    }

    /**
     * Listens on this machine's addresses in its networks too, on the same port, until {@link #unshare}. Whoever comes from
     * elsewhere has to know {@code networkToken}; those on this machine come in as before.
     *
     * @return where it can be reached, such as {@code ws://192.168.1.5:7171/live}
     * @throws HubException where it can't listen anywhere, with the reason for people; it is for this machine alone then
     */
    public synchronized List<String> share(String networkToken) {
        String problem = HubOptions.problemWithToken(networkToken);
        if (problem != null) {
            throw new HubException(problem, null);
        }
        unshare();
        core.connections().askOthersFor(networkToken);
        List<String> urls = new ArrayList<>();
        Exception last = null;
        for (InetAddress address : networkAddresses()) {
            Server server = http.jettyServer().server();
            ServerConnector connector = connector(server, address.getHostAddress(), port());
            try {
                connector.start();
                server.addConnector(connector);
                shared.add(connector);
                urls.add("ws://" + Network.literal(address) + ":" + port() + Protocol.PATH);
            } catch (Exception e) { // what Jetty's life cycle throws; another address may do
                LOG.log(Level.WARNING, "not reachable at {0}: {1}", address.getHostAddress(), reason(e));
                last = e;
            }
        }
        if (urls.isEmpty() && last != null) {
            unshare();
            throw new HubException(
                    "can't be reached over the network: another program has port " + port() + " there", last);
        }
        if (urls.isEmpty()) {
            unshare();
            throw new HubException("this machine is in no network: connect it to one, then share", null);
        }
        return urls;
    }

    private static List<InetAddress> networkAddresses() {
        try {
            return Network.addresses();
        } catch (SocketException e) {
            throw new HubException("this machine does not tell its networks: " + Trouble.reason(e), e);
        }
    }

    /** Is reachable from this machine alone again; who came over the network is cut off. */
    public synchronized void unshare() {
        for (ServerConnector connector : shared) {
            http.jettyServer().server().removeConnector(connector);
            try {
                connector.stop();
            } catch (Exception e) { // as above
                LOG.log(Level.WARNING, "a network connector could not be closed", e);
            }
            connector.destroy();
        }
        shared.clear();
        core.connections().askOthersFor(null);
    }

    /** Tells all clients that the hub is going away, then stops. Clients try to come back by themselves. */
    @Override
    public void close() {
        core.connections().closeAll(GOODBYE_MILLIS);
        http.stop();
        scheduler.close();
        executor.shutdown();
        slow.shutdown();
        disk.shutdown();
        awaitRooms();
        journal.close();
    }

    /** Who opens the journal next must not meet a room that still writes. */
    private void awaitRooms() {
        try {
            if (!executor.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "a room did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- HTTP

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false; // its thread would hold a stopped process for 5 s
        config.jetty.addConnector((server, http) -> connector(server, options.host(), options.port()));
        config.jetty.modifyServletContextHandler(this::addWebSocket);
        config.routes.get(
                Protocol.HEALTH_PATH,
                context -> context.status(core.rooms().isStoring() ? 200 : 503)
                        .contentType("application/json")
                        .result(health(isOwn(context))));
    }

    private ServerConnector connector(Server server, String host, int port) {
        HubConnector.Address address = new HubConnector.Address(host, port);
        return new HubConnector(
                server, address, core.threads(), callers, options.timings().httpMillis());
    }

    /** Jetty's own endpoint beside Javalin's routes: it tells of pongs, and lets a reader be slowed down. */
    private void addWebSocket(ServletContextHandler handler) {
        JettyWebSocketServletContainerInitializer.configure(handler, (context, container) -> {
            container.setIdleTimeout(IDLE_TIMEOUT);
            container.setMaxTextMessageSize(options.limits().frameBytes());
            container.setMaxBinaryMessageSize(options.limits().frameBytes());
            container.setMaxFrameSize(options.limits().frameBytes());
            container.addMapping(Protocol.PATH, this::upgrade);
        });
    }

    private @Nullable Object upgrade(JettyServerUpgradeRequest request, JettyServerUpgradeResponse response)
            throws IOException {
        String origin = request.getHeader("Origin");
        if (origin != null && !options.allowedOrigins().contains(origin)) {
            response.sendForbidden("web pages of this origin may not connect; see --allow-origin");
            return null;
        }
        String local = request.getLocalSocketAddress() instanceof InetSocketAddress at
                ? Network.literal(at.getAddress()) + ":" + at.getPort()
                : "";
        Connection connection = core.connections().newConnection(address(request.getRemoteSocketAddress()), local);
        if (connection == null) {
            response.sendError(
                    TOO_MANY_REQUESTS, "too many connections, or too many wrong tokens, from this address; wait");
        }
        response.setExtensions(List.of()); // compression would be done anew for each receiver: see README
        return connection == null ? null : new JettyConnection(connection);
    }

    /**
     * How much goes on here is for this machine, and for none of the web pages that its user looks at: they reach it by a name of their
     * own (DNS rebinding).
     */
    private static boolean isOwn(Context context) {
        return Loopback.is(context.ip()) && Loopback.is(hostOf(context.host()));
    }

    /** Without the port. */
    private static String hostOf(@Nullable String header) {
        String host = header == null ? "" : header;
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    private String health(boolean inFull) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("status", Json.of(core.rooms().isStoring() ? "up" : "read-only"));
        members.put("hub", Json.of(core.id()));
        members.put("protocol", Json.of(Protocol.VERSION));
        if (inFull) {
            members.put("rooms", Json.of(core.rooms().size()));
            members.put("sessions", Json.of(core.connections().liveSessions()));
        }
        Map<String, Journal.Restored> restored = inFull ? core.rooms().restored() : Map.of();
        if (!restored.isEmpty()) {
            members.put("restored", damage(restored));
        }
        return new Json.Obj(members).toString();
    }

    /** The latest, in the order of their names. */
    private static Json damage(Map<String, Journal.Restored> restored) {
        Comparator<Map.Entry<String, Journal.Restored>> latest =
                Comparator.comparingLong(entry -> -entry.getValue().at());
        Map<String, Json> rooms = new TreeMap<>();
        restored.entrySet().stream()
                .sorted(latest)
                .limit(RESTORED_MAX)
                .forEach(entry -> rooms.put(entry.getKey(), damage(entry.getValue())));
        return new Json.Obj(rooms);
    }

    private static Json damage(Journal.Restored restored) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("open", Json.of(restored.isOpen()));
        if (restored.isOpen()) {
            members.put("seq", Json.of((double) restored.seq()));
        }
        members.put("known", Json.of((double) restored.known()));
        members.put("at", Json.of((double) restored.at()));
        return new Json.Obj(members);
    }

    // ---- helpers

    private static String address(@Nullable SocketAddress remote) {
        return remote instanceof InetSocketAddress inet ? inet.getHostString() : String.valueOf(remote);
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return "the port is in use, or the address is not this machine's; stop the other program or give"
                        + " another --port";
            }
            if (cause instanceof java.net.UnknownHostException || cause instanceof java.net.SocketException) {
                return "the address is not this machine's; give another --host";
            }
        }
        return Trouble.reason(failure);
    }

    private static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
