package dev.lockstep.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.Protocol;
import dev.lockstep.wire.WireCodec;

/** The option {@code --limit}: what a hub takes, by the names under which {@code welcome} says it. */
final class LimitOption {

    private static final String LIMITS = "limits";
    private static final String PER_SECOND = "perSecond";
    private static final String BURST = "burst";

    private static final Map<String, String> MEANINGS = meanings();

    private LimitOption() {}

    private static Map<String, String> meanings() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("frameBytes", "bytes of a frame from a client");
        all.put("valueBytes", "bytes of a value");
        all.put("opsPerCommit", "operations of a commit");
        all.put("keysPerRoom", "keys of a room");
        all.put("bytesPerRoom", "bytes of the keys and values of a room");
        all.put("waitingLocks", "waiting lock requests of a session in a room");
        all.put("roomsPerHub", "rooms");
        all.put("sessionsPerAddress", "connections of one address");
        all.put("commits", "frames of a client");
        all.put("bytes", "bytes of frames of a client");
        all.put("presence", "messages of a client that are not stored");
        all.put("presenceBytes", "bytes of these");
        all.put("fanOut", "bytes of these to all members of a room");
        all.put("joins", "joins of a client");
        all.put("roomsPerClient", "rooms that a client created");
        all.put("newRooms", "rooms that a client creates");
        all.put("stored", "bytes by which a client lets rooms grow");
        all.put("storedPerAddress", "the same for all clients of an address");
        return all;
    }

    /** A line for each limit, for {@code --help}. */
    static List<String> help() {
        Map<String, Json> defaults = members(HubOptions.defaults());
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Limits and their defaults; of a rate, what is allowed in a second and at once:");
        MEANINGS.forEach((name, meaning) -> lines.add("  %-33s %s"
                .formatted(name + "=" + text(defaults.getOrDefault(name, Json.ofNull())), meaning)));
        return lines;
    }

    private static String text(Json limit) {
        return limit instanceof Json.Obj rate ? rate.get(PER_SECOND) + "/" + rate.get(BURST) : limit.toString();
    }

    /**
     * The options with other limits.
     *
     * @param given values by name: an integer, or for a rate two, {@code PER_SECOND/AT_ONCE}
     * @throws IllegalArgumentException where there is no such limit, or it can't have that value; said for people
     */
    static HubOptions apply(HubOptions options, Map<String, String> given) {
        Map<String, Json> members = members(options);
        given.forEach((name, value) -> {
            Json now = members.get(name);
            if (now == null) {
                throw new IllegalArgumentException(
                        "there is no limit called " + name + "; there are " + String.join(", ", MEANINGS.keySet()));
            }
            members.put(name, now instanceof Json.Obj ? rate(name, value) : integer(name, value));
        });
        Map<String, Json> welcome = new LinkedHashMap<>(welcome(options).members());
        welcome.put(LIMITS, new Json.Obj(members));
        try {
            if (WireCodec.decodeHub(new Json.Obj(welcome).toString()) instanceof HubMessage.Welcome made) {
                return options.withLimits(made.limits()).withBounds(made.bounds());
            }
            throw new IllegalStateException("the hub can't read its own welcome");
        } catch (MalformedException e) {
            throw new IllegalArgumentException("a limit is too large: " + e.getMessage(), e);
        }
    }

    private static Json rate(String name, String value) {
        String[] parts = value.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("--limit " + name
                    + " is a rate: say how many in a second and how many at once, such as " + name + "=100/200");
        }
        Map<String, Json> rate = new LinkedHashMap<>();
        rate.put(PER_SECOND, integer(name, parts[0]));
        rate.put(BURST, integer(name, parts[1]));
        return new Json.Obj(rate);
    }

    private static Json integer(String name, String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= 1 && value <= Limits.INTEGER_MAX) {
                return Json.of((double) value);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("--limit " + name + " is an integer from 1 to 2^53-1, not " + text);
    }

    /** As {@code welcome} says them. */
    private static Map<String, Json> members(HubOptions options) {
        return welcome(options).get(LIMITS) instanceof Json.Obj limits
                ? new LinkedHashMap<>(limits.members())
                : new LinkedHashMap<>();
    }

    private static Json.Obj welcome(HubOptions options) {
        String text = WireCodec.encode(
                new HubMessage.Welcome(Protocol.VERSION, "", "", false, "", 1, 1, options.limits(), options.bounds()));
        try {
            if (JsonParser.parse(text) instanceof Json.Obj welcome) {
                return welcome;
            }
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("the hub can't read its own welcome");
    }
}
