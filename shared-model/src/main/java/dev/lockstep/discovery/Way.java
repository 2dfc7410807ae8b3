package dev.lockstep.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/**
 * The ways in which a question or an announcement reaches all in a network. Each fails in some: switches that don't know who listens to a
 * group, access points that drop broadcasts, networks with IPv6 only.
 */
public enum Way {
    /** A multicast group that switches pass on to everybody (224.0.0.0/24; RFC 4541, section 2.1.2). */
    LOCAL_GROUP("local", "224.0.0.171"),
    /** A multicast group of the site (239.255.0.0/16; RFC 2365, section 6.1). */
    SITE_GROUP("site", "239.255.71.71"),
    /** The broadcast address of the sender's network. */
    BROADCAST("broadcast", null),
    /** A multicast group of IPv6, on the sender's link (RFC 4291, section 2.7). */
    IPV6_GROUP("ipv6", "ff12::7171");

    private final String id;
    private final @Nullable InetAddress group;

    Way(String id, @Nullable String group) {
        this.id = id;
        try {
            this.group = group == null ? null : InetAddress.getByName(group);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address needs no name service", e);
        }
    }

    /** As it stands in messages. */
    String id() {
        return id;
    }

    /** Null for {@link #BROADCAST}, which is another address in each network. */
    @Nullable
    InetAddress group() {
        return group;
    }

    /** Null where there is none called {@code id}. */
    static @Nullable Way of(String id) {
        for (Way way : values()) {
            if (way.id.equals(id)) {
                return way;
            }
        }
        return null;
    }
}
