package dev.lockstep.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;

/**
 * The numbers by which compact frames of a room name clients, at the hub: PROTOCOL.md, "Compact frames". For use by one thread.
 *
 * <p>Numbers begin anew when there are too many, so that a room that is open for months doesn't list everybody who was ever in it.
 */
public final class ClientNumbers {

    /** Clients that have a number at the same time; more only where a single frame has more. */
    static final int CLIENTS_MAX = 1_000;

    private final List<String> clients = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private @Nullable List<String> known; // a copy, until it changes

    /** Those that have a number, from 1 up: what a new member has to know. */
    public List<String> clients() {
        List<String> copy = known;
        if (copy == null) {
            copy = List.copyOf(clients);
            known = copy;
        }
        return copy;
    }

    /** Gives each author of {@code commits} a number; returns the new ones. */
    Map<Integer, String> number(List<Commit> commits) {
        if (clients.size() + commits.size() > CLIENTS_MAX && !clients.isEmpty()) {
            known = null;
            clients.clear();
            numbers.clear();
        }
        Map<Integer, String> fresh = new HashMap<>();
        for (Commit commit : commits) {
            String client = commit.client();
            if (client != null && !numbers.containsKey(client)) {
                known = null;
                clients.add(client);
                numbers.put(client, clients.size());
                fresh.put(clients.size(), client);
            }
        }
        return fresh;
    }

    /** 0 where it has none. */
    int of(String client) {
        return numbers.getOrDefault(client, 0);
    }
}
