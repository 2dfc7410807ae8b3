package dev.lockstep.desktop.board;

import java.util.List;
import java.util.Set;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.shell.Styles;
import dev.lockstep.desktop.text.DisplayText;

/** Types the text of a shape, in its place. Nothing from elsewhere interrupts it; nobody else can type there meanwhile. */
final class TextEditor extends Pane {

    private static final double ROOM = 24;

    /** The largest side of the field, in units of layout: a text may be a line of twenty thousand characters. */
    private static final double SIDE_MAX = 20_000;

    private final BoardModel model;
    private final Runnable ended;
    private final TextArea area = new TextArea();
    private Viewport viewport = Viewport.START;
    private @Nullable Shape shape;
    private @Nullable Grab grab;
    private String begun = ""; // what there was to edit

    /** @param ended runs when somebody is done with typing */
    TextEditor(BoardModel model, Runnable ended) {
        this.model = model;
        this.ended = ended;
        setPickOnBounds(false);
        area.setId("board-text");
        area.setAccessibleText("Text of the shape");
        area.getStyleClass().add(Styles.BOARD_TEXT);
        area.setManaged(false);
        area.setTextFormatter(new TextFormatter<>(TextEditor::fitting));
        area.textProperty().addListener((property, before, now) -> place());
        area.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE || (key.getCode() == KeyCode.ENTER && key.isShortcutDown())) {
                key.consume();
                finish();
            }
        });
        area.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                finish();
            }
        });
    }

    /** What is typed or pasted, as far as it can be laid out; null where it is too long. */
    private static TextFormatter.@Nullable Change fitting(TextFormatter.Change change) {
        String added = change.getText();
        String legible = DisplayText.text(added, ShapeCodec.TEXT_MAX);
        if (!legible.equals(added)) {
            change.setText(legible);
            change.setCaretPosition(change.getRangeStart() + legible.length());
            change.setAnchor(change.getCaretPosition());
        }
        String now = change.getControlNewText();
        boolean fits = now.length() <= ShapeCodec.TEXT_MAX
                && (added.isEmpty() || notShown(now) <= notShown(change.getControlText()));
        return fits ? change : null;
    }

    /** How much of {@code text} can't be laid out, such as the fifth accent of a letter. */
    private static int notShown(String text) {
        return text.length() - DisplayText.text(text, ShapeCodec.TEXT_MAX).length();
    }

    /** @param edited on the board, or yet to be */
    void edit(Shape edited) {
        finish();
        shape = edited;
        grab = model.index().get(edited.id()) == null ? null : Grab.of(model.room(), List.of(edited), this::refused);
        model.selectNone();
        area.setWrapText(edited.kind() != Kind.TEXT);
        area.setText(DisplayText.text(edited.text(), ShapeCodec.TEXT_MAX));
        begun = area.getText().stripTrailing();
        getChildren().setAll(area);
        place();
        area.requestFocus();
        area.end();
    }

    private void refused() {
        Shape edited = shape;
        shape = null;
        model.say("Somebody else has hold of this");
        if (edited != null && !area.getText().stripTrailing().equals(begun)) {
            keepBeside(edited, area.getText().stripTrailing());
        }
        finish();
    }

    /** What was typed where it can't be kept is a text of its own. */
    private void keepBeside(Shape edited, String text) {
        if (!text.isBlank()) {
            double[] size = TextLayout.size(text, edited.look().fontSize());
            Shape own = Shape.of(model.newId(), Kind.TEXT, edited.look().withFill(""))
                    .withText(text)
                    .with(edited.x(), edited.y(), size[0], size[1], 0);
            model.select(List.of(model.add("Text", own)));
        }
    }

    /** Keeps what was typed. */
    void finish() {
        Shape edited = shape;
        shape = null;
        if (getChildren().isEmpty()) {
            return;
        }
        getChildren().clear();
        String typed = area.getText().stripTrailing();
        if (edited != null && (!typed.equals(begun) || edited.text().isEmpty())) {
            keep(edited, typed);
        }
        if (grab != null) {
            grab.close();
            grab = null;
        }
        ended.run();
    }

    private void keep(Shape edited, String text) {
        boolean exists = model.index().get(edited.id()) != null;
        boolean blank = text.isBlank();
        double fontSize = edited.look().fontSize();
        if (edited.kind() != Kind.TEXT) {
            double room = edited.frame().width() - 2 * TextLayout.PADDING;
            double height = TextLayout.height(text, fontSize, room) + 2 * TextLayout.PADDING;
            if (exists && !text.equals(edited.text())) {
                model.setText(edited, text, edited.width(), blank ? 0 : height);
            } else if (!exists && !text.equals(edited.text())) {
                keepBeside(edited, text);
            }
        } else if (blank && exists) {
            model.remove("Delete", List.of(edited));
        } else if (!blank) {
            double[] size = TextLayout.size(text, fontSize);
            if (exists) {
                model.setText(edited, text, size[0], size[1]);
            } else {
                Shape made = model.add(
                        "Text", edited.withText(text).with(edited.x(), edited.y(), size[0], size[1], edited.angle()));
                model.select(List.of(made));
            }
        }
    }

    /** The shape whose text is typed is not drawn meanwhile, if it is nothing else. */
    Set<String> hidden() {
        Shape edited = shape;
        return edited == null || (edited.kind().isClosed() && edited.text().isEmpty()) ? Set.of() : Set.of(edited.id());
    }

    void follow(Viewport now) {
        viewport = now;
        place();
    }

    private void place() {
        Shape edited = shape;
        if (edited == null) {
            return;
        }
        double scale = viewport.scale();
        double fontSize = edited.look().fontSize();
        area.setFont(Sketch.font(fontSize * scale));
        double x = edited.frame().minX();
        double y = edited.frame().minY();
        double width;
        double height;
        if (edited.kind() == Kind.TEXT) {
            double[] size = TextLayout.size(area.getText(), fontSize);
            width = (size[0] + fontSize) * scale + ROOM;
            height = size[1] * scale + ROOM;
        } else {
            x += TextLayout.PADDING;
            y += TextLayout.PADDING;
            width = Math.max(fontSize * 2, edited.frame().width() - 2 * TextLayout.PADDING) * scale + 4;
            double needed = TextLayout.height(area.getText(), fontSize, width / scale);
            if (edited.kind() != Kind.STICKY) {
                y = edited.frame().centerY() - needed / 2;
            }
            height = needed * scale + ROOM;
        }
        area.resizeRelocate(
                viewport.toScreenX(x), viewport.toScreenY(y), Math.min(SIDE_MAX, width), Math.min(SIDE_MAX, height));
    }
}
