package dev.lockstep.desktop.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ToastsTest {

    private static final Rectangle2D SCREEN = new Rectangle2D(0, 0, 1_680, 1_050);

    @Test
    @DisplayName("a notification is in a corner that no window reaches, else over the middle of a title")
    void place() {
        Rectangle2D left = new Rectangle2D(0, 20, 800, 900);
        Rectangle2D right = new Rectangle2D(840, 20, 800, 900);
        assertThat(Toasts.place(SCREEN, List.of())).isEqualTo(Pos.TOP_RIGHT);
        assertThat(Toasts.place(SCREEN, List.of(left))).isEqualTo(Pos.TOP_RIGHT);
        assertThat(Toasts.place(SCREEN, List.of(right))).isEqualTo(Pos.BOTTOM_RIGHT);
        assertThat(Toasts.place(SCREEN, List.of(new Rectangle2D(840, 20, 800, 1_000))))
                .isEqualTo(Pos.TOP_LEFT);
        assertThat(Toasts.place(SCREEN, List.of(SCREEN))).isEqualTo(Pos.TOP_CENTER);
    }
}
