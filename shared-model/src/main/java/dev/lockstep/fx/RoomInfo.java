package dev.lockstep.fx;

/**
 * A room that a hub has.
 *
 * @param members how many are in it now
 */
public record RoomInfo(String name, int members) {}
