package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.WordBreaks;

/**
 * Messages as nodes of a window. A link leads to the web or to a mail, nowhere else; a path is copied. Each message is read once.
 */
final class MessageText {

    /** So many in one message are marked, and so many are looked for. */
    private static final int MENTIONS_MAX = 30;

    private static final int MENTIONS_SOUGHT_MAX = 200;

    private static final int ADDRESS_CHARS_MAX = 300;

    /** The messages of so many rows are kept as they were read. */
    private static final int KEPT_MAX = 200;

    /** A piece of code that is longer is text of its paragraph, and wraps with it. */
    private static final int CODE_CHARS_MAX = 40;

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

    boolean speaksToMe(String text) {
        return Mentions.speaksTo(text, me, names);
    }

    /** What a message says; read when it is first asked for. */
    MessageDoc read(String text) {
        return read.computeIfAbsent(text, MessageDoc::of);
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
            TextFlow flow = new MessageFlow(words.rightToLeft());
            words.parts().forEach(part -> inline(part, flow));
            return flow;
        }
        throw new AssertionError("a block without nodes: " + block);
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
            code(code.text(), into);
        } else if (part instanceof MessageDoc.Link link) {
            String about = DisplayText.line(link.address(), ADDRESS_CHARS_MAX);
            into.getChildren()
                    .add(new LinkText(link.text(), about, link.styles(), () -> browser.accept(link.address())));
        } else if (part instanceof MessageDoc.FilePath path) {
            into.getChildren()
                    .add(new LinkText(
                            path.text(), "A path; click to copy it", List.of("message-path"), () -> copy(path.text())));
        }
    }

    private static void code(String code, TextFlow into) {
        if (code.length() > CODE_CHARS_MAX) {
            run(code, into, List.of("message-long-code", "mono"));
        } else {
            Label label = new Label(code);
            label.getStyleClass().addAll("message-code", "mono");
            label.setMinWidth(0);
            into.getChildren().add(label);
        }
    }

    private static void copy(String path) {
        ClipboardContent content = new ClipboardContent();
        content.putString(path);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static List<String> with(List<String> styles, String one) {
        List<String> more = new ArrayList<>(styles);
        more.add(one);
        return more;
    }

    private void mentions(String text, TextFlow into, List<String> styles) {
        int from = 0;
        int marked = 0;
        int at = text.indexOf('@');
        for (int sought = 0; sought < MENTIONS_SOUGHT_MAX && marked < MENTIONS_MAX && at >= 0; sought++) {
            String name = Mentions.longestAt(text, at, names);
            if (name != null) {
                run(text.substring(from, at), into, styles);
                boolean mine = name.equalsIgnoreCase(me)
                        || name.equalsIgnoreCase(Mentions.firstName(me))
                        || name.equalsIgnoreCase(Mentions.ALL);
                from = at + 1 + name.length();
                marked++;
                run(text.substring(at, from), into, with(styles, mine ? "mention-me" : "mention"));
            }
            at = text.indexOf('@', Math.max(from, at + 1));
        }
        run(text.substring(from), into, styles);
    }

    private static void run(String text, TextFlow into, List<String> styles) {
        if (text.isEmpty()) {
            return;
        }
        String separator = "";
        for (String piece : WordBreaks.pieces(text)) {
            if (!separator.isEmpty()) {
                Text space =
                        new Text(separator); // JavaFX ends lines at spaces alone; this one has no width to speak of
                space.getStyleClass().add("run-break");
                into.getChildren().add(space);
            }
            Text run = new Text(piece);
            run.getStyleClass().add("run");
            run.getStyleClass().addAll(styles);
            into.getChildren().add(run);
            separator = " ";
        }
    }
}
