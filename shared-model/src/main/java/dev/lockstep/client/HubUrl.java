package dev.lockstep.client;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.Loopback;
import dev.lockstep.wire.Protocol;

/** Addresses of hubs. */
public final class HubUrl {

    private HubUrl() {}

    /** What is wrong with {@code url} as the address of a hub, in words for people; null where nothing is. */
    public static @Nullable String problemWith(String url) {
        try {
            URI uri = new URI(url.strip());
            boolean webSocket = "ws".equalsIgnoreCase(uri.getScheme()) || isEncrypted(uri);
            if (webSocket && uri.getHost() != null) {
                return null;
            }
        } catch (URISyntaxException e) {
            // what it looks like is said below
        }
        return "not a hub's address: " + url + "; it looks like ws://localhost:" + Protocol.DEFAULT_PORT
                + Protocol.PATH;
    }

    /**
     * The address as it is connected to: {@code localhost} stands for 127.0.0.1 alone, where a hub listens, since another user's program may
     * listen on ::1; and whatever is not on this machine is connected to with TLS, which every hub there speaks.
     *
     * @throws IllegalArgumentException where {@code url} is no address of a hub
     */
    static URI parse(String url) {
        String problem = problemWith(url);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        URI uri = URI.create(url.strip());
        if ("localhost".equalsIgnoreCase(uri.getHost())) {
            return URI.create(uri.toString().replaceFirst("(?i)//localhost", "//127.0.0.1"));
        }
        return Loopback.is(uri.getHost()) ? uri : encrypted(uri);
    }

    /** The same address with TLS. */
    static URI encrypted(URI uri) {
        return isEncrypted(uri) ? uri : URI.create("wss" + uri.toString().substring("ws".length()));
    }

    static boolean isEncrypted(URI uri) {
        return "wss".equalsIgnoreCase(uri.getScheme());
    }
}
