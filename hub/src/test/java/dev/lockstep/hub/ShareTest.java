package dev.lockstep.hub;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.ConnectionStatus.Phase;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A hub that is shared in the network while it runs. */
class ShareTest extends HubTest {

    @Test
    @DisplayName("a shared hub asks those that come over the network for its token, and this machine for nothing")
    void share() throws Exception {
        Hub hub = start();
        List<InetAddress> networks = Network.addresses();
        if (networks.isEmpty()) {
            assertThatThrownBy(() -> hub.share("a long secret")).hasMessageContaining("no network");
            return;
        }

        List<String> urls = hub.share("a long secret");

        assertThat(urls).hasSameSizeAs(networks);
        HubConnection knowing = open(urls.get(0), "a long secret");
        await(() -> knowing.status().isLive());
        HubConnection ignorant = open(urls.get(0), null);
        await(() -> ignorant.status().phase() == Phase.CLOSED);
        assertThat(ignorant.status().reason()).contains("token");
        HubConnection here = open(hub.url(), null);
        await(() -> here.status().isLive());

        hub.unshare();

        await(() -> knowing.status().phase() == Phase.RECONNECTING);
        assertThat(here.status().isLive()).isTrue();
    }

    @Test
    @DisplayName("a hub is not shared without a token")
    void noToken() {
        Hub hub = start();
        assertThatThrownBy(() -> hub.share(" "))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("token");
    }

    private HubConnection open(String url, @org.jspecify.annotations.Nullable String token) {
        return closedLater(HubConnection.open(url, Identity.named("ada").withToken(token)));
    }
}
