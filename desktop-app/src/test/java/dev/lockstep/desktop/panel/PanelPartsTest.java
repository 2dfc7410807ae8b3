package dev.lockstep.desktop.panel;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.desktop.Hostile;

import static org.assertj.core.api.Assertions.assertThat;

/** The smaller parts of a panel that need no toolkit. */
class PanelPartsTest {

    private static PanelItem slider(String more) {
        PanelItem read = PanelItem.read("s", Hostile.json("{\"kind\":\"slider\"," + more + "}"));
        return read;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"min\":-1.7e308,\"max\":1.7e308",
                "\"min\":1e300",
                "\"max\":1e400",
                "\"min\":1e12,\"max\":1e12",
                "\"min\":1000000,\"max\":1000000.0000000001",
                "\"min\":\"a\",\"max\":[]",
                "\"min\":5,\"max\":-5",
            })
    @DisplayName("a slider has a beginning, an end after it, and steps between them that numbers can tell apart")
    void sliders(String range) {
        PanelItem item = slider(range);
        assertThat(Math.abs(item.min())).isLessThanOrEqualTo(1e12);
        assertThat(item.max() - item.min()).isFinite().isPositive();
        double step = (item.max() - item.min()) / 1_000;
        assertThat(item.min() + step).isGreaterThan(item.min());
    }

    @Test
    @DisplayName("names and options are of a length that can be read, ordinary ones as they are")
    void texts() {
        assertThat(slider("\"name\":\"" + Hostile.marks(19_000) + "\"").name())
                .hasSize(6); // four of its marks, and that there is more
        assertThat(slider("\"name\":\"" + "w".repeat(200_000) + "\"").name()).hasSize(61);
        PanelItem choice = PanelItem.read(
                "c",
                Hostile.json("{\"kind\":\"choice\",\"options\":[\"tea\",1,\"" + "x".repeat(9_000) + "\",\"coffee\"]}"));
        assertThat(choice.options()).containsExactly("tea", "coffee");
        assertThat(slider("\"min\":-20,\"max\":45.5"))
                .extracting(PanelItem::min, PanelItem::max)
                .containsExactly(-20.0, 45.5);
    }

    @Test
    @DisplayName("a value that a slider has no place for is at its nearer end")
    void within() {
        assertThat(Numbers.within(Double.POSITIVE_INFINITY, 0, 100)).isEqualTo(100);
        assertThat(Numbers.within(-1e300, 0, 100)).isZero();
        assertThat(Numbers.within(Double.NaN, 5, 100)).isEqualTo(5);
        assertThat(Numbers.within(42, 0, 100)).isEqualTo(42);
    }

    @Test
    @DisplayName("cards use the width that there is")
    void columns() {
        assertThat(CardGrid.columns(200)).isEqualTo(1);
        assertThat(CardGrid.columns(620)).isEqualTo(2);
        assertThat(CardGrid.columns(1_260)).isEqualTo(4);
        assertThat(CardGrid.cardWidth(620, 9)).isEqualTo(300);
        assertThat(CardGrid.cardWidth(870, 2)).isEqualTo(425);
        assertThat(CardGrid.cardWidth(1_600, 2)).isEqualTo(CardGrid.WIDTH_MAX);
        assertThat(IntStream.range(1, 2_000).filter(width -> CardGrid.cardWidth(width, 100) > Math.max(width, 0)))
                .isEmpty();
    }

    @Test
    @DisplayName("a value history is what the room tells of the past, and then what was seen since")
    void history() {
        ValueHistory history = new ValueHistory();
        history.add(5, 3.0);
        history.add(9, 4.0);
        history.add(9, Double.NaN);
        history.tell(7, List.of(1.0, 2.0, 3.0));
        assertThat(history.values()).containsExactly(1.0, 2.0, 3.0, 4.0);
        history.tell(7, List.of(0.0, 1.0, 2.0, 3.0));
        assertThat(history.values()).as("more of it").containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
        history.tell(12, List.of());
        assertThat(history.values()).as("nothing is known of it").hasSize(5);
        for (int i = 0; i < 500; i++) {
            history.add(20 + i, i);
        }
        assertThat(history.values()).hasSize(ValueHistory.VALUES_MAX).endsWith(498.0, 499.0);
    }
}
