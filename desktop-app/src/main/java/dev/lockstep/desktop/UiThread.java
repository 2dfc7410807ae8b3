package dev.lockstep.desktop;

import javafx.application.Platform;

import dev.lockstep.fx.FxThread;

/** The gate to the JavaFX thread; nothing else in this program calls {@code Platform.runLater}. */
final class UiThread implements FxThread {

    @Override
    public boolean isCurrent() {
        return Platform.isFxApplicationThread();
    }

    @Override
    public void execute(Runnable task) {
        Platform.runLater(task);
    }
}
