package dev.lockstep.hub;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import dev.lockstep.client.ConnectionStatus.Phase;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.discovery.Networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A hub that is shared in the network while it runs. */
class ShareTest extends HubTest {

    private static final HostName NAME = new HostName("Ada", "ada-pc", "#112233");

    @Test
    @DisplayName("a shared hub asks those that come over the network for its token, and this machine for nothing")
    void share() throws Exception {
        Hub hub = start();
        List<InetAddress> networks = Networks.places().stream()
                .map(Networks.Place::address)
                .filter(address -> !address.isLinkLocalAddress())
                .toList();
        if (networks.isEmpty()) {
            assertThatThrownBy(() -> hub.share("a long secret", NAME)).hasMessageContaining("no network");
            return;
        }

        List<String> urls = hub.share("a long secret", NAME);

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
    @DisplayName("where one address of the machine goes and another comes, the hub is there at those that there are")
    @EnabledOnOs(OS.LINUX) // elsewhere a machine has one address of its own
    void addresses() throws Exception {
        InetAddress one = InetAddress.getByName("127.0.0.2");
        InetAddress two = InetAddress.getByName("127.0.0.3");
        InetAddress three = InetAddress.getByName("127.0.0.4");
        AtomicReference<List<InetAddress>> now = new AtomicReference<>(List.of(one, two));
        Hub hub = start();
        hub.share("a long secret", NAME, now::get);
        assertLive(hub, one, two);

        now.set(List.of(two, three));
        hub.followNetworks();

        assertLive(hub, two, three);
        assertThat(hub.sharedAt()).hasSize(2).noneMatch(url -> url.contains(one.getHostAddress()));
    }

    private void assertLive(Hub hub, InetAddress... addresses) {
        for (InetAddress address : addresses) {
            HubConnection client =
                    open("wss://" + address.getHostAddress() + ":" + hub.port() + "/live", "a long secret");
            await(() -> client.status().isLive());
        }
    }

    @Test
    @DisplayName("a shared hub that ends says goodbye to those in the network as to those on its machine")
    @EnabledOnOs(OS.LINUX)
    void goodbye() throws Exception {
        InetAddress two = InetAddress.getByName("127.0.0.2");
        Hub hub = start();
        hub.share("a long secret", NAME, () -> List.of(two));
        HubConnection client = open("wss://127.0.0.2:" + hub.port() + "/live", "a long secret");
        await(() -> client.status().isLive());
        List<String> reasons = new CopyOnWriteArrayList<>();
        client.onStatus(status -> reasons.add(status.reason()));

        hub.close();

        await(() -> !reasons.isEmpty());
        assertThat(reasons.get(0)).contains("going away");
    }

    @Test
    @DisplayName("a token that an invite has no room for is refused")
    void longToken() {
        Hub hub = start();
        assertThatThrownBy(() -> hub.share("\u00e9".repeat(128), NAME)).hasMessageContaining("at most 255 bytes");
    }

    @Test
    @DisplayName("a hub is not shared without a token")
    void noToken() {
        Hub hub = start();
        assertThatThrownBy(() -> hub.share(" ", NAME))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("token");
    }

    private HubConnection open(String url, @org.jspecify.annotations.Nullable String token) {
        return closedLater(HubConnection.open(url, Identity.named("ada").withToken(token)));
    }
}
