package dev.lockstep.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import com.sun.management.OperatingSystemMXBean;

import dev.lockstep.wire.ClientId;

/**
 * One client that makes changes and a number of others that get them, in one thread. A change is in flight until the last of
 * the others has it; it checks that each gets each, in order. What comes back to the author itself is not counted.
 */
final class Crowd implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * What happened between two looks.
     *
     * @param deliveries changes times those who got them
     * @param frames that they came in
     * @param bytes of those frames
     */
    record Measured(
            double seconds,
            long deliveries,
            long frames,
            long bytes,
            double serverCpuSeconds,
            double ownCpuSeconds,
            double p50Millis,
            double p99Millis,
            double maxMillis) {}

    private static final class Progress {
        long last;
    }

    private final Swarm swarm = new Swarm();
    private final ServerProcess server;
    private final boolean isHub;
    private final int receivers;
    private final Peer author;
    private final String authorClient;
    private final Map<Peer, Progress> progress = new IdentityHashMap<>();
    private final Histogram latency = new Histogram();
    private final long[] sentAt;
    private final int[] missing;
    private volatile boolean stopped;
    private boolean othersWrite;
    private long seqAtStart;
    private long seqJoined;
    private int joined;
    private long sent;
    private long done;
    private long deliveries;
    private long frames;
    private long bytes;

    /** @param inFlightMax how many changes are on their way at most */
    Crowd(ServerProcess server, int receivers, int inFlightMax) throws IOException {
        String authorName = "author " + System.nanoTime(); // nobody's before, whose requests it would repeat
        this.server = server;
        this.isHub = server.kind().isHub();
        this.authorClient = ClientId.of(authorName);
        this.receivers = receivers;
        int ring = Integer.highestOneBit(inFlightMax) * 4;
        this.sentAt = new long[ring];
        this.missing = new int[ring];
        this.author = swarm.connect(server.port(), this::heardByAuthor);
        for (int i = 0; i < receivers; i++) {
            Progress none = new Progress();
            Peer peer = swarm.connect(server.port(), (from, frame, begin, end) -> heard(none, frame, begin, end));
            progress.put(peer, none);
        }
        if (isHub) {
            enter(author, authorName);
            int number = 0;
            for (Peer peer : progress.keySet()) {
                enter(peer, authorName + "'s receiver " + ++number);
            }
            swarm.serveUntil("all to be in the room", () -> joined == receivers + 1);
            seqAtStart = seqJoined;
        }
    }

    private static void enter(Peer peer, String name) {
        peer.say(Frames.hello(name));
        peer.say(Frames.join(Frames.ROOM));
    }

    /** From now on somebody else makes changes in the room too, which are passed over. */
    void expectOthers() {
        othersWrite = true;
    }

    // ---- the load

    /** Keeps {@code inFlight} changes on their way until the server has used {@code cpuSeconds}. */
    Measured keepInFlight(int inFlight, double cpuSeconds) throws IOException {
        return measure(() -> {
            BooleanSupplier works = server.works(cpuSeconds);
            while (works.getAsBoolean()) {
                long now = System.nanoTime();
                while (sent - done < inFlight) {
                    change(now);
                }
                swarm.serve(1);
            }
        });
    }

    /** Makes a change every {@code pauseNanos} for {@code nanos}, or until {@link #stop}. */
    Measured keepPace(long pauseNanos, long nanos) throws IOException {
        stopped = false;
        return measure(() -> {
            long end = System.nanoTime() + nanos;
            long next = System.nanoTime();
            for (long now = next; now < end && !stopped; now = System.nanoTime()) {
                if (now >= next) {
                    if (sent - done >= missing.length) {
                        throw new IOException("the server is behind by " + missing.length + " changes");
                    }
                    next = Math.max(next, now - pauseNanos) + pauseNanos;
                    change(now);
                    author.flush();
                }
                swarm.serve(Math.max(1, TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime())));
            }
        });
    }

    private interface Load {
        void run() throws IOException;
    }

    private Measured measure(Load load) throws IOException {
        latency.clear();
        long deliveriesBefore = deliveries;
        long bytesBefore = bytes;
        long framesBefore = frames;
        double serverBefore = server.cpuSeconds();
        double ownBefore = ownCpuSeconds();
        long begin = System.nanoTime();
        load.run();
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        return new Measured(
                seconds,
                deliveries - deliveriesBefore,
                frames - framesBefore,
                bytes - bytesBefore,
                server.cpuSeconds() - serverBefore,
                ownCpuSeconds() - ownBefore,
                latency.quantileMillis(0.5),
                latency.quantileMillis(0.99),
                latency.maxMillis());
    }

    /** What this process, the load, has used of all cores. */
    static double ownCpuSeconds() {
        OperatingSystemMXBean self = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return self.getProcessCpuTime() / NANOS_PER_SECOND;
    }

    private void change(long now) {
        sent++;
        int slot = (int) sent & (missing.length - 1);
        sentAt[slot] = now;
        missing[slot] = receivers;
        author.say(Frames.change(sent));
    }

    /** Ends {@link #keepPace} early; from any thread. */
    void stop() {
        stopped = true;
    }

    /** Awaits what is on its way. */
    void drain() throws IOException {
        swarm.serveUntil("the last changes", () -> done == sent);
    }

    // ---- what comes back

    private void heardByAuthor(Peer peer, ByteBuffer frame, int from, int to) {
        if (isHub) {
            common(frame, from, to);
        }
    }

    private void heard(Progress own, ByteBuffer frame, int from, int to) {
        if (!isHub) {
            take(own, Frames.rawId(frame, from), 1);
        } else if (!Frames.isChanges(frame, from)) {
            common(frame, from, to);
            return;
        } else if (othersWrite) {
            Frames.forEachId(frame, from, to, authorClient, id -> take(own, id, 1));
        } else {
            long first = Frames.firstSeq(frame, from);
            long last = Frames.lastSeq(frame, from, to);
            take(own, last - seqAtStart, last - first + 1);
            if (Frames.lastId(frame, from, to) != own.last) {
                throw new IllegalStateException("somebody else makes changes too");
            }
        }
        frames++;
        bytes += to - from;
        while (done < sent && missing[(int) (done + 1) & (missing.length - 1)] == 0) {
            done++;
        }
    }

    /** The changes up to {@code last}, {@code count} of them, have come. */
    private void take(Progress own, long last, long count) {
        if (last - count != own.last) {
            throw new IllegalStateException("behind change " + own.last + " came " + (last - count + 1));
        }
        long now = System.nanoTime();
        for (long change = own.last + 1; change <= last; change++) {
            int slot = (int) change & (missing.length - 1);
            latency.add(now - sentAt[slot]);
            missing[slot]--;
        }
        deliveries += count;
        own.last = last;
    }

    private void common(ByteBuffer frame, int from, int to) {
        if (Frames.isJoined(frame, from)) {
            joined++;
            seqJoined = Frames.joinedSeq(frame, from);
        }
        if (Frames.isRefusal(frame, from)) {
            throw new IllegalStateException("the hub refused: " + Frames.text(frame, from, Math.min(to, from + 300)));
        }
    }

    @Override
    public void close() throws IOException {
        swarm.close();
    }
}
