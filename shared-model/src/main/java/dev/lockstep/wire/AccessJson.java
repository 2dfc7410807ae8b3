package dev.lockstep.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Access;
import dev.lockstep.model.AccessChange;
import dev.lockstep.model.Json;
import dev.lockstep.model.Role;

/** Roles in messages and logs. Stateless. */
public final class AccessJson {

    private static final String EVERYONE = "everyone";
    private static final String CLIENTS = "clients";
    private static final String WRITERS = "writers";
    private static final String CLIENT = "client";
    private static final String PREFIX = "prefix";
    private static final String ROLE = "role";

    private AccessJson() {}

    // ---- what is in force

    /** Writes the member {@code access}; where it is as by default, it is empty. */
    public static void write(JsonText text, Access access) {
        text.object("access", members -> {
            if (access.everyone() != Access.DEFAULT.everyone()) {
                members.put(EVERYONE, access.everyone().wireName());
            }
            if (!access.clients().isEmpty()) {
                members.objects(
                        CLIENTS,
                        List.copyOf(access.clients().entrySet()),
                        (clients, client) -> clients.put(CLIENT, client.getKey())
                                .put(ROLE, client.getValue().role().wireName())
                                .put("name", client.getValue().name()));
            }
            if (!access.writers().isEmpty()) {
                members.objects(
                        WRITERS,
                        List.copyOf(access.writers().entrySet()),
                        (writers, writer) -> writers.put(PREFIX, writer.getKey())
                                .put(ROLE, writer.getValue().wireName()));
            }
        });
    }

    /** The member {@code access}; null where there is none. */
    static @Nullable Access readOrNull(Fields fields) throws MalformedException {
        return fields.has("access") ? read(fields.object("access")) : null;
    }

    /** Reads the member {@code name}; as by default where there is none, as in what 0.1.0 wrote. */
    public static Access read(Fields fields, String name) throws MalformedException {
        return fields.has(name) ? read(fields.object(name)) : Access.DEFAULT;
    }

    private static Access read(Fields access) throws MalformedException {
        SortedMap<String, Access.Grant> clients = new TreeMap<>();
        SortedMap<String, Role> writers = new TreeMap<>();
        for (Fields client : access.objects(CLIENTS, fields -> fields)) {
            clients.put(client.text(CLIENT), new Access.Grant(role(client.text(ROLE)), client.text("name")));
        }
        for (Fields writer : access.objects(WRITERS, fields -> fields)) {
            writers.put(writer.text(PREFIX), role(writer.text(ROLE)));
        }
        Role everyone = access.has(EVERYONE) ? role(access.text(EVERYONE)) : Access.DEFAULT.everyone();
        return new Access(everyone, clients, writers);
    }

    // ---- what is to be changed

    /** Writes the members of {@code change}. */
    public static JsonText write(JsonText text, AccessChange change) {
        change.everyone().ifPresent(role -> text.put(EVERYONE, role.wireName()));
        write(text, CLIENTS, CLIENT, change.clients());
        write(text, WRITERS, PREFIX, change.writers());
        return text;
    }

    private static void write(JsonText text, String name, String of, Map<String, Optional<Role>> roles) {
        if (!roles.isEmpty()) {
            text.objects(
                    name,
                    List.copyOf(roles.entrySet()),
                    (t, each) -> t.put(of, each.getKey())
                            .put(
                                    ROLE,
                                    each.getValue()
                                            .<Json>map(role -> Json.of(role.wireName()))
                                            .orElse(Json.ofNull())));
        }
    }

    /** Reads the members of a change. */
    public static AccessChange readChange(Fields fields) throws MalformedException {
        return new AccessChange(
                fields.has(EVERYONE) ? Optional.of(role(fields.text(EVERYONE))) : Optional.empty(),
                roles(fields, CLIENTS, CLIENT),
                roles(fields, WRITERS, PREFIX));
    }

    private static SortedMap<String, Optional<Role>> roles(Fields fields, String name, String of)
            throws MalformedException {
        SortedMap<String, Optional<Role>> roles = new TreeMap<>();
        for (Fields each : fields.objects(name, item -> item)) {
            String role = each.textOrNull(ROLE);
            roles.put(each.text(of), role == null ? Optional.empty() : Optional.of(role(role)));
        }
        return roles;
    }

    /** The role that is called so. */
    public static Role role(String wireName) throws MalformedException {
        return Role.ofWireName(wireName)
                .orElseThrow(() -> new MalformedException("a role is none, viewer, editor or host, not " + wireName));
    }
}
