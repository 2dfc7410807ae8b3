package dev.lockstep.desktop.chat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javafx.scene.image.Image;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.pictures.GifPlayer;
import dev.lockstep.desktop.pictures.PictureMemory;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.fx.SharedRoom;

/** The pictures of a chat, each in a room of its own, which is open only while it is read or written. On the JavaFX thread. */
final class ChatPictures implements AutoCloseable {

    private static final String PART = "picture/";

    /** Twice as many pixels as a picture is wide in a row: for screens that are finer. */
    private static final int SIDE_MAX = 768;

    /** Bytes of those that were shown and are kept: what is in view, and some more. */
    private static final long KEPT_BYTES_MAX = 24L * 1_024 * 1_024;

    /** So many are waited for at once; who waits longest is asked for anew when it is shown again. */
    private static final int READING_MAX = 16;

    /** So many rows are told that a picture is there. */
    private static final int WAITING_MAX = 8;

    private static final long FILE_BYTES_MAX = 50L * 1_024 * 1_024;

    private final RoomContext context;
    private final Executor fx;
    private final Map<String, Kept> images = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Pictures> reading = new LinkedHashMap<>();
    private final Map<String, List<Runnable>> waiting = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private long keptBytes;

    /**
     * @param moving the texts of the file of a GIF that moves; of all else none
     * @param bytes what was taken for both of the memory for pictures; 0 where it is one more than there is room for
     */
    private record Kept(Image image, List<String> moving, long bytes) {}

    ChatPictures(RoomContext context, Executor fx) {
        this.context = context;
        this.fx = fx;
    }

    /** Whether a picture that was asked for can't be shown. */
    boolean isBroken(String id) {
        return broken.contains(id);
    }

    /** The picture; null until it is there, or is known to be broken, which {@code arrived} hears of. */
    @Nullable
    Image get(String id, Runnable arrived) {
        Image image = peek(id);
        if (image != null || broken.contains(id)) {
            return image;
        }
        List<Runnable> some = waiting.computeIfAbsent(id, i -> new ArrayList<>());
        if (some.size() < WAITING_MAX) {
            some.add(arrived);
        }
        if (!reading.containsKey(id)) {
            SharedRoom room = context.rooms().take(roomOf(id));
            Pictures pictures = new Pictures(room, Set::of, fx, SIDE_MAX);
            reading.put(id, pictures);
            pictures.watch(() -> read(id));
            if (reading.size() > READING_MAX) {
                String longest = reading.keySet().iterator().next();
                end(longest);
                waiting.remove(longest);
            }
            read(id);
        }
        return null;
    }

    /** The picture where it is there, else null. */
    @Nullable
    Image peek(String id) {
        Kept kept = images.get(id);
        return kept == null ? null : kept.image();
    }

    /** Whether the picture is there, and is a GIF of more than one frame. */
    boolean isMoving(String id) {
        Kept kept = images.get(id);
        return kept != null && !kept.moving().isEmpty();
    }

    /**
     * Plays a picture that {@linkplain #isMoving moves}; to be closed when nobody sees it.
     *
     * @param shownAnew runs when its image is there, or is another
     */
    GifPlayer play(String id, Runnable shownAnew) {
        Kept kept = images.get(id);
        return new GifPlayer(kept == null ? List.of() : kept.moving(), SIDE_MAX, fx, shownAnew);
    }

    private void read(String id) {
        Pictures pictures = reading.get(id);
        Image image = pictures == null ? null : pictures.getForScreen(id);
        if (pictures == null || (image == null && !pictures.isBroken(id))) {
            return;
        }
        List<String> moving = pictures.isMoving(id) ? pictures.texts(id) : List.of();
        end(id); // which gives back what it took
        if (image == null) {
            broken.add(id);
        } else {
            keep(id, image, moving);
        }
        List<Runnable> told = waiting.remove(id);
        if (told != null) {
            told.forEach(Runnable::run);
        }
    }

    private void keep(String id, Image image, List<String> moving) {
        long bytes = 4 * (long) image.getWidth() * (long) image.getHeight()
                + moving.stream().mapToLong(String::length).sum();
        while (!images.isEmpty() && keptBytes + bytes > KEPT_BYTES_MAX) {
            letGoOldest();
        }
        boolean counted = PictureMemory.SHARED.take(bytes);
        while (!counted && !images.isEmpty()) {
            letGoOldest();
            counted = PictureMemory.SHARED.take(bytes);
        }
        keptBytes += counted ? bytes : 0;
        images.put(id, new Kept(image, moving, counted ? bytes : 0));
    }

    private void letGoOldest() {
        Kept oldest = images.remove(images.keySet().iterator().next());
        if (oldest != null) {
            keptBytes -= oldest.bytes();
            PictureMemory.SHARED.giveBack(oldest.bytes());
        }
    }

    private void end(String id) {
        Pictures pictures = reading.remove(id);
        if (pictures != null) {
            pictures.close();
            context.rooms().giveBack(roomOf(id));
        }
    }

    private String roomOf(String id) {
        return context.part(PART + id);
    }

    /** Reads a picture, to be stored later. Fails with a message for display. */
    CompletionStage<Pictures.Prepared> prepare(File file) {
        return Pictures.prepareLater(() -> {
            if (Files.size(file.toPath()) > FILE_BYTES_MAX) {
                throw new IOException("this file is larger than 50 MB; make it smaller first");
            }
            return Pictures.prepare(Files.readAllBytes(file.toPath()));
        });
    }

    CompletionStage<Pictures.Prepared> prepare(BufferedImage image) {
        return Pictures.prepareLater(() -> Pictures.prepare(image));
    }

    ChatMessage.Picture store(Pictures.Prepared prepared) {
        String name = roomOf(prepared.id());
        try (Pictures pictures = new Pictures(context.rooms().take(name), Set::of, fx)) {
            pictures.store(prepared);
        } finally {
            context.rooms().giveBack(name); // it is left when the hub has all
        }
        return new ChatMessage.Picture(prepared.id(), prepared.width(), prepared.height());
    }

    @Override
    public void close() {
        Set.copyOf(reading.keySet()).forEach(this::end);
        waiting.clear();
        while (!images.isEmpty()) {
            letGoOldest();
        }
    }
}
