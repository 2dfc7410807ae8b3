package dev.lockstep.desktop;

import javafx.scene.shape.Path;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.assertj.core.api.Assertions.assertThat;

@UiTest
@ExtendWith(ApplicationExtension.class)
class ShapedLinesTest {

    private static final double WIDTH = 120;

    /** The space that a line ends with may be beyond its end. */
    private static final double SPACE = 8;

    @Start
    void start(Stage shown) {
        // for the toolkit
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "هذا نص طويل جدا يجب أن ينتهي في أكثر من سطر واحد حتى نرى كيف يتم رسمه في هذا الحقل",
                "זה טקסט ארוך מאוד שחייב להסתיים ביותר משורה אחת כדי לראות איך הוא מצויר",
                "यह एक बहुत लंबा पाठ है जिसे एक से अधिक पंक्तियों में समाप्त होना चाहिए"
            })
    @DisplayName("no line of a text whose letters are shaped is wider than the text may be")
    void withinItsWidth(String line) {
        Fx.run(() -> {
            ShapedLines.prepare();
            Text text = new Text(line);
            text.setFont(Font.font("System", 13));
            double whole = text.getLayoutBounds().getWidth();
            assertThat(whole).isGreaterThan(2 * WIDTH);

            text.setWrappingWidth(WIDTH);
            assertThat(new Path(text.rangeShape(0, line.length()))
                            .getBoundsInLocal()
                            .getMaxX())
                    .isLessThanOrEqualTo(WIDTH + SPACE);
        });
    }
}
