package dev.lockstep.desktop.connect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.client.HubProbe;
import dev.lockstep.client.Invite;
import dev.lockstep.hub.HostName;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubException;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.HubKey;
import dev.lockstep.hub.journal.JournalException;
import dev.lockstep.hub.journal.Retention;
import dev.lockstep.hub.journal.SqliteJournal;
import dev.lockstep.wire.Protocol;

/**
 * The hub on this machine's default port: found where one runs, else hosted by this program. Blocks; not for the JavaFX
 * thread. Safe for use by many threads.
 */
public final class LocalHub implements AutoCloseable {

    /** What a hub on this machine takes to answer, where the machine is not busy; each further question may take twice as long. */
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    /**
     * How long something that takes connections and says nothing may be a hub that is starting, and one that has the data, however slow the
     * machine is.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration LOOK_PAUSE = Duration.ofMillis(100);

    /**
     * A hub to go to.
     *
     * @param hosted whether this program runs it
     * @param local whether it is the one of this user on this machine, which this program may come to host
     * @param accepted which hub is to be worked with there whichever was before, as the person has chosen; null for no other
     */
    public record Found(
            String url,
            boolean hosted,
            boolean local,
            @Nullable String accepted) {

        public Found(String url, boolean hosted, boolean local) {
            this(url, hosted, local, null);
        }

        /** One that was chosen by its address: this program never hosts in its place. */
        public static Found at(String url) {
            return new Found(url, false, false);
        }

        /** The same, where a person has chosen to work with {@code hub}. */
        public Found accepting(@Nullable String hub) {
            return new Found(url, hosted, local, hub);
        }
    }

    private final int port;
    private final Path data;
    private final Duration patience;
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
        this(port, data, PATIENCE);
    }

    /** @param patience how long to wait for something that does not answer */
    LocalHub(int port, Path data, Duration patience) {
        this.port = port;
        this.data = data;
        this.patience = patience;
    }

    /**
     * @throws HubException where none runs and none can listen, with the reason for display
     * @throws JournalException where none runs and what is kept can't be used, with the reason for display
     */
    public Found findOrHost() {
        return findOrHost(null);
    }

    /**
     * As {@link #findOrHost()}, in place of a hub that is gone: this program hosts only where it has the data of that very hub, so that
     * nobody is shown other rooms.
     *
     * @param gone which hub: the hash of its public key
     */
    Found findOrTakeOver(String gone) {
        return findOrHost(gone);
    }

    private Found findOrHost(@Nullable String gone) {
        Search search = new Search(gone);
        try {
            Found found = Attempts.repeat(search::look, LOOK_PAUSE, patience);
            if (found != null) {
                return found;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubException("the program ends", e);
        }
        throw search.failure;
    }

    /** One search for the hub, in as many looks as it takes. */
    private final class Search {

        private final @Nullable String gone;
        private Duration answer = ANSWER;
        private RuntimeException failure = new HubException("nothing was tried", null);

        Search(@Nullable String gone) {
            this.gone = gone;
        }

        /** Null where the next look may find it: {@link #failure} says why this one did not. */
        @Nullable
        Found look() throws InterruptedException {
            synchronized (LocalHub.this) {
                Hub mine = hub;
                if (mine != null) {
                    return new Found(mine.url(), true, true);
                }
                HubProbe.Finding finding = HubProbe.ask(url(), answer);
                if (finding instanceof HubProbe.Finding.Hub found) {
                    return ofThisUser(found);
                } else if (finding instanceof HubProbe.Finding.NoHub other) {
                    throw new HubException(
                            "another program uses port " + port + " of this machine, and is no hub (" + other.reason()
                                    + "): end it, or join a hub elsewhere",
                            null);
                } else if (finding instanceof HubProbe.Finding.Silent) {
                    failure = new HubException(
                            "a program on port " + port
                                    + " of this machine takes connections and does not answer: if it is a hub,"
                                    + " it is very slow; else end it, or join a hub elsewhere",
                            null);
                    answer = min(answer.multipliedBy(2), ANSWER_MAX);
                    return null;
                }
                RuntimeException problem = host(gone);
                if (problem == null) {
                    return new Found(url(), true, true);
                }
                failure = problem;
                return null;
            }
        }
    }

    private Found ofThisUser(HubProbe.Finding.Hub found) {
        if (!found.sameUser()) {
            throw new HubException(
                    "the hub on port " + port
                            + " of this machine is another user's: to join it, choose \"Another hub\" and type " + url()
                            + " and its token, if it has one",
                    null);
        }
        return new Found(url(), false, true);
    }

    /** Why it can't be hosted now; null where it is. */
    private @Nullable RuntimeException host(@Nullable String gone) {
        if (gone != null && !gone.equals(HubKey.hubIdIn(data).orElse(null))) {
            return new HubException(
                    "the hub is gone, and its data are not this program's: it waits for the hub to come back", null);
        }
        String owner = "Lockstep on port " + port + ", process "
                + ProcessHandle.current().pid();
        try {
            hub = Hub.start(HubOptions.defaults().withPort(port), SqliteJournal.open(data, owner, Retention.DEFAULT));
            return null;
        } catch (JournalException e) {
            if (e.getCause() != null) {
                throw new JournalException( // nobody has the data: they can't be kept there, now or later
                        e.getMessage()
                                + ". Start the program with --data and a directory that can be written, or join a hub elsewhere",
                        e);
            }
            return e; // whoever has the data is about to listen
        } catch (HubException e) {
            return e; // somebody was faster: who that is, the next look finds
        }
    }

    private String url() {
        return "ws://127.0.0.1:" + port + Protocol.PATH;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Lets others in over the network who know {@code token}; see {@link Hub#share}.
     *
     * @param person who shares it, for those who look for hubs
     * @param color of that person
     * @return at which addresses
     * @throws HubException where it can't be, with the reason for people
     */
    public synchronized List<String> share(String token, String person, String color) {
        if (hub == null) {
            throw new HubException("this program hosts no hub; the one that does can share it", null);
        }
        return hub.share(token, HostName.here(person, color));
    }

    /** Where others reach it now; empty where it isn't shared. */
    public List<String> sharedAt() {
        Hub mine = hub;
        return mine == null ? List.of() : mine.sharedAt();
    }

    /** What others need to come in while it is shared with {@code token}. */
    public Invite invite(String token) {
        Hub mine = hub;
        if (mine == null) {
            throw new HubException("this program hosts no hub; the one that does can invite others", null);
        }
        List<String> addresses =
                mine.sharedAt().stream().map(url -> HubAddress.host(url)).toList();
        if (addresses.isEmpty()) {
            throw new HubException("this hub isn't shared now: share it, and make the invite then", null);
        }
        return new Invite(mine.identity(), mine.port(), addresses, token);
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
