package dev.lockstep.desktop.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lockstep.fx.Author;
import dev.lockstep.model.Json;

/**
 * A message as it was written.
 *
 * @param client the public name of its author's client: as the hub says where {@code known}, else as the message says of itself
 * @param author what people know that client by
 * @param text with marks, as {@link MessageDoc} reads them; empty where it was deleted
 * @param at when it was written, milliseconds since 1970 by the hub's clock; by its author's where the hub doesn't know
 * @param reply the id of the message that it answers, empty for none
 * @param edited whether its text was changed since
 * @param reactions by emoji the people that gave it, by their clients
 * @param picture null for none
 * @param known whether the hub knows whose it is; else it was written before hubs did
 * @param changedBy who changed it last where that is not its author, empty for nobody
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
        @Nullable Picture picture,
        boolean known,
        String changedBy) {

    static final int TEXT_MAX = 20_000;
    private static final int NAME_MAX = 100;
    private static final int REACTIONS_MAX = 50;

    /** From so many people on, just that there are as many is shown of one emoji. */
    static final int REACTING_MAX = 100;

    private static final int REACTING_ALL_MAX = 500;
    static final int EMOJI_CHARS_MAX = 64;

    /** The end of the year 9999: formats of dates go no further. */
    private static final long AT_MAX = 253_402_300_799_999L;

    private static final double SIDE_MAX = 100_000;

    /** A checksum and how many parts there are; it is a part of a room's name. */
    private static final Pattern PICTURE_ID = Pattern.compile("[0-9a-f]{32}\\.[0-9]{1,2}");

    ChatMessage {
        reactions = Map.copyOf(reactions);
    }

    /** @param id of {@link dev.lockstep.desktop.pictures.Pictures} */
    record Picture(String id, double width, double height) {}

    /** As {@link #read(String, Json, Author, Author)}, of whoever it says of itself. */
    static @Nullable ChatMessage read(String id, Json value) {
        return read(id, value, null, null);
    }

    /**
     * What some other program wrote may be no message: null then. What is missing or strange is left out.
     *
     * @param creator who wrote it, null where the hub doesn't know
     * @param editor who changed it last, null likewise
     */
    static @Nullable ChatMessage read(String id, Json value, @Nullable Author creator, @Nullable Author editor) {
        if (!(value instanceof Json.Obj object)
                || !(object.get("client") instanceof Json.Text client)
                || !(object.get("at") instanceof Json.Num at)) {
            return null;
        }
        boolean deleted = flag(object, "deleted");
        String changedBy =
                editor == null || (creator != null && creator.client().equals(editor.client()))
                        ? ""
                        : name(shortened(editor.name(), NAME_MAX));
        return new ChatMessage(
                id,
                creator == null ? shortened(client.value(), NAME_MAX) : creator.client(),
                name(
                        creator == null || creator.name().isEmpty()
                                ? text(object, "author", NAME_MAX)
                                : shortened(creator.name(), NAME_MAX)),
                text(object, "color", NAME_MAX),
                deleted ? "" : text(object, "text", TEXT_MAX),
                time(at),
                text(object, "reply", NAME_MAX),
                flag(object, "edited"),
                deleted,
                creator == null ? reactions(object.get("reactions")) : Map.of(),
                deleted ? null : picture(object.get("picture")),
                creator != null,
                changedBy);
    }

    /** As if written then, in milliseconds since 1970. */
    ChatMessage withTime(long then) {
        return then == at
                ? this
                : new ChatMessage(
                        id, client, author, color, text, then, reply, edited, deleted, reactions, picture, known,
                        changedBy);
    }

    /**
     * With more reactions.
     *
     * @param more names by client by emoji
     */
    ChatMessage withReactions(Map<String, ? extends Map<String, String>> more) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>(reactions);
        int left = REACTING_ALL_MAX;
        for (Map.Entry<String, ? extends Map<String, String>> each : more.entrySet()) {
            if (all.size() >= REACTIONS_MAX || left <= 0) {
                break;
            }
            Map<String, String> people = new LinkedHashMap<>(all.getOrDefault(each.getKey(), Map.of()));
            for (Map.Entry<String, String> person : each.getValue().entrySet()) {
                if (people.size() >= REACTING_MAX) {
                    break;
                }
                people.put(person.getKey(), person.getValue());
            }
            left -= people.size();
            all.put(each.getKey(), Map.copyOf(people));
        }
        return new ChatMessage(
                id, client, author, color, text, at, reply, edited, deleted, all, picture, known, changedBy);
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

    /** As many as are shown: a message may have thousands, of thousands of people. */
    private static Map<String, Map<String, String>> reactions(@Nullable Json value) {
        Map<String, Map<String, String>> reactions = new LinkedHashMap<>();
        int left = REACTING_ALL_MAX;
        if (value instanceof Json.Obj object) {
            for (Map.Entry<String, Json> each : object.members().entrySet()) {
                if (reactions.size() == REACTIONS_MAX || left <= 0) {
                    break;
                }
                Map<String, String> people = people(each.getValue(), Math.min(left, REACTING_MAX));
                if (!people.isEmpty() && each.getKey().length() <= EMOJI_CHARS_MAX) {
                    reactions.put(each.getKey(), people);
                    left -= people.size();
                }
            }
        }
        return reactions;
    }

    private static Map<String, String> people(Json value, int most) {
        Map<String, String> people = new LinkedHashMap<>();
        if (value instanceof Json.Obj names) {
            for (Map.Entry<String, Json> each : names.members().entrySet()) {
                if (people.size() == most) {
                    break;
                }
                if (each.getValue() instanceof Json.Text name) {
                    people.put(shortened(each.getKey(), NAME_MAX), shortened(name.value(), NAME_MAX));
                }
            }
        }
        return Map.copyOf(people);
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

    /** Milliseconds since 1970, in years of four digits. */
    static long time(Json.Num at) {
        return time(at.value());
    }

    static long time(double at) {
        return (long) Math.max(0, Math.min(AT_MAX, at));
    }

    static String shortened(String text, int charsMax) {
        return text.length() <= charsMax ? text : text.substring(0, charsMax);
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
