package dev.lockstep.discovery;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/** What is said in the local network: one JSON object in each datagram. */
sealed interface Datagram {

    /** Fits into one packet of any network. */
    int BYTES_MAX = 1_200;

    /** The version of what is said. */
    int VERSION = 1;

    /** The way in which the question went out; the answer repeats it. */
    Way way();

    /** Asks all hubs who they are. */
    record Question(Way way) implements Datagram {}

    /** A hub says who it is, because it was asked or by itself. */
    record Answer(Way way, Announcement hub) implements Datagram {}

    private static Map<String, Json> members(String type, Way way) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("lockstep", Json.of(VERSION));
        members.put("type", Json.of(type));
        members.put("way", Json.of(way.id()));
        return members;
    }

    default byte[] encode() {
        Map<String, Json> members = members(this instanceof Question ? "find" : "hub", way());
        if (this instanceof Answer answer) {
            members.put("hub", Json.of(answer.hub().hub()));
            members.put("port", Json.of(answer.hub().port()));
            members.put("name", Json.of(answer.hub().name()));
            members.put("machine", Json.of(answer.hub().machine()));
            members.put("color", Json.of(answer.hub().color()));
        }
        return new Json.Obj(members).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Null where {@code text} is none: anybody may send anything to the port. */
    static @Nullable Datagram decode(String text) {
        if (text.length() > BYTES_MAX) {
            return null;
        }
        try {
            return JsonParser.parse(text) instanceof Json.Obj object ? decode(object) : null;
        } catch (MalformedException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Datagram decode(Json.Obj object) {
        Way way = Way.of(text(object, "way"));
        if (way == null || number(object, "lockstep") != VERSION) {
            return null;
        }
        return switch (text(object, "type")) {
            case "find" -> new Question(way);
            case "hub" ->
                new Answer(
                        way,
                        new Announcement(
                                text(object, "hub"),
                                number(object, "port"),
                                text(object, "name"),
                                text(object, "machine"),
                                text(object, "color")));
            default -> null;
        };
    }

    private static String text(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Text text ? text.value() : "";
    }

    private static int number(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Num number && number.value() == Math.rint(number.value())
                ? (int) Math.max(-1, Math.min(Integer.MAX_VALUE, number.value()))
                : -1;
    }
}
