package dev.lockstep.wire;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.lockstep.model.Access;
import dev.lockstep.model.Json;
import dev.lockstep.model.RefusalCode;
import dev.lockstep.model.Role;

/** What a hub says, as JSON. A client takes nonsense from its hub for a broken connection ({@link MalformedException}). */
final class HubMessages {

    private static final String UP = "up";
    private static final String READ_ONLY = "read-only";

    private HubMessages() {}

    /**
     * What the hub said; null for a type that this version doesn't know, which is to be ignored.
     *
     * @throws MalformedException where {@code frame} is no message
     */
    static @Nullable HubMessage decode(String frame) throws MalformedException {
        return decode(JsonParser.parse(frame));
    }

    /** As {@link #decode(String)}. */
    static @Nullable HubMessage decode(Json message) throws MalformedException {
        Fields fields = Fields.of(message, "a message");
        return switch (fields.text("type")) {
            case "identity" ->
                new HubMessage.Identity(
                        fields.text("hub"),
                        fields.text("key"),
                        fields.text("address"),
                        fields.text("signature"),
                        fields.text("challenge"),
                        fields.textOrNull("sameUser"));
            case "pairing" ->
                new HubMessage.Pairing(
                        fields.textOrNull("commitment"),
                        fields.textOrNull("nonce"),
                        fields.textOrNull("proof"),
                        fields.textOrNull("invite"));
            case "welcome" ->
                new HubMessage.Welcome(
                        fields.count("protocol", 1),
                        fields.text("hub"),
                        fields.text("session"),
                        fields.flag("resumed", false),
                        fields.text("name"),
                        fields.textOrNull("tokenProof"),
                        fields.integer("pingMillis", 1),
                        fields.integer("leaseMillis", 0),
                        RoomJson.limits(fields.object("limits")),
                        bounds(fields.object("limits")));
            case "health" -> new HubMessage.Health(!fields.text("status").equals(READ_ONLY));
            case "rooms" ->
                new HubMessage.Rooms(
                        fields.objects("rooms", HubMessages::listed), fields.texts("gone"), fields.flag("more", false));
            case "deleted" -> new HubMessage.Deleted(fields.text("room"), fields.count("rooms", 0));
            case "people" ->
                new HubMessage.People(fields.objects("people", HubMessages::connected), fields.flag("more", false));
            case "usage" -> new HubMessage.Usage(fields.objects("rooms", UsageJson::used), fields.flag("more", false));
            case "history" ->
                new HubMessage.History(
                        fields.text("room"),
                        fields.integer("from", 1),
                        fields.integer("to", 1),
                        fields.texts("keys"),
                        fields.integer("since", 1, fields.integer("from", 1)),
                        RoomJson.segment(fields),
                        fields.flag("more", false),
                        fields.textOrNull("problem"));
            case "snapshot" ->
                new HubMessage.Snapshot(
                        fields.text("room"),
                        fields.text("epoch"),
                        fields.integer("seq", 0),
                        fields.objects("entries", RoomJson::entry),
                        fields.textsByName("authors"),
                        fields.flag("more", false));
            case "joined" ->
                new HubMessage.Joined(
                        fields.text("room"),
                        fields.text("epoch"),
                        fields.integer("seq", 0),
                        fields.text("role"),
                        fields.objects("locks", RoomJson::lockInfo),
                        fields.objects("members", HubMessages::member),
                        Operations.rulesOrNull(fields),
                        fields.has("restored") ? restored(fields.object("restored")) : null,
                        fields.has("compact") ? numbers(fields.object("compact")) : null,
                        AccessJson.read(fields, "access"),
                        fields.flag("hostsHub", false),
                        fields.has("invitedAs") ? AccessJson.role(fields.text("invitedAs")) : null);
            case "left" -> new HubMessage.Left(fields.text("room"));
            case "changes" ->
                new HubMessage.Changes(
                        fields.text("room"),
                        fields.objects("commits", RoomJson::commit),
                        fields.textsByName("authors"));
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
                        fields.text("room"), fields.objects("members", HubMessages::member), fields.texts("left"));
            case "signal" ->
                new HubMessage.Signal(
                        fields.text("room"),
                        fields.text("session"),
                        fields.has("client") ? fields.text("client") : "",
                        fields.json("value"));
            case "error" ->
                new HubMessage.Fault(errorCode(fields.text("code")), fields.text("message"), fields.textOrNull("room"));
            default -> null;
        };
    }

    private static HubMessage.Numbers numbers(Fields compact) throws MalformedException {
        return new HubMessage.Numbers(compact.count("room", 1), compact.texts("clients"));
    }

    private static HubMessage.Restored restored(Fields restored) throws MalformedException {
        return new HubMessage.Restored(
                restored.text("epoch"), restored.integer("seq", 0), restored.integer("known", 0));
    }

    /** Those that are missing, as in what an older hub says, are as by default. */
    private static Bounds bounds(Fields limits) throws MalformedException {
        Bounds other = Bounds.DEFAULT;
        return new Bounds(
                limits.has("roomsPerHub") ? limits.count("roomsPerHub", 1) : other.roomsPerHub(),
                limits.has("sessionsPerAddress") ? limits.count("sessionsPerAddress", 1) : other.sessionsPerAddress(),
                rate(limits, "commits", other.commits()),
                rate(limits, "bytes", other.bytes()),
                rate(limits, "presence", other.presence()),
                rate(limits, "joins", other.joins()),
                quotas(limits));
    }

    private static Bounds.Quotas quotas(Fields limits) throws MalformedException {
        Bounds.Quotas other = Bounds.Quotas.DEFAULT;
        return new Bounds.Quotas(
                limits.has("roomsPerClient") ? limits.count("roomsPerClient", 1) : other.roomsPerClient(),
                rate(limits, "newRooms", other.newRooms()),
                rate(limits, "stored", other.stored()),
                rate(limits, "storedPerAddress", other.storedPerAddress()),
                rate(limits, "presenceBytes", other.presenceBytes()),
                rate(limits, "fanOut", other.fanOut()));
    }

    private static Bounds.Rate rate(Fields limits, String name, Bounds.Rate missing) throws MalformedException {
        if (!limits.has(name)) {
            return missing;
        }
        Fields rate = limits.object(name);
        return new Bounds.Rate(rate.integer("perSecond", 1), rate.integer("burst", 1));
    }

    private static void write(JsonText text, Bounds bounds) {
        text.put("roomsPerHub", bounds.roomsPerHub()).put("sessionsPerAddress", bounds.sessionsPerAddress());
        write(text, "commits", bounds.commits());
        write(text, "bytes", bounds.bytes());
        write(text, "presence", bounds.presence());
        write(text, "joins", bounds.joins());
        Bounds.Quotas quotas = bounds.quotas();
        text.put("roomsPerClient", quotas.roomsPerClient());
        write(text, "newRooms", quotas.newRooms());
        write(text, "stored", quotas.stored());
        write(text, "storedPerAddress", quotas.storedPerAddress());
        write(text, "presenceBytes", quotas.presenceBytes());
        write(text, "fanOut", quotas.fanOut());
    }

    private static void write(JsonText text, String name, Bounds.Rate rate) {
        text.object(name, t -> t.put("perSecond", rate.perSecond()).put("burst", rate.burst()));
    }

    private static HubMessage.Member member(Fields member) throws MalformedException {
        return new HubMessage.Member(
                member.text("session"),
                member.text("client"),
                member.text("name"),
                member.has("color") ? member.text("color") : "",
                member.has("value") ? member.json("value") : Json.ofNull(),
                member.has("invitedAs") ? AccessJson.role(member.text("invitedAs")) : null);
    }

    private static HubMessage.Listed listed(Fields room) throws MalformedException {
        return new HubMessage.Listed(room.text("room"), room.count("members", 0));
    }

    private static HubMessage.ErrorCode errorCode(String wireName) {
        for (HubMessage.ErrorCode code : HubMessage.ErrorCode.values()) {
            if (code.wireName().equals(wireName)) {
                return code;
            }
        }
        return HubMessage.ErrorCode.MALFORMED;
    }

    static String encode(HubMessage message) {
        Encoder encoder = new Encoder();
        message.handle(encoder);
        return encoder.frame;
    }

    private static final class Encoder implements HubMessage.Handler, HubMessage.InRoom.RoomHandler {

        private String frame = "";

        @Override
        public void inRoom(HubMessage.InRoom message) {
            message.handle((HubMessage.InRoom.RoomHandler) this);
        }

        @Override
        public void welcome(HubMessage.Welcome welcome) {

            JsonText text = JsonText.message("welcome")
                    .put("protocol", welcome.protocol())
                    .put("hub", welcome.hub())
                    .put("session", welcome.session())
                    .put("resumed", welcome.resumed())
                    .put("name", welcome.name());
            if (welcome.tokenProof() != null) {
                text.put("tokenProof", welcome.tokenProof());
            }
            frame = text.put("pingMillis", welcome.pingMillis())
                    .put("leaseMillis", welcome.leaseMillis())
                    .object("limits", inForce -> {
                        RoomJson.write(inForce, welcome.limits());
                        write(inForce, welcome.bounds());
                    })
                    .end();
        }

        @Override
        public void identity(HubMessage.Identity identity) {

            JsonText text = JsonText.message("identity")
                    .put("hub", identity.hub())
                    .put("key", identity.key())
                    .put("address", identity.address())
                    .put("signature", identity.signature())
                    .put("challenge", identity.challenge());
            frame = (identity.sameUser() == null ? text : text.put("sameUser", identity.sameUser())).end();
        }

        @Override
        public void pairing(HubMessage.Pairing pairing) {

            JsonText text = JsonText.message("pairing");
            putIfThere(text, "commitment", pairing.commitment());
            putIfThere(text, "nonce", pairing.nonce());
            putIfThere(text, "proof", pairing.proof());
            putIfThere(text, "invite", pairing.invite());
            frame = text.end();
        }

        private static void putIfThere(JsonText text, String name, @Nullable String value) {
            if (value != null) {
                text.put(name, value);
            }
        }

        @Override
        public void health(HubMessage.Health health) {

            frame = JsonText.message("health")
                    .put("status", health.storing() ? UP : READ_ONLY)
                    .end();
        }

        @Override
        public void rooms(HubMessage.Rooms rooms) {

            JsonText text = JsonText.message("rooms").objects("rooms", rooms.rooms(), HubMessages::write);
            frame = (rooms.gone().isEmpty() ? text : text.texts("gone", rooms.gone()))
                    .put("more", rooms.more())
                    .end();
        }

        @Override
        public void deleted(HubMessage.Deleted deleted) {

            frame = JsonText.message("deleted")
                    .put("room", deleted.room())
                    .put("rooms", deleted.rooms())
                    .end();
        }

        @Override
        public void people(HubMessage.People people) {

            frame = JsonText.message("people")
                    .objects("people", people.people(), HubMessages::write)
                    .put("more", people.more())
                    .end();
        }

        @Override
        public void usage(HubMessage.Usage usage) {

            frame = JsonText.message("usage")
                    .objects("rooms", usage.rooms(), UsageJson::write)
                    .put("more", usage.more())
                    .end();
        }

        @Override
        public void history(HubMessage.History history) {

            JsonText text = JsonText.message("history")
                    .put("room", history.room())
                    .put("from", history.from())
                    .put("to", history.to());
            if (!history.keys().isEmpty()) {
                text.texts("keys", history.keys()).put("since", history.since());
            }
            RoomJson.write(text, history.segment()).put("more", history.more());
            frame = (history.problem() == null ? text : text.put("problem", history.problem())).end();
        }

        @Override
        public void snapshot(HubMessage.Snapshot snapshot) {

            JsonText text = JsonText.message("snapshot")
                    .put("room", snapshot.room())
                    .put("epoch", snapshot.epoch())
                    .put("seq", snapshot.seq())
                    .objects("entries", snapshot.entries(), RoomJson::write);
            frame = withAuthors(text, snapshot.authors())
                    .put("more", snapshot.more())
                    .end();
        }

        @Override
        public void joined(HubMessage.Joined joined) {

            JsonText text = JsonText.message("joined")
                    .put("room", joined.room())
                    .put("epoch", joined.epoch())
                    .put("seq", joined.seq())
                    .put("role", joined.role())
                    .objects("locks", joined.locks(), RoomJson::write)
                    .objects("members", joined.members(), HubMessages::write);
            HubMessage.Restored restored = joined.restored();
            if (restored != null) {
                text.object(
                        "restored",
                        members -> members.put("epoch", restored.epoch())
                                .put("seq", restored.seq())
                                .put("known", restored.known()));
            }
            Operations.write(text, joined.rules());
            if (!joined.access().equals(Access.DEFAULT)) {
                AccessJson.write(text, joined.access());
            }
            if (joined.hostsHub()) {
                text.put("hostsHub", true);
            }
            Role invitedAs = joined.invitedAs();
            if (invitedAs != null) {
                text.put("invitedAs", invitedAs.wireName());
            }
            HubMessage.Numbers numbers = joined.numbers();
            if (numbers != null) {
                text.object(
                        "compact",
                        members -> members.put("room", numbers.room()).texts("clients", numbers.clients()));
            }
            frame = text.end();
        }

        @Override
        public void left(HubMessage.Left left) {

            frame = JsonText.message("left").put("room", left.room()).end();
        }

        @Override
        public void changes(HubMessage.Changes changes) {

            JsonText text = JsonText.message("changes")
                    .put("room", changes.room())
                    .objects("commits", changes.commits(), RoomJson::write);
            frame = withAuthors(text, changes.authors()).end();
        }

        @Override
        public void presence(HubMessage.Presence presence) {

            frame = JsonText.message("presence")
                    .put("room", presence.room())
                    .objects("members", presence.members(), HubMessages::write)
                    .texts("left", presence.left())
                    .end();
        }

        @Override
        public void refresh(HubMessage.Refresh refresh) {

            frame = JsonText.message("refresh")
                    .put("room", refresh.room())
                    .texts("keys", refresh.keys())
                    .put("session", refresh.session())
                    .end();
        }

        @Override
        public void signal(HubMessage.Signal signal) {

            JsonText text =
                    JsonText.message("signal").put("room", signal.room()).put("session", signal.session());
            frame = (signal.client().isEmpty() ? text : text.put("client", signal.client()))
                    .put("value", signal.value())
                    .end();
        }

        @Override
        public void fault(HubMessage.Fault fault) {

            JsonText text = JsonText.message("error")
                    .put("code", fault.code().wireName())
                    .put("message", fault.message());
            frame = (fault.room() == null ? text : text.put("room", fault.room())).end();
        }

        @Override
        public void applied(HubMessage.Applied applied) {

            frame = JsonText.message("applied")
                    .put("room", applied.room())
                    .put("id", applied.id())
                    .put("seq", applied.seq())
                    .put("changed", applied.changed())
                    .end();
        }

        @Override
        public void refused(HubMessage.Refused refused) {

            JsonText text = JsonText.message("refused")
                    .put("room", refused.room())
                    .put("id", refused.id())
                    .put("code", refused.code().wireName())
                    .put("message", refused.message());
            frame = (refused.key() == null ? text : text.put("key", refused.key())).end();
        }

        @Override
        public void granted(HubMessage.Granted granted) {

            frame = JsonText.message("granted")
                    .put("room", granted.room())
                    .put("id", granted.id())
                    .texts("keys", granted.keys())
                    .put("fence", granted.fence())
                    .put("leaseMillis", granted.leaseMillis())
                    .end();
        }

        @Override
        public void lost(HubMessage.Lost lost) {

            frame = JsonText.message("lost")
                    .put("room", lost.room())
                    .put("fence", lost.fence())
                    .texts("keys", lost.keys())
                    .put("reason", lost.reason())
                    .end();
        }
    }

    private static JsonText withAuthors(JsonText text, Map<String, String> authors) {
        return authors.isEmpty() ? text : text.texts("authors", authors);
    }

    private static void write(JsonText text, HubMessage.Listed room) {
        text.put("room", room.room()).put("members", room.members());
    }

    private static HubMessage.Connected connected(Fields person) throws MalformedException {
        return new HubMessage.Connected(
                person.text("client"),
                person.text("name"),
                person.text("address"),
                person.integer("at", 0),
                person.flag("host", false));
    }

    private static void write(JsonText text, HubMessage.Connected person) {
        text.put("client", person.client())
                .put("name", person.name())
                .put("address", person.address())
                .put("at", person.at())
                .put("host", person.host());
    }

    private static void write(JsonText text, HubMessage.Member member) {
        text.put("session", member.session())
                .put("client", member.client())
                .put("name", member.name())
                .put("color", member.color())
                .put("value", member.value());
        Role invitedAs = member.invitedAs();
        if (invitedAs != null) {
            text.put("invitedAs", invitedAs.wireName());
        }
    }
}
