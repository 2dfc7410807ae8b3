package dev.lockstep.desktop.shell;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;

import static org.assertj.core.api.Assertions.assertThat;

@UiTest
@ExtendWith(ApplicationExtension.class)
class ThemeTest {

    @Test
    @DisplayName("nothing is said of a theme that is seen, but that it goes by the system now")
    void toggled() {
        Fx.run(() -> {
            Theme theme = new Theme();
            assertThat(theme.toggle()).isEmpty();
            assertThat(theme.darkProperty().get()).isTrue();
            assertThat(theme.toggle()).startsWith("As the system");
            assertThat(theme.toggle()).isEmpty();
            assertThat(theme.darkProperty().get()).isFalse();
        });
    }
}
