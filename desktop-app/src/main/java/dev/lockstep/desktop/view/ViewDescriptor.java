package dev.lockstep.desktop.view;

import java.util.function.Function;

import org.kordamp.ikonli.Ikon;

/**
 * One of the ways to look at a room.
 *
 * @param id as options and tests name it
 * @param title for people
 * @param make makes a view of a room, when the tab is first shown
 */
public record ViewDescriptor(String id, String title, Ikon icon, Function<RoomContext, RoomView> make) {}
