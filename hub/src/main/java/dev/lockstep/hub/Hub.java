package dev.lockstep.hub;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
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
import java.util.function.Supplier;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

import dev.lockstep.discovery.Announcement;
import dev.lockstep.discovery.HubBeacon;
import dev.lockstep.discovery.Networks;
import dev.lockstep.disk.UserSecret;
import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.hub.journal.Trouble;
import dev.lockstep.hub.room.Scheduler;
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

    /** How often a shared hub looks at which networks its machine is in. */
    private static final long NETWORKS_MILLIS = 2_000;

    /** HTTP status 429 (RFC 6585, section 4). */
    private static final int TOO_MANY_REQUESTS = 429;

    /** HTTP status 426 (RFC 9110, section 15.5.22). */
    private static final int UPGRADE_REQUIRED = 426;

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
    private final SslContextFactory.@Nullable Server
            tls; // null where it is for this machine alone, or a proxy encrypts
    private final Javalin http;
    private volatile @Nullable Shared shared; // written under this
    private @Nullable HubBeacon beacon; // of a hub that listens to the network from the beginning; guarded by this

    /** What ends when the hub is shared no more. */
    private record Shared(
            NetworkListeners listeners,
            Scheduler.Task following,
            @Nullable HubBeacon beacon) {

        void end() {
            following.cancel();
            if (beacon != null) {
                beacon.close();
            }
            listeners.close();
        }
    }

    private Hub(
            HubOptions options, Journal journal, @Nullable String userSecret, SslContextFactory.@Nullable Server tls) {
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
        this.callers = new Callers(
                options.isBehindProxy() ? Integer.MAX_VALUE : options.bounds().sessionsPerAddress());
        this.tls = tls;
        this.http = Javalin.create(this::configure);
    }

    private static SslContextFactory.@Nullable Server certificate(HubOptions options, Journal journal) {
        if (options.encryption() instanceof HubOptions.Encryption.Certificate files) {
            return Certificates.of(files);
        }
        boolean plain = options.isBehindProxy() || Loopback.is(options.host());
        return plain ? null : Certificates.of(journal.identity().keyPair());
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
            hub = new Hub(options, journal, userSecret(options), certificate(options, journal));
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
        if (options.token() == null && (options.isBehindProxy() || !Loopback.is(options.host()))) {
            throw new HubException(
                    "give a token: without one, anyone who reaches " + options.host() + " could come in", null);
        }
        if (options.isBehindProxy()) {
            return null; // whoever comes from this machine may be the proxy
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

    /** Which hub this is: the hash of its public key. */
    public String identity() {
        return journal.identity().hubId();
    }

    /** Where clients connect, such as {@code ws://127.0.0.1:7171/live}, or {@code wss:} where connections are encrypted. */
    public String url() {
        String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return (tls == null ? "ws://" : "wss://") + host + ":" + port() + Protocol.PATH;
    }

    /**
     * Listens on this machine's addresses in its networks too, on the same port, until {@link #unshare}, and announces itself there. Whoever
     * comes from elsewhere has to know {@code networkToken}, and talks to it over TLS; those on this machine come in as before.
     *
     * @param name who shares it, for those who look for hubs
     * @return where it can be reached now, such as {@code wss://192.168.1.5:7171/live}; see {@link #sharedAt}
     * @throws HubException where it can't listen anywhere, with the reason for people; it is for this machine alone then
     */
    public List<String> share(String networkToken, HostName name) {
        return share(networkToken, name, NetworkListeners::addressesOfThisMachine);
    }

    synchronized List<String> share(String networkToken, HostName name, Supplier<List<InetAddress>> addresses) {
        String problem = HubOptions.problemWithToken(networkToken);
        if (problem != null) {
            throw new HubException(problem, null);
        }
        unshare();
        core.connections().askOthersFor(networkToken);
        NetworkListeners listeners =
                new NetworkListeners(http.jettyServer().server(), addresses, this::networkConnector);
        try {
            listeners.open();
        } catch (HubException e) {
            core.connections().askOthersFor(null);
            throw e;
        }
        Scheduler.Task following = scheduler.every(NETWORKS_MILLIS, () -> disk.execute(this::followNetworks));
        shared = new Shared(listeners, following, announce(name));
        return sharedAt();
    }

    /** Each has a certificate of its own to show: one that is closed takes what it has with it. */
    private ServerConnector networkConnector(InetAddress address) {
        return connector(
                http.jettyServer().server(),
                address.getHostAddress(),
                port(),
                Certificates.of(journal.identity().keyPair()));
    }

    /** Looks at which addresses this machine has now; done every now and then while the hub is shared. */
    void followNetworks() {
        Shared current = shared;
        if (current != null) {
            current.listeners().follow();
        }
    }

    /** Where the hub can be reached over the network now, the best address first; empty where it isn't shared. */
    public List<String> sharedAt() {
        Shared current = shared;
        return current == null
                ? List.of()
                : current.listeners().reachableAt().stream()
                        .map(address -> "wss://" + Networks.literal(address) + ":" + port() + Protocol.PATH)
                        .toList();
    }

    /** Null where the network takes no announcements: then the address has to be told. */
    private @Nullable HubBeacon announce(HostName name) {
        try {
            return HubBeacon.start(
                    new Announcement(journal.identity().hubId(), port(), name.person(), name.machine(), name.color()));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "others don''t find this hub by themselves: {0}", Trouble.reason(e));
            return null;
        }
    }

    /** Is reachable from this machine alone again; who came over the network is cut off. */
    public synchronized void unshare() {
        Shared current = shared;
        if (current != null) {
            current.end();
        }
        shared = null;
        core.connections().askOthersFor(null);
    }

    /** Announces in the local network a hub that listens there from the beginning. */
    synchronized void announceAs(HostName name) {
        beacon = announce(name);
    }

    /** Tells all clients that the hub is going away, then stops. Clients try to come back by themselves. */
    @Override
    public void close() {
        stopAnnouncing();
        core.connections().closeAll(GOODBYE_MILLIS);
        unshare();
        http.stop();
        scheduler.close();
        executor.shutdown();
        slow.shutdown();
        disk.shutdown();
        awaitRooms();
        journal.close();
    }

    /** Nobody is to come any more; those who are here are told so before they are cut off. */
    private synchronized void stopAnnouncing() {
        Shared current = shared;
        if (current != null && current.beacon() != null) {
            current.beacon().close();
        }
        if (beacon != null) {
            beacon.close();
        }
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
        config.jetty.addConnector((server, http) -> connector(server, options.host(), options.port(), tls));
        config.jetty.modifyServletContextHandler(this::addWebSocket);
        config.routes.get(
                Protocol.HEALTH_PATH,
                context -> context.status(core.rooms().isStoring() ? 200 : 503)
                        .contentType("application/json")
                        .result(health(isOwn(context))));
    }

    private ServerConnector connector(
            Server server, String host, int port, SslContextFactory.@Nullable Server certificate) {
        HubConnector.Address address = new HubConnector.Address(host, port);
        long httpMillis = options.timings().httpMillis() * (certificate == null ? 1 : Protocol.ENCRYPTED_TIMES);
        return new HubConnector(server, address, certificate, core.threads(), callers, httpMillis);
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
        if (isForbiddenInClear(request)) {
            response.setHeader("Upgrade", "TLS/1.3, HTTP/1.1");
            response.sendError(UPGRADE_REQUIRED, "this hub encrypts its connections: use wss:// in place of ws://");
            return null;
        }
        String local = request.getLocalSocketAddress() instanceof InetSocketAddress at
                ? Networks.literal(at.getAddress()) + ":" + at.getPort()
                : "";
        Connection connection = core.connections()
                .newConnection(
                        caller(request), local, request.getHttpServletRequest().isSecure());
        if (connection == null) {
            response.sendError(
                    TOO_MANY_REQUESTS, "too many connections, or too many wrong tokens, from this address; wait");
        }
        response.setExtensions(List.of()); // compression would be done anew for each receiver: see README
        return connection == null ? null : new JettyConnection(connection);
    }

    /** What is said from elsewhere without encryption, others in the network can read; on this machine they can't. */
    private boolean isForbiddenInClear(JettyServerUpgradeRequest request) {
        boolean encrypted = request.getHttpServletRequest().isSecure() || options.isBehindProxy();
        return !encrypted && !Loopback.is(address(request.getRemoteSocketAddress()));
    }

    /** The address of whoever connects. One that a proxy tells is nobody's on this machine, whatever it says. */
    private String caller(JettyServerUpgradeRequest request) {
        String address = address(request.getRemoteSocketAddress());
        if (!options.isBehindProxy()) {
            return address;
        }
        List<String> lines = request.getHeaders("X-Forwarded-For"); // to which each proxy appends whom it serves
        String forwarded = lines == null || lines.isEmpty() ? address : lines.get(lines.size() - 1);
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1);
        return "proxied " + last.strip();
    }

    /**
     * How much goes on here is for this machine, and for none of the web pages that its user looks at: they reach it by a name of their
     * own (DNS rebinding).
     */
    private boolean isOwn(Context context) {
        return !options.isBehindProxy() && Loopback.is(context.ip()) && Loopback.is(hostOf(context.host()));
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
