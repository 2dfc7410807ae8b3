package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.ClientStoreException;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;
import dev.lockstep.disk.Reason;

/**
 * The clients of this machine's user, each in a directory of its own: one for each person at a window at a time. Who starts takes
 * the first that nobody has; what others left unsent when they ended is sent for them.
 *
 * <p>Safe for use by many threads. Methods block on the disk.
 */
public final class Clients {

    private static final Logger LOG = System.getLogger(Clients.class.getName());

    /** More windows of different people at one desk than anyone has. */
    private static final int CLIENTS_MAX = 1_000;

    /** Where so many directories can't be used, none can. */
    private static final int FAILURES_MAX = 3;

    /** How long it is tried to send what others left; it stays where it is if that is in vain. */
    private static final Duration DELIVERY = Duration.ofSeconds(30);

    private static final Duration CHECK_PAUSE = Duration.ofMillis(100);

    private final Path directory;
    private final Set<ClientStore> open = Collections.newSetFromMap(new WeakHashMap<>()); // guarded by itself
    private volatile Consumer<String> problems = problem -> {};

    /** @param directory where clients are kept */
    public Clients(Path directory) {
        this.directory = directory;
    }

    /**
     * Tells {@code listener} from now on what goes wrong with what is kept, in words for display: it was damaged, changes are
     * lost, or nothing can be kept. On any thread; it must not block.
     */
    public void onProblem(Consumer<String> listener) {
        problems = listener;
    }

    /** The first client that nobody is; null where nothing can be kept, which is a problem. */
    public synchronized @Nullable ClientStore take() {
        String why = "there are " + CLIENTS_MAX + " other windows";
        int failures = 0;
        for (int number = 1; number <= CLIENTS_MAX && failures < FAILURES_MAX; number++) {
            try {
                ClientStore store = ClientStore.openUnlessInUse(directory.resolve(Integer.toString(number)));
                if (store != null) {
                    store.onProblem(problem -> problems.accept(problem.message()));
                    return store;
                }
            } catch (ClientStoreException e) {
                failures++;
                why = failures == 1 ? e.getMessage() : why;
            }
        }
        tellNothingKept(why);
        return null;
    }

    /**
     * What {@code connect} makes of the first client that nobody is, or of null where that can't be used: who can't be kept works
     * all the same.
     *
     * @param connect closes the client in the end, unless it throws
     */
    public <T> T with(Function<@Nullable ClientStore, T> connect) {
        ClientStore store = take();
        try {
            T connected = connect.apply(store);
            synchronized (open) {
                if (store != null) {
                    open.add(store);
                }
            }
            return connected;
        } catch (ClientStoreException e) {
            if (store != null) {
                store.close();
            }
            tellNothingKept(e.getMessage());
            return connect.apply(null);
        }
    }

    /** Waits until what was changed is on the disk, or can't be; so long at most. */
    public void finish(Duration patience) {
        List<ClientStore> stores;
        synchronized (open) {
            stores = List.copyOf(open);
        }
        CompletableFuture<?>[] stored = stores.stream()
                .map(store -> store.whenStored().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(stored).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(
                    Level.DEBUG,
                    "not all changes could be stored: {0}",
                    e.getMessage()); // a store that is closed has done what it could
        }
    }

    private void tellNothingKept(@Nullable String why) {
        String problem = "This window works without a store on disk: " + why
                + ". Changes are sent as long as it is open; what is not sent when it closes is lost.";
        LOG.log(Level.WARNING, problem);
        problems.accept(problem);
    }

    /**
     * Sends what clients left that nobody is now, as far as their hubs answer.
     *
     * @param tokens what a hub asks for, by its address; null where nothing is known
     */
    public void deliverWhatIsLeft(Function<String, @Nullable String> tokens) {
        for (Path each : known()) {
            try {
                ClientStore store = ClientStore.openUnlessInUse(each);
                if (store != null) {
                    store.onProblem(problem -> problems.accept(problem.message()));
                    deliver(each, store, tokens);
                }
            } catch (ClientStoreException e) {
                LOG.log(Level.WARNING, "unsent changes of an earlier run can''t be sent: {0}", e.getMessage());
            }
        }
    }

    private List<Path> known() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "unsent changes of an earlier run can''t be sent: {0}", Reason.withoutFile(e));
            return List.of();
        }
    }

    private void deliver(Path client, ClientStore first, Function<String, @Nullable String> tokens) {
        Map<String, Integer> owed = first.unsent();
        String name = first.name();
        first.close();
        for (Map.Entry<String, Integer> hub : owed.entrySet()) {
            ClientStore store = ClientStore.openUnlessInUse(client);
            if (store == null) {
                return; // somebody took it, and sends what it owes
            }
            store.onProblem(problem -> problems.accept(problem.message()));
            LOG.log(Level.DEBUG, "sending {0} changes to {1}", hub.getValue(), hub.getKey());
            Identity identity = Identity.named(name).withToken(tokens.apply(hub.getKey()));
            try (HubConnection connection = HubConnection.open(hub.getKey(), identity, null, store)) {
                awaitDelivered(connection);
            }
        }
    }

    private static void awaitDelivered(HubConnection connection) {
        try {
            Attempts.repeat(() -> connection.unsent() == 0 ? connection : null, CHECK_PAUSE, DELIVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
