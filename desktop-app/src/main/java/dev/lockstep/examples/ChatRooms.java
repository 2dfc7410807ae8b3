package dev.lockstep.examples;

import java.util.function.Consumer;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

import atlantafx.base.theme.PrimerLight;

import dev.lockstep.client.Identity;
import dev.lockstep.fx.Lockstep;

/** Chat rooms: a list of names shared in one room, a chat in each of the others. You are called as you are logged in. */
public final class ChatRooms extends Application {

    private final String me = System.getProperty("user.name", "Ada");
    private final Lockstep lockstep = Lockstep.connect("ws://localhost:7171/live", Identity.named(me));

    @Override
    public void start(Stage stage) {
        setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        ListView<String> rooms = new ListView<>(lockstep.room("chat-rooms").list("names", String.class));
        ListView<String> lines = new ListView<>();

        TextField newRoom = field("New room", rooms.getItems()::add);
        TextField say = field("Say something", text -> lines.getItems().add(me + ": " + text));
        say.disableProperty()
                .bind(rooms.getSelectionModel().selectedItemProperty().isNull());
        rooms.getSelectionModel().selectedItemProperty().addListener((selected, before, name) -> {
            if (name != null) {
                lines.setItems(lockstep.room("chat-rooms/" + name).list("lines", String.class));
            }
        });

        BorderPane left = new BorderPane(rooms, null, null, newRoom, null);
        stage.setScene(new Scene(new SplitPane(left, new BorderPane(lines, null, null, say, null)), 560, 420));
        stage.setTitle("Chat rooms as " + me);
        stage.show();
    }

    private static TextField field(String prompt, Consumer<String> onEnter) {
        TextField field = new TextField();
        field.setPromptText(prompt);
        field.setOnAction(entered -> {
            onEnter.accept(field.getText());
            field.clear();
        });
        return field;
    }

    @Override
    public void stop() {
        lockstep.close();
    }
}
