package dev.lockstep.desktop.board;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/** Undo and redo at the left, the palette and the size at the right. */
final class ViewBar extends HBox {

    ViewBar(BoardView view, BoardModel model, BoardActions actions) {
        getStyleClass().add(BoardStyles.VIEWS);
        setMaxHeight(Region.USE_PREF_SIZE);
        setPickOnBounds(false);
        Button undo = button("undo", "Undo", MaterialDesignU.UNDO, model::undo);
        undo.disableProperty().bind(model.undoHistory().undoLabelProperty().isEmpty());
        Button redo = button("redo", "Redo", MaterialDesignR.REDO, model::redo);
        redo.disableProperty().bind(model.undoHistory().redoLabelProperty().isEmpty());
        Button palette = button("palette", "All commands  ·  Ctrl+K", MaterialDesignM.MAGNIFY, actions::showPalette);
        Button smaller = button("zoom-out", "Smaller", MaterialDesignM.MINUS, view::zoomOut);
        Label size = new Label();
        size.setId("zoom");
        size.textProperty().bind(view.zoomTextProperty());
        size.getStyleClass().add(BoardStyles.ZOOM);
        Button larger = button("zoom-in", "Larger", MaterialDesignP.PLUS, view::zoomIn);
        Button all = button("zoom-fit", "All of it  ·  Shift+1", MaterialDesignF.FIT_TO_PAGE_OUTLINE, view::showAll);
        Region gap = new Region();
        gap.setMouseTransparent(true);
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox changes = bar(undo, redo);
        changes.visibleProperty().bind(model.mayEdit());
        getChildren().addAll(changes, gap, bar(palette), bar(smaller, size, larger, all));
    }

    private static HBox bar(Node... nodes) {
        HBox bar = new HBox(nodes);
        bar.setAlignment(Pos.CENTER);
        bar.getStyleClass().add(BoardStyles.BAR);
        return bar;
    }

    private static Button button(String id, String title, Ikon icon, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.setAccessibleText(title);
        button.setTooltip(new Tooltip(title));
        button.setFocusTraversable(false);
        button.setOnAction(clicked -> action.run());
        return button;
    }
}
