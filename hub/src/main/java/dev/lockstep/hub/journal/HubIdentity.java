package dev.lockstep.hub.journal;

import java.security.KeyPair;

/** The identity of a hub, and its proof. Immutable. */
public interface HubIdentity {

    /** What the hub is known by; see {@link dev.lockstep.wire.HubProof#hubId}. */
    String hubId();

    /** The public key, X.509 in base64. */
    String publicKey();

    /** Both halves of the key, for the certificate that the hub shows. Any thread. */
    KeyPair keyPair();

    /** The signature of {@code text}, in base64. Any thread. */
    String sign(byte[] text);
}
