package dev.lockstep.fx;

import dev.lockstep.model.Json;

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
public record Member(String session, String client, String name, String color, Json presence, boolean isMe) {}
