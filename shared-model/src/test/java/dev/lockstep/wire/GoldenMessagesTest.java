package dev.lockstep.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

class GoldenMessagesTest {

    static Set<String> clientSamples() {
        return Samples.clientMessages().keySet();
    }

    static Set<String> hubSamples() {
        return Samples.hubMessages().keySet();
    }

    @ParameterizedTest
    @MethodSource("clientSamples")
    @DisplayName("what clients say, as it always was on the wire")
    void client(String name) throws IOException, MalformedException {
        ClientMessage message = Samples.clientMessages().get(name);
        assertThat(JsonParser.parse(WireCodec.encode(message))).isEqualTo(golden(name));
        assertThat(WireCodec.decodeClient(text(name))).isEqualTo(new Decoded.Message(message));
        assertThat(WireCodec.decodeClient(WireCodec.encode(message))).isEqualTo(new Decoded.Message(message));
    }

    @ParameterizedTest
    @MethodSource("hubSamples")
    @DisplayName("[RM11] [RM12] [CM23] what the hub says, as it always was on the wire")
    void hub(String name) throws IOException, MalformedException {
        HubMessage message = Samples.hubMessages().get(name);
        assertThat(JsonParser.parse(WireCodec.encode(message))).isEqualTo(golden(name));
        assertThat(WireCodec.decodeHub(text(name))).isEqualTo(message);
        assertThat(WireCodec.decodeHub(WireCodec.encode(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource({"clientSamples", "hubSamples"})
    @DisplayName("[TR2] [TR3] the order of members means nothing, and unknown ones are ignored")
    void tolerant(String name) throws IOException, MalformedException {
        String strange = Tolerance.shuffledAndExtended(golden(name)).toString();
        if (Samples.clientMessages().containsKey(name)) {
            assertThat(WireCodec.decodeClient(strange))
                    .isEqualTo(new Decoded.Message(Samples.clientMessages().get(name)));
        } else {
            assertThat(WireCodec.decodeHub(strange))
                    .isEqualTo(Samples.hubMessages().get(name));
        }
    }

    @Test
    @DisplayName("each kind of message has its golden file, and each golden file its message")
    void complete() throws Exception {
        assertThat(kinds(Samples.clientMessages())).isEqualTo(leaves(ClientMessage.class));
        assertThat(kinds(Samples.hubMessages())).isEqualTo(leaves(HubMessage.class));
        Set<String> files = new TreeSet<>();
        java.nio.file.Path folder = java.nio.file.Path.of(
                GoldenMessagesTest.class.getResource("/wire").toURI());
        try (Stream<java.nio.file.Path> paths = java.nio.file.Files.list(folder)) {
            paths.forEach(path -> files.add(path.getFileName().toString().replace(".json", "")));
        }
        Set<String> names = new TreeSet<>(clientSamples());
        names.addAll(hubSamples());
        assertThat(names).isEqualTo(files);
    }

    private static Set<String> kinds(Map<String, ?> samples) {
        return names(samples.values().stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    private static Set<String> leaves(Class<?> sealed) {
        return names(leafClasses(sealed).collect(Collectors.toSet()));
    }

    private static Stream<Class<?>> leafClasses(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(GoldenMessagesTest::leafClasses)
                : Stream.of(type);
    }

    private static Set<String> names(Collection<? extends Class<?>> classes) {
        return classes.stream().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Json golden(String name) throws IOException, MalformedException {
        return JsonParser.parse(text(name));
    }

    private static String text(String name) throws IOException {
        try (InputStream in = GoldenMessagesTest.class.getResourceAsStream("/wire/" + name + ".json")) {
            assertThat(in).as("golden file of %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
