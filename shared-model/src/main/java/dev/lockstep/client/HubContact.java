package dev.lockstep.client;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubMessage;
import dev.lockstep.wire.Protocol;

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
         */
        record Own(@Nullable String proof) implements Finding {}

        /** It is another hub. */
        record Other() implements Finding {}

        /** It is no proof. */
        record Unproven(String problem) implements Finding {}
    }

    private final String url; // as it was given
    private final URI uri; // as it is connected to
    private final String key; // in the store
    private final @Nullable ClientStore store;
    private final Platform platform;
    private @Nullable HubQuestion question; // which has no answer yet
    private volatile boolean sameUser;
    private volatile @Nullable String expected; // null before the first contact
    private volatile @Nullable String other; // the one that answered instead, null where none did

    HubContact(String url, URI uri, String key, @Nullable ClientStore store, Platform platform) {
        this.url = url;
        this.uri = uri;
        this.key = key;
        this.store = store;
        this.platform = platform;
        this.expected = store == null ? null : store.hubOf(key);
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
        if (code == Protocol.Close.NO_HELLO.code() && question != null) {
            return "the hub is older than this program and can't prove which one it is; update it";
        } else if (code == Protocol.Close.TOKEN_WANTED.code()) {
            return "the hub asks for its token";
        } else if (code == Protocol.Close.FORBIDDEN.code()) {
            return "the hub refuses this client: " + reason;
        }
        return code == Protocol.Close.REPLACED.code() ? "this client is connected elsewhere" : null;
    }

    /** The connection is gone. */
    void beginAnew() {
        question = null;
    }

    Finding take(HubMessage.Identity answer) {
        HubQuestion asked = question;
        question = null;
        if (asked == null) {
            return new Finding.Unproven("it was not asked");
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
        expected = answer.hub();
        if (store != null) {
            store.met(key, url, answer.hub());
        }
        String proof = asked.proof(answer);
        sameUser = proof != null;
        return new Finding.Own(proof);
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
