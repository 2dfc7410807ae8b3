package dev.lockstep.wire;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The proofs that hub and client know the same token. */
class TokenProofTest {

    private static final String HUB = "uT3" + "A".repeat(40);
    private static final TokenProof.Drawn DRAWN = new TokenProof.Drawn(HUB, "0123456789abcdef", "fedcba9876543210");

    @Test
    @DisplayName("[ID8] [ID9] the proofs are as PROTOCOL.md has them: as another program computed them from its words")
    void vectors() {
        assertThat(TokenProof.ofClient("open sesame", DRAWN)).isEqualTo("4JlL5kgMwaozauWbLo9KBMm0nMdokzWMeEU_-uS_SKY");
        assertThat(TokenProof.ofHub("open sesame", DRAWN)).isEqualTo("0296-o-MVL3xprqrVVlPr0-GLZuFA4WCpWqSls92uyU");
    }

    @Test
    @DisplayName("a proof is worth nothing with another token, at another hub, or for what others drew")
    void bound() {
        String proof = TokenProof.ofClient("open sesame", DRAWN);
        assertThat(TokenProof.ofClient("open sesami", DRAWN)).isNotEqualTo(proof);
        assertThat(TokenProof.ofClient(
                        "open sesame", new TokenProof.Drawn("B".repeat(43), "0123456789abcdef", "fedcba9876543210")))
                .isNotEqualTo(proof);
        assertThat(TokenProof.ofClient(
                        "open sesame", new TokenProof.Drawn(HUB, "another challenge", "fedcba9876543210")))
                .isNotEqualTo(proof);
        assertThat(TokenProof.ofClient(
                        "open sesame", new TokenProof.Drawn(HUB, "0123456789abcdef", "another challenge")))
                .isNotEqualTo(proof);
    }
}
