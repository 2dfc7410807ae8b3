package dev.lockstep.desktop.board;

import java.util.Locale;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/** The tools of a board, one of which is in hand. */
final class ToolBar extends HBox {

    ToolBar(Toolbox toolbox) {
        getStyleClass().addAll(BoardStyles.BAR, BoardStyles.TOOLS);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setPickOnBounds(true);
        ToggleGroup group = new ToggleGroup();
        for (Tool tool : Tool.values()) {
            ToggleButton button = new ToggleButton(null, new FontIcon(icon(tool)));
            button.setId("tool-" + tool.name().toLowerCase(Locale.ROOT));
            button.setAccessibleText(tool.title());
            button.setTooltip(new Tooltip(tool.title() + "  ·  " + tool.key()));
            button.setFocusTraversable(false);
            button.setToggleGroup(group);
            button.setOnAction(clicked -> {
                toolbox.toolProperty().set(tool);
                button.setSelected(true);
            });
            button.setSelected(tool == toolbox.toolProperty().get());
            toolbox.toolProperty().addListener((property, before, now) -> button.setSelected(now == tool));
            getChildren().add(button);
        }
    }

    private static Ikon icon(Tool tool) {
        return switch (tool) {
            case SELECT -> MaterialDesignC.CURSOR_DEFAULT_OUTLINE;
            case HAND -> MaterialDesignH.HAND_BACK_RIGHT_OUTLINE;
            case PEN -> MaterialDesignP.PENCIL_OUTLINE;
            case HIGHLIGHTER -> MaterialDesignM.MARKER;
            case ERASER -> MaterialDesignE.ERASER;
            case LINE -> MaterialDesignV.VECTOR_LINE;
            case ARROW -> MaterialDesignA.ARROW_TOP_RIGHT;
            case RECTANGLE -> MaterialDesignR.RECTANGLE_OUTLINE;
            case ELLIPSE -> MaterialDesignE.ELLIPSE_OUTLINE;
            case DIAMOND -> MaterialDesignR.RHOMBUS_OUTLINE;
            case TEXT -> MaterialDesignF.FORMAT_TEXT;
            case STICKY -> MaterialDesignN.NOTE_OUTLINE;
            case LASER -> MaterialDesignL.LASER_POINTER;
        };
    }
}
