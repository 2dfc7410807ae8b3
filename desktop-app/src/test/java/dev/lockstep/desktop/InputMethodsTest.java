package dev.lockstep.desktop;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InputMethodsTest {

    @Test
    @DisplayName("the other toolkit is loaded for those who have an input method, and for nobody else")
    void named() {
        assertThat(InputMethods.isNamed("@im=ibus")).isTrue();
        assertThat(InputMethods.isNamed("@im=fcitx")).isTrue();
        assertThat(InputMethods.isNamed("@im=none")).isFalse();
        assertThat(InputMethods.isNamed("@im=local")).isFalse();
        assertThat(InputMethods.isNamed("@im=")).isFalse();
        assertThat(InputMethods.isNamed("")).isFalse();
        assertThat(InputMethods.isNamed(null)).isFalse();
    }
}
