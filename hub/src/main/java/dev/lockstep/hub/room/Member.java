package dev.lockstep.hub.room;

/**
 * Who takes part: a session with its connection.
 *
 * @param session the session's id
 * @param client the client's public name
 * @param name for people
 * @param color a CSS colour, maybe empty
 */
public record Member(String session, String client, String name, String color) {}
