package dev.lockstep.desktop.chat;

import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.view.Styles;

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

    /** Thai, Arabic and Hindi, each of several lines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "สวัสดีครับนี่คือข้อความภาษาไทยที่ยาวมากและต้องขึ้นบรรทัดใหม่หลายครั้งเพื่อทดสอบ",
                "هذا نص طويل باللغة العربية يجب أن ينتقل إلى سطر جديد عدة مرات للاختبار والتحقق",
                "यह एक लंबा हिंदी पाठ है जिसे कई पंक्तियों में तोड़ा जाना चाहिए ताकि हम देख सकें"
            })
    @DisplayName("shaped letters are drawn within the lines that they are on")
    void shaped(String words) {
        Fx.prepareTexts();
        Fx.run(() -> {
            MessageText text = new MessageText(address -> {});
            VBox message = new VBox();
            message.getStyleClass().add("message-text");
            message.getChildren().addAll(text.nodes(text.read(words)));
            Region column = (Region) message.getChildren().get(0);
            column.setMaxWidth(NARROW);
            Scene scene = new Scene(message, WIDE, 200);
            scene.getStylesheets().add(Styles.sheet());
            WritableImage picture = scene.snapshot(null);

            assertThat(column.getHeight()).isGreaterThan(2 * 14); // it has several lines
            int paper = picture.getPixelReader().getArgb((int) WIDE - 1, 199);
            for (int x = (int) NARROW + 20; x < WIDE; x++) {
                for (int y = 0; y < 200; y++) {
                    assertThat(picture.getPixelReader().getArgb(x, y))
                            .as("at %d, %d", x, y)
                            .isEqualTo(paper);
                }
            }
        });
    }
}
