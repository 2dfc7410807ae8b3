package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.hub.HubException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalHubTest {

    @TempDir
    Path data;

    @Test
    @DisplayName("the first program hosts, the next one finds it")
    void hostThenFind() throws IOException {
        int port = freePort();
        try (LocalHub first = new LocalHub(port, data);
                LocalHub second = new LocalHub(port, data)) {
            assertThat(first.findOrHost().hosted()).isTrue();
            assertThat(second.findOrHost()).isEqualTo(new LocalHub.Found("ws://127.0.0.1:" + port + "/live", false));
            assertThat(first.findOrHost().hosted()).isTrue();
        }
    }

    @Test
    @DisplayName("of several that start at once, one hosts and all find it")
    void atOnce() throws IOException {
        int port = freePort();
        List<LocalHub> hubs = List.of(
                new LocalHub(port, data), new LocalHub(port, data), new LocalHub(port, data), new LocalHub(port, data));
        try {
            List<LocalHub.Found> found =
                    hubs.stream().map(hub -> CompletableFuture.supplyAsync(hub::findOrHost)).toList().stream()
                            .map(CompletableFuture::join)
                            .toList();
            assertThat(found).filteredOn(LocalHub.Found::hosted).hasSize(1);
            assertThat(found).extracting(LocalHub.Found::url).containsOnly("ws://127.0.0.1:" + port + "/live");
        } finally {
            hubs.forEach(LocalHub::close);
        }
    }

    @Test
    @DisplayName("a port that another program has is told, with what to do")
    void portTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalHub hub = new LocalHub(other.getLocalPort(), data)) {
            assertThatThrownBy(hub::findOrHost)
                    .isInstanceOf(HubException.class)
                    .hasMessageContaining("another program uses port")
                    .hasMessageContaining("join a hub elsewhere");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
