package dev.lockstep.desktop.colors;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ColorTokenTest {

    private static final Path MAIN = Path.of("src", "main");
    private static final Path SHEETS = MAIN.resolve("resources/dev/lockstep/desktop");

    private static final Pattern IN_CODE = Pattern.compile("""
            "\\#(\\p{XDigit}{3,4}|\\p{XDigit}{6}|\\p{XDigit}{8})"      # a string that is one
            | \\b0x(\\p{XDigit}{6}|\\p{XDigit}{8})\\b                 # rrggbb, aarrggbb
            | \\bColor\\.(?!TRANSPARENT\\b)[A-Z][A-Z_]+\\b             # a constant
            | \\b(Color|Paint)\\.[a-z]\\w*\\(\\s*["\\d]               # of literals
            | \\bnew\\ Color\\(\\s*\\d
            """, Pattern.COMMENTS);

    private static final Pattern IN_SHEET = Pattern.compile(
            "#\\p{XDigit}{3,8}\\b|\\b(rgb|hsb|hsl)a?\\(|(?<![\\w.-])(" + names() + ")(?![\\w-])",
            Pattern.CASE_INSENSITIVE);

    /** Those of JavaFX and CSS, without the one that is none. */
    private static String names() {
        return Arrays.stream(Color.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Color.class)
                .map(field -> field.getName())
                .filter(name -> !name.equals("TRANSPARENT"))
                .collect(Collectors.joining("|"));
    }

    @Test
    @DisplayName("colours have their values in the token sheets alone")
    void literals() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(".java")) {
            found.addAll(matches(IN_CODE, file));
        }
        for (Path file : files(".css")) {
            if (!file.getFileName().toString().startsWith("tokens-")) {
                found.addAll(matches(IN_SHEET, file));
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String color = \"#c0392b\";",
                "list(\"#fff\", \"#000\")",
                "int red = 0xd8423b;",
                "Arrays.fill(pixels, 0xFF000000);",
                "circle.setFill(Color.WHITE);",
                "circle.setFill(Color.DARK_GRAY);",
                "circle.setFill(Color.gray(0.6));",
                "circle.setFill(Color.web(\n        \"red\"));",
                "circle.setFill(Paint.valueOf(\"red\"));",
                "graphics.setColor(new Color(200, 10, 10));",
            })
    @DisplayName("each way to write one in code is caught")
    void catchesInCode(String code) {
        assertThat(IN_CODE.matcher(code).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-fx-fill: #fff;",
                "-fx-fill: #ffffff80;",
                "-fx-fill: rgb(1, 2, 3);",
                "-fx-fill: rgba(1, 2, 3, 0.5);",
                "-fx-fill: hsb(10, 20%, 30%);",
                "-fx-fill: white;",
                "-fx-effect: dropshadow(gaussian, black, 4, 0, 0, 1);",
            })
    @DisplayName("each way to write one in a style sheet is caught")
    void catchesInSheet(String line) {
        assertThat(IN_SHEET.matcher(line).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-fx-fill: transparent;", "-fx-fill: -ls-board-red;", ".red { -fx-fill: -ls-text; }"})
    @DisplayName("roles are no colours")
    void allowsRoles(String line) {
        assertThat(IN_SHEET.matcher(line).find()).isFalse();
    }

    @Test
    @DisplayName("both themes have the same tokens, none of them among those that they share")
    void complete() throws IOException {
        Set<String> light = tokens("tokens-light.css");
        assertThat(light).isNotEmpty().isEqualTo(tokens("tokens-dark.css"));
        assertThat(tokens("tokens-common.css")).isNotEmpty().doesNotContainAnyElementsOf(light);
    }

    @Test
    @DisplayName("a colour is what its sheet says, with how opaque it is")
    void values() throws IOException {
        String light = Files.readString(SHEETS.resolve("tokens-light.css"));
        String dark = Files.readString(SHEETS.resolve("tokens-dark.css"));
        assertThat(light).contains(String.format("-ls-board-red: #%06x;", ColorToken.BOARD_RED.rgb(false)));
        assertThat(dark).contains(String.format("-ls-board-red: #%06x;", ColorToken.BOARD_RED.rgb(true)));
        assertThat(dark).contains(String.format("-ls-board-grid: #%06x24;", ColorToken.BOARD_GRID.rgb(true)));
        assertThat(ColorToken.BOARD_RED.opacity(true)).isEqualTo(1);
        assertThat(ColorToken.BOARD_GRID.opacity(true)).isEqualTo(0x24 / 255.0);
        assertThat(ColorToken.PERSON_UNKNOWN.web()).matches("#[0-9a-f]{6}");
    }

    private static Set<String> tokens(String sheet) throws IOException {
        Matcher token = Pattern.compile("(?m)^ +(-[\\w-]+):").matcher(Files.readString(SHEETS.resolve(sheet)));
        Set<String> found = new TreeSet<>();
        while (token.find()) {
            assertThat(found.add(token.group(1))).as(token.group(1)).isTrue();
        }
        return found;
    }

    private static List<String> matches(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(match -> file + ": " + match.group())
                .toList();
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(MAIN)) {
            List<Path> files =
                    all.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(files).isNotEmpty();
            return files;
        }
    }
}
