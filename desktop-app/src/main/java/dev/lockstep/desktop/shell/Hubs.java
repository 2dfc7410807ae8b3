package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.lockstep.desktop.connect.LocalHub;

/** The hubs that this program knows how to get to. Stages complete on the JavaFX thread, or fail with a message for people. */
public interface Hubs {

    /** The hub on this machine: found, or hosted by this program. */
    CompletionStage<LocalHub.Found> local();

    /** Whether this program hosts it. */
    boolean isHosting();

    /** Lets others in over the network who know {@code token}; tells at which addresses. */
    CompletionStage<List<String>> share(String token);

    CompletionStage<Void> unshare();
}
