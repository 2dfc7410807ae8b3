package dev.lockstep.hub.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The files of a journal: whose they are, and where. */
class DataFilesTest {

    @TempDir
    Path directory;

    private static void onlyWherePosix() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    }

    @Test
    @DisplayName("all files of a journal are their owner's alone, also those that were others' too")
    void ownersOnly() throws IOException {
        onlyWherePosix();
        Files.createFile(
                directory.resolve("lockstep.db"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        SqliteJournal journal = SqliteJournal.open(directory, "the test", Retention.DEFAULT);
        try (Stream<Path> files = Files.walk(directory)) {
            new JournalFiles(journal).begin("lobby");
            for (Path file : files.toList()) {
                String expected = Files.isDirectory(file) ? "rwx------" : "rw-------";
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(expected);
            }
        } finally {
            journal.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"lockstep.db", "lockstep.db-wal", "lockstep.db-marks", "hub.lock", "hub.owner"})
    @DisplayName("a symbolic link in the place of a file is refused with the reason, and not followed")
    void links(String name, @TempDir Path elsewhere) throws IOException {
        onlyWherePosix();
        Path target = Files.writeString(elsewhere.resolve("precious"), "mine");
        Files.createSymbolicLink(directory.resolve(name), target);
        assertThatThrownBy(() -> SqliteJournal.open(directory, "the test", Retention.DEFAULT))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("symbolic link")
                .hasMessageContaining(name);
        assertThat(target).hasContent("mine");
        Files.delete(directory.resolve(name));
        SqliteJournal.open(directory, "the test", Retention.DEFAULT).close();
    }

    @Test
    @DisplayName("what can't be used says why")
    void reasons() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> SqliteJournal.open(file, "the test", Retention.DEFAULT))
                .hasMessageContaining("not a directory");
        Path taken = directory.resolve("taken");
        Files.createDirectories(taken.resolve("lockstep.db"));
        assertThatThrownBy(() -> SqliteJournal.open(taken, "the test", Retention.DEFAULT))
                .hasMessageContaining("it is not a file");
    }

    @Test
    @DisplayName("SQLite's library is put in place once, checked, and mended where it was changed")
    void library() throws IOException {
        byte[] library = {1, 2, 3};
        Path place = directory.resolve("native");
        Path file = NativeSqlite.put(library, place);
        Object before = Files.getLastModifiedTime(file);
        assertThat(NativeSqlite.put(library, place)).isEqualTo(file);
        assertThat((Object) Files.getLastModifiedTime(file)).isEqualTo(before);
        Files.write(file, new byte[] {1, 2, 4});
        assertThat(NativeSqlite.put(library, place)).isEqualTo(file).hasBinaryContent(library);
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    @DisplayName(
            "a process that is killed leaves no library in the folder for temporary files, nor a second one elsewhere")
    void nothingLeftBehind(@TempDir Path temporary) throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djava.io.tmpdir=" + temporary,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Killed.class.getName(),
                            directory.toString())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("open");
        }
        try (Stream<Path> left = Files.list(temporary)) {
            List<Path> libraries =
                    left.filter(f -> f.toString().contains("sqlite")).toList();
            assertThat(libraries).isEmpty();
        }
        try (Stream<Path> kept = Files.list(directory.resolve("native"))) {
            assertThat(kept).hasSize(1);
        }
    }

    /** A process that opens a journal and dies. */
    static final class Killed {

        private Killed() {}

        public static void main(String[] args) {
            SqliteJournal.open(Path.of(args[0]), "the test", Retention.DEFAULT);
            System.out.println("open");
            Runtime.getRuntime().halt(1);
        }
    }
}
