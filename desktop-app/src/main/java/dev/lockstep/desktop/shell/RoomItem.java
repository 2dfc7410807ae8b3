package dev.lockstep.desktop.shell;

/**
 * A room as the list shows it.
 *
 * @param title what people call it
 * @param members how many are in it
 * @param unread how many messages are new
 * @param mentioned whether one of them speaks to this person
 */
record RoomItem(
        String name, String title, int members, int unread, boolean mentioned, boolean favourite, boolean muted) {}
