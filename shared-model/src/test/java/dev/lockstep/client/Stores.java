package dev.lockstep.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.CommitRequest;
import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.WireCodec;

/** Stores, as tests open them. */
final class Stores {

    private Stores() {}

    static HubStore open(Path directory, String url) {
        return open(directory, url, new StoreProblems());
    }

    static HubStore open(Path directory, String url, StoreProblems problems) {
        return HubStore.open(new HubFiles(directory, url), problems, new ThisMachine());
    }

    static void keepUnsent(HubStore store, String room, long id, CommitRequest request) {
        store.keepUnsent(room, id, request, WireCodec.encode(new ClientMessage.Commit(room, id, request)));
    }

    /** All that was given to {@code store} before is written when this returns. */
    static void await(HubStore store) {
        store.room("the last one that was opened");
        store.idsKept().toCompletableFuture().join();
    }

    /** Null where nothing is kept. */
    static KeptRoom.@Nullable LastConfirmed lastConfirmed(HubStore store, String room) {
        return store.lastConfirmed(room).toCompletableFuture().join();
    }

    /** The names of all that was set aside in {@code directory}. */
    static List<String> setAside(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".damaged-"))
                    .sorted()
                    .toList();
        }
    }

    /** Copies the files in {@code from} as they are, as a killed process leaves them. */
    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
