package dev.lockstep.wire;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The vectors are in SECURITY.md of the hub. */
class PairingDigitsTest {

    @Test
    @DisplayName("[PA2] [PA3] commitment and digits are those of the test vectors")
    void vectors() {
        assertThat(PairingDigits.commitment("hub-nonce-0123456789"))
                .isEqualTo("Z6jMzP-AedpB6JzkWn_8lQBgAJScr4DhZIMANSacEc0");
        assertThat(PairingDigits.of("hub", "client-nonce-012345", "hub-nonce-0123456789", "Grace"))
                .isEqualTo("511647");
    }

    @Test
    @DisplayName("whoever is in between, with another key, shows other digits, and so does another name")
    void others() {
        String digits = PairingDigits.of("hub", "c", "h", "Grace");
        assertThat(PairingDigits.of("mallory", "c", "h", "Grace")).isNotEqualTo(digits);
        assertThat(PairingDigits.of("hub", "c", "h", "Linus")).isNotEqualTo(digits);
        assertThat(PairingDigits.of("hub", "c2", "h", "Grace")).isNotEqualTo(digits);
        assertThat(PairingDigits.of("hub", "c", "h2", "Grace")).isNotEqualTo(digits);
    }
}
