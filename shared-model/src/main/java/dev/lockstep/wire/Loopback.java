package dev.lockstep.wire;

import java.util.Locale;

/** The addresses by which a machine reaches itself (RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3; RFC 6761, section 6.3). */
public final class Loopback {

    private Loopback() {}

    /** Whether {@code host} is this machine itself: an address as text, with or without brackets, or {@code localhost}. */
    public static boolean is(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String lower = bare.toLowerCase(Locale.ROOT);
        return lower.equals("localhost")
                || lower.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || lower.equals("::1")
                || lower.equals("0:0:0:0:0:0:0:1");
    }
}
