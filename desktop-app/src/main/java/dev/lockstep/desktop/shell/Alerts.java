package dev.lockstep.desktop.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.stage.Stage;
import javafx.util.Duration;

import dev.lockstep.desktop.view.UnreadWatch;

/**
 * What concerns this person in rooms that they don't look at: it is said above the room until it is read, and beside the windows where none
 * of them is looked at. On the JavaFX thread.
 */
final class Alerts {

    /** Whoever is spoken to by many, or again and again, hears of it once in a while. */
    private static final long PAUSE_NANOS = 1_500_000_000L;

    private static final Duration SHOWN = Duration.seconds(8);
    private static final String MENTION = "mention-";

    /** No name of a room: that of who asks to be let in, among the toasts. */
    private static final String RUNG = "/";

    private final Theme theme;
    private final Notices notices;
    private final List<ShellWindow> windows;
    private final Map<String, Runnable> toasts = new HashMap<>(); // by room, what closes the latest
    private long last = System.nanoTime() - PAUSE_NANOS;

    /** @param windows of this person, as they are at any time */
    Alerts(Theme theme, Notices notices, List<ShellWindow> windows) {
        this.theme = theme;
        this.notices = notices;
        this.windows = windows;
    }

    /** Somebody speaks to this person, who has a window, in a room that is called {@code title}. */
    void mentioned(UnreadWatch.Mention mention, String title) {
        String where = mention.author() + " in " + title;
        Runnable show = () -> windows.get(0).showView(mention.room(), mention.view());
        notices.show(new Notice(
                MENTION + mention.room(), where + ": " + mention.text(), List.of(new Notice.Choice("Show", show))));
        long now = System.nanoTime();
        if (!isLookedAt() && now - last >= PAUSE_NANOS) {
            last = now;
            toast(mention.room(), Toasts.line(where), Toasts.line(mention.text()), show);
        }
    }

    /** Somebody asks to be let in, which is said above the room already. */
    void rung() {
        if (!windows.isEmpty() && !isLookedAt()) {
            Stage stage = windows.get(0).stage();
            toast(RUNG, "Somebody wants to come in", "Look at Lockstep to let them in.", stage::toFront);
        }
    }

    /** What was said to this person in {@code room} is over. */
    void read(String room) {
        notices.remove(MENTION + room);
        closeToast(room);
    }

    private boolean isLookedAt() {
        return windows.stream().anyMatch(ShellWindow::isFocused);
    }

    private void toast(String room, String title, String text, Runnable clicked) {
        closeToast(room);
        List<Stage> beside = windows.stream().map(ShellWindow::stage).toList();
        toasts.put(
                room,
                Toasts.mention(Toasts.of(theme, beside)
                        .title(title)
                        .text(text)
                        .hideAfter(SHOWN)
                        .onAction(click -> clicked.run())));
    }

    private void closeToast(String room) {
        Runnable close = toasts.remove(room);
        if (close != null) {
            close.run();
        }
    }
}
