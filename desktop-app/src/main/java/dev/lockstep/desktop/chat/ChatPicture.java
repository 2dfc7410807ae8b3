package dev.lockstep.desktop.chat;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.pictures.GifPlayer;

/** The picture of a message: as large as is known before it is there. One that moves plays while it is seen, and says what it is else. */
final class ChatPicture extends StackPane {

    private static final double WIDTH_MAX = 380;
    private static final double HEIGHT_MAX = 280;
    private static final double SIDE_MIN = 16;

    private final String id;
    private final ChatPictures pictures;
    private final ImageView view = new ImageView();
    private final Label mark = new Label("GIF");
    private @Nullable Image still;
    private @Nullable GifPlayer player;
    private boolean seen;

    ChatPicture(ChatMessage.Picture picture, ChatPictures pictures) {
        this.id = picture.id();
        this.pictures = pictures;
        double scale = Math.min(1, Math.min(WIDTH_MAX / picture.width(), HEIGHT_MAX / picture.height()));
        double width = Math.max(SIDE_MIN, picture.width() * scale);
        double height = Math.max(SIDE_MIN, picture.height() * scale);
        view.setFitWidth(width);
        view.setFitHeight(height);
        view.setSmooth(true);
        mark.getStyleClass().add("chat-picture-mark");
        mark.setMouseTransparent(true);
        mark.setVisible(false);
        StackPane.setAlignment(mark, Pos.TOP_LEFT);
        getChildren().addAll(view, mark);
        getStyleClass().add("chat-picture");
        setPrefSize(width, height);
        setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setAccessibleText("A picture");
        ask();
    }

    private void ask() {
        Image image = pictures.get(id, this::arrived);
        if (image == null) {
            arrived();
        } else {
            show(image);
        }
    }

    /** Does not ask for it again: that happens when the row is shown anew. */
    private void arrived() {
        Image image = pictures.peek(id);
        if (pictures.isBroken(id)) {
            Label broken = new Label("This picture can't be shown");
            broken.getStyleClass().add("chat-time");
            broken.setWrapText(true);
            getChildren().setAll(broken);
            setAccessibleText(broken.getText());
        } else if (image != null) {
            show(image);
        }
    }

    private void show(Image image) {
        still = image;
        if (player == null) {
            view.setImage(image);
            boolean moving = pictures.isMoving(id);
            mark.setVisible(moving);
            setAccessibleText(moving ? "A moving picture" : "A picture");
            look();
        }
    }

    /** @param now whether somebody may see it; at first nobody does */
    void setSeen(boolean now) {
        if (now == seen) {
            return;
        }
        seen = now;
        if (now && still != null && pictures.peek(id) == null) {
            ask(); // others had its place in memory
        }
        look();
    }

    /** Plays it while it is seen. */
    private void look() {
        if (seen && player == null && pictures.isMoving(id)) {
            player = pictures.play(id, this::playing);
        } else if (!seen && player != null) {
            player.close();
            player = null;
            view.setImage(still);
            mark.setVisible(true);
        }
    }

    private void playing() {
        Image image = player == null ? null : player.image();
        if (image != null && !image.equals(view.getImage())) {
            view.setImage(image);
            mark.setVisible(false);
        }
    }

    /** Whether it shows one frame after another. */
    boolean isPlaying() {
        return player != null && player.image() != null;
    }
}
