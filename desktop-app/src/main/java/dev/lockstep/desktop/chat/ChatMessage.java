package dev.lockstep.desktop.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lockstep.fx.Author;
import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

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
        JsonReader entry = JsonReader.of(value);
        JsonReader claimed = entry.at("client");
        double at = entry.at("at").clamped(0, AT_MAX, Double.NaN);
        String client = claimed.shortened(NAME_MAX, "");
        if (Double.isNaN(at) || !claimed.isPresent() || !entry.isFine()) {
            return null;
        }
        boolean deleted = entry.at("deleted").flag(false);
        String changedBy =
                editor == null || (creator != null && creator.client().equals(editor.client()))
                        ? ""
                        : name(shortened(editor.name(), NAME_MAX));
        return new ChatMessage(
                id,
                creator == null ? client : creator.client(),
                name(
                        creator == null || creator.name().isEmpty()
                                ? entry.at("author").shortened(NAME_MAX, "")
                                : shortened(creator.name(), NAME_MAX)),
                entry.at("color").shortened(NAME_MAX, ""),
                deleted ? "" : entry.at("text").shortened(TEXT_MAX, ""),
                (long) at,
                entry.at("reply").shortened(NAME_MAX, ""),
                entry.at("edited").flag(false),
                deleted,
                creator == null ? reactions(entry.at("reactions")) : Map.of(),
                deleted ? null : picture(entry.at("picture")),
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
    private static Map<String, Map<String, String>> reactions(JsonReader entry) {
        Map<String, Map<String, String>> reactions = new LinkedHashMap<>();
        int left = REACTING_ALL_MAX;
        for (Map.Entry<String, JsonReader> each : entry.members(REACTIONS_MAX).entrySet()) {
            Map<String, String> people = people(each.getValue(), Math.min(left, REACTING_MAX));
            if (!people.isEmpty() && each.getKey().length() <= EMOJI_CHARS_MAX) {
                reactions.put(each.getKey(), people);
                left -= people.size();
            }
        }
        return reactions;
    }

    private static Map<String, String> people(JsonReader names, int most) {
        Map<String, String> people = new LinkedHashMap<>();
        names.members(most).forEach((client, name) -> {
            if (name.json() instanceof Json.Text) {
                people.put(shortened(client, NAME_MAX), name.shortened(NAME_MAX, ""));
            }
        });
        return Map.copyOf(people);
    }

    private static @Nullable Picture picture(JsonReader member) {
        JsonReader picture = JsonReader.of(member.json());
        String id = picture.at("id").text(NAME_MAX);
        double width = picture.at("width").number(1, SIDE_MAX);
        double height = picture.at("height").number(1, SIDE_MAX);
        return picture.isFine() && PICTURE_ID.matcher(id).matches() ? new Picture(id, width, height) : null;
    }

    /** Milliseconds since 1970, in years of four digits. */
    static long time(double at) {
        return (long) Math.max(0, Math.min(AT_MAX, at));
    }

    static String shortened(String text, int charsMax) {
        return text.length() <= charsMax ? text : text.substring(0, charsMax);
    }

    private static String name(String name) {
        return name.isBlank() ? "Somebody" : name;
    }
}
