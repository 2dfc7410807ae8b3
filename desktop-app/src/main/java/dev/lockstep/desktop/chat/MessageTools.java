package dev.lockstep.desktop.chat;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/**
 * What can be done with a message, over the right end of its row while it is pointed at. It takes no room there: a row that grew under
 * the mouse would move those below it. What is higher than the row reaches beyond it on both sides.
 */
final class MessageTools extends Region {

    private final HBox bar = new HBox(2);

    MessageTools(ChatRow.Message row, MessageCell.Actions actions) {
        ChatMessage message = row.message();
        bar.getStyleClass().add("chat-tools");
        getChildren().add(bar);
        setPickOnBounds(false);
        setMaxWidth(USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.TOP_RIGHT);
        if (message.deleted() || !actions.mayWrite()) {
            return;
        }
        Button react = tool(MaterialDesignE.EMOTICON_OUTLINE, "React (+)");
        react.setOnAction(clicked -> actions.pickReaction(message, react));
        Button reply = tool(MaterialDesignR.REPLY, "Reply (R)");
        reply.setOnAction(clicked -> actions.reply(message));
        bar.getChildren().addAll(react, reply);
        if (row.mayChange()) {
            Button edit = tool(MaterialDesignP.PENCIL_OUTLINE, "Edit (E)");
            edit.setOnAction(clicked -> actions.edit(message));
            Button delete = tool(MaterialDesignD.DELETE_OUTLINE, "Delete (Del)");
            delete.setOnAction(clicked -> actions.delete(message));
            bar.getChildren().addAll(edit, delete);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return bar.prefWidth(-1);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        double height = bar.prefHeight(-1);
        bar.resizeRelocate(0, snapPositionY(Math.min(0, (getHeight() - height) / 2)), getWidth(), height);
    }

    private static Button tool(Ikon icon, String what) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "chat-tool");
        button.setId("chat-" + what.split(" ", -1)[0].toLowerCase(Locale.ROOT));
        button.setFocusTraversable(false);
        button.setAccessibleText(what);
        button.setTooltip(new Tooltip(what));
        return button;
    }
}
