package dev.lockstep.desktop.chat;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/** Words that do something when they are clicked. Unlike a hyperlink it is text of its paragraph, and wraps with it, however long. */
final class LinkText extends Text {

    /**
     * @param about shown beside it
     * @param action what it does
     */
    LinkText(String text, String about, List<String> styles, Runnable action) {
        super(text);
        getStyleClass().addAll("run", "message-link");
        getStyleClass().addAll(styles);
        setAccessibleRole(AccessibleRole.HYPERLINK);
        setAccessibleText(text);
        setFocusTraversable(true);
        Tooltip.install(this, new Tooltip(about));
        addEventHandler(MouseEvent.MOUSE_CLICKED, click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.isStillSincePress()) {
                action.run();
                click.consume();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                action.run();
                key.consume();
            }
        });
    }
}
