package dev.lockstep.discovery;

/**
 * What a shared hub says of itself in the local network. Nothing of it is proven.
 *
 * @param hub the hash of its public key
 * @param port where it listens, at the address that the announcement comes from
 * @param name who hosts it, or what it is called; at most {@value #NAME_CHARS_MAX} characters
 * @param machine the name of its machine; at most {@value #NAME_CHARS_MAX} characters
 * @param color of the person who hosts it, {@code #rrggbb}; empty for none
 */
public record Announcement(String hub, int port, String name, String machine, String color) {

    /** Longer names are cut. */
    public static final int NAME_CHARS_MAX = 60;

    private static final int PORT_MAX = 65_535;
    private static final int HUB_CHARS = 43; // base64url of 256 bits

    public Announcement {
        if (port < 1 || port > PORT_MAX || !hub.matches("[A-Za-z0-9_-]{" + HUB_CHARS + "}")) {
            throw new IllegalArgumentException("no announcement of a hub");
        }
        name = cut(name);
        machine = cut(machine);
        color = color.matches("#[0-9a-fA-F]{6}") ? color : "";
    }

    private static String cut(String text) {
        int end = text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), NAME_CHARS_MAX));
        return text.substring(0, end);
    }
}
