package dev.lockstep.desktop.board;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;

/** Asks whether to go to where somebody else looks, at the upper edge of a board; nothing waits for the answer. */
final class InvitationBar extends HBox {

    private final Invitations invitations;
    private final Label words = new Label();
    private final Button mute = new Button("Mute");
    private final Tooltip muteWords = new Tooltip();
    private Invitations.@Nullable Invitation shown;

    /** @param go gets the view that was agreed to */
    InvitationBar(Invitations invitations, Consumer<Box> go) {
        super(8);
        this.invitations = invitations;
        Button there = button("Go there", "board-invited-go");
        there.setOnAction(clicked -> {
            Invitations.Invitation accepted = invitations.answer(System.nanoTime());
            look();
            if (accepted != null) {
                go.accept(accepted.view());
            }
        });
        Button no = button("No", "board-invited-no");
        no.setOnAction(clicked -> {
            invitations.answer(System.nanoTime());
            look();
        });
        mute.setId("board-invited-mute");
        mute.setFocusTraversable(false);
        mute.setTooltip(muteWords);
        mute.setOnAction(clicked -> {
            invitations.mute(System.nanoTime());
            look();
        });
        setId("board-invited");
        setAlignment(Pos.CENTER);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getStyleClass().addAll(BoardStyles.BAR, "board-invited");
        words.setMinWidth(0); // a long name is cut, the answers are not
        mute.setMinWidth(Region.USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        getChildren().addAll(words, there, no, mute);
        look();
    }

    private static Button button(String text, String id) {
        Button button = new Button(text);
        button.setId(id);
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** To be called with each frame. */
    void look() {
        invitations.expire(System.nanoTime());
        Invitations.Invitation now = invitations.current();
        if (now == null ? shown == null && !isVisible() : now.equals(shown)) {
            return;
        }
        shown = now;
        setVisible(now != null);
        if (now != null) {
            words.setText(now.name() + " invites you to their view of the board");
            mute.setAccessibleText("Mute invitations of " + now.name());
            muteWords.setText("Show no more invitations of " + now.name());
        }
    }
}
