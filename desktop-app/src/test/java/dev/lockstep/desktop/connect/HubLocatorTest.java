package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.lockstep.client.HubProbe;
import dev.lockstep.discovery.Announcement;
import dev.lockstep.discovery.HubFinder;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a hub is that is known by its key. */
@Timeout(30)
class HubLocatorTest {

    private static final String OWN = "A".repeat(43);
    private static final String OTHER = "B".repeat(43);
    private static final Duration LONG = Duration.ofSeconds(20);

    private static HubLocator locator(Map<String, String> hubsByUrl, List<String> heardAt, Duration patience) {
        return new HubLocator(
                (url, asked) -> hubsByUrl.containsKey(url)
                        ? new HubProbe.Finding.Hub(hubsByUrl.get(url), false)
                        : new HubProbe.Finding.Nothing(),
                (hub, listener) -> {
                    listener.accept(
                            heardAt.isEmpty()
                                    ? List.of()
                                    : List.of(new HubFinder.Found(
                                            new Announcement(OWN, 7171, "Ada", "", ""), heardAt, Set.of(), false)));
                    return () -> {};
                },
                patience);
    }

    @Test
    @DisplayName("it is where it was, whoever else claims in the network to be it")
    void known() {
        assertThat(locator(Map.of("wss://1/live", OWN, "wss://9/live", OTHER), List.of("wss://9/live"), LONG)
                        .locate(OWN, List.of("wss://1/live"))
                        .toCompletableFuture()
                        .join())
                .isEqualTo("wss://1/live");
    }

    @Test
    @DisplayName(
            "where another hub or nobody answers at its address, it is found at the next one, or where it is heard")
    void moved() {
        assertThat(locator(Map.of("wss://1/live", OTHER, "wss://2/live", OWN), List.of(), LONG)
                        .locate(OWN, List.of("wss://1/live", "wss://2/live"))
                        .toCompletableFuture()
                        .join())
                .isEqualTo("wss://2/live");
        assertThat(locator(Map.of("wss://7/live", OWN), List.of("wss://6/live", "wss://7/live"), LONG)
                        .locate(OWN, List.of("wss://1/live"))
                        .toCompletableFuture()
                        .join())
                .isEqualTo("wss://7/live");
    }

    @Test
    @DisplayName("where it is nowhere, its first address says why")
    void nowhere() {
        assertThat(locator(Map.of("wss://1/live", OTHER), List.of("wss://1/live"), Duration.ZERO)
                        .locate(OWN, List.of("wss://1/live", "wss://2/live"))
                        .toCompletableFuture()
                        .join())
                .isEqualTo("wss://1/live");
        HubLocator deaf = new HubLocator(
                (url, asked) -> new HubProbe.Finding.Hub(OWN, false),
                (hub, listener) -> {
                    throw new IOException("no sockets");
                },
                LONG);
        assertThat(deaf.locate(OWN, List.of("wss://1/live"))
                        .toCompletableFuture()
                        .join())
                .isEqualTo("wss://1/live");
    }
}
