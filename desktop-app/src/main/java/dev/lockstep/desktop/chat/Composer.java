package dev.lockstep.desktop.chat;

import java.io.File;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import dev.lockstep.desktop.pictures.PictureKinds;
import dev.lockstep.desktop.pictures.Pictures;
import dev.lockstep.desktop.shell.Failures;
import dev.lockstep.desktop.shell.Settings;
import dev.lockstep.desktop.shell.Styles;
import dev.lockstep.desktop.shell.TabStops;
import dev.lockstep.desktop.text.DisplayText;

/** Where messages are written: what is answered or edited above, the text, and what can be added to it. */
final class Composer extends VBox {

    private static final Duration TYPING = Duration.seconds(4);
    private static final double HEIGHT_MIN = 40;
    private static final double HEIGHT_MAX = 180;
    private static final int PASTED_CHARS_MAX = 2 * ChatMessage.TEXT_MAX;
    private static final int COMPLEX_MAX = 2_000;
    private static final int FILE_NAME_CHARS_MAX = 80;
    private static final String DRAFT = "chat.draft.";

    private final ChatModel model;
    private final ChatPictures pictures;
    private final Executor fx;
    private final TextArea area = new TextArea();
    private final Label about = new Label();
    private final HBox aboutBar;
    private final Label problem = new Label();
    private final PauseTransition typing = new PauseTransition(TYPING);
    private final Completer completer;
    private final Settings settings;
    private final String draftKey;
    private final Runnable sent;
    private @Nullable ChatMessage replying;
    private @Nullable ChatMessage editing;
    private String unchanged = ""; // what is edited, as it was put into the field

    /** @param sent told when something was said */
    Composer(ChatModel model, ChatPictures pictures, Executor fx, Runnable sent) {
        super(6);
        this.model = model;
        this.pictures = pictures;
        this.fx = fx;
        this.sent = sent;
        this.settings = model.place().settings();
        this.draftKey = DRAFT + model.place().room().name();
        getStyleClass().add("composer");
        area.setId("composer");
        area.setPromptText("Write to everyone in this room…");
        area.setAccessibleText("Message");
        area.setWrapText(true);
        area.setPrefRowCount(1);
        area.setMinHeight(HEIGHT_MIN);
        area.setPrefHeight(HEIGHT_MIN);
        HBox.setHgrow(area, Priority.ALWAYS);
        area.setTextFormatter(new TextFormatter<>(Composer::cleaned));
        completer = new Completer(area, model::people);
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        TabStops.leave(area);
        area.textProperty().addListener((text, before, now) -> typed(now));
        area.setText(settings.get(draftKey, ""));
        typing.setOnFinished(quiet -> model.showTyping(false));
        Button cancel = button(MaterialDesignC.CLOSE, "Cancel (Esc)", "composer-cancel");
        cancel.setOnAction(clicked -> cancel());
        about.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(about, Priority.ALWAYS);
        aboutBar = new HBox(8, about, cancel);
        aboutBar.setAlignment(Pos.CENTER_LEFT);
        aboutBar.getStyleClass().add("composer-about");
        aboutBar.managedProperty().bind(aboutBar.visibleProperty());
        aboutBar.setVisible(false);
        problem.setId("chat-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.textProperty().addListener((text, before, now) -> problem.setManaged(!now.isEmpty()));
        problem.setManaged(false);
        model.problemProperty().addListener((property, before, now) -> problem.setText(now));
        getChildren().addAll(aboutBar, row(), problem);
    }

    /** As much as a field can hold and still be written in. */
    private static DisplayText.Shown written(String text) {
        return DisplayText.block(text, PASTED_CHARS_MAX, PASTED_CHARS_MAX, COMPLEX_MAX);
    }

    /** What is pasted may be anything, and was it written by another. */
    private static TextFormatter.Change cleaned(TextFormatter.Change change) {
        String text = written(change.getText()).text();
        if (!text.equals(change.getText())) {
            change.setText(text);
            change.selectRange(change.getRangeStart() + text.length(), change.getRangeStart() + text.length());
        }
        return change;
    }

    private HBox row() {
        Button picture = button(MaterialDesignI.IMAGE_OUTLINE, "Send a picture", "chat-picture");
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
        button.setMinSize(HEIGHT_MIN, HEIGHT_MIN);
        return button;
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    // ---- writing

    private void key(KeyEvent key) {
        if (key.isConsumed() || completer.isShowing()) {
            return; // an event's filters all run, whichever took it
        }
        if (key.getCode() == KeyCode.ENTER && !key.isShiftDown()) {
            send();
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER) {
            area.insertText(area.getCaretPosition(), "\n");
            key.consume();
        } else if (key.getCode() == KeyCode.ESCAPE && (replying != null || editing != null)) {
            cancel();
            key.consume();
        } else if (key.getCode() == KeyCode.UP && area.getText().isEmpty()) {
            ChatMessage last = model.lastOfMine();
            if (last != null) {
                edit(last);
                key.consume();
            }
        } else if (key.getCode() == KeyCode.V && key.isShortcutDown() && pastePicture()) {
            key.consume();
        }
    }

    private void send() {
        ChatMessage changing = editing;
        if (changing != null) {
            boolean same = area.getText().equals(unchanged);
            if (same || model.edit(changing, EmojiText.unnamed(area.getText()))) {
                cancel();
            }
        } else if (model.send(EmojiText.unnamed(area.getText()), replyId(), null)) {
            area.clear();
            cancel();
            sent.run();
        }
        typing.stop();
        model.showTyping(false);
    }

    private String replyId() {
        return replying == null ? "" : replying.id();
    }

    private void typed(String text) {
        grow();
        if (editing == null) {
            settings.set(draftKey, text);
        }
        if (!text.isEmpty() && area.isFocused()) {
            if (typing.getStatus() != javafx.animation.Animation.Status.RUNNING) {
                model.showTyping(true);
            }
            typing.playFromStart();
        }
    }

    /** As high as what is in it. */
    private void grow() {
        javafx.scene.Node text = area.lookup(".text");
        double height = text == null ? 0 : text.prefHeight(area.getWidth() - 2 * 14);
        long lines = area.getText().lines().count();
        double line = 20;
        double wanted = Math.max(height, lines * line) + HEIGHT_MIN - line;
        area.setPrefHeight(Math.max(HEIGHT_MIN, Math.min(HEIGHT_MAX, wanted)));
    }

    void reply(ChatMessage message) {
        cancel();
        replying = message;
        about("Reply to " + model.shownName(message.client(), message.author()));
    }

    void edit(ChatMessage message) {
        if (written(message.text()).cut()) {
            problem.setText("This message is too long to be edited here. Delete it, or write another.");
            return;
        }
        replying = null;
        editing = message;
        about("Edit your message");
        String told = EmojiText.told(message.text());
        boolean same = EmojiText.unnamed(told).equals(message.text()); // who changes nothing should change nothing
        area.setText(same ? told : message.text());
        unchanged = area.getText();
        area.end();
    }

    private void about(String what) {
        about.setText(what);
        aboutBar.setVisible(true);
        area.requestFocus();
    }

    private void cancel() {
        if (editing != null) {
            editing = null;
            area.setText(settings.get(draftKey, ""));
        }
        replying = null;
        aboutBar.setVisible(false);
        area.requestFocus();
    }

    // ---- pictures

    private void choosePicture() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Send a picture");
        chooser.getExtensionFilters().add(PictureKinds.filter());
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            sendPictures(List.of(file));
        }
    }

    void sendPictures(List<File> files) {
        files.forEach(
                file -> sendWhenStored(pictures.store(file), DisplayText.line(file.getName(), FILE_NAME_CHARS_MAX)));
    }

    private boolean pastePicture() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (clipboard.hasFiles()) {
            sendPictures(clipboard.getFiles());
            return true;
        }
        Image image = clipboard.hasImage() ? clipboard.getImage() : null;
        if (image != null) {
            sendWhenStored(pictures.store(Pictures.copyOf(image)), "The picture");
        }
        return image != null;
    }

    private void sendWhenStored(CompletionStage<ChatMessage.Picture> stored, String what) {
        String reply = replyId();
        problem.setText("");
        stored.whenCompleteAsync(
                (picture, failure) -> {
                    if (picture == null) {
                        problem.setText(what + " was not sent: " + Failures.words(failure));
                    } else {
                        model.send("", reply, picture);
                        if (replying != null && replying.id().equals(reply)) {
                            cancel();
                        }
                        sent.run();
                    }
                },
                fx);
    }
}
