package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.lockstep.client.HubProbe;
import dev.lockstep.discovery.Announcement;
import dev.lockstep.discovery.HubFinder;
import dev.lockstep.discovery.Networks;
import dev.lockstep.discovery.Way;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Why a hub can't be reached. */
@Timeout(60)
class ConnectionCheckTest {

    private static final String OWN = "A".repeat(43);
    private static final String OTHER = "B".repeat(43);

    /** A network in which all is well, unless a test says otherwise. */
    private static final class Net implements ConnectionCheck.Surroundings {

        boolean connected = true;

        @Nullable
        IOException refusal;

        boolean named = true;
        HubProbe.Finding finding = new HubProbe.Finding.Hub(OWN, false);
        List<HubFinder.Found> heard = List.of(found(OWN));

        @Override
        public List<Networks.Place> places() {
            try {
                return connected
                        ? List.of(new Networks.Place(
                                NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")),
                                InetAddress.getByName("192.168.1.7"),
                                null,
                                24))
                        : List.of();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            if (!named) {
                throw new UnknownHostException(host);
            }
            return List.of(InetAddress.getByAddress(host, new byte[] {(byte) 192, (byte) 168, 1, 5}));
        }

        @Override
        public void connect(InetSocketAddress address, Duration patience) throws IOException {
            if (refusal != null) {
                throw refusal;
            }
        }

        @Override
        public HubProbe.Finding ask(String url, Duration patience) {
            return finding;
        }

        @Override
        public List<HubFinder.Found> listen(Predicate<List<HubFinder.Found>> enough, Duration patience) {
            return heard;
        }
    }

    private static HubFinder.Found found(String hub) {
        return new HubFinder.Found(
                new Announcement(hub, 7171, "Ada", "", ""),
                List.of("wss://192.168.1.5:7171/live"),
                Set.of(Way.BROADCAST),
                false);
    }

    private static List<ConnectionCheck.Step> check(Net net) throws InterruptedException {
        List<ConnectionCheck.Step> steps = new ArrayList<>();
        new ConnectionCheck(net).run("wss://office-pc:7171/live", OWN, all -> {
            assertThat(all).hasSizeGreaterThan(steps.size());
            steps.clear();
            steps.addAll(all);
        });
        return steps;
    }

    static Stream<Arguments> troubles() {
        Net unplugged = new Net();
        unplugged.connected = false;
        Net unnamed = new Net();
        unnamed.named = false;
        Net refused = new Net();
        refused.refusal = new ConnectException("Connection refused");
        Net silent = new Net();
        silent.refusal = new SocketTimeoutException("Connect timed out");
        Net unrouted = new Net();
        unrouted.refusal = new NoRouteToHostException("No route to host");
        Net strange = new Net();
        strange.refusal = new IOException("Network is on fire");
        Net another = new Net();
        another.finding = new HubProbe.Finding.Hub(OTHER, false);
        Net noHub = new Net();
        noHub.finding = new HubProbe.Finding.NoHub("it says what no hub says");
        Net slow = new Net();
        slow.finding = new HubProbe.Finding.Silent();
        return Stream.of(
                arguments(Named.of("no network", unplugged), "Connect it to the cable or the Wi-Fi"),
                arguments(Named.of("an unknown name", unnamed), "type the address in numbers"),
                arguments(Named.of("a closed port", refused), "Is it shared"),
                arguments(Named.of("a silent port", silent), "Guest networks keep computers apart"),
                arguments(Named.of("no route", unrouted), "different networks"),
                arguments(Named.of("another failure", strange), "Network is on fire"),
                arguments(Named.of("another hub", another), "Another hub than the one that you know"),
                arguments(Named.of("no hub", noHub), "it says what no hub says"),
                arguments(Named.of("a slow hub", slow), "wait a moment"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    @DisplayName("is found out, and told with what to do about it")
    void trouble(Net net, String advice) throws InterruptedException {
        List<ConnectionCheck.Step> steps = check(net);
        assertThat(steps)
                .filteredOn(step -> step.state() == ConnectionCheck.State.BAD)
                .singleElement()
                .satisfies(step -> assertThat(step.words()).contains(advice));
        assertThat(steps.get(steps.size() - 1).what()).contains("without an address");
    }

    @Test
    @DisplayName("where all is well it says so, and where the hub is heard")
    void fine() throws InterruptedException {
        List<ConnectionCheck.Step> steps = check(new Net());
        assertThat(steps)
                .allMatch(step -> step.state() == ConnectionCheck.State.GOOD)
                .hasSize(5);
        assertThat(steps.get(4).words()).contains("192.168.1.5", "broadcast");
    }

    @Test
    @DisplayName("that nothing is heard, or other hubs only, does not count as the reason")
    void unheard() throws InterruptedException {
        Net deaf = new Net();
        deaf.heard = List.of();
        Net others = new Net();
        others.heard = List.of(found(OTHER));
        assertThat(check(deaf).get(4)).satisfies(step -> {
            assertThat(step.state()).isEqualTo(ConnectionCheck.State.UNSURE);
            assertThat(step.words()).contains("has to be typed");
        });
        assertThat(check(others).get(4).words()).contains("not yours");
    }

    @Test
    @DisplayName("on this machine, for real: a port where nothing listens")
    void real() throws Exception {
        List<ConnectionCheck.Step> steps = new ArrayList<>();
        new ConnectionCheck().run("ws://127.0.0.1:1/live", OWN, all -> {
            steps.clear();
            steps.addAll(all);
        });
        assertThat(steps).anyMatch(step -> step.words().contains("Is it shared"));
    }
}
