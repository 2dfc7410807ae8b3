package dev.lockstep.desktop.board;

import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.Styles;

/** The {@link LookBar} where there is room for it: it scrolls on a low board, and can be folded away. */
final class LookPane extends VBox {

    private static final String FOLDED = "board.look.folded";
    private static final double LOW = 60;

    private final ScrollPane scroll;
    private final Button fold = new Button("Style");
    private final Settings settings;

    LookPane(LookBar looks, Settings settings) {
        this.settings = settings;
        setId("board-look-pane");
        getStyleClass().addAll(BoardStyles.BAR, BoardStyles.LOOK_PANE);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        scroll = new ScrollPane(looks);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(LOW);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add(Styles.PLAIN_SCROLL);
        fold.setId("board-look-fold");
        fold.setFocusTraversable(false);
        fold.setMaxWidth(Double.MAX_VALUE);
        fold.setOnAction(clicked -> {
            settings.set(FOLDED, !settings.get(FOLDED, false));
            show();
        });
        getChildren().addAll(fold, scroll);
        show();
    }

    private void show() {
        boolean folded = settings.get(FOLDED, false);
        scroll.setVisible(!folded);
        scroll.setManaged(!folded);
        fold.setGraphic(new FontIcon(folded ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_UP));
        fold.setAccessibleText(folded ? "Show colours, widths and the like" : "Hide colours, widths and the like");
        fold.setTooltip(new Tooltip(fold.getAccessibleText()));
    }
}
