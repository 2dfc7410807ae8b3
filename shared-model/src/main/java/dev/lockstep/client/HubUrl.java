package dev.lockstep.client;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.Protocol;

/** Addresses of hubs. */
final class HubUrl {

    private HubUrl() {}

    /** What is wrong with {@code url}, in words for people; null where nothing is. */
    static @Nullable String problemWith(String url) {
        try {
            URI uri = new URI(url.strip());
            boolean webSocket = "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
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
     * listen on ::1.
     *
     * @throws IllegalArgumentException where {@code url} is no address of a hub
     */
    static URI parse(String url) {
        String problem = problemWith(url);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        URI uri = URI.create(url.strip());
        boolean named = "localhost".equalsIgnoreCase(uri.getHost());
        return named ? URI.create(uri.toString().replaceFirst("(?i)//localhost", "//127.0.0.1")) : uri;
    }
}
