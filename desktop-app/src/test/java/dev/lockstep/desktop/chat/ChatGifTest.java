package dev.lockstep.desktop.chat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.pictures.GifPlayer;
import dev.lockstep.desktop.pictures.TestGif;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

/** A GIF that moves plays in a chat while its message is seen, and no longer. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class ChatGifTest extends TwoPeople {

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "chat");
        Fx.run(() -> grace.hide());
    }

    private void send(byte[] gif, String text) throws IOException {
        attach(gif, text.hashCode() + ".gif");
        say(text);
        Fx.await("it is sent", () -> composer().lookupAll(".chat-attachment").isEmpty());
    }

    private void attach(byte[] gif, String name) throws IOException {
        File file = Files.write(folder.resolve(name), gif).toFile();
        Fx.run(() -> composer().attach(List.of(file)));
        Fx.await("it is read", this::isAttached);
    }

    private boolean isAttached() {
        return composer().lookupAll(".chat-attachment .image-view").size() == 1;
    }

    private void say(String text) {
        front(ada);
        Fx.run(() -> {
            TextInputControl field = (TextInputControl) node(ada, "#composer");
            field.requestFocus();
            field.setText(text);
        });
        robot.type(KeyCode.ENTER);
        Fx.await(
                "it is there",
                () -> heard(ada, "#messages", ".chat-row").stream().anyMatch(row -> row.endsWith(text)));
    }

    private Composer composer() {
        Set<Node> all = ada.getScene().getRoot().lookupAll("*");
        return all.stream()
                .filter(Composer.class::isInstance)
                .map(Composer.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<ChatPicture> pictures(Stage stage) {
        List<ChatPicture> pictures = new ArrayList<>();
        node(stage, "#messages").lookupAll(".chat-picture").forEach(each -> pictures.add((ChatPicture) each));
        return pictures;
    }

    private static Color middle(ChatPicture picture) {
        return picture.snapshot(null, null)
                .getPixelReader()
                .getColor((int) picture.getWidth() / 2, (int) picture.getHeight() / 2);
    }

    private static boolean isMarked(ChatPicture picture) {
        return picture.lookup(".chat-picture-mark").isVisible();
    }

    @SuppressWarnings("unchecked")
    private ListView<ChatRow> list() {
        return (ListView<ChatRow>) node(ada, "#messages");
    }

    @Test
    @DisplayName("a picture that waits to be sent is there again after another view was looked at")
    void waits() throws IOException {
        attach(TestGif.blinking(200, 150, 5), "one.gif");
        click(ada, "#tab-board");
        Fx.await("the board is seen", () -> ada.getScene().lookup("#composer") == null);
        click(ada, "#tab-chat");
        Fx.await("it still waits", this::isAttached);
        say("with the picture");
        Fx.await("it is sent", () -> composer().lookupAll(".chat-attachment").isEmpty());
    }

    @Test
    @DisplayName(
            "it plays while its message is in view, stands still when it is scrolled away, and plays again after that")
    void plays() throws IOException {
        send(TestGif.blinking(200, 150, 5), "party");
        for (Color color : List.of(Color.BLUE, Color.RED, Color.BLUE, Color.RED)) {
            Fx.await(
                    "another frame",
                    () -> pictures(ada).size() == 1
                            && middle(pictures(ada).get(0)).equals(color));
        }
        Fx.await("it needs no mark", () -> !isMarked(pictures(ada).get(0)));
        for (int i = 0; i < 45; i++) {
            say("line " + i);
        }
        Fx.await("out of view nothing plays", () -> GifPlayer.playing() == 0);
        Fx.run(() -> list().scrollTo(0));
        Fx.await(
                "it plays again",
                () -> GifPlayer.playing() == 1 && pictures(ada).stream().anyMatch(ChatPicture::isPlaying));
        Fx.run(() -> ada.setIconified(true));
        Fx.await("nobody sees it", () -> GifPlayer.playing() == 0);
        Fx.run(() -> ada.setIconified(false));
        Fx.await("it plays again", () -> GifPlayer.playing() == 1);
        Fx.run(ada::hide);
        Fx.await("the window is closed", () -> GifPlayer.playing() == 0);
    }

    @Test
    @DisplayName("one that is larger than can be played shows its first frame, and says what it is")
    void tooLarge() throws IOException {
        send(TestGif.blinking(2_000, 1_200, 5), "large");
        Fx.await(
                "it is marked",
                () -> pictures(ada).size() == 1
                        && isMarked(pictures(ada).get(0))
                        && middle(pictures(ada).get(0)).equals(Color.RED));
        Fx.await("and has nobody's place", () -> GifPlayer.playing() == 0);
    }
}
