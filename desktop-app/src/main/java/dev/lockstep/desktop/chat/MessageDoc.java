package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.List;

import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

import dev.lockstep.desktop.text.DisplayText;

/**
 * What a message says, read from its Markdown: blocks of words, bounded in all that a window has to lay out. Needs no toolkit.
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

    private static final int COST_LINK = 4;
    private static final int COST_CODE = 3;
    private static final int COST_BLOCK = 2;

    /** As deep as lists and quotes are shown. */
    private static final int DEPTH_MAX = 8;

    /** More than bold and italic of each other is a joke, or an attack. */
    private static final int STYLES_MAX = 4;

    /** What has more signs of Markdown is no text with some of it: it is not even read as such. */
    private static final int SIGNS_MAX = 500;

    private static final String SIGNS = "*_`[]<>~";

    /** So many emoji, and nothing else, are shown large. */
    private static final int LARGE_MAX = 3;

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(AutolinkExtension.create())).build();

    MessageDoc {
        blocks = List.copyOf(blocks);
    }

    /** A part that begins on a line of its own. */
    sealed interface Block permits Words, CodeBlock, Quote, Items, Rule {}

    record Words(List<Inline> parts) implements Block {}

    record CodeBlock(String text) implements Block {}

    record Quote(List<Block> blocks) implements Block {}

    /** @param markers stand before the items, one before each */
    record Items(List<String> markers, List<List<Block>> items) implements Block {}

    record Rule() implements Block {}

    /** A part of a line. */
    sealed interface Inline permits Run, Picture, Code, Link {}

    /** @param styles names of styles */
    record Run(String text, List<String> styles) implements Inline {}

    record Picture(Emoji emoji) implements Inline {}

    record Code(String text) implements Inline {}

    /** @param address as it was written: whether it is one that may be opened is seen when it is shown */
    record Link(String text, String address, List<String> styles) implements Inline {}

    static MessageDoc of(String raw) {
        DisplayText.Shown shown = DisplayText.block(raw, CHARS_MAX, LINES_MAX, COMPLEX_MAX);
        String text = shown.text();
        boolean large = EmojiText.isFew(EmojiText.unnamed(text), LARGE_MAX);
        Reader reader = new Reader();
        List<Block> blocks = new ArrayList<>();
        if (isTangled(text)) {
            List<Inline> parts = new ArrayList<>();
            reader.text(text, parts, List.of());
            blocks.add(new Words(parts));
        } else {
            reader.blocks(PARSER.parse(text), blocks, 0);
        }
        return new MessageDoc(blocks, large, shown.cut() || reader.spent > COST_MAX);
    }

    /** All of a text as it was written, bounded by what a message may be. */
    static String whole(String raw) {
        return DisplayText.block(raw, ChatMessage.TEXT_MAX, WHOLE_LINES_MAX).text();
    }

    /** The lines of a text, long ones in parts. */
    static List<String> lines(String text) {
        return DisplayText.lines(text, LINE_CHARS_MAX, LINE_COMPLEX_MAX);
    }

    /** Whether it has so much of Markdown in it that reading it as such takes too long, or too deep. */
    private static boolean isTangled(String text) {
        return text.chars().filter(c -> SIGNS.indexOf(c) >= 0).count() > SIGNS_MAX
                || text.lines().anyMatch(line -> depth(line) > DEPTH_MAX);
    }

    /** How many quotes and lists begin on a line, one in the other. */
    private static int depth(String line) {
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean marker =
                    c == '>' || ("-*+.)".indexOf(c) >= 0 && i + 1 < line.length() && line.charAt(i + 1) <= ' ');
            if (!marker && c > ' ' && !Character.isDigit(c)) {
                return depth;
            }
            depth += marker ? 1 : 0;
        }
        return depth;
    }

    /** Reads until all is read or enough is spent. */
    private static final class Reader {

        private int spent;

        private boolean spend(int cost) {
            spent += cost;
            return spent <= COST_MAX;
        }

        private boolean isOver() {
            return spent > COST_MAX;
        }

        void blocks(Node parent, List<Block> into, int depth) {
            for (Node block = parent.getFirstChild(); block != null && !isOver(); block = block.getNext()) {
                if (depth > DEPTH_MAX) {
                    into.add(new Words(List.of(new Run("…", List.of()))));
                    return;
                }
                if (spend(COST_BLOCK)) {
                    into.add(block(block, depth));
                }
            }
        }

        private Block block(Node block, int depth) {
            if (block instanceof FencedCodeBlock code) {
                return new CodeBlock(code.getLiteral().stripTrailing());
            } else if (block instanceof IndentedCodeBlock code) {
                return new CodeBlock(code.getLiteral().stripTrailing());
            } else if (block instanceof ListBlock list) {
                return items(list, depth);
            } else if (block instanceof BlockQuote) {
                List<Block> quoted = new ArrayList<>();
                blocks(block, quoted, depth + 1);
                return new Quote(quoted);
            } else if (block instanceof HtmlBlock html) {
                return new Words(List.of(new Run(html.getLiteral().stripTrailing(), List.of())));
            } else if (block instanceof ThematicBreak) {
                return new Rule();
            }
            List<Inline> parts = new ArrayList<>();
            inline(block, parts, block instanceof Heading ? List.of("bold") : List.of());
            return new Words(parts);
        }

        private Block items(ListBlock list, int depth) {
            Integer first = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : null;
            long number = first == null ? 1 : first;
            List<String> markers = new ArrayList<>();
            List<List<Block>> items = new ArrayList<>();
            for (Node item = list.getFirstChild(); item != null && spend(COST_BLOCK); item = item.getNext()) {
                List<Block> content = new ArrayList<>();
                blocks(item, content, depth + 1);
                markers.add(list instanceof OrderedList ? number++ + "." : "•");
                items.add(content);
            }
            return new Items(markers, items);
        }

        private void inline(Node parent, List<Inline> into, List<String> styles) {
            if (styles.size() > STYLES_MAX) {
                text(words(parent), into, styles.subList(0, STYLES_MAX));
                return;
            }
            for (Node node = parent.getFirstChild(); node != null && !isOver(); node = node.getNext()) {
                if (node instanceof org.commonmark.node.Text text) {
                    text(text.getLiteral(), into, styles);
                } else if (node instanceof org.commonmark.node.Code code) {
                    add(new Code(code.getLiteral()), COST_CODE, into);
                } else if (node instanceof StrongEmphasis) {
                    inline(node, into, with(styles, "bold"));
                } else if (node instanceof org.commonmark.node.Emphasis) {
                    inline(node, into, with(styles, "italic"));
                } else if (node instanceof org.commonmark.node.Link link) {
                    add(new Link(words(link), link.getDestination(), styles), COST_LINK, into);
                } else if (node instanceof Image image) {
                    String words = words(image).isBlank() ? image.getDestination() : words(image);
                    add(new Link(words, image.getDestination(), styles), COST_LINK, into);
                } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                    run("\n", into, styles);
                } else if (node instanceof HtmlInline html) {
                    run(html.getLiteral(), into, styles);
                } else if (node instanceof Paragraph) {
                    inline(node, into, styles);
                }
            }
        }

        void text(String text, List<Inline> into, List<String> styles) {
            for (EmojiText.Part part : EmojiText.split(EmojiText.unnamed(text))) {
                if (isOver()) {
                    return;
                } else if (part.drawn() != null) {
                    add(new Picture(part.drawn()), 1, into);
                } else if (part.name() != null) {
                    run(part.name(), into, with(styles, "emoji-name"));
                } else {
                    run(part.text(), into, styles);
                }
            }
        }

        /** Goes on with the run before where it has the same styles. */
        private void run(String text, List<Inline> into, List<String> styles) {
            Inline last = into.isEmpty() ? null : into.get(into.size() - 1);
            if (last instanceof Run before && before.styles().equals(styles)) {
                into.set(into.size() - 1, new Run(before.text() + text, styles));
            } else if (!text.isEmpty()) {
                add(new Run(text, styles), 1, into);
            }
        }

        private void add(Inline part, int cost, List<Inline> into) {
            if (spend(cost)) {
                into.add(part);
            }
        }

        private static List<String> with(List<String> styles, String one) {
            List<String> more = new ArrayList<>(styles);
            more.add(one);
            return List.copyOf(more);
        }

        private static String words(Node parent) {
            StringBuilder words = new StringBuilder();
            parent.accept(new AbstractVisitor() {
                @Override
                public void visit(org.commonmark.node.Text text) {
                    words.append(text.getLiteral());
                }

                @Override
                public void visit(org.commonmark.node.Code code) {
                    words.append(code.getLiteral());
                }
            });
            return words.toString();
        }
    }
}
