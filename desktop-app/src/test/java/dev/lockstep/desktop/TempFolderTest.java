package dev.lockstep.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A temporary folder that is of no use is said to be, and one that is stays as it was. */
class TempFolderTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("a folder that can be written is no problem, and nothing is left in it")
    void fine() throws IOException {
        assertThat(TempFolder.problemWith(folder.toString())).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisplayName("what is no folder, or is not there, is named, with what to do")
    void ofNoUse() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        for (Path each : new Path[] {file, folder.resolve("none")}) {
            assertThat(TempFolder.problemWith(each.toString()))
                    .contains("The temporary folder " + each)
                    .contains("-Djava.io.tmpdir=");
        }
        assertThat(TempFolder.problemWith("a\0b")).contains("it is no path");
    }
}
