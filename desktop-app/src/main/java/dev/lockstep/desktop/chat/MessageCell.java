package dev.lockstep.desktop.chat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

import dev.lockstep.controls.Avatar;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.DistinctNames;

/** A row of a chat. */
final class MessageCell extends ListCell<ChatRow> {

    private static final PseudoClass MENTION = PseudoClass.getPseudoClass("mention");
    private static final double AVATAR_SPACE = 40;
    private static final double READER_RADIUS = 8; // as small as it can be and still be told from others
    private static final int READERS_MAX = 6;
    private static final int QUOTE_CHARS = 120;
    private static final int SPOKEN_CHARS_MAX = 1_000;
    private static final int REACTIONS_MAX = 12;
    private static final int REACTION_CHARS_MAX = 8;

    /** What can be done with a message. */
    interface Actions {
        /** Whether this person may say, change and react to something. */
        boolean mayWrite();

        void reply(ChatMessage message);

        void edit(ChatMessage message);

        void delete(ChatMessage message);

        void react(ChatMessage message, String emoji);

        void pickReaction(ChatMessage message, Node beside);

        void jumpTo(String id);

        void loadOlder();

        /** Shows all of a message that is too long for a row. */
        void showAll(ChatMessage message);

        /** How somebody's name is shown, told apart from others who are called so. */
        String shownName(String client, String name);

        MessageText texts();

        ChatPictures pictures();
    }

    private final Actions actions;
    private @Nullable ChatRow shown;
    private @Nullable Region content;
    private @Nullable MessageTools tools;
    private @Nullable ChatPicture picture;

    /** Whether the row is among those that the list shows, in a window that is shown; the list has more cells than that. */
    private final ObservableValue<Boolean> inView = CellVisibility.of(this);

    MessageCell(Actions actions) {
        this.actions = actions;
        getStyleClass().add("chat-row");
        setPrefWidth(0);
        InvalidationListener pointed = any -> showTools();
        inView.addListener((property, before, now) -> {
            if (picture != null) {
                picture.setSeen(now);
            }
        });
        hoverProperty().addListener(pointed);
        selectedProperty().addListener(pointed);
        listViewProperty()
                .flatMap(ListView::focusedProperty)
                .orElse(false)
                .addListener((focused, before, now) -> showTools());
    }

    @Override
    protected void updateItem(@Nullable ChatRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            forgetPicture();
            shown = null;
            content = null;
            tools = null;
            setGraphic(null);
            setAccessibleText(null);
            pseudoClassStateChanged(MENTION, false);
            return;
        }
        if (!row.equals(shown)) {
            forgetPicture();
            tools = null;
            content = make(row);
            setGraphic(content);
            shown = row;
            showTools();
        }
    }

    private void forgetPicture() {
        if (picture != null) {
            picture.setSeen(false);
            picture = null;
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        Region region = content;
        if (region == null) {
            return super.computePrefHeight(width);
        }
        double inner = width - snappedLeftInset() - snappedRightInset();
        return Math.ceil(region.prefHeight(inner)) + snappedTopInset() + snappedBottomInset();
    }

    private Region make(ChatRow row) {
        pseudoClassStateChanged(MENTION, false);
        if (row instanceof ChatRow.Day day) {
            return line(day.words(), "chat-day");
        } else if (row instanceof ChatRow.Unread) {
            return line("New", "chat-unread");
        } else if (row instanceof ChatRow.Older older) {
            return older(older);
        }
        return message((ChatRow.Message) row);
    }

    private Region line(String text, String style) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        setAccessibleText(text);
        HBox line = new HBox(12, rule(), label, rule());
        line.setAlignment(Pos.CENTER);
        line.getStyleClass().add(style);
        return line;
    }

    private static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("chat-rule");
        HBox.setHgrow(rule, Priority.ALWAYS);
        return rule;
    }

    private Region older(ChatRow.Older older) {
        Node node;
        if (older.loading()) {
            ProgressIndicator spinner = new ProgressIndicator();
            spinner.setMaxSize(20, 20);
            node = spinner;
        } else {
            Button button = new Button("Show older messages");
            button.getStyleClass().add("flat");
            button.setOnAction(clicked -> actions.loadOlder());
            node = button;
        }
        HBox box = new HBox(node);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private static String time(long at) {
        return Instant.ofEpochMilli(at)
                .atZone(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT));
    }

    // ---- a message

    private Region message(ChatRow.Message row) {
        ChatMessage message = row.message();
        VBox body = new VBox(4);
        if (!row.grouped()) {
            body.getChildren().add(header(row));
        }
        if (!message.reply().isEmpty()) {
            body.getChildren().add(quote(row));
        }
        body.getChildren().add(words(row));
        if (message.picture() != null) {
            ChatPicture made = new ChatPicture(message.picture(), actions.pictures());
            made.setSeen(inView.getValue());
            picture = made;
            body.getChildren().add(made);
        }
        if (!message.reactions().isEmpty()) {
            body.getChildren().add(reactions(message));
        }
        if (row.waiting()) {
            body.getChildren().add(waiting());
        }
        HBox.setHgrow(body, Priority.ALWAYS);
        body.setMinWidth(0);
        HBox line = new HBox(12, face(row), body);
        if (!row.readers().isEmpty()) {
            line.getChildren().add(readers(row.readers()));
        }
        StackPane all = new StackPane(line);
        all.getStyleClass().add(row.grouped() ? "chat-grouped" : "chat-first");
        pseudoClassStateChanged(MENTION, !row.mine() && actions.texts().speaksToMe(message.text()));
        setAccessibleText(
                row.author() + ", " + time(message.at()) + ": " + MessageDoc.plain(message.text(), SPOKEN_CHARS_MAX));
        return all;
    }

    private static Node face(ChatRow.Message row) {
        if (row.grouped()) {
            Label time = new Label(time(row.message().at()));
            time.getStyleClass().add("chat-side-time");
            time.setMinWidth(Region.USE_PREF_SIZE);
            StackPane space = new StackPane(time);
            space.setAlignment(Pos.TOP_CENTER);
            space.setMinWidth(AVATAR_SPACE);
            space.setMaxWidth(AVATAR_SPACE);
            return space;
        }
        Avatar avatar = new Avatar(row.message().author(), row.message().color());
        StackPane space = new StackPane(avatar);
        space.setAlignment(Pos.TOP_CENTER);
        space.setMinWidth(AVATAR_SPACE);
        space.setMaxWidth(AVATAR_SPACE);
        return space;
    }

    private static Node header(ChatRow.Message row) {
        Label name = new Label(row.author());
        name.getStyleClass().add("chat-author");
        name.setMinWidth(0);
        Label time = new Label(time(row.message().at()));
        time.getStyleClass().add("chat-time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        HBox header = new HBox(8, name, time);
        if (!row.message().known()) {
            Label claimed = new Label("not verified");
            claimed.getStyleClass().add("chat-time");
            claimed.setMinWidth(Region.USE_PREF_SIZE);
            claimed.setTooltip(new Tooltip(
                    "Written before the hub kept who wrote what: the name is what the message itself says."));
            header.getChildren().add(claimed);
        }
        header.setAlignment(Pos.BASELINE_LEFT);
        return header;
    }

    private Node quote(ChatRow.Message row) {
        ChatMessage quoted = row.quoted();
        String text = quoted == null
                ? "An older message"
                : row.quotedAuthor() + ": "
                        + (quoted.deleted() ? "(deleted)" : MessageDoc.plain(quoted.text(), QUOTE_CHARS));
        Button quote = new Button(text, new FontIcon(MaterialDesignR.REPLY));
        quote.getStyleClass().addAll("flat", "chat-quote");
        quote.setMaxWidth(Double.MAX_VALUE);
        quote.setAlignment(Pos.CENTER_LEFT);
        quote.setOnAction(clicked -> actions.jumpTo(row.message().reply()));
        return quote;
    }

    private Node words(ChatRow.Message row) {
        ChatMessage message = row.message();
        VBox words = new VBox(6);
        words.setMinWidth(0);
        if (message.deleted()) {
            Label gone =
                    new Label(row.changedBy().isEmpty() ? "This message was deleted" : "Deleted by " + row.changedBy());
            gone.getStyleClass().add("chat-gone");
            words.getChildren().add(gone);
            return words;
        }
        MessageText texts = actions.texts();
        MessageDoc doc = texts.read(message.text());
        words.getChildren().setAll(texts.nodes(doc));
        if (doc.cut()) {
            words.getChildren().add(showAll(message));
        }
        if (message.edited() || !row.changedBy().isEmpty()) {
            Label edited = new Label(row.changedBy().isEmpty() ? "edited" : "changed by " + row.changedBy());
            edited.getStyleClass().add("chat-time");
            words.getChildren().add(edited);
        }
        if (row.waiting()) {
            words.getStyleClass().add("chat-waiting");
        }
        return words;
    }

    private Node showAll(ChatMessage message) {
        Button all = new Button("Show all");
        all.getStyleClass().addAll("flat", "chat-show-all");
        all.setOnAction(clicked -> actions.showAll(message));
        return all;
    }

    private static Node waiting() {
        Label label = new Label("waits to be sent", new FontIcon(MaterialDesignC.CLOCK_OUTLINE));
        label.getStyleClass().add("chat-time");
        return label;
    }

    private Node reactions(ChatMessage message) {
        FlowPane pane = new FlowPane(6, 6);
        List<String> emoji = message.reactions().keySet().stream()
                .sorted(Comparator.<String, Boolean>comparing(each -> Emoji.of(each) == null)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        emoji.stream().limit(REACTIONS_MAX).forEach(each -> pane.getChildren().add(chip(message, each)));
        if (emoji.size() > REACTIONS_MAX) {
            Label more = new Label("and more");
            more.getStyleClass().add("chat-time");
            pane.getChildren().add(more);
        }
        return pane;
    }

    private Node chip(ChatMessage message, String emoji) {
        Map<String, String> people = message.reactions().getOrDefault(emoji, Map.of());
        Emoji drawn = Emoji.of(emoji);
        String said = drawn == null ? DisplayText.line(emoji, REACTION_CHARS_MAX) : drawn.about();
        String count = people.size() < ChatMessage.REACTING_MAX ? String.valueOf(people.size()) : "99+";
        Button chip = new Button(
                drawn == null ? said + " " + count : count,
                drawn == null ? null : new EmojiPicture(drawn, EmojiPicture.IN_TEXT));
        chip.getStyleClass().add("chat-chip");
        String names = listed(people.entrySet().stream()
                .map(each -> actions.shownName(each.getKey(), each.getValue()))
                .sorted()
                .toList());
        chip.setTooltip(new Tooltip(names));
        chip.setAccessibleText(said + ", by " + names);
        chip.setOnAction(clicked -> {
            if (actions.mayWrite()) {
                actions.react(message, emoji);
            }
        });
        return chip;
    }

    /** Names in a row, as many as are read. */
    private static String listed(List<String> names) {
        String some = names.stream().limit(ChatReaders.LISTED_MAX).collect(Collectors.joining(", "));
        return names.size() > ChatReaders.LISTED_MAX ? some + " and more" : some;
    }

    private static Node readers(List<ChatRow.Reader> readers) {
        HBox faces = new HBox(-6);
        faces.getStyleClass().add("chat-readers");
        faces.setAlignment(Pos.BOTTOM_RIGHT);
        faces.setMinWidth(Region.USE_PREF_SIZE);
        readers.stream().limit(READERS_MAX).forEach(reader -> {
            Avatar avatar = new Avatar(DistinctNames.withoutTag(reader.name()), reader.color());
            avatar.setRadius(READER_RADIUS);
            faces.getChildren().add(avatar);
        });
        String names = listed(readers.stream().map(ChatRow.Reader::name).toList());
        Tooltip.install(faces, new Tooltip("Read by " + names));
        return faces;
    }

    /** Most rows are never pointed at: their tools are made when they are. */
    private void showTools() {
        boolean wanted = isHover()
                || (isSelected() && Objects.requireNonNull(getListView()).isFocused());
        if (wanted && tools == null && shown instanceof ChatRow.Message row && content instanceof StackPane all) {
            MessageTools made = new MessageTools(row, actions);
            tools = made;
            all.getChildren().add(made);
        } else if (tools != null) {
            tools.setVisible(wanted);
        }
        setViewOrder(isHover() ? -1 : 0); // its tools are over the rows beside it
    }
}
