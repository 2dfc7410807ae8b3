package dev.lockstep.hub;

import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.lockstep.disk.UserDirectory;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.hub.room.Usage;
import dev.lockstep.model.Names;
import dev.lockstep.wire.HubMessage;

/** What is in the rooms of a hub that is not running. */
@Command(
        name = "rooms",
        description = "Lists the rooms of a hub that is not running, or deletes one with its parts.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RoomsCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where rooms are kept (default: the platform's place for application data).")
    private @Nullable Path data;

    @Option(names = "--delete", paramLabel = "ROOM", description = "The room to delete for good, with its parts.")
    private @Nullable String delete;

    @Override
    public Integer call() {
        Path directory = data == null ? UserDirectory.ofPlatform() : data;
        String owner = "lockstep-hub rooms, process " + ProcessHandle.current().pid();
        try (SqliteJournal journal = SqliteJournal.open(directory, owner, Retention.DEFAULT)) {
            return delete == null ? list(journal) : delete(journal, delete);
        }
    }

    private static int list(SqliteJournal journal) {
        for (String room : new TreeSet<>(journal.names())) {
            System.out.println(line(Usage.of(room, journal)));
        }
        return 0;
    }

    private static String line(HubMessage.Used room) {
        if (room.problem() != null) {
            return room.room() + "\t" + room.problem();
        }
        StringBuilder line = new StringBuilder(room.room() + "\t" + room.entries() + " entries\t" + room.bytes()
                + " bytes\t" + Instant.ofEpochMilli(room.at()));
        room.by().forEach(by -> line.append("\t" + by.name() + " (" + by.client() + ") " + by.bytes()));
        return line.toString();
    }

    private static int delete(SqliteJournal journal, String name) {
        int deleted = 0;
        for (String room : new TreeSet<>(journal.names())) {
            if (room.equals(name) || room.startsWith(Names.partsOf(name))) {
                journal.delete(room).toCompletableFuture().join();
                System.out.println("deleted " + room);
                deleted++;
            }
        }
        if (deleted == 0) {
            throw new IllegalArgumentException("there is no room called " + name + "; without --delete all are listed");
        }
        return 0;
    }
}
