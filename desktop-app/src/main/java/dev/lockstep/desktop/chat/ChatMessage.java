package dev.lockstep.desktop.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;

/**
 * A message as it was written.
 *
 * @param client the public name of its author's client
 * @param text Markdown; empty where it was deleted
 * @param at when it was written, milliseconds since 1970 by its author's clock
 * @param reply the id of the message that it answers, empty for none
 * @param edited whether its text was changed since
 * @param reactions by emoji the people that gave it, by their clients
 * @param picture null for none
 */
record ChatMessage(
        String id,
        String client,
        String author,
        String color,
        String text,
        long at,
        String reply,
        boolean edited,
        boolean deleted,
        Map<String, Map<String, String>> reactions,
        @Nullable Picture picture) {

    static final int TEXT_MAX = 20_000;
    private static final int NAME_MAX = 100;
    private static final int REACTIONS_MAX = 50;
    private static final double SIDE_MAX = 100_000;

    /** A checksum and how many parts there are; it is a part of a room's name. */
    private static final Pattern PICTURE_ID = Pattern.compile("[0-9a-f]{32}\\.[0-9]{1,2}");

    ChatMessage {
        reactions = Map.copyOf(reactions);
    }

    /** @param id of {@link dev.lockstep.desktop.pictures.Pictures} */
    record Picture(String id, double width, double height) {}

    /** What some other program wrote may be no message: null then. What is missing or strange is left out. */
    static @Nullable ChatMessage read(String id, Json value) {
        if (!(value instanceof Json.Obj object)
                || !(object.get("client") instanceof Json.Text client)
                || !(object.get("at") instanceof Json.Num at)) {
            return null;
        }
        boolean deleted = flag(object, "deleted");
        return new ChatMessage(
                id,
                client.value(),
                name(text(object, "author", NAME_MAX)),
                text(object, "color", NAME_MAX),
                deleted ? "" : text(object, "text", TEXT_MAX),
                (long) at.value(),
                text(object, "reply", NAME_MAX),
                flag(object, "edited"),
                deleted,
                reactions(object.get("reactions")),
                deleted ? null : picture(object.get("picture")));
    }

    Json.Obj toJson() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("client", new Json.Text(client));
        members.put("author", new Json.Text(author));
        members.put("color", new Json.Text(color));
        members.put("at", Json.of((double) at));
        if (deleted) {
            members.put("deleted", Json.of(true));
            return new Json.Obj(members);
        }
        members.put("text", new Json.Text(text));
        if (!reply.isEmpty()) {
            members.put("reply", new Json.Text(reply));
        }
        if (edited) {
            members.put("edited", Json.of(true));
        }
        if (picture != null) {
            members.put(
                    "picture",
                    new Json.Obj(Map.of(
                            "id", new Json.Text(picture.id()),
                            "width", Json.of(picture.width()),
                            "height", Json.of(picture.height()))));
        }
        if (!reactions.isEmpty()) {
            Map<String, Json> some = new LinkedHashMap<>();
            reactions.forEach((emoji, people) -> {
                Map<String, Json> names = new LinkedHashMap<>();
                people.forEach((who, name) -> names.put(who, new Json.Text(name)));
                some.put(emoji, new Json.Obj(names));
            });
            members.put("reactions", new Json.Obj(some));
        }
        return new Json.Obj(members);
    }

    ChatMessage withText(String newText) {
        return new ChatMessage(id, client, author, color, newText, at, reply, true, deleted, reactions, picture);
    }

    ChatMessage withoutText() {
        return new ChatMessage(id, client, author, color, "", at, "", false, true, Map.of(), null);
    }

    /** With the reaction of a person, or without where it was there. */
    ChatMessage withReaction(String emoji, String who, String name) {
        Map<String, Map<String, String>> changed = new LinkedHashMap<>(reactions);
        Map<String, String> people = new LinkedHashMap<>(changed.getOrDefault(emoji, Map.of()));
        if (people.remove(who) == null) {
            people.put(who, name);
        }
        if (people.isEmpty()) {
            changed.remove(emoji);
        } else {
            changed.put(emoji, Map.copyOf(people));
        }
        return new ChatMessage(id, client, author, color, text, at, reply, edited, deleted, changed, picture);
    }

    private static Map<String, Map<String, String>> reactions(@Nullable Json value) {
        Map<String, Map<String, String>> reactions = new LinkedHashMap<>();
        if (value instanceof Json.Obj object) {
            object.members().entrySet().stream().limit(REACTIONS_MAX).forEach(each -> {
                Map<String, String> people = new LinkedHashMap<>();
                if (each.getValue() instanceof Json.Obj names) {
                    names.members().forEach((who, name) -> {
                        if (name instanceof Json.Text text) {
                            people.put(who, text.value());
                        }
                    });
                }
                if (!people.isEmpty()) {
                    reactions.put(each.getKey(), Map.copyOf(people));
                }
            });
        }
        return reactions;
    }

    private static @Nullable Picture picture(@Nullable Json value) {
        if (value instanceof Json.Obj object
                && object.get("id") instanceof Json.Text id
                && PICTURE_ID.matcher(id.value()).matches()
                && object.get("width") instanceof Json.Num width
                && object.get("height") instanceof Json.Num height
                && width.value() >= 1
                && height.value() >= 1
                && width.value() <= SIDE_MAX
                && height.value() <= SIDE_MAX) {
            return new Picture(id.value(), width.value(), height.value());
        }
        return null;
    }

    private static String text(Json.Obj object, String name, int charsMax) {
        String text = object.get(name) instanceof Json.Text value ? value.value() : "";
        return text.length() <= charsMax ? text : text.substring(0, charsMax) + "…";
    }

    private static String name(String name) {
        return name.isBlank() ? "Somebody" : name;
    }

    private static boolean flag(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Bool value && value.value();
    }
}
