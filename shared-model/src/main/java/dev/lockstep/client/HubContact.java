package dev.lockstep.client;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.HubProof;
import dev.lockstep.wire.Protocol;
import dev.lockstep.wire.TokenProof;

/**
 * Which hub a connection works with. It is the first that answers; another hub at the same address is never mistaken for it. Written by the
 * connection's loop; may be read by any thread.
 */
final class HubContact {

    /** What an answer of a hub comes to. */
    sealed interface Finding {

        /**
         * It is the hub.
         *
         * @param proof that this client is of the hub's user, null where it is not
         * @param drawn what a proof of the token is made over
         */
        record Own(@Nullable String proof, TokenProof.Drawn drawn) implements Finding {}

        /** It is another hub. */
        record Other() implements Finding {}

        /** It is no proof. */
        record Unproven(String problem) implements Finding {}
    }

    private final String url; // as it was given
    private volatile URI uri; // as it is connected to
    private final String key; // in the store
    private final @Nullable ClientStore store;
    private final Platform platform;
    private volatile Identity identity;
    private @Nullable HubQuestion question; // which has no answer yet
    private @Nullable String answered; // the hub that did, on this connection
    private TokenProof.@Nullable Drawn drawn; // over which the token was proven to the hub
    private volatile boolean sameUser;
    private volatile @Nullable String expected; // null before the first contact
    private volatile @Nullable String other; // the one that answered instead, null where none did

    HubContact(String url, URI uri, String key, Identity identity, @Nullable ClientStore store, Platform platform) {
        this.url = url;
        this.uri = uri;
        this.key = key;
        this.store = store;
        this.platform = platform;
        this.identity = identity;
        this.expected = store == null ? null : store.hubOf(key);
    }

    /** Who this client is, with what it comes in by. */
    Identity identity() {
        return identity;
    }

    /** From the next connection on. */
    void useToken(@Nullable String token) {
        identity = identity.withToken(token);
    }

    /** Nothing is said to a hub, and least of all a secret, before it has proven which one it is. */
    ClientMessage ask() {
        HubQuestion asked = new HubQuestion(uri, platform.newChallenge());
        question = asked;
        return asked.message();
    }

    /** Why there is no point in coming back after the hub closed the connection with {@code code}; null where there is. */
    @Nullable
    String refusal(int code, String reason) {
        if (code == Protocol.Close.TOKEN_WANTED.code()) {
            return "the hub asks for its token";
        } else if (code == Protocol.Close.FORBIDDEN.code()) {
            return "the hub refuses this client: " + reason;
        }
        return code == Protocol.Close.REPLACED.code() ? "this client is connected elsewhere" : null;
    }

    /** Where the hub is connected to. */
    URI uri() {
        return uri;
    }

    /** The hub is connected to with TLS from now on, at the same address. */
    void encrypt() {
        uri = HubUrl.encrypted(uri);
    }

    /** The connection failed: what said that it is to be encrypted may have been somebody else. */
    void failed() {
        uri = HubUrl.parse(url);
    }

    /** What the hub is told once it has proven which one it is. The token itself is sent to nobody. */
    ClientMessage hello(Finding.Own own, boolean encrypted) {
        Identity identity = this.identity;
        String known = own.proof() == null ? identity.token() : null; // whoever is of the hub's user needs none
        String invite = known != null && Invite.isSecret(known) ? Invite.sent(known) : null;
        String token = invite == null ? known : null;
        boolean isVouchedFor = expected != null; // else somebody between could come in by it
        drawn = encrypted && token != null ? own.drawn() : null;
        return new ClientMessage.Hello(
                Protocol.VERSION,
                identity.client(),
                identity.secret(),
                identity.name(),
                identity.color(),
                null,
                own.proof(),
                token == null ? null : TokenProof.ofClient(token, own.drawn()),
                true,
                isVouchedFor ? invite : null);
    }

    /** The hub that answered has let this client in, and proven what it had to: it is the one from now on. */
    void welcomed() {
        String hub = answered;
        if (hub != null) {
            expected = hub;
            if (store != null) {
                store.met(key, url, hub);
            }
        }
    }

    /** Whether the hub has proven that it knows the token, where the connection is encrypted and it was proven to it. */
    boolean knowsToken(HubMessage.Welcome welcome) {
        TokenProof.Drawn proven = drawn;
        String token = identity.token();
        return proven == null || token == null || HubProof.same(TokenProof.ofHub(token, proven), welcome.tokenProof());
    }

    /** What the end of a connection means that the hub closed with {@code code}. */
    String reason(int code, String reason) {
        if (code == Protocol.Close.NO_HELLO.code() && question != null) {
            return "the hub did not hear which program this is in time: one of the two is very busy, or the hub is older than"
                    + " this program and has to be updated";
        }
        return reason.isEmpty() ? "the hub closed the connection" : reason;
    }

    /** The connection is gone. */
    void beginAnew() {
        question = null;
    }

    Finding take(HubMessage.Identity answer, HubTransport from) {
        HubQuestion asked = question;
        question = null;
        if (asked == null) {
            return new Finding.Unproven("it was not asked");
        }
        if (from.isEncrypted() && !from.isEncryptedFor(answer.hub())) {
            return new Finding.Unproven(asked.problemWithCertificate());
        }
        String problem = platform.problemWith(answer, asked.challenge());
        if (problem != null) {
            return new Finding.Unproven(problem);
        }
        String known = expected;
        if (known != null && !answer.hub().equals(known)) {
            other = answer.hub();
            return new Finding.Other();
        }
        other = null;
        answered = answer.hub();
        String proof = asked.proof(answer);
        sameUser = proof != null;
        return new Finding.Own(proof, new TokenProof.Drawn(answer.hub(), asked.challenge(), answer.challenge()));
    }

    /** Works with the other hub from now on; whether there is one. */
    boolean acceptOther() {
        String instead = other;
        if (instead != null) {
            expected = instead;
            other = null;
        }
        return instead != null;
    }

    @Nullable
    String hub() {
        return expected;
    }

    @Nullable
    String otherHub() {
        return other;
    }

    boolean isOfSameUser() {
        return sameUser;
    }
}
