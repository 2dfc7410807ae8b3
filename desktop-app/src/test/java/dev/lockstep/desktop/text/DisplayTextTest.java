package dev.lockstep.desktop.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DisplayTextTest {

    @ParameterizedTest
    @CsvSource({
        "Ada\u202E, Ada",
        "Ada\u200B, Ada",
        "'  Ada \t\n  Lovelace  ', Ada Lovelace",
        "\u2066\u202Anib\u202C\u2069, nib",
        "İpek, İpek",
        "李雷, 李雷",
        "'O''Neil (QA)', 'O''Neil (QA)'",
        "A\u00ADd\uFEFFa\u2060, Ada",
        "Ada\u3164\u3164, Ada",
        "Gal·la, Gal·la",
        "Ada ·k3J9, Ada .k3J9",
        "👩\u200D💻 Ada, 👩\u200D💻 Ada",
        "👩\u200DAda, 👩Ada",
        "❤\uFE0F\u200D🔥, ❤\uFE0F\u200D🔥",
        "\uD800Ada, \uFFFDAda",
    })
    @DisplayName("a name keeps what is to be seen of it, on one line")
    void names(String raw, String shown) {
        assertThat(DisplayText.name(raw)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "\u200B\u200B", "\u202E", "\u3164", "\u2800", "\u0301\u0301", "\u0000", "\uDB40\uDC41"
            })
    @DisplayName("a name with nothing to see in it is Guest")
    void nameless(String raw) {
        assertThat(DisplayText.name(raw)).isEqualTo("Guest");
    }

    @Test
    @DisplayName("marks on a letter are bounded, whatever stands between them")
    void marks() {
        assertThat(DisplayText.name("A" + "\u0301".repeat(19_600) + "da")).isEqualTo("A" + "\u0301".repeat(4) + "…");
        assertThat(DisplayText.name("A" + "\u0301".repeat(40) + "da")).isEqualTo("A" + "\u0301".repeat(4) + "da");
        assertThat(DisplayText.line("A" + "\u0301\u200D\u200B\u034F".repeat(10) + "b", 50)
                        .codePoints()
                        .filter(TextCleaner::isMark)
                        .count())
                .isEqualTo(TextCleaner.MARKS_MAX);
        assertThat(DisplayText.block("שָׁלוֹם Việt क्षत्रिय ภาษาที่", 100, 5).text())
                .isEqualTo("שָׁלוֹם Việt क्षत्रिय ภาษาที่");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ada",
                "caf\u00e9",
                "cafe\u0301",
                "\u0928\u092e\u0938\u094d\u0924\u0947",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f",
                "\ud55c\uae00",
                "\u1112\u1161\u11ab\u1100\u1173\u11af",
                "\u0634\u0643\u0631\u0627\u064b"
            })
    @DisplayName("what people write stays as it is, on one line and on several")
    void ordinary(String text) {
        assertThat(DisplayText.line(text, 100)).isEqualTo(text);
        assertThat(DisplayText.text("one\n" + text, 100)).isEqualTo("one\n" + text);
    }

    @Test
    @DisplayName(
            "a letter keeps a few of its marks, at the beginning of a text too, and a Korean syllable of its parts")
    void few() {
        String few = "\u0301".repeat(TextCleaner.MARKS_MAX);
        assertThat(DisplayText.line("\u0301".repeat(900), 100)).isEqualTo(few);
        assertThat(DisplayText.line("\u1100" + "\u1161".repeat(500), 100)).hasSize(1 + TextCleaner.MARKS_MAX);
        assertThat(DisplayText.text("a" + "\u200d\u0301".repeat(9_000), 20_000)).hasSizeLessThan(20);
    }

    @Test
    @DisplayName("a text that is being typed keeps the space and the joiner at its end")
    void typed() {
        assertThat(DisplayText.text("a ", 100)).isEqualTo("a ");
        assertThat(DisplayText.text("می\u200C", 100)).isEqualTo("می\u200C");
        assertThat(DisplayText.text("👩\u200D", 100)).isEqualTo("👩\u200D");
        assertThat(DisplayText.text("می\u200C و", 100)).isEqualTo("می\u200C و");
    }

    @Test
    @DisplayName("what is drawn on or with a letter takes no place of its own")
    void places() {
        assertThat("\u0301\u0947\u1161\u200d\u00ad".codePoints()).allMatch(DisplayText::takesNoPlace);
        assertThat("a \u00e9\u1100क李".codePoints()).noneMatch(DisplayText::takesNoPlace);
    }

    @Test
    @DisplayName("a line is one line, a text has several; where there is more of it, dots say so")
    void lines() {
        assertThat(DisplayText.line("a\nb\u0000c\u2028d", 100)).isEqualTo("a bc d");
        assertThat(DisplayText.text("a\nb\tc", 100)).isEqualTo("a\nb\tc");
        assertThat(DisplayText.text("x".repeat(200_000), 5)).isEqualTo("xxxxx…");
    }

    @Test
    @DisplayName("what is shown is bounded in signs and lines, and says that there is more")
    void bounds() {
        assertThat(DisplayText.line("W".repeat(300), 10)).isEqualTo("W".repeat(10) + "…");
        assertThat(DisplayText.line("🎉".repeat(10), 10)).isEqualTo("🎉".repeat(10));
        assertThat(DisplayText.block("a\nb\nc", 100, 2)).isEqualTo(new DisplayText.Shown("a\nb", true));
        assertThat(DisplayText.block("a\r\nb\u2028c\td", 100, 3)).isEqualTo(new DisplayText.Shown("a\nb\nc\td", false));
        assertThat(DisplayText.block("\u200B".repeat(1_000_000), 100, 3)).isEqualTo(new DisplayText.Shown("", true));
        assertThat(DisplayText.block("👨" + "\u200D👨".repeat(1_000), 5_000, 3).text())
                .contains("\u200D👨".repeat(3))
                .doesNotContain("\u200D👨".repeat(9));
    }

    @Test
    @DisplayName("of what has to be shaped less is taken in one piece, and lines of it are shorter")
    void complex() {
        assertThat(DisplayText.block("a".repeat(3_000), 3_000, 5, 100).cut()).isFalse();
        assertThat(DisplayText.block("李".repeat(3_000), 3_000, 5, 100).cut()).isFalse();
        assertThat(DisplayText.block("привет ".repeat(300), 3_000, 5, 100).cut())
                .isFalse();
        assertThat(DisplayText.block("😀".repeat(3_000), 3_000, 5, 100).cut()).isFalse();
        assertThat(DisplayText.block("क".repeat(3_000), 3_000, 5, 100).text().length())
                .isBetween(90, 100);
        assertThat(DisplayText.block("aא".repeat(3_000), 3_000, 5, 100).text().length())
                .isBetween(20, 40);
        String text = "नमस्ते दुनिया ".repeat(100);
        assertThat(DisplayText.lines(text, 400, 100)).allMatch(line -> line.length() <= 140);
        assertThat(String.join("", DisplayText.lines(text, 400, 100))).isEqualTo(text);
        assertThat(DisplayText.lines("a\n\nb", 400, 100)).containsExactly("a", "", "b");
        assertThat(DisplayText.lines("👍".repeat(5), 3, 100))
                .allMatch(line -> line.codePoints().allMatch(c -> c > 0xFFFF));
    }

    @Test
    @DisplayName("a text keeps the joiners and directions that its script needs")
    void scripts() {
        assertThat(DisplayText.block("می\u200Cخواهم", 100, 2).text()).isEqualTo("می\u200Cخواهم");
        assertThat(DisplayText.block("abc\u200F!\u200F", 100, 2).text()).isEqualTo("abc\u200F!\u200F");
        assertThat(DisplayText.block("abc\u202Etxt.exe\u202C", 100, 2).text()).isEqualTo("abctxt.exe");
    }

    @ParameterizedTest
    @CsvSource({
        "Ada, Аda",
        "Ada, ADA",
        "Ada, Ａｄａ",
        "Ada, A da",
        "Ivan, lvan",
        "Ivan, 1van",
        "Mom, Mоm",
        "Arno, Amo",
        "Nora, Νοrа",
        "Kate, Κаtе",
        "İpek, ipek",
    })
    @DisplayName("names that look alike are known as such")
    void lookAlikes(String one, String other) {
        assertThat(Confusables.skeleton(DisplayText.name(one)))
                .isEqualTo(Confusables.skeleton(DisplayText.name(other)));
    }

    @Test
    @DisplayName("names that are different are not taken for one another")
    void different() {
        assertThat(Confusables.skeleton("Ann")).isNotEqualTo(Confusables.skeleton("Anna"));
        assertThat(Confusables.skeleton("Ada")).isNotEqualTo(Confusables.skeleton("Eda"));
        assertThat(Confusables.skeleton("李雷")).isNotEqualTo(Confusables.skeleton("李磊"));
    }

    @Test
    @DisplayName(
            "of two that are called alike each has a part of its client's name beside it, as much as tells them apart")
    void apart() {
        DistinctNames names = new DistinctNames();
        names.add("k3J9aaaa", "Ada");
        names.add("k3J9aaaa", "Ada");
        names.add("xyz1", "Grace");
        assertThat(names.shown("k3J9aaaa", "Ada")).isEqualTo("Ada");
        names.add("k3J9bbbb", "Аda\u202E");
        assertThat(names.shown("k3J9aaaa", "Ada")).isEqualTo("Ada ·k3J9a");
        assertThat(names.shown("k3J9bbbb", "Аda\u202E")).isEqualTo("Аda ·k3J9b");
        assertThat(names.shown("xyz1", "Grace")).isEqualTo("Grace");
        assertThat(DistinctNames.withoutTag("Ada ·k3J9a")).isEqualTo("Ada");
        assertThat(DistinctNames.withoutTag("Grace")).isEqualTo("Grace");
        names.add("\u202E evil", "Grace");
        assertThat(names.shown("\u202E evil", "Grace")).matches("Grace ·[A-Za-z0-9_-]{4}");
        assertThat(names.shown("stranger", "Ada")).matches("Ada ·stra");
    }

    @Test
    @DisplayName("very many names take no more and more work: all have a tag then")
    void manyNames() {
        DistinctNames names = new DistinctNames();
        for (int i = 0; i < 100_000; i++) {
            names.add("client-" + i, "name" + i);
        }
        assertThat(names.shown("client-7", "name7")).startsWith("name7 ·");
        assertThat(names.shown("nobody-knows", "Zoe")).startsWith("Zoe ·");
    }

    @Test
    @DisplayName("strange names that people gave themselves come out short, and can be told from each other")
    void sample() throws IOException {
        List<String> names;
        try (InputStream file = Objects.requireNonNull(DisplayTextTest.class.getResourceAsStream("names.txt"))) {
            names = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        DistinctNames apart = new DistinctNames();
        for (int i = 0; i < names.size(); i++) {
            apart.add("cl" + i + "ent", names.get(i));
        }
        assertThat(names).hasSizeGreaterThan(7);
        assertThat(apart.shown("cl0ent", names.get(0))).isEqualTo("Ada ·cl0e");
        assertThat(apart.shown("cl1ent", names.get(1))).isEqualTo("Ada ·cl1e");
        assertThat(names)
                .allSatisfy(name -> assertThat(DisplayText.name(name).length())
                        .isLessThanOrEqualTo(DisplayText.NAME_CHARS_MAX + 1));
    }
}
