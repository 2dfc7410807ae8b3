package dev.lockstep.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.LockFile;
import dev.lockstep.disk.PrivateDirectory;
import dev.lockstep.model.Json;
import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/**
 * Keeps on disk who a client is, what it was told, and what it still owes: changes that the hub has not answered outlive the end
 * of the program, however it ends, and are sent when it is started again, each exactly once.
 *
 * <pre>{@code
 * ClientStore store = ClientStore.open(Path.of("my-data"));
 * Lockstep lockstep = Lockstep.connect(url, Identity.named("Ada"), store);
 * }</pre>
 *
 * <p>A directory is one client's; a second program needs another. Changes are on the disk within a few hundredths of a second.
 * Safe for use by many threads.
 */
public final class ClientStore implements AutoCloseable {

    private static final String LOCK_FILE = "client.lock";
    private static final String IDENTITY_FILE = "client.json";

    private final Path directory;
    private final LockFile lock;
    private final Map<String, HubStore> hubs = new HashMap<>(); // by url; guarded by this

    private ClientStore(Path directory, LockFile lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Opens the store in {@code directory}, which is made where it is missing.
     *
     * @throws ClientStoreException where another program has it, or it can't be read or written
     */
    public static ClientStore open(Path directory) {
        ClientStore store = openUnlessInUse(directory);
        if (store == null) {
            throw new ClientStoreException(
                    "the client in " + directory + " runs already; give this one another directory");
        }
        return store;
    }

    /**
     * As {@link #open}, but null where another program has it.
     *
     * @throws ClientStoreException where it can't be read or written
     */
    public static @Nullable ClientStore openUnlessInUse(Path directory) {
        try {
            PrivateDirectory.create(directory);
            LockFile lock = LockFile.tryTake(directory, LOCK_FILE);
            return lock == null ? null : new ClientStore(directory, lock);
        } catch (IOException e) {
            throw new ClientStoreException("can't keep anything in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** What the client that is kept here was last called; empty where none was kept. */
    public synchronized String name() {
        return text(kept(), "name");
    }

    /**
     * The client that is kept here, as it is at the hub at {@code url}, with the name, colour and token of {@code wanted}. It is
     * another at each URL, since each has requests of its own, counted from one: if two URLs led to one hub, it would take the
     * later of two requests with one number for the earlier.
     *
     * @throws ClientStoreException where it can't be read or written
     */
    synchronized Identity identity(Identity wanted, String url) {
        Json.Obj kept = kept();
        String root = kept.get("secret") == null ? wanted.secret() : text(kept, "secret");
        Map<String, Json> now = new LinkedHashMap<>();
        now.put("secret", Json.of(root));
        now.put("name", Json.of(wanted.name()));
        keep(kept, new Json.Obj(now));
        String secret = ClientId.of(root + " at " + url) + ClientId.of(url + " of " + root);
        return new Identity(wanted.name(), wanted.color(), secret, wanted.token());
    }

    private Json.Obj kept() {
        Path file = directory.resolve(IDENTITY_FILE);
        try {
            if (!Files.exists(file)) {
                return Json.Obj.EMPTY;
            }
            if (JsonParser.parse(Files.readString(file)) instanceof Json.Obj object
                    && object.get("secret") instanceof Json.Text) {
                return object;
            }
            throw new MalformedException("it has no secret");
        } catch (IOException | MalformedException e) {
            throw new ClientStoreException("can't use " + file + ": " + e.getMessage() + "; move it aside", e);
        }
    }

    private void keep(Json.Obj before, Json.Obj now) {
        if (now.equals(before)) {
            return;
        }
        Path file = directory.resolve(IDENTITY_FILE);
        try {
            Path fresh = directory.resolve(IDENTITY_FILE + ".new");
            Files.writeString(fresh, now.toString(), StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ClientStoreException("can't write " + file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Json.Obj object, String member) {
        return object.get(member) instanceof Json.Text text ? text.value() : "";
    }

    /** How many changes wait here, for each hub that is owed any, by its URL. */
    public synchronized Map<String, Integer> owed() {
        Map<String, Integer> owed = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(HubStore::isHubStore).sorted().toList()) {
                String url = HubStore.urlOf(file);
                int count = url == null ? 0 : hub(url).owedCount();
                if (url != null && count > 0) {
                    owed.put(url, count);
                }
            }
        } catch (IOException e) {
            throw new ClientStoreException("can't look through " + directory + ": " + e.getMessage(), e);
        }
        return owed;
    }

    /** What is kept of the hub at {@code url}. */
    synchronized HubStore hub(String url) {
        if (!lock.isHeld()) {
            throw new ClientStoreException("what is kept in " + directory + " is closed");
        }
        return hubs.computeIfAbsent(url, u -> HubStore.open(directory, u));
    }

    /** Writes what is still to be written. Close the connections that use it first. */
    @Override
    public void close() {
        List<HubStore> open;
        synchronized (this) {
            open = List.copyOf(hubs.values());
        }
        open.forEach(HubStore::close);
        try {
            lock.close();
        } catch (IOException e) {
            throw new ClientStoreException("can't let go of " + directory + ": " + e.getMessage(), e);
        }
    }
}
