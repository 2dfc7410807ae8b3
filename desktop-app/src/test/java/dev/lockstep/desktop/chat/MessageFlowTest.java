package dev.lockstep.desktop.chat;

import javafx.scene.Scene;
import javafx.scene.text.Text;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;

import static org.assertj.core.api.Assertions.assertThat;

@UiTest
@ExtendWith(ApplicationExtension.class)
class MessageFlowTest {

    private static final double NARROW = 300;
    private static final double WIDE = 900;

    private static MessageFlow flow(boolean rightToLeft, String words) {
        MessageFlow flow = new MessageFlow(rightToLeft);
        flow.getChildren().add(new Text(words));
        new Scene(flow);
        flow.applyCss();
        return flow;
    }

    /** Lays it out in {@code width} after its parents have asked for other widths too, as they do. */
    private static void layOut(MessageFlow flow, double width) {
        flow.prefHeight(width);
        flow.prefHeight(WIDE);
        flow.resize(width, flow.prefHeight(width));
        flow.layout();
    }

    @Test
    @DisplayName("a line that begins at the right is in sight whichever widths were asked for before")
    void rightToLeft() {
        Fx.run(() -> {
            MessageFlow flow = flow(true, "مرحبا بالعالم");
            layOut(flow, WIDE);
            layOut(flow, NARROW);
            assertThat(flow.getChildren().get(0).getBoundsInParent().getMaxX()).isBetween(NARROW - 2, NARROW + 2);
        });
    }

    @Test
    @DisplayName("words are wrapped at the width that they have, not at another that was asked for")
    void wrapped() {
        Fx.run(() -> {
            MessageFlow flow = flow(false, "some words ".repeat(12));
            layOut(flow, WIDE);
            layOut(flow, NARROW);
            assertThat(flow.getChildren().get(0).getBoundsInParent().getWidth()).isLessThanOrEqualTo(NARROW);
        });
    }
}
