package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.ClientStore;
import dev.lockstep.client.ClientStoreException;
import dev.lockstep.client.HubConnection;
import dev.lockstep.client.Identity;

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

    /** How long it is tried to send what others left; it stays where it is if that is in vain. */
    private static final long DELIVERY_MILLIS = 30_000;

    private static final long LOOK_MILLIS = 100;

    private final Path directory;

    /** @param directory where clients are kept */
    public Clients(Path directory) {
        this.directory = directory;
    }

    /** The first client that nobody is; null where nothing can be kept, which is logged. */
    public synchronized @Nullable ClientStore take() {
        try {
            for (int number = 1; number <= CLIENTS_MAX; number++) {
                ClientStore store = ClientStore.openUnlessInUse(directory.resolve(Integer.toString(number)));
                if (store != null) {
                    return store;
                }
            }
            LOG.log(Level.WARNING, "nothing is kept for this window: there are {0} others", CLIENTS_MAX);
        } catch (ClientStoreException e) {
            LOG.log(Level.WARNING, "nothing is kept for this window: {0}", e.getMessage());
        }
        return null;
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
                    deliver(each, store, tokens);
                }
            } catch (ClientStoreException e) {
                LOG.log(Level.WARNING, "what was left can''t be sent: {0}", e.getMessage());
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
            LOG.log(Level.WARNING, "what was left can''t be sent: {0}", e.getMessage());
            return List.of();
        }
    }

    private void deliver(Path client, ClientStore first, Function<String, @Nullable String> tokens) {
        Map<String, Integer> owed = first.owed();
        String name = first.name();
        first.close();
        for (Map.Entry<String, Integer> hub : owed.entrySet()) {
            ClientStore store = ClientStore.openUnlessInUse(client);
            if (store == null) {
                return; // somebody took it, and sends what it owes
            }
            LOG.log(Level.DEBUG, "sending {0} changes to {1}", hub.getValue(), hub.getKey());
            Identity identity = Identity.named(name).withToken(tokens.apply(hub.getKey()));
            try (HubConnection connection = HubConnection.open(hub.getKey(), identity, null, store)) {
                awaitDelivered(connection);
            }
        }
    }

    private synchronized void awaitDelivered(HubConnection connection) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DELIVERY_MILLIS);
        try {
            while (connection.owed() > 0 && System.nanoTime() < end) {
                wait(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
