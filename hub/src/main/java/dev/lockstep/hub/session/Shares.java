package dev.lockstep.hub.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.lockstep.hub.room.Quota;
import dev.lockstep.hub.room.Share;
import dev.lockstep.wire.Bounds;

/**
 * The quotas of clients and of network addresses, which outlive their sessions: reconnecting does not reset them. Safe
 * for use by many threads.
 */
final class Shares {

    /** So many of either are remembered; beyond them the one that was not asked for the longest is forgotten. */
    private static final int REMEMBERED_MAX = 10_000;

    private static final int IPV6_PREFIX_BYTES = 8; // of a network, which one customer has all addresses of

    private final Bounds.Quotas bounds;
    private final Map<String, Quota> byClient = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Quota> byNetwork = new LinkedHashMap<>(16, 0.75f, true);

    Shares(Bounds.Quotas bounds) {
        this.bounds = bounds;
    }

    synchronized Share of(String client, String address, long now) {
        int many = Bounds.Quotas.CLIENTS_PER_ADDRESS;
        return new Share(List.of(
                remembered(byClient, client, c -> new Quota(bounds, 1, bounds.stored(), now)),
                remembered(byNetwork, network(address), a -> new Quota(bounds, many, bounds.storedPerAddress(), now))));
    }

    private static Quota remembered(Map<String, Quota> quotas, String key, Function<String, Quota> begin) {
        Quota quota = quotas.computeIfAbsent(key, begin);
        if (quotas.size() > REMEMBERED_MAX) {
            quotas.remove(quotas.keySet().iterator().next());
        }
        return quota;
    }

    /** What one may have many addresses of is one. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return InetAddress.getByName(address)
                            instanceof Inet6Address six // which is asked of nobody: it is a literal
                    ? Arrays.toString(Arrays.copyOf(six.getAddress(), IPV6_PREFIX_BYTES))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
