package dev.lockstep.fx;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;

/**
 * The JavaFX thread, as far as this library needs to know it. {@link #platform()} is the real one; tests and programs
 * without a window bring their own.
 */
public interface FxThread extends Executor {

    /** Whether the caller is on it. */
    boolean isCurrent();

    /**
     * {@code javafx.application.Platform}, found by name: this library compiles against {@code javafx.base}, and the
     * class is in {@code javafx.graphics}, which every program with a window has.
     *
     * @throws IllegalStateException where the program has no {@code javafx.graphics}
     */
    static FxThread platform() {
        try {
            Class<?> platform = Class.forName("javafx.application.Platform");
            Method runLater = platform.getMethod("runLater", Runnable.class);
            Method isFxApplicationThread = platform.getMethod("isFxApplicationThread");
            return new FxThread() {
                @Override
                public boolean isCurrent() {
                    return (Boolean) call(isFxApplicationThread);
                }

                @Override
                public void execute(Runnable task) {
                    call(runLater, task);
                }
            };
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "there is no JavaFX toolkit; add javafx-graphics, or connect with an FxThread of your own", e);
        }
    }

    private static Object call(Method method, Object... arguments) {
        try {
            return method.invoke(null, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
        }
    }
}
