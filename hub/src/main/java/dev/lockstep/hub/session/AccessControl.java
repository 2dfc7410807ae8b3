package dev.lockstep.hub.session;

import org.jspecify.annotations.Nullable;

import dev.lockstep.wire.ClientMessage;
import dev.lockstep.wire.HubProof;
import dev.lockstep.wire.Loopback;
import dev.lockstep.wire.TokenProof;

/** Decides which clients may connect. Safe for use by many threads. */
public final class AccessControl {

    /** What came of a {@code hello}. */
    enum Verdict {
        /** It is of the user who hosts the hub. */
        HOST,
        MEMBER,
        REFUSED
    }

    /** @param tokenProof the hub's, for a client that has proven to know the token; null for others */
    record Judgement(Verdict verdict, @Nullable String tokenProof) {

        static Judgement of(Verdict verdict) {
            return new Judgement(verdict, null);
        }
    }

    /**
     * What a connection was told when it asked which hub this is.
     *
     * @param hub the hash of the hub's public key
     * @param clientChallenge drawn by the client
     * @param hubChallenge drawn by the hub
     * @param address where the hub took the connection
     */
    record Asked(String hub, String clientChallenge, String hubChallenge, String address) {

        TokenProof.Drawn drawn() {
            return new TokenProof.Drawn(hub, clientChallenge, hubChallenge);
        }
    }

    private final @Nullable String token;
    private final @Nullable String userSecret;
    private final boolean open;
    private volatile @Nullable String networkToken;

    /**
     * @param token what clients have to know wherever they come from, null for none
     * @param userSecret by which the programs of the hub's own user know each other, null where there is none
     * @param open whether anyone on this machine may come in
     */
    public AccessControl(@Nullable String token, @Nullable String userSecret, boolean open) {
        this.token = token;
        this.userSecret = userSecret;
        this.open = open;
    }

    /** What those have to know from now on who come from another machine; null where none of them may come. */
    void askOthersFor(@Nullable String newToken) {
        networkToken = newToken;
    }

    /** Whether those who come from {@code remote} have to know a token: else they need not ask, or ask in vain. */
    boolean asksForToken(String remote) {
        return token != null || (!Loopback.is(remote) && networkToken != null);
    }

    /** The hub's proof that it is of this user; null where {@code remote} is on another machine. */
    @Nullable
    String proof(String remote, Asked asked) {
        return userSecret == null || !Loopback.is(remote)
                ? null
                : HubProof.ofHub(userSecret, asked.clientChallenge(), asked.hubChallenge(), asked.address());
    }

    /**
     * @param remote where the client comes from
     * @param asked null where it did not ask which hub this is
     */
    Judgement judge(String remote, @Nullable Asked asked, ClientMessage.Hello hello) {
        boolean here = Loopback.is(remote);
        if (here && userSecret != null && knowsSecret(userSecret, asked, hello)) {
            return Judgement.of(Verdict.HOST);
        }
        String wanted = token != null || here ? token : networkToken;
        if (wanted == null) {
            return Judgement.of(here && open ? Verdict.MEMBER : Verdict.REFUSED);
        }
        if (asked != null && hello.tokenProof() != null) {
            boolean knows = HubProof.same(TokenProof.ofClient(wanted, asked.drawn()), hello.tokenProof());
            return knows
                    ? new Judgement(Verdict.MEMBER, TokenProof.ofHub(wanted, asked.drawn()))
                    : Judgement.of(Verdict.REFUSED);
        }
        return Judgement.of(HubProof.same(wanted, hello.token()) ? Verdict.MEMBER : Verdict.REFUSED);
    }

    /** By a proof, or by the secret itself in place of a token: as simple programs do that have no HMAC. */
    private static boolean knowsSecret(String secret, @Nullable Asked asked, ClientMessage.Hello hello) {
        if (asked != null && hello.sameUser() != null) {
            String proof = HubProof.ofClient(secret, asked.clientChallenge(), asked.hubChallenge(), asked.address());
            return HubProof.same(proof, hello.sameUser());
        }
        return HubProof.same(secret, hello.token());
    }
}
