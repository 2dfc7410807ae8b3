package dev.lockstep.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the compiler doesn't look at, all over the repository. */
class TidinessTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int FILE_LINES_MAX = 650;
    private static final Pattern UNFINISHED =
            Pattern.compile("\\b([T]ODO|[F]IXME|[X]XX)\\b|@[D]isabled\\b"); // does not match itself

    private static final Pattern TWO_COMMENTS = Pattern.compile("\\*/\\s*/\\*\\*");

    @Test
    @DisplayName("nothing is left unfinished or switched off")
    void finished() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".java")) {
            if (UNFINISHED.matcher(Files.readString(file)).find()) {
                found.add(file.toString());
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("each comment is about what stands behind it, and not another comment")
    void attached() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".java")) {
            if (TWO_COMMENTS.matcher(Files.readString(file)).find()) {
                found.add(file.toString());
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("files can be read in one sitting")
    void short_() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".java")) {
            long lines = Files.readString(file).lines().count();
            if (lines > FILE_LINES_MAX) {
                found.add(file + ": " + lines);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("each package of the product says what lives in it")
    void packageInfo() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : files(".java")) {
            if (file.toString().contains("/src/main/") && !Files.exists(file.resolveSibling("package-info.java"))) {
                found.add(file.getParent());
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("style sheets name no font of a machine, which would have no letters of other scripts")
    void fonts() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".css")) {
            Files.readString(file)
                    .lines()
                    .filter(line -> line.contains("-fx-font-family") && !line.contains("-fx-font-family: monospace;"))
                    .forEach(line -> found.add(file + ": " + line));
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("Maven starts the program with the options of lockstep.args")
    void options() throws IOException {
        String pom = Files.readString(ROOT.resolve("desktop-app/pom.xml"));
        List<String> options = ProgramOptions.read(ROOT).stream()
                .filter(option -> !option.startsWith(ProgramOptions.ARCHIVE) && !option.startsWith("-Xlog"))
                .toList();
        assertThat(options).isNotEmpty().allMatch(option -> pom.contains("<option>" + option + "</option>"));
    }

    private static List<Path> files(String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : List.of("shared-model", "hub", "desktop-app")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src"))) {
                all.filter(file -> file.toString().endsWith(ending)).forEach(files::add);
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }
}
