package dev.lockstep.fx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.lockstep.client.RefusedException;
import dev.lockstep.model.RefusalCode;

/** Whether a room has arrived, and why it can't be joined where it can't. On the JavaFX thread. */
final class RoomLoading {

    private final ReadOnlyBooleanWrapper loaded;
    private final ReadOnlyStringWrapper problem;
    private CompletableFuture<Void> whenLoaded = new CompletableFuture<>(); // of the present attempt

    /** @param bean of the properties */
    RoomLoading(Object bean) {
        loaded = new ReadOnlyBooleanWrapper(bean, "loaded");
        problem = new ReadOnlyStringWrapper(bean, "problem", "");
    }

    ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    CompletionStage<Void> whenLoaded() {
        return whenLoaded.copy();
    }

    void joined() {
        problem.set("");
        loaded.set(true);
        whenLoaded.complete(null);
    }

    /** Whoever asks from now on waits again. */
    void reopened() {
        if (whenLoaded.isCompletedExceptionally()) {
            whenLoaded = new CompletableFuture<>();
        }
    }

    /** There is no next attempt: whoever asks is told so. */
    void ended(String reason) {
        whenLoaded.completeExceptionally(new RefusedException(RefusalCode.UNAVAILABLE, reason, null, null));
    }

    /** Whoever asks from now on waits for the next attempt. */
    void notJoined(String reason) {
        problem.set(reason);
        CompletableFuture<Void> waiting = whenLoaded;
        if (!waiting.isDone()) {
            whenLoaded = new CompletableFuture<>();
            waiting.completeExceptionally(new RefusedException(RefusalCode.NOT_JOINED, reason, null, null));
        }
    }
}
