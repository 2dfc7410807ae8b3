package dev.lockstep.desktop.chat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is shown is what was written, but for pairs of marks around words. */
class MarksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\\\fileserver and C:\\new\\*.txt and C:\\_temp\\",
                "2*3*4 = 24",
                "2 * 3 * 4 = 24",
                "# of open tickets: 5",
                "#1 is done",
                "+ 1 from me",
                "- 5 degrees",
                "- 5\n- 3",
                "1986. A good year",
                "> 100 users\n> 5 rooms",
                ">= 5",
                "a < b > c",
                "snake_case_name and __init__ and _private_field_",
                "**/*.java and **/*.kt",
                "*.txt and *.csv",
                "f(*args, **kwargs)",
                "*1 see below, *2 too",
                "    four leading spaces",
                "a\n\nb\n    c",
                "---",
                "===\ntitle\n===",
                "| a | b |\n|---|---|\n| 1 | 2 |",
                "&amp; &#65; <b>no</b> <!-- x -->",
                "\\*not\\* \\_at\\_ \\# all",
                "[note] (see) [1](2) [x]()",
                "```\nnot closed",
                "``` ```",
                "`",
                "5 ~ 6 ~~ 7",
                "~/.config ~/x~",
                "100% *",
                "'*' and \"_\"",
                "C:\\Users\\ann\\*\\Documents\\*",
                "O'Neil (QA) & co_kg",
                "1) one",
                "Dear all,\n\n  indented\n\ttab\n\nBye"
            })
    @DisplayName("texts of daily life are shown as they were written")
    void asWritten(String text) {
        assertThat(told(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\u0001', textBlock = """
            **bold** and *it* and _it_ and ~~old~~ new → <b>bold</b> and <i>it</i> and <i>it</i> and <s>old</s> new
            (**bold**), "*it*". → (<b>bold</b>), "<i>it</i>".
            **a *b* c** → <b>a </b><b><i>b</i></b><b> c</b>
            ***both*** → <b><i>both</i></b>
            这是**重点**内容 → 这是<b>重点</b>内容
            `a*b*c` `` ` `` → {a*b*c} {`}
            **https://example.org/a_b_c** → <b>[https://example.org/a_b_c]</b>
            [docs](https://example.org/x_(y)) end → [docs] end
            """)
    @DisplayName("pairs of marks around words are read")
    void marks(String text, String expected) {
        assertThat(told(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\u0001', textBlock = """
            https://example.org/a|b → [https://example.org/a|b] → https://example.org/a%7Cb
            https://grafana.example/d?var={host}&from=now → [https://grafana.example/d?var={host}&from=now] → https://grafana.example/d?var=%7Bhost%7D&from=now
            https://de.wikipedia.org/wiki/Köln_(Stadt) → [https://de.wikipedia.org/wiki/Köln_(Stadt)] → https://de.wikipedia.org/wiki/Köln_(Stadt)
            www.example.org/path. → [www.example.org/path]. → https://www.example.org/path
            (see https://example.org/x_(y)). → (see [https://example.org/x_(y)]). → https://example.org/x_(y)
            https://example.org/100%/a%20b → [https://example.org/100%/a%20b] → https://example.org/100%25/a%20b
            请看https://example.org/页。 → 请看[https://example.org/页]。 → https://example.org/页
            ask joe@all.example please → ask [joe@all.example] please → mailto:joe@all.example
            <https://example.org> → <[https://example.org]> → https://example.org
            HTTPS://EXAMPLE.ORG → [HTTPS://EXAMPLE.ORG] → HTTPS://EXAMPLE.ORG
            """)
    @DisplayName("addresses are links, whole, and lead where a browser takes them")
    void links(String text, String expected, String address) {
        assertThat(told(text)).isEqualTo(expected);
        assertThat(addresses(MessageDoc.of(text).blocks())).containsExactly(address);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\u0001', textBlock = """
            \\\\fileserver\\share\\_Documentation\\plan.xlsx → |\\\\fileserver\\share\\_Documentation\\plan.xlsx|
            file://fileserver/share/plan.xlsx, please → |file://fileserver/share/plan.xlsx|, please
            "\\\\srv\\My Documents\\a b.xlsx" is it → "|\\\\srv\\My Documents\\a b.xlsx|" is it
            javascript:alert(1) → javascript:alert(1)
            http:// → http://
            """)
    @DisplayName("paths are told apart, and nothing else is taken for an address")
    void paths(String text, String expected) {
        assertThat(told(text)).isEqualTo(expected);
        assertThat(addresses(MessageDoc.of(text).blocks())).isEmpty();
    }

    @Test
    @DisplayName("a link that says it leads elsewhere is shown with both")
    void posing() {
        assertThat(told("[https://bank.example](https://evil.example)"))
                .isEqualTo("[[https://bank.example]]([https://evil.example])");
    }

    @Test
    @DisplayName("fenced code, quotes and lists of two items or more are blocks")
    void blocks() {
        assertThat(told("a\n```java\n  *x*\n```\nb")).isEqualTo("a\n{{  *x*}}\nb");
        assertThat(told("> one\n> - a\n> - b\nmine")).isEqualTo("»one\n• a\n• b«\nmine");
        assertThat(told("- a\n  more\n  - x\n  - y\n- b")).isEqualTo("• a\nmore\n• x\n• y\n• b");
        assertThat(told("3. c\n7. d")).isEqualTo("3. c\n7. d");
        assertThat(MessageDoc.of("3. c\n7. d").blocks()).hasOnlyElementsOfType(MessageDoc.Items.class);
    }

    @Test
    @DisplayName("lines from right to left are blocks of their own")
    void directions() {
        List<MessageDoc.Block> blocks =
                MessageDoc.of("hello\nمرحبا @Ada\n123\nbye").blocks();
        assertThat(blocks)
                .extracting(block -> ((MessageDoc.Words) block).rightToLeft())
                .containsExactly(false, true, false);
    }

    @ParameterizedTest
    @CsvSource({
        "'@李雷你好，请看一下', 李雷, true",
        "'你好@李雷', 李雷, true",
        "'@Adaさん', Ada, true",
        "'@Anna', Ann, false",
        "'@Ann-Marie is here', Ann, false",
        "'`@Ann`', Ann, false",
        "'```\n@all\n```', Ann, false",
        "'ask joe@all.example please', Ann, false",
        "'https://example.org/@all', Ann, false",
        "'مرحبا @Ada هل', Ada, true",
        "'**@Ann**', Ann, true",
        "'@Ann Lee', Ann, false",
        "'@李雷雷', 李雷, false",
    })
    @DisplayName("a name is called beside letters of scripts without spaces, and not in code or addresses")
    void mentions(String text, String name, boolean called) {
        assertThat(Mentions.speaksTo(text, name, Set.of("Ann Lee", "李雷雷"))).isEqualTo(called);
    }

    @Test
    @DisplayName("where only text can be shown a message is its words")
    void plain() {
        assertThat(MessageDoc.plain("**Look** at `this`:\n- a\n- 🎉 [b](https://example.org)", 100))
                .isEqualTo("Look at this: • a • :tada: b");
    }

    // ---- what is shown, with signs for what is told apart

    private static String told(String text) {
        return told(MessageDoc.of(text).blocks());
    }

    private static String told(List<MessageDoc.Block> blocks) {
        return blocks.stream().map(MarksTest::told).collect(Collectors.joining("\n"));
    }

    private static String told(MessageDoc.Block block) {
        if (block instanceof MessageDoc.Words words) {
            return words.parts().stream().map(MarksTest::told).collect(Collectors.joining());
        } else if (block instanceof MessageDoc.CodeBlock code) {
            return "{{" + code.text() + "}}";
        } else if (block instanceof MessageDoc.Quote quote) {
            return "»" + told(quote.blocks()) + "«";
        }
        MessageDoc.Items list = (MessageDoc.Items) block;
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < list.items().size(); i++) {
            items.append(i == 0 ? "" : "\n")
                    .append(list.markers().get(i))
                    .append(' ')
                    .append(told(list.items().get(i)));
        }
        return items.toString();
    }

    private static String told(MessageDoc.Inline part) {
        if (part instanceof MessageDoc.Run run) {
            return styled(run.text(), run.styles());
        } else if (part instanceof MessageDoc.Link link) {
            return styled("[" + link.text() + "]", link.styles());
        } else if (part instanceof MessageDoc.FilePath path) {
            return "|" + path.text() + "|";
        } else if (part instanceof MessageDoc.Code code) {
            return "{" + code.text() + "}";
        }
        return ((MessageDoc.Picture) part).emoji().name();
    }

    private static String styled(String text, List<String> styles) {
        String styled = text;
        for (int i = styles.size() - 1; i >= 0; i--) {
            char letter = styles.get(i).charAt(0);
            styled = "<" + letter + ">" + styled + "</" + letter + ">";
        }
        return styled;
    }

    private static List<String> addresses(List<MessageDoc.Block> blocks) {
        return blocks.stream()
                .flatMap(block -> ((MessageDoc.Words) block).parts().stream())
                .filter(MessageDoc.Link.class::isInstance)
                .map(part -> ((MessageDoc.Link) part).address())
                .toList();
    }
}
