package dev.lockstep.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/** The real surroundings. Addresses are read beside the caller's thread, since some systems take their time over it. */
final class ThisMachine implements Surroundings {

    private static final Logger LOG = System.getLogger(ThisMachine.class.getName());

    /** For so long, addresses that were read are good enough. */
    private static final long ADDRESSES_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Executor reader;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile @Nullable Set<InetAddress> addresses;
    private volatile long readAtNanos;

    ThisMachine() {
        this(ForkJoinPool.commonPool());
    }

    /** @param reader reads the addresses */
    ThisMachine(Executor reader) {
        this.reader = reader;
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public @Nullable Set<InetAddress> addresses() {
        boolean old = addresses == null || nanoTime() - readAtNanos >= ADDRESSES_NANOS;
        if (old && reading.compareAndSet(false, true)) {
            CompletionStage<Set<InetAddress>> read = CompletableFuture.supplyAsync(ThisMachine::readAddresses, reader);
            read.whenComplete((now, failure) -> {
                if (failure == null) {
                    addresses = now;
                } else {
                    LOG.log(Level.DEBUG, "the machine's addresses can't be read", failure);
                }
                readAtNanos = nanoTime();
                reading.set(false);
            });
        }
        return addresses;
    }

    /** Those that lead elsewhere: not the loopback's, and not those that an interface gives itself without a network. */
    private static Set<InetAddress> readAddresses() {
        Set<InetAddress> found = new HashSet<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (each.isUp()) {
                    each.inetAddresses()
                            .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                            .forEach(found::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
