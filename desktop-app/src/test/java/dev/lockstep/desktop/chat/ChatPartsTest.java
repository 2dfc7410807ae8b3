package dev.lockstep.desktop.chat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.lockstep.fx.Author;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

class ChatPartsTest {

    private static final long NOON = 1_790_000_000_000L;
    private static final long MINUTE = 60_000;

    @Test
    @DisplayName("a message comes back as it was written, with its reactions and its picture")
    void roundTrip() {
        ChatMessage message = new ChatMessage(
                "m1",
                "ada",
                "Ada",
                "#c0392b",
                "hello",
                NOON,
                "m0",
                true,
                false,
                Map.of(),
                new ChatMessage.Picture("0123456789abcdef0123456789abcdef.1", 20, 10),
                false,
                "");
        assertThat(ChatMessage.read("m1", message.toJson())).isEqualTo(message);
    }

    @Test
    @DisplayName("a change touches nothing else of what is stored")
    void change() {
        Map<String, Json> members = new java.util.LinkedHashMap<>(
                message("m", "ada", NOON, "x".repeat(30_000)).toJson().members());
        members.put("place", Json.of(7));
        members.put("unknown", Json.of("kept"));
        Json.Obj stored = new Json.Obj(members);
        members.put("reactions", new Json.Obj(Map.of("👍", new Json.Obj(Map.of("grace", Json.of("Grace"))))));
        Json.Obj given = new Json.Obj(members);
        assertThat(ChatMessage.read("m", given).reactions()).isEqualTo(Map.of("👍", Map.of("grace", "Grace")));
        assertThat(MessageChange.withoutReaction("👍", "grace").apply(given)).isEqualTo(stored);
        Json.Obj text = MessageChange.text("new").apply(given);
        assertThat(text.get("place")).isEqualTo(Json.of(7));
        assertThat(text.get("unknown")).isEqualTo(Json.of("kept"));
        assertThat(text.get("reactions")).isEqualTo(given.get("reactions"));
    }

    @Test
    @DisplayName(
            "a message is its creator's as the hub says, a foreign change is told, and what it says of itself counts only where the hub does not know")
    void authors() {
        Json.Obj posing = message("m", "ada", NOON, "hello").toJson();
        Author mallory = new Author("c-mallory", "Mallory", false);
        Author eve = new Author("c-eve", "Eve", false);

        ChatMessage known = ChatMessage.read("m", posing, mallory, mallory);
        assertThat(known.client()).isEqualTo("c-mallory");
        assertThat(known.author()).isEqualTo("Mallory");
        assertThat(known.changedBy()).isEmpty();
        assertThat(ChatMessage.read("m", posing, mallory, eve).changedBy()).isEqualTo("Eve");

        ChatMessage old = ChatMessage.read("m", posing, null, null);
        assertThat(old.known()).isFalse();
        assertThat(old.client()).isEqualTo("ada");
        assertThat(ChatMessage.read("m", posing, null, eve).changedBy()).isEqualTo("Eve");
    }

    @Test
    @DisplayName("what some other program wrote is shown as far as it can be, and is nothing where it is no message")
    void strange() {
        assertThat(ChatMessage.read("m", Json.of("text"))).isNull();
        assertThat(ChatMessage.read("m", new Json.Obj(Map.of("text", Json.of("x")))))
                .isNull();
        ChatMessage odd = ChatMessage.read(
                "m",
                new Json.Obj(Map.of(
                        "client", Json.of("c"),
                        "at", Json.of(1),
                        "text", Json.of(5),
                        "reactions", Json.of("many"),
                        "picture",
                                new Json.Obj(
                                        Map.of("id", Json.of("../x"), "width", Json.of(1), "height", Json.of(2))))));
        assertThat(odd).isNotNull();
        assertThat(odd.text()).isEmpty();
        assertThat(odd.author()).isEqualTo("Somebody");
        assertThat(odd.reactions()).isEmpty();
        assertThat(odd.picture()).isNull();
    }

    @Test
    @DisplayName("a deleted message keeps who and when, and nothing of what was said")
    void deleted() {
        Json.Obj gone = MessageChange.deleted()
                .apply(message("m", "ada", NOON, "secret").toJson());
        assertThat(gone.toString()).doesNotContain("secret");
        assertThat(ChatMessage.read("m", gone)).matches(ChatMessage::deleted);
    }

    @Test
    @DisplayName("rows have a line for each day, group what somebody says in a row, and tell what is new")
    void rows() {
        List<ChatMessage> messages = List.of(
                message("1", "ada", NOON, "a"),
                message("2", "ada", NOON + MINUTE, "b"),
                message("3", "grace", NOON + 2 * MINUTE, "c"),
                message("4", "grace", NOON + 30 * MINUTE, "d"),
                message("5", "grace", NOON + 24 * 60 * MINUTE, "e"));
        List<ChatRow> rows = ChatRows.of(
                messages,
                Set.of("5"),
                "4",
                Map.of("3", List.of(new ChatRow.Reader("Linus", "#000000"))),
                (client, name) -> name,
                message -> message.client().equals("ada"),
                "ada",
                ZoneOffset.UTC,
                LocalDate.of(2026, 9, 22));
        List<String> seen = new ArrayList<>();
        for (ChatRow row : rows) {
            seen.add(
                    row instanceof ChatRow.Message message
                            ? message.message().id()
                                    + (message.grouped() ? " grouped" : "")
                                    + (message.mine() ? " mine" : "")
                                    + (message.waiting() ? " waiting" : "")
                                    + (message.readers().isEmpty() ? "" : " read")
                            : row.getClass().getSimpleName());
        }
        assertThat(seen)
                .containsExactly("Day", "1 mine", "2 grouped mine", "3 read", "Unread", "4", "Day", "5 waiting");
    }

    @Test
    @DisplayName("unread is what others wrote behind the mark, also where the mark has moved to an older page")
    void unread() {
        List<ChatMessage> messages = List.of(
                message("1", "grace", NOON, "a"),
                message("2", "ada", NOON + 1, "mine"),
                message("3", "grace", NOON + 2, "b"));
        assertThat(ReadMark.unread(messages, null, "ada")).isEmpty();
        assertThat(ids(ReadMark.unread(messages, new ReadMark("1", NOON, "Ada", "#0"), "ada")))
                .containsExactly("3");
        assertThat(ids(ReadMark.unread(messages, new ReadMark("gone", NOON - 1, "Ada", "#0"), "ada")))
                .containsExactly("1", "3");
        assertThat(ReadMark.unread(messages, new ReadMark("3", NOON + 2, "Ada", "#0"), "ada"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'hello @Ada', true",
        "'@ada lovelace: look', true",
        "'@ALL come', true",
        "'mail ada@example.org', false",
        "'@Adam', false",
        "'@Grace', false",
        "'@', false",
    })
    @DisplayName("somebody is mentioned by the whole name or the first, or with all")
    void mentions(String text, boolean mentioned) {
        assertThat(Mentions.speaksTo(text, "Ada Lovelace", Set.of())).isEqualTo(mentioned);
    }

    @Test
    @DisplayName("a name is found as it is written, also where its small letters are more than its large ones")
    void longerInLowerCase() {
        assertThat(Mentions.speaksTo("@İpek", "İpek", Set.of())).isTrue();
        assertThat(Mentions.speaksTo("hello @İpek, look", "İpek Yılmaz", Set.of()))
                .isTrue();
    }

    @Test
    @DisplayName("names of emoji become emoji, others stay as they are")
    void emoji() {
        assertThat(EmojiText.unnamed("well :tada: and :nothing: at 10:30:15"))
                .isEqualTo("well 🎉 and :nothing: at 10:30:15");
        assertThat(EmojiText.told("a 👍🏽 b 🦄 c 👨‍👩‍👧 d 🇩🇪"))
                .isEqualTo("a :+1: b :unicorn_face: c :man-woman-girl: d :de:");
        assertThat(EmojiText.unnamed(EmojiText.told("a 👍 b 🦄 c 🇩🇪"))).isEqualTo("a 👍 b 🦄 c 🇩🇪");
        assertThat(EmojiText.told("🫱🏽\u200D🫲🏿")).isEqualTo(":handshake:");
        assertThat(EmojiText.unnamed("(:tada:):rocket::heart:, 5:30:tada: user:id:42"))
                .isEqualTo("(🎉)🚀❤️, 5:30:tada: user:id:42");
        assertThat(EmojiText.unnamed("`a :key: b` :key: ```\n:id:\n``` ` :id:"))
                .isEqualTo("`a :key: b` 🔑 ```\n:id:\n``` ` 🆔");
        assertThat(EmojiText.told("Lockstep™ → 3 #1")).isEqualTo("Lockstep™ → 3 #1");
    }

    @Test
    @DisplayName("each emoji has a picture and a name of its own, and is found by its words")
    void emojiPictures() throws IOException {
        assertThat(Emoji.ALL).hasSizeGreaterThan(1_800);
        Set<String> names = new HashSet<>();
        for (Emoji emoji : Emoji.ALL) {
            try (InputStream picture = Emoji.file(emoji.picture())) {
                assertThat(ImageIO.read(picture).getWidth()).as(emoji.picture()).isEqualTo(64);
            }
            assertThat(names.add(emoji.name())).as(emoji.name()).isTrue();
            assertThat(EmojiText.unnamed(emoji.name())).as(emoji.name()).isEqualTo(emoji.text());
            assertThat(Emoji.of(emoji.text())).isSameAs(emoji);
        }
        assertThat(Emoji.find("tad")).extracting(Emoji::text).first().isEqualTo("🎉");
        assertThat(Emoji.find("party pop")).extracting(Emoji::text).contains("🎉");
        assertThat(Emoji.find("no such thing")).isEmpty();
    }

    @Test
    @DisplayName("a message of nothing but a few emoji is known as such")
    void fewEmoji() {
        assertThat(EmojiText.isFew("🎉 🎉", 3)).isTrue();
        assertThat(EmojiText.isFew("🎉🎉🎉🎉", 3)).isFalse();
        assertThat(EmojiText.isFew("🎉 yes", 3)).isFalse();
        assertThat(EmojiText.isFew("", 3)).isFalse();
    }

    private static List<String> ids(List<ChatMessage> messages) {
        return messages.stream().map(ChatMessage::id).toList();
    }

    private static ChatMessage message(String id, String client, long at, String text) {
        return new ChatMessage(id, client, client, "#c0392b", text, at, "", false, false, Map.of(), null, true, "");
    }
}
