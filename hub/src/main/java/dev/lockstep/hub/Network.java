package dev.lockstep.hub;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** Where this machine can be reached. */
final class Network {

    private Network() {}

    /** The addresses of the networks that are up; not those that are for this machine or for one cable alone. */
    static List<InetAddress> addresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(Network::isUp)
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException e) {
            return false; // it has just gone
        }
    }

    /** As it stands in a URL (RFC 3986, section 3.2.2). */
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%'); // means something on this machine alone
        String bare = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[" + bare + "]" : bare;
    }
}
