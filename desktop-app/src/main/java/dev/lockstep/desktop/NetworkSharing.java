package dev.lockstep.desktop;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.shell.HubService;
import dev.lockstep.disk.TwinFile;
import dev.lockstep.hub.HubException;
import dev.lockstep.model.Json;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/**
 * Opens the hub of this machine to the network. What was shared stays so until somebody ends it: that is kept beside the hub's data, and whoever
 * hosts the hub next, after a start or in place of a program that has ended, shares it again with the same token; where the machine is in no
 * network yet, as soon as it is. Files are read and written in the background. Any thread.
 */
final class NetworkSharing {

    private static final Logger LOG = System.getLogger(NetworkSharing.class.getName());

    private static final String FILE = "sharing.json";

    private static final long RETRY_MILLIS = 5_000;

    /** How the hub is shared, or was last. */
    private record Shared(boolean on, String token, String person, String color) {

        static final Shared NEVER = new Shared(false, "", "", "");

        String text() {
            return new Json.Obj(Map.of(
                            "on", Json.of(on),
                            "token", Json.of(token),
                            "person", Json.of(person),
                            "color", Json.of(color)))
                    .toString();
        }

        /** {@link #NEVER} where it can't be read. */
        static Shared of(@Nullable String text) {
            try {
                return text != null && JsonParser.parse(text) instanceof Json.Obj json
                        ? new Shared(
                                json.get("on") instanceof Json.Bool on && on.value(),
                                word(json, "token"),
                                word(json, "person"),
                                word(json, "color"))
                        : NEVER;
            } catch (MalformedException e) {
                return NEVER;
            }
        }

        private static String word(Json.Obj json, String name) {
            return json.get(name) instanceof Json.Text text ? text.value() : "";
        }
    }

    private final LocalHub localHub;
    private final Path file;
    private final Executor background;
    private final Executor ui;
    private volatile Shared last = Shared.NEVER;

    /**
     * @param data where the hub keeps its data
     * @param background runs what blocks, one task at a time
     */
    NetworkSharing(LocalHub localHub, Path data, Executor background, Executor ui) {
        this.localHub = localHub;
        this.file = data.resolve(FILE);
        this.background = background;
        this.ui = ui;
    }

    /** The token that it was shared with last; empty where it never was. */
    String token() {
        return last.token();
    }

    CompletionStage<HubService.Sharing> share(String token, String person, String color) {
        return inBackground(() -> {
            localHub.share(token, person, color);
            keep(new Shared(true, token, person, color));
            return sharing();
        });
    }

    CompletionStage<Void> unshare() {
        return inBackground(() -> {
            localHub.unshare();
            Shared before = last;
            keep(new Shared(false, before.token(), before.person(), before.color()));
            return null;
        });
    }

    HubService.Sharing sharing() {
        List<String> urls = localHub.sharedAt();
        try {
            return urls.isEmpty()
                    ? HubService.Sharing.NONE
                    : new HubService.Sharing(
                            urls, token(), localHub.invite(token()).link());
        } catch (HubException e) {
            return HubService.Sharing.NONE; // the network went away at this moment
        }
    }

    /**
     * This program has begun to host the hub: shares it where it was shared.
     *
     * @param shared runs on the JavaFX thread then
     */
    void hosting(Runnable shared) {
        background.execute(() -> {
            last = read();
            shareAgain(shared);
        });
    }

    private void shareAgain(Runnable shared) {
        Shared wanted = last;
        if (!wanted.on() || !localHub.isHosting() || !localHub.sharedAt().isEmpty()) {
            return;
        }
        try {
            localHub.share(wanted.token(), wanted.person(), wanted.color());
            ui.execute(shared);
        } catch (HubException e) {
            LOG.log(Level.DEBUG, "not shared yet", e);
            CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS, background)
                    .execute(() -> shareAgain(shared));
        }
    }

    private Shared read() {
        try {
            TwinFile.Found found = new TwinFile(file, text -> false).open();
            if (found.state() == TwinFile.State.LOST) {
                LOG.log(Level.WARNING, "whether the hub was shared is lost, so it is not: {0}", found.why());
            }
            return Shared.of(found.text());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "whether the hub was shared can''t be read: {0}", e.getMessage());
            return Shared.NEVER;
        }
    }

    private void keep(Shared now) {
        last = now;
        try {
            TwinFile twin = new TwinFile(file, text -> false);
            twin.open();
            twin.write(now.text());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "that the hub is shared, or is not, can''t be kept: {0}", e.getMessage());
        }
    }

    private <T> CompletionStage<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, background).whenCompleteAsync((result, failure) -> {}, ui);
    }
}
