package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class RunningProgramTest {

    private static final String LINK = "lockstep://join/AAAA";

    @TempDir
    private Path directory;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    @DisplayName("a link goes to the program that runs, and to none where none does; the second program doesn't listen")
    void handsOver() {
        Path data = directory.resolve("data");
        assertThat(RunningProgram.takes(data, LINK)).isFalse();
        try (RunningProgram first = RunningProgram.listen(data, told::add)) {
            assertThat(first).isNotNull();
            assertThat(RunningProgram.listen(data, link -> told.add("second"))).isNull();
            assertThat(RunningProgram.takes(data, LINK)).isTrue();
            assertThat(told).containsExactly(LINK);
            assertThat(RunningProgram.takes(directory.resolve("other"), LINK)).isFalse();
        }
        assertThat(RunningProgram.takes(data, LINK)).isFalse();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    @DisplayName(
            "what is no link of an invite is taken by nobody, nor one of a megabyte; and one that says nothing keeps nobody waiting")
    void nonsense() throws IOException {
        try (RunningProgram first = RunningProgram.listen(directory, told::add);
                SocketChannel silent =
                        SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("program.sock")))) {
            assertThat(silent.isConnected()).isTrue();
            assertThat(RunningProgram.takes(directory, "file:///etc/passwd")).isFalse();
            assertThat(RunningProgram.takes(directory, "x".repeat(1_000_000))).isFalse();
            assertThat(told).isEmpty();
            assertThat(RunningProgram.takes(directory, LINK)).isTrue();
            assertThat(first).isNotNull();
        }
    }

    @Test
    @DisplayName("what a program that was killed has left is replaced, and what can't be used is done without")
    void leftovers() throws IOException {
        Path socket = directory.resolve("program.sock");
        ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        killed.bind(UnixDomainSocketAddress.of(socket));
        killed.close();
        assertThat(Files.exists(socket)).isTrue();
        assertThat(RunningProgram.takes(directory, LINK)).isFalse();
        try (RunningProgram next = RunningProgram.listen(directory, told::add)) {
            assertThat(next).isNotNull();
            assertThat(RunningProgram.takes(directory, LINK)).isTrue();
        }
        Path far = directory.resolve("x".repeat(200)); // longer than such an address may be
        assertThat(RunningProgram.listen(far, told::add)).isNull();
        assertThat(RunningProgram.takes(far, LINK)).isFalse();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @DisplayName("nobody else on the machine gets to where it listens")
    void closedToOthers() throws IOException {
        Path data = directory.resolve("data");
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (RunningProgram first = RunningProgram.listen(data, told::add)) {
            assertThat(first).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
    }
}
