package dev.lockstep.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubProof;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.PairingDigits;
import dev.lockstep.wire.Protocol;
import dev.lockstep.wire.TokenProof;
import dev.lockstep.wire.WireCodec;

/**
 * Asks a hub to be let in by somebody who has neither its token nor an invite: by six digits that both screens show while a host decides, or
 * by a code of words that a host has said over the phone. Over a connection of its own, which ends with the answer. Either way nobody in
 * between can come in, or pose as the hub: where the digits differ, or the words are wrong, somebody is.
 *
 * <p>Safe for use by many threads; listeners are called on any.
 */
public final class Pairing implements AutoCloseable {

    private static final Duration CONNECTING = Duration.ofSeconds(20);

    /** Within that a hub answers by itself. */
    private static final long ANSWER_SECONDS = 30;

    /** Longer than a hub lets its host think. */
    private static final long PATIENCE_SECONDS = 240;

    /**
     * What lets this client in.
     *
     * @param hub the hash of the hub's public key
     * @param token what takes the place of a token; see {@link Identity#withToken}
     */
    public record LetIn(String hub, String token) {}

    /** A hub that does not let this client in, with the reason for people. */
    public static final class TurnedAwayException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final boolean unreachable;

        TurnedAwayException(String message, boolean unreachable) {
            super(message);
            this.unreachable = unreachable;
        }

        /** Whether nothing answered there: another address may be better. */
        public boolean isUnreachable() {
            return unreachable;
        }
    }

    private final Listener listener;
    private final CompletionStage<WebSocket> opening;

    private Pairing(URI uri, Listener listener, @Nullable HubTrust trust) {
        this.listener = listener;
        HttpClient client = WebSocketTransport.newClient(trust);
        CompletableFuture<WebSocket> socket =
                client.newWebSocketBuilder().connectTimeout(CONNECTING).buildAsync(uri, listener);
        this.opening = socket;
        opening.whenComplete((opened, failure) -> {
            if (failure != null) {
                listener.fail("it can't be reached: " + WebSocketTransport.reason(failure), true);
            }
        });
        CompletionStage<LetIn> answer = listener.result;
        answer.whenComplete((came, failure) -> opening.thenAccept(WebSocket::abort));
    }

    /**
     * Asks to be let in by a host. Returns at once.
     *
     * @param url where the hub listens
     * @param me name and colour, which the host sees
     * @param onDigits told the six digits as soon as they are known
     * @throws IllegalArgumentException where {@code url} is no address of a hub
     */
    public static Pairing byDigits(String url, Identity me, Consumer<String> onDigits) {
        return begin(url, me, null, onDigits);
    }

    /**
     * Comes in by a code. Returns at once.
     *
     * @param url where the hub listens
     * @param me name and colour
     * @param words the code
     * @throws IllegalArgumentException where {@code url} is no address of a hub
     */
    public static Pairing byWords(String url, Identity me, PairingWords words) {
        return begin(url, me, words, digits -> {});
    }

    private static Pairing begin(String url, Identity me, @Nullable PairingWords words, Consumer<String> onDigits) {
        URI uri = HubUrl.parse(url);
        HubTrust trust = HubUrl.isEncrypted(uri) ? new HubTrust() : null;
        return new Pairing(
                uri,
                new Listener(new HubQuestion(uri, ThisMachine.drawChallenge()), trust, me, words, onDigits),
                trust);
    }

    /** Completes with what lets this client in; fails with a {@link TurnedAwayException} otherwise. */
    public CompletionStage<LetIn> result() {
        return listener.result;
    }

    /** Asks no longer. */
    @Override
    public void close() {
        listener.fail("it was given up");
    }

    private static final class Listener implements WebSocket.Listener {

        /** What a hub says here is shorter by far. */
        private static final int MESSAGE_CHARS_MAX = 10_000;

        final CompletableFuture<LetIn> result = new CompletableFuture<>();
        private final HubQuestion question;
        private final @Nullable HubTrust trust; // null where the connection is not encrypted
        private final Identity me;
        private final @Nullable PairingWords words;
        private final Consumer<String> onDigits;
        private final String nonce = ThisMachine.drawChallenge();
        private final StringBuilder text = new StringBuilder();
        private @Nullable String hub; // that has proven to be it
        private TokenProof.@Nullable Drawn drawn;
        private @Nullable String commitment;
        private boolean shown; // the digits
        private final CompletableFuture<Void> answered = new CompletableFuture<>(); // in part at least

        Listener(
                HubQuestion question,
                @Nullable HubTrust trust,
                Identity me,
                @Nullable PairingWords words,
                Consumer<String> onDigits) {
            this.question = question;
            this.trust = trust;
            this.me = me;
            this.words = words;
            this.onDigits = onDigits;
            failAfter(answered, ANSWER_SECONDS, "it does not answer");
            failAfter(new CompletableFuture<>(), PATIENCE_SECONDS, "nobody has answered in time");
        }

        /** Unless {@code done} is complete by then. */
        private void failAfter(CompletableFuture<Void> done, long seconds, String reason) {
            CompletionStage<Void> timed = done.orTimeout(seconds, TimeUnit.SECONDS);
            timed.whenComplete((nothing, late) -> {
                if (late != null) {
                    fail(reason, true);
                }
            });
        }

        void fail(String reason) {
            fail(reason, false);
        }

        void fail(String reason, boolean unreachable) {
            result.completeExceptionally(new TurnedAwayException(reason, unreachable));
        }

        private void send(WebSocket socket, ClientMessage message) {
            CompletionStage<WebSocket> sending = socket.sendText(WireCodec.encode(message), true);
            sending.whenComplete((sent, failure) -> {
                if (failure != null) {
                    fail("the connection broke: " + WebSocketTransport.reason(failure));
                }
            });
        }

        @Override
        public void onOpen(WebSocket socket) {
            send(socket, question.message());
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (text.length() > MESSAGE_CHARS_MAX) {
                fail("what answers there is no hub");
            } else if (last) {
                String frame = text.toString();
                text.setLength(0);
                take(socket, frame);
            }
            socket.request(1);
            return null;
        }

        private void take(WebSocket socket, String frame) {
            try {
                HubMessage message = WireCodec.decodeHub(frame);
                if (message instanceof HubMessage.Identity identity && hub == null) {
                    identified(socket, identity);
                } else if (message instanceof HubMessage.Pairing answer && drawn != null) {
                    answered(socket, answer, drawn);
                } else if (message instanceof HubMessage.Fault fault
                        && fault.code() == HubMessage.ErrorCode.UNKNOWN_TYPE) {
                    fail("this hub is of an older version, which lets people in by token or invite only");
                }
            } catch (MalformedException e) {
                fail("what answers there is no hub");
            }
        }

        private void identified(WebSocket socket, HubMessage.Identity identity) {
            boolean isDirect = trust == null ? question.isHere(identity.address()) : trust.vouchesFor(identity.hub());
            String problem = isDirect
                    ? HubProof.problemWith(identity, question.challenge())
                    : trust == null
                            ? "somebody is between this program and the hub"
                            : question.problemWithCertificate();
            if (problem != null) {
                fail("the hub did not prove which one it is: " + problem);
                return;
            }
            TokenProof.Drawn both = new TokenProof.Drawn(identity.hub(), question.challenge(), identity.challenge());
            hub = identity.hub();
            drawn = both;
            String code = words == null ? null : words.code();
            String proof = words == null ? null : TokenProof.ofClient(words.secret(), both);
            send(socket, new ClientMessage.Pair(me.name(), me.color(), code, proof));
        }

        private void answered(WebSocket socket, HubMessage.Pairing answer, TokenProof.Drawn both) {
            String committed = commitment;
            if (answer.invite() != null) {
                boolean isIt =
                        words == null ? shown : HubProof.same(TokenProof.ofHub(words.secret(), both), answer.proof());
                if (isIt) {
                    result.complete(new LetIn(both.hub(), Invite.SECRET + answer.invite()));
                } else {
                    fail(
                            words == null
                                    ? "what answers there lets people in without digits: it is no hub to be trusted"
                                    : "what answers there does not know the words: it is not the hub that they are for");
                }
            } else if (words == null && committed == null && answer.commitment() != null) {
                commitment = answer.commitment();
                answered.complete(null);
                send(socket, new ClientMessage.PairNonce(nonce));
            } else if (words == null && committed != null && answer.nonce() != null) {
                if (PairingDigits.commitment(answer.nonce()).equals(committed)) {
                    shown = true;
                    onDigits.accept(PairingDigits.of(both.hub(), nonce, answer.nonce(), me.name()));
                } else {
                    fail("the hub did not keep to what it had drawn: somebody is between this machine and it");
                }
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            fail(
                    code == Protocol.Close.GOING_AWAY.code() || reason.isEmpty()
                            ? "the hub ended the connection"
                            : reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            fail("the connection broke: " + WebSocketTransport.reason(error));
        }
    }
}
