package dev.lockstep.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;
import dev.lockstep.disk.Reason;
import dev.lockstep.wire.ClientId;

/**
 * Stores on disk a client's identity, the last state that it received, and its unsent changes: changes that the hub has not
 * answered survive the end of the program, however it ends, and are sent when it is started again, each exactly once.
 *
 * <pre>{@code
 * ClientStore store = ClientStore.open(Path.of("my-data"));
 * Lockstep lockstep = Lockstep.connect(url, Identity.named("Ada"), store);
 * }</pre>
 *
 * <p>A directory is one client's; a second program needs another. Changes are on the disk within a few hundredths of a second, twice,
 * with checksums: damage to one file costs nothing, and what more damage costs is told ({@link #problems}). Files are
 * readable by their own user alone, and symbolic links in their place are not followed. Safe for use by many threads.
 */
public final class ClientStore implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ClientStore.class.getName());

    private static final String LOCK_FILE = "client.lock";

    private final Path directory;
    private final Platform platform;
    private final Disk.Lock lock;
    private final StoreProblems problems;
    private final KeptIdentity kept; // guarded by this
    private final Map<String, HubStore> hubs = new HashMap<>(); // by key; guarded by this
    private final Set<Path> ofNobody = new HashSet<>(); // files whose hub can't be read; guarded by this

    private ClientStore(Path directory, Platform platform, Disk.Lock lock, StoreProblems problems, KeptIdentity kept) {
        this.directory = directory;
        this.platform = platform;
        this.lock = lock;
        this.problems = problems;
        this.kept = kept;
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
        return openUnlessInUse(directory, new ThisMachine());
    }

    static @Nullable ClientStore openUnlessInUse(Path directory, Platform platform) {
        Disk disk = platform.disk();
        Disk.Lock lock = null;
        ClientStore store = null;
        try {
            disk.createDirectory(directory);
            lock = disk.tryLock(directory, LOCK_FILE);
            if (lock != null) {
                StoreProblems problems = new StoreProblems();
                store = new ClientStore(
                        directory, platform, lock, problems, KeptIdentity.open(disk, directory, problems));
            }
            return store;
        } catch (IOException e) {
            throw new ClientStoreException(
                    "nothing can be kept in " + directory + ": " + Reason.withoutFile(e)
                            + "; make it a directory that you can write to, or choose another",
                    e);
        } finally {
            if (store == null && lock != null) {
                letGo(lock);
            }
        }
    }

    private static void letGo(Disk.Lock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "an unneeded lock could not be closed", e);
        }
    }

    /**
     * What went wrong with what is kept here so far: damage that was found when it was opened, changes that are lost, a disk that
     * can't be written. Of a hub, damage is found when a connection to it is opened.
     */
    public List<StoreProblem> problems() {
        return problems.all();
    }

    /**
     * Tells {@code listener} the {@link #problems}: those that there are at once, the later ones on the thread that finds
     * them. It must not block.
     */
    public void onProblem(Consumer<StoreProblem> listener) {
        problems.listen(listener);
    }

    /** What the client that is kept here was last called; empty where none was kept. */
    public synchronized String name() {
        return kept.name();
    }

    /**
     * The client that is kept here, as it is at the hub that is kept under {@code key}, with the name, colour and token of {@code wanted}.
     * It is another for each hub: so none can pose as it at another hub.
     *
     * @throws ClientStoreException where it is new and can't be written
     */
    synchronized Identity identity(Identity wanted, String key) {
        String root = kept.secretOf(wanted);
        String secret = ClientId.of(root + " at " + key) + ClientId.of(key + " of " + root);
        return new Identity(wanted.name(), wanted.color(), secret, wanted.token());
    }

    // ---- which hubs

    /** Under which key what belongs to the hub at {@code url} is kept: of several for one hub, the one that owes something. */
    synchronized String keyAt(String url) {
        KnownHubs hubs = kept.hubs();
        String key = hubs.keyAt(url);
        String hub = hubs.hubOf(key);
        List<String> keys = hub == null ? List.of(key) : hubs.keysOf(hub);
        return keys.stream()
                .filter(each -> keys.size() > 1 && hub(each).unsentCount() > 0)
                .findFirst()
                .orElse(keys.get(0));
    }

    /** Which hub is kept under {@code key}; null where it was never met. */
    synchronized @Nullable String hubOf(String key) {
        return kept.hubs().hubOf(key);
    }

    /** {@code hub}, which is kept under {@code key} or was never met, answers at {@code url}. */
    synchronized void met(String key, String url, String hub) {
        KnownHubs before = kept.hubs();
        KnownHubs now = before.met(key, url, hub);
        if (!now.equals(before)) {
            kept.keep(now);
        }
    }

    /** The hub that is expected at {@code url}: the hash of its public key, null where none was met there yet. */
    public synchronized @Nullable String hubAt(String url) {
        return hubOf(keyAt(url));
    }

    /**
     * From now on {@code hub} is expected at {@code url}, whichever was before; connections that are opened from now on work with it. What
     * waits for the other hub stays here and waits for it.
     *
     * @param hub the hash of its public key, as {@link HubConnection#otherHub} has it
     */
    public synchronized void expect(String url, String hub) {
        KnownHubs hubs = kept.hubs();
        List<String> keys = hubs.keysOf(hub);
        String unused = hubs.hubOf(hub) == null ? hub : hub + " at " + url;
        met(keys.isEmpty() ? unused : keys.get(0), url, hub);
    }

    /** How many changes wait here, for each hub that is unsent any, by the URL where it was last. */
    public synchronized Map<String, Integer> unsent() {
        Map<String, Integer> unsent = new LinkedHashMap<>();
        try {
            List<Path> outboxes = platform.disk().list(directory).stream()
                    .map(HubFiles::outboxOf)
                    .filter(Objects::nonNull)
                    .distinct()
                    .sorted()
                    .toList();
            for (Path outbox : outboxes) {
                String key = HubStore.keyOf(platform.disk(), outbox);
                int count = key == null ? 0 : hub(key).unsentCount();
                if (key == null) {
                    ofNobody(outbox);
                } else if (count > 0 && keyAt(kept.hubs().urlOf(key)).equals(key)) {
                    unsent.put(kept.hubs().urlOf(key), count);
                }
            }
        } catch (IOException e) {
            throw new ClientStoreException(
                    "what waits in " + directory + " can't be looked through: " + Reason.withoutFile(e), e);
        }
        return unsent;
    }

    /**
     * Completes when every change that was made before, for whichever hub, is on the disk: from then on it outlives the program, however that ends. Ends with a
     * {@link ClientStoreException} that says why where the disk can't be written, though that is tried again, and after {@link #close}, which
     * has written what could be. On any thread.
     */
    public CompletionStage<Void> whenStored() {
        List<HubStore> open;
        synchronized (this) {
            open = List.copyOf(hubs.values());
        }
        CompletableFuture<Void> stored = new CompletableFuture<>();
        CompletionStage<Void> all =
                CompletableFuture.allOf(open.stream().map(HubStore::whenStored).toArray(CompletableFuture<?>[]::new));
        all.whenComplete((done, failure) -> {
            if (failure == null) {
                stored.complete(null);
            } else {
                stored.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
        return stored;
    }

    private void ofNobody(Path outbox) {
        if (ofNobody.add(outbox)) {
            problems.add(new StoreProblem(
                    StoreProblem.Kind.CHANGES_LOST,
                    "Unsent changes may wait in " + outbox
                            + ", but the file is damaged and does not say for which hub. They"
                            + " are sent, as far as they can be read, when you connect to that hub from here.",
                    null,
                    0,
                    null));
        }
    }

    /** What is kept of a hub under {@code key}. */
    synchronized HubStore hub(String key) {
        if (!lock.isHeld()) {
            throw new ClientStoreException("what is kept in " + directory + " is closed");
        }
        return hubs.computeIfAbsent(
                key, k -> HubStore.open(new HubFiles(directory, k, kept.hubs().urlOf(k)), problems, platform));
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
            throw new ClientStoreException(
                    "the lock on " + directory + " can't be let go: " + Reason.withoutFile(e), e);
        }
    }
}
