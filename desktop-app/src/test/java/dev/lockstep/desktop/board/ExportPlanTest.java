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
    }

    @Test
    @DisplayName("a large board has as many pixels as fit one picture, or is in parts at the scale that is wanted")
    void parts() {
        Box page = new Box(-5_000, 0, 5_000, 4_000);
        ExportPlan plan = ExportPlan.of(page, 2);
        assertThat((double) plan.width() * plan.height()).isCloseTo(ExportPlan.PIXELS_MAX, within(20_000.0));
        assertThat(plan.isReduced()).isTrue();
        assertThat(ExportPlan.percent(plan.scale())).isEqualTo("63 %");

        List<ExportPlan> parts = plan.parts();
        assertThat(parts).hasSize(5 * 2).allMatch(part -> !part.isReduced());
        assertThat(parts).allMatch(part -> part.inWords().equals("4,000 × 4,000 pixels"));
        Box all = parts.stream().map(ExportPlan::page).reduce(Box::union).orElseThrow();
        assertThat(all).isEqualTo(page);
    }

    @Test
    @DisplayName(
            "a board too large for all parts at the wanted scale is in as many as there may be, as sharp as they allow")
    void coarserParts() {
        Box page = new Box(0, 0, 100_000, 60_000);
        ExportPlan plan = ExportPlan.of(page, 1);
        assertThat(ExportPlan.percent(plan.scale())).isEqualTo("5.2 %");
        ExportPlan.Grid grid = plan.grid();
        assertThat(grid).isEqualTo(new ExportPlan.Grid(12, 8, 0.48));
        List<ExportPlan> parts = plan.parts();
        assertThat(parts)
                .hasSize(grid.count())
                .allMatch(part -> !part.isReduced() && part.width() <= 4_000 && part.height() <= 4_000);
        assertThat(parts.stream().map(ExportPlan::page).reduce(Box::union)).contains(page);
    }

    @Test
    @DisplayName(
            "a board that reaches very far is one coarse picture, within what a picture can be, or in a row of parts")
    void far() {
        ExportPlan plan = ExportPlan.of(new Box(0, 0, 2e7, 100), 4);
        assertThat(plan.width()).isEqualTo(16_000);
        assertThat(plan.height()).isEqualTo(1);
        assertThat(ExportPlan.percent(plan.scale())).isEqualTo("0.1 %");
        assertThat(plan.grid()).isEqualTo(new ExportPlan.Grid(100, 1, 0.02));
    }
}
