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

/** What can be done with a message, beside it while it is pointed at. */
final class MessageTools extends HBox {

    MessageTools(ChatRow.Message row, MessageCell.Actions actions) {
        super(2);
        ChatMessage message = row.message();
        getStyleClass().add("chat-tools");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.TOP_RIGHT);
        if (message.deleted()) {
            return;
        }
        Button react = tool(MaterialDesignE.EMOTICON_OUTLINE, "React (+)");
        react.setOnAction(clicked -> actions.pickReaction(message, react));
        Button reply = tool(MaterialDesignR.REPLY, "Reply (R)");
        reply.setOnAction(clicked -> actions.reply(message));
        getChildren().addAll(react, reply);
        if (row.mayChange()) {
            Button edit = tool(MaterialDesignP.PENCIL_OUTLINE, "Edit (E)");
            edit.setOnAction(clicked -> actions.edit(message));
            Button delete = tool(MaterialDesignD.DELETE_OUTLINE, "Delete (Del)");
            delete.setOnAction(clicked -> actions.delete(message));
            getChildren().addAll(edit, delete);
        }
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
