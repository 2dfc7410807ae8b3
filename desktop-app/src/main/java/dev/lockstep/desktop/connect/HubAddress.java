package dev.lockstep.desktop.connect;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.HubUrl;
import dev.lockstep.wire.Protocol;

/**
 * The address of a hub as people type it: {@code host}, {@code host:port}, an IPv6 address with or without brackets and with a zone, or the
 * whole {@code wss://host:port/live}; as copied from a browser, with blanks, in any case.
 */
public final class HubAddress {

    private static final Pattern PARTS =
            Pattern.compile("(?:(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://)?(?<host>[^/?#]*)(?<path>[^?#]*)(?<rest>.*)");

    private static final Pattern NAME_WITH_UNDERSCORE = Pattern.compile("[\\w.-]*_[\\w.-]*(:\\d+)?");

    private HubAddress() {}

    /** What is wrong with {@code typed}, in words for people; null where nothing is. */
    public static @Nullable String problemWith(String typed) {
        Matcher parts = parts(typed);
        String host = parts.group("host");
        if (host.isEmpty()) {
            return "type the address of a hub, such as 192.168.1.5 or office-pc";
        } else if (NAME_WITH_UNDERSCORE.matcher(host).matches()) {
            return "names with an underscore can't be connected to; type the address of that machine in numbers, such as"
                    + " 192.168.1.5 (“Share on the network” there shows it)";
        }
        return HubUrl.problemWith(url(typed));
    }

    /** As a connection takes it. */
    public static String url(String typed) {
        Matcher parts = parts(typed);
        String scheme = scheme(parts.group("scheme"));
        String host = parts.group("host");
        boolean bareIpv6 = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
        String bracketed = bareIpv6 ? "[" + host + "]" : host;
        boolean hasPort = bracketed.matches(".*:[0-9]+");
        boolean standardPort = scheme.equals("wss"); // that of the web, where somebody typed so
        String path = parts.group("path");
        return scheme + "://" + bracketed + (hasPort || standardPort ? "" : ":" + Protocol.DEFAULT_PORT)
                + (path.isEmpty() || path.equals("/") ? Protocol.PATH : path) + parts.group("rest");
    }

    /** For display: what others type, and no more. */
    public static String shown(String url) {
        URI uri = URI.create(url);
        return uri.getPort() == Protocol.DEFAULT_PORT ? host(url) : uri.getAuthority();
    }

    /** The address in {@code url}, without brackets. */
    static String host(String url) {
        String host = URI.create(url).getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Matcher parts(String typed) {
        Matcher parts = PARTS.matcher(typed.replaceAll("[\\s\\p{Cf}\\p{Z}]", ""));
        if (!parts.matches()) {
            throw new IllegalStateException("the pattern takes everything");
        }
        return parts;
    }

    /** Of the connection; one that no hub has stays as it is, and is told to be none. */
    private static String scheme(@Nullable String typed) {
        String scheme = typed == null ? "ws" : typed.toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http" -> "ws";
            case "https" -> "wss";
            default -> scheme;
        };
    }
}
