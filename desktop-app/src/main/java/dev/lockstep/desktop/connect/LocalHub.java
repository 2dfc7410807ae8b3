package dev.lockstep.desktop.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubException;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.model.Json;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.Protocol;

/**
 * The hub on this machine's default port: found where one runs, else hosted by this program. Blocks; not for the JavaFX
 * thread. Safe for use by many threads.
 */
public final class LocalHub implements AutoCloseable {

    private static final int ANSWER_MILLIS = 500;

    /** What a hub says of itself is a line; of what something else says no more is read. */
    private static final int ANSWER_MAX = 4_096;

    /** Two programs that start at once both find no hub; the one that loses the port looks for the other's for so long. */
    private static final long LOOK_MILLIS = 2_000;

    /** The one that loses the data knows that there is a hub to come, however slow the machine is. */
    private static final long LOOK_FOR_OWNER_MILLIS = 15_000;

    private static final long LOOK_PAUSE_MILLIS = 100;

    /** @param hosted whether this program runs it */
    public record Found(String url, boolean hosted) {}

    private final int port;
    private final Path data;
    private volatile @Nullable Hub hub; // written under this

    /**
     * On the default port.
     *
     * @param data where rooms are kept if this program hosts them
     */
    public LocalHub(Path data) {
        this(Protocol.DEFAULT_PORT, data);
    }

    /** @param data where rooms are kept if this program hosts them */
    public LocalHub(int port, Path data) {
        this.port = port;
        this.data = data;
    }

    /**
     * @throws HubException where none runs and none can listen, with the reason for people
     * @throws JournalException where none runs and what is kept can't be used, with the reason for people
     */
    public synchronized Found findOrHost() {
        if (hub != null) {
            return new Found(hub.url(), true);
        }
        if (answers()) {
            return found();
        }
        try {
            Hub started = host();
            hub = started;
            return new Found(started.url(), true);
        } catch (HubException e) {
            String why = "another program uses port " + port
                    + " of this machine, and is no hub: end it, or join a hub elsewhere";
            return foundSoonOr(new HubException(why, e), LOOK_MILLIS);
        } catch (JournalException e) {
            return foundSoonOr(e, LOOK_FOR_OWNER_MILLIS);
        }
    }

    private Hub host() {
        String owner = "Lockstep on port " + port + ", process "
                + ProcessHandle.current().pid();
        return Hub.start(HubOptions.defaults().withPort(port), SqliteJournal.open(data, owner, Retention.DEFAULT));
    }

    private Found found() {
        return new Found("ws://127.0.0.1:" + port + Protocol.PATH, false);
    }

    private Found foundSoonOr(RuntimeException failure, long millis) {
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            while (System.nanoTime() < end) {
                if (answers()) {
                    return found();
                }
                wait(LOOK_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw failure;
    }

    /** Whether what listens there is a hub of this protocol; something else may take its time, which nobody waits for. */
    private boolean answers() {
        HttpURLConnection connection = connection();
        try {
            return CompletableFuture.supplyAsync(() -> isHub(connection)).get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection connection() {
        try {
            URL health = URI.create("http://127.0.0.1:" + port + Protocol.HEALTH_PATH)
                    .toURL();
            return (HttpURLConnection) health.openConnection(Proxy.NO_PROXY);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is opened yet
        }
    }

    private static boolean isHub(HttpURLConnection connection) {
        connection.setConnectTimeout(ANSWER_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Connection", "close"); // to be asked anew the next time: it may have gone
        try {
            boolean well =
                    connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST; // one that can't store is not
            try (InputStream body = well ? connection.getInputStream() : connection.getErrorStream()) {
                String answer = body == null ? "" : new String(body.readNBytes(ANSWER_MAX), StandardCharsets.UTF_8);
                return JsonParser.parse(answer) instanceof Json.Obj said
                        && Json.of(Protocol.VERSION).equals(said.get("protocol"));
            }
        } catch (IOException | MalformedException e) {
            return false;
        }
    }

    /** Whether {@code url} is where it is found. */
    public boolean isAt(String url) {
        return url.equals(found().url());
    }

    /**
     * Lets others in over the network who know {@code token}; see {@link Hub#share}.
     *
     * @return at which addresses
     * @throws HubException where it can't be, with the reason for people
     */
    public synchronized List<String> share(String token) {
        if (hub == null) {
            throw new HubException("this program hosts no hub; the one that does can share it", null);
        }
        return hub.share(token);
    }

    /** Is for this machine alone again. */
    public synchronized void unshare() {
        if (hub != null) {
            hub.unshare();
        }
    }

    /** Whether this program runs the hub. */
    public boolean isHosting() {
        return hub != null;
    }

    /** Stops the hub if this program hosts it. */
    @Override
    public synchronized void close() {
        if (hub != null) {
            hub.close();
            hub = null;
        }
    }
}
