package dev.lockstep.desktop.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

import dev.lockstep.desktop.keys.Keys;
import dev.lockstep.desktop.shell.DropZone;
import dev.lockstep.desktop.shell.RoomView;
import dev.lockstep.desktop.shell.Styles;
import dev.lockstep.desktop.text.DisplayText;

/** The chat of a room: messages from the oldest to the newest, and a place to write at the foot. */
public final class ChatView extends BorderPane implements RoomView {

    private static final Keys REACT = Keys.of("Plus");
    private static final Duration READ = Duration.millis(400);

    private final ChatModel model;
    private final ChatPictures pictures;
    private final Executor fx;
    private final MessageText texts;
    private List<String> mentionable = List.of();
    private final ListView<ChatRow> list;
    private final Composer composer;
    private final Button jump = new Button("Newest", new FontIcon(MaterialDesignA.ARROW_DOWN));
    private final TextField search = new TextField();
    private final HBox searchBar;
    private final PauseTransition reading = new PauseTransition(READ);
    private final ListChangeListener<ChatRow> rowsChanged = change -> rowsChanged();
    private boolean atEnd = true;
    private boolean placed;
    private @Nullable String anchor; // the message that the reader is at, while rows change

    /**
     * @param fx runs what it is given on the JavaFX thread, later
     * @param browser shows an address
     */
    public ChatView(ChatModel model, Executor fx, Consumer<String> browser) {
        this.model = model;
        this.fx = fx;
        this.texts = new MessageText(browser);
        this.pictures = new ChatPictures(model.place(), fx);
        this.composer = new Composer(model, pictures, fx, this::toEnd);
        this.list = new ListView<>(model.rows());
        EmojiText.prepare();
        getStyleClass().add("chat");
        list.setId("messages");
        list.setAccessibleText("Messages");
        list.setCellFactory(view -> new MessageCell(new RowActions()));
        Node greeting = greeting();
        Node nothing = new Label(); // until it is known that nothing was said
        list.placeholderProperty().bind(model.loadedProperty().map(loaded -> loaded ? greeting : nothing));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.addEventHandler(ScrollEvent.ANY, scrolled -> scrolled());
        list.addEventHandler(MouseEvent.MOUSE_RELEASED, released -> scrolled());
        model.rows().addListener(rowsChanged);
        jump.setId("chat-jump");
        jump.getStyleClass().add("chat-jump");
        jump.setVisible(false);
        jump.setOnAction(clicked -> toEnd());
        StackPane.setAlignment(jump, Pos.BOTTOM_CENTER);
        StackPane middle = new StackPane(list, jump);
        Label typing = new Label();
        typing.setId("chat-typing");
        typing.getStyleClass().add("chat-typing");
        typing.setMinHeight(20);
        model.typingProperty().addListener((property, before, now) -> typing.setText(now));
        typing.setText(model.typingProperty().get());
        searchBar = searchBar();
        setTop(searchBar);
        setCenter(middle);
        setBottom(new VBox(typing, composer));
        DropZone.make(this, Dragboard::hasFiles, (board, x, y) -> composer.sendPictures(board.getFiles()));
        addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
        reading.setOnFinished(seen -> markRead());
        sceneProperty().addListener((property, before, now) -> shownAgain());
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::focusedProperty)
                .orElse(false)
                .addListener((property, before, now) -> lookRead());
        layoutBoundsProperty().addListener((property, before, now) -> keepPlace());
        keepPlace();
    }

    private static Node greeting() {
        Label title = new Label("Nothing said yet");
        title.getStyleClass().add(Styles.CARD_TITLE);
        Label hint = new Label("Say hello. **bold**, `code`, - lists, :tada: and @names work, pictures can be pasted.");
        hint.getStyleClass().add(Styles.CARD_HINT);
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
        search.textProperty().addListener((text, before, now) -> model.search(now));
        Button close = new Button(null, new FontIcon(MaterialDesignC.CLOSE));
        close.getStyleClass().addAll("flat", Styles.TOOL_BUTTON);
        close.setAccessibleText("End the search (Esc)");
        close.setOnAction(clicked -> endSearch());
        HBox bar = new HBox(8, search, close);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("chat-search-bar");
        bar.setVisible(false);
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }

    private void shortcut(KeyEvent key) {
        if (key.getCode() == KeyCode.F && key.isShortcutDown()) {
            searchBar.setVisible(true);
            search.requestFocus();
            key.consume();
        } else if (key.getCode() == KeyCode.ESCAPE && searchBar.isVisible()) {
            endSearch();
            key.consume();
        }
    }

    private void endSearch() {
        search.clear();
        searchBar.setVisible(false);
        toEnd();
        composer.requestFocus();
    }

    // ---- keys on a message

    private void key(KeyEvent key) {
        if (list.getSelectionModel().getSelectedItem() instanceof ChatRow.Message row
                && !row.message().deleted()) {
            Runnable action = action(key, row);
            if (action != null) {
                fx.execute(action); // later: what takes the focus would take the character of this key too
                key.consume();
            }
        }
    }

    /** What the key does with the message, or null. */
    private @Nullable Runnable action(KeyEvent key, ChatRow.Message row) {
        RowActions actions = new RowActions();
        ChatMessage message = row.message();
        if (key.isShortcutDown()) {
            return key.getCode() == KeyCode.C ? () -> copy(message) : null;
        } else if (key.isAltDown()) {
            return null;
        } else if (key.getCode() == KeyCode.R) {
            return () -> actions.reply(message);
        } else if (key.getCode() == KeyCode.E && row.mayChange()) {
            return () -> actions.edit(message);
        } else if (key.getCode() == KeyCode.DELETE && row.mayChange()) {
            return () -> actions.delete(message);
        }
        return REACT.match(key) ? () -> actions.pickReaction(message, list) : null;
    }

    private static void copy(ChatMessage message) {
        ClipboardContent content = new ClipboardContent();
        content.putString(MessageDoc.whole(message.text()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    // ---- where the list stands

    @SuppressWarnings("unchecked") // what the skin of a ListView is made of
    private @Nullable VirtualFlow<MessageCell> flow() {
        return (VirtualFlow<MessageCell>) list.lookup(".virtual-flow");
    }

    /** Where the reader is stays where it is, once the rows have settled. */
    private void rowsChanged() {
        if (atEnd || !placed) {
            keepPlace();
        } else if (anchor == null) {
            VirtualFlow<MessageCell> flow = flow();
            for (int i = 0; flow != null && i < model.rows().size() && anchor == null; i++) {
                MessageCell cell = flow.getVisibleCell(i);
                if (cell != null && cell.getItem() instanceof ChatRow.Message row) {
                    anchor = row.message().id();
                    double offset = cell.getLayoutY();
                    fx.execute(() -> returnTo(offset));
                }
            }
            jump.setVisible(true);
        }
        lookRead();
    }

    private void returnTo(double offset) {
        String id = anchor;
        anchor = null;
        VirtualFlow<MessageCell> flow = flow();
        int index = id == null ? -1 : indexOf(id);
        if (flow != null && index >= 0 && !atEnd) {
            flow.scrollTo(index);
            flow.scrollPixels(-offset);
        }
    }

    private int indexOf(String id) {
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i) instanceof ChatRow.Message row
                    && row.message().id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** At first where what is new begins, else at the end. */
    private void keepPlace() {
        if (!model.isLoaded() || model.rows().isEmpty() || getScene() == null) {
            return;
        }
        if (!placed) {
            placed = true;
            List<ChatRow> rows = model.rows();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) instanceof ChatRow.Unread) {
                    int unread = i;
                    fx.execute(() -> {
                        list.scrollTo(Math.max(0, unread - 1));
                        fx.execute(this::scrolled);
                    });
                    return;
                }
            }
        }
        if (atEnd) {
            toEnd();
        }
    }

    private void toEnd() {
        atEnd = true;
        jump.setVisible(false);
        fx.execute(() -> {
            list.scrollTo(model.rows().size() - 1);
            list.layout(); // until then the list guesses how high a new row is
            showLastWhole();
            lookRead();
        });
    }

    private void showLastWhole() {
        VirtualFlow<MessageCell> flow = flow();
        MessageCell last = flow == null ? null : flow.getLastVisibleCell();
        if (flow != null && last != null) {
            double hidden = last.getLayoutY() + last.getHeight() - flow.getHeight();
            if (hidden > 0) {
                flow.scrollPixels(hidden);
            }
        }
    }

    private void scrolled() {
        VirtualFlow<MessageCell> flow = flow();
        MessageCell last = flow == null ? null : flow.getLastVisibleCell();
        MessageCell first = flow == null ? null : flow.getFirstVisibleCell();
        if (flow == null || last == null || first == null) {
            return;
        }
        atEnd = last.getIndex() >= model.rows().size() - 1
                && last.getLayoutY() + last.getHeight() <= flow.getHeight() + 8;
        jump.setVisible(!atEnd);
        if (first.getIndex() == 0 && model.hasOlder()) {
            model.loadOlder();
        }
        lookRead();
    }

    /** What came while another tab was shown is placed now. */
    private void shownAgain() {
        keepPlace();
        lookRead();
    }

    private void lookRead() {
        if (atEnd && reading.getStatus() != javafx.animation.Animation.Status.RUNNING) {
            reading.playFromStart();
        }
    }

    private void markRead() {
        boolean looking = atEnd
                && getScene() != null
                && getScene().getWindow() != null
                && getScene().getWindow().isFocused();
        if (looking) {
            model.markRead();
        }
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
            model.delete(message);
        }

        @Override
        public void react(ChatMessage message, String emoji) {
            model.react(message, emoji);
        }

        @Override
        public void pickReaction(ChatMessage message, Node beside) {
            EmojiPicker.show(beside, emoji -> model.react(message, emoji.text()));
        }

        @Override
        public void jumpTo(String id) {
            int index = indexOf(id);
            if (index >= 0) {
                list.scrollTo(index);
                list.getSelectionModel().select(index);
                atEnd = false;
                return;
            }
            model.loadOlder();
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
            new WholeText(getScene().getWindow(), message.text()).show();
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
        composer.requestFocus();
    }

    @Override
    public void close() {
        reading.stop();
        model.rows().removeListener(rowsChanged);
        list.placeholderProperty().unbind();
        list.setItems(null);
        pictures.close();
        model.close();
    }
}
