package dev.lockstep.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * How a hub proves which one it is, and how hub and client on one machine prove to each other that the same user runs them.
 *
 * <p>A hub is known by the hash of its public key, wherever it listens. It signs what the client drew (ECDSA on the curve P-256 with
 * SHA-256, FIPS 186-5), together with the address at which it took the connection: whoever passes the question on to the real hub from another address gets an answer that does not fit. The user's
 * secret itself never travels, only an HMAC (RFC 2104) with SHA-256 over what both drew.
 */
public final class HubProof {

    /** The common name of the certificates that hubs make for themselves. */
    public static final String CERTIFICATE_NAME = "Lockstep hub";

    /** The signature algorithm, as Java calls it. */
    public static final String SIGNATURE = "SHA256withECDSA";

    private static final String HMAC = "HmacSHA256";

    private HubProof() {}

    /** What a hub is known by: base64url of the SHA-256 of its public key, in X.509 encoding. */
    public static String hubId(byte[] publicKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * What the hub signs.
     *
     * @param challenge what the client drew
     * @param address where the hub took the connection, such as {@code 127.0.0.1:7171}
     */
    public static byte[] signedText(String challenge, String address) {
        return ("lockstep hub\n" + challenge + "\n" + address).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Why {@code identity} is no proof, for display; null where it is.
     *
     * @param challenge what this client drew
     */
    public static @Nullable String problemWith(HubMessage.Identity identity, String challenge) {
        try {
            byte[] key = Base64.getDecoder().decode(identity.key());
            if (!hubId(key).equals(identity.hub())) {
                return "its key is not the one that it is known by";
            }
            PublicKey publicKey = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key));
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initVerify(publicKey);
            signature.update(signedText(challenge, identity.address()));
            return signature.verify(Base64.getDecoder().decode(identity.signature()))
                    ? null
                    : "its signature is not its own";
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return "its proof can't be read: " + e.getMessage();
        }
    }

    /** Proves that the hub knows the user's secret. */
    public static String ofHub(String userSecret, String clientChallenge, String hubChallenge, String address) {
        return hmac(userSecret, "hub\n" + clientChallenge + "\n" + hubChallenge + "\n" + address);
    }

    /** Proves that the client knows the user's secret. */
    public static String ofClient(String userSecret, String clientChallenge, String hubChallenge, String address) {
        return hmac(userSecret, "client\n" + clientChallenge + "\n" + hubChallenge + "\n" + address);
    }

    /** Whether two secrets are the same, in a time that doesn't tell how much of them is. */
    public static boolean same(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }
}
