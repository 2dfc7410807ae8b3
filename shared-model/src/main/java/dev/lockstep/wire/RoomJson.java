package dev.lockstep.wire;

import java.util.List;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.model.Segment;

/** What rooms are made of, as JSON: the same in messages and in a hub's log. Stateless. */
public final class RoomJson {

    private RoomJson() {}

    /** Reads limits; those that an older version doesn't know are as by default. */
    public static Limits limits(Fields limits) throws MalformedException {
        return new Limits(
                limits.count("frameBytes", 1),
                limits.count("valueBytes", 1),
                limits.count("opsPerCommit", 1),
                limits.count("keysPerRoom", 1),
                limits.integer("bytesPerRoom", 1, Limits.DEFAULT.bytesPerRoom()),
                limits.has("waitingLocks") ? limits.count("waitingLocks", 1) : Limits.DEFAULT.waitingLocks());
    }

    /** Writes the members of {@code limits}. */
    public static void write(JsonText text, Limits limits) {
        text.put("frameBytes", limits.frameBytes())
                .put("valueBytes", limits.valueBytes())
                .put("opsPerCommit", limits.opsPerCommit())
                .put("keysPerRoom", limits.keysPerRoom())
                .put("bytesPerRoom", limits.bytesPerRoom())
                .put("waitingLocks", limits.waitingLocks());
    }

    /** Reads an entry. */
    public static Entry entry(Fields entry) throws MalformedException {
        String createdBy = entry.textOrNull("by");
        return new Entry(
                entry.text("key"),
                entry.json("value"),
                entry.integer("version", 1),
                entry.integer("created", 1),
                createdBy,
                entry.has("changedBy") ? entry.text("changedBy") : createdBy);
    }

    /** Writes the members of {@code entry}. */
    public static void write(JsonText text, Entry entry) {
        text.put("key", entry.key())
                .put("value", entry.value())
                .put("version", entry.version())
                .put("created", entry.created());
        String createdBy = entry.createdBy();
        String changedBy = entry.changedBy();
        if (createdBy != null) {
            text.put("by", createdBy);
        }
        if (changedBy != null && !changedBy.equals(createdBy)) {
            text.put("changedBy", changedBy);
        }
    }

    /** Reads commits and the names of their authors. */
    public static Segment segment(Fields fields) throws MalformedException {
        return new Segment(fields.objects("commits", RoomJson::commit), fields.textsByName("authors"));
    }

    /** Writes commits and the names of their authors. */
    @CanIgnoreReturnValue
    public static JsonText write(JsonText text, Segment segment) {
        return text.objects("commits", segment.commits(), RoomJson::write).texts("authors", segment.authors());
    }

    /** An id means something only beside the client that counted it. */
    static Commit commit(Fields commit) throws MalformedException {
        String client = commit.textOrNull("client");
        return commit(
                commit.integer("seq", 1),
                client,
                client == null ? 0 : commit.integer("id", 1),
                commit.integer("at", 0),
                Operations.read(commit.items("ops")),
                commit);
    }

    /** @param rest has what few commits have */
    static Commit commit(long seq, @Nullable String client, long id, long at, List<Operation> ops, Fields rest)
            throws MalformedException {
        return new Commit(
                seq,
                client,
                id,
                at,
                ops,
                rest.objects("locks", RoomJson::lockInfo),
                rest.flag("quiet", false),
                Operations.rulesOrNull(rest),
                AccessJson.readOrNull(rest));
    }

    /** A name and a fence mean something only beside the session that holds the lock. */
    static LockInfo lockInfo(Fields lock) throws MalformedException {
        String key = lock.text("key");
        String session = lock.textOrNull("session");
        int waiting = (int) Math.min(Integer.MAX_VALUE, lock.integer("waiting", 0, 0));
        return session == null
                ? new LockInfo(key, null, null, 0, waiting)
                : new LockInfo(key, session, lock.text("name"), lock.integer("fence", 1), waiting);
    }

    /** Writes the members of {@code commit}. */
    public static void write(JsonText text, Commit commit) {
        text.put("seq", commit.seq());
        if (commit.client() != null) {
            text.put("client", commit.client()).put("id", commit.id());
        }
        text.put("at", commit.at());
        text.objects("ops", commit.ops(), Operations::write);
        writeRest(text, commit);
    }

    /** What few commits have. */
    static void writeRest(JsonText text, Commit commit) {
        if (!commit.locks().isEmpty()) {
            text.objects("locks", commit.locks(), RoomJson::write);
        }
        if (commit.quiet()) {
            text.put("quiet", true);
        }
        Operations.write(text, commit.rules());
        if (commit.access() != null) {
            AccessJson.write(text, commit.access());
        }
    }

    static void write(JsonText text, LockInfo lock) {
        text.put("key", lock.key());
        if (lock.session() == null) {
            text.put("session", Json.ofNull());
        } else {
            text.put("session", lock.session())
                    .put("name", String.valueOf(lock.name()))
                    .put("fence", lock.fence());
        }
        text.put("waiting", lock.waiting());
    }
}
