package dev.lockstep.desktop.chat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** Entries that nobody would write who means well: they are read as far as they can be shown, and cost no more than others. */
class HostileEntriesTest {

    @ParameterizedTest
    @ValueSource(strings = {"1e19", "1e300", "1e400", "-1", "-1e19", "2.5", "9007199254740993", "1000001"})
    @DisplayName("no number of pages is believed that can't be one")
    void pages(String number) {
        double value = Json.Num.parse(number).value();
        assertThat(ChatHistory.count(value)).isZero();
    }

    @Test
    @DisplayName("a number of pages that can be one is believed")
    void somePages() {
        assertThat(ChatHistory.count(0)).isZero();
        assertThat(ChatHistory.count(7)).isEqualTo(7);
        assertThat(ChatHistory.count(Double.NaN)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e19", "1e300", "1e400", "-1e400", "-5", "9223372036854775807", "9e15"})
    @DisplayName("a time far from ours has a day and a row like any other")
    void times(String at) {
        Json.Num number = Json.Num.parse(at);
        ChatMessage message = ChatMessage.read("m", message("text", Json.of("hi"), "at", number));
        assertThat(message).isNotNull();
        assertThat(Instant.ofEpochMilli(message.at()).atZone(ZoneOffset.UTC).getYear())
                .isBetween(1970, 9999);
        List<ChatRow> rows = ChatRows.of(
                List.of(message),
                Set.of(),
                null,
                Map.of(),
                (client, name) -> name,
                m -> true,
                "me",
                ZoneOffset.UTC,
                LocalDate.EPOCH);
        assertThat(((ChatRow.Day) rows.get(0)).words()).isNotEmpty();
        assertThat(ReadMark.read(new Json.Obj(
                        Map.of("id", Json.of("m"), "at", number, "name", Json.of("x"), "color", Json.of("y")))))
                .isNotNull();
    }

    @Test
    @DisplayName("of ten thousand reactions, or people who gave one, as many are read as are shown")
    void reactions() {
        Map<String, Json> many = new LinkedHashMap<>();
        Map<String, Json> people = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            people.put("client" + i, Json.of("n".repeat(500)));
        }
        Json all = new Json.Obj(people);
        many.put("x".repeat(100_000), all);
        for (int i = 0; i < 10_000; i++) {
            many.put("emoji" + i, i % 2 == 0 ? all : Json.of(i));
        }
        ChatMessage message = ChatMessage.read("m", message("reactions", new Json.Obj(many)));
        assertThat(message).isNotNull();
        int count = message.reactions().values().stream().mapToInt(Map::size).sum();
        assertThat(count).isLessThanOrEqualTo(500);
        assertThat(message.reactions().keySet()).allMatch(key -> key.length() <= 64);
        assertThat(message.reactions().values())
                .allSatisfy(some -> assertThat(some.values()).allMatch(name -> name.length() <= 100));
    }

    @Test
    @DisplayName("members of the wrong kind are left out, whatever they are")
    void kinds() {
        List<Json> strange = new ArrayList<>(
                List.of(Json.ofNull(), Json.of(true), Json.of(1e300), Json.of("x".repeat(200_000)), Json.Obj.EMPTY));
        Json deep = Json.of(1);
        for (int i = 0; i < 60; i++) {
            deep = i % 2 == 0 ? new Json.Arr(List.of(deep)) : new Json.Obj(Map.of("a", deep));
        }
        strange.add(deep);
        strange.add(new Json.Arr(java.util.Collections.nCopies(50_000, Json.of(1))));
        List<String> members = List.of(
                "client", "at", "author", "color", "text", "reply", "edited", "deleted", "reactions", "picture");
        for (String member : members) {
            for (Json value : strange) {
                ChatMessage read = ChatMessage.read("m", message(member, value));
                if (read != null) {
                    assertThat(read.text().length()).isLessThanOrEqualTo(ChatMessage.TEXT_MAX + 1);
                    assertThat(read.client().length()).isLessThanOrEqualTo(100);
                    assertThat(MessageDoc.of(read.text())).isNotNull();
                }
            }
        }
        strange.forEach(value -> {
            assertThat(ChatMessage.read("m", value)).isNull();
            assertThat(ReadMark.read(value)).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("dev.lockstep.desktop.Attacks#texts")
    @DisplayName("whatever a message says, it is a few nodes, of a few letters, on a few lines")
    void bounded(String text) {
        MessageDoc doc = MessageDoc.of(text);
        int[] nodes = new int[1];
        int[] chars = new int[1];
        doc.blocks().forEach(block -> count(block, nodes, chars, 0));
        assertThat(nodes[0]).isLessThanOrEqualTo(125);
        assertThat(chars[0]).isLessThanOrEqualTo(4 * MessageDoc.CHARS_MAX);
        assertThat(MessageDoc.lines(MessageDoc.whole(text)))
                .hasSizeLessThanOrEqualTo(MessageDoc.WHOLE_LINES_MAX + 60)
                .allMatch(line -> line.length() <= 400);
    }

    private static void count(MessageDoc.Block block, int[] nodes, int[] chars, int depth) {
        assertThat(depth).isLessThan(12);
        nodes[0]++;
        if (block instanceof MessageDoc.Words words) {
            for (MessageDoc.Inline part : words.parts()) {
                nodes[0]++;
                chars[0] += part.toString().length() - 40;
            }
        } else if (block instanceof MessageDoc.Quote quote) {
            quote.blocks().forEach(each -> count(each, nodes, chars, depth + 1));
        } else if (block instanceof MessageDoc.Items list) {
            list.items().forEach(item -> item.forEach(each -> count(each, nodes, chars, depth + 1)));
        }
    }

    @Test
    @DisplayName("a usual message is shown whole, a long one says that there is more, and all of it can be had")
    void cut() {
        assertThat(MessageDoc.of("hello **you**, see `this` and https://example.org :tada:")
                        .cut())
                .isFalse();
        String some = "a usual line of a message that is rather long, but nobody minds\n".repeat(40);
        assertThat(MessageDoc.of(some).cut()).isFalse();
        String usual = "a line that people read\n".repeat(300);
        assertThat(MessageDoc.of(usual).cut()).isTrue();
        assertThat(MessageDoc.whole(usual)).isEqualTo(usual);
        assertThat(String.join("\n", MessageDoc.lines("a\n\nb"))).isEqualTo("a\n\nb");
        assertThat(String.join("", MessageDoc.lines("word ".repeat(1_000)))).isEqualTo("word ".repeat(1_000));
    }

    private static Json.Obj message(Object... more) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("client", Json.of("ada"));
        members.put("author", Json.of("Ada"));
        members.put("at", Json.of(1_790_000_000_000.0));
        members.put("text", Json.of("hello"));
        for (int i = 0; i < more.length; i += 2) {
            members.put((String) more[i], (Json) more[i + 1]);
        }
        return new Json.Obj(members);
    }
}
