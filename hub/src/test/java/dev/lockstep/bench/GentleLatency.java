package dev.lockstep.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A hundred changes a second, ten others: from a commit to its sight, where nobody is in a hurry. */
final class GentleLatency implements Benchmark {

    private static final int RECEIVERS = 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int IN_FLIGHT_MAX = 1_024;
    private static final String LOAD = "100 changes/s, " + RECEIVERS + " receivers";

    private static final int SYNC_BYTES = 4_096;
    private static final int SYNCS_MIN = 20;

    private static final List<ServerKind> SYSTEMS =
            List.of(ServerKind.JETTY, ServerKind.HUB_MEMORY, ServerKind.HUB_SQLITE);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void round(Settings settings, Results.Adder results) throws IOException {
        Histogram sync = syncs(settings);
        results.add(LOAD, "p50", "ms", "fsync of the disk alone", sync.quantileMillis(0.5));
        results.add(LOAD, "p99", "ms", "fsync of the disk alone", sync.quantileMillis(0.99));
        double jetty = 0;
        for (ServerKind kind : SYSTEMS) {
            try (ServerProcess server = ServerProcess.start(kind, settings);
                    Crowd crowd = new Crowd(server, RECEIVERS, IN_FLIGHT_MAX)) {
                crowd.keepPace(PAUSE_NANOS / 10, settings.warmUpNanos());
                crowd.drain();
                Crowd.Measured measured = crowd.keepPace(PAUSE_NANOS, settings.nanos() * 2);
                double p50 = measured.p50Millis();
                results.add(LOAD, "p50", "ms", kind.label(), p50);
                results.add(LOAD, "p99", "ms", kind.label(), measured.p99Millis());
                if (kind == ServerKind.JETTY) {
                    jetty = p50;
                } else if (kind == ServerKind.HUB_MEMORY) {
                    results.add(LOAD, "p50, times raw Jetty", "x", kind.label(), p50 / jetty);
                } else {
                    double allowed = 1.3 * jetty + sync.quantileMillis(0.5);
                    results.add(LOAD, "p50, times (1.3 raw Jetty + fsync)", "x", kind.label(), p50 / allowed);
                }
                crowd.drain();
            }
        }
    }

    /** What the disk takes to make a small append last, at the pace of the changes. */
    private static Histogram syncs(Settings settings) throws IOException {
        Histogram times = new Histogram();
        Path file = settings.directory().resolve("sync");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(SYNC_BYTES);
            long end = System.nanoTime() + settings.nanos();
            CompletableFuture<Histogram> enough = new CompletableFuture<>();
            ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
            clock.scheduleWithFixedDelay( // a disk and a core that rest in between answer later
                    () -> {
                        try {
                            times.add(sync(channel, bytes));
                        } catch (IOException | RuntimeException e) {
                            enough.completeExceptionally(e);
                        }
                        if (times.count() >= SYNCS_MIN && System.nanoTime() >= end) {
                            clock.shutdown();
                            enough.complete(times);
                        }
                    },
                    PAUSE_NANOS,
                    PAUSE_NANOS,
                    TimeUnit.NANOSECONDS);
            try {
                return enough.join();
            } catch (CompletionException e) {
                throw new IOException(e.getCause());
            } finally {
                clock.shutdownNow();
            }
        }
    }

    /** Returns how long it took, in nanoseconds. */
    private static long sync(FileChannel channel, ByteBuffer bytes) throws IOException {
        long begin = System.nanoTime();
        channel.write(bytes.clear());
        channel.force(false);
        return System.nanoTime() - begin;
    }
}
