package dev.lockstep.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import dev.lockstep.hub.journal.Journal;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;

/**
 * The program's own journal in files, for a world's hubs: each opens what the one before left. A power cut leaves what is on the disk,
 * and behind it whatever a write that was under way got down.
 */
final class JournalFiles implements SimulatedJournal.Storage {

    /** A world has its own time, far from that of the machine it runs on: nothing is too old. */
    private static final Retention RETENTION = new Retention(Duration.ofDays(365 * 200), Long.MAX_VALUE / 2);

    /** At the end of a log of writes, half a write at most. */
    private static final int TORN_BYTES = 6_000;

    private final Path root;
    private final SplittableRandom random;
    private int generation;
    private int torn;
    private SqliteJournal journal;

    JournalFiles(Path root, SplittableRandom random) {
        this.root = root;
        this.random = random;
        this.journal = open();
    }

    /** How often a power cut left a part of a write. */
    int torn() {
        return torn;
    }

    private Path directory() {
        return root.resolve(String.valueOf(generation));
    }

    private SqliteJournal open() {
        return SqliteJournal.open(directory(), "a simulated hub", RETENTION);
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public boolean rereads() {
        return false; // the journal does
    }

    @Override
    public void reopen() {
        try {
            if (random.nextInt(4) == 0) { // in order, this time
                journal.close();
                journal = open();
                return;
            }
            Path before = directory();
            generation++;
            Files.createDirectories(directory());
            for (Path file : kept(before)) {
                Files.copy(file, directory().resolve(file.getFileName()));
            }
            tear();
            journal.close();
            delete(before);
            journal = open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What outlives the power. The log of writes comes first: what a checkpoint takes from it meanwhile is in the other file by then. Its
     * index is memory, and who holds the directory is gone.
     */
    private static List<Path> kept(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith("-shm")
                            && !file.toString().endsWith(".lock"))
                    .sorted(Comparator.comparing(file -> !file.toString().endsWith("-wal")))
                    .toList();
        }
    }

    private void tear() throws IOException {
        Path log = directory().resolve("lockstep.db-wal");
        if (Files.exists(log) && random.nextBoolean()) {
            byte[] all = Files.readAllBytes(log);
            int bytes = random.nextInt(Math.min(TORN_BYTES, all.length) + 1);
            byte[] part = new byte[bytes];
            System.arraycopy(all, all.length - bytes, part, 0, bytes); // frames of an earlier write, cut anywhere
            torn += bytes > 0 ? 1 : 0;
            Files.write(log, part, StandardOpenOption.APPEND);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        journal.close();
        try {
            delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
