package dev.lockstep.desktop.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderStroke;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TwoPeople;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever goes through a window by keys sees where they are. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class FocusRingTest extends TwoPeople {

    private static final int STEPS = 24;

    @BeforeEach
    void open() {
        open(Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal()), "board");
        front(ada);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    @DisplayName("each button that the Tab key reaches has a ring around it")
    void tab(int view) {
        robot.press(KeyCode.ALT).type(KeyCode.valueOf("DIGIT" + view)).release(KeyCode.ALT);
        Map<String, Boolean> rings = new LinkedHashMap<>();
        for (int i = 0; i < STEPS; i++) {
            robot.type(KeyCode.TAB);
            note(rings);
        }
        assertThat(rings).isNotEmpty().doesNotContainValue(false);
    }

    @Test
    @DisplayName("each tool that an arrow reaches has a ring, and none has it that was left")
    void arrows() {
        Fx.run(() -> node(ada, "#tool-pen").requestFocus());
        Map<String, Boolean> rings = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            robot.type(KeyCode.RIGHT);
            note(rings);
        }
        assertThat(rings).hasSizeGreaterThan(8).doesNotContainValue(false);
        assertThat(Fx.get(() -> Stream.of("#tool-pen", "#tool-highlighter", "#tool-line")
                        .map(id -> hasRing(node(ada, id)))))
                .as("left")
                .containsOnly(false);
        robot.type(KeyCode.ESCAPE);
        assertThat(Fx.get(() -> hasRing(node(ada, "#tool-laser"))))
                .as("left by Escape")
                .isFalse();
    }

    private void note(Map<String, Boolean> rings) {
        Fx.run(() -> {
            if (focused() instanceof ButtonBase button) {
                rings.put(String.valueOf(button.getId() == null ? button : button.getId()), hasRing(button));
            }
        });
    }

    private Node focused() {
        return ada.getScene().getFocusOwner();
    }

    /** Whether there is an opaque border of two pixels. */
    private static boolean hasRing(Node node) {
        node.applyCss();
        return ((ButtonBase) node).getBorder() != null
                && ((ButtonBase) node)
                        .getBorder().getStrokes().stream()
                                .anyMatch(stroke -> stroke.getWidths().getTop() == 2 && isSeen(stroke));
    }

    private static boolean isSeen(BorderStroke stroke) {
        Paint paint = stroke.getTopStroke();
        return paint instanceof Color color && color.getOpacity() == 1;
    }
}
