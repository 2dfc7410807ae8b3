package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.lockstep.desktop.text.DisplayText;

/**
 * What a message says, read from its marks: blocks of words, bounded in all that a window has to lay out. Needs no toolkit.
 *
 * <p>Which marks there are, and when they count, is said by {@link BlockReader} and {@link InlineReader}.
 *
 * @param large whether it is nothing but a few emoji
 * @param cut whether there is more than this
 */
record MessageDoc(List<Block> blocks, boolean large, boolean cut) {

    /** What is shown of a text before all of it is asked for. */
    static final int CHARS_MAX = 3_000;

    static final int LINES_MAX = 60;

    /** Of scripts whose letters have to be shaped: a layout of so many takes some 30 ms. */
    private static final int COMPLEX_MAX = 600;

    /** What is shown when all of it is asked for: no message is longer. */
    static final int WHOLE_LINES_MAX = 2_000;

    /** Of a line in a list of all of them. */
    private static final int LINE_CHARS_MAX = 400;

    private static final int LINE_COMPLEX_MAX = 100;

    /** So many nodes of a window, each counted by what it costs. */
    private static final int COST_MAX = 120;

    /** What has more marks is no text with some of them: it is not even read as such. */
    private static final int SIGNS_MAX = 500;

    private static final String SIGNS = "*_`[]<>~";

    /** So many emoji, and nothing else, are shown large. */
    private static final int LARGE_MAX = 3;

    MessageDoc {
        blocks = List.copyOf(blocks);
    }

    /** A part that begins on a line of its own. */
    sealed interface Block permits Words, CodeBlock, Quote, Items {}

    /** Lines of the same direction. */
    record Words(List<Inline> parts, boolean rightToLeft) implements Block {}

    record CodeBlock(String text) implements Block {}

    record Quote(List<Block> blocks) implements Block {}

    /** @param markers stand before the items, one before each */
    record Items(List<String> markers, List<List<Block>> items) implements Block {}

    /** A part of a line. */
    sealed interface Inline permits Run, Picture, Code, Link, FilePath {}

    /** @param styles names of styles */
    record Run(String text, List<String> styles) implements Inline {}

    record Picture(Emoji emoji) implements Inline {}

    record Code(String text) implements Inline {}

    /** @param address of the web or of mail, as a browser takes it */
    record Link(String text, String address, List<String> styles) implements Inline {}

    /** Of a share or a file: it is told apart, and not opened. */
    record FilePath(String text) implements Inline {}

    /** What may still be spent. */
    static final class Budget {

        private int left;

        Budget(int most) {
            left = most;
        }

        /** False where it is not enough any more. */
        boolean spend(int cost) {
            left -= cost;
            return left >= 0;
        }

        boolean isOver() {
            return left < 0;
        }
    }

    static MessageDoc of(String raw) {
        DisplayText.Shown shown = DisplayText.block(raw, CHARS_MAX, LINES_MAX, COMPLEX_MAX);
        Budget budget = new Budget(COST_MAX);
        List<Block> blocks = read(shown.text(), budget, shown.cut());
        boolean large = EmojiText.isFew(EmojiText.unnamed(shown.text()), LARGE_MAX);
        return new MessageDoc(blocks, large, shown.cut() || budget.isOver());
    }

    private static List<Block> read(String text, Budget budget, boolean cut) {
        InlineReader inline = new InlineReader(budget);
        List<Block> blocks = new ArrayList<>();
        if (text.chars().filter(c -> SIGNS.indexOf(c) >= 0).count() > SIGNS_MAX) {
            List<Inline> parts = new ArrayList<>();
            inline.plain(text, parts, List.of());
            blocks.add(new Words(parts, false));
        } else {
            new BlockReader(budget, inline, cut).read(text.lines().toList(), blocks, 0);
        }
        return blocks;
    }

    /** All of a text as it was written, bounded by what a message may be. */
    static String whole(String raw) {
        return DisplayText.block(raw, ChatMessage.TEXT_MAX, WHOLE_LINES_MAX).text();
    }

    /** The lines of a text, long ones in parts. */
    static List<String> lines(String text) {
        return DisplayText.lines(text, LINE_CHARS_MAX, LINE_COMPLEX_MAX);
    }

    /** The words of all of a text, as far as they are neither code nor addresses. */
    static List<String> runs(String raw) {
        List<String> runs = new ArrayList<>();
        collect(read(whole(raw), new Budget(Integer.MAX_VALUE), false), runs);
        return runs;
    }

    private static void collect(List<Block> blocks, List<String> runs) {
        for (Block block : blocks) {
            if (block instanceof Words words) {
                words.parts().stream().filter(Run.class::isInstance).forEach(part -> runs.add(((Run) part).text()));
            } else if (block instanceof Quote quote) {
                collect(quote.blocks(), runs);
            } else if (block instanceof Items list) {
                list.items().forEach(item -> collect(item, runs));
            }
        }
    }

    /** What a text says, on one line, without marks, and with the names of emoji: for where only text can be shown. */
    static String plain(String raw, int charsMax) {
        String spoken = words(of(raw).blocks());
        return DisplayText.line(spoken, charsMax);
    }

    private static String words(List<Block> blocks) {
        return blocks.stream().map(MessageDoc::words).collect(Collectors.joining("\n"));
    }

    private static String words(Block block) {
        if (block instanceof Words words) {
            return words.parts().stream().map(MessageDoc::words).collect(Collectors.joining());
        } else if (block instanceof CodeBlock code) {
            return code.text();
        } else if (block instanceof Quote quote) {
            return words(quote.blocks());
        }
        Items list = (Items) block;
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < list.items().size(); i++) {
            words.append(i == 0 ? "" : "\n")
                    .append(list.markers().get(i))
                    .append(' ')
                    .append(words(list.items().get(i)));
        }
        return words.toString();
    }

    private static String words(Inline part) {
        if (part instanceof Run run) {
            return run.text();
        } else if (part instanceof Picture picture) {
            return picture.emoji().name();
        } else if (part instanceof Code code) {
            return code.text();
        } else if (part instanceof FilePath path) {
            return path.text();
        }
        return ((Link) part).text();
    }
}
