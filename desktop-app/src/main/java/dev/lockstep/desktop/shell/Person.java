package dev.lockstep.desktop.shell;

/**
 * Somebody at a hub.
 *
 * @param session the hub's name for their stay
 * @param client their public name
 * @param name as it is shown, told apart from others who are called so
 * @param color a CSS colour
 * @param room where they are, empty where that isn't known
 * @param view the id of what they look at there; maybe empty, or one that this program does not have
 * @param idle whether nothing was heard of them for minutes
 */
public record Person(
        String session,
        String client,
        String name,
        String color,
        String room,
        String view,
        boolean idle,
        boolean isMe) {}
