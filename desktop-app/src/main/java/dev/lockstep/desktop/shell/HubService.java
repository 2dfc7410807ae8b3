package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.lockstep.desktop.connect.LocalHub;

/** The hubs that this program knows how to get to. Stages complete on the JavaFX thread, or fail with a message for people. */
public interface HubService {

    /** The hub on this machine: found, or hosted by this program. */
    CompletionStage<LocalHub.Found> local();

    /** Whether this program hosts it. */
    boolean isHosting();

    /** Runs {@code told} on the JavaFX thread each time that this program has come to host the hub in place of another. */
    void whenHosting(Runnable told);

    /** Lets others in over the network who know {@code token}; see {@link #sharing}. */
    CompletionStage<Sharing> share(String token);

    /** How others come in now. */
    Sharing sharing();

    /**
     * @param urls at which addresses, none where it isn't shared
     * @param token what they have to know
     */
    record Sharing(List<String> urls, String token) {

        /** Nobody can come in. */
        public static final Sharing NONE = new Sharing(List.of(), "");

        public Sharing {
            urls = List.copyOf(urls);
        }
    }

    CompletionStage<Void> unshare();
}
