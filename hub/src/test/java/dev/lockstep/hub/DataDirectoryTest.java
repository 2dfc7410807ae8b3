package dev.lockstep.hub;

import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DataDirectoryTest {

    @Test
    @DisplayName("data are where each platform wants them")
    void platforms() {
        assertThat(DataDirectory.of("Linux", "/home/ada", null, null))
                .isEqualTo(Path.of("/home/ada/.local/share/lockstep"));
        assertThat(DataDirectory.of("Linux", "/home/ada", "/data", null)).isEqualTo(Path.of("/data/lockstep"));
        assertThat(DataDirectory.of("Linux", "/home/ada", "relative", null))
                .isEqualTo(Path.of("/home/ada/.local/share/lockstep"));
        assertThat(DataDirectory.of("Mac OS X", "/Users/ada", null, null))
                .isEqualTo(Path.of("/Users/ada/Library/Application Support/Lockstep"));
        assertThat(DataDirectory.of("Windows 11", "/u/ada", null, "/u/ada/local"))
                .isEqualTo(Path.of("/u/ada/local/Lockstep"));
        assertThat(DataDirectory.of("Windows 11", "/u/ada", null, null))
                .isEqualTo(Path.of("/u/ada/AppData/Local/Lockstep"));
    }
}
