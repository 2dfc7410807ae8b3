package dev.lockstep.desktop.board;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Rotate;

import org.jspecify.annotations.Nullable;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Palette;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeCodec;
import dev.lockstep.desktop.board.shapes.TextLayout;
import dev.lockstep.desktop.board.shapes.TypedText;
import dev.lockstep.desktop.text.DisplayText;

/**
 * Types the text of a shape, in its place. Nothing from elsewhere interrupts it, nor does another window that has the keyboard
 * for a while; nobody else can type there meanwhile.
 */
final class TextEditor extends Pane implements TextTool {

    /** Hears what comes of it. */
    interface Watcher {
        /** The text is another. */
        void typed();

        /** It ends, and it was not who types that ended it. */
        void takenAway();

        /** Nothing is typed any more. */
        void ended();
    }

    private static final double ROOM = 24;

    /** The largest side of the field, in units of layout: a text may be a line of twenty thousand characters. */
    private static final double SIDE_MAX = 20_000;

    private final BoardModel model;
    private final Watcher watcher;
    private final TextArea area = new TextArea();
    private final BoardTextSkin skin = new BoardTextSkin(area);
    private Viewport viewport = Viewport.START;
    private boolean dark;
    private @Nullable Shape shape;
    private @Nullable GestureLocks locks;
    private String begun = ""; // what there was to edit
    private boolean hadFocus;
    private @Nullable Shape preview;
    private @Nullable Shape previewOf;
    private String previewText = "";
    private @Nullable Shape drawn; // of the preview
    private @Nullable TypedText laidOut; // of what is drawn

    TextEditor(BoardModel model, Watcher watcher) {
        this.model = model;
        this.watcher = watcher;
        setPickOnBounds(false);
        area.setId("board-text");
        area.setAccessibleText("Text of the shape");
        area.getStyleClass().add(BoardStyles.TEXT);
        area.setManaged(false);
        area.setTextFormatter(new TextFormatter<>(TextEditor::fitting));
        area.setSkin(skin);
        area.textProperty().addListener((property, before, now) -> {
            place();
            watcher.typed();
        });
        area.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE || (key.getCode() == KeyCode.ENTER && key.isShortcutDown())) {
                key.consume();
                finish();
            }
        });
        area.sceneProperty().flatMap(Scene::focusOwnerProperty).addListener((property, before, now) -> focusAt(now));
    }

    /** Who goes on elsewhere in this window is done here; another window that has the keyboard ends nothing. */
    private void focusAt(@Nullable Node owner) {
        if (owner == area) {
            hadFocus = true;
        } else if (hadFocus) {
            finish();
        }
    }

    /** What is typed or pasted, as far as it can be laid out; null where it is too long. */
    private static TextFormatter.@Nullable Change fitting(TextFormatter.Change change) {
        wholeEmoji(change);
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

    /** An emoji is one sign, of however many characters: the caret goes past all of it, and all of it is deleted. */
    private static void wholeEmoji(TextFormatter.Change change) {
        String before = change.getControlText();
        if (change.isDeleted()) {
            int from = TypedText.emojiAround(before, change.getRangeStart())[0];
            int to = TypedText.emojiAround(before, change.getRangeEnd())[1];
            if (from != change.getRangeStart() || to != change.getRangeEnd()) {
                change.setRange(from, to);
                change.selectRange(
                        from + change.getText().length(),
                        from + change.getText().length());
            }
        } else if (!change.isContentChange()) {
            int caret = past(before, change.getCaretPosition(), change.getControlCaretPosition());
            boolean selects = change.getAnchor() != change.getCaretPosition();
            change.selectRange(selects ? past(before, change.getAnchor(), change.getControlAnchor()) : caret, caret);
        }
    }

    /** The end of an emoji that a caret comes to on its way to {@code to}, which is in the middle of it. */
    private static int past(String text, int to, int from) {
        int[] emoji = TypedText.emojiAround(text, to);
        return to >= from ? emoji[1] : emoji[0];
    }

    /** How much of {@code text} can't be laid out, such as the fifth accent of a letter. */
    private static int notShown(String text) {
        return text.length() - DisplayText.text(text, ShapeCodec.TEXT_MAX).length();
    }

    @Override
    public void edit(Shape edited) {
        finish();
        shape = edited;
        locks = model.index().get(edited.id()) == null
                ? null
                : GestureLocks.of(model.room(), List.of(edited), this::refused);
        model.selectNone();
        area.setWrapText(edited.kind() != Kind.TEXT);
        area.setText(DisplayText.text(edited.text(), ShapeCodec.TEXT_MAX));
        begun = typed();
        getChildren().setAll(area);
        place();
        area.requestFocus();
        area.end();
        watcher.typed();
    }

    boolean isOpen() {
        return shape != null;
    }

    private String typed() {
        return area.getText().stripTrailing();
    }

    /** Somebody else types there: what was typed so far goes on below, in the same editor. */
    private void refused() {
        Shape edited = shape;
        if (edited == null) {
            return;
        }
        String holder = GestureLocks.holder(model.room(), List.of(edited));
        model.say((holder == null ? "Somebody else" : holder) + " has hold of this");
        if (typed().equals(begun)) {
            watcher.takenAway();
            shape = null;
            finish();
            return;
        }
        release();
        begun = "";
        shape = own(edited)
                .at(edited.frame().minX(), edited.frame().maxY() + edited.look().fontSize());
        place();
    }

    /** A shape for what was typed where it can't be kept: as large as {@code edited}, where that is a note. */
    private Shape own(Shape edited) {
        Kind kind = edited.kind() == Kind.STICKY ? Kind.STICKY : Kind.TEXT;
        Look look = kind == Kind.TEXT ? edited.look().withFill("") : edited.look();
        Box frame = edited.frame();
        return Shape.of(model.newId(), kind, look)
                .with(frame.minX(), frame.minY(), frame.width(), frame.height(), edited.angle());
    }

    private void release() {
        if (locks != null) {
            locks.close();
            locks = null;
        }
    }

    /** Keeps what was typed. */
    void finish() {
        Shape edited = shape;
        shape = null;
        if (getChildren().isEmpty()) {
            return;
        }
        hadFocus = false;
        getChildren().clear();
        String typed = typed();
        if (edited != null && (!typed.equals(begun) || edited.text().isEmpty())) {
            keep(edited, typed);
        }
        release();
        watcher.ended();
    }

    private void keep(Shape edited, String text) {
        Shape now = model.index().get(edited.id());
        boolean begunHere = edited.order().isEmpty(); // it is not on the board yet
        if (now == null && text.isBlank()) {
            return;
        }
        if (now == null && begunHere) {
            model.select(List.of(model.add("Text", TextLayout.fitted(edited.withText(text)))));
        } else if (now == null) {
            keepBeside(edited, text, "It was deleted meanwhile: what you typed is kept on its own");
        } else if (!now.text().equals(edited.text()) && !text.isBlank() && !text.equals(now.text())) {
            keepBelow(edited, text);
        } else if (now.kind() == Kind.TEXT && text.isBlank()) {
            model.remove("Delete", List.of(now));
        } else if (!text.equals(now.text())) {
            Shape sized = TextLayout.fitted(now.withText(text));
            model.setText(now, text, sized.width(), sized.height(), () -> keepBelow(edited, text));
        }
    }

    /** Under what somebody else has written there, or instead of what they deleted. */
    private void keepBelow(Shape edited, String text) {
        Shape now = model.index().get(edited.id());
        double y = now == null ? edited.y() : now.frame().maxY() + edited.look().fontSize();
        if (!text.isBlank()) {
            keepBeside(
                    edited.at(edited.x(), y),
                    text,
                    "Somebody else changed this text meanwhile: yours is kept "
                            + (now == null ? "on its own" : "below"));
        }
    }

    private void keepBeside(Shape edited, String text, String why) {
        Shape kept = TextLayout.fitted(own(edited).withText(text));
        model.select(List.of(model.add("Text", kept)));
        model.say(why);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // asked for in each frame: what is the same was not measured again
    public @Nullable Shape preview() {
        Shape edited = shape;
        if (edited == null) {
            return null;
        }
        Shape now = model.index().get(edited.id());
        Shape of = now == null ? edited : now;
        String text = area.getText();
        Shape known = preview;
        if (known == null || previewOf != of || !previewText.equals(text)) {
            known = TextLayout.fitted(of.withText(typed()));
            preview = known;
            previewOf = of;
            previewText = text;
            drawn = null;
        }
        return known;
    }

    @Override
    public void restyle(String label, UnaryOperator<Look> change) {
        Shape edited = shape;
        if (edited == null) {
            return;
        }
        Shape now = model.index().get(edited.id());
        if (now != null) {
            model.setLook(label, List.of(now), change);
        }
        shape = edited.withLook(change.apply(edited.look()));
        place();
        watcher.typed();
    }

    /** {@link #preview} as it is drawn meanwhile: spaces and empty lines at its end have their room; the same while it is. */
    @Nullable
    Shape drawn() {
        Shape shown = preview();
        if (shown == null) {
            return null;
        }
        Shape known = drawn;
        if (known == null) {
            known = shown.withText(area.getText());
            drawn = known;
            laidOut = null;
        }
        return known;
    }

    /** The shape whose text is typed is drawn in front of all meanwhile. */
    Set<String> hidden() {
        Shape edited = shape;
        return edited == null ? Set.of() : Set.of(edited.id());
    }

    void follow(Viewport now) {
        viewport = now;
        place();
    }

    void setDark(boolean now) {
        dark = now;
        place();
    }

    /** Puts the field where the text is drawn. */
    private void place() {
        Shape shown = drawn();
        if (shown == null) {
            return;
        }
        double scale = viewport.scale();
        double fontSize = shown.look().fontSize();
        Box frame = shown.frame();
        boolean text = shown.kind() == Kind.TEXT;
        double padding = text ? 0 : TextLayout.PADDING;
        double room = Math.max(fontSize, frame.width() - 2 * padding);
        TypedText typedText = laidOut == null ? TypedText.of(shown) : laidOut;
        laidOut = typedText;
        double needed = typedText.rows() * TextLayout.LINE_HEIGHT * fontSize;
        double width = text ? frame.width() + fontSize : room;
        double x = frame.minX() + padding;
        double y = TextLayout.top(shown, typedText.rows());
        int color = shown.kind() == Kind.STICKY
                ? Palette.onPaper()
                : Palette.rgb(shown.look().color(), dark);
        area.setFont(ShapePainter.font(fontSize * scale));
        skin.space(TextLayout.LINE_HEIGHT * fontSize * scale);
        double left = viewport.toScreenX(x);
        double top = viewport.toScreenY(y);
        skin.look(typedText, x, y, scale, ShapePainter.color(color));
        area.getTransforms()
                .setAll(new Rotate(
                        shown.angle(),
                        viewport.toScreenX(frame.centerX()) - left,
                        viewport.toScreenY(frame.centerY()) - top));
        area.resizeRelocate(
                left,
                top,
                Math.min(SIDE_MAX, width * scale + (text ? ROOM : 0)),
                Math.min(SIDE_MAX, needed * scale + ROOM));
    }
}
