package dev.lockstep.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubProof;

/** The real machine. Addresses are read off the caller's thread, because that is slow on some systems. */
class ThisMachine implements Platform {

    private static final Logger LOG = System.getLogger(ThisMachine.class.getName());

    /** For so long, addresses that were read are good enough. */
    private static final long ADDRESSES_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** So many files are read at once; a file that is slow to read doesn't hold up the others. */
    private static final int READERS = 4;

    private static final long READER_IDLE_SECONDS = 10;

    private static final SecureRandom SECURE_RANDOM = new SecureRandom();

    private static final int CHALLENGE_BYTES = 18;

    private static final Executor FILE_READERS = newReaders();

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

    @Override
    public RandomGenerator random() {
        return ThreadLocalRandom.current();
    }

    @Override
    public String newChallenge() {
        return drawChallenge();
    }

    static String drawChallenge() {
        byte[] bytes = new byte[CHALLENGE_BYTES];
        SECURE_RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public @Nullable String problemWith(HubMessage.Identity identity, String challenge) {
        return HubProof.problemWith(identity, challenge);
    }

    @Override
    public EventLoop newLoop(String name) {
        return new ThreadLoop(name);
    }

    @Override
    public Worker newWorker(String name) {
        return new ThreadWorker(name);
    }

    @Override
    public Executor readers() {
        return FILE_READERS;
    }

    @Override
    public HubTransport.Factory newTransports() {
        return WebSocketTransport.factory();
    }

    @Override
    public Disk disk() {
        return Disk.ofThisMachine();
    }

    private static Executor newReaders() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor readers = new ThreadPoolExecutor(
                READERS, READERS, READER_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "lockstep-store-read-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        readers.allowCoreThreadTimeOut(true);
        return readers;
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
