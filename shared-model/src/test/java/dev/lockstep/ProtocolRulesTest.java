package dev.lockstep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

/** Holds PROTOCOL.md and the tests of all modules together: each rule has its test, each id in a test its rule. */
class ProtocolRulesTest {

    private static final List<String> MODULES = List.of("shared-model", "hub", "desktop-app");

    private static final Pattern RULE = Pattern.compile("^- \\*\\*\\[([A-Z]{2}[0-9]+)]\\*\\* \\S.*");

    private static final Pattern DISPLAY_NAME = Pattern.compile("@DisplayName\\(\\s*\"((?:\\[[A-Z]{2}[0-9]+] ?)+)");

    private static final Pattern ID = Pattern.compile("[A-Z]{2}[0-9]+");

    @Test
    @DisplayName("each rule of the protocol has its test, and each test of a rule its rule")
    void rulesAndTests() throws IOException {
        Set<String> rules = new TreeSet<>(rules());
        Set<String> tested = testedIds();
        assertThat(rules).as("rules in PROTOCOL.md").hasSizeGreaterThan(100);
        assertSoftly(softly -> {
            softly.assertThat(without(rules, tested)).as("rules without a test").isEmpty();
            softly.assertThat(without(tested, rules))
                    .as("ids in tests without a rule")
                    .isEmpty();
        });
    }

    @Test
    @DisplayName("no id of a rule is given twice, and those of a topic are counted from 1 up")
    void ids() throws IOException {
        List<String> rules = rules();
        assertThat(rules).doesNotHaveDuplicates();
        for (String topic :
                rules.stream().map(id -> id.substring(0, 2)).distinct().toList()) {
            List<String> ofTopic =
                    rules.stream().filter(id -> id.startsWith(topic)).toList();
            for (int i = 0; i < ofTopic.size(); i++) {
                assertThat(ofTopic.get(i)).isEqualTo(topic + (i + 1));
            }
        }
    }

    private static List<String> rules() throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("PROTOCOL.md"))) {
            Matcher rule = RULE.matcher(line);
            if (rule.matches()) {
                ids.add(rule.group(1));
            }
        }
        return ids;
    }

    private static Set<String> testedIds() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (String module : MODULES) {
            Path tests = Path.of("..", module, "src", "test");
            if (Files.isDirectory(tests)) {
                for (Path file : javaFiles(tests)) {
                    addIds(Files.readString(file), ids);
                }
            }
        }
        return ids;
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static void addIds(String source, Set<String> ids) {
        Matcher displayName = DISPLAY_NAME.matcher(source);
        while (displayName.find()) {
            Matcher id = ID.matcher(displayName.group(1));
            while (id.find()) {
                ids.add(id.group());
            }
        }
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        return all.stream().filter(id -> !some.contains(id)).collect(Collectors.toCollection(TreeSet::new));
    }
}
