package dev.lockstep.wire;

import java.util.Arrays;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.lockstep.model.Limits;

import static org.assertj.core.api.Assertions.assertThat;

class ProtocolTest {

    @ParameterizedTest
    @CsvSource({ // printf %s "$secret" | openssl dgst -sha256 -binary | basenc --base64url | cut -c -22
        "a secret, mEylFiIAc0xZIUjxggtxBX",
        "ä€😀, gZ_nfRx4l8TFQeIcY9JxVN"
    })
    @DisplayName("[OP4] client is the first 22 characters of base64url(SHA-256(secret))")
    void clientId(String secret, String client) {
        assertThat(ClientId.of(secret)).isEqualTo(client).hasSize(22);
    }

    @Test
    @DisplayName("[ER6] the close codes are those of the table")
    void closeCodes() {
        assertThat(Arrays.stream(Protocol.Close.values()).map(Protocol.Close::code))
                .containsExactlyInAnyOrder(1000, 1001, 1009, 4400, 4401, 4403, 4408, 4409, 4429);
    }

    @Test
    @DisplayName("[NV6] [NV14] [NV15] [NV16] the limits where nobody sets others")
    void limits() {
        assertThat(Limits.DEFAULT).isEqualTo(new Limits(1_048_576, 262_144, 256, 100_000, 268_435_456, 100));
        assertThat(Limits.VALUE_DEPTH_MAX).isEqualTo(64);
        assertThat(Limits.INTEGER_MAX).isEqualTo(9_007_199_254_740_991L);
    }
}
