package dev.lockstep.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.lockstep.model.Json;

/** Messages as a newer or stranger program would send them. */
final class Tolerance {

    private static final Set<String> FREE_VALUES = Set.of("value"); // where any member is meant

    private Tolerance() {}

    /** The same message with its members in another order and with some more, at every level. */
    static Json shuffledAndExtended(Json json) {
        if (json instanceof Json.Arr array) {
            return new Json.Arr(
                    array.items().stream().map(Tolerance::shuffledAndExtended).toList());
        } else if (json instanceof Json.Obj object) {
            List<String> names = new ArrayList<>(object.members().keySet());
            Collections.reverse(names);
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("x-before", new Json.Arr(List.of(Json.of(1))));
            for (String name : names) {
                Json value = object.members().get(name);
                members.put(name, FREE_VALUES.contains(name) ? value : shuffledAndExtended(value));
            }
            members.put("x-after", Json.Obj.EMPTY);
            return new Json.Obj(members);
        }
        return json;
    }
}
