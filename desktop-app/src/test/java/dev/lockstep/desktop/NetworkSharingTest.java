package dev.lockstep.desktop;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.desktop.connect.LocalHub;
import dev.lockstep.desktop.shell.HubService;
import dev.lockstep.discovery.Networks;

import static org.assertj.core.api.Assertions.assertThat;

/** A hub that was shared stays shared. */
@Timeout(120)
class NetworkSharingTest {

    private static final String TOKEN = "a long secret";

    @TempDir
    private Path directory;

    private NetworkSharing sharing(LocalHub hub) {
        return new NetworkSharing(hub, directory, Runnable::run, Runnable::run);
    }

    @Test
    @DisplayName("after a new start of the hub, with the same token, until it is ended; one that never was is not")
    void stays() throws IOException {
        boolean inNetwork =
                Networks.places().stream().anyMatch(place -> !place.address().isLinkLocalAddress());
        int port = freePort();
        try (LocalHub hub = new LocalHub(port, directory)) {
            hub.findOrHost();
            NetworkSharing fresh = sharing(hub);
            fresh.hosting(() -> {});
            assertThat(fresh.sharing()).isEqualTo(HubService.Sharing.NONE);
            fresh.share(TOKEN, "Ada", "#c0392b");
            assertThat(fresh.sharing().urls().isEmpty()).isEqualTo(!inNetwork);
        }
        try (LocalHub hub = new LocalHub(port, directory)) {
            hub.findOrHost();
            NetworkSharing again = sharing(hub);
            again.hosting(() -> {});
            assertThat(again.sharing().urls().isEmpty()).isEqualTo(!inNetwork);
            assertThat(again.sharing().token()).isEqualTo(inNetwork ? TOKEN : "");
            again.unshare();
            assertThat(again.sharing()).isEqualTo(HubService.Sharing.NONE);
        }
        try (LocalHub hub = new LocalHub(port, directory)) {
            hub.findOrHost();
            NetworkSharing ended = sharing(hub);
            ended.hosting(() -> {});
            assertThat(ended.sharing()).isEqualTo(HubService.Sharing.NONE);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
