package dev.lockstep.client;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.ClientId;
import dev.lockstep.wire.Protocol;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityTest {

    @Test
    @DisplayName("each has a secret of its own, of which the public name is made")
    void secrets() {
        Identity ada = Identity.named("Ada");
        assertThat(ada.secret())
                .hasSizeGreaterThanOrEqualTo(22)
                .isNotEqualTo(Identity.named("Ada").secret());
        assertThat(ada.client()).isEqualTo(ClientId.of(ada.secret())).hasSize(Protocol.CLIENT_CHARS);
        assertThat(ada.withToken("t").withColor("#000000").client()).isEqualTo(ada.client());
    }

    @Test
    @DisplayName("neither the secret nor the token is told by toString")
    void notTold() {
        Identity ada = Identity.named("Ada").withToken("open sesame");
        assertThat(ada.toString()).contains("Ada").doesNotContain(ada.secret()).doesNotContain("open sesame");
    }

    @Test
    @DisplayName("a name has always the same colour, dark enough for white text")
    void colours() {
        assertThat(Identity.named("Ada").color())
                .isEqualTo(Identity.named("Ada").color())
                .isNotEqualTo(Identity.named("Grace").color());
        for (int i = 0; i < 500; i++) {
            String color = Identity.named("name " + i).color();
            assertThat(color).matches("#[0-9a-f]{6}");
            assertThat(contrastToWhite(Integer.parseInt(color.substring(1), 16)))
                    .as(color)
                    .isGreaterThan(3); // WCAG 2.2, 1.4.3, for large and bold text
        }
    }

    private static double contrastToWhite(int rgb) {
        double luminance = 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
        return 1.05 / (luminance + 0.05);
    }

    private static double linear(int channel) {
        double c = (channel & 0xff) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
