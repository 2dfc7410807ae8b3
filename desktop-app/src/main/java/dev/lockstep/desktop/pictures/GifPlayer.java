package dev.lockstep.desktop.pictures;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import org.jspecify.annotations.Nullable;

/**
 * Plays a GIF that moves, from its making until it is closed; to be made only while somebody sees it. Frames are composed one by one
 * on a thread beside the JavaFX thread, so that one takes the same memory however many frames it has. So many play at a time; others
 * wait until one of them is closed. What is too large, or for which there is no memory, stays without a picture. On the JavaFX thread.
 */
public final class GifPlayer implements AutoCloseable {

    /** So many play at a time, in all windows. */
    static final int PLAYING_MAX = 8;

    private static final ScheduledExecutorService COMPOSER = composer();

    private static int playing;
    private static final Deque<GifPlayer> WAITING = new ArrayDeque<>();

    private final List<String> base64;
    private final int sideMax;
    private final Executor fx;
    private final Runnable shownAnew;
    private boolean begun;
    private volatile boolean closed;
    private @Nullable WritableImage image;
    private @Nullable PixelBuffer<IntBuffer> buffer;

    // of the composer's thread, from when it has opened the file
    private @Nullable GifCanvas canvas;
    private @Nullable BufferedImage smaller;
    private @Nullable Future<?> waiting; // for the time of a frame that is ready
    private long taken;
    private long dueNanos;

    /**
     * @param base64 the texts of the parts of its file
     * @param sideMax frames with a longer side, in pixels, are made smaller
     * @param fx runs what it is given on the JavaFX thread, later
     * @param shownAnew runs when {@link #image} is there, or is another
     */
    public GifPlayer(List<String> base64, int sideMax, Executor fx, Runnable shownAnew) {
        this.base64 = List.copyOf(base64);
        this.sideMax = sideMax;
        this.fx = fx;
        this.shownAnew = shownAnew;
        WAITING.add(this);
        beginNext();
    }

    private static ScheduledExecutorService composer() {
        ScheduledThreadPoolExecutor composer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "lockstep-moving-pictures");
            thread.setDaemon(true);
            return thread;
        });
        composer.setRemoveOnCancelPolicy(true);
        return composer;
    }

    /** The frame that is shown now, always the same image; null until it plays. */
    public @Nullable Image image() {
        return image;
    }

    /** How many have a place among those that play, in all windows. */
    public static int playing() {
        return playing;
    }

    private static void beginNext() {
        while (playing < PLAYING_MAX && !WAITING.isEmpty()) {
            GifPlayer next = WAITING.remove();
            playing++;
            next.begun = true;
            COMPOSER.execute(next::open);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        image = null;
        buffer = null;
        if (begun) {
            playing--;
            COMPOSER.execute(this::giveBack); // behind the frame that it composes
        } else {
            WAITING.remove(this);
        }
        beginNext();
    }

    // ---- on the composer's thread

    private void open() {
        if (closed) {
            return;
        }
        GifFile file = file();
        if (file == null || !file.isPlayable()) {
            fx.execute(this::giveUp);
            return;
        }
        PictureFile.Size whole = new PictureFile.Size(file.width(), file.height());
        PictureFile.Size shown = whole.within(sideMax);
        long bytes =
                file.bytes.length + GifCanvas.bytes(file) + shown.bytes() + (shown.equals(whole) ? 0 : shown.bytes());
        if (!PictureMemory.MOVING.take(bytes)) {
            fx.execute(this::giveUp);
            return;
        }
        taken = bytes;
        canvas = new GifCanvas(file);
        smaller = shown.equals(whole)
                ? null
                : new BufferedImage(shown.width(), shown.height(), BufferedImage.TYPE_INT_ARGB_PRE);
        dueNanos = System.nanoTime();
        compose();
    }

    private @Nullable GifFile file() {
        try {
            return GifFile.of(Base64.getDecoder().decode(String.join("", base64)));
        } catch (IllegalArgumentException e) {
            return null; // it stands still, as what is shown of it
        }
    }

    private void giveBack() {
        if (waiting != null) {
            waiting.cancel(false);
            waiting = null;
        }
        PictureMemory.MOVING.giveBack(taken);
        taken = 0;
        canvas = null;
        smaller = null;
    }

    /** Makes the next frame ready, and shows it when its time has come. */
    private void compose() {
        GifCanvas composed = canvas;
        if (closed || composed == null || !composed.next()) {
            return;
        }
        BufferedImage frame = composed.image();
        BufferedImage small = smaller;
        if (small != null) {
            shrink(frame, small);
            frame = small;
        }
        BufferedImage ready = frame;
        long waits = Math.max(0, dueNanos - System.nanoTime());
        dueNanos = Math.max(dueNanos, System.nanoTime()) + TimeUnit.MILLISECONDS.toNanos(composed.delayMillis());
        if (waits == 0) {
            fx.execute(() -> show(ready));
        } else {
            waiting = COMPOSER.schedule(() -> fx.execute(() -> show(ready)), waits, TimeUnit.NANOSECONDS);
        }
    }

    private static void shrink(BufferedImage from, BufferedImage to) {
        Arrays.fill(data(to), 0);
        Graphics2D graphics = to.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(from, 0, 0, to.getWidth(), to.getHeight(), null);
        graphics.dispose();
    }

    private static int[] data(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    // ---- on the JavaFX thread again

    /** Others have its place. */
    private void giveUp() {
        if (!closed) {
            begun = false;
            playing--;
            beginNext();
        }
    }

    /** Nothing is composed meanwhile: the next frame is asked for when this one is shown. */
    private void show(BufferedImage ready) {
        if (closed) {
            return;
        }
        PixelBuffer<IntBuffer> shown = buffer;
        if (shown == null) {
            IntBuffer pixels = IntBuffer.wrap(data(ready).clone());
            shown = new PixelBuffer<>(ready.getWidth(), ready.getHeight(), pixels, PixelFormat.getIntArgbPreInstance());
            buffer = shown;
            image = new WritableImage(shown);
        } else {
            shown.updateBuffer(pixels -> {
                pixels.getBuffer().put(0, data(ready));
                return null; // all of it is another
            });
        }
        COMPOSER.execute(this::compose);
        shownAnew.run();
    }
}
