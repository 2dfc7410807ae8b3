package dev.lockstep.discovery;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.Protocol;

/**
 * Looks for hubs in the local network until it is closed: asks at once and again and again, and hears what hubs announce.
 *
 * <pre>{@code
 * try (HubFinder finder = HubFinder.start(hubs -> System.out.println(hubs))) {
 *     …
 * }
 * }</pre>
 */
public final class HubFinder implements AutoCloseable {

    /** The pauses between questions: the first may get lost. */
    private static final long[] PAUSES_MILLIS = {300, 700, 1_500, 3_000};

    /** A hub that was not heard for so long has gone. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Whoever invents hubs fills no more than this. */
    private static final int HUBS_MAX = 50;

    private static final int ADDRESSES_MAX = 8;

    /** Who looks is told no more often, however much is invented. */
    private static final long TOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /**
     * A hub that was heard.
     *
     * @param urls where it can be reached, the best first; never empty
     * @param ways in which it was heard
     * @param here whether it is on this very machine
     */
    public record Found(Announcement hub, List<String> urls, Set<Way> ways, boolean here) {}

    /** Where a hub was heard to listen, and when last. */
    private record At(int port, long nanos) {}

    private static final class Heard {
        private Announcement hub;
        private final Map<InetAddress, At> addresses = new LinkedHashMap<>();
        private final Set<Way> ways = EnumSet.noneOf(Way.class);
        private boolean here;

        Heard(Announcement hub) {
            this.hub = hub;
        }

        Found found() {
            List<InetAddress> ranked = new ArrayList<>(addresses.keySet());
            ranked.sort(Comparator.comparing(address -> !(address instanceof Inet4Address)));
            List<String> urls = ranked.stream()
                    .map(address -> "wss://" + Networks.literal(address) + ":"
                            + Objects.requireNonNull(addresses.get(address)).port() + Protocol.PATH)
                    .toList();
            return new Found(hub, urls, EnumSet.copyOf(ways), here);
        }
    }

    /** On the thread of the sockets. */
    private static final class Search implements LanSockets.Owner {

        private final @Nullable String wanted; // null for any
        private final Consumer<List<Found>> listener;
        private final Map<String, Heard> heard = new LinkedHashMap<>(); // by hub
        private List<Found> told = List.of();
        private long toldNanos = System.nanoTime() - TOLD_NANOS;
        private int asked;
        private long askAtNanos = System.nanoTime();

        Search(@Nullable String wanted, Consumer<List<Found>> listener) {
            this.wanted = wanted;
            this.listener = listener;
        }

        @Override
        public long turn(LanSockets sockets) {
            long now = System.nanoTime();
            if (now - askAtNanos >= 0) {
                sockets.sendToAll(Datagram.Question::new);
                long pause = PAUSES_MILLIS[Math.min(asked++, PAUSES_MILLIS.length - 1)];
                askAtNanos = now + TimeUnit.MILLISECONDS.toNanos(pause);
            }
            heard.values().forEach(each -> each.addresses.values().removeIf(at -> now - at.nanos() > SILENCE_NANOS));
            heard.values().removeIf(each -> each.addresses.isEmpty());
            long untilTold = TOLD_NANOS - (now - toldNanos);
            if (untilTold <= 0) {
                tell(now);
            }
            return TimeUnit.NANOSECONDS.toMillis(Math.min(askAtNanos - now, Math.max(untilTold, TOLD_NANOS / 2)));
        }

        @Override
        public void received(LanSockets sockets, Datagram datagram, InetSocketAddress from, LanSockets.Reply reply) {
            if (!(datagram instanceof Datagram.Answer answer)
                    || !isWanted(answer.hub().hub())
                    || !isNear(sockets, from.getAddress())) {
                return;
            }
            String id = answer.hub().hub();
            Heard known = heard.get(id);
            if (known == null && heard.size() < HUBS_MAX) {
                known = new Heard(answer.hub());
                heard.put(id, known);
            }
            if (known != null
                    && (known.addresses.containsKey(from.getAddress()) || known.addresses.size() < ADDRESSES_MAX)) {
                known.hub = answer.hub();
                known.addresses.put(from.getAddress(), new At(answer.hub().port(), System.nanoTime()));
                known.ways.add(answer.way());
                known.here |= sockets.places().stream()
                        .anyMatch(place -> place.address().equals(from.getAddress()));
            }
        }

        /** What comes from elsewhere is no announcement in this network, whatever it says. */
        private static boolean isNear(LanSockets sockets, InetAddress from) {
            return from.isLoopbackAddress() || sockets.places().stream().anyMatch(place -> place.isNear(from));
        }

        private boolean isWanted(String hub) {
            return wanted == null || wanted.equals(hub);
        }

        private void tell(long nanos) {
            List<Found> now = heard.values().stream().map(Heard::found).toList();
            if (!now.equals(told)) {
                toldNanos = nanos;
                told = now;
                listener.accept(now);
            }
        }
    }

    private final LanSockets sockets;

    private HubFinder(LanSockets sockets) {
        this.sockets = sockets;
    }

    /**
     * Begins to look.
     *
     * @param listener told all hubs that are heard now each time that these change, on the finder's thread; it must not block
     * @throws IOException where there are no sockets to be had
     */
    public static HubFinder start(Consumer<List<Found>> listener) throws IOException {
        return start(null, listener, Protocol.DEFAULT_PORT);
    }

    /**
     * As {@link #start(Consumer)}, for one hub: whatever others invent is in nobody's way.
     *
     * @param hub the hash of its public key
     */
    public static HubFinder start(String hub, Consumer<List<Found>> listener) throws IOException {
        return start(hub, listener, Protocol.DEFAULT_PORT);
    }

    static HubFinder start(@Nullable String hub, Consumer<List<Found>> listener, int port) throws IOException {
        return new HubFinder(new LanSockets(port, "lockstep-finder", new Search(hub, listener)));
    }

    @Override
    public void close() {
        sockets.close();
    }
}
