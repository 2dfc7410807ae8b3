package dev.lockstep.desktop.board;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.board.shapes.Box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** How large a picture of a board will be is known before it is drawn. */
class ExportPlanTest {

    @Test
    @DisplayName("what fits one picture has the scale that is wanted")
    void fits() {
        ExportPlan plan = ExportPlan.of(new Box(10, 10, 410, 310), 2);
        assertThat(plan.inWords()).isEqualTo("800 × 600 pixels");
        assertThat(plan.isReduced()).isFalse();
        assertThat(plan.hasParts()).isFalse();
    }

    @Test
    @DisplayName("a large board has as many pixels as fit one picture, or is in parts at the scale that is wanted")
    void parts() {
        Box page = new Box(-5_000, 0, 5_000, 4_000);
        ExportPlan plan = ExportPlan.of(page, 2);
        assertThat((double) plan.width() * plan.height()).isCloseTo(ExportPlan.PIXELS_MAX, within(20_000.0));
        assertThat(plan.isReduced()).isTrue();
        assertThat(plan.percent()).isEqualTo("63 %");

        assertThat(plan.hasParts()).isTrue();
        List<ExportPlan> parts = plan.parts();
        assertThat(parts).hasSize(5 * 2).allMatch(part -> !part.isReduced());
        assertThat(parts).allMatch(part -> part.inWords().equals("4,000 × 4,000 pixels"));
        Box all = parts.stream().map(ExportPlan::page).reduce(Box::union).orElseThrow();
        assertThat(all).isEqualTo(page);
    }

    @Test
    @DisplayName("a board that reaches very far is one coarse picture, within what a picture can be, and has no parts")
    void far() {
        ExportPlan plan = ExportPlan.of(new Box(0, 0, 2e7, 100), 4);
        assertThat(plan.width()).isEqualTo(16_000);
        assertThat(plan.height()).isEqualTo(1);
        assertThat(plan.percent()).isEqualTo("0.1 %");
        assertThat(plan.hasParts()).isFalse();
    }
}
