package dev.lockstep.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Commit;
import dev.lockstep.model.CommitRequest;
import dev.lockstep.model.Entry;
import dev.lockstep.model.Json;
import dev.lockstep.model.Limits;
import dev.lockstep.model.LockInfo;
import dev.lockstep.model.Operation;
import dev.lockstep.model.RefusalCode;

/**
 * Messages to JSON text and back. Unknown members are ignored, so the protocol may grow. Stateless.
 *
 * <p>The hub's side meets strangers and answers each kind of nonsense by name ({@link Decoded}); the client's side meets
 * its hub, and takes nonsense for a broken connection ({@link MalformedException}).
 */
public final class WireCodec {

    private WireCodec() {}

    // ---- at the hub: decode what clients say

    /** Never throws; whatever {@code frame} is. */
    public static Decoded decodeClient(String frame) {
        try {
            Fields fields = Fields.of(JsonParser.parse(frame), "a message");
            return decodeClient(fields.text("type"), fields);
        } catch (MalformedException e) {
            return new Decoded.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Decoded decodeClient(String type, Fields fields) throws MalformedException {
        if (type.equals("commit") || type.equals("lock") || type.equals("unlock")) {
            return decodeRequest(type, fields);
        }
        ClientMessage message = switch (type) {
            case "hello" ->
                new ClientMessage.Hello(
                        fields.count("protocol", 0),
                        fields.text("client"),
                        fields.text("secret"),
                        fields.text("name"),
                        fields.has("color") ? fields.text("color") : "",
                        fields.textOrNull("token"));
            case "join" -> new ClientMessage.Join(fields.text("room"), since(fields));
            case "leave" -> new ClientMessage.Leave(fields.text("room"));
            case "refresh" -> {
                fields.require("keys");
                yield new ClientMessage.Refresh(fields.text("room"), fields.texts("keys"));
            }
            case "presence" -> new ClientMessage.Presence(fields.text("room"), fields.json("value"));
            case "signal" -> new ClientMessage.Signal(fields.text("room"), fields.json("value"));
            default -> null;
        };
        return message == null ? new Decoded.UnknownType(type) : new Decoded.Message(message);
    }

    /** A request of known room and id is answered by its id, whatever else is wrong with it: its author waits for that. */
    private static Decoded decodeRequest(String type, Fields fields) throws MalformedException {
        String room = fields.text("room");
        long id = fields.integer("id", 1);
        fields.require(
                switch (type) {
                    case "commit" -> "ops";
                    case "lock" -> "keys";
                    default -> "fence";
                });
        try {
            return new Decoded.Message(
                    switch (type) {
                        case "commit" -> new ClientMessage.Commit(room, id, commitRequest(fields));
                        case "lock" ->
                            new ClientMessage.Lock(room, id, fields.texts("keys"), fields.integer("waitMillis", 0, 0));
                        default -> new ClientMessage.Unlock(room, id, fields.integer("fence", 1));
                    });
        } catch (MalformedException e) {
            return new Decoded.Invalid(room, id, String.valueOf(e.getMessage()), null);
        }
    }

    private static CommitRequest commitRequest(Fields fields) throws MalformedException {
        return new CommitRequest(
                operations(fields.items("ops")),
                fields.objects(
                        "if",
                        condition ->
                                new CommitRequest.Condition(condition.text("key"), condition.integer("version", 0))),
                fields.integers("fences", 1),
                fields.flag("quiet", false));
    }

    private static ClientMessage.@Nullable Since since(Fields fields) throws MalformedException {
        if (!fields.has("since")) {
            return null;
        }
        Fields since = fields.object("since");
        return new ClientMessage.Since(since.text("epoch"), since.integer("seq", 0));
    }

    private static List<Operation> operations(List<Json> items) throws MalformedException {
        Operation[] ops = new Operation[items.size()];
        for (int i = 0; i < ops.length; i++) {
            ops[i] = operation(Fields.of(items.get(i), "an operation"));
        }
        return List.of(ops);
    }

    private static Operation operation(Fields op) throws MalformedException {
        if (op.has("put")) {
            return new Operation.Put(op.text("put"), op.json("value"));
        } else if (op.has("merge")) {
            return new Operation.Merge(op.text("merge"), op.json("value"));
        } else if (op.has("add")) {
            return new Operation.Add(op.text("add"), op.number("by"));
        } else if (op.has("remove")) {
            return new Operation.Remove(op.text("remove"));
        }
        throw new MalformedException("an operation is one of put, merge, add and remove");
    }

    // ---- at the client: decode what the hub says

    /**
     * What the hub said; null for a type that this version doesn't know, which is to be ignored.
     *
     * @throws MalformedException where {@code frame} is no message
     */
    public static @Nullable HubMessage decodeHub(String frame) throws MalformedException {
        Fields fields = Fields.of(JsonParser.parse(frame), "a message");
        return switch (fields.text("type")) {
            case "welcome" ->
                new HubMessage.Welcome(
                        fields.count("protocol", 1),
                        fields.text("hub"),
                        fields.text("session"),
                        fields.flag("resumed", false),
                        fields.text("name"),
                        fields.integer("pingMillis", 1),
                        fields.integer("leaseMillis", 0),
                        limits(fields.object("limits")));
            case "snapshot" ->
                new HubMessage.Snapshot(
                        fields.text("room"),
                        fields.text("epoch"),
                        fields.integer("seq", 0),
                        fields.objects("entries", WireCodec::entry),
                        fields.flag("more", false));
            case "joined" ->
                new HubMessage.Joined(
                        fields.text("room"),
                        fields.text("epoch"),
                        fields.integer("seq", 0),
                        fields.text("role"),
                        fields.objects("locks", WireCodec::lockInfo),
                        fields.objects("members", WireCodec::member));
            case "left" -> new HubMessage.Left(fields.text("room"));
            case "changes" -> new HubMessage.Changes(fields.text("room"), fields.objects("commits", WireCodec::commit));
            case "applied" ->
                new HubMessage.Applied(
                        fields.text("room"),
                        fields.integer("id", 1),
                        fields.integer("seq", 0),
                        fields.flag("changed", true));
            case "refused" ->
                new HubMessage.Refused(
                        fields.text("room"),
                        fields.integer("id", 1),
                        RefusalCode.ofWireName(fields.text("code")).orElse(RefusalCode.FORBIDDEN),
                        fields.text("message"),
                        fields.textOrNull("key"));
            case "granted" ->
                new HubMessage.Granted(
                        fields.text("room"),
                        fields.integer("id", 1),
                        fields.texts("keys"),
                        fields.integer("fence", 1),
                        fields.integer("leaseMillis", 0, Protocol.LEASE_MILLIS));
            case "lost" ->
                new HubMessage.Lost(
                        fields.text("room"), fields.integer("fence", 1), fields.texts("keys"), fields.text("reason"));
            case "refresh" -> new HubMessage.Refresh(fields.text("room"), fields.texts("keys"), fields.text("session"));
            case "presence" ->
                new HubMessage.Presence(
                        fields.text("room"), fields.objects("members", WireCodec::member), fields.texts("left"));
            case "signal" -> new HubMessage.Signal(fields.text("room"), fields.text("session"), fields.json("value"));
            case "error" -> new HubMessage.Fault(errorCode(fields.text("code")), fields.text("message"));
            default -> null;
        };
    }

    private static Limits limits(Fields limits) throws MalformedException {
        return new Limits(
                limits.count("frameBytes", 1),
                limits.count("valueBytes", 1),
                limits.count("opsPerCommit", 1),
                limits.count("keysPerRoom", 1));
    }

    private static Entry entry(Fields entry) throws MalformedException {
        return new Entry(
                entry.text("key"), entry.json("value"), entry.integer("version", 1), entry.integer("created", 1));
    }

    private static Commit commit(Fields commit) throws MalformedException {
        return new Commit(
                commit.integer("seq", 1),
                commit.textOrNull("client"),
                commit.integer("id", 1, 0),
                commit.integer("at", 0),
                operations(commit.items("ops")),
                commit.objects("locks", WireCodec::lockInfo),
                commit.flag("quiet", false));
    }

    private static LockInfo lockInfo(Fields lock) throws MalformedException {
        return new LockInfo(
                lock.text("key"),
                lock.textOrNull("session"),
                lock.textOrNull("name"),
                lock.integer("fence", 0, 0),
                (int) Math.min(Integer.MAX_VALUE, lock.integer("waiting", 0, 0)));
    }

    private static HubMessage.Member member(Fields member) throws MalformedException {
        return new HubMessage.Member(
                member.text("session"),
                member.text("client"),
                member.text("name"),
                member.has("color") ? member.text("color") : "",
                member.has("value") ? member.json("value") : Json.ofNull());
    }

    private static HubMessage.ErrorCode errorCode(String wireName) {
        for (HubMessage.ErrorCode code : HubMessage.ErrorCode.values()) {
            if (code.wireName().equals(wireName)) {
                return code;
            }
        }
        return HubMessage.ErrorCode.MALFORMED;
    }

    // ---- encode what clients say

    public static String encode(ClientMessage message) {
        if (message instanceof ClientMessage.Hello hello) {
            JsonText text = JsonText.message("hello")
                    .put("protocol", hello.protocol())
                    .put("client", hello.client())
                    .put("secret", hello.secret())
                    .put("name", hello.name())
                    .put("color", hello.color());
            return (hello.token() == null ? text : text.put("token", hello.token())).end();
        } else if (message instanceof ClientMessage.Join join) {
            JsonText text = JsonText.message("join").put("room", join.room());
            if (join.since() != null) {
                ClientMessage.Since since = join.since();
                text.object("since", s -> s.put("epoch", since.epoch()).put("seq", since.seq()));
            }
            return text.end();
        } else if (message instanceof ClientMessage.Leave leave) {
            return JsonText.message("leave").put("room", leave.room()).end();
        } else if (message instanceof ClientMessage.Commit commit) {
            return encode(commit);
        } else if (message instanceof ClientMessage.Lock lock) {
            return JsonText.message("lock")
                    .put("room", lock.room())
                    .put("id", lock.id())
                    .texts("keys", lock.keys())
                    .put("waitMillis", lock.waitMillis())
                    .end();
        } else if (message instanceof ClientMessage.Unlock unlock) {
            return JsonText.message("unlock")
                    .put("room", unlock.room())
                    .put("id", unlock.id())
                    .put("fence", unlock.fence())
                    .end();
        } else if (message instanceof ClientMessage.Refresh refresh) {
            return JsonText.message("refresh")
                    .put("room", refresh.room())
                    .texts("keys", refresh.keys())
                    .end();
        } else if (message instanceof ClientMessage.Presence presence) {
            return JsonText.message("presence")
                    .put("room", presence.room())
                    .put("value", presence.value())
                    .end();
        } else if (message instanceof ClientMessage.Signal signal) {
            return JsonText.message("signal")
                    .put("room", signal.room())
                    .put("value", signal.value())
                    .end();
        }
        throw new AssertionError("a message without JSON: " + message);
    }

    private static String encode(ClientMessage.Commit commit) {
        CommitRequest request = commit.request();
        JsonText text = JsonText.message("commit")
                .put("room", commit.room())
                .put("id", commit.id())
                .objects("ops", request.ops(), WireCodec::write);
        if (!request.conditions().isEmpty()) {
            text.objects(
                    "if",
                    request.conditions(),
                    (t, condition) -> t.put("key", condition.key()).put("version", condition.version()));
        }
        if (!request.fences().isEmpty()) {
            text.integers("fences", request.fences());
        }
        if (request.quiet()) {
            text.put("quiet", true);
        }
        return text.end();
    }

    // ---- encode what the hub says

    public static String encode(HubMessage message) {
        if (message instanceof HubMessage.Welcome welcome) {
            return JsonText.message("welcome")
                    .put("protocol", welcome.protocol())
                    .put("hub", welcome.hub())
                    .put("session", welcome.session())
                    .put("resumed", welcome.resumed())
                    .put("name", welcome.name())
                    .put("pingMillis", welcome.pingMillis())
                    .put("leaseMillis", welcome.leaseMillis())
                    .object(
                            "limits",
                            limits -> limits.put("frameBytes", welcome.limits().frameBytes())
                                    .put("valueBytes", welcome.limits().valueBytes())
                                    .put("opsPerCommit", welcome.limits().opsPerCommit())
                                    .put("keysPerRoom", welcome.limits().keysPerRoom()))
                    .end();
        } else if (message instanceof HubMessage.Snapshot snapshot) {
            return JsonText.message("snapshot")
                    .put("room", snapshot.room())
                    .put("epoch", snapshot.epoch())
                    .put("seq", snapshot.seq())
                    .objects("entries", snapshot.entries(), WireCodec::write)
                    .put("more", snapshot.more())
                    .end();
        } else if (message instanceof HubMessage.Joined joined) {
            return JsonText.message("joined")
                    .put("room", joined.room())
                    .put("epoch", joined.epoch())
                    .put("seq", joined.seq())
                    .put("role", joined.role())
                    .objects("locks", joined.locks(), WireCodec::write)
                    .objects("members", joined.members(), WireCodec::write)
                    .end();
        } else if (message instanceof HubMessage.Left left) {
            return JsonText.message("left").put("room", left.room()).end();
        } else if (message instanceof HubMessage.Changes changes) {
            return JsonText.message("changes")
                    .put("room", changes.room())
                    .objects("commits", changes.commits(), WireCodec::write)
                    .end();
        } else if (message instanceof HubMessage.Presence presence) {
            return JsonText.message("presence")
                    .put("room", presence.room())
                    .objects("members", presence.members(), WireCodec::write)
                    .texts("left", presence.left())
                    .end();
        } else if (message instanceof HubMessage.Refresh refresh) {
            return JsonText.message("refresh")
                    .put("room", refresh.room())
                    .texts("keys", refresh.keys())
                    .put("session", refresh.session())
                    .end();
        } else if (message instanceof HubMessage.Signal signal) {
            return JsonText.message("signal")
                    .put("room", signal.room())
                    .put("session", signal.session())
                    .put("value", signal.value())
                    .end();
        } else if (message instanceof HubMessage.Fault fault) {
            return JsonText.message("error")
                    .put("code", fault.code().wireName())
                    .put("message", fault.message())
                    .end();
        }
        return encodeAnswer(message);
    }

    private static String encodeAnswer(HubMessage message) {
        if (message instanceof HubMessage.Applied applied) {
            return JsonText.message("applied")
                    .put("room", applied.room())
                    .put("id", applied.id())
                    .put("seq", applied.seq())
                    .put("changed", applied.changed())
                    .end();
        } else if (message instanceof HubMessage.Refused refused) {
            JsonText text = JsonText.message("refused")
                    .put("room", refused.room())
                    .put("id", refused.id())
                    .put("code", refused.code().wireName())
                    .put("message", refused.message());
            return (refused.key() == null ? text : text.put("key", refused.key())).end();
        } else if (message instanceof HubMessage.Granted granted) {
            return JsonText.message("granted")
                    .put("room", granted.room())
                    .put("id", granted.id())
                    .texts("keys", granted.keys())
                    .put("fence", granted.fence())
                    .put("leaseMillis", granted.leaseMillis())
                    .end();
        } else if (message instanceof HubMessage.Lost lost) {
            return JsonText.message("lost")
                    .put("room", lost.room())
                    .put("fence", lost.fence())
                    .texts("keys", lost.keys())
                    .put("reason", lost.reason())
                    .end();
        }
        throw new AssertionError("a message without JSON: " + message);
    }

    // ---- the parts of messages

    private static void write(JsonText text, Operation op) {
        if (op instanceof Operation.Put put) {
            text.put("put", put.key()).put("value", put.value());
        } else if (op instanceof Operation.Merge merge) {
            text.put("merge", merge.key()).put("value", merge.value());
        } else if (op instanceof Operation.Add add) {
            text.put("add", add.key()).put("by", Json.of(add.by()));
        } else if (op instanceof Operation.Remove remove) {
            text.put("remove", remove.key());
        }
    }

    private static void write(JsonText text, Entry entry) {
        text.put("key", entry.key())
                .put("value", entry.value())
                .put("version", entry.version())
                .put("created", entry.created());
    }

    private static void write(JsonText text, Commit commit) {
        text.put("seq", commit.seq());
        if (commit.client() != null) {
            text.put("client", commit.client()).put("id", commit.id());
        }
        text.put("at", commit.at());
        text.objects("ops", commit.ops(), WireCodec::write);
        if (!commit.locks().isEmpty()) {
            text.objects("locks", commit.locks(), WireCodec::write);
        }
        if (commit.quiet()) {
            text.put("quiet", true);
        }
    }

    private static void write(JsonText text, LockInfo lock) {
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

    private static void write(JsonText text, HubMessage.Member member) {
        text.put("session", member.session())
                .put("client", member.client())
                .put("name", member.name())
                .put("color", member.color())
                .put("value", member.value());
    }
}
