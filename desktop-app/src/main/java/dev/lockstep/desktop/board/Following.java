package dev.lockstep.desktop.board;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

import org.jspecify.annotations.Nullable;

/** Whom a board goes along with: what says so, and ends it. */
final class Following extends HBox {

    private final BoardPeople people;
    private final Circle dot = new Circle(5);
    private final Label words = new Label();
    private String session = "";
    private String shown = ""; // whose name and colour it has

    Following(BoardPeople people) {
        super(8);
        this.people = people;
        Button stop = new Button("Stop");
        stop.setId("board-unfollow");
        stop.setFocusTraversable(false);
        stop.setOnAction(clicked -> end());
        setId("board-following");
        setAlignment(Pos.CENTER);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getStyleClass().addAll(BoardStyles.BAR, "board-following");
        getChildren().addAll(dot, words, stop);
        managedProperty().bind(visibleProperty());
        end();
    }

    /** @param whom a session; an empty one is nobody */
    void begin(String whom) {
        session = whom;
        look();
    }

    void end() {
        begin("");
    }

    /** The session that is followed, empty where none is. */
    String session() {
        return session;
    }

    /** Who is followed and here, null where nobody is. */
    @Nullable
    Peer peer() {
        return session.isEmpty() ? null : people.peer(session);
    }

    /** Whoever leaves is not waited for; to be called with each frame. */
    void look() {
        Peer peer = peer();
        setVisible(peer != null);
        if (peer != null && !(peer.session + peer.name).equals(shown)) { // not each frame: it would be drawn anew
            shown = peer.session + peer.name;
            dot.setFill(Color.web(peer.color));
            words.setText("Following " + peer.name);
        }
    }
}
