package dev.lockstep.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.Protocol;

/**
 * One WebSocket of a {@link HubConnection}, from its opening to its end.
 *
 * <p>Java's client calls in from threads of its choice, one call at a time. All else belongs to the owner's loop, which is
 * also where the owner is told, but for what it hears.
 */
final class WebSocketTransport implements HubTransport, WebSocket.Listener {

    private static final Logger LOG = System.getLogger(WebSocketTransport.class.getName());

    /** A hub's frames may be larger than what it takes: a client's largest commit comes back with a few members more. */
    private static final int FRAME_CHARS_MAX = 8 * 1_024 * 1_024;

    /** So many frames are read before the first of them is done: to stop and go for each costs more than the frame. */
    private static final int READ_AHEAD = 8;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** A hub that has just started, and is come back to by all at once, needs a while for so many handshakes. */
    private static final Duration ENCRYPTED_CONNECT_TIMEOUT = Duration.ofSeconds(20);

    /** HTTP status 426 (RFC 9110, section 15.5.22). */
    private static final int UPGRADE_REQUIRED = 426;

    /** HTTP status 429 (RFC 6585, section 4). */
    private static final int TOO_MANY_REQUESTS = 429;

    /** What a server says that speaks older versions of TLS alone (RFC 8446, section 6.2), or hasn't heard of 1.3. */
    private static final Pattern OLDER_TLS = Pattern.compile("protocol_version|handshake_failure");

    private final Owner owner;
    private final @Nullable HubTrust trust; // null where it is not encrypted
    private final StringBuilder text = new StringBuilder();
    private volatile @Nullable WebSocket webSocket;

    // the loop's own
    private final Queue<String> outgoing = new ArrayDeque<>();
    private boolean sending;
    private boolean aborted;

    private WebSocketTransport(Owner owner, @Nullable HubTrust trust) {
        this.owner = owner;
        this.trust = trust;
    }

    // ---- the owner's side, on the loop

    /** Opens WebSockets; keeps one client of Java's for those without encryption, made when it is first needed, since that takes a while. */
    static Factory factory() {
        return new Factory() {
            private @Nullable HttpClient plain;

            @Override
            public HubTransport open(URI uri, Owner owner) {
                HubTrust trust = HubUrl.isEncrypted(uri) ? new HubTrust() : null;
                HttpClient client = trust != null || plain == null ? newClient(trust) : plain;
                plain = trust == null ? client : null;
                WebSocketTransport opening = new WebSocketTransport(owner, trust);
                opening.open(client, uri);
                return opening;
            }
        };
    }

    /**
     * What opens WebSockets: its own threads hand on what comes, and nothing is in between.
     *
     * @param trust for one encrypted connection; null for those that are not encrypted
     */
    static HttpClient newClient(@Nullable HubTrust trust) {
        return HttpClient.newBuilder()
                .executor(Runnable::run)
                .connectTimeout(timeout(trust))
                .sslParameters(HubTrust.parameters())
                .sslContext(trust == null ? trustingNobody() : trust.newContext())
                .build();
    }

    private static Duration timeout(@Nullable HubTrust trust) {
        return trust == null ? CONNECT_TIMEOUT : ENCRYPTED_CONNECT_TIMEOUT;
    }

    /** Without TLS nobody's certificate is asked for, and reading those that this machine trusts takes a while at a start. */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    private void open(HttpClient client, URI uri) {
        CompletionStage<WebSocket> attempt =
                client.newWebSocketBuilder().connectTimeout(timeout(trust)).buildAsync(uri, this);
        attempt.whenComplete((ws, failure) -> {
            if (failure != null) {
                owner.execute(() -> failed(uri, failure));
            }
        });
    }

    private void failed(URI uri, Throwable failure) {
        if (status(failure) == UPGRADE_REQUIRED && trust == null) {
            owner.encryptionWanted(this);
        } else {
            owner.lost(this, "no hub answers at " + uri + ": " + reason(failure));
        }
    }

    /** The HTTP status that it was refused with; 0 where it failed otherwise. */
    static int status(Throwable failure) {
        return cause(failure) instanceof WebSocketHandshakeException refused
                ? refused.getResponse().statusCode()
                : 0;
    }

    @Override
    public boolean isEncrypted() {
        return trust != null;
    }

    @Override
    public boolean isEncryptedFor(String hub) {
        return trust != null && trust.vouchesFor(hub);
    }

    @Override
    public boolean isOpen() {
        return webSocket != null;
    }

    @Override
    public void send(String frame) {
        outgoing.add(frame);
        sendNext();
    }

    /** Most frames are with the system at once; only behind one that is not do others wait. */
    private void sendNext() {
        WebSocket current = webSocket;
        while (!sending && !aborted && current != null && !outgoing.isEmpty()) {
            CompletionStage<WebSocket> sent = current.sendText(outgoing.remove(), true);
            CompletableFuture<WebSocket> now = sent.toCompletableFuture();
            if (!now.isDone() || now.isCompletedExceptionally()) {
                sending = true;
                sent.whenComplete((ws, failure) -> owner.execute(() -> sent(failure)));
            }
        }
    }

    private void sent(@Nullable Throwable failure) {
        sending = false;
        if (failure != null) {
            owner.lost(this, "the connection broke: " + reason(failure));
        } else {
            sendNext();
        }
    }

    @Override
    public void request(int frames) {
        WebSocket current = webSocket;
        if (current != null) {
            current.request(frames);
        }
    }

    @Override
    public void ping() {
        WebSocket current = webSocket;
        if (current != null) {
            CompletionStage<WebSocket> sent = current.sendPing(ByteBuffer.allocate(0));
            sent.whenComplete((ws, failure) -> {
                if (failure != null) {
                    LOG.log(Level.DEBUG, "a ping could not be sent", failure);
                }
            });
        }
    }

    @Override
    public void abort() {
        aborted = true;
        WebSocket current = webSocket;
        if (current != null) {
            current.abort();
        }
    }

    @Override
    public void sayGoodbye() {
        CompletionStage<WebSocket> sent = Objects.requireNonNull(webSocket).sendClose(Protocol.Close.DONE.code(), "");
        sent.whenComplete((ws, failure) -> {
            if (failure != null) {
                owner.execute(() -> owner.lost(this, reason(failure)));
            }
        });
    }

    /** What went wrong, for people. */
    static String reason(Throwable failure) {
        Throwable cause = cause(failure);
        String message = cause.getMessage();
        if (message == null && cause instanceof ConnectException) {
            return "nothing listens there"; // Java's client says no more
        } else if (status(cause) == TOO_MANY_REQUESTS) {
            return "it takes no more connections from this machine for now, or waits after wrong tokens";
        } else if (status(cause) != 0) {
            return "a web server that is no hub answers there (HTTP " + status(cause) + ")";
        } else if (cause instanceof SSLException
                && OLDER_TLS.matcher(String.valueOf(message)).find()) {
            return "it encrypts with an older version of TLS than 1.3, which every hub speaks: a proxy in front of it has to be"
                    + " set up for TLS 1.3";
        } else if (cause instanceof SSLException) {
            return "it does not encrypt the connection: it is no hub, or older than this program (" + message + ")";
        }
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    // ---- the WebSocket's side, on any thread

    @Override
    public void onOpen(WebSocket ws) {
        webSocket = ws;
        if (owner.isOver()) { // closed while it was being opened
            ws.abort();
            return;
        }
        owner.answered();
        owner.execute(() -> owner.opened(this));
        ws.request(READ_AHEAD);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
        owner.heard();
        text.append(data);
        if (text.length() > FRAME_CHARS_MAX) {
            owner.execute(() -> owner.lost(this, "the hub sent a frame that is too large"));
        } else if (last) {
            String frame = text.toString();
            text.setLength(0);
            owner.execute(() -> owner.received(this, frame));
        } else {
            ws.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket ws, ByteBuffer message) {
        owner.heard();
        ws.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket ws, ByteBuffer message) {
        owner.answered();
        ws.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
        owner.execute(() -> owner.ended(this, code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket ws, Throwable error) {
        owner.execute(() -> owner.lost(this, "the connection broke: " + reason(error)));
    }
}
