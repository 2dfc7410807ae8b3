package dev.lockstep.discovery;

import java.util.ServiceLoader;

/** A hub that runs inside this program. */
public interface EmbeddedHub extends AutoCloseable {

    /** What starts one: the module {@code hub} brings it, and {@link ServiceLoader} finds it. */
    interface Provider {

        /** Starts a hub that keeps its rooms in memory and listens on a free port of this machine, for programs of the same user. */
        EmbeddedHub start();
    }

    /**
     * Starts a hub as {@link Provider#start} does; takes about as long as a window takes to open.
     *
     * @throws IllegalStateException where the module {@code hub} is not on the class path
     */
    static EmbeddedHub start() {
        return ServiceLoader.load(Provider.class)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "there is no hub in this program: add the dependency dev.lockstep:hub, in the version of this library"))
                .start();
    }

    /** Where it listens. */
    String url();

    /** Ends it, and with it what is in its rooms. */
    @Override
    void close();
}
