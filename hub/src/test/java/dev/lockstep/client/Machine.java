package dev.lockstep.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A client's machine that sleeps, moves, and has its clocks set as a test likes; its clocks stand still between. It lives
 * in the client's package since programs have no use for it.
 */
public final class Machine {

    private volatile long wallMillis = 1_790_000_000_000L;
    private volatile long nanos;
    private volatile Set<InetAddress> addresses = Set.of(address(1));

    private final Platform platform = new ThisMachine() {
        @Override
        public long wallMillis() {
            return wallMillis;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public Set<InetAddress> addresses() {
            return addresses;
        }
    };

    /** Opens a connection from this machine. */
    public HubConnection open(String url, Identity identity) {
        return HubConnection.open(url, identity, null, null, platform);
    }

    /** Both clocks go on. */
    public void pass(Duration time) {
        nanos += time.toNanos();
        wallMillis += time.toMillis();
    }

    /** The time of day alone goes on, or back: somebody set it, or the machine slept and its steady clock stood still. */
    public void setClock(Duration difference) {
        wallMillis += difference.toMillis();
    }

    /** Another network, where the machine has another address. */
    public void move(int address) {
        addresses = Set.of(address(address));
    }

    /** How long the machine has been awake. */
    public Duration awake() {
        return Duration.ofNanos(nanos);
    }

    /** Lets {@code connection} look around, as it does each second by itself. */
    public static void look(HubConnection connection) {
        CompletableFuture.runAsync(connection::watch, connection).join();
    }

    /**
     * The machine sleeps and wakes up. Whether {@code connection} was in a pause between two attempts to connect, and ended
     * that at once.
     */
    public boolean sleepEndsPause(HubConnection connection) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            boolean paused = connection.isPausing();
                            setClock(Duration.ofHours(1));
                            connection.watch();
                            return paused && !connection.isPausing();
                        },
                        connection)
                .join();
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
