package dev.lockstep.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

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
    @DisplayName("whoever waits has it once it is free, in this process")
    void waitsInProcess() throws Exception {
        LockFile first = LockFile.tryTake(directory, "a.lock");
        assertThat(LockFile.take(directory, "a.lock", Duration.ofMillis(1))).isNull();
        CompletableFuture<LockFile> second = CompletableFuture.supplyAsync(this::takePatiently);
        first.close();
        assertThat(second.get().isHeld()).isTrue();
        assertThat(LockFile.tryTake(directory, "a.lock")).isNull();
        second.get().close();
    }

    @Test
    @DisplayName("and when another process ends; who gave up before doesn't keep it from others")
    void waitsForProcess() throws Exception {
        Process holder = start(Holder.class);
        assertThat(holder.inputReader().readLine()).isEqualTo("taken");
        assertThat(LockFile.take(directory, "a.lock", Duration.ofMillis(50))).isNull();
        CompletableFuture<LockFile> mine = CompletableFuture.supplyAsync(this::takePatiently);
        assertThat(mine).isNotDone();
        holder.getOutputStream().close();
        assertThat(mine.get().isHeld()).isTrue();
        mine.get().close();
    }

    @Test
    @DisplayName("who is interrupted while it waits goes without")
    void interrupted() throws Exception {
        LockFile first = LockFile.tryTake(directory, "a.lock");
        Thread.currentThread().interrupt();
        assertThat(takePatiently()).isNull();
        assertThat(Thread.interrupted()).isTrue();
        first.close();
    }

    private LockFile takePatiently() {
        try {
            return LockFile.take(directory, "a.lock", Duration.ofMinutes(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        Process process = start(Another.class);
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private Process start(Class<?> main) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Another process that tries to take it. */
    static final class Another {

        private Another() {}

        public static void main(String[] args) throws IOException {
            System.out.println(LockFile.tryTake(Path.of(args[0]), "a.lock") == null ? "in use" : "taken");
        }
    }

    /** Another process that has it until nothing more can be read. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws IOException {
            System.out.println(LockFile.tryTake(Path.of(args[0]), "a.lock") == null ? "in use" : "taken");
            System.in.readAllBytes();
        }
    }
}
