package dev.lockstep.desktop.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    @DisplayName("damage to the file costs nothing, and damage to its copy too is told")
    void damaged() throws IOException {
        Path file = directory.resolve("settings.properties");
        Settings first = Settings.of(file);
        first.setList("rooms", List.of("lobby", "chat"));
        first.save();
        Path copy = directory.resolve("settings.properties.copy");

        for (Path each : List.of(file, copy)) {
            Files.writeString(each, Files.readString(each).replace("lobby", "lubby"));
            Settings mended = Settings.of(file);
            assertThat(mended.list("rooms")).containsExactly("lobby", "chat");
            assertThat(mended.problem()).isEmpty();
            assertThat(copy).hasSameBinaryContentAs(file);
        }

        Files.writeString(file, "");
        Files.writeString(copy, "\0\0\0");
        Settings anew = Settings.of(file);
        assertThat(anew.list("rooms")).isEmpty();
        assertThat(anew.problem()).contains(file.toString()).contains("it is empty");
        anew.setList("rooms", List.of("lobby"));
        anew.save();
        assertThat(Settings.of(file).list("rooms")).containsExactly("lobby");
        assertThat(Settings.of(file).problem()).isEmpty();
    }

    @Test
    @DisplayName("settings of version 0.1.0, and those that somebody wrote, are read")
    void plain() throws IOException {
        Path file = directory.resolve("settings.properties");
        Files.writeString(file, "#Lockstep\n#Sun Nov 29 11:16:05 UTC 2026\nrooms=lobby\\nchat\nname=\\u00FC\n");
        assertThat(Settings.of(file).list("rooms")).containsExactly("lobby", "chat");
        assertThat(Settings.of(file).get("name", "")).isEqualTo("ü");
    }

    @Test
    @DisplayName("what could not be saved is tried again, and what is saved late does not undo what was saved since")
    void again() throws IOException {
        Path file = directory.resolve("settings.properties");
        Settings settings = Settings.of(file);
        settings.set("a", 1);
        Path inTheWay = Files.createDirectories(directory.resolve("settings.properties.new"));
        settings.save();
        Files.delete(inTheWay);
        settings.save();
        assertThat(Settings.of(file).get("a", "")).isEqualTo("1");

        List<Runnable> late = new ArrayList<>();
        settings.set("a", 2);
        settings.saveOn(late::add);
        settings.set("a", 3);
        settings.save();
        late.forEach(Runnable::run);
        assertThat(Settings.of(file).get("a", "")).isEqualTo("3");
    }

    @Test
    @DisplayName("of two programs on one file each keeps what it changed, and of one setting the last change counts")
    void shared() throws IOException {
        Path file = directory.resolve("settings.properties");
        Settings first = Settings.of(file);
        first.set("theme", "light");
        first.set("name", "Ada");
        first.save();
        Settings second = Settings.of(file);
        second.set("theme", "dark");
        second.set("board.width", 7);
        second.save();
        first.set("rooms", "lobby");
        first.save();
        Settings both = Settings.of(file);
        assertThat(both.get("theme", "")).isEqualTo("dark");
        assertThat(both.get("name", "")).isEqualTo("Ada");
        assertThat(both.get("board.width", "")).isEqualTo("7");
        assertThat(both.list("rooms")).containsExactly("lobby");
        first.set("theme", "system");
        first.save();
        assertThat(Settings.of(file).get("theme", "")).isEqualTo("system");
        assertThat(Settings.of(file).get("board.width", "")).isEqualTo("7");
        assertThat(directory.resolve("settings.properties.copy")).hasSameBinaryContentAs(file);
    }

    @Test
    @DisplayName("many programs that save at once lose nothing of each other")
    void atOnce() {
        Path file = directory.resolve("settings.properties");
        IntStream.range(0, 8).parallel().forEach(program -> {
            Settings settings = Settings.of(file);
            for (int i = 0; i < 10; i++) {
                settings.set("program" + program + "." + i, i);
                settings.save();
            }
        });
        Settings all = Settings.of(file);
        for (int program = 0; program < 8; program++) {
            for (int i = 0; i < 10; i++) {
                assertThat(all.get("program" + program + "." + i, "")).isEqualTo(String.valueOf(i));
            }
        }
    }

    @Test
    @DisplayName("what another program lost of the file meanwhile is written anew by one that knows it")
    void goneMeanwhile() throws IOException {
        Path file = directory.resolve("settings.properties");
        Settings settings = Settings.of(file);
        settings.set("name", "Ada");
        settings.save();
        Files.delete(file);
        Files.delete(directory.resolve("settings.properties.copy"));
        settings.set("theme", "dark");
        settings.save();
        assertThat(Settings.of(file).get("name", "")).isEqualTo("Ada");
        assertThat(Settings.of(file).get("theme", "")).isEqualTo("dark");
    }
}
