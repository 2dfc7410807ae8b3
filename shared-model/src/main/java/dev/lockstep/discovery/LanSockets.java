package dev.lockstep.discovery;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The sockets by which this machine talks to all in its networks. What is sent goes out of each network by a socket that is bound to the
 * machine's address there, so that neither a VPN swallows it nor a wrong sender stands on it. What comes in is heard by sockets that are
 * bound to no address, since others hear no groups, and shared by all programs of the machine.
 *
 * <p>One thread does all: it calls {@link Owner}. Networks that come and go are followed.
 */
final class LanSockets implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LanSockets.class.getName());

    /** How often the networks are looked through. */
    private static final long NETWORKS_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** So many datagrams are taken at once; then the owner's turn comes. */
    private static final int BATCH = 200;

    /** What uses the sockets; called on their thread. */
    interface Owner {

        /** Something came from {@code from}, which {@code answer} answers. */
        void received(LanSockets sockets, Datagram datagram, InetSocketAddress from, Reply answer);

        /** It is time to do what is due; returns in how many milliseconds it is again. */
        long turn(LanSockets sockets);
    }

    /** Sends back to whoever sent a datagram. */
    interface Reply {
        void send(Datagram datagram);
    }

    private final int port;
    private final Owner owner;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Datagram.BYTES_MAX + 1);
    private final Map<ProtocolFamily, DatagramChannel> receivers = new HashMap<>();
    private final Map<String, MembershipKey> joined = new HashMap<>();
    private final Map<InetAddress, DatagramChannel> senders = new HashMap<>();
    private List<Networks.Place> places = List.of();
    private long networksNanos;
    private volatile boolean closed;

    /**
     * @param port where all hear what is sent to all
     * @throws IOException where there are no sockets to be had
     */
    LanSockets(int port, String threadName, Owner owner) throws IOException {
        this.port = port;
        this.owner = owner;
        this.selector = Selector.open();
        Thread thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            followNetworks();
            while (!closed) {
                long pause = turn();
                selector.select(
                        this::read, Math.max(1, Math.min(pause, TimeUnit.NANOSECONDS.toMillis(NETWORKS_NANOS))));
                if (System.nanoTime() - networksNanos >= NETWORKS_NANOS) {
                    followNetworks();
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            LOG.log(Level.WARNING, "hubs in the network can't be looked for any more", e);
        } finally {
            receivers.values().forEach(LanSockets::close);
            senders.values().forEach(LanSockets::close);
            try {
                selector.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a selector could not be closed", e);
            }
        }
    }

    private long turn() {
        try {
            return owner.turn(this);
        } catch (RuntimeException e) { // of whoever is told, for one: the others go on
            LOG.log(Level.ERROR, "what was found in the network could not be handled", e);
            return TimeUnit.NANOSECONDS.toMillis(NETWORKS_NANOS);
        }
    }

    /** The networks that this machine is in now. */
    List<Networks.Place> places() {
        return places;
    }

    /** Sends to all in all networks, in every way. */
    void sendToAll(Function<Way, Datagram> datagram) {
        for (Networks.Place place : places) {
            DatagramChannel sender = senders.get(place.address());
            if (sender != null) {
                for (Way way : Way.values()) {
                    InetAddress to = target(place, way);
                    if (to != null) {
                        send(sender, datagram.apply(way), new InetSocketAddress(to, port));
                    }
                }
            }
        }
    }

    /** Null where {@code place} has no such way. */
    private static @Nullable InetAddress target(Networks.Place place, Way way) {
        if (way == Way.BROADCAST) {
            return place.broadcast();
        }
        InetAddress group = Objects.requireNonNull(way.group());
        return (group instanceof Inet6Address) == (place.address() instanceof Inet6Address) ? group : null;
    }

    private static void send(DatagramChannel channel, Datagram datagram, SocketAddress to) {
        try {
            channel.send(ByteBuffer.wrap(datagram.encode()), to);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "nothing can be sent to {0}: {1}", to, e.getMessage()); // another way may do
        }
    }

    private void read(SelectionKey key) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        try {
            for (int count = 0; count < BATCH; count++) {
                buffer.clear();
                SocketAddress from = channel.receive(buffer);
                if (from == null) {
                    return;
                }
                buffer.flip();
                Datagram datagram = buffer.remaining() > Datagram.BYTES_MAX
                        ? null
                        : Datagram.decode(StandardCharsets.UTF_8.decode(buffer).toString());
                if (datagram != null && from instanceof InetSocketAddress sender) {
                    owner.received(this, datagram, sender, answer -> send(channel, answer, sender));
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a network can't be heard", e); // it is looked through again soon
        }
    }

    // ---- networks

    private void followNetworks() {
        networksNanos = System.nanoTime();
        places = Networks.places();
        senders.entrySet().removeIf(each -> {
            boolean gone = places.stream().noneMatch(place -> place.address().equals(each.getKey()));
            if (gone) {
                close(each.getValue());
            }
            return gone;
        });
        for (Networks.Place place : places) {
            if (!senders.containsKey(place.address()) && isTalkedFrom(place.address())) {
                openSender(place);
            }
        }
        listen(StandardProtocolFamily.INET, Way.LOCAL_GROUP, Way.SITE_GROUP);
        listen(StandardProtocolFamily.INET6, Way.IPV6_GROUP);
    }

    /** Of the several IPv6 addresses that a network gives, the one of the link is enough. */
    private static boolean isTalkedFrom(InetAddress address) {
        return address instanceof Inet4Address || address.isLinkLocalAddress();
    }

    private void openSender(Networks.Place place) {
        boolean four = place.address() instanceof Inet4Address;
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
            channel.bind(new InetSocketAddress(place.address(), 0));
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, place.network());
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
            if (four) {
                channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
            }
            register(channel);
            senders.put(place.address(), channel);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, "nothing can be sent from {0}: {1}", place.address(), e.getMessage());
            close(channel);
        }
    }

    private void listen(StandardProtocolFamily family, Way... ways) {
        DatagramChannel receiver = receivers.get(family);
        try {
            if (receiver == null) {
                receiver = openReceiver(family);
                receivers.put(family, receiver);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, "{0} can''t be listened to: {1}", family, e.getMessage());
            return;
        }
        for (NetworkInterface network : networks()) {
            for (Way way : ways) {
                join(receiver, Objects.requireNonNull(way.group()), network);
            }
        }
    }

    private List<NetworkInterface> networks() {
        return new ArrayList<>(
                places.stream().map(Networks.Place::network).distinct().toList());
    }

    private DatagramChannel openReceiver(StandardProtocolFamily family) throws IOException {
        DatagramChannel channel = DatagramChannel.open(family);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(port)); // of all addresses of the family
            register(channel);
            return channel;
        } catch (IOException e) {
            close(channel);
            throw e;
        }
    }

    private void register(DatagramChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    private void join(DatagramChannel receiver, InetAddress group, NetworkInterface network) {
        String name = group.getHostAddress() + " " + network.getName() + " " + network.getIndex();
        try {
            MembershipKey known = joined.get(name);
            if (known == null || !known.isValid()) {
                joined.put(name, receiver.join(group, network));
            }
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, "{0} can''t be heard in {1}: {2}", group, network.getName(), e.getMessage());
        }
        forgetGone();
    }

    private void forgetGone() {
        for (Iterator<MembershipKey> each = joined.values().iterator(); each.hasNext(); ) {
            MembershipKey key = each.next();
            if (places.stream().noneMatch(place -> place.network().equals(key.networkInterface()))) {
                key.drop();
                each.remove();
            }
        }
    }

    private static void close(@Nullable DatagramChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a socket could not be closed", e);
        }
    }

    /** Ends the thread soon; returns at once. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
