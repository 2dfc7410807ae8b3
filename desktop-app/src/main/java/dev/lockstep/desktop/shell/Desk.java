package dev.lockstep.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.fx.Lockstep;

/**
 * One person at this machine: an identity with its connection, and the windows that share it. All windows of a desk
 * change in the same pulse, since they are windows on one replica. The connection ends with the last window.
 *
 * <p>On the JavaFX thread.
 */
public final class Desk {

    private final Theme theme;
    private final List<Tab> tabs;
    private final String firstTab;
    private final BiFunction<String, Identity, Lockstep> connector;
    private final RefusalsModel refusals = new RefusalsModel();
    private final List<ShellWindow> windows = new ArrayList<>();
    private LocalHub.@Nullable Found hub;
    private @Nullable Lockstep lockstep;

    /**
     * @param firstTab the id of the tab that a window opens first
     * @param connector opens a connection to a hub
     */
    public Desk(Theme theme, List<Tab> tabs, String firstTab, BiFunction<String, Identity, Lockstep> connector) {
        this.theme = theme;
        this.tabs = tabs;
        this.firstTab = firstTab;
        this.connector = connector;
    }

    /** A window that opens {@code room} as soon as there is a hub. */
    public ShellWindow newWindow(Stage stage, String room) {
        ShellWindow window = new ShellWindow(stage, theme, this, room);
        windows.add(window);
        Lockstep connected = lockstep;
        LocalHub.Found found = hub;
        if (connected != null && found != null) {
            window.connected(connected, where(found));
        }
        return window;
    }

    List<Tab> tabs() {
        return tabs;
    }

    String firstTab() {
        return firstTab;
    }

    RefusalsModel refusals() {
        return refusals;
    }

    /** There is a hub: the windows open their rooms. */
    public void connected(LocalHub.Found found, Identity me) {
        Lockstep connected = connector.apply(found.url(), me);
        hub = found;
        lockstep = connected;
        List.copyOf(windows).forEach(window -> window.connected(connected, where(found)));
        if (windows.isEmpty()) {
            connected.close();
        }
    }

    /** There is no hub. */
    public void failed(String reason, Runnable retry) {
        List.copyOf(windows).forEach(window -> window.failed(reason, retry));
    }

    /** Another person at the same machine, with a window of their own. */
    void newDesk(String name, String room) {
        LocalHub.Found found = hub;
        if (found != null && lockstep != null) {
            Desk desk = new Desk(theme, tabs, firstTab, connector);
            ShellWindow window = desk.newWindow(new Stage(), room);
            window.show();
            desk.connected(
                    found, Identity.named(name).withToken(lockstep.identity().token()));
        }
    }

    void closed(ShellWindow window) {
        windows.remove(window);
        if (windows.isEmpty() && lockstep != null) {
            lockstep.close();
            lockstep = null;
        }
    }

    private static String where(LocalHub.Found found) {
        return found.hosted() ? "hosted by this program" : found.url();
    }
}
