package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.fx.Lockstep;

/**
 * What all windows of a program share.
 *
 * @param tabs the ways to look at a room
 * @param connector opens a connection to a hub
 * @param problems what windows have to say beside what happens in rooms
 * @param fx runs what it is given on the JavaFX thread, later
 */
public record Fittings(
        Theme theme,
        Settings settings,
        List<Tab> tabs,
        BiFunction<LocalHub.Found, Identity, Lockstep> connector,
        UnreadWatch.Maker unread,
        Hubs hubs,
        Problems problems,
        Executor fx) {}
