package dev.lockstep.desktop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** How connections begin and end, on the JavaFX thread. */
@Timeout(60)
@UiTest
@ExtendWith(ApplicationExtension.class)
class ConnectionEndsTest {

    @Test
    @DisplayName(
            "it ends when the hub has answered all, and says so; without a hub it ends when patience is over, and says that")
    void sent() throws Exception {
        int port;
        try (Hub hub = Hub.start(HubOptions.defaults().withPort(0).withOpen(true))) {
            port = hub.port();
            Lockstep lockstep = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Ada")));
            SharedRoom room = Fx.get(() -> lockstep.room("lobby"));
            boolean all = Fx.get(() -> {
                        room.put("a", 1);
                        room.put("b", 2);
                        return lockstep.closeWhenSent(Duration.ofSeconds(40));
                    })
                    .toCompletableFuture()
                    .get(50, TimeUnit.SECONDS);
            assertThat(all).isTrue();
            Lockstep later = Fx.get(() -> Lockstep.connect(hub.url(), Identity.named("Grace")));
            SharedRoom seen = Fx.get(() -> later.room("lobby"));
            Fx.await("what was said is there", () -> Integer.valueOf(2).equals(seen.get("b", Integer.class)));
            Fx.run(later::close);
        }
        Lockstep alone = Fx.get(() -> Lockstep.connect("ws://127.0.0.1:" + port + "/live", Identity.named("Ada")));
        boolean all = Fx.get(() -> {
                    alone.room("lobby").put("a", 1);
                    return alone.closeWhenSent(Duration.ofMillis(50));
                })
                .toCompletableFuture()
                .get(50, TimeUnit.SECONDS);
        assertThat(all).isFalse();
    }

    @Test
    @DisplayName(
            "a hub inside the program is one line; others of the same user come in, and it ends with the connection")
    void local() throws Exception {
        Lockstep lockstep = Fx.get(() -> Lockstep.local("Ada"));
        String url = lockstep.url();
        Lockstep other = Fx.get(() -> Lockstep.connect(url, Identity.named("Grace")));
        Fx.run(() -> lockstep.room("lobby").number("count", 0).add(1));
        Fx.await(
                "both are the same",
                () -> other.room("lobby").number("count", 0).get() == 1);
        assertThat(Fx.get(() -> lockstep.room("lobby").hostsHub())).isTrue();
        lockstep.close();
        lockstep.closed().toCompletableFuture().get(50, TimeUnit.SECONDS);
        Fx.await("it is gone", () -> !other.getStatus().isLive());
        other.close();
    }
}
