package dev.lockstep.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class PrivateFileTest {

    @TempDir
    Path directory;

    @BeforeEach
    void onlyWherePosix() {
        assumeTrue(PrivateFile.isPosix());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    @DisplayName("a file is created for its owner alone, and an existing one is closed to others")
    void files() throws IOException {
        Path file = directory.resolve("a");
        PrivateFile.create(file);
        assertThat(permissions(file)).isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        PrivateFile.create(file);
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    @DisplayName("an existing directory is closed to others, but not one that everybody may write to")
    void directories() throws IOException {
        Path made = Files.createDirectory(directory.resolve("d"));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        PrivateDirectory.create(made);
        assertThat(permissions(made)).isEqualTo("rwx------");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> PrivateDirectory.create(made)).hasMessageContaining("every user of this machine");
        assertThat(permissions(made)).isEqualTo("rwxrwxrwx");
    }

    @Test
    @DisplayName("a symbolic link is refused, and what it leads to is left alone")
    void links() throws IOException {
        Path target = Files.writeString(directory.resolve("precious"), "mine");
        Path link = Files.createSymbolicLink(directory.resolve("a.lock"), target);
        assertThatThrownBy(() -> PrivateFile.check(link)).hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> LockFile.tryTake(directory, "a.lock"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("symbolic link");
        assertThat(target).hasContent("mine");
        Files.delete(link);
        LockFile.tryTake(directory, "a.lock").close(); // it was not left as held
    }

    @Test
    @DisplayName("reasons are said in words, with the file, also where Java's message is a bare path")
    void reasons() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(reasonOf(() -> PrivateDirectory.create(file))).isEqualTo("not a directory: " + file);
        assertThat(reasonOf(() -> PrivateDirectory.create(file.resolve("below"))))
                .startsWith("not a directory");
        assertThat(reasonOf(() -> Files.readString(directory.resolve("none"))))
                .isEqualTo("it does not exist: " + directory.resolve("none"));
        assertThat(Reason.of(new FileSystemException("/a", null, "Read-only file system")))
                .isEqualTo("the file system is read-only: /a");
        assertThat(Reason.of(new IOException("No space left on device"))).isEqualTo("the disk is full");
        assertThat(Reason.of(new AccessDeniedException("/a"))).isEqualTo("permission denied: /a");
    }

    private interface Action {
        void run() throws IOException;
    }

    private static String reasonOf(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            return Reason.of(e);
        }
        throw new AssertionError("it went well");
    }
}
