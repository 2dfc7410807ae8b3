package dev.lockstep.desktop.chat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.text.DisplayText;

/**
 * Messages as nodes of a window: bold, italic, code, links, lists, quotes. HTML stays the text that it is, pictures from
 * elsewhere are links, and a link leads to the web or to a mail, nowhere else. Each message is read once.
 */
final class MessageText {

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    /** What all are called together. */
    static final String ALL = "all";

    /** So many in one message are marked, and so many are looked for. */
    private static final int MENTIONS_MAX = 30;

    private static final int MENTIONS_SOUGHT_MAX = 200;

    private static final int ADDRESS_CHARS_MAX = 300;

    /** The messages of so many rows are kept as they were read. */
    private static final int KEPT_MAX = 200;

    private static final Pattern MENTION = Pattern.compile("@[^\\s@]+");

    private final Consumer<String> browser;
    private final Map<String, MessageDoc> read = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, MessageDoc> eldest) {
            return size() > KEPT_MAX;
        }
    };
    private String me = "";
    private Set<String> names = Set.of();
    private double emojiSize;

    /** @param browser shows an address */
    MessageText(Consumer<String> browser) {
        this.browser = browser;
    }

    /**
     * Who can be mentioned from now on.
     *
     * @param someNames of people, and what all are called
     */
    void setPeople(String myName, Set<String> someNames) {
        me = myName;
        names = someNames;
    }

    /** What a message says; read when it is first asked for. */
    MessageDoc read(String markdown) {
        return read.computeIfAbsent(markdown, MessageDoc::of);
    }

    /** Whether {@code text} speaks to somebody called {@code name}, or to all. */
    static boolean mentions(String text, String name) {
        String whole = DisplayText.name(name);
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
    List<Node> nodes(MessageDoc doc) {
        List<Node> nodes = new ArrayList<>();
        emojiSize = doc.large() ? EmojiPicture.ALONE : EmojiPicture.IN_TEXT;
        blocks(doc.blocks(), nodes);
        return nodes;
    }

    private void blocks(List<MessageDoc.Block> blocks, List<Node> into) {
        blocks.forEach(block -> into.add(block(block)));
    }

    private Node block(MessageDoc.Block block) {
        if (block instanceof MessageDoc.CodeBlock code) {
            return codeBlock(code.text());
        } else if (block instanceof MessageDoc.Items list) {
            return list(list);
        } else if (block instanceof MessageDoc.Quote quote) {
            VBox box = new VBox(4);
            box.getStyleClass().add("message-quote");
            blocks(quote.blocks(), box.getChildren());
            return box;
        } else if (block instanceof MessageDoc.Words words) {
            TextFlow flow = new MessageFlow();
            words.parts().forEach(part -> inline(part, flow));
            return flow;
        }
        Region line = new Region();
        line.getStyleClass().add("message-rule");
        return line;
    }

    private Node list(MessageDoc.Items list) {
        VBox box = new VBox(2);
        for (int i = 0; i < list.items().size(); i++) {
            Label marker = new Label(list.markers().get(i));
            marker.getStyleClass().add("message-marker");
            marker.setMinWidth(Region.USE_PREF_SIZE);
            VBox content = new VBox(2);
            HBox.setHgrow(content, Priority.ALWAYS);
            blocks(list.items().get(i), content.getChildren());
            box.getChildren().add(new HBox(6, marker, content));
        }
        return box;
    }

    private static Node codeBlock(String code) {
        Label label = new Label(code);
        label.getStyleClass().addAll("message-code-block", "mono");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private void inline(MessageDoc.Inline part, TextFlow into) {
        if (part instanceof MessageDoc.Run run) {
            mentions(run.text(), into, run.styles());
        } else if (part instanceof MessageDoc.Picture picture) {
            into.getChildren().add(new EmojiPicture(picture.emoji(), emojiSize));
        } else if (part instanceof MessageDoc.Code code) {
            Label label = new Label(code.text());
            label.getStyleClass().addAll("message-code", "mono");
            into.getChildren().add(label);
        } else if (part instanceof MessageDoc.Link link) {
            link(link, into);
        }
    }

    private static List<String> with(List<String> styles, String one) {
        List<String> more = new ArrayList<>(styles);
        more.add(one);
        return more;
    }

    private void link(MessageDoc.Link link, TextFlow into) {
        String safe = safe(link.address());
        if (safe == null) {
            run(link.text(), into, link.styles());
            return;
        }
        Hyperlink shown = new Hyperlink(link.text());
        shown.getStyleClass().add("message-link");
        shown.setTooltip(new Tooltip(DisplayText.line(safe, ADDRESS_CHARS_MAX)));
        shown.setOnAction(clicked -> browser.accept(safe));
        into.getChildren().add(shown);
    }

    private static @Nullable String safe(String address) {
        try {
            String scheme = new URI(address).getScheme();
            return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)) ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private void mentions(String text, TextFlow into, List<String> styles) {
        Matcher matcher = MENTION.matcher(text);
        int from = 0;
        int marked = 0;
        for (int sought = 0; sought < MENTIONS_SOUGHT_MAX && marked < MENTIONS_MAX && matcher.find(); sought++) {
            String name = mentionedAt(text, matcher.start());
            if (name != null && matcher.start() >= from) {
                run(text.substring(from, matcher.start()), into, styles);
                boolean mine =
                        name.equalsIgnoreCase(me) || name.equalsIgnoreCase(firstName(me)) || name.equalsIgnoreCase(ALL);
                from = matcher.start() + 1 + name.length();
                marked++;
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
