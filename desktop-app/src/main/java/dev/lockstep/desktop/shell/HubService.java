package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.connect.ConnectionCheck;
import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.discovery.HubFinder;

/** The hubs that this program knows how to get to. Stages complete on the JavaFX thread, or fail with a message for people. */
public interface HubService {

    /** The hub on this machine: found, or hosted by this program. */
    CompletionStage<LocalHub.Found> local();

    /** Whether this program hosts it. */
    boolean isHosting();

    /** Runs {@code told} on the JavaFX thread each time that this program has come to host the hub in place of another. */
    void whenHosting(Runnable told);

    /**
     * Where the hub is now that is known by its key.
     *
     * @param urls where it may be
     */
    CompletionStage<String> locate(String hub, List<String> urls);

    /**
     * Finds out why a hub can't be reached.
     *
     * @param hub which hub it should be, null for any
     * @param told all that was found so far, on the JavaFX thread
     * @return complete when that was all
     */
    CompletionStage<Void> check(String url, @Nullable String hub, Consumer<List<ConnectionCheck.Step>> told);

    /**
     * Looks for hubs in the network.
     *
     * @param told all that are found each time that these change, on the JavaFX thread
     * @return ends it
     */
    Runnable lookForHubs(Consumer<List<HubFinder.Found>> told);

    /**
     * Lets others in over the network who know {@code token}; see {@link #sharing}.
     *
     * @param person who shares it, for those who look for hubs
     * @param color of that person
     */
    CompletionStage<Sharing> share(String token, String person, String color);

    /** The token that the hub was shared with last; empty where it never was. */
    String lastToken();

    /** How others come in now. */
    Sharing sharing();

    /**
     * @param urls at which addresses, none where it isn't shared
     * @param token what they have to know
     * @param link the link of an invite, which has all of it; empty where it isn't shared
     */
    record Sharing(List<String> urls, String token, String link) {

        /** Nobody can come in. */
        public static final Sharing NONE = new Sharing(List.of(), "", "");

        public Sharing {
            urls = List.copyOf(urls);
        }
    }

    CompletionStage<Void> unshare();

    /**
     * The link of an invite, by which somebody comes in while the hub is shared.
     *
     * @param secret takes the place of the token
     * @throws RuntimeException where this program hosts no hub, or it isn't shared, with a message for people
     */
    String inviteLink(String secret);
}
