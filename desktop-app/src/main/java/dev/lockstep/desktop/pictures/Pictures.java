package dev.lockstep.desktop.pictures;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.IntBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.collections.MapChangeListener;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.fx.SharedMap;
import dev.lockstep.fx.SharedRoom;
import dev.lockstep.model.Json;

/**
 * The pictures of a room. Each is stored once, in parts, under the checksum of its bytes; what shows it refers to it by that.
 * Bounded in size: what is larger is made smaller before it is stored.
 */
public final class Pictures implements AutoCloseable {

    public static final String PREFIX = "image";

    /** What one entry has of a picture, in characters of Base64: well below what a hub takes as one value. */
    private static final int PART_CHARS = 180_000;

    /** The longer side of a picture that is stored, in pixels. */
    private static final int SIDE_MAX = 2_048;

    /** Bytes of a picture that is stored as it is. */
    private static final int BYTES_MAX = 3 * 1_024 * 1_024;

    /** What would be larger than this in memory is not even read. */
    private static final long PIXELS_READ_MAX = 100_000_000;

    private static final int PARTS_MAX = 64;

    /** From so many pixels in memory on, four bytes each, it is looked which of them are needed. */
    private static final long PIXELS_KEPT_MAX = 60_000_000;

    private final SharedRoom room;
    private final Supplier<Set<String>> inUse;
    private final Executor fx;
    private final SharedMap<Json> parts;
    private final MapChangeListener<String, Json> listener = change -> arrived(change.getKey());
    private final Map<String, BufferedImage> images = new ConcurrentHashMap<>();
    private final Map<String, WritableImage> fxImages = new HashMap<>();
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> reading = new LinkedHashSet<>();
    private Runnable watcher = () -> {};

    /** A picture that can be put on a board. */
    public record Prepared(String id, Map<String, String> parts, int width, int height) {}

    /**
     * @param inUse the ids of the pictures that are shown, asked for where there are many
     * @param fx runs what it is given on the JavaFX thread, later
     */
    public Pictures(SharedRoom room, Supplier<Set<String>> inUse, Executor fx) {
        this.room = room;
        this.inUse = inUse;
        this.fx = fx;
        this.parts = room.map(PREFIX, Json.class);
        parts.addListener(listener);
    }

    @Override
    public void close() {
        parts.removeListener(listener);
    }

    /** @param changed runs when a picture that was asked for is there */
    public void watch(Runnable changed) {
        watcher = changed;
    }

    /** The picture, null until it is there. Any thread. */
    public @Nullable BufferedImage get(String id) {
        BufferedImage image = images.get(id);
        if (image == null) {
            fx.execute(() -> want(id));
        }
        return image;
    }

    /** As {@link #get}, for the screen. On the JavaFX thread. */
    public @Nullable WritableImage getForScreen(String id) {
        BufferedImage image = images.get(id);
        if (image == null) {
            want(id);
            return null;
        }
        return fxImages.computeIfAbsent(
                id,
                i -> new WritableImage(new PixelBuffer<>(
                        image.getWidth(),
                        image.getHeight(),
                        IntBuffer.wrap(((DataBufferInt) image.getRaster().getDataBuffer()).getData()),
                        PixelFormat.getIntArgbPreInstance())));
    }

    private void want(String id) {
        if (!images.containsKey(id)) {
            wanted.add(id);
            read(id);
        }
    }

    private void arrived(String key) {
        for (String id : Set.copyOf(wanted)) {
            if (key.startsWith(id + "-")) {
                read(id);
            }
        }
    }

    private void read(String id) {
        StringBuilder base64 = new StringBuilder();
        List<String> keys = keys(id);
        for (String key : keys) {
            if (!(parts.get(key) instanceof Json.Text text)) {
                return; // not all of it is here
            }
            base64.append(text.value());
        }
        if (keys.isEmpty() || !reading.add(id)) {
            return;
        }
        CompletionStage<BufferedImage> decoded = CompletableFuture.supplyAsync(() -> decoded(base64.toString()));
        decoded.whenCompleteAsync(
                (image, failure) -> {
                    reading.remove(id);
                    wanted.remove(id);
                    if (image != null) {
                        keep(id, image);
                        watcher.run();
                    }
                },
                fx);
    }

    /** Where there are many, those that are shown nowhere any more are let go. */
    private void keep(String id, BufferedImage image) {
        images.put(id, image);
        long pixels = 0;
        for (BufferedImage each : images.values()) {
            pixels += (long) each.getWidth() * each.getHeight();
        }
        if (pixels > PIXELS_KEPT_MAX) {
            Set<String> used = inUse.get();
            images.keySet().retainAll(used);
            fxImages.keySet().retainAll(used);
        }
    }

    /** The keys of the parts of a picture, below {@link #PREFIX}. */
    public static List<String> keys(String id) {
        return IntStream.range(0, count(id)).mapToObj(i -> id + "-" + i).toList();
    }

    /** An id ends with how many parts there are. */
    private static int count(String id) {
        int dot = id.lastIndexOf('.');
        try {
            int count = dot < 0 ? 0 : Integer.parseInt(id.substring(dot + 1));
            return count > PARTS_MAX ? 0 : Math.max(0, count);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static BufferedImage decoded(String base64) {
        try {
            return painted(read(Base64.getDecoder().decode(base64)), SIDE_MAX);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    // ---- storing one

    /** Stores a picture where it is not there yet. */
    public void store(Prepared prepared) {
        prepared.parts().forEach((key, text) -> {
            if (parts.get(key) == null) {
                room.put(PREFIX + "/" + key, text);
            }
        });
    }

    /**
     * Makes what is stored of a picture. Any thread; takes its time.
     *
     * @throws IOException where it is none, with a message for people
     */
    public static Prepared prepare(byte[] bytes) throws IOException {
        BufferedImage image = read(bytes);
        int longer = Math.max(image.getWidth(), image.getHeight());
        if (longer <= SIDE_MAX && bytes.length <= BYTES_MAX) {
            return prepared(bytes, image.getWidth(), image.getHeight());
        }
        return prepare(image);
    }

    /** A picture of the screen as one that can be stored. */
    public static BufferedImage copyOf(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] pixels = ((DataBufferInt) copy.getRaster().getDataBuffer()).getData();
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return copy;
    }

    /** As {@link #prepare(byte[])}, of a picture that has no file. */
    public static Prepared prepare(BufferedImage image) throws IOException {
        BufferedImage smaller = painted(image, SIDE_MAX);
        byte[] png = encoded(smaller, "png");
        if (png.length > BYTES_MAX) {
            BufferedImage opaque =
                    new BufferedImage(smaller.getWidth(), smaller.getHeight(), BufferedImage.TYPE_INT_RGB);
            opaque.getGraphics().drawImage(smaller, 0, 0, java.awt.Color.WHITE, null);
            return prepared(encoded(opaque, "jpg"), smaller.getWidth(), smaller.getHeight());
        }
        return prepared(png, smaller.getWidth(), smaller.getHeight());
    }

    private static Prepared prepared(byte[] bytes, int width, int height) {
        String base64 = Base64.getEncoder().encodeToString(bytes);
        int count = (base64.length() + PART_CHARS - 1) / PART_CHARS;
        String id = checksum(bytes) + "." + count;
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            parts.put(id + "-" + i, base64.substring(i * PART_CHARS, Math.min(base64.length(), (i + 1) * PART_CHARS)));
        }
        return new Prepared(id, parts, width, height);
    }

    private static String checksum(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("this picture can't be written as " + format);
        }
        return out.toByteArray();
    }

    /** Looks at the size before anything large is made of a few bytes. */
    private static BufferedImage read(byte[] bytes) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("this is no picture that can be read; PNG, JPEG, GIF and BMP can");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > PIXELS_READ_MAX) {
                    throw new IOException("this picture is too large: " + reader.getWidth(0) + " by "
                            + reader.getHeight(0) + " pixels");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException e) { // what readers throw at bytes that are made up
            throw new IOException("this picture is damaged", e);
        }
    }

    /** Premultiplied, and not larger than {@code sideMax}. */
    private static BufferedImage painted(BufferedImage image, int sideMax) {
        double scale = Math.min(1, (double) sideMax / Math.max(image.getWidth(), image.getHeight()));
        BufferedImage painted = new BufferedImage(
                (int) Math.max(1, Math.round(image.getWidth() * scale)),
                (int) Math.max(1, Math.round(image.getHeight() * scale)),
                BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = painted.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, painted.getWidth(), painted.getHeight(), null);
        graphics.dispose();
        return painted;
    }
}
