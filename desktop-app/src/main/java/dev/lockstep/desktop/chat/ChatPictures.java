package dev.lockstep.desktop.chat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javafx.scene.image.Image;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.shell.Place;
import dev.lockstep.fx.SharedRoom;

/** The pictures of a chat, each in a room of its own, which is open only while it is read or written. On the JavaFX thread. */
final class ChatPictures implements AutoCloseable {

    private static final String PART = "picture/";

    /** So many are kept that were shown. */
    private static final int KEPT_MAX = 40;

    private static final long FILE_BYTES_MAX = 50L * 1_024 * 1_024;

    private final Place place;
    private final Executor fx;
    private final Map<String, Image> images = new LinkedHashMap<>(KEPT_MAX, 0.75f, true);
    private final Map<String, Pictures> reading = new LinkedHashMap<>();
    private final Map<String, Runnable> waiting = new LinkedHashMap<>();

    ChatPictures(Place place, Executor fx) {
        this.place = place;
        this.fx = fx;
    }

    /** The picture; null until it is there, which {@code arrived} hears of. */
    @Nullable
    Image get(String id, Runnable arrived) {
        Image image = images.get(id);
        if (image != null) {
            return image;
        }
        waiting.merge(id, arrived, (one, other) -> () -> {
            one.run();
            other.run();
        });
        if (!reading.containsKey(id)) {
            SharedRoom room = place.rooms().take(roomOf(id));
            Pictures pictures = new Pictures(room, () -> Set.of(id), fx);
            reading.put(id, pictures);
            pictures.watch(() -> read(id));
            read(id);
        }
        return null;
    }

    private void read(String id) {
        Pictures pictures = reading.get(id);
        Image image = pictures == null ? null : pictures.getForScreen(id);
        if (image == null) {
            return;
        }
        images.put(id, image);
        if (images.size() > KEPT_MAX) {
            images.remove(images.keySet().iterator().next());
        }
        end(id);
        Runnable arrived = waiting.remove(id);
        if (arrived != null) {
            arrived.run();
        }
    }

    private void end(String id) {
        Pictures pictures = reading.remove(id);
        if (pictures != null) {
            pictures.close();
            place.rooms().giveBack(roomOf(id));
        }
    }

    private String roomOf(String id) {
        return place.part(PART + id);
    }

    /** Stores a picture. Fails with a message for people. */
    CompletionStage<ChatMessage.Picture> store(File file) {
        return store(() -> {
            if (Files.size(file.toPath()) > FILE_BYTES_MAX) {
                throw new IOException("this file is larger than 50 MB; make it smaller first");
            }
            return Pictures.prepare(Files.readAllBytes(file.toPath()));
        });
    }

    CompletionStage<ChatMessage.Picture> store(BufferedImage image) {
        return store(() -> Pictures.prepare(image));
    }

    private interface Preparation {
        Pictures.Prepared run() throws IOException;
    }

    private CompletionStage<ChatMessage.Picture> store(Preparation preparation) {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return preparation.run();
                    } catch (IOException e) {
                        throw new CompletionException(e.getMessage(), e);
                    }
                })
                .thenApplyAsync(this::stored, fx);
    }

    private ChatMessage.Picture stored(Pictures.Prepared prepared) {
        String name = roomOf(prepared.id());
        try (Pictures pictures = new Pictures(place.rooms().take(name), Set::of, fx)) {
            pictures.store(prepared);
        } finally {
            place.rooms().giveBack(name); // it is left when the hub has all
        }
        return new ChatMessage.Picture(prepared.id(), prepared.width(), prepared.height());
    }

    @Override
    public void close() {
        Set.copyOf(reading.keySet()).forEach(this::end);
        waiting.clear();
    }
}
