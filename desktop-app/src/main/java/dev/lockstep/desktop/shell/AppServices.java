package dev.lockstep.desktop.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.UnreadWatch;
import dev.lockstep.desktop.view.ViewDescriptor;
import dev.lockstep.fx.Lockstep;

/**
 * What all windows of a program share.
 *
 * @param views the views that there are of a room, in the order of their tabs
 * @param connector opens a connection to a hub
 * @param problems what windows have to say beside what happens in rooms
 * @param browser shows an address
 * @param fx runs what it is given on the JavaFX thread, later
 */
public record AppServices(
        Theme theme,
        Settings settings,
        List<ViewDescriptor> views,
        BiFunction<LocalHub.Found, Identity, Lockstep> connector,
        UnreadWatch.Maker unread,
        HubService hubs,
        Problems problems,
        Consumer<String> browser,
        Executor fx) {

    /** @throws IllegalArgumentException where two views have the same id */
    public AppServices {
        views = List.copyOf(views);
        Set<String> ids = new HashSet<>();
        for (ViewDescriptor view : views) {
            if (!ids.add(view.id())) {
                throw new IllegalArgumentException("two views have the id " + view.id());
            }
        }
    }
}
