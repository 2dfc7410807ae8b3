package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import dev.lockstep.model.Command;
import dev.lockstep.model.Commit;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RoomState;
import dev.lockstep.model.Segment;

/** Journals on disk for tests: rooms in which something happens, and the files as a process leaves them that dies. */
final class JournalFiles {

    private final SqliteJournal journal;
    private final Map<String, RoomState> states = new HashMap<>();
    private final Map<String, List<Commit>> unsaved = new HashMap<>();
    private long at = 1_795_000_000_000L;

    JournalFiles(SqliteJournal journal) {
        this.journal = journal;
    }

    /** The rooms as they are, by name. */
    Map<String, RoomState> states() {
        return states;
    }

    void begin(String room) {
        RoomState state = new RoomState("first-" + room, Limits.DEFAULT, 10_000);
        states.put(room, state);
        unsaved.put(room, new ArrayList<>());
        done(journal.save(room, state.snapshot(), Segment.EMPTY));
        apply(room, new Command.Enter("s", "c", "Ada"));
    }

    /** A commit that is acknowledged. */
    void commit(String room, String key, String value) {
        RoomState state = states.get(room);
        CommitRequest request = CommitRequest.of(new Operation.Put(key, Json.of(value)));
        apply(room, new Command.Submit("s", state.commands() + 1, request));
    }

    private void apply(String room, Command command) {
        RoomState state = states.get(room);
        at += 10;
        unsaved.get(room).addAll(state.apply(command, at).commits());
        done(journal.append(room, List.of(new Journal.Logged(command, at)), state.seq()));
    }

    void save(String room) {
        List<Commit> since = unsaved.get(room);
        done(journal.save(room, states.get(room).snapshot(), new Segment(since, Map.of("c", "Ada"))));
        since.clear();
    }

    /** What is in the files now is what a process leaves that dies. */
    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(SqliteJournal.FILE))
                    .filter(f -> !f.toString().endsWith("-shm"))
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The folders in which damaged files were set aside. */
    static List<Path> setAside(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().startsWith(Salvage.PREFIX))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static RoomState loaded(Journal journal, String room) {
        Journal.Past past = journal.load(room).orElseThrow();
        RoomState state = new RoomState(past.snapshot());
        past.since().forEach(logged -> state.apply(logged.command(), logged.at()));
        return state;
    }

    static void done(CompletionStage<Void> stage) {
        try {
            stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
