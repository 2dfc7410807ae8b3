package dev.lockstep.desktop.connect;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.HubConnection;
import dev.lockstep.wire.Protocol;

/** The address of a hub as people type it: {@code host}, {@code host:port}, or the whole {@code ws://host:port/live}. */
public final class HubAddress {

    private HubAddress() {}

    /** What is wrong with {@code typed}, in words for people; null where nothing is. */
    public static @Nullable String problemWith(String typed) {
        if (typed.isBlank()) {
            return "type the address of a hub, such as 192.168.1.5 or ws://host:7171/live";
        }
        return HubConnection.problemWithUrl(url(typed));
    }

    /** As a connection takes it. */
    public static String url(String typed) {
        String address = typed.strip();
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.startsWith("ws://") || lower.startsWith("wss://")) {
            return address.indexOf('/', address.indexOf("://") + 3) < 0 ? address + Protocol.PATH : address;
        }
        if (lower.contains("://")) {
            return address; // which is told to be no hub's
        }
        boolean bareIpv6 = address.indexOf(':') != address.lastIndexOf(':') && !address.startsWith("[");
        String host = bareIpv6 ? "[" + address + "]" : address;
        boolean hasPort = host.matches(".*:[0-9]+");
        return "ws://" + host + (hasPort ? "" : ":" + Protocol.DEFAULT_PORT) + Protocol.PATH;
    }
}
