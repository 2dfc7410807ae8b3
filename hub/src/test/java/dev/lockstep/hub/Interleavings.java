package dev.lockstep.hub;

import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/** Tries a block in different interleavings of the threads that it starts. */
public final class Interleavings {

    private static final int TRIES_MAX = 3;

    private Interleavings() {}

    /**
     * As {@link Lincheck#runConcurrentTest(int, Runnable)}, which calls it hung when one run takes seconds: on a busy machine its first run does, in
     * which it rewrites classes. The runs are the same each time, so what really hangs does so again.
     */
    public static void check(int invocations, Runnable block) {
        for (int tries = 1; ; tries++) {
            try {
                Lincheck.runConcurrentTest(invocations, block);
                return;
            } catch (LincheckAssertionError e) {
                boolean hung = String.valueOf(e.getMessage()).contains("has hung");
                if (!hung || tries == TRIES_MAX) {
                    throw e;
                }
            }
        }
    }
}
