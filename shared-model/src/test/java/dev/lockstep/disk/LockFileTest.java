package dev.lockstep.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class LockFileTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName("one has it at a time, in this process")
    void inProcess() throws IOException {
        LockFile first = LockFile.tryTake(directory, "a.lock");
        assertThat(LockFile.tryTake(directory, "a.lock")).isNull();
        assertThat(LockFile.tryTake(directory.resolve("../" + directory.getFileName()), "a.lock"))
                .isNull();
        first.close();
        first.close();
        LockFile second = LockFile.tryTake(directory, "a.lock");
        assertThat(second.isHeld()).isTrue();
        second.close();
    }

    @Test
    @DisplayName("and among processes, also after a second one in this process tried in vain")
    void amongProcesses() throws Exception {
        LockFile mine = LockFile.tryTake(directory, "a.lock");
        assertThat(LockFile.tryTake(directory, "a.lock")).isNull();

        assertThat(another()).isEqualTo("in use");
        mine.close();
        assertThat(another()).isEqualTo("taken");
    }

    @Test
    @DisplayName("a private directory is the user's own")
    void isPrivate() throws IOException {
        Path made = directory.resolve("b/c");
        PrivateDirectory.create(made);
        PrivateDirectory.create(made);
        if (Files.getFileStore(made).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    private String another() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Another.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Another process that tries to take it. */
    static final class Another {

        private Another() {}

        public static void main(String[] args) throws IOException {
            System.out.println(LockFile.tryTake(Path.of(args[0]), "a.lock") == null ? "in use" : "taken");
        }
    }
}
