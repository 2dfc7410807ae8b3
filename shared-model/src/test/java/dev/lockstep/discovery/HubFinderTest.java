package dev.lockstep.discovery;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Finding on one machine; on several it is tried where network namespaces can be made. */
@Timeout(60)
class HubFinderTest {

    private static final String HUB = "A".repeat(43);
    private static final Announcement ADA = new Announcement(HUB, 7171, "Ada", "ada-pc", "");

    private final BlockingQueue<List<HubFinder.Found>> told = new LinkedBlockingQueue<>();

    @Test
    @DisplayName("[DI1] a hub on this machine answers who asks, in the way in which it was asked, until it is gone")
    void found() throws Exception {
        int port = freePort();
        boolean inNetwork = Networks.places().stream()
                .anyMatch(place -> place.broadcast() != null && !place.address().isLinkLocalAddress());
        try (HubBeacon beacon = HubBeacon.start(ADA, port);
                HubFinder finder = HubFinder.start(null, told::add, port)) {
            assertThat(List.of(beacon, finder)).doesNotContainNull();
            if (inNetwork) {
                HubFinder.Found found = next(hubs -> hubs.size() == 1).get(0);
                assertThat(found.hub()).isEqualTo(ADA);
                assertThat(found.here()).isTrue();
                assertThat(found.urls().get(0)).matches("wss://\\S+:7171/live");
            }
        }
    }

    @Test
    @DisplayName("[DI2] noise on the port, and a crowd of invented hubs, fill no more than a page")
    void crowd() throws Exception {
        int port = freePort();
        try (HubFinder finder = HubFinder.start(null, told::add, port);
                DatagramSocket attacker = new DatagramSocket()) {
            assertThat(finder).isNotNull();
            int most = 0;
            for (int round = 0; most < 50; round++) {
                assertThat(round).as("rounds").isLessThan(1_000);
                for (int i = 0; i < 100; i++) {
                    String hub = (i + "x").repeat(43).substring(0, 43);
                    Announcement invented = new Announcement(hub, 1 + i, "Hub " + i, "", "");
                    send(attacker, port, new Datagram.Answer(Way.SITE_GROUP, invented).encode());
                }
                send(attacker, port, "{\"lockstep\":".getBytes(StandardCharsets.UTF_8));
                send(attacker, port, new byte[5_000]);
                List<HubFinder.Found> hubs = told.poll(50, TimeUnit.MILLISECONDS);
                most = hubs == null ? most : hubs.size();
            }
            assertThat(most).isEqualTo(50);
        }
    }

    private List<HubFinder.Found> next(Predicate<List<HubFinder.Found>> wanted) throws InterruptedException {
        while (true) {
            List<HubFinder.Found> hubs = told.poll(30, TimeUnit.SECONDS);
            assertThat(hubs).as("nothing was told").isNotNull();
            if (wanted.test(hubs)) {
                return hubs;
            }
        }
    }

    private static void send(DatagramSocket from, int port, byte[] bytes) throws IOException {
        from.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return socket.getLocalPort();
        }
    }
}
