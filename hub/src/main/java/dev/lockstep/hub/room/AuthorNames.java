package dev.lockstep.hub.room;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.model.RoomState;

/** The names of a room's authors as they were last sent to its members. Written by the room's loop, read by any thread. */
final class AuthorNames {

    private final Map<String, String> told = new ConcurrentHashMap<>();

    void begin(RoomState state) {
        told.putAll(state.authors());
    }

    /** The name of whoever asked for {@code commit}, null where nobody did. */
    @Nullable
    String nameOf(Commit commit, RoomState state) {
        return commit.client() == null ? null : state.nameOfClient(commit.client());
    }

    /** The names of those authors of {@code commits} who have not been told, or by another name. They are from now on. */
    Map<String, String> takeNews(List<Commit> commits, RoomState state) {
        Map<String, String> news = new HashMap<>();
        for (Commit commit : commits) {
            String client = commit.client();
            String name = nameOf(commit, state);
            if (client != null && name != null && !name.equals(told.put(client, name))) {
                news.put(client, name);
            }
        }
        return news;
    }

    /** Adds the name of {@code client} to {@code names}, where it is known. */
    void addTo(Map<String, String> names, @Nullable String client) {
        String name = client == null ? null : told.get(client);
        if (client != null && name != null) {
            names.put(client, name);
        }
    }
}
