package dev.lockstep.bots;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.lockstep.client.ConnectionStatus;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.HubUrl;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RefusedException;
import dev.lockstep.client.RoomClient;
import dev.lockstep.client.RoomListener;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

/**
 * Lets a number of clients work in a room of a hub, and says how that went: how many changes a second, how long each took until
 * the hub had it, what was refused, and whether all clients see the same in the end.
 */
@Command(
        name = "bots",
        description = "Tries a hub: clients that work in one of its rooms, and how that went.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Bots implements Callable<Integer> {

    private static final int EXIT_DISAGREE = 1;
    private static final int EXIT_USAGE = 2;
    private static final int CLIENTS_MAX = 2_000;
    private static final int JOIN_SECONDS = 15;
    private static final int PATIENCE_SECONDS = 30;
    private static final double BUSY = 0.6;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "ws://127.0.0.1:7171/live",
            description = "The hub (default: ${DEFAULT-VALUE}).")
    private String url = "";

    @Option(names = "--token", paramLabel = "TOKEN", description = "What that hub asks for.")
    private @Nullable String token;

    @Option(
            names = "--room",
            paramLabel = "ROOM",
            defaultValue = "bots",
            description = "The room to work in (default: ${DEFAULT-VALUE}); some of what they make stays there.")
    private String room = "";

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--mix",
            paramLabel = "MIX",
            defaultValue = "board",
            description = "What they do: board, chat or counter (default: ${DEFAULT-VALUE}).")
    private String mix = "";

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5",
            description = "Changes a second each (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "For how long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    private final List<HubConnection> connections = new ArrayList<>();
    private final List<RoomClient> rooms = new ArrayList<>();
    private final Map<String, Integer> errors = new TreeMap<>();
    private final List<Double> millis = new ArrayList<>();
    private long changes;
    private long bytes;

    /** The options, before anything is tried. */
    private Mix checked() {
        String problem = HubUrl.problemWith(url);
        if (problem == null && (clients < 1 || clients > CLIENTS_MAX)) {
            problem = "--clients is from 1 to " + CLIENTS_MAX;
        } else if (problem == null && (rate <= 0 || rate > 1_000 || seconds < 1 || seconds > 3_600)) {
            problem = "--rate is up to 1000, --seconds from 1 to 3600";
        }
        for (Mix each : Mix.values()) {
            if (problem == null && each.name().equalsIgnoreCase(mix)) {
                return each;
            }
        }
        throw new ParameterException(
                spec().commandLine(), problem == null ? "--mix is board, chat or counter, not " + mix : problem);
    }

    private CommandSpec spec() {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return known;
    }

    @Override
    public Integer call() throws Exception {
        Mix kind = checked();
        PrintWriter out = spec().commandLine().getOut();
        try {
            String problem = connect();
            if (problem != null) {
                spec().commandLine().getErr().println(problem);
                return EXIT_USAGE;
            }
            out.printf(
                    Locale.ROOT,
                    "%d clients in room %s of %s, %s, %.1f changes a second each%n",
                    clients,
                    room,
                    url,
                    kind.name().toLowerCase(Locale.ROOT),
                    rate);
            out.flush();
            double cpuBefore = cpuSeconds();
            double took = work(kind);
            double cores = (cpuSeconds() - cpuBefore) / took;
            tell(out, took, cores);
            boolean agreed = agree(out);
            out.flush();
            return agreed ? 0 : EXIT_DISAGREE;
        } finally {
            connections.forEach(HubConnection::close);
        }
    }

    /** Why they can't come in, null where all are in. */
    private @Nullable String connect() throws Exception {
        for (int i = 0; i < clients; i++) {
            HubConnection connection =
                    HubConnection.open(url, Identity.named("Bot " + (i + 1)).withToken(token));
            connections.add(connection);
            rooms.add(connection.room(room));
        }
        List<CompletableFuture<?>> joined = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            joined.add(whenJoined(rooms.get(i), connections.get(i)));
        }
        try {
            CompletableFuture.anyOf(all(joined), whenRefused(connections.get(0)))
                    .get(JOIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // told below
        }
        if (joined.stream().allMatch(CompletableFuture::isDone)) {
            return null;
        }
        String reason = connections.get(0).status().reason();
        return "the hub at " + url + " can't be joined: " + (reason.isEmpty() ? "it does not answer" : reason);
    }

    private static CompletableFuture<Void> whenRefused(HubConnection connection) {
        CompletableFuture<Void> refused = new CompletableFuture<>();
        Consumer<ConnectionStatus> look = status -> {
            if (status.phase() == ConnectionStatus.Phase.CLOSED) {
                refused.complete(null);
            }
        };
        connection.onStatus(look);
        look.accept(connection.status());
        return refused;
    }

    private static CompletableFuture<Void> whenJoined(RoomClient client, HubConnection connection) {
        CompletableFuture<Void> joined = new CompletableFuture<>();
        connection.execute(() -> {
            client.listen(new RoomListener() {
                @Override
                public void joined(String session) {
                    joined.complete(null);
                }
            });
            if (client.isJoined()) {
                joined.complete(null);
            }
        });
        return joined;
    }

    private static double cpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean self
                ? self.getProcessCpuTime() / NANOS_PER_SECOND
                : 0;
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture<?>[]::new));
    }

    /** Returns how many seconds it took until all was answered. */
    private double work(Mix kind) throws Exception {
        String run = Long.toString(System.nanoTime() & 0xffffff, 36);
        List<Mix.Player> players = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            players.add(kind.new Player(i, run));
        }
        Queue<CompletableFuture<Void>> open = new ConcurrentLinkedQueue<>();
        long begin = System.nanoTime();
        atPace(
                step -> { // one after the other
                    int number = (int) (step % clients);
                    connections.get(number).execute(() -> open.add(step(rooms.get(number), players.get(number))));
                });
        for (HubConnection connection : connections) {
            CompletableFuture.runAsync(() -> {}, connection).join(); // all has begun
        }
        try {
            all(List.copyOf(open)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            int late = (int) open.stream().filter(one -> !one.isDone()).count();
            synchronized (this) {
                errors.put("not answered within " + PATIENCE_SECONDS + " s", late);
            }
        }
        return (System.nanoTime() - begin) / NANOS_PER_SECOND;
    }

    /** Calls {@code step} with 0, 1, 2 and so on, evenly, as {@code --rate} says; returns after {@code --seconds}. */
    private void atPace(LongConsumer step) throws Exception {
        long count = (long) Math.ceil(seconds * rate * clients);
        long periodNanos = Math.round(NANOS_PER_SECOND / rate / clients);
        CompletableFuture<Void> over = new CompletableFuture<>();
        AtomicLong next = new AtomicLong();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        Runnable tick = () -> {
            try {
                long now = next.getAndIncrement();
                if (now < count) {
                    step.accept(now);
                } else {
                    over.complete(null);
                }
            } catch (RuntimeException e) {
                over.completeExceptionally(e);
            }
        };
        ScheduledFuture<?> ticks = clock.scheduleAtFixedRate(tick, 0, periodNanos, TimeUnit.NANOSECONDS);
        try {
            over.get();
        } finally {
            ticks.cancel(false);
            clock.shutdownNow();
        }
    }

    /** One change of one client; completes when it is answered, however. */
    private CompletableFuture<Void> step(RoomClient client, Mix.Player player) {
        CommitRequest request = player.next();
        long sent = System.nanoTime();
        CompletableFuture<Void> answered = new CompletableFuture<>();
        client.commit(request).whenComplete((receipt, failure) -> {
            note(request, (System.nanoTime() - sent) / NANOS_PER_MILLI, failure);
            answered.complete(null);
        });
        return answered;
    }

    private synchronized void note(CommitRequest request, double took, @Nullable Throwable failure) {
        if (failure == null) {
            changes++;
            millis.add(took);
            for (Operation op : request.ops()) {
                bytes += op.key().length()
                        + (op instanceof Operation.Put put ? put.value().encodedBytes() : 1);
            }
        } else {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            String what = cause instanceof RefusedException refused
                    ? "refused " + refused.code().wireName()
                    : String.valueOf(cause.getMessage());
            errors.merge(what, 1, Integer::sum);
        }
    }

    /** Whether all see the same, when all have heard of everything. */
    private boolean agree(PrintWriter out) throws Exception {
        List<CompletableFuture<?>> last = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            RoomClient each = rooms.get(i);
            Operation mark = new Operation.Put("bots/" + i, Json.of((double) (System.nanoTime() % 1_000_000)));
            last.add(CompletableFuture.supplyAsync(() -> each.commit(CommitRequest.of(mark)), connections.get(i))
                    .thenCompose(stage -> stage));
        }
        try {
            all(last).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            out.println("the clients are so far behind that they can't be compared");
            return false;
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            List<Map<String, Json>> seen = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                RoomClient each = rooms.get(i);
                seen.add(CompletableFuture.supplyAsync(() -> Map.copyOf(each.all()), connections.get(i))
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            Map<String, Json> first = seen.get(0);
            long others = seen.stream().filter(one -> !one.equals(first)).count();
            if (others == 0) {
                out.printf("all %d clients agree on %d entries%n", clients, first.size());
                return true;
            }
            if (System.nanoTime() > deadline) {
                out.printf("%d of %d clients see something else than the first: that is a fault%n", others, clients);
                return false;
            }
        }
    }

    private synchronized void tell(PrintWriter out, double took, double cores) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        out.printf(
                Locale.ROOT,
                "%d changes in %.1f s: %.0f a second, %.0f deliveries a second, %.1f KB of changes a second%n",
                changes,
                took,
                (double) changes / took,
                (double) changes * clients / took,
                (double) bytes / took / 1_000);
        if (sorted.length > 0) {
            out.printf(
                    Locale.ROOT,
                    "until the hub had one: p50 %.2f ms, p99 %.2f ms, at most %.2f ms%n",
                    sorted[sorted.length / 2],
                    sorted[(int) (sorted.length * 0.99)],
                    sorted[sorted.length - 1]);
        }
        out.println(errors.isEmpty() ? "no errors" : "errors: " + errors);
        int all = Runtime.getRuntime().availableProcessors();
        String limit = cores > all * BUSY ? ": it is the limit here, not the hub" : "";
        out.printf(Locale.ROOT, "this program itself used %.1f of %d cores%s%n", cores, all, limit);
    }
}
