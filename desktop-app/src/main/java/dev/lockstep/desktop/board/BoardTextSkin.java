package dev.lockstep.desktop.board;

import java.text.BreakIterator;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.IndexRange;
import javafx.scene.control.TextArea;
import javafx.scene.control.skin.TextAreaSkin;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.TypedText;

/**
 * The field over a shape whose text is typed. The board draws the text, with its emoji, its alignment and its lines, and so it looks as
 * it will when it is done; what is here are caret and selection, which stand where the board has its letters. The field's own text is
 * not seen.
 */
final class BoardTextSkin extends TextAreaSkin {

    private static final Duration BLINK = Duration.millis(500);

    /** Of the height of a line: how far below its upper side the line is that stands under what an input method still changes. */
    private static final double UNDERLINE = 0.9;

    private final TextArea area;
    private final Text measured = new Text("X");
    private final Path selected = new Path();
    private final Line caret = new Line();
    private final Group marks = new Group(selected, caret);
    private final Timeline blink =
            new Timeline(new KeyFrame(BLINK, at -> caret.setOpacity(caret.getOpacity() > 0 ? 0 : 1)));
    private @Nullable TypedText typed;
    private double originX; // of the field on the board
    private double originY;
    private double scale = 1;
    private double wantedX = Double.NaN; // while the caret goes up and down
    private boolean goesUpOrDown;
    private int pressedFrom; // where the words or paragraphs that are selected begin
    private int pressedTo;

    BoardTextSkin(TextArea area) {
        super(area);
        this.area = area;
        measured.setTextOrigin(VPos.TOP);
        measured.fontProperty().bind(area.fontProperty());
        selected.getStyleClass().add(BoardStyles.TEXT_SELECTION);
        selected.setStroke(null);
        marks.setManaged(false);
        marks.setMouseTransparent(true);
        getChildren().add(marks);
        blink.setCycleCount(Animation.INDEFINITE);
        area.selectionProperty().addListener((property, before, now) -> place());
        area.caretPositionProperty().addListener((property, before, now) -> moved());
        forwardBiasProperty().addListener((property, before, now) -> place());
        area.focusedProperty().addListener((property, before, now) -> place());
        area.sceneProperty().addListener((property, before, now) -> place());
        area.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        area.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
    }

    /**
     * Where the text is drawn.
     *
     * @param x what the left side of the field is on the board, and {@code y} its upper side
     * @param pixels of a unit of the board
     */
    void look(TypedText text, double x, double y, double pixels, Color color) {
        typed = text;
        originX = x;
        originY = y;
        scale = pixels;
        caret.setStroke(color);
        place();
    }

    /** @param lineHeight from one line to the next, in pixels: the field is then about as high as the text */
    void space(double lineHeight) {
        double spacing = lineHeight - measured.getLayoutBounds().getHeight();
        for (Node node : getSkinnable().lookupAll(".text")) {
            if (node instanceof Text paragraph) {
                paragraph.setBoundsType(TextBoundsType.LOGICAL);
                paragraph.setLineSpacing(spacing);
            }
        }
    }

    // ---- caret and selection

    private void moved() {
        if (!goesUpOrDown) {
            wantedX = Double.NaN;
        }
        place();
    }

    @Override
    public void setCaretAnimating(boolean blinking) {
        super.setCaretAnimating(blinking);
        if (blink != null) { // the constructor above asks for it too
            blink.stop();
            caret.setOpacity(1);
            if (blinking && marks.isVisible()) {
                blink.play();
            }
        }
    }

    private void place() {
        TypedText text = typed;
        boolean seen = text != null && area.isFocused() && area.getScene() != null;
        marks.setVisible(seen);
        if (text == null || !seen) {
            blink.stop();
            return;
        }
        IndexRange range = area.getSelection();
        selected.getElements().setAll(outlines(text.range(range.getStart(), range.getEnd())));
        TypedText.Caret at = text.caret(area.getCaretPosition(), !isForwardBias());
        double x = Math.round(toLocalX(at.x())) + 0.5;
        caret.setStartX(x);
        caret.setEndX(x);
        caret.setStartY(toLocalY(at.top() + at.height() * 0.1));
        caret.setEndY(toLocalY(at.top() + at.height() * 0.95));
        caret.setStrokeWidth(Math.max(1, Math.min(2, at.height() * scale / 24)));
        caret.setOpacity(1);
        blink.playFromStart();
    }

    private double toLocalX(double x) {
        return (x - originX) * scale;
    }

    private double toLocalY(double y) {
        return (y - originY) * scale;
    }

    private PathElement[] outlines(List<Box> boxes) {
        return boxes.stream()
                .flatMap(box -> List.of(
                        new MoveTo(toLocalX(box.minX()), toLocalY(box.minY())),
                        new LineTo(toLocalX(box.maxX()), toLocalY(box.minY())),
                        new LineTo(toLocalX(box.maxX()), toLocalY(box.maxY())),
                        new LineTo(toLocalX(box.minX()), toLocalY(box.maxY())),
                        new ClosePath())
                        .stream())
                .toArray(PathElement[]::new);
    }

    // ---- mouse

    private TypedText.Hit hit(TypedText text, MouseEvent event) {
        return text.hit(originX + event.getX() / scale, originY + event.getY() / scale);
    }

    private void pressed(MouseEvent press) {
        TypedText text = typed;
        if (text == null || press.getButton() != MouseButton.PRIMARY) {
            return;
        }
        press.consume();
        area.requestFocus();
        TypedText.Hit hit = hit(text, press);
        String all = area.getText();
        if (press.isShiftDown()) {
            area.selectPositionCaret(hit.index());
        } else if (press.getClickCount() == 1) {
            area.positionCaret(hit.index());
        } else if (press.getClickCount() == 2) {
            BreakIterator words = BreakIterator.getWordInstance();
            words.setText(all);
            int end = words.following(Math.max(0, Math.min(all.length() - 1, hit.index())));
            area.selectRange(end == BreakIterator.DONE ? 0 : words.previous(), Math.max(0, end));
        } else {
            int end = all.indexOf('\n', hit.index());
            area.selectRange(all.lastIndexOf('\n', hit.index() - 1) + 1, end < 0 ? all.length() : end);
        }
        pressedFrom = area.getAnchor();
        pressedTo = area.getCaretPosition();
        setForwardBias(!hit.atEnd() || press.getClickCount() > 1);
    }

    /** What was selected by two or three clicks stays so. */
    private void dragged(MouseEvent drag) {
        TypedText text = typed;
        if (text == null || drag.getButton() != MouseButton.PRIMARY) {
            return;
        }
        drag.consume();
        TypedText.Hit hit = hit(text, drag);
        if (pressedFrom < pressedTo && !drag.isShiftDown()) {
            boolean before = hit.index() < pressedFrom;
            area.selectRange(before ? pressedTo : pressedFrom, before ? hit.index() : Math.max(pressedTo, hit.index()));
        } else {
            area.selectPositionCaret(hit.index());
        }
        setForwardBias(!hit.atEnd());
    }

    // ---- keys

    @Override
    public void moveCaret(TextUnit unit, Direction direction, boolean select) {
        TypedText text = typed;
        if (text == null || unit == TextUnit.PARAGRAPH) {
            super.moveCaret(unit, direction, select);
            return;
        }
        int at = area.getCaretPosition();
        TypedText.Caret now = text.caret(at, !isForwardBias());
        switch (direction) {
            case LEFT -> step(text.isTurned(at > 0 ? at - 1 : at), select);
            case RIGHT -> step(!text.isTurned(at), select);
            case BEGINNING -> go(text.end(now.row(), false), select);
            case END -> go(text.end(now.row(), true), select);
            case UP -> up(text, now, unit == TextUnit.PAGE ? -page() : -1, select);
            case DOWN -> up(text, now, unit == TextUnit.PAGE ? page() : 1, select);
        }
    }

    /** How many lines are in view, about. */
    private int page() {
        double height = area.getScene() == null ? 0 : area.getScene().getHeight();
        return (int) Math.max(1, height / 2 / Math.max(1, caret.getEndY() - caret.getStartY()));
    }

    private void step(boolean forward, boolean select) {
        if (select && forward) {
            area.selectForward();
        } else if (select) {
            area.selectBackward();
        } else if (forward) {
            area.forward();
        } else {
            area.backward();
        }
    }

    private void up(TypedText text, TypedText.Caret now, int rows, boolean select) {
        double x = Double.isNaN(wantedX) ? now.x() : wantedX;
        int row = now.row() + rows;
        goesUpOrDown = true;
        if (row < 0 || row >= text.rows()) {
            go(text.end(Math.max(0, Math.min(text.rows() - 1, row)), row > 0), select);
        } else {
            go(text.hit(row, x), select);
        }
        goesUpOrDown = false;
        wantedX = x;
    }

    private void go(TypedText.Hit hit, boolean select) {
        if (select) {
            area.selectPositionCaret(hit.index());
        } else {
            area.positionCaret(hit.index());
        }
        setForwardBias(!hit.atEnd());
    }

    // ---- input methods

    @Override
    public Rectangle2D getCharacterBounds(int index) {
        TypedText text = typed;
        if (text == null) {
            return super.getCharacterBounds(index);
        }
        TypedText.Caret at = text.caret(index, false);
        return new Rectangle2D(toLocalX(at.x()), toLocalY(at.top()), 1, at.height() * scale);
    }

    @Override
    protected PathElement[] getUnderlineShape(int start, int end) {
        List<Box> boxes = typed == null ? List.of() : typed.range(start, end);
        return outlines(boxes.stream()
                .map(box -> new Box(
                        box.minX(),
                        box.minY() + box.height() * UNDERLINE,
                        box.maxX(),
                        box.minY() + box.height() * UNDERLINE + 1 / scale))
                .toList());
    }

    @Override
    protected PathElement[] getRangeShape(int start, int end) {
        return outlines(typed == null ? List.of() : typed.range(start, end));
    }

    @Override
    protected void addHighlight(List<? extends Node> nodes, int start) {
        marks.getChildren().addAll(nodes);
    }

    @Override
    protected void removeHighlight(List<? extends Node> nodes) {
        marks.getChildren().removeAll(nodes);
    }
}
