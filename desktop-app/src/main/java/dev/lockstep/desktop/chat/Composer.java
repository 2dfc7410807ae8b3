package dev.lockstep.desktop.chat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Duration;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import dev.lockstep.desktop.pictures.PastedContent;
import dev.lockstep.desktop.pictures.PictureKinds;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.Styles;
import dev.lockstep.desktop.view.TabStops;

/** Where messages are written: what is answered or edited above, the text, and what can be added to it. */
final class Composer extends VBox implements AutoCloseable {

    private static final Duration TYPING = Duration.seconds(4);
    private static final int FILE_NAME_CHARS_MAX = 80;
    private static final int QUOTE_CHARS_MAX = 100;
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination PASTE_PICTURE =
            new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private final ChatModel model;
    private final ChatPictures pictures;
    private final MessageField area;
    private final Attachments attachments;
    private final Label about = new Label();
    private final HBox aboutBar;
    private final Label problem = new Label();
    private final PauseTransition typing = new PauseTransition(TYPING);
    private final Drafts drafts;
    private final UndoBar undo;
    private final Runnable whenSent;
    private String reply = ""; // the id of what is answered
    private String edits = ""; // the id of what is edited
    private String beside = ""; // what was begun before something was edited
    private String unchanged = ""; // what is edited, as it was put into the field
    private boolean restored;

    /** What was said last, as it was written. */
    private record Sent(String text, String reply, List<Pictures.Prepared> pictures, List<String> ids) {}

    /**
     * @param undo offers to take back what was said
     * @param whenSent runs when something was said
     */
    Composer(ChatModel model, ChatPictures pictures, UndoBar undo, Executor fx, Runnable whenSent) {
        super(6);
        this.model = model;
        this.pictures = pictures;
        this.undo = undo;
        this.whenSent = whenSent;
        this.area = new MessageField(fx);
        Settings settings = model.context().settings();
        this.attachments = new Attachments(fx, DraftPictures.of(settings), problem::setText, this::keep);
        this.drafts = new Drafts(
                settings,
                model.context().room().name(),
                model.context().rooms().lockstep().hub());
        getStyleClass().add("composer");
        prepareField();
        typing.setOnFinished(quiet -> model.showTyping(false));
        aboutBar = aboutBar();
        problem.setId("chat-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.textProperty().addListener((text, before, now) -> problem.setManaged(!now.isEmpty()));
        problem.setManaged(false);
        model.problemProperty().addListener((property, before, now) -> problem.setText(now));
        getChildren().addAll(aboutBar, attachments, row(), problem);
        restore();
    }

    private void prepareField() {
        area.setId("composer");
        area.setPromptText("Write to everyone in this room…");
        area.setAccessibleText("Message");
        HBox.setHgrow(area, Priority.ALWAYS);
        new Completer(area, model::people);
        area.setPaster(this::paste);
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        TabStops.leave(area);
        area.textProperty().addListener((text, before, now) -> typed(now));
        area.caretPositionProperty().addListener((caret, before, now) -> keep());
    }

    private HBox aboutBar() {
        Button cancel = button(MaterialDesignC.CLOSE, "Cancel (Esc)", "composer-cancel");
        cancel.setOnAction(clicked -> cancel());
        about.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(about, Priority.ALWAYS);
        HBox bar = new HBox(8, about, cancel);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("composer-about");
        bar.managedProperty().bind(bar.visibleProperty());
        bar.setVisible(false);
        return bar;
    }

    private HBox row() {
        Button picture = button(MaterialDesignI.IMAGE_OUTLINE, "Add a picture", "chat-picture");
        picture.setOnAction(clicked -> choosePicture());
        Button emoji = button(MaterialDesignE.EMOTICON_OUTLINE, "Emoji", "chat-emoji");
        emoji.setOnAction(clicked -> EmojiPicker.show(emoji, picked -> {
            int at = area.getCaretPosition();
            boolean apart = at == 0 || Character.isWhitespace(area.getText().charAt(at - 1));
            area.insertText(at, (apart ? "" : " ") + picked.name() + " "); // a name is one only by itself
            area.requestFocus();
        }));
        Button send = button(MaterialDesignS.SEND, "Send (Enter)", "chat-send");
        send.getStyleClass().add("accent");
        send.setOnAction(clicked -> send());
        HBox row = new HBox(6, picture, emoji, area, send);
        row.setAlignment(Pos.BOTTOM_LEFT);
        return row;
    }

    private static Button button(Ikon icon, String what, String id) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", Styles.TOOL_BUTTON);
        button.setAccessibleText(what);
        button.setTooltip(new Tooltip(what));
        button.setMinSize(MessageField.HEIGHT_MIN, MessageField.HEIGHT_MIN);
        return button;
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    // ---- writing

    private void key(KeyEvent key) {
        if (key.isConsumed()) {
            return; // an event's filters all run, whichever took it
        }
        if (key.getCode() == KeyCode.ENTER && !key.isShiftDown()) {
            send();
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER) {
            area.replaceSelection("\n");
            key.consume();
        } else if (key.getCode() == KeyCode.ESCAPE && !(reply.isEmpty() && edits.isEmpty())) {
            cancel();
            key.consume();
        } else if (key.getCode() == KeyCode.UP && area.getText().isEmpty()) {
            ChatMessage last = model.lastOfMine();
            if (last != null) {
                edit(last);
                key.consume();
            }
        } else if (UNDO.match(key) && area.getText().isEmpty() && undo.isOffered()) {
            undo.undo();
            key.consume();
        } else if (PASTE_PICTURE.match(key)) {
            take(PastedContent.asPicture(Clipboard.getSystemClipboard()));
            key.consume();
        }
    }

    private void send() {
        if (!edits.isEmpty()) {
            ChatMessage before = model.find(edits);
            boolean same = area.getText().equals(unchanged);
            String text = EmojiText.unnamed(area.getText());
            if (same || model.writing().edit(edits, before == null ? "" : before.text(), text)) {
                cancel();
            }
        } else if (area.getText().isBlank() && attachments.isEmpty()) {
            area.clear(); // blanks that nobody sees would begin the next message
        } else if (attachments.isReady()) {
            sendNow();
        } else {
            attachments.whenReady(this::sendNow);
        }
        typing.stop();
        model.showTyping(false);
    }

    /** The first picture goes with the words, each other one in a message of its own. */
    private void sendNow() {
        List<Pictures.Prepared> waiting = attachments.pictures();
        Sent sent = new Sent(area.getText(), reply, waiting, new ArrayList<>());
        String text = EmojiText.unnamed(area.getText());
        int messages = Math.max(1, waiting.size());
        for (int i = 0; i < messages; i++) {
            ChatMessage.Picture picture = i < waiting.size() ? pictures.store(waiting.get(i)) : null;
            String id = model.send(i == 0 ? text : "", i == 0 ? reply : "", picture);
            if (id == null) {
                return;
            }
            sent.ids().add(id);
        }
        area.clear();
        attachments.clear();
        cancel();
        undo.offer("Sent.", "Undo", () -> takeBack(sent));
        whenSent.run();
    }

    /** The messages are gone for all, and stand where they were written. */
    private void takeBack(Sent sent) {
        sent.ids().forEach(model.writing()::takeBack);
        String begun = area.getText();
        if (edits.isEmpty()) {
            area.setText(begun.isEmpty() ? sent.text() : sent.text() + "\n" + begun);
            reply = sent.reply();
        } else {
            beside = beside.isEmpty() ? sent.text() : sent.text() + "\n" + beside;
        }
        attachments.putBack(sent.pictures());
        showAbout();
        area.positionCaret(sent.text().length());
        area.requestFocus();
    }

    private void typed(String text) {
        keep();
        problem.setText(model.problemProperty().get()); // what was said of this field is over
        if (!text.isEmpty() && area.isFocused()) {
            if (typing.getStatus() != javafx.animation.Animation.Status.RUNNING) {
                model.showTyping(true);
            }
            typing.playFromStart();
        }
    }

    void reply(ChatMessage message) {
        if (!edits.isEmpty()) {
            cancel();
        }
        reply = message.id();
        showAbout();
        area.requestFocus();
    }

    void edit(ChatMessage message) {
        if (MessageField.written(message.text()).cut()) {
            problem.setText("This message is too long to be edited here. Delete it, or write another.");
            return;
        }
        String begun = edits.isEmpty() ? area.getText() : beside;
        edits = message.id();
        beside = begun;
        unchanged = editable(message);
        area.setText(unchanged);
        showAbout();
        area.requestFocus();
        area.end();
    }

    /** With names of emoji, unless then who changes nothing would change something. */
    private static String editable(ChatMessage message) {
        String told = EmojiText.told(message.text());
        return EmojiText.unnamed(told).equals(message.text()) ? told : message.text();
    }

    private void cancel() {
        if (!edits.isEmpty()) {
            edits = "";
            String begun = beside;
            beside = "";
            area.setText(begun);
            area.end();
        }
        reply = "";
        showAbout();
        area.requestFocus();
    }

    /** What is answered or edited; of a message that isn't loaded, that it is one. */
    private void showAbout() {
        ChatMessage about = model.find(edits.isEmpty() ? reply : edits);
        if (!edits.isEmpty()) {
            this.about.setText("Edit your message");
        } else if (!reply.isEmpty()) {
            this.about.setText(
                    about == null
                            ? "Reply to a message"
                            : "Reply to " + model.shownName(about.client(), about.author()) + ": "
                                    + MessageDoc.plain(about.text(), QUOTE_CHARS_MAX));
        }
        aboutBar.setVisible(!reply.isEmpty() || !edits.isEmpty());
        keep();
    }

    // ---- what was begun

    private void restore() {
        Drafts.Draft draft = drafts.load();
        reply = draft.reply();
        edits = draft.edits();
        beside = draft.beside();
        area.setText(draft.text());
        area.positionCaret(draft.caret());
        attachments.restore(draft.pictures());
        restored = true;
        showAbout();
    }

    private void keep() {
        if (restored) {
            drafts.keep(new Drafts.Draft(
                    area.getText(), area.getCaretPosition(), reply, edits, beside, attachments.names()));
        }
    }

    /** What was said has come, or changed: what is answered may be among it. */
    void messagesChanged() {
        if (aboutBar.isVisible()) {
            showAbout();
        }
    }

    @Override
    public void close() {
        keep();
        attachments.close();
        restored = false; // the draft may be another window's from now on
        typing.stop();
        undo.end();
        drafts.close();
    }

    // ---- pictures

    private void choosePicture() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Choose pictures to send");
        chooser.getExtensionFilters().add(PictureKinds.filter());
        List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
        if (files != null) {
            attach(files);
        }
    }

    /** They wait till something is sent. */
    void attach(List<File> files) {
        problem.setText("");
        files.forEach(
                file -> attachments.add(pictures.prepare(file), DisplayText.line(file.getName(), FILE_NAME_CHARS_MAX)));
        area.requestFocus();
    }

    private void paste() {
        take(PastedContent.of(Clipboard.getSystemClipboard()));
    }

    private void take(PastedContent pasted) {
        if (pasted instanceof PastedContent.Files files) {
            attach(files.files());
        } else if (pasted instanceof PastedContent.Picture picture) {
            problem.setText("");
            attachments.add(pictures.prepare(Pictures.copyOf(picture.image())), "The picture");
        } else if (pasted instanceof PastedContent.Text text) {
            pasteText(text);
        }
    }

    /** Taken whole, or not at all. */
    private void pasteText(PastedContent.Text pasted) {
        int room = ChatMessage.TEXT_MAX - area.getLength() + area.getSelection().getLength();
        if (pasted.text().length() > room) {
            problem.setText("Not pasted. "
                    + ChatWriting.tooLong(
                            ChatMessage.TEXT_MAX - room + pasted.text().length()));
            return;
        }
        problem.setText("");
        int before = area.getSelection().getStart();
        area.replaceSelection(pasted.text());
        if (pasted.pictureToo()) {
            int end = area.getCaretPosition();
            undo.offer("Pasted as text.", "Picture instead (Ctrl+Shift+V)", () -> {
                if (end <= area.getLength()) {
                    area.deleteText(before, end);
                }
                take(PastedContent.asPicture(Clipboard.getSystemClipboard()));
            });
        }
    }
}
