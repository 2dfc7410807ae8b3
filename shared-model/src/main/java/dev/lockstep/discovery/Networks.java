package dev.lockstep.discovery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The networks that this machine is in. */
public final class Networks {

    private static final int BITS_OF_BYTE = 8;

    private static final Pattern MADE_BY_PROGRAMS = Pattern.compile(
            "docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|utun|wg|zt|tailscale|ppp", Pattern.CASE_INSENSITIVE);

    private static final Pattern VPNS =
            Pattern.compile("tun|tap|utun|wg|zt|tailscale|ppp|ipsec|nordlynx|proton", Pattern.CASE_INSENSITIVE);

    private Networks() {}

    /**
     * An address of this machine in one of its networks.
     *
     * @param broadcast reaches all in that network; null where it has none
     * @param prefixLength so many bits of the address are the network's
     */
    public record Place(
            NetworkInterface network,
            InetAddress address,
            @Nullable InetAddress broadcast,
            int prefixLength) {

        /** Whether it leads through a tunnel of a VPN, as far as its name says. */
        public boolean isVpn() {
            return VPNS.matcher(network.getName()).lookingAt();
        }

        /** Whether {@code other} is in the same network, without a router in between. */
        boolean isNear(InetAddress other) {
            byte[] own = address.getAddress();
            byte[] its = other.getAddress();
            if (own.length != its.length) {
                return false;
            }
            for (int bit = 0; bit < prefixLength; bit++) {
                int mask = 0x80 >> bit % BITS_OF_BYTE;
                if ((own[bit / BITS_OF_BYTE] & mask) != (its[bit / BITS_OF_BYTE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * All places of this machine in networks that are up, its own loopback not among them; first those in networks of cables and radio,
     * then those that programs have made, such as VPNs and containers. Takes milliseconds, on some systems more.
     */
    public static List<Place> places() {
        List<Place> places = new ArrayList<>();
        try {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (isUp(network)) {
                    for (InterfaceAddress each : network.getInterfaceAddresses()) {
                        places.add(new Place(
                                network, each.getAddress(), each.getBroadcast(), each.getNetworkPrefixLength()));
                    }
                }
            }
        } catch (SocketException e) {
            return List.of(); // it tells none of them
        }
        places.sort(Comparator.comparing(place -> isMadeByProgram(place.network())));
        return places;
    }

    private static boolean isMadeByProgram(NetworkInterface network) {
        return MADE_BY_PROGRAMS.matcher(network.getName()).lookingAt();
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException e) {
            return false; // it has just gone
        }
    }

    /**
     * As it stands in a URL (RFC 3986, section 3.2.2). An address of the link keeps its zone, without which it leads nowhere.
     */
    public static String literal(InetAddress address) {
        String text = address.getHostAddress();
        if (address instanceof Inet4Address) {
            return text;
        }
        int zone = text.indexOf('%');
        boolean needsZone = address instanceof Inet6Address && address.isLinkLocalAddress();
        return "[" + (zone < 0 || needsZone ? text : text.substring(0, zone)) + "]";
    }
}
