package dev.lockstep.hub.journal;

/** The identity of a hub, and its proof. Immutable. */
public interface HubIdentity {

    /** What the hub is known by; see {@link dev.lockstep.wire.HubProof#hubId}. */
    String hubId();

    /** The public key, X.509 in base64. */
    String publicKey();

    /** The signature of {@code text}, in base64. Any thread. */
    String sign(byte[] text);
}
