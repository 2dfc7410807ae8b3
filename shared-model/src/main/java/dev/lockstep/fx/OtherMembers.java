package dev.lockstep.fx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/**
 * Keeps what a type does not know. Of a stored value a program may read a part only: members that a later version has added, constants that
 * it has no name for. What it writes then must not wipe the rest, at any depth.
 */
final class OtherMembers {

    private OtherMembers() {}

    /**
     * What is written in place of {@code stored}: {@code now}, with what the type does not know.
     *
     * @param stored as the room has it, null where it has nothing
     * @param read what the type makes of what is stored, encoded again
     * @param now the new value, encoded
     */
    static Json over(@Nullable Json stored, UnaryOperator<Json> read, Json now) {
        if (stored instanceof Json.Obj || stored instanceof Json.Arr) {
            try {
                return keep(stored, read.apply(stored), now);
            } catch (JsonParseException e) {
                return now; // of another type altogether: setting it repairs it
            }
        }
        return now;
    }

    /**
     * What is stored, with all that the type knows of it as it is now.
     *
     * @param stored as the room has it
     * @param read what the type makes of that, encoded again
     * @param now the new value, encoded
     */
    static Json keep(Json stored, Json read, Json now) {
        if (now.equals(read)) {
            return stored;
        } else if (stored instanceof Json.Obj from && read instanceof Json.Obj known && now instanceof Json.Obj to) {
            return keep(from, known, to);
        } else if (stored instanceof Json.Arr from && read instanceof Json.Arr known && now instanceof Json.Arr to) {
            return from.items().size() == known.items().size() ? keep(from.items(), known.items(), to.items()) : now;
        }
        return now;
    }

    private static Json keep(Json.Obj stored, Json.Obj read, Json.Obj now) {
        Map<String, Json> members = new LinkedHashMap<>(stored.members());
        members.keySet().removeIf(name -> read.get(name) != null && now.get(name) == null);
        now.members().forEach((name, value) -> {
            Json from = stored.get(name);
            Json known = read.get(name);
            members.put(name, from == null || known == null ? value : keep(from, known, value));
        });
        return new Json.Obj(members);
    }

    /** Items that are as they were keep what they have wherever they stand now; one that was changed is taken for the one in its place. */
    private static Json keep(List<Json> stored, List<Json> read, List<Json> now) {
        Map<Json, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < read.size(); i++) {
            places.computeIfAbsent(read.get(i), item -> new ArrayDeque<>()).add(i);
        }
        List<Json> items = new ArrayList<>(now);
        boolean[] used = new boolean[read.size()];
        boolean[] settled = new boolean[now.size()];
        for (int i = 0; i < now.size(); i++) {
            Deque<Integer> same = places.get(now.get(i));
            Integer place = same == null ? null : same.poll();
            if (place != null) {
                items.set(i, stored.get(place));
                used[place] = true;
                settled[i] = true;
            }
        }
        for (int i = 0; i < Math.min(now.size(), read.size()); i++) {
            if (!settled[i] && !used[i]) {
                items.set(i, keep(stored.get(i), read.get(i), now.get(i)));
            }
        }
        return new Json.Arr(items);
    }
}
