package dev.lockstep.hub;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import dev.lockstep.discovery.Networks;
import dev.lockstep.hub.journal.Trouble;

/** Where a hub listens in this machine's networks while it is shared: at all addresses that the machine has there, as they come and go. */
final class NetworkListeners {

    private static final Logger LOG = System.getLogger(NetworkListeners.class.getName());

    private final Server server;
    private final Supplier<List<InetAddress>> addresses;
    private final Function<InetAddress, ServerConnector> connectors;
    private final Map<InetAddress, ServerConnector> open = new LinkedHashMap<>(); // guarded by this
    private boolean closed; // guarded by this
    private volatile List<InetAddress> reachableAt = List.of();

    /**
     * @param addresses those of the machine, asked again and again
     * @param connectors makes what listens at an address
     */
    NetworkListeners(
            Server server, Supplier<List<InetAddress>> addresses, Function<InetAddress, ServerConnector> connectors) {
        this.server = server;
        this.addresses = addresses;
        this.connectors = connectors;
    }

    /**
     * Begins to listen.
     *
     * @throws HubException where it can't listen anywhere, with the reason for people
     */
    synchronized void open() {
        List<InetAddress> now = addresses.get();
        if (now.isEmpty()) {
            throw new HubException("this machine is in no network: connect it to one, then share", null);
        }
        follow(now);
        if (open.isEmpty()) {
            throw new HubException(
                    "can't be reached over the network: another program uses the port there; end it, or start"
                            + " this one with another --port",
                    null);
        }
    }

    /** Looks at which addresses the machine has now. Takes milliseconds, on some systems more. */
    synchronized void follow() {
        if (!closed) {
            follow(addresses.get());
        }
    }

    private void follow(List<InetAddress> now) {
        open.entrySet().removeIf(each -> {
            boolean gone = !now.contains(each.getKey());
            if (gone) {
                stop(each.getValue());
            }
            return gone;
        });
        for (InetAddress address : now) {
            if (!open.containsKey(address)) {
                start(address);
            }
        }
        List<InetAddress> told = new ArrayList<>(now);
        told.removeIf(
                address -> !open.containsKey(address) || address.isLinkLocalAddress()); // which one link alone knows
        reachableAt = List.copyOf(told);
    }

    private void start(InetAddress address) {
        ServerConnector connector = connectors.apply(address);
        try {
            connector.start();
            server.addConnector(connector);
            open.put(address, connector);
        } catch (Exception e) { // what Jetty's life cycle throws; another address may do, and this one later
            LOG.log(Level.DEBUG, "not reachable at {0}: {1}", address.getHostAddress(), Trouble.reason(e));
            stop(connector);
        }
    }

    private void stop(ServerConnector connector) {
        server.removeConnector(connector);
        try {
            connector.stop();
        } catch (Exception e) { // as above
            LOG.log(Level.WARNING, "a network connector could not be closed", e);
        }
        connector.destroy();
    }

    /** Where the hub can be reached now by those whom the address is told, the best first. */
    List<InetAddress> reachableAt() {
        return reachableAt;
    }

    /** Listens no more; whoever came in this way is cut off. */
    synchronized void close() {
        closed = true;
        open.values().forEach(this::stop);
        open.clear();
        reachableAt = List.of();
    }

    static List<InetAddress> addressesOfThisMachine() {
        return Networks.places().stream().map(Networks.Place::address).toList();
    }
}
