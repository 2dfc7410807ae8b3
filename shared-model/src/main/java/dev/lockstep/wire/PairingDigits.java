package dev.lockstep.wire;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * The six digits that both screens show when somebody asks to be let in. The hub commits itself to its nonce before the client sends its
 * own, so whoever is in between, with a key of their own, can't search for nonces that make both sides show the same: of a million tries
 * one fits, and each asks a person. The scheme is that of short authentication strings with commitment (Vaudenay, CRYPTO 2005).
 */
public final class PairingDigits {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private static final String CONTEXT = "lockstep pairing";

    private PairingDigits() {}

    /** What the hub sends before it knows the client's nonce: base64url(SHA-256({@code hubNonce})). */
    public static String commitment(String hubNonce) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(hubNonce));
    }

    /**
     * The digits: SHA-256 of the lines below, as a number, modulo a million.
     *
     * @param hub the hub's identity, {@link HubProof#hubId}, as the client sees it and as the hub is
     * @param name who asks, as they sent it
     */
    public static String of(String hub, String clientNonce, String hubNonce, String name) {
        byte[] hash = sha256(String.join("\n", CONTEXT, hub, clientNonce, hubNonce, name));
        return String.format(
                Locale.ROOT, "%06d", new BigInteger(1, hash).mod(MILLION).intValueExact());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
