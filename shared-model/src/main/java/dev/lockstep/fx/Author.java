package dev.lockstep.fx;

/**
 * Who wrote something, as the hub says: unlike what a value says of its author, nobody can make it up.
 *
 * @param client the client's public name, the same at each of its stays
 * @param name for display, what the client last called itself; empty where the hub has not said
 * @param isMe whether it is this program
 */
public record Author(String client, String name, boolean isMe) {}
