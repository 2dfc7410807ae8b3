package dev.lockstep.desktop;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.stage.Stage;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RoomClient;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Json;
import dev.lockstep.model.Operation;

/**
 * What a storm of changes costs windows: the time of the JavaFX thread in each pulse, while another process changes a hundred
 * numbers ten thousand times a second, and every window has a label for each. README says how to run it.
 */
final class WindowBench {

    private static final int NUMBERS = 100;
    private static final int FEW = 20;
    private static final int WINDOWS = 20;
    private static final int OPS = 10; // of a commit
    private static final int TICKS = 100; // of the writer, a second
    private static final int COMMITS_PER_TICK = 10;
    private static final double SECONDS = 8;
    private static final String ROOM = "storm";
    private static final String MEASURE = "measure";
    private static final String SERVE = "serve";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private WindowBench() {}

    public static void main(String[] args) throws Exception {
        String part = args.length == 0 ? "" : args[0];
        if (part.equals(SERVE)) {
            serve();
        } else if (part.isEmpty()) {
            BenchProcess.run(WindowBench.class, MEASURE);
        } else {
            System.clearProperty("javafx.animation.fullspeed"); // pulses as on a screen, sixty a second
            new WindowBench().run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        CompletableFuture<Void> started = new CompletableFuture<>();
        Platform.startup(() -> started.complete(null));
        Platform.setImplicitExit(false);
        started.join();
        System.out.printf(
                Locale.ROOT,
                "%d cores, JDK %s, %d numbers, each changes in each pulse, a label for a number%n%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                NUMBERS);
        System.out.println("| what | changes/s arrived | pulses/s | JavaFX thread per pulse | heap |");
        System.out.println("|---|---|---|---|---|");
        Process server = BenchProcess.start(WindowBench.class, SERVE);
        try {
            String url =
                    String.valueOf(server.inputReader(StandardCharsets.UTF_8).readLine());
            Lockstep lockstep = Fx.get(() -> Lockstep.connect(url, Identity.named("reader")));
            SharedRoom room = Fx.get(() -> lockstep.room(ROOM));
            Fx.await("the room is there", () -> room.loadedProperty().get());
            List<Stage> windows = new ArrayList<>();
            windows.add(Fx.get(() -> window(room, NUMBERS)));
            measure("1 window, nothing changes", room);
            server.getOutputStream().write('\n');
            server.getOutputStream().flush();
            measure("1 window, warming up", room);
            measure("1 window", room);
            for (int labels : new int[] {FEW, NUMBERS}) {
                Fx.run(() -> {
                    windows.forEach(Stage::close);
                    windows.clear();
                    for (int i = 0; i < WINDOWS; i++) {
                        windows.add(window(room, labels));
                    }
                });
                String what = WINDOWS + " windows of " + labels + " labels, one connection and one replica";
                measure(what + ", warming up", room);
                measure(what, room);
            }
            Fx.run(lockstep::close);
        } finally {
            server.destroy();
        }
    }

    private static Stage window(SharedRoom room, int labels) {
        FlowPane pane = new FlowPane(8, 8);
        for (int i = 0; i < labels; i++) {
            Label label = new Label();
            label.setMinWidth(70);
            label.textProperty().bind(room.number("n/" + i, 0).asString("%.0f"));
            pane.getChildren().add(label);
        }
        Stage stage = new Stage();
        stage.setScene(new Scene(pane, 800, 300));
        stage.show();
        return stage;
    }

    private void measure(String what, SharedRoom room) throws Exception {
        AtomicInteger pulses = new AtomicInteger();
        AtomicLong fxThread = new AtomicLong();
        double[] before = Fx.get(() -> sum(room));
        AnimationTimer timer = Fx.get(() -> {
            fxThread.set(Thread.currentThread().getId());
            AnimationTimer made = new AnimationTimer() {
                @Override
                public void handle(long now) {
                    pulses.incrementAndGet();
                }
            };
            made.start();
            return made;
        });
        long cpu = threads.getThreadCpuTime(fxThread.get());
        long begin = System.nanoTime();
        CompletableFuture<Void> over = new CompletableFuture<>();
        over.completeOnTimeout(null, (long) SECONDS, TimeUnit.SECONDS).join();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double used = (threads.getThreadCpuTime(fxThread.get()) - cpu) / 1e6;
        double[] after = Fx.get(() -> sum(room));
        Fx.run(timer::stop);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f ms | %.0f MB |%n",
                what,
                (after[0] - before[0]) / seconds,
                pulses.get() / seconds,
                used / Math.max(1, pulses.get()),
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
    }

    /** Each change adds one to a number. */
    private static double[] sum(SharedRoom room) {
        double sum = 0;
        for (int i = 0; i < NUMBERS; i++) {
            Json value = room.get("n/" + i, Json.class);
            sum += value instanceof Json.Num number ? number.value() : 0;
        }
        return new double[] {sum};
    }

    private static void serve() throws IOException {
        Hub hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        HubConnection writer = HubConnection.open(hub.url(), Identity.named("writer"));
        RoomClient room = writer.room(ROOM);
        System.out.println(hub.url());
        if (System.in.read() >= 0) {
            AtomicInteger next = new AtomicInteger();
            ScheduledExecutorService storm = Executors.newSingleThreadScheduledExecutor();
            storm.scheduleAtFixedRate(
                    () -> writer.execute(() -> {
                        for (int i = 0; i < COMMITS_PER_TICK; i++) {
                            List<Operation> ops = new ArrayList<>();
                            for (int op = 0; op < OPS; op++) {
                                ops.add(new Operation.Add("n/" + next.getAndIncrement() % NUMBERS, 1));
                            }
                            room.commit(new CommitRequest(ops, List.of(), List.of(), false));
                        }
                    }),
                    0,
                    1_000 / TICKS,
                    TimeUnit.MILLISECONDS);
        }
        while (System.in.read() >= 0) {
            continue; // until the other process ends this one
        }
        System.exit(0);
    }
}
