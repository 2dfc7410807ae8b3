package dev.lockstep.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How client and hub prove to each other that they know the hub's token, without sending it: over a key that is derived from the token
 * and the hub's identity (PBKDF2, RFC 8018, section 5.2, with HMAC-SHA-256), an HMAC of what both drew. Whoever poses as the hub has another
 * identity, and can use what he is told neither at the real hub nor, because each guess is expensive, to find the token.
 *
 * <p>Safe for use by many threads.
 */
public final class TokenProof {

    /** OWASP's recommendation for PBKDF2 with HMAC-SHA-256; about 0.2 s on a current machine. */
    private static final int ITERATIONS = 600_000;

    private static final int KEY_BITS = 256;

    private static final String HMAC = "HmacSHA256";

    /** So many derived keys are remembered, for clients and hubs that meet again. */
    private static final int KEYS_MAX = 16;

    private static final Map<Of, byte[]> KEYS = new LinkedHashMap<>(KEYS_MAX, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Of, byte[]> eldest) {
            return size() > KEYS_MAX;
        }
    };

    private TokenProof() {}

    private record Of(String token, String hub) {}

    /**
     * What both drew for one connection.
     *
     * @param hub the hub's identity, {@link HubProof#hubId}
     */
    public record Drawn(String hub, String clientChallenge, String hubChallenge) {}

    /** Proves that the client knows {@code token}. The first call for a token and a hub takes about 0.2 s. */
    public static String ofClient(String token, Drawn drawn) {
        return hmac("client", token, drawn);
    }

    /** Proves that the hub knows {@code token}. The first call for a token and a hub takes about 0.2 s. */
    public static String ofHub(String token, Drawn drawn) {
        return hmac("hub", token, drawn);
    }

    private static String hmac(String who, String token, Drawn drawn) {
        String text = who + "\n" + drawn.clientChallenge() + "\n" + drawn.hubChallenge() + "\n" + drawn.hub();
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key(new Of(token, drawn.hub())), HMAC));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }

    private static byte[] key(Of of) throws GeneralSecurityException {
        synchronized (KEYS) { // who needs the same one waits for it
            byte[] key = KEYS.get(of);
            if (key == null) {
                byte[] salt = ("lockstep token\n" + of.hub()).getBytes(StandardCharsets.UTF_8);
                PBEKeySpec spec = new PBEKeySpec(of.token().toCharArray(), salt, ITERATIONS, KEY_BITS);
                key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded();
                KEYS.put(of, key);
            }
            return key;
        }
    }
}
