package dev.lockstep.client;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubProof;
import dev.lockstep.wire.MalformedException;
import dev.lockstep.wire.Protocol;
import dev.lockstep.wire.WireCodec;

/** Finds out which hub listens at an address, if any, without opening a session. */
public final class HubProbe {

    /** What listens there. */
    public sealed interface Finding {

        /**
         * A hub.
         *
         * @param id the hash of its public key
         * @param sameUser whether the same user of this machine runs it
         */
        record Hub(String id, boolean sameUser) implements Finding {}

        /** Nothing takes connections there. */
        record Nothing() implements Finding {}

        /** Something takes connections, and has not answered in time: it may be starting, ending or very busy. */
        record Silent() implements Finding {}

        /** Something that is no hub of this protocol. */
        record NoHub(String reason) implements Finding {}
    }

    private HubProbe() {}

    /**
     * Asks. Blocks for at most {@code patience}.
     *
     * @throws IllegalArgumentException where {@code url} is no address of a hub
     * @throws InterruptedException where the thread is interrupted meanwhile
     */
    public static Finding ask(String url, Duration patience) throws InterruptedException {
        URI uri = HubUrl.parse(url);
        HubTrust trust = HubUrl.isEncrypted(uri) ? new HubTrust() : null;
        Listener listener = new Listener(new HubQuestion(uri, ThisMachine.drawChallenge()), trust);
        HttpClient client = WebSocketTransport.newClient(trust);
        CompletableFuture<WebSocket> opening =
                client.newWebSocketBuilder().connectTimeout(patience).buildAsync(uri, listener);
        CompletionStage<WebSocket> attempt = opening;
        attempt.whenComplete((socket, failure) -> listener.failed(failure));
        try {
            return listener.finding.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Finding.Silent();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof HttpTimeoutException) {
                return new Finding.Silent();
            }
            if (cause instanceof WebSocketHandshakeException) {
                return new Finding.NoHub("it answers, but takes no WebSockets as a hub does");
            }
            return cause instanceof ConnectException
                    ? new Finding.Nothing()
                    : new Finding.NoHub(WebSocketTransport.reason(cause));
        } finally {
            attempt.thenAccept(WebSocket::abort);
        }
    }

    private static final class Listener implements WebSocket.Listener {

        /** An answer is shorter by far. */
        private static final int ANSWER_CHARS_MAX = 10_000;

        private final HubQuestion question;
        private final @Nullable HubTrust trust; // null where the connection is not encrypted
        private final StringBuilder text = new StringBuilder();
        final CompletableFuture<Finding> finding = new CompletableFuture<>();

        Listener(HubQuestion question, @Nullable HubTrust trust) {
            this.question = question;
            this.trust = trust;
        }

        /** @param failure null where all is well */
        void failed(@Nullable Throwable failure) {
            if (failure != null) {
                finding.completeExceptionally(failure);
            }
        }

        @Override
        public void onOpen(WebSocket socket) {
            CompletionStage<WebSocket> sending = socket.sendText(WireCodec.encode(question.message()), true);
            sending.whenComplete((sent, failure) -> failed(failure));
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (text.length() > ANSWER_CHARS_MAX) {
                finding.complete(new Finding.NoHub("it says what no hub says"));
            } else if (last) {
                finding.complete(read(text.toString()));
            }
            socket.request(1);
            return null;
        }

        private Finding read(String frame) {
            try {
                if (WireCodec.decodeHub(frame) instanceof HubMessage.Identity answer) {
                    String problem = trust == null || trust.vouchesFor(answer.hub())
                            ? HubProof.problemWith(answer, question.challenge())
                            : question.problemWithCertificate();
                    return problem == null
                            ? new Finding.Hub(answer.hub(), question.isOfSameUser(answer))
                            : new Finding.NoHub("it did not prove which hub it is: " + problem);
                }
                return new Finding.NoHub("it does not say which hub it is");
            } catch (MalformedException e) {
                return new Finding.NoHub("it says what no hub says");
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            boolean isBusy = code == Protocol.Close.NO_HELLO.code(); // a hub that was too slow to hear the question
            boolean isEnding = code == Protocol.Close.GOING_AWAY.code();
            finding.complete(
                    isBusy || isEnding
                            ? new Finding.Silent()
                            : new Finding.NoHub("it is a hub of another version, or none: it closed with " + code));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            finding.completeExceptionally(error);
        }
    }
}
