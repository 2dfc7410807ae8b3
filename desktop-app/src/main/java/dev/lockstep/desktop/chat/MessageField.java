package dev.lockstep.desktop.chat;

import java.util.concurrent.Executor;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.text.Text;

import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.text.Scripts;

/** A field for a message: as high as what is in it, and as right or left; what is pasted is for who owns it to decide. */
final class MessageField extends TextArea {

    static final double HEIGHT_MIN = 40;
    private static final double HEIGHT_MAX = 180;
    private static final double LINE = 20;
    private static final int COMPLEX_MAX = 2_000;
    private static final int LOOKED_CHARS = 200;

    private final Executor fx;
    private Runnable paster = super::paste;

    /** @param fx runs what it is given on the JavaFX thread, later */
    MessageField(Executor fx) {
        this.fx = fx;
        setWrapText(true);
        setPrefRowCount(1);
        setMinHeight(HEIGHT_MIN);
        setPrefHeight(HEIGHT_MIN);
        setTextFormatter(new TextFormatter<>(MessageField::cleaned));
        textProperty().addListener((text, before, now) -> turn(now));
        skinProperty().addListener((property, before, now) -> fx.execute(this::watch));
    }

    /** @param paster runs in place of pasting, by whatever way it is asked for */
    void setPaster(Runnable paster) {
        this.paster = paster;
    }

    @Override
    public void paste() {
        paster.run();
    }

    /** As much as a field can hold and still be written in. */
    static DisplayText.Shown written(String text) {
        return DisplayText.block(text, ChatMessage.TEXT_MAX, ChatMessage.TEXT_MAX, COMPLEX_MAX);
    }

    /** What comes in may be anything, and was it written by another. */
    private static TextFormatter.Change cleaned(TextFormatter.Change change) {
        String text = written(change.getText()).text();
        if (!text.equals(change.getText())) {
            change.setText(text);
            change.selectRange(change.getRangeStart() + text.length(), change.getRangeStart() + text.length());
        }
        return change;
    }

    private void turn(String text) {
        String beginning = text.substring(0, Math.min(text.length(), LOOKED_CHARS));
        setNodeOrientation(
                Scripts.isRightToLeft(beginning, false) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.INHERIT);
    }

    /** What shows the text is there with the skin; it wraps at the width that it has by then. */
    private void watch() {
        for (Node node : lookupAll(".text")) {
            if (node instanceof Text shown) {
                shown.layoutBoundsProperty().addListener((bounds, before, now) -> fx.execute(() -> grow(shown)));
                grow(shown);
            }
        }
    }

    private void grow(Text shown) {
        if (shown.getText().equals(getText())) {
            double text = Math.max(LINE, shown.getLayoutBounds().getHeight());
            setPrefHeight(Math.ceil(Math.max(HEIGHT_MIN, Math.min(HEIGHT_MAX, text + HEIGHT_MIN - LINE))));
        }
    }
}
