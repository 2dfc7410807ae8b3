package dev.lockstep.desktop.board;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.skin.TextAreaSkin;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import javafx.scene.text.TextBoundsType;

/** Shows a text while it is typed as it is drawn when it is done: its colour, its alignment, and how far its lines are apart. */
final class BoardTextSkin extends TextAreaSkin {

    private final Text measured = new Text("X");

    BoardTextSkin(TextArea area) {
        super(area);
        measured.setTextOrigin(VPos.TOP);
        measured.fontProperty().bind(area.fontProperty());
    }

    /** @param lineHeight from one line to the next, in pixels */
    void look(Color color, double lineHeight, boolean centered) {
        setTextFill(color);
        double spacing = lineHeight - measured.getLayoutBounds().getHeight();
        for (Node node : getSkinnable().lookupAll(".text")) {
            if (node instanceof Text paragraph) {
                paragraph.setBoundsType(TextBoundsType.LOGICAL);
                paragraph.setLineSpacing(spacing);
                paragraph.setTextAlignment(centered ? TextAlignment.CENTER : TextAlignment.LEFT);
            }
        }
    }

    /** How far above the first line its letters begin, which stand {@code ascent} pixels below it when they are drawn. */
    double above(double ascent) {
        return measured.getBaselineOffset() - ascent;
    }
}
