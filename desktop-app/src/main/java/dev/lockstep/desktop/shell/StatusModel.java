package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringExpression;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.desktop.text.DisplayText;

/** The connection in words. */
final class StatusModel {

    /** How it looks. */
    enum Mood {
        GOOD,
        BUSY,
        BAD
    }

    private static final int REASON_CHARS_MAX = 300;

    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("Looking for a hub…");
    private final ReadOnlyStringWrapper waiting = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");
    private Supplier<List<WaitingChanges.Line>> waitingChanges = List::of;
    private final ReadOnlyObjectWrapper<Mood> mood = new ReadOnlyObjectWrapper<>(Mood.BUSY);

    ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /** How many changes wait to be sent; empty where they don't. */
    ReadOnlyStringProperty waitingProperty() {
        return waiting.getReadOnlyProperty();
    }

    /** Which changes wait now, and why. */
    List<WaitingChanges.Line> waitingChanges() {
        return waitingChanges.get();
    }

    /** The reason, or where the hub is. */
    ReadOnlyStringProperty detailProperty() {
        return detail.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Mood> moodProperty() {
        return mood.getReadOnlyProperty();
    }

    /** {@code words} while there is a connection; empty while it isn't known yet whether they are true. */
    StringExpression whenConnected(String words) {
        return Bindings.when(mood.isEqualTo(Mood.GOOD)).then(words).otherwise("");
    }

    /** There is no hub, and none could be started. */
    void failed() {
        waitingChanges = List::of;
        text.unbind();
        waiting.unbind();
        detail.unbind();
        mood.unbind();
        waiting.set("");
        text.set("No hub");
        detail.set(""); // the middle of the window has the reason
        mood.set(Mood.BAD);
    }

    /**
     * Shows a connection from now on.
     *
     * @param pending how many changes the hub has not answered
     * @param changes which those are
     */
    void follow(
            ReadOnlyObjectProperty<ConnectionStatus> status,
            ReadOnlyIntegerProperty pending,
            Supplier<List<WaitingChanges.Line>> changes,
            String where) {
        waitingChanges = changes;
        text.bind(Bindings.createStringBinding(() -> status.get().phase().words(), status));
        waiting.bind(Bindings.createStringBinding(() -> waiting(status.get(), pending.get()), status, pending));
        detail.bind(Bindings.createStringBinding(
                () -> status.get().reason().isEmpty()
                        ? where
                        : DisplayText.line(status.get().reason(), REASON_CHARS_MAX),
                status));
        mood.bind(Bindings.createObjectBinding(() -> moodOf(status.get()), status));
    }

    private static String waiting(ConnectionStatus status, int count) {
        return status.isLive() ? "" : WaitingChanges.count(count);
    }

    private static Mood moodOf(ConnectionStatus status) {
        return status.isLive() ? Mood.GOOD : status.isConnecting() ? Mood.BUSY : Mood.BAD;
    }
}
