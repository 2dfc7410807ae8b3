package dev.lockstep.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the papers name is there. */
class PapersTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** A test or a source file, such as {@code `JsonTest#depth`} and {@code `wire/Bounds.java`}. */
    private static final Pattern NAMED =
            Pattern.compile("`(?:[\\w./-]*/)?([A-Z]\\w*Test)(?:#\\w+)?`|`(?:[\\w./-]*/)?([A-Z]\\w+)\\.java`");

    /** The names in the first column of the glossary's table of the code. */
    private static final Pattern IN_GLOSSARY = Pattern.compile("`([A-Z]\\w+)(?:\\.[A-Z]\\w+)?`");

    @Test
    @DisplayName("tests and source files that papers name exist")
    void named() throws IOException {
        Set<String> sources = new TreeSet<>();
        for (Path file : files(".java")) {
            sources.add(file.getFileName().toString().replace(".java", ""));
        }
        List<String> missing = new ArrayList<>();
        for (Path paper : files(".md")) {
            Matcher named = NAMED.matcher(Files.readString(paper));
            while (named.find()) {
                String name = named.group(1) == null ? named.group(2) : named.group(1);
                if (!sources.contains(name)) {
                    missing.add(ROOT.relativize(paper) + ": " + name);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    @DisplayName("what the glossary explains of the code is there")
    void glossary() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files(".java")) {
            all.append(Files.readString(file)).append('\n');
        }
        String glossary = Files.readString(ROOT.resolve("shared-model/GLOSSARY.md"));
        List<String> missing = new ArrayList<>();
        for (String line : glossary.substring(glossary.indexOf("## Code")).split("\n")) {
            Matcher name = IN_GLOSSARY.matcher(line.startsWith("| `") ? line.substring(0, line.indexOf('|', 2)) : "");
            while (name.find()) {
                Pattern type = Pattern.compile("\\b(?:class|interface|record|enum) " + name.group(1) + "\\b");
                if (!type.matcher(all).find()) {
                    missing.add(name.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }
}
