package dev.lockstep.desktop.board.shapes;

import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.lockstep.desktop.text.EmojiGlyphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Emoji, tabs and scripts of all directions in the texts of a board. */
class TextLineTest {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource({
        "🙂, 1f642",
        "✅, 2705",
        "👩🏽‍💻, 1f469-200d-1f4bb",
        "👍🏿, 1f44d",
        "❤️, 2764",
        "⌚, 231a",
        "1️⃣, 0031-20e3",
        "🇩🇪, 1f1e9-1f1ea",
        "👨‍👩‍👧‍👦, 1f468-200d-1f469-200d-1f467-200d-1f466",
    })
    @DisplayName("an emoji is one picture, of however many signs it is")
    void emoji(String text, String name) {
        assertThat(EmojiGlyphs.end(text + "x", 0)).isEqualTo(text.length());
        assertThat(EmojiGlyphs.name(text)).isEqualTo(name);
        assertThat(EmojiGlyphs.image(name).getWidth()).isEqualTo(64);
        assertThat(EmojiGlyphs.file(name)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a", "1", "#", "©", "™", "中", "👍︎", "ש", "→"})
    @DisplayName("letters, digits and signs of text are none")
    void noEmoji(String text) {
        assertThat(EmojiGlyphs.end(text, 0)).isZero();
    }

    @Test
    @DisplayName("a line is in pieces, letters and pictures, side by side")
    void pieces() {
        List<TextLine.Piece> pieces = TextLine.of("🙂 ok ✅").pieces();
        assertThat(pieces).extracting(TextLine.Piece::text).containsExactly("🙂", " ok ", "✅");
        for (int i = 1; i < pieces.size(); i++) {
            TextLine.Piece before = pieces.get(i - 1);
            assertThat(pieces.get(i).x()).isCloseTo(before.x() + before.width(), within(1e-6));
        }
        assertThat(TextLayout.size("🙂 ok ✅", 20)[0]).isCloseTo(TextLayout.width("🙂 ok ✅", 20), within(0.01));
    }

    @Test
    @DisplayName("tabs end at the same place in each line, and columns stand below each other")
    void tabs() {
        List<String> lines = TextLayout.lines("North\t12\n\tb\nN\t30");
        assertThat(lines).containsExactly("North\t12", "\tb", "N\t30");
        double north = TextLine.of("North\t12").pieces().get(1).x();
        assertThat(north % TextLine.TAB).isCloseTo(0, within(1e-6));
        assertThat(TextLine.of("\tb").pieces().get(0).x()).isCloseTo(TextLine.TAB, within(1e-6));
        assertThat(TextLine.of("iiiii\t12").pieces().get(1).x()).isLessThanOrEqualTo(north);
    }

    @Test
    @DisplayName("right-to-left lines begin at the right, with numbers and other scripts in their order")
    void directions() {
        TextLine hebrew = TextLine.of("שלום 123 (abc)");
        assertThat(hebrew.isRightToLeft()).isTrue();
        assertThat(seen(hebrew)).isEqualTo("(|abc|) |123|שלום |");
        TextLine latin = TextLine.of("abc שלום");
        assertThat(latin.isRightToLeft()).isFalse();
        assertThat(seen(latin)).isEqualTo("abc |שלום|");
        assertThat(seen(TextLine.of("שלום 🙂"))).isEqualTo("🙂|שלום |");
    }

    @Test
    @DisplayName("a line that is broken goes on in the direction of its paragraph")
    void brokenLines() {
        for (String paragraph : List.of("שלום abc abc abc abc", "abc שלום שלום שלום")) {
            List<String> lines = TextLayout.lines(paragraph, 20, 80);
            assertThat(lines).hasSizeGreaterThan(1);
            boolean rightToLeft = TextLine.of(paragraph).isRightToLeft();
            assertThat(lines).allMatch(line -> TextLine.of(line).isRightToLeft() == rightToLeft);
            assertThat(lines).allMatch(line -> TextLayout.width(line, 20) <= 80);
        }
    }

    @Test
    @DisplayName("nothing is drawn of what says a direction: some fonts have a box for it")
    void noMarks() {
        List<String> lines = TextLayout.lines("שלום עולם 123 🎉 (abc)", 20, 140);
        assertThat(lines).anyMatch(line -> line.startsWith("\u200F🎉"));
        assertThat(lines)
                .noneMatch(line -> TextLine.of(line).pieces().stream()
                        .anyMatch(piece -> piece.text().contains("\u200F")));
    }

    private static String seen(TextLine line) {
        return line.pieces().stream().map(piece -> piece.text() + "|").collect(Collectors.joining());
    }

    @Test
    @DisplayName("a right-to-left text of its own stands at the right of its frame, an emoji is drawn in colour")
    void drawn() {
        Shape text = Shape.of("1", Kind.TEXT, Look.DEFAULT.withColor("ink"))
                .withText("longer than that\nשלום")
                .with(0, 0, 200, 60, 0);
        List<Drawing.Text> lines =
                Drawing.of(text, false).stream().map(Drawing.Text.class::cast).toList();
        assertThat(lines.get(0).x()).isZero();
        assertThat(lines.get(1).rightToLeft()).isTrue();
        assertThat(lines.get(1).x() + TextLayout.width("שלום", text.look().fontSize()))
                .isCloseTo(200, within(0.01));

        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB_PRE);
        Raster.draw(image, 0, 0, 1, List.of(text.withText("🙂").with(0, 0, 24, 26, 0)), false, id -> null);
        int colored = 0;
        for (int i = 0; i < 40 * 40; i++) {
            int argb = image.getRGB(i % 40, i / 40);
            colored += (argb >> 16 & 255) > 200 && (argb & 255) < 120 && argb >>> 24 > 200 ? 1 : 0;
        }
        assertThat(colored).isGreaterThan(100); // yellow
    }

    @Test
    @DisplayName("in SVG each emoji is there once, and right-to-left letters say so")
    void svg() throws Exception {
        Shape text =
                Shape.of("1", Kind.TEXT, Look.DEFAULT).withText("🙂🙂 שלום").with(0, 0, 200, 30, 0);
        StringBuilder out = new StringBuilder();
        SvgWriter.write(List.of(text), Paper.NONE, id -> null, out);
        assertThat(out.toString().split("<defs>", -1)).hasSize(2);
        assertThat(out.toString().split("<use ", -1)).hasSize(3);
        assertThat(out).contains("direction=\"rtl\" text-anchor=\"end\"").doesNotContain("<rect");
    }

    @Test
    @DisplayName("Chinese and Japanese lines are full, and none begins with a full stop")
    void ideographs() {
        List<String> lines = TextLayout.lines("Hello 你好世界你好世界。你好世界", 20, 180);
        assertThat(lines.get(0)).startsWith("Hello 你好");
        assertThat(TextLayout.lines("你好世界。", 20, 80)).noneMatch(line -> line.startsWith("。"));
    }

    @Test
    @DisplayName("Thai lines end between words, which no spaces part")
    void thai() {
        String text = "ผมชอบกินข้าวผัดกุ้งมากและไปเที่ยวทะเลทุกปี";
        Set<String> words =
                Set.of("ผม", "ชอบ", "กิน", "ข้าว", "ผัด", "กุ้ง", "มาก", "และ", "ไป", "เที่ยว", "ทะเล", "ทุก", "ปี");
        double widest = words.stream()
                .mapToDouble(word -> TextLayout.width(word, 20))
                .max()
                .orElseThrow(); // without a Thai font, letters are boxes
        for (double times : new double[] {1, 1.3, 2, 3}) {
            double width = times * widest + 1;
            List<String> lines = TextLayout.lines(text, 20, width);
            assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> TextLayout.width(line, 20) <= width + 1);
            assertThat(String.join("", lines)).isEqualTo(text);
            assertThat(lines).allMatch(line -> words.stream().anyMatch(line::startsWith));
            assertThat(lines).allMatch(line -> words.stream().anyMatch(line::endsWith));
        }
        assertThat(TextLayout.lines("ok ผมชอบข้าว", 20, TextLayout.width("ok ผมชอบ", 20) + 1))
                .containsExactly("ok ผมชอบ", "ข้าว");
    }

    @Test
    @DisplayName("a syllable of Thai, Lao or Khmer stays whole where a line is full")
    void syllables() {
        for (String syllable : List.of("เก", "กา", "ເຂົ້າ", "ຫຼາ", "ស្ត្រី")) {
            List<String> lines = TextLayout.lines(syllable.repeat(40), 20, 90);
            assertThat(lines).hasSizeGreaterThan(2);
            assertThat(lines).allMatch(line -> line.replace(syllable, "").isEmpty());
        }
    }

    @Test
    @DisplayName("twenty thousand Thai letters that make no words are laid out in the time that others take")
    void noThaiWords() {
        for (String unit : List.of("ก", "กา", "สทง", "ตกะร", "เ", "ๆ")) {
            String text = unit.repeat(20_000 / unit.length());
            long before = threads.getCurrentThreadCpuTime();
            List<String> lines = TextLayout.lines(text, 20, 400);
            assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before))
                    .isLessThan(Duration.ofMillis(400));
            assertThat(lines).hasSizeGreaterThan(10);
        }
    }
}
