package dev.lockstep.hub.journal;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Access;
import dev.lockstep.model.Answer;
import dev.lockstep.model.Command;
import dev.lockstep.model.Limits;
import dev.lockstep.model.Role;
import dev.lockstep.model.RoomSnapshot;
import dev.lockstep.model.RoomState;
import dev.lockstep.model.Segment;
import dev.lockstep.wire.AccessJson;
import dev.lockstep.wire.Fields;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.JsonText;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.Operations;
import dev.lockstep.wire.RoomJson;

/**
 * Commands and snapshots of rooms as JSON, for a log that people can read: {@code {"type":"submit","session":"s1",…}}.
 * Unknown members are ignored, so a later version may add some. Stateless.
 */
public final class LogCodec {

    private static final String INVITED_AS = "invitedAs";

    private LogCodec() {}

    /** The JSON of a command in a log. */
    public static String encode(Command command) {
        return command.accept(ENCODER);
    }

    private static final Command.Visitor<String> ENCODER = new Command.Visitor<>() {

        @Override
        public String enter(Command.Enter enter) {

            JsonText text = JsonText.message("enter")
                    .put("session", enter.session())
                    .put("client", enter.client())
                    .put("name", enter.name());
            if (enter.hostsHub()) {
                text.put("hostsHub", true);
            }
            Role invitedAs = enter.invitedAs();
            return (invitedAs == null ? text : text.put(INVITED_AS, invitedAs.wireName())).end();
        }

        @Override
        public String leave(Command.Leave leave) {

            return JsonText.message("leave").put("session", leave.session()).end();
        }

        @Override
        public String detach(Command.Detach detach) {

            return JsonText.message("detach").put("session", detach.session()).end();
        }

        @Override
        public String configure(Command.Configure configure) {

            return JsonText.message("configure")
                    .object("limits", text -> RoomJson.write(text, configure.limits()))
                    .put("leaseMillis", configure.leaseMillis())
                    .end();
        }

        @Override
        public String detachAll(Command.DetachAll command) {

            return JsonText.message("detach-all").end();
        }

        @Override
        public String submit(Command.Submit submit) {

            JsonText text =
                    JsonText.message("submit").put("session", submit.session()).put("id", submit.id());
            Operations.write(text, submit.request());
            return text.end();
        }

        @Override
        public String lock(Command.Lock lock) {

            return JsonText.message("lock")
                    .put("session", lock.session())
                    .put("id", lock.id())
                    .texts("keys", lock.keys())
                    .put("waitMillis", lock.waitMillis())
                    .end();
        }

        @Override
        public String unlock(Command.Unlock unlock) {

            return JsonText.message("unlock")
                    .put("session", unlock.session())
                    .put("id", unlock.id())
                    .put("fence", unlock.fence())
                    .end();
        }

        @Override
        public String endWait(Command.EndWait endWait) {

            return JsonText.message("end-wait")
                    .put("session", endWait.session())
                    .put("id", endWait.id())
                    .put("request", endWait.request())
                    .end();
        }

        @Override
        public String breakLock(Command.BreakLock breakLock) {

            return JsonText.message("break-lock")
                    .put("session", breakLock.session())
                    .put("id", breakLock.id())
                    .put("fence", breakLock.fence())
                    .end();
        }

        @Override
        public String setRules(Command.SetRules rules) {

            JsonText text = JsonText.message("rules")
                    .put("session", rules.session())
                    .put("id", rules.id())
                    .put("byHost", rules.byHost());
            return Operations.write(text, rules.rules()).end();
        }

        @Override
        public String setAccess(Command.SetAccess access) {

            JsonText text =
                    JsonText.message("access").put("session", access.session()).put("id", access.id());
            return AccessJson.write(text, access.change()).end();
        }

        @Override
        public String adopt(Command.Adopt adopt) {

            JsonText text = JsonText.message("adopt");
            AccessJson.write(text, adopt.access());
            return text.end();
        }

        @Override
        public String postponeDeadlines(Command.PostponeDeadlines skip) {

            return JsonText.message("skip").put("millis", skip.millis()).end();
        }

        @Override
        public String setBack(Command.SetBack setBack) {

            return JsonText.message("set-back").put("millis", setBack.millis()).end();
        }

        @Override
        public String tick(Command.Tick command) {

            return JsonText.message("tick").end();
        }
    };

    /** @throws MalformedException where {@code text} is no command */
    public static Command decodeCommand(String text) throws MalformedException {
        Fields fields = Fields.of(JsonParser.parse(text), "a command");
        return switch (fields.text("type")) {
            case "enter" ->
                new Command.Enter(
                        fields.text("session"),
                        fields.text("client"),
                        fields.text("name"),
                        fields.flag("hostsHub", false),
                        invitedAs(fields));
            case "leave" -> new Command.Leave(fields.text("session"));
            case "detach" -> new Command.Detach(fields.text("session"));
            case "configure" ->
                new Command.Configure(RoomJson.limits(fields.object("limits")), fields.integer("leaseMillis", 0));
            case "detach-all" -> new Command.DetachAll();
            case "submit" ->
                new Command.Submit(fields.text("session"), fields.integer("id", 1), Operations.readRequest(fields));
            case "lock" ->
                new Command.Lock(
                        fields.text("session"),
                        fields.integer("id", 1),
                        fields.texts("keys"),
                        fields.integer("waitMillis", 0));
            case "unlock" ->
                new Command.Unlock(fields.text("session"), fields.integer("id", 1), fields.integer("fence", 1));
            case "end-wait" ->
                new Command.EndWait(fields.text("session"), fields.integer("id", 1), fields.integer("request", 1));
            case "break-lock" ->
                new Command.BreakLock(fields.text("session"), fields.integer("id", 1), fields.integer("fence", 1));
            case "rules" ->
                new Command.SetRules(
                        fields.text("session"),
                        fields.integer("id", 1),
                        Operations.rules(fields),
                        fields.flag("byHost", false));
            case "access" ->
                new Command.SetAccess(fields.text("session"), fields.integer("id", 1), AccessJson.readChange(fields));
            case "adopt" -> new Command.Adopt(AccessJson.read(fields, "access"));
            case "skip" -> new Command.PostponeDeadlines(fields.integer("millis", 1));
            case "set-back" -> new Command.SetBack(fields.integer("millis", 0));
            case "tick" -> new Command.Tick();
            default -> throw new MalformedException("no command is called " + fields.text("type"));
        };
    }

    /** The commits as {@code changes} tells them. */
    public static String encode(Segment segment) {
        return RoomJson.write(JsonText.message("history"), segment).end();
    }

    /** @throws MalformedException where {@code text} is no segment */
    public static Segment decodeSegment(String text) throws MalformedException {
        return RoomJson.segment(Fields.of(JsonParser.parse(text), "a segment"));
    }

    /** The JSON of a snapshot. */
    public static String encode(RoomSnapshot snapshot) {
        JsonText whole = JsonText.message("snapshot")
                .put("epoch", snapshot.epoch())
                .put("seq", snapshot.seq())
                .put("commands", snapshot.commands())
                .put("now", snapshot.now())
                .object("limits", text -> RoomJson.write(text, snapshot.limits()))
                .put("leaseMillis", snapshot.leaseMillis())
                .objects("entries", snapshot.entries(), RoomJson::write)
                .objects("sessions", snapshot.sessions(), LogCodec::write)
                .objects("clients", snapshot.clients(), LogCodec::write)
                .objects(
                        "locks",
                        snapshot.locks(),
                        (text, lock) -> text.put("fence", lock.fence())
                                .put("session", lock.session())
                                .texts("keys", lock.keys()))
                .objects(
                        "line",
                        snapshot.line(),
                        (text, waiting) -> text.put("session", waiting.session())
                                .put("id", waiting.id())
                                .texts("keys", waiting.keys())
                                .put("deadline", waiting.deadline()))
                .texts("authors", snapshot.authors());
        Operations.write(whole, snapshot.rules());
        if (!snapshot.access().equals(Access.DEFAULT)) {
            AccessJson.write(whole, snapshot.access());
        }
        String founder = snapshot.founder();
        if (founder == null) {
            whole.put("unfounded", true);
        } else if (!founder.isEmpty()) {
            whole.put("founder", founder);
        }
        return whole.end();
    }

    /** @throws MalformedException where {@code text} is no snapshot */
    public static RoomSnapshot decodeSnapshot(String text) throws MalformedException {
        Fields fields = Fields.of(JsonParser.parse(text), "a snapshot");
        return new RoomSnapshot(
                fields.text("epoch"),
                fields.integer("seq", 0),
                fields.integer("commands", 0),
                fields.integer("now", 0),
                RoomJson.limits(fields.object("limits")),
                fields.integer("leaseMillis", 0),
                fields.objects("entries", RoomJson::entry),
                fields.objects("sessions", LogCodec::session),
                fields.objects("clients", LogCodec::client),
                fields.objects(
                        "locks",
                        lock -> new RoomSnapshot.Lock(
                                lock.integer("fence", 1), lock.text("session"), lock.texts("keys"))),
                fields.objects(
                        "line",
                        waiting -> new RoomSnapshot.Waiting(
                                waiting.text("session"),
                                waiting.integer("id", 1),
                                waiting.texts("keys"),
                                waiting.integer("deadline", 0))),
                fields.textsByName("authors"),
                Operations.rules(fields),
                AccessJson.read(fields, "access"),
                fields.flag("unfounded", false) ? null : fields.has("founder") ? fields.text("founder") : "");
    }

    private static void write(JsonText text, RoomSnapshot.Session session) {
        text.put("id", session.id()).put("client", session.client()).put("name", session.name());
        writeTime(text, "detachedAt", session.detachedAt());
        if (session.hostsHub()) {
            text.put("hostsHub", true);
        }
        Role invitedAs = session.invitedAs();
        if (invitedAs != null) {
            text.put(INVITED_AS, invitedAs.wireName());
        }
    }

    private static RoomSnapshot.Session session(Fields session) throws MalformedException {
        return new RoomSnapshot.Session(
                session.text("id"),
                session.text("client"),
                session.text("name"),
                time(session, "detachedAt"),
                session.flag("hostsHub", false),
                invitedAs(session));
    }

    private static void write(JsonText text, RoomSnapshot.Client client) {
        text.put("id", client.id()).put("name", client.name());
        writeTime(text, "leftAt", client.leftAt());
        if (RequestRuns.fits(client.requests())) {
            text.integers("runs", RequestRuns.encode(client.requests()));
        } else {
            text.integers("requests", client.requests());
        }
        text.put("forgottenUpTo", client.forgottenUpTo())
                .objects(
                        "lost",
                        client.lost(),
                        (t, lost) -> t.put("fence", lost.fence())
                                .texts("keys", lost.keys())
                                .put("reason", lost.reason()));
    }

    private static RoomSnapshot.Client client(Fields client) throws MalformedException {
        return new RoomSnapshot.Client(
                client.text("id"),
                client.text("name"),
                time(client, "leftAt"),
                client.has("runs")
                        ? RequestRuns.decode(client.integers("runs", -Limits.INTEGER_MAX))
                        : client.integers("requests", 1), // as 0.1.0 writes them
                client.integer("forgottenUpTo", 0),
                client.objects(
                        "lost",
                        lost -> new RoomSnapshot.LostLock(
                                lost.integer("fence", 1),
                                lost.texts("keys"),
                                lost.has("reason") ? lost.text("reason") : Answer.Lost.EXPIRED)));
    }

    private static @Nullable Role invitedAs(Fields fields) throws MalformedException {
        return fields.has(INVITED_AS) ? AccessJson.role(fields.text(INVITED_AS)) : null;
    }

    /** A time that never comes is left out. */
    private static void writeTime(JsonText text, String name, long millis) {
        if (millis != RoomState.NEVER) {
            text.put(name, millis);
        }
    }

    private static long time(Fields fields, String name) throws MalformedException {
        return fields.integer(name, 0, RoomState.NEVER);
    }
}
