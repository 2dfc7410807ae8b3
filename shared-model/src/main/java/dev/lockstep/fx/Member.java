package dev.lockstep.fx;

import dev.lockstep.model.Json;
import dev.lockstep.wire.HubMessage;

/**
 * Somebody in a room.
 *
 * @param session the hub's name for the stay
 * @param client the client's public name, the same at the next stay
 * @param name for people
 * @param color a CSS colour, {@code #rrggbb}
 * @param presence what the member shows of itself, JSON null until it shows anything
 * @param isMe whether it is this program
 */
public record Member(String session, String client, String name, String color, Json presence, boolean isMe) {

    static Member of(HubMessage.Member member, String me) {
        boolean isMe = member.session().equals(me);
        return new Member(member.session(), member.client(), member.name(), member.color(), member.value(), isMe);
    }
}
