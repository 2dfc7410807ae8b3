package dev.lockstep.desktop.connect;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What people type as the address of a hub. */
class HubAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5, ws://192.168.1.5:7171/live",
        "192.168.1.5/, ws://192.168.1.5:7171/live",
        "'  192.168.1.5 ', ws://192.168.1.5:7171/live",
        "'192.168.1.5 : 7272', ws://192.168.1.5:7272/live",
        "office-pc:7272, ws://office-pc:7272/live",
        "http://192.168.1.5, ws://192.168.1.5:7171/live",
        "http://192.168.1.5:7272/, ws://192.168.1.5:7272/live",
        "https://hub.example.org, wss://hub.example.org/live",
        "WS://192.168.1.5:7171/live, ws://192.168.1.5:7171/live",
        "wss://hub.example.org/rooms/live, wss://hub.example.org/rooms/live",
        "fe80::1%eth0, ws://[fe80::1%eth0]:7171/live",
        "[fe80::1%eth0]:7272, ws://[fe80::1%eth0]:7272/live",
        "::1, ws://[::1]:7171/live",
        "localhost, ws://localhost:7171/live"
    })
    @DisplayName("is understood as it is typed or copied")
    void understood(String typed, String url) {
        assertThat(HubAddress.problemWith(typed)).isNull();
        assertThat(HubAddress.url(typed)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 192.168.1.5",
        "'   ', 192.168.1.5",
        "http://, 192.168.1.5",
        "office_pc, in numbers",
        "ws://office_pc:7171/live, in numbers",
        "ftp://192.168.1.5, not a hub's address",
        "a:b:c, not a hub's address",
        "192.168.1.5:seven, not a hub's address"
    })
    @DisplayName("that can't be one is answered with what to type")
    void refused(String typed, String advice) {
        assertThat(HubAddress.problemWith(typed)).contains(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200e192.168.1.5\u200f", "192.168.1.5\u00a0", "\ufeff192.168.1.5"})
    @DisplayName("may be copied with characters that nobody sees")
    void invisible(String typed) {
        assertThat(HubAddress.url(typed)).isEqualTo("ws://192.168.1.5:7171/live");
    }
}
