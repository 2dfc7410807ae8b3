package dev.lockstep.examples;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

import atlantafx.base.theme.PrimerLight;
import org.jspecify.annotations.Nullable;

import dev.lockstep.client.Identity;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.fx.SharedList;

/** A chat. Start a hub, then this as often as you like. You are called as you are logged in. */
public final class Chat extends Application {

    record Message(String author, String text) {}

    private final String me = System.getProperty("user.name", "Ada");
    private final Lockstep lockstep = Lockstep.connect("ws://localhost:7171/live", Identity.named(me));

    @Override
    public void start(Stage stage) {
        setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        SharedList<Message> messages = lockstep.room("chat").list("messages", Message.class);

        ListView<Message> list = new ListView<>(messages);
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Message message, boolean empty) {
                super.updateItem(message, empty);
                setText(empty || message == null ? null : message.author() + ": " + message.text());
            }
        });
        TextField field = new TextField();
        field.setPromptText("Say something");
        field.setOnAction(entered -> {
            messages.add(new Message(me, field.getText()));
            field.clear();
        });

        stage.setScene(new Scene(new BorderPane(list, null, null, field, null), 360, 420));
        stage.setTitle("Chat as " + me);
        stage.show();
    }

    @Override
    public void stop() {
        lockstep.close();
    }
}
