package dev.lockstep.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.lockstep.disk.Disk;
import dev.lockstep.disk.Reason;
import dev.lockstep.disk.TwinFile;
import dev.lockstep.model.Json;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

/**
 * The identity of a store's client: the secret from which all its other secrets are derived, and its name. Not safe for use by many
 * threads.
 */
final class KeptIdentity {

    private static final Logger LOG = System.getLogger(KeptIdentity.class.getName());

    private static final String FILE = "client.json";
    private static final String SECRET = "secret";
    private static final String NAME = "name";
    private static final String HUBS = "hubs";

    private final Path directory;
    private final TwinFile file;
    private Json.Obj kept;

    private KeptIdentity(Path directory, TwinFile file, Json.Obj kept) {
        this.directory = directory;
        this.file = file;
        this.kept = kept;
    }

    /**
     * Reads who the client is. What is damaged is mended, or else a problem: the client is a new one then.
     *
     * @throws IOException where nothing can be read, and what is there can't be set aside
     */
    static KeptIdentity open(Disk disk, Path directory, StoreProblems problems) throws IOException {
        TwinFile file = new TwinFile(disk, directory.resolve(FILE), text -> parse(text) != null);
        TwinFile.Found found = file.open();
        Json.Obj kept = found.text() == null ? null : parse(found.text());
        if (found.state() == TwinFile.State.MENDED) {
            problems.add(new StoreProblem(
                    StoreProblem.Kind.MENDED,
                    "The file that says who you are was damaged (" + found.why()
                            + "). Nothing is lost: its copy has everything.",
                    null,
                    0,
                    found.aside()));
        } else if (kept == null && (found.state() != TwinFile.State.NEW || hasOutboxes(disk, directory))) {
            problems.add(lost(directory, found));
        }
        return new KeptIdentity(directory, file, kept == null ? Json.Obj.EMPTY : kept);
    }

    private static StoreProblem lost(Path directory, TwinFile.Found found) {
        return new StoreProblem(
                StoreProblem.Kind.IDENTITY_LOST,
                "The file in " + directory + " that says who you are can't be used ("
                        + (found.why().isEmpty() ? "it is missing" : found.why())
                        + "), nor can its copy. You go on as somebody new: what you did before counts as another person's, and"
                        + " you can't undo it. If you have a backup of the file, close the program and put it back.",
                null,
                0,
                found.aside());
    }

    /** A client that has changes to send has been somebody. */
    private static boolean hasOutboxes(Disk disk, Path directory) throws IOException {
        return disk.list(directory).stream().map(HubFiles::outboxOf).anyMatch(Objects::nonNull);
    }

    /** Empty where nobody was kept. */
    String name() {
        return text(NAME);
    }

    /**
     * The secret that was kept, or that of {@code wanted} where there was none; the name is kept too.
     *
     * @throws ClientStoreException where the secret is new and can't be kept: what is made with it would be nobody's
     */
    String secretOf(Identity wanted) {
        boolean isNew = kept.get(SECRET) == null;
        TreeMap<String, Json> members = new TreeMap<>(kept.members());
        members.put(SECRET, isNew ? Json.of(wanted.secret()) : Json.of(text(SECRET)));
        members.put(NAME, Json.of(wanted.name()));
        Json.Obj now = new Json.Obj(members);
        if (!now.equals(kept)) {
            try {
                file.write(now.toString());
            } catch (IOException e) {
                String reason = Reason.withoutFile(e);
                if (isNew) {
                    throw new ClientStoreException(
                            "who you are can't be kept in " + directory + ": " + reason
                                    + "; make it writable, or free some space",
                            e);
                }
                LOG.log(Level.WARNING, "the name can''t be stored in {0}: {1}", directory, reason);
            }
            kept = now;
        }
        return text(SECRET);
    }

    /** The hubs that the client has met. */
    KnownHubs hubs() {
        return KnownHubs.read(kept.get(HUBS));
    }

    /** Keeps what has become known of hubs; where it can't be kept, it is found out again at the next start. */
    void keep(KnownHubs hubs) {
        TreeMap<String, Json> members = new TreeMap<>(kept.members());
        members.put(HUBS, hubs.toJson());
        kept = new Json.Obj(members);
        try {
            file.write(kept.toString());
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "the hub''s identity can''t be stored in {0}: {1}",
                    directory,
                    Reason.withoutFile(e));
        }
    }

    private String text(String member) {
        return kept.get(member) instanceof Json.Text text ? text.value() : "";
    }

    /** Null where {@code text} says of nobody who that is. */
    private static Json.@Nullable Obj parse(String text) {
        try {
            return JsonParser.parse(text) instanceof Json.Obj object && object.get(SECRET) instanceof Json.Text
                    ? object
                    : null;
        } catch (MalformedException e) {
            return null;
        }
    }
}
