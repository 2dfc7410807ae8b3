package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lockstep.desktop.text.Scripts;

/**
 * Reads the lines of a message: fenced code, quotes, lists, and words in between. Where a line could be either, it is words, as they were
 * written: one line with a dash or a number in front is no list. Pure, and bounded by what may be spent.
 */
final class BlockReader {

    /** As deep as lists and quotes are shown. */
    private static final int DEPTH_MAX = 8;

    private static final int COST_BLOCK = 2;

    private static final Pattern FENCE = Pattern.compile("\\s{0,8}```\\s*[\\w+#.-]{0,20}\\s*");
    private static final Pattern FENCE_END = Pattern.compile("\\s{0,8}```\\s*");
    private static final Pattern ITEM =
            Pattern.compile("(?<indent> {0,24})(?<marker>[-*•]|[0-9]{1,9}[.)])(?<space>[ \\t]+)(?<text>\\S.*)");

    /** A quote, and not a number that is larger than something. */
    private static final Pattern QUOTE = Pattern.compile(">+\\s*[^\\s\\d>=<+\\-$€£].*");

    private final MessageDoc.Budget budget;
    private final InlineReader inline;
    private final boolean cut;

    /** @param cut whether the text goes on: what isn't closed may be closed in the rest */
    BlockReader(MessageDoc.Budget budget, InlineReader inline, boolean cut) {
        this.budget = budget;
        this.inline = inline;
        this.cut = cut;
    }

    void read(List<String> lines, List<MessageDoc.Block> into, int depth) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < lines.size() && !budget.isOver()) {
            int end = depth >= DEPTH_MAX ? at : blockEnd(lines, at);
            if (end == at) {
                words.add(lines.get(at));
                at++;
            } else {
                words(words, into);
                if (budget.spend(COST_BLOCK)) {
                    into.add(block(lines.subList(at, end), depth));
                }
                at = end;
            }
        }
        words(words, into);
    }

    /** Behind the last line of the block that begins at {@code at}; {@code at} where none does. */
    private int blockEnd(List<String> lines, int at) {
        String line = lines.get(at);
        if (FENCE.matcher(line).matches()) {
            return fenceEnd(lines, at);
        } else if (QUOTE.matcher(line).matches()) {
            int end = at + 1;
            while (end < lines.size() && lines.get(end).startsWith(">")) {
                end++;
            }
            return end;
        }
        return listEnd(lines, at);
    }

    private int fenceEnd(List<String> lines, int at) {
        for (int i = at + 1; i < lines.size(); i++) {
            if (FENCE_END.matcher(lines.get(i)).matches()) {
                return i + 1;
            }
        }
        return cut ? lines.size() : at;
    }

    /** A list has two items at least. */
    private static int listEnd(List<String> lines, int at) {
        Matcher first = ITEM.matcher(lines.get(at));
        if (!first.matches()) {
            return at;
        }
        int indent = first.group("indent").length();
        int items = 0;
        int numbers = 0;
        int end = at;
        while (end < lines.size()) {
            String line = lines.get(end);
            Matcher item = ITEM.matcher(line);
            boolean next =
                    item.matches() && item.group("indent").length() == indent && isBullet(item) == isBullet(first);
            if (!next && (line.isBlank() || indentOf(line) <= indent)) {
                break;
            }
            items += next ? 1 : 0;
            numbers += next && Character.isDigit(item.group("text").charAt(0)) ? 1 : 0;
            end++;
        }
        boolean sums = isBullet(first) && numbers == items; // -5 and -3, with a space
        return items < 2 || sums ? at : end;
    }

    private static boolean isBullet(Matcher item) {
        return !Character.isDigit(item.group("marker").charAt(0));
    }

    private static int indentOf(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private MessageDoc.Block block(List<String> lines, int depth) {
        String first = lines.get(0);
        if (FENCE.matcher(first).matches()) {
            boolean closed = FENCE_END.matcher(lines.get(lines.size() - 1)).matches() && lines.size() > 1;
            return new MessageDoc.CodeBlock(
                    String.join("\n", lines.subList(1, closed ? lines.size() - 1 : lines.size())));
        } else if (first.startsWith(">")) {
            List<MessageDoc.Block> quoted = new ArrayList<>();
            List<String> inner = lines.stream()
                    .map(line -> line.startsWith("> ") ? line.substring(2) : line.substring(1))
                    .toList();
            read(inner, quoted, depth + 1);
            return new MessageDoc.Quote(quoted);
        }
        return items(lines, depth);
    }

    private MessageDoc.Block items(List<String> lines, int depth) {
        int indent = indentOf(lines.get(0));
        List<String> markers = new ArrayList<>();
        List<List<MessageDoc.Block>> items = new ArrayList<>();
        int at = 0;
        while (at < lines.size() && budget.spend(COST_BLOCK)) {
            Matcher item = ITEM.matcher(lines.get(at));
            if (!item.matches()) {
                throw new IllegalStateException("a list begins with an item");
            }
            List<String> content = new ArrayList<>(List.of(item.group("text")));
            int end = at + 1;
            while (end < lines.size() && indentOf(lines.get(end)) > indent) {
                content.add(lines.get(end));
                end++;
            }
            markers.add(isBullet(item) ? "•" : item.group("marker"));
            items.add(item(content, depth));
            at = end;
        }
        return new MessageDoc.Items(markers, items);
    }

    private List<MessageDoc.Block> item(List<String> content, int depth) {
        int indent =
                content.stream().skip(1).mapToInt(BlockReader::indentOf).min().orElse(0);
        List<String> lines = new ArrayList<>(List.of(content.get(0)));
        content.stream().skip(1).forEach(line -> lines.add(line.substring(indent)));
        List<MessageDoc.Block> blocks = new ArrayList<>();
        read(lines, blocks, depth + 1);
        return blocks;
    }

    /** Lines of words, those in one direction together; without the empty ones around them. */
    private void words(List<String> lines, List<MessageDoc.Block> into) {
        int from = 0;
        int end = lines.size();
        while (from < end && lines.get(from).isBlank()) {
            from++;
        }
        while (end > from && lines.get(end - 1).isBlank()) {
            end--;
        }
        boolean rightToLeft = false;
        while (from < end && !budget.isOver()) {
            rightToLeft = Scripts.isRightToLeft(lines.get(from), rightToLeft);
            int to = from + 1;
            while (to < end && Scripts.isRightToLeft(lines.get(to), rightToLeft) == rightToLeft) {
                to++;
            }
            paragraph(lines.subList(from, to), rightToLeft, into);
            from = to;
        }
        lines.clear();
    }

    private void paragraph(List<String> lines, boolean rightToLeft, List<MessageDoc.Block> into) {
        if (!budget.spend(COST_BLOCK)) {
            return;
        }
        List<MessageDoc.Inline> parts = new ArrayList<>();
        boolean first = true;
        for (String line : lines) {
            if (!first) {
                inline.run("\n", parts, List.of());
            }
            first = false;
            inline.read(line, parts);
        }
        into.add(new MessageDoc.Words(parts, rightToLeft));
    }
}
