package dev.lockstep.desktop.chat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Markdown as nodes of a window: bold, italic, code, links, lists, quotes. HTML stays the text that it is, pictures from
 * elsewhere are links, and a link leads to the web or to a mail, nowhere else.
 */
final class MessageText {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(AutolinkExtension.create())).build();

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    /** What all are called together. */
    static final String ALL = "all";

    /** As deep as lists and quotes are shown. */
    private static final int DEPTH_MAX = 12;

    /** More than bold and italic of each other is a joke, or an attack. */
    private static final int STYLES_MAX = 6;

    /** So many emoji, and nothing else, are shown large. */
    private static final int LARGE_MAX = 3;

    private static final Pattern MENTION = Pattern.compile("@[^\\s@]+");

    private final String me;
    private final Set<String> names;
    private final Consumer<String> browser;
    private double emojiSize;

    /**
     * @param names of people, and what all are called
     * @param browser shows an address
     */
    MessageText(String me, Set<String> names, Consumer<String> browser) {
        this.me = me.strip();
        this.names = names;
        this.browser = browser;
    }

    /** Whether {@code text} speaks to somebody called {@code name}, or to all. */
    static boolean mentions(String text, String name) {
        String whole = name.strip();
        return mentioned(text, ALL) || mentioned(text, whole) || mentioned(text, firstName(whole));
    }

    /** As people speak to somebody. */
    static String firstName(String name) {
        return name.split("\\s+", 2)[0];
    }

    private static boolean mentioned(String text, String name) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int end = at + 1 + name.length();
            if (!name.isEmpty()
                    && text.regionMatches(true, at + 1, name, 0, name.length())
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))
                    && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** Blocks from the top to the bottom. */
    List<javafx.scene.Node> nodes(String markdown) {
        List<javafx.scene.Node> nodes = new ArrayList<>();
        emojiSize = EmojiText.isFew(EmojiText.unnamed(markdown), LARGE_MAX) ? EmojiPicture.ALONE : EmojiPicture.IN_TEXT;
        blocks(PARSER.parse(markdown), nodes, 0);
        return nodes;
    }

    private void blocks(Node parent, List<javafx.scene.Node> into, int depth) {
        for (Node block = parent.getFirstChild(); block != null; block = block.getNext()) {
            if (depth > DEPTH_MAX) {
                into.add(new Label("…"));
                return;
            }
            into.add(block(block, depth));
        }
    }

    private javafx.scene.Node block(Node block, int depth) {
        if (block instanceof FencedCodeBlock code) {
            return codeBlock(code.getLiteral());
        } else if (block instanceof IndentedCodeBlock code) {
            return codeBlock(code.getLiteral());
        } else if (block instanceof ListBlock list) {
            return list(list, depth);
        } else if (block instanceof BlockQuote quote) {
            VBox box = new VBox(4);
            box.getStyleClass().add("message-quote");
            blocks(quote, box.getChildren(), depth + 1);
            return box;
        } else if (block instanceof HtmlBlock html) {
            return flow(new Text(html.getLiteral().stripTrailing()));
        } else if (block instanceof ThematicBreak) {
            Region line = new Region();
            line.getStyleClass().add("message-rule");
            return line;
        }
        TextFlow flow = flow();
        inline(block, flow, block instanceof Heading ? List.of("bold") : List.of());
        return flow;
    }

    private javafx.scene.Node list(ListBlock list, int depth) {
        VBox box = new VBox(2);
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Label marker = new Label(list instanceof BulletList ? "•" : number++ + ".");
            marker.getStyleClass().add("message-marker");
            marker.setMinWidth(Region.USE_PREF_SIZE);
            VBox content = new VBox(2);
            HBox.setHgrow(content, Priority.ALWAYS);
            blocks(item, content.getChildren(), depth + 1);
            box.getChildren().add(new HBox(6, marker, content));
        }
        return box;
    }

    private static javafx.scene.Node codeBlock(String code) {
        Label label = new Label(code.stripTrailing());
        label.getStyleClass().addAll("message-code-block", "mono");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static TextFlow flow(Text... texts) {
        TextFlow flow = new TextFlow(texts);
        flow.getStyleClass().add("message-text");
        for (Text text : texts) {
            text.getStyleClass().add("run");
        }
        return flow;
    }

    private void inline(Node parent, TextFlow into, List<String> styles) {
        if (styles.size() > STYLES_MAX) {
            text(words(parent), into, styles.subList(0, STYLES_MAX));
            return;
        }
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof org.commonmark.node.Text text) {
                text(text.getLiteral(), into, styles);
            } else if (node instanceof Code code) {
                Label label = new Label(code.getLiteral());
                label.getStyleClass().addAll("message-code", "mono");
                into.getChildren().add(label);
            } else if (node instanceof StrongEmphasis) {
                inline(node, into, with(styles, "bold"));
            } else if (node instanceof Emphasis) {
                inline(node, into, with(styles, "italic"));
            } else if (node instanceof Link link) {
                link(words(link), link.getDestination(), into, styles);
            } else if (node instanceof Image image) {
                link(
                        words(image).isBlank() ? image.getDestination() : words(image),
                        image.getDestination(),
                        into,
                        styles);
            } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                run("\n", into, styles);
            } else if (node instanceof HtmlInline html) {
                run(html.getLiteral(), into, styles);
            } else if (node instanceof Paragraph) {
                inline(node, into, styles);
            }
        }
    }

    private static List<String> with(List<String> styles, String one) {
        List<String> more = new ArrayList<>(styles);
        more.add(one);
        return more;
    }

    private static String words(Node parent) {
        StringBuilder words = new StringBuilder();
        parent.accept(new AbstractVisitor() {
            @Override
            public void visit(org.commonmark.node.Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }

    private void link(String words, String address, TextFlow into, List<String> styles) {
        String safe = safe(address);
        if (safe == null) {
            run(words, into, styles);
            return;
        }
        Hyperlink link = new Hyperlink(words);
        link.getStyleClass().add("message-link");
        link.setTooltip(new Tooltip(safe));
        link.setOnAction(clicked -> browser.accept(safe));
        into.getChildren().add(link);
    }

    private static @Nullable String safe(String address) {
        try {
            String scheme = new URI(address).getScheme();
            return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)) ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private void text(String text, TextFlow into, List<String> styles) {
        for (EmojiText.Part part : EmojiText.split(EmojiText.unnamed(text))) {
            if (part.drawn() != null) {
                into.getChildren().add(new EmojiPicture(part.drawn(), emojiSize));
            } else if (part.name() != null) {
                run(part.name(), into, with(styles, "emoji-name"));
            } else {
                mentions(part.text(), into, styles);
            }
        }
    }

    private void mentions(String text, TextFlow into, List<String> styles) {
        Matcher matcher = MENTION.matcher(text);
        int from = 0;
        while (matcher.find()) {
            String name = mentionedAt(text, matcher.start());
            if (name != null && matcher.start() >= from) {
                run(text.substring(from, matcher.start()), into, styles);
                boolean mine =
                        name.equalsIgnoreCase(me) || name.equalsIgnoreCase(firstName(me)) || name.equalsIgnoreCase(ALL);
                from = matcher.start() + 1 + name.length();
                run(text.substring(matcher.start(), from), into, with(styles, mine ? "mention-me" : "mention"));
            }
        }
        run(text.substring(from), into, styles);
    }

    /** The longest name that stands behind the {@code @}, as long as it is there; names may have spaces. */
    private @Nullable String mentionedAt(String text, int at) {
        String longest = null;
        for (String name : names) {
            int end = at + 1 + name.length();
            boolean there = text.regionMatches(true, at + 1, name, 0, name.length())
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
            if (there && (longest == null || name.length() > longest.length())) {
                longest = name;
            }
        }
        return longest;
    }

    private static void run(String text, TextFlow into, List<String> styles) {
        if (!text.isEmpty()) {
            Text run = new Text(text);
            run.getStyleClass().add("run");
            run.getStyleClass().addAll(styles);
            into.getChildren().add(run);
        }
    }
}
