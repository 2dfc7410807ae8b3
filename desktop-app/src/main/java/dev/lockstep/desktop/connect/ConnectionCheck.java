package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.HubProbe;
import dev.lockstep.discovery.HubFinder;
import dev.lockstep.discovery.Networks;
import dev.lockstep.discovery.Way;
import dev.lockstep.wire.Protocol;

/**
 * Finds out step by step why a hub can't be reached, in words for display: this machine's networks, the hub's name, the way to its port, the
 * encryption, which hub it is, and what is heard in the network without an address. Blocks for up to 15 seconds; not for the JavaFX thread.
 */
public final class ConnectionCheck {

    private static final Duration TO_CONNECT = Duration.ofSeconds(4);
    private static final Duration TO_ANSWER = Duration.ofSeconds(6);
    private static final Duration TO_HEAR = Duration.ofSeconds(4);
    private static final int PORT_OF_TLS = 443;

    /** What a step came to. */
    public enum State {
        GOOD,
        /** This is why. */
        BAD,
        /** It may have to do with it. */
        UNSURE
    }

    /**
     * @param what was looked at, in a few words
     * @param words what was found, and what to do about it
     */
    public record Step(String what, State state, String words) {}

    /** What the check asks the machine and the network. */
    interface Surroundings {

        List<Networks.Place> places();

        List<InetAddress> resolve(String host) throws UnknownHostException;

        void connect(InetSocketAddress address, Duration patience) throws IOException;

        HubProbe.Finding ask(String url, Duration patience) throws InterruptedException;

        /** What is heard in the network until {@code enough} is true of it, or {@code patience} is over. */
        List<HubFinder.Found> listen(Predicate<List<HubFinder.Found>> enough, Duration patience)
                throws IOException, InterruptedException;
    }

    private final Surroundings surroundings;

    public ConnectionCheck() {
        this(new ThisMachine());
    }

    ConnectionCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Checks.
     *
     * @param url where the hub should be
     * @param hub which hub it should be, the hash of its public key; null for any
     * @param told all steps so far, each time that there is another
     * @throws InterruptedException where the thread is interrupted meanwhile
     */
    public void run(String url, @Nullable String hub, Consumer<List<Step>> told) throws InterruptedException {
        List<Step> steps = new ArrayList<>();
        Consumer<Step> add = step -> {
            steps.add(step);
            told.accept(List.copyOf(steps));
        };
        URI uri = URI.create(url);
        add.accept(networks());
        boolean reached = name(uri, add) && port(uri, add);
        if (reached) {
            add.accept(answer(url, hub));
        }
        add.accept(heard(hub));
    }

    private Step networks() {
        List<Networks.Place> places = surroundings.places();
        String what = "This computer’s networks";
        if (places.isEmpty()) {
            return new Step(
                    what,
                    State.BAD,
                    "This computer is in no network. Connect it to the cable or the Wi-Fi of the others.");
        }
        Set<String> vpns = places.stream()
                .filter(Networks.Place::isVpn)
                .map(place -> place.network().getName())
                .collect(Collectors.toSet());
        String addresses = places.stream()
                .map(Networks.Place::address)
                .filter(address -> !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .map(address -> address.replaceAll("%.*", ""))
                .collect(Collectors.joining(", "));
        return vpns.isEmpty()
                ? new Step(what, State.GOOD, "It has the address " + addresses + ".")
                : new Step(
                        what,
                        State.UNSURE,
                        "A VPN is on (" + String.join(", ", vpns)
                                + "). Some VPNs keep computers of one network apart: if nothing"
                                + " else helps, switch it off and try again.");
    }

    /** Whether the host is known. */
    private boolean name(URI uri, Consumer<Step> add) {
        String host = HubAddress.host(uri.toString());
        try {
            List<InetAddress> addresses = surroundings.resolve(host);
            boolean isNumber = addresses.stream()
                    .anyMatch(address -> address.getHostAddress().equals(host));
            if (!isNumber) {
                add.accept(new Step(
                        "The name " + host,
                        State.GOOD,
                        "It leads to " + addresses.get(0).getHostAddress() + "."));
            }
            return true;
        } catch (UnknownHostException e) {
            add.accept(new Step(
                    "The name " + host,
                    State.BAD,
                    "This network does not know it. Check how it is spelled, or type the address in numbers: “Share on the"
                            + " network” on the other computer shows it."));
            return false;
        }
    }

    /** Whether something takes connections there. */
    private boolean port(URI uri, Consumer<Step> add) {
        int port = uri.getPort() > 0 ? uri.getPort() : PORT_OF_TLS;
        String host = HubAddress.host(uri.toString());
        String what = "The way to " + host + ", port " + port;
        try {
            surroundings.connect(
                    new InetSocketAddress(surroundings.resolve(host).get(0), port), TO_CONNECT);
            add.accept(new Step(what, State.GOOD, "A program there takes connections."));
            return true;
        } catch (ConnectException e) {
            add.accept(new Step(
                    what,
                    State.BAD,
                    "The computer is there, but no hub takes connections. Is it shared (“Share on the network”), and is the"
                            + " port right? A firewall on it may refuse them too: allow Lockstep there."));
        } catch (SocketTimeoutException e) {
            add.accept(new Step(
                    what,
                    State.BAD,
                    "Nothing answers. Is the other computer on, and this its address? Its firewall may be silent: allow"
                            + " Lockstep, port " + port
                            + ", there. Guest networks keep computers apart: use the same network"
                            + " of the office or of the home on both."));
        } catch (NoRouteToHostException e) {
            add.accept(
                    new Step(
                            what,
                            State.BAD,
                            "No way leads there: the two computers are in different networks, or the other one is off or asleep."));
        } catch (IOException e) {
            add.accept(new Step(what, State.BAD, "It can’t be reached: " + e.getMessage() + "."));
        }
        return false;
    }

    private Step answer(String url, @Nullable String hub) throws InterruptedException {
        HubProbe.Finding finding = surroundings.ask(url, TO_ANSWER);
        if (finding instanceof HubProbe.Finding.Hub found) {
            return hub == null || found.id().equals(hub)
                    ? new Step(
                            "The hub",
                            State.GOOD,
                            "It answers, encrypted, and proves which hub it is. If you still can’t come in: is the token right?")
                    : new Step(
                            "The hub",
                            State.BAD,
                            "Another hub than the one that you know answers there. Has the other computer got this address"
                                    + " meanwhile? Ask for a new invite, or choose your hub on the start page.");
        } else if (finding instanceof HubProbe.Finding.NoHub none) {
            return new Step(
                    "The hub",
                    State.BAD,
                    "What answers is no hub that this program can talk to: " + none.reason()
                            + ". Is the port right, and are both programs up to date?");
        }
        return new Step(
                "The hub",
                State.BAD,
                "The port takes connections, but no hub answers. It may be starting, or very busy: wait a moment.");
    }

    private Step heard(@Nullable String hub) throws InterruptedException {
        String what = "Finding hubs without an address";
        try {
            List<HubFinder.Found> found = surroundings
                    .listen(heard -> !wanted(heard, hub).isEmpty(), TO_HEAR)
                    .stream()
                    .filter(each -> !each.here())
                    .toList();
            List<HubFinder.Found> own = wanted(found, hub);
            if (!own.isEmpty()) {
                return new Step(
                        what,
                        State.GOOD,
                        (hub == null ? "A hub is heard at " : "Your hub is heard at ")
                                + HubAddress.shown(own.get(0).urls().get(0)) + " (" + ways(own) + ").");
            }
            return found.isEmpty()
                    ? new Step(
                            what,
                            State.UNSURE,
                            "No hub is heard. Many networks don’t pass such messages on, and a firewall on either computer"
                                    + " (UDP, port " + Protocol.DEFAULT_PORT
                                    + ") stops them: then the address has to be typed.")
                    : new Step(
                            what,
                            State.UNSURE,
                            found.size() + " other hubs are heard (" + ways(found)
                                    + "), not yours: it is not shared now, or in" + " another network.");
        } catch (IOException e) {
            return new Step(what, State.UNSURE, "This computer can’t listen to the network: " + e.getMessage() + ".");
        }
    }

    private static List<HubFinder.Found> wanted(List<HubFinder.Found> heard, @Nullable String hub) {
        return heard.stream()
                .filter(each -> !each.here() && (hub == null || each.hub().hub().equals(hub)))
                .toList();
    }

    private static String ways(List<HubFinder.Found> found) {
        Set<Way> ways = EnumSet.noneOf(Way.class);
        found.forEach(each -> ways.addAll(each.ways()));
        return ways.stream()
                .map(way -> switch (way) {
                    case LOCAL_GROUP -> "multicast on the link";
                    case SITE_GROUP -> "multicast";
                    case BROADCAST -> "broadcast";
                    case IPV6_GROUP -> "IPv6";
                })
                .collect(Collectors.joining(", "));
    }

    /** The real ones. */
    private static final class ThisMachine implements Surroundings {

        @Override
        public List<Networks.Place> places() {
            return Networks.places();
        }

        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            return Arrays.asList(InetAddress.getAllByName(host));
        }

        @Override
        public void connect(InetSocketAddress address, Duration patience) throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(address, (int) patience.toMillis());
            }
        }

        @Override
        public HubProbe.Finding ask(String url, Duration patience) throws InterruptedException {
            return HubProbe.ask(url, patience);
        }

        @Override
        public List<HubFinder.Found> listen(Predicate<List<HubFinder.Found>> enough, Duration patience)
                throws IOException, InterruptedException {
            BlockingQueue<List<HubFinder.Found>> told = new LinkedBlockingQueue<>();
            long end = System.nanoTime() + patience.toNanos();
            List<HubFinder.Found> heard = List.of();
            HubFinder finder = HubFinder.start(told::add);
            try {
                List<HubFinder.Found> next = told.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
                while (next != null && !enough.test(next) && System.nanoTime() < end) {
                    heard = next;
                    next = told.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
                return next == null ? heard : next;
            } finally {
                finder.close();
            }
        }
    }
}
