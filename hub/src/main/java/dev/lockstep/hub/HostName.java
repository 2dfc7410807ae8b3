package dev.lockstep.hub;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * What others in the network see of a hub before they connect.
 *
 * @param person who hosts it, or what it is called
 * @param machine the name of its machine
 * @param color of the person, {@code #rrggbb}; empty for none
 */
public record HostName(String person, String machine, String color) {

    /** On this machine. Asks the system for the machine's name, which may take a while. */
    public static HostName here(String person, String color) {
        return new HostName(person, machineName(), color);
    }

    private static String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return ""; // it has none that leads to an address
        }
    }
}
