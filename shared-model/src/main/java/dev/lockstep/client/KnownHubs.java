package dev.lockstep.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/**
 * The hubs that a client has connected to, and the last address of each. Data of a hub is stored under a key that never
 * changes, whatever address the hub has: for hubs first used by a version that identified hubs by their URL, that URL. Immutable.
 *
 * @param hubs by key
 * @param at the key of the hub that is expected at an address, by URL
 */
record KnownHubs(Map<String, Known> hubs, Map<String, String> at) {

    static final KnownHubs NONE = new KnownHubs(Map.of(), Map.of());

    private static final String HUB = "hub";
    private static final String URL = "url";

    /**
     * @param hub the hash of its public key
     * @param url where it was met last
     */
    record Known(String hub, String url) {}

    /** The key for the hub that is expected at {@code url}; the same address with and without TLS is one. */
    String keyAt(String url) {
        String key = at.get(url);
        return key == null ? at.getOrDefault(otherScheme(url), url) : key;
    }

    private static String otherScheme(String url) {
        if (url.startsWith("ws://")) {
            return "wss" + url.substring("ws".length());
        }
        return url.startsWith("wss://") ? "ws" + url.substring("wss".length()) : url;
    }

    /** Which hub is kept under {@code key}, null where it was never met by that. */
    @Nullable
    String hubOf(String key) {
        Known known = hubs.get(key);
        return known == null ? null : known.hub();
    }

    /** Where the hub was met last that is kept under {@code key}. */
    String urlOf(String key) {
        Known known = hubs.get(key);
        return known == null ? key : known.url();
    }

    /** All keys under which something of {@code hub} is kept, the oldest first. */
    List<String> keysOf(String hub) {
        List<String> keys = new ArrayList<>();
        hubs.forEach((key, known) -> {
            if (known.hub().equals(hub)) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** {@code hub} answers at {@code url}, and is kept under {@code key} there. */
    KnownHubs met(String key, String url, String hub) {
        Map<String, Known> newHubs = new LinkedHashMap<>(hubs);
        newHubs.put(key, new Known(hub, url));
        Map<String, String> newAt = new LinkedHashMap<>(at);
        newAt.put(url, key);
        return new KnownHubs(newHubs, newAt);
    }

    Json toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        hubs.forEach((key, known) ->
                members.put(key, new Json.Obj(Map.of(HUB, Json.of(known.hub()), URL, Json.of(known.url())))));
        Map<String, Json> urls = new LinkedHashMap<>();
        at.forEach((url, key) -> urls.put(url, Json.of(key)));
        return new Json.Obj(Map.of("known", new Json.Obj(members), "at", new Json.Obj(urls)));
    }

    /** What is strange is left out: then a hub is met anew. */
    static KnownHubs read(@Nullable Json json) {
        Map<String, Known> hubs = new LinkedHashMap<>();
        Map<String, String> at = new LinkedHashMap<>();
        if (json instanceof Json.Obj object) {
            if (object.get("known") instanceof Json.Obj known) {
                known.members().forEach((key, value) -> {
                    if (value instanceof Json.Obj each
                            && each.get(HUB) instanceof Json.Text hub
                            && each.get(URL) instanceof Json.Text url) {
                        hubs.put(key, new Known(hub.value(), url.value()));
                    }
                });
            }
            if (object.get("at") instanceof Json.Obj urls) {
                urls.members().forEach((url, key) -> {
                    if (key instanceof Json.Text text) {
                        at.put(url, text.value());
                    }
                });
            }
        }
        return new KnownHubs(hubs, at);
    }
}
