package dev.lockstep.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lockstep.desktop.shell.Settings;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName("what was set is there at the next start")
    void kept() {
        Path file = directory.resolve("new/settings.properties");
        Settings first = Settings.of(file);
        assertThat(first.get("theme.dark", false)).isFalse();
        first.set("theme.dark", true);
        first.set("board.width", 4.5);
        first.save();
        Settings next = Settings.of(file);
        assertThat(next.get("theme.dark", false)).isTrue();
        assertThat(next.get("board.width", 1, 0, 10)).isEqualTo(4.5);
    }

    @Test
    @DisplayName("that there is something to save is told once until it is saved, and not for what is as it was")
    void tells() {
        Settings settings = Settings.of(directory.resolve("settings.properties"));
        AtomicInteger told = new AtomicInteger();
        settings.whenChanged(told::incrementAndGet);
        settings.set("board.width", 1);
        settings.set("board.width", 2);
        assertThat(told).hasValue(1);
        settings.save();
        settings.set("board.width", 2);
        assertThat(told).hasValue(1);
        settings.set("board.width", 3);
        assertThat(told).hasValue(2);
    }

    @Test
    @DisplayName("what can't be is as if it were not there")
    void bad() throws IOException {
        Path file = directory.resolve("settings.properties");
        Files.writeString(file, "board.width=\\u12\nbroken");
        Settings settings = Settings.of(file);
        assertThat(settings.get("board.width", 3, 0, 10)).isEqualTo(3);
        settings.set("board.width", "wide");
        assertThat(settings.get("board.width", 3, 0, 10)).isEqualTo(3);
        settings.set("board.width", 5_000);
        assertThat(settings.get("board.width", 3, 0, 10)).isEqualTo(3);
    }
}
