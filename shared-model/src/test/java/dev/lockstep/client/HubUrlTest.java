package dev.lockstep.client;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The addresses of hubs. */
class HubUrlTest {

    @ParameterizedTest
    @CsvSource({
        "ws://localhost:7171/live, ws://127.0.0.1:7171/live",
        "ws://127.0.0.1:7171/live, ws://127.0.0.1:7171/live",
        "ws://[::1]:7171/live, ws://[::1]:7171/live",
        "wss://127.0.0.1:7171/live, wss://127.0.0.1:7171/live",
        "ws://192.168.1.5:7171/live, wss://192.168.1.5:7171/live",
        "WS://office-pc:7171/live, wss://office-pc:7171/live",
        "wss://hub.example.org/live, wss://hub.example.org/live",
        "ws://[fe80::1%eth0]:7171/live, wss://[fe80::1%eth0]:7171/live",
        "ws://localhost.example.org:7171/live, wss://localhost.example.org:7171/live",
        "ws://127.0.0.1.example.org:7171/live, wss://127.0.0.1.example.org:7171/live"
    })
    @DisplayName("what is not on this machine is connected to with TLS, whatever the address says")
    void encrypted(String given, String connected) {
        assertThat(HubUrl.parse(given)).hasToString(connected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "192.168.1.5", "http://192.168.1.5/", "ws://", "ws://office_pc:7171/live", "ws://a b/"})
    @DisplayName("what is no address of a hub is told, with what one looks like")
    void wrong(String given) {
        assertThatThrownBy(() -> HubUrl.parse(given)).hasMessageContaining("ws://localhost:7171/live");
    }
}
