package dev.lockstep.desktop.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.client.RoomClient;
import dev.lockstep.desktop.BenchProcess;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Palette;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeCodec;
import dev.lockstep.desktop.board.shapes.ShapeIndex;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.FxThread;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Operation;
import dev.lockstep.model.OrderKey;

/**
 * A board of very many strokes: how long it takes to open, and what a frame costs while it is panned and zoomed, beside the
 * same with all that is in view drawn anew in each frame. Pulses run as fast as they can, so that the time from one to the next
 * is what a frame costs, drawing included.
 */
final class BoardBench {

    private static final int STROKES = Integer.getInteger("bench.strokes", 50_000);
    private static final int STROKE_POINTS = 24;
    private static final double SIDE = 12_000;
    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 800;
    private static final int FRAMES = 400;
    private static final int BURST_PER_SECOND = 2_000;
    private static final int BURST_TICKS = 20;
    private static final String ROOM = "bench";

    private static final String MEASURE = "measure";
    private static final String OPEN = "open";
    private static final String SERVE = "serve";

    private static final double NANOS_PER_MILLI = 1e6;

    private final Random random = new Random(1);
    private String order = OrderKey.between(null, null);
    private int made;

    private BoardBench() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case MEASURE -> new BoardBench().run();
            case OPEN -> open(args[1]);
            case SERVE -> new BoardBench().serve();
            default -> BenchProcess.run(BoardBench.class, MEASURE);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d strokes of %d points on %.0f by %.0f units, a window of %d by %d, %s, %d cores, JDK %s%n%n",
                STROKES,
                STROKE_POINTS,
                SIDE,
                SIDE,
                WIDTH,
                HEIGHT,
                System.getProperty("prism.order", "default pipeline"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"));
        System.out.println("| what | tiles | drawn anew each frame |");
        System.out.println("|---|---|---|");
        try (Server server = new Server()) {
            BenchProcess.run(BoardBench.class, OPEN, server.url);
            FxThread fx = startToolkit();
            Lockstep lockstep = Fx.get(() -> Lockstep.builder(server.url)
                    .identity(Identity.named("reader"))
                    .thread(fx)
                    .connect());
            BoardView view = shown(lockstep, fx);
            awaitPulses(() -> isWhole(view));
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            line("heap behind a collection", (runtime.totalMemory() - runtime.freeMemory()) / 1e6, "MB");
            Redraw redraw = Fx.get(() -> new Redraw(view.model(), fx));
            for (double scale : new double[] {1, 0.25}) {
                Viewport start = new Viewport(SIDE / 3, SIDE / 3, scale);
                int seen = Fx.get(() -> view.model()
                        .index()
                        .near(start.box(WIDTH, HEIGHT), Integer.MAX_VALUE)
                        .size());
                String at = String.format(Locale.ROOT, " at %.0f %%, %d strokes in view", scale * 100, seen);
                compare("pan" + at, view, redraw, start, (viewport, i) -> viewport.panned(i % 200 < 100 ? -6 : 6, 3));
                compare(
                        "zoom" + at,
                        view,
                        redraw,
                        start,
                        (viewport, i) -> viewport.zoomed(i % 100 < 50 ? 1.01 : 1 / 1.01, WIDTH / 2.0, HEIGHT / 2.0));
            }
            Fx.run(() -> show(view));
            late("nothing comes in", view);
            server.burst();
            late(BURST_PER_SECOND + " strokes a second come in", view);
            Fx.run(lockstep::close);
        }
    }

    private static void late(String meanwhile, BoardView view) throws Exception {
        Viewport start = new Viewport(SIDE / 3, SIDE / 3, 1);
        double[] frames = frames(view, start, (viewport, i) -> viewport.panned(i % 200 < 100 ? -6 : 6, 3));
        System.out.printf(
                Locale.ROOT,
                "| pan at 100 %% while %s, p95 / p99 | %.1f / %.1f ms | |%n",
                meanwhile,
                quantile(frames, 0.95),
                quantile(frames, 0.99));
    }

    private static FxThread startToolkit() {
        CompletableFuture<Void> started = new CompletableFuture<>();
        Platform.startup(() -> started.complete(null));
        started.join();
        return FxThread.platform();
    }

    private static BoardView shown(Lockstep lockstep, FxThread fx) throws Exception {
        return Fx.get(() -> show(new BoardView(new BoardModel(lockstep.room(ROOM)), Settings.none(), fx)));
    }

    private static boolean isWhole(BoardView view) {
        return view.model().index().size() == STROKES && view.isSettled();
    }

    // ---- opening: in a program of its own, with pulses at their usual pace

    private static void open(String url) throws Exception {
        System.clearProperty("javafx.animation.fullspeed");
        FxThread fx = startToolkit();
        long begin = System.nanoTime();
        Lockstep lockstep = Fx.get(() -> Lockstep.builder(url)
                .identity(Identity.named("reader"))
                .thread(fx)
                .connect());
        for (String how : List.of("in a new program", "again in the same", "once more")) {
            BoardView view = shown(lockstep, fx);
            awaitPulses(() -> view.model().index().size() > 0);
            line("opened " + how + ": something is seen", millisSince(begin), "ms");
            awaitPulses(() -> isWhole(view));
            line("opened " + how + ": all is seen", millisSince(begin), "ms");
            Fx.run(() -> {
                show(new Pane());
                view.close();
                lockstep.leave(ROOM);
            });
            begin = System.nanoTime();
        }
    }

    private interface Motion {
        Viewport next(Viewport viewport, int frame);
    }

    private static void compare(String what, BoardView view, Redraw redraw, Viewport start, Motion motion)
            throws Exception {
        Fx.run(() -> show(view));
        double[] tiles = frames(view, start, motion);
        Fx.run(() -> redraw.show());
        double[] anew = redraw.frames(start, motion);
        System.out.printf(
                Locale.ROOT,
                "| %s, p50 / p95 | %.1f / %.1f ms | %.1f / %.1f ms |%n",
                what,
                quantile(tiles, 0.5),
                quantile(tiles, 0.95),
                quantile(anew, 0.5),
                quantile(anew, 0.95));
    }

    private static void line(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "| %s | %.1f %s | |%n", what, value, unit);
    }

    // ---- the other process: a hub, and somebody who draws

    private static final class Server implements AutoCloseable {
        final String url;
        private final Process process;

        Server() throws IOException {
            process = BenchProcess.start(BoardBench.class, SERVE);
            url = String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine());
        }

        /** From now on, many strokes a second. */
        void burst() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private void serve() throws IOException {
        Hub hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        HubConnection writer = HubConnection.open(hub.url(), Identity.named("writer"));
        RoomClient room = writer.room(ROOM);
        fill(writer, room, STROKES);
        System.out.println(hub.url());
        if (System.in.read() >= 0) {
            ScheduledExecutorService burst = Executors.newSingleThreadScheduledExecutor();
            burst.scheduleAtFixedRate(
                    () -> fill(writer, room, BURST_PER_SECOND / BURST_TICKS),
                    0,
                    1_000 / BURST_TICKS,
                    TimeUnit.MILLISECONDS);
        }
        while (System.in.read() >= 0) {
            continue; // until the other process ends this one
        }
        System.exit(0);
    }

    private void fill(HubConnection writer, RoomClient room, int count) {
        List<CommitRequest> commits = new ArrayList<>();
        List<Operation> ops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Shape stroke = stroke();
            ops.add(new Operation.Put(BoardModel.PREFIX + "/" + stroke.id(), ShapeCodec.write(stroke)));
            if (ops.size() == 100 || i + 1 == count) {
                commits.add(new CommitRequest(List.copyOf(ops), List.of(), List.of(), false));
                ops.clear();
            }
        }
        CompletableFuture<?>[] done = commits.stream()
                .map(commit -> CompletableFuture.supplyAsync(() -> room.commit(commit), writer)
                        .thenCompose(stage -> stage))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(done).join();
    }

    private Shape stroke() {
        double x = random.nextDouble() * SIDE;
        double y = random.nextDouble() * SIDE;
        double direction = random.nextDouble() * 2 * Math.PI;
        double[] points = new double[STROKE_POINTS * Shape.POINT];
        for (int i = 0; i < STROKE_POINTS; i++) {
            points[i * Shape.POINT] = x;
            points[i * Shape.POINT + 1] = y;
            points[i * Shape.POINT + 2] = 0.5 + random.nextDouble() / 2;
            direction += random.nextGaussian() * 0.3;
            x += 6 * Math.cos(direction);
            y += 6 * Math.sin(direction);
        }
        order = OrderKey.between(order, null);
        Look look = Look.DEFAULT.withColor(Palette.NAMES.get(random.nextInt(Palette.NAMES.size())));
        return Shape.of("s" + made++, Kind.PEN, look).along(points).withOrder(order);
    }

    // ---- frames

    private static <T extends Pane> T show(T view) {
        Stage stage = STAGE.get();
        Pane before = (Pane) stage.getScene().getRoot();
        if (before != view) {
            stage.getScene().setRoot(view);
        }
        return view;
    }

    private static final ThreadLocal<Stage> STAGE = ThreadLocal.withInitial(() -> {
        Stage stage = new Stage();
        stage.setScene(new Scene(new Pane(), WIDTH, HEIGHT));
        stage.show();
        return stage;
    });

    private static double[] frames(BoardView view, Viewport start, Motion motion) throws Exception {
        Fx.run(() -> view.setViewport(start));
        awaitPulses(view::isSettled);
        return pulses(view.getScene(), i -> view.setViewport(motion.next(view.viewport(), i)));
    }

    private interface Frame {
        void prepare(int number);
    }

    /** Milliseconds from each pulse to the next. */
    private static double[] pulses(Scene scene, Frame frame) throws Exception {
        double[] millis = new double[FRAMES];
        CompletableFuture<Void> over = new CompletableFuture<>();
        Runnable[] listener = new Runnable[1];
        Fx.run(() -> {
            int[] count = {-10}; // to get going
            long[] last = {System.nanoTime()};
            listener[0] = () -> {
                long now = System.nanoTime();
                if (count[0] >= 0 && count[0] < FRAMES) {
                    millis[count[0]] = (now - last[0]) / NANOS_PER_MILLI;
                }
                last[0] = now;
                if (++count[0] == FRAMES) {
                    over.complete(null);
                } else if (count[0] < FRAMES) {
                    frame.prepare(count[0] + 10);
                }
                Platform.requestNextPulse();
            };
            scene.addPostLayoutPulseListener(listener[0]);
            Platform.requestNextPulse();
        });
        over.get(5, TimeUnit.MINUTES);
        Fx.run(() -> scene.removePostLayoutPulseListener(listener[0]));
        return millis;
    }

    private interface Condition {
        boolean holds();
    }

    /** Asks every millisecond: the JavaFX thread has better things to do than to answer. */
    private static void awaitPulses(Condition condition) throws Exception {
        CompletableFuture<Void> holds = new CompletableFuture<>();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleWithFixedDelay(
                    () -> {
                        if (Fx.get(condition::holds)) {
                            holds.complete(null);
                        }
                    },
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
            holds.get(5, TimeUnit.MINUTES);
        } finally {
            clock.shutdownNow();
        }
    }

    /** The same board as one canvas that is drawn anew in each frame. */
    private static final class Redraw {
        private final BoardModel model;
        private final LivePictures images;
        private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
        private final Pane pane = new Pane(canvas);
        private Viewport viewport = Viewport.START;

        Redraw(BoardModel model, FxThread fx) {
            this.model = model;
            Pictures pictures = new Pictures(model.room(), model::pictures, fx);
            this.images = new LivePictures(pictures, fx, () -> {});
        }

        void show() {
            BoardBench.show(pane);
        }

        double[] frames(Viewport start, Motion motion) throws Exception {
            viewport = start;
            return pulses(pane.getScene(), i -> {
                viewport = motion.next(viewport, i);
                canvas.getGraphicsContext2D().clearRect(0, 0, WIDTH, HEIGHT);
                List<Shape> seen = model.index().near(viewport.box(WIDTH, HEIGHT), Integer.MAX_VALUE);
                seen.sort(ShapeIndex.BACK_TO_FRONT);
                int left = Integer.MAX_VALUE;
                for (Shape shape : seen) {
                    left = ShapePainter.draw(canvas.getGraphicsContext2D(), viewport, shape, false, images, left);
                }
            });
        }
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    }

    private static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    }
}
