package dev.lockstep.desktop.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.IntBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.collections.MapChangeListener;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Reason;
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

    /** Of a GIF, which may move: as any other picture it would stand still. */
    private static final int MOVING_BYTES_MAX = 6 * 1_024 * 1_024;

    private static final String STILL =
            "is too large to move, so its first frame is kept: a GIF that moves has at most " + (MOVING_BYTES_MAX >> 20)
                    + " MB and " + SIDE_MAX + " pixels a side";

    private static final int PARTS_MAX = 64;

    /** The texts of all parts together, in characters: more than any stored picture has. */
    private static final long BASE64_CHARS_MAX = (long) PARTS_MAX * PART_CHARS;

    /** Where there is no room for a picture as it is, it is shown coarser, by its longer side in pixels. */
    private static final int[] COARSER = {1_024, 512, 256, 128, 64};

    /** One picture after another, whatever is asked for: what decoding takes is taken once. */
    private static final Executor DECODER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lockstep-pictures");
        thread.setDaemon(true);
        return thread;
    });

    private final SharedRoom room;
    private final Supplier<Set<String>> inUse;
    private final Executor fx;
    private final SharedMap<Json> parts;
    private final MapChangeListener<String, Json> listener = change -> arrived(change.getKey());
    private final Map<String, BufferedImage> images = new ConcurrentHashMap<>();
    private final Set<String> moving = ConcurrentHashMap.newKeySet();
    private final Map<String, WritableImage> fxImages = new HashMap<>();
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> reading = new LinkedHashSet<>();
    private final Set<String> failed = new HashSet<>(); // till another part of it comes
    private final int sideMax;
    private Runnable watcher = () -> {};
    private boolean closed;

    /**
     * A picture that can be put on a board.
     *
     * @param lost what of it is lost, for display; mostly empty
     */
    public record Prepared(String id, Map<String, String> parts, int width, int height, String lost) {

        /** One that is as it was. */
        public Prepared(String id, Map<String, String> parts, int width, int height) {
            this(id, parts, width, height, "");
        }
    }

    /** What is known of a picture that was read. */
    private record Decoded(BufferedImage image, boolean moving) {}

    /**
     * @param inUse the ids of the pictures that are shown, asked for where there are many
     * @param fx runs what it is given on the JavaFX thread, later
     */
    public Pictures(SharedRoom room, Supplier<Set<String>> inUse, Executor fx) {
        this(room, inUse, fx, SIDE_MAX);
    }

    /** @param sideMax what has more pixels on a side than are shown is made smaller in memory */
    public Pictures(SharedRoom room, Supplier<Set<String>> inUse, Executor fx, int sideMax) {
        this.sideMax = Math.min(sideMax, SIDE_MAX);
        this.room = room;
        this.inUse = inUse;
        this.fx = fx;
        this.parts = room.map(PREFIX, Json.class);
        parts.addListener(listener);
    }

    @Override
    public void close() {
        closed = true;
        parts.removeListener(listener);
        retain(Set.of());
    }

    /** @param changed runs when a picture that was asked for is there, or can't be shown */
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
        return fxImages.computeIfAbsent(id, i -> forScreen(image));
    }

    /** The same pixels for the screen. Any thread. */
    public static WritableImage forScreen(BufferedImage premultiplied) {
        return new WritableImage(new PixelBuffer<>(
                premultiplied.getWidth(),
                premultiplied.getHeight(),
                IntBuffer.wrap(((DataBufferInt) premultiplied.getRaster().getDataBuffer()).getData()),
                PixelFormat.getIntArgbPreInstance()));
    }

    /** Whether any of those that were shown moves. */
    public boolean isAnyMoving() {
        return !moving.isEmpty();
    }

    /** Whether the picture is there, and is a GIF of more than one frame. Any thread. */
    public boolean isMoving(String id) {
        return moving.contains(id);
    }

    /** The texts of its parts; none where they are not all here. On the JavaFX thread. */
    public List<String> texts(String id) {
        List<String> texts = new ArrayList<>();
        for (String key : keys(id)) {
            if (!(parts.get(key) instanceof Json.Text text)) {
                return List.of();
            }
            texts.add(text.value());
        }
        return texts;
    }

    /** Whether all of a picture that was asked for is there, and it can't be shown. On the JavaFX thread. */
    public boolean isBroken(String id) {
        return failed.contains(id);
    }

    private void want(String id) {
        if (!closed && !images.containsKey(id) && !failed.contains(id)) {
            wanted.add(id);
            read(id);
        }
    }

    private void arrived(String key) {
        int end = key.lastIndexOf('-');
        String id = end < 0 ? "" : key.substring(0, end);
        if (failed.remove(id)) {
            wanted.add(id);
        }
        if (wanted.contains(id)) {
            read(id);
        }
    }

    private void read(String id) {
        boolean none = keys(id).isEmpty();
        List<String> texts = texts(id);
        if (texts.isEmpty() && !none) {
            return; // not all of it is here
        }
        long chars = texts.stream().mapToLong(String::length).sum();
        if (none || chars > BASE64_CHARS_MAX) {
            fail(id);
        } else if (reading.add(id)) {
            decode(id, texts, true);
        }
    }

    /** @param again whether it may be tried once more when those were let go that nobody needs */
    private void decode(String id, List<String> texts, boolean again) {
        CompletionStage<@Nullable Decoded> decoded =
                CompletableFuture.supplyAsync(() -> decoded(texts, sideMax, again), DECODER);
        decoded.whenCompleteAsync(
                (picture, failure) -> {
                    if (picture == null && failure == null && again) {
                        retain(inUse.get());
                        decode(id, texts, false);
                        return;
                    }
                    reading.remove(id);
                    if (picture == null) {
                        fail(id);
                    } else if (closed) {
                        PictureMemory.SHARED.giveBack(bytes(picture.image()));
                    } else {
                        wanted.remove(id);
                        if (picture.moving()) {
                            moving.add(id);
                        }
                        images.put(id, picture.image());
                        watcher.run();
                    }
                },
                fx);
    }

    private void fail(String id) {
        wanted.remove(id);
        failed.add(id);
        if (!closed) {
            watcher.run();
        }
    }

    /** All others are let go. */
    private void retain(Set<String> ids) {
        for (String id : Set.copyOf(images.keySet())) {
            BufferedImage image = ids.contains(id) ? null : images.remove(id);
            if (image != null) {
                PictureMemory.SHARED.giveBack(bytes(image));
                moving.remove(id);
                failed.clear(); // there may be room now
            }
        }
        fxImages.keySet().retainAll(ids);
    }

    private static long bytes(BufferedImage image) {
        return new PictureFile.Size(image.getWidth(), image.getHeight()).bytes();
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

    /** Null where there is no room for it: as it is where {@code whole}, else however coarse it is. */
    private static @Nullable Decoded decoded(List<String> base64, int sideMax, boolean whole) {
        try {
            PictureFile file = PictureFile.stored(Base64.getDecoder().decode(String.join("", base64)));
            PictureFile.Size size = file.size();
            IntStream sides =
                    whole ? IntStream.of(sideMax) : IntStream.concat(IntStream.of(sideMax), IntStream.of(COARSER));
            for (int side : sides.filter(each -> each <= sideMax).toArray()) {
                long bytes = size.within(side).bytes();
                if (PictureMemory.SHARED.takeShare(bytes)) {
                    return new Decoded(decoded(file, side, bytes), file.isMoving());
                }
            }
            return null;
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * A picture whole, whatever else is in memory. Any thread; takes its time.
     *
     * @param base64 the texts of its parts
     * @return null where it can't be read
     */
    public static @Nullable BufferedImage read(List<String> base64, int sideMax) {
        try {
            return PictureFile.stored(Base64.getDecoder().decode(String.join("", base64)))
                    .read(sideMax);
        } catch (IOException | IllegalArgumentException e) {
            return null; // shown as broken on the board too
        }
    }

    /**
     * The file of a picture as an address that has all of it, upright; of one that moves the first frame. Any thread; takes its time.
     *
     * @param base64 the texts of its parts
     * @return null where it can't be read
     */
    public static @Nullable String address(List<String> base64) {
        String whole = String.join("", base64);
        try {
            PictureFile file = PictureFile.stored(Base64.getDecoder().decode(whole));
            if (file.isPlain() && !file.isMoving()) {
                return "data:image/" + file.format() + ";base64," + whole;
            }
            Prepared upright = prepared(PictureEncoder.encoded(file.read(SIDE_MAX), file.isPhotograph(), BYTES_MAX));
            return address(List.copyOf(upright.parts().values()));
        } catch (IOException | IllegalArgumentException e) {
            return null; // shown as broken on the board too
        }
    }

    private static BufferedImage decoded(PictureFile file, int side, long bytes) throws IOException {
        boolean done = false;
        try {
            BufferedImage image = file.read(side);
            done = true;
            return image;
        } finally {
            if (!done) {
                PictureMemory.SHARED.giveBack(bytes);
            }
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

    /** Reads a picture from somewhere, and makes what is stored of it. */
    public interface Preparation {
        /** @throws IOException where it is no picture, with a message for display */
        Prepared run() throws IOException;
    }

    /** Runs {@code preparation} when those before it are done: one picture after another is read. */
    public static CompletionStage<Prepared> prepareLater(Preparation preparation) {
        return later(() -> {
            try {
                return preparation.run();
            } catch (IOException e) {
                throw new CompletionException(new IOException(Reason.withoutFile(e), e));
            }
        });
    }

    /** Does something with large pictures on the thread where they are read, one after another; completes there. */
    public static <T> CompletionStage<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, DECODER);
    }

    /**
     * Makes what is stored of a picture. Any thread; takes its time.
     *
     * @throws IOException where it is none, with a message for people
     */
    public static Prepared prepare(byte[] bytes) throws IOException {
        PictureFile file = PictureFile.own(bytes);
        PictureFile.Size size = file.size();
        BufferedImage image = file.read(SIDE_MAX); // also where it is stored as it is: what can't be read is no picture
        int bytesMax = PictureKinds.isGif(bytes) ? MOVING_BYTES_MAX : BYTES_MAX;
        if (Math.max(size.width(), size.height()) <= SIDE_MAX && bytes.length <= bytesMax && file.isPlain()) {
            return prepared(bytes, size.width(), size.height());
        }
        Prepared prepared = prepared(PictureEncoder.encoded(image, file.isPhotograph(), BYTES_MAX));
        return new Prepared(
                prepared.id(), prepared.parts(), prepared.width(), prepared.height(), file.isMoving() ? STILL : "");
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
        return prepared(PictureEncoder.encoded(PictureFile.painted(image, SIDE_MAX), false, BYTES_MAX));
    }

    private static Prepared prepared(PictureEncoder.Encoded encoded) {
        return prepared(encoded.file, encoded.width, encoded.height);
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
}
