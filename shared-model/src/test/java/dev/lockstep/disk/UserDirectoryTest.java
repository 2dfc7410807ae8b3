package dev.lockstep.disk;

import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UserDirectoryTest {

    @Test
    @DisplayName("data are where each platform wants them")
    void platforms() {
        assertThat(UserDirectory.of("Linux", "/home/ada", null, null))
                .isEqualTo(Path.of("/home/ada/.local/share/lockstep"));
        assertThat(UserDirectory.of("Linux", "/home/ada", "/data", null)).isEqualTo(Path.of("/data/lockstep"));
        assertThat(UserDirectory.of("Linux", "/home/ada", "relative", null))
                .isEqualTo(Path.of("/home/ada/.local/share/lockstep"));
        assertThat(UserDirectory.of("Mac OS X", "/Users/ada", null, null))
                .isEqualTo(Path.of("/Users/ada/Library/Application Support/Lockstep"));
        assertThat(UserDirectory.of("Windows 11", "/u/ada", null, "/u/ada/local"))
                .isEqualTo(Path.of("/u/ada/local/Lockstep"));
        assertThat(UserDirectory.of("Windows 11", "/u/ada", null, null))
                .isEqualTo(Path.of("/u/ada/AppData/Local/Lockstep"));
    }
}
