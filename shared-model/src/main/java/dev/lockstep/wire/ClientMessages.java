package dev.lockstep.wire;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What clients say, as JSON. The hub meets strangers: each kind of nonsense has a name of its own ({@link Decoded}). */
final class ClientMessages {

    private static final Set<String> REQUESTS = Set.of("commit", "lock", "unlock", "rules", "access");

    private ClientMessages() {}

    /** Never throws; whatever {@code frame} is. */
    static Decoded decode(String frame) {
        try {
            Fields fields = Fields.of(JsonParser.parseMessage(frame), "a message");
            return decode(fields.text("type"), fields);
        } catch (MalformedException e) {
            return new Decoded.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Decoded decode(String type, Fields fields) throws MalformedException {
        if (REQUESTS.contains(type)) {
            return decodeRequest(type, fields);
        }
        ClientMessage message = switch (type) {
            case "identify" -> new ClientMessage.Identify(fields.text("challenge"));
            case "hello" ->
                new ClientMessage.Hello(
                        fields.count("protocol", 0),
                        fields.text("client"),
                        fields.text("secret"),
                        fields.text("name"),
                        fields.has("color") ? fields.text("color") : "",
                        fields.textOrNull("token"),
                        fields.textOrNull("sameUser"),
                        fields.textOrNull("tokenProof"),
                        fields.flag("compact", false),
                        fields.textOrNull("invite"));
            case "pair" ->
                new ClientMessage.Pair(
                        fields.text("name"),
                        fields.has("color") ? fields.text("color") : "",
                        fields.textOrNull("code"),
                        fields.textOrNull("proof"));
            case "pair-nonce" -> new ClientMessage.PairNonce(fields.text("nonce"));
            case "rooms" -> new ClientMessage.Rooms(fields.flag("watch", true));
            case "join" -> new ClientMessage.Join(fields.text("room"), since(fields));
            case "delete" -> new ClientMessage.Delete(fields.text("room"));
            case "usage" -> new ClientMessage.Usage();
            case "people" -> new ClientMessage.People();
            case "leave" -> new ClientMessage.Leave(fields.text("room"));
            case "history" ->
                new ClientMessage.History(
                        fields.text("room"),
                        fields.integer("from", 1),
                        fields.integer("to", 1),
                        fields.texts("keys"),
                        (int) Math.min(
                                ClientMessage.History.LATEST_MAX,
                                fields.integer("latest", 1, ClientMessage.History.LATEST_DEFAULT)));
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
                    case "rules" -> "rules";
                    case "access" -> "id";
                    case "unlock" -> fields.has("request") ? "request" : "fence";
                    default -> throw noRequest(type);
                });
        try {
            return new Decoded.Message(
                    switch (type) {
                        case "commit" -> new ClientMessage.Commit(room, id, Operations.readRequest(fields));
                        case "lock" ->
                            new ClientMessage.Lock(room, id, fields.texts("keys"), fields.integer("waitMillis", 0, 0));
                        case "rules" -> new ClientMessage.Rules(room, id, Operations.rules(fields));
                        case "access" -> new ClientMessage.SetAccess(room, id, AccessJson.readChange(fields));
                        case "unlock" -> unlock(room, id, fields);
                        default -> throw noRequest(type);
                    });
        } catch (MalformedException e) {
            return new Decoded.Invalid(room, id, String.valueOf(e.getMessage()), null);
        }
    }

    /** A type that was added to {@link #REQUESTS} alone. */
    private static IllegalStateException noRequest(String type) {
        return new IllegalStateException("no request is called " + type);
    }

    private static ClientMessage unlock(String room, long id, Fields fields) throws MalformedException {
        if (!fields.has("request")) {
            return new ClientMessage.Unlock(room, id, fields.integer("fence", 1));
        } else if (fields.has("fence")) {
            throw new MalformedException("an unlock names a fence or a request, not both");
        }
        return new ClientMessage.EndWait(room, id, fields.integer("request", 1));
    }

    private static ClientMessage.@Nullable Since since(Fields fields) throws MalformedException {
        if (!fields.has("since")) {
            return null;
        }
        Fields since = fields.object("since");
        return new ClientMessage.Since(since.text("epoch"), since.integer("seq", 0));
    }

    static String encode(ClientMessage message) {
        Encoder encoder = new Encoder();
        message.handle(encoder);
        return encoder.frame;
    }

    private static final class Encoder implements ClientMessage.Handler {

        private String frame = "";

        @Override
        public void hello(ClientMessage.Hello hello) {

            JsonText text = JsonText.message("hello")
                    .put("protocol", hello.protocol())
                    .put("client", hello.client())
                    .put("secret", hello.secret())
                    .put("name", hello.name())
                    .put("color", hello.color());
            if (hello.token() != null) {
                text.put("token", hello.token());
            }
            if (hello.sameUser() != null) {
                text.put("sameUser", hello.sameUser());
            }
            if (hello.tokenProof() != null) {
                text.put("tokenProof", hello.tokenProof());
            }
            if (hello.invite() != null) {
                text.put("invite", hello.invite());
            }
            frame = (hello.compact() ? text.put("compact", true) : text).end();
        }

        @Override
        public void pair(ClientMessage.Pair pair) {

            JsonText text = JsonText.message("pair").put("name", pair.name()).put("color", pair.color());
            if (pair.code() != null) {
                text.put("code", pair.code());
            }
            frame = (pair.proof() == null ? text : text.put("proof", pair.proof())).end();
        }

        @Override
        public void pairNonce(ClientMessage.PairNonce message) {

            frame = JsonText.message("pair-nonce").put("nonce", message.nonce()).end();
        }

        @Override
        public void identify(ClientMessage.Identify identify) {

            frame = JsonText.message("identify")
                    .put("challenge", identify.challenge())
                    .end();
        }

        @Override
        public void rooms(ClientMessage.Rooms rooms) {

            frame = JsonText.message("rooms").put("watch", rooms.watch()).end();
        }

        @Override
        public void join(ClientMessage.Join join) {

            JsonText text = JsonText.message("join").put("room", join.room());
            if (join.since() != null) {
                ClientMessage.Since since = join.since();
                text.object("since", s -> s.put("epoch", since.epoch()).put("seq", since.seq()));
            }
            frame = text.end();
        }

        @Override
        public void delete(ClientMessage.Delete delete) {

            frame = JsonText.message("delete").put("room", delete.room()).end();
        }

        @Override
        public void usage(ClientMessage.Usage message) {

            frame = JsonText.message("usage").end();
        }

        @Override
        public void people(ClientMessage.People message) {

            frame = JsonText.message("people").end();
        }

        @Override
        public void leave(ClientMessage.Leave leave) {

            frame = JsonText.message("leave").put("room", leave.room()).end();
        }

        @Override
        public void history(ClientMessage.History history) {

            JsonText text = JsonText.message("history")
                    .put("room", history.room())
                    .put("from", history.from())
                    .put("to", history.to());
            frame = (history.keys().isEmpty()
                            ? text
                            : text.texts("keys", history.keys()).put("latest", history.latest()))
                    .end();
        }

        @Override
        public void refresh(ClientMessage.Refresh refresh) {

            frame = JsonText.message("refresh")
                    .put("room", refresh.room())
                    .texts("keys", refresh.keys())
                    .end();
        }

        @Override
        public void presence(ClientMessage.Presence presence) {

            frame = JsonText.message("presence")
                    .put("room", presence.room())
                    .put("value", presence.value())
                    .end();
        }

        @Override
        public void signal(ClientMessage.Signal signal) {

            frame = JsonText.message("signal")
                    .put("room", signal.room())
                    .put("value", signal.value())
                    .end();
        }

        @Override
        public void request(ClientMessage.Request request) {
            frame = request.accept(REQUEST_ENCODER);
        }
    }

    private static final ClientMessage.Request.Visitor<String> REQUEST_ENCODER = new ClientMessage.Request.Visitor<>() {

        @Override
        public String commit(ClientMessage.Commit commit) {

            JsonText text =
                    JsonText.message("commit").put("room", commit.room()).put("id", commit.id());
            Operations.write(text, commit.request());
            return text.end();
        }

        @Override
        public String lock(ClientMessage.Lock lock) {

            return JsonText.message("lock")
                    .put("room", lock.room())
                    .put("id", lock.id())
                    .texts("keys", lock.keys())
                    .put("waitMillis", lock.waitMillis())
                    .end();
        }

        @Override
        public String unlock(ClientMessage.Unlock unlock) {

            return JsonText.message("unlock")
                    .put("room", unlock.room())
                    .put("id", unlock.id())
                    .put("fence", unlock.fence())
                    .end();
        }

        @Override
        public String endWait(ClientMessage.EndWait end) {

            return JsonText.message("unlock")
                    .put("room", end.room())
                    .put("id", end.id())
                    .put("request", end.request())
                    .end();
        }

        @Override
        public String rules(ClientMessage.Rules rules) {

            JsonText text = JsonText.message("rules").put("room", rules.room()).put("id", rules.id());
            return Operations.write(text, rules.rules()).end();
        }

        @Override
        public String setAccess(ClientMessage.SetAccess access) {

            JsonText text =
                    JsonText.message("access").put("room", access.room()).put("id", access.id());
            return AccessJson.write(text, access.change()).end();
        }
    };
}
