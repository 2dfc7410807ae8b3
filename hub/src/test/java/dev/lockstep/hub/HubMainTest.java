package dev.lockstep.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** The hub as a program, run as a process of its own. */
@Timeout(60)
class HubMainTest {

    @TempDir
    Path data;

    private final List<Process> started = new ArrayList<>();

    /** How a program ended: its status, and what it said on both ways together. */
    private record Ended(int status, String said) {}

    @AfterEach
    void stopAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    @DisplayName("it says where it listens, takes clients there, and stops in order on SIGTERM, with 1001 to them")
    @DisabledOnOs(OS.WINDOWS)
    void runs() throws Exception {
        Process hub = start("--port", "0", "--open");
        BufferedReader out = new BufferedReader(new InputStreamReader(hub.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).matches("listening on ws://127\\.0\\.0\\.1:\\d+/live");
        int port = URI.create(line.substring(line.indexOf("ws:"))).getPort();
        try (RawClient client = RawClient.to(port).connect()) {
            client.hello("ada");
            client.join("lobby");

            hub.toHandle().destroy(); // which leaves the streams open

            assertThat(client.closeCode()).isEqualTo(1001);
        }
        assertThat(hub.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(hub.exitValue()).isIn(0, 143); // 128 + SIGTERM, as Java has it
        assertThat(out.readLine()).isNull();
    }

    @Test
    @DisplayName("--help and --version answer and end with 0")
    void helpAndVersion() throws Exception {
        Ended help = run("--help");
        Ended version = run("--version");

        assertThat(help.status()).isZero();
        assertThat(help.said()).contains("lockstep-hub", "--port", "--token", "--allow-origin", "--host");
        assertThat(version.status()).isZero();
        assertThat(version.said()).matches("lockstep-hub \\d+\\.\\d+\\.\\d+\\S*\\s*");
    }

    @Test
    @DisplayName("a wrong option or value is answered with one line, and 2")
    void wrongOptions() throws Exception {
        assertRefused(run("--prot", "1"), "--prot");
        assertRefused(run("--port", "many"), "many");
        assertRefused(run("--port", "70000"), "70000");
        assertRefused(run("--token", ""), "token");
        assertRefused(run("--token", "short"), "at least 8 characters");
        assertRefused(run("--host", "0.0.0.0", "--port", "0"), "give a token");
        assertRefused(run("--host", "0.0.0.0", "--open"), "--open is for this machine alone");
        assertRefused(run("--token-file", data.resolve("none").toString()), "can't read the token file");
    }

    @Test
    @DisplayName("a port in use is answered with one line, and 2")
    void portInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertRefused(run("--port", "" + other.getLocalPort()), "" + other.getLocalPort());
        }
    }

    @Test
    @DisplayName("an address that is not this machine's is answered with one line, and 2")
    void foreignAddress() throws Exception {
        assertRefused(run("--host", "192.0.2.1", "--port", "0"), "192.0.2.1");
    }

    @Test
    @DisplayName("rooms lists what a hub that is not running has kept, and deletes a room with its parts")
    void rooms() throws Exception {
        Path kept = data.resolve("kept");
        SqliteJournal journal = SqliteJournal.open(kept, "the test", Retention.DEFAULT);
        try (Hub hub = Hub.start(HubOptions.defaults().withPort(0).withOpen(true), journal);
                RawClient client = RawClient.to(hub).connect()) {
            client.hello("ada");
            for (String room : List.of("lobby", "lobby/~chat", "lobby2")) {
                client.join(room);
                client.send(HubTest.put(room, 1, "count", "1"));
                client.next("changes");
            }
        }

        Ended listed = run("rooms", "--data", kept.toString());
        Ended deleted = run("rooms", "--data", kept.toString(), "--delete", "lobby");
        Ended left = run("rooms", "--data", kept.toString());

        assertThat(listed.said().lines())
                .hasSize(3)
                .allMatch(line -> line.contains("1 entries") && line.contains("ada"));
        assertThat(deleted.said().lines()).containsExactly("deleted lobby", "deleted lobby/~chat");
        assertThat(left.said().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("lobby2"));
        assertRefused(run("rooms", "--data", kept.toString(), "--delete", "nowhere"), "nowhere");
    }

    private static void assertRefused(Ended ended, String word) {
        assertThat(ended.said()).contains(word);
        assertThat(ended.said().strip().lines()).hasSize(1);
        assertThat(ended.status()).isEqualTo(2);
    }

    private Ended run(String... args) throws IOException, InterruptedException {
        Process process = start(args);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) { // what the manifest of lockstep-hub.jar says
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                HubMain.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("XDG_DATA_HOME", data.toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
