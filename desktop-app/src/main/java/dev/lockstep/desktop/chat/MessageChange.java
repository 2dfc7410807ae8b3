package dev.lockstep.desktop.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Json;
import dev.lockstep.model.JsonReader;

/**
 * What people do to a message that is there, as changes of what is stored. Nothing else of it is touched: neither members that
 * this program doesn't know, nor what is too long, or too many, to be shown.
 */
final class MessageChange {

    private static final String REACTIONS = "reactions";

    /** What is left of a message that was deleted. */
    private static final Set<String> KEPT = Set.of("client", "author", "color", "at", ChatPage.PLACE);

    private MessageChange() {}

    /** Another text. */
    static UnaryOperator<Json.Obj> text(String text) {
        return message ->
                isDeleted(message) ? message : with(with(message, "text", Json.of(text)), "edited", Json.of(true));
    }

    /** Deleted: who and when stays, and nothing of what was said. */
    static UnaryOperator<Json.Obj> deleted() {
        return message -> {
            Map<String, Json> members = new LinkedHashMap<>(message.members());
            members.keySet().retainAll(KEPT);
            members.put("deleted", Json.of(true));
            return new Json.Obj(members);
        };
    }

    /** As it was before it was deleted; what was not deleted stays as it is. */
    static UnaryOperator<Json.Obj> restored(Json.Obj before) {
        return message -> isDeleted(message) ? before : message;
    }

    /** Without the reaction of a person that stands in the message, as earlier versions wrote it. */
    static UnaryOperator<Json.Obj> withoutReaction(String emoji, String who) {
        return message -> {
            if (isDeleted(message)) {
                return message;
            }
            Map<String, Json> reactions = membersOf(message.get(REACTIONS));
            Map<String, Json> people = membersOf(reactions.get(emoji));
            people.remove(who);
            if (people.isEmpty()) {
                reactions.remove(emoji);
            } else {
                reactions.put(emoji, new Json.Obj(people));
            }
            return with(message, REACTIONS, reactions.isEmpty() ? null : new Json.Obj(reactions));
        };
    }

    private static boolean isDeleted(Json.Obj message) {
        return JsonReader.of(message).at("deleted").flag(false);
    }

    private static Map<String, Json> membersOf(@Nullable Json value) {
        return new LinkedHashMap<>(JsonReader.of(value).object().members());
    }

    /** @param value null takes it away */
    private static Json.Obj with(Json.Obj object, String name, @Nullable Json value) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
        return new Json.Obj(members);
    }
}
