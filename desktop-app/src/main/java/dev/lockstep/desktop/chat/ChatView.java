package dev.lockstep.desktop.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

import dev.lockstep.desktop.keys.Keys;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.DropZone;
import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomView;
import dev.lockstep.desktop.view.Styles;

/** The chat of a room: messages from the oldest to the newest, and a place to write at the foot. */
public final class ChatView extends BorderPane implements RoomView {

    private static final Keys REACT = Keys.of("Plus");
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final int SOUGHT_CHARS_MAX = 200;
    private static final int QUOTED_CHARS_MAX = 60;
    private static final double BELOW_HEIGHT = 28;

    private final ChatModel model;
    private final ChatPictures pictures;
    private final Executor fx;
    private final MessageText texts;
    private final RowActions actions = new RowActions();
    private final MessageList messages;
    private final UndoBar undo = new UndoBar();
    private final Composer composer;
    private final TextField search = new TextField();
    private final HBox searchBar;
    private final ListChangeListener<ChatRow> rowsChanged = change -> rowsChanged();
    private List<String> mentionable = List.of();

    public ChatView(RoomContext context) {
        this.fx = context.fx();
        this.model = new ChatModel(context, System::currentTimeMillis, fx);
        this.texts = new MessageText(context.browser());
        this.pictures = new ChatPictures(model.context(), fx);
        this.messages = new MessageList(model, actions, fx, this::key);
        this.composer = new Composer(model, pictures, undo, fx, messages::toEnd);
        EmojiText.prepare();
        getStyleClass().add("chat");
        messages.list().placeholderProperty().bind(placeholder());
        messages.list().setOnMouseClicked(clicked -> {
            if (clicked.getButton() == MouseButton.PRIMARY && model.isSearching()) {
                showFound();
            }
        });
        model.rows().addListener(rowsChanged);
        Label typing = new Label();
        typing.setId("chat-typing");
        typing.getStyleClass().add("chat-typing");
        model.typingProperty().addListener((property, before, now) -> typing.setText(now));
        typing.setText(model.typingProperty().get());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox below = new HBox(8, typing, gap, undo);
        below.setAlignment(Pos.CENTER_LEFT);
        below.setMinHeight(BELOW_HEIGHT);
        searchBar = searchBar();
        setTop(searchBar);
        setCenter(messages);
        composer.visibleProperty().bind(model.mayWrite());
        composer.managedProperty().bind(model.mayWrite());
        setBottom(new VBox(below, composer));
        DropZone.make(this, Dragboard::hasFiles, (board, x, y) -> {
            if (model.mayWrite().get()) {
                composer.attach(board.getFiles());
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
    }

    private void rowsChanged() {
        composer.messagesChanged();
    }

    private ObservableValue<Node> placeholder() {
        Node greeting = greeting();
        Node nothing = new Label(); // until it is known that nothing was said
        Label none = new Label();
        none.getStyleClass().add(Styles.CARD_HINT);
        none.setWrapText(true);
        none.textProperty()
                .bind(model.searchedProperty()
                        .map(sought -> "No message has “" + DisplayText.line(sought, QUOTED_CHARS_MAX) + "” in it."));
        return Bindings.createObjectBinding(
                () -> !model.isLoaded() ? nothing : model.isSearching() ? none : greeting,
                model.loadedProperty(),
                model.searchedProperty());
    }

    private Node greeting() {
        Label title = new Label("Nothing said yet");
        title.getStyleClass().add(Styles.CARD_TITLE);
        Label hint = new Label("Say hello. **bold**, `code`, - lists, :tada: and @names work, pictures can be pasted.");
        hint.getStyleClass().add(Styles.CARD_HINT);
        hint.visibleProperty().bind(model.mayWrite());
        hint.setWrapText(true);
        hint.setTextAlignment(TextAlignment.CENTER);
        VBox box = new VBox(8, new FontIcon(MaterialDesignM.MESSAGE_TEXT_OUTLINE), title, hint);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add(Styles.EMPTY);
        return box;
    }

    private HBox searchBar() {
        search.setId("chat-search");
        search.setPromptText("Search in this chat");
        search.setAccessibleText("Search in this chat");
        HBox.setHgrow(search, Priority.ALWAYS);
        search.setTextFormatter(new TextFormatter<>(ChatView::shortened));
        search.textProperty().addListener((text, before, now) -> model.search(now));
        search.setOnAction(entered -> {
            messages.list().requestFocus();
            messages.list().getSelectionModel().selectLast();
        });
        Button close = new Button(null, new FontIcon(MaterialDesignC.CLOSE));
        close.getStyleClass().addAll("flat", Styles.TOOL_BUTTON);
        close.setAccessibleText("End the search (Esc)");
        close.setOnAction(clicked -> {
            endSearch();
            messages.toEnd();
            composer.requestFocus();
        });
        HBox bar = new HBox(8, search, close);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("chat-search-bar");
        bar.setVisible(false);
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }

    /** Nobody looks for more; a page that was pasted by mistake is cut. */
    private static TextFormatter.Change shortened(TextFormatter.Change change) {
        if (change.getControlNewText().length() > SOUGHT_CHARS_MAX) {
            int room = SOUGHT_CHARS_MAX
                    - (change.getControlNewText().length() - change.getText().length());
            String some = DisplayText.line(change.getText().substring(0, Math.max(0, room)), SOUGHT_CHARS_MAX);
            change.setText(some);
            change.selectRange(change.getRangeStart() + some.length(), change.getRangeStart() + some.length());
        }
        return change;
    }

    private void shortcut(KeyEvent key) {
        if (key.getCode() == KeyCode.F && key.isShortcutDown()) {
            searchBar.setVisible(true);
            search.requestFocus();
            key.consume();
        } else if (key.getCode() == KeyCode.ESCAPE && searchBar.isVisible()) {
            endSearch();
            messages.toEnd();
            composer.requestFocus();
            key.consume();
        }
    }

    private void endSearch() {
        search.clear();
        searchBar.setVisible(false);
    }

    /** The search ends, and what was found is shown where it was said. */
    private void showFound() {
        ChatRow.Message found = messages.selected();
        if (found != null) {
            endSearch();
            messages.show(found.message().id());
        }
    }

    // ---- keys on a message

    private void key(KeyEvent key) {
        if (UNDO.match(key) && undo.isOffered()) {
            undo.undo();
            key.consume();
            return;
        }
        ChatRow.Message row = messages.selected();
        Runnable action = row == null ? null : action(key, row);
        if (action != null) {
            fx.execute(action); // later: what takes the focus would take the character of this key too
            key.consume();
        }
    }

    /** What the key does with the message, or null. */
    private @Nullable Runnable action(KeyEvent key, ChatRow.Message row) {
        ChatMessage message = row.message();
        if (key.isShortcutDown()) {
            return key.getCode() == KeyCode.C ? () -> copy(message) : null;
        } else if (key.isAltDown()) {
            return null;
        } else if (key.getCode() == KeyCode.ENTER && model.isSearching()) {
            return this::showFound;
        } else if (!model.mayWrite().get()) {
            return null;
        } else if (key.getCode() == KeyCode.R) {
            return () -> actions.reply(message);
        } else if (key.getCode() == KeyCode.E && row.mayChange()) {
            return () -> actions.edit(message);
        } else if (key.getCode() == KeyCode.DELETE && row.mayChange()) {
            return () -> actions.delete(message);
        }
        return REACT.match(key) ? () -> actions.pickReaction(message, messages.placeOf(message)) : null;
    }

    private static void copy(ChatMessage message) {
        ClipboardContent content = new ClipboardContent();
        content.putString(MessageDoc.whole(message.text()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    // ---- what the messages ask for

    private final class RowActions implements MessageCell.Actions {

        @Override
        public void reply(ChatMessage message) {
            composer.reply(message);
        }

        @Override
        public void edit(ChatMessage message) {
            composer.edit(message);
        }

        @Override
        public void delete(ChatMessage message) {
            Runnable restore = model.writing().delete(message.id());
            undo.offer("Message deleted.", "Undo", restore);
        }

        @Override
        public boolean mayWrite() {
            return model.mayWrite().get();
        }

        @Override
        public void react(ChatMessage message, String emoji) {
            model.writing().react(message, emoji);
        }

        @Override
        public void pickReaction(ChatMessage message, Node beside) {
            EmojiPicker.show(beside, emoji -> model.writing().react(message, emoji.text()));
        }

        @Override
        public void jumpTo(String id) {
            messages.show(id);
        }

        @Override
        public void loadOlder() {
            model.loadOlder();
        }

        @Override
        public MessageText texts() {
            if (!mentionable.equals(model.people()) || mentionable.isEmpty()) {
                mentionable = model.people();
                String me = DisplayText.name(model.myName());
                Set<String> names = new HashSet<>(mentionable);
                names.add(me);
                Set.copyOf(names).forEach(name -> names.add(Mentions.firstName(name)));
                names.add(Mentions.ALL);
                texts.setPeople(me, names);
            }
            return texts;
        }

        @Override
        public void showAll(ChatMessage message) {
            new FullTextDialog(getScene().getWindow(), message.text()).show();
        }

        @Override
        public String shownName(String client, String name) {
            return model.shownName(client, name);
        }

        @Override
        public ChatPictures pictures() {
            return pictures;
        }
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void requestFocus() {
        (composer.isVisible() ? composer : messages.list()).requestFocus();
    }

    @Override
    public void close() {
        model.rows().removeListener(rowsChanged);
        composer.close();
        messages.close();
        pictures.close();
        model.close();
    }
}
