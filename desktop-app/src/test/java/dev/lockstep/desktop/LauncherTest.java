package dev.lockstep.desktop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The program as a process: what it says and how it ends where it can't start. */
class LauncherTest {

    private record Ended(int status, String out, String err) {}

    @Test
    @DisplayName("--help tells the options and ends well")
    void help() throws Exception {
        Ended ended = run(null, "--help");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("--join", "--room", "--name", "--view");
    }

    @Test
    @DisplayName("what JavaFX says is English as all else, and numbers and dates are written as the user does")
    void language() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            Launcher.speakEnglish();
            assertThat(Locale.getDefault().getLanguage()).isEqualTo("en");
            assertThat(String.format("%,.1f", 1_234.5)).isEqualTo("1.234,5");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @DisplayName("--version tells the version of the build")
    void version() throws Exception {
        assertThat(run(null, "--version").out()).matches("(?s)lockstep \\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    @DisplayName("a bad option is one line, and status 2")
    void badOption() throws Exception {
        assertOneLine(run(null, "--rom", "x"), "--help");
    }

    @Test
    @DisplayName("a bad room, view or address is one line, and status 2")
    void badValues() throws Exception {
        assertOneLine(run(null, "--room", "a//b"), "--room");
        assertOneLine(run(null, "--view", "nothing"), "--view");
        assertOneLine(run(null, "--join", "ftp://example.org"), "ws://localhost:7171/live");
        assertOneLine(run(null, "--join", "lockstep://join/AAAA"), "copy the whole link once more");
        assertOneLine(run(null, "lockstep://join/AAAA"), "copy the whole link once more");
        assertOneLine(run(null, "192.168.1.5"), "--join");
        assertOneLine(run(null, "lockstep://join/AAAA", "--join", "office-pc"), "not both");
    }

    @Test
    @DisplayName("a token that is given twice, or whose file has none, is one line, and status 2")
    void badToken(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "\n");
        assertOneLine(run(null, "--token-file", file.toString()), "is empty");
        assertOneLine(run(null, "--token-file", directory.resolve("none").toString()), "can't read the token file");
        assertOneLine(run(null, "--token", "t", "--token-file", file.toString()), "not both");
    }

    @Test
    @DisplayName("a token is the first line of its file")
    void tokenFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "secret \nmore");
        DesktopOptions options = new DesktopOptions();
        new CommandLine(options).parseArgs("--token-file", file.toString());
        assertThat(options.token()).isEqualTo("secret");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("no display, or a dead one, is one line that says what to do, and status 2")
    void noDisplay() throws Exception {
        assertOneLine(run(null), "DISPLAY");
        assertOneLine(run("localhost:987"), "apt-get install");
    }

    private static void assertOneLine(Ended ended, String about) {
        assertThat(ended.err().strip()).contains(about).doesNotContain("\n");
        assertThat(ended.status()).isEqualTo(2);
    }

    private static Ended run(String display, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) { // what the manifest of lockstep.jar says
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.lockstep.desktop.Launcher"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("DISPLAY");
        if (display != null) {
            builder.environment().put("DISPLAY", display);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }
}
