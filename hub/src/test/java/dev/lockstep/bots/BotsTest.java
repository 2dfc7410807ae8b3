package dev.lockstep.bots;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.OtherUser;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

class BotsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bots(String... args) {
        return new CommandLine(new Bots())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @ParameterizedTest
    @CsvSource({"board", "chat", "counter"})
    @DisplayName("bots work in a room, agree in the end, and say how it went")
    void work(String mix) {
        try (Hub hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal())) {
            int status = bots("--url", hub.url(), "--clients", "5", "--rate", "40", "--seconds", "1", "--mix", mix);
            assertThat(err.toString()).isEmpty();
            assertThat(status).isZero();
            assertThat(out.toString())
                    .contains("all 5 clients agree")
                    .contains("200 changes")
                    .contains("p99")
                    .contains("no errors");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--mix=dance", "--clients=0", "--rate=0", "--seconds=0", "--url=http://x"})
    @DisplayName("an option that can't be is told, and nothing is tried")
    void options(String bad) {
        assertThat(bots(bad)).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    @DisplayName("a hub that turns them away is told with its reason")
    void refused() {
        HubOptions options = HubOptions.defaults().withPort(0).withToken("a long secret");
        try (Hub hub = OtherUser.start(options, new MemoryJournal())) {
            assertThat(bots("--url", hub.url(), "--clients", "1")).isEqualTo(2);
            assertThat(err.toString()).contains("token");
        }
    }
}
