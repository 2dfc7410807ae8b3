package dev.lockstep.desktop.data.table;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;

import static org.assertj.core.api.Assertions.assertThat;

class TextChoicesTest {

    private static DataTable table(String... cells) {
        DataTable table = new DataTable(List.of(new ColumnInfo("fruit", ColumnType.TEXT)));
        for (String cell : cells) {
            table.add(List.of(cell));
        }
        return table;
    }

    private static List<String> shown(TextChoices.Found found) {
        return found.offered().stream()
                .map(choice -> choice.shown() + " " + choice.rows())
                .toList();
    }

    @Test
    @DisplayName("what differs in capitals alone is told apart, what is empty can be chosen, and each is counted")
    void toldApart() {
        TextChoices choices =
                new TextChoices(table("pear", "apple", "Apple", "", "APPLE", "pear", "  ", "apple ", ""), 0);
        assertThat(shown(choices.find("")))
                .containsExactly(
                        "(empty) 2", "(only spaces) 1", "APPLE 1", "Apple 1", "apple 1", "“apple” 1", "pear 2");
        assertThat(choices.total()).isEqualTo(7);
    }

    @Test
    @DisplayName("a search finds all spellings, to be chosen together")
    void found() {
        TextChoices choices = new TextChoices(table("apple", "Apple", "Straße", "Café", "CAFE", "Ünlü"), 0);
        assertThat(shown(choices.find("aPP"))).containsExactly("Apple 1", "apple 1");
        assertThat(shown(choices.find("strasse"))).containsExactly("Straße 1");
        assertThat(shown(choices.find("cafe"))).containsExactly("CAFE 1", "Café 1");
        assertThat(shown(choices.find("é"))).contains("Café 1", "CAFE 1");
        assertThat(choices.find("xyz").total()).isZero();
        assertThat(choices.known(Set.of("apple", "gone"))).containsExactly("apple");
    }

    @Test
    @DisplayName("of a million different texts the first are offered, and the others found")
    void bounded() {
        DataTable table = new DataTable(List.of(new ColumnInfo("id", ColumnType.TEXT)));
        for (int i = 999_999; i >= 0; i--) {
            table.add(List.of("id " + (1_000_000 + i)));
        }
        TextChoices choices = new TextChoices(table, 0);
        TextChoices.Found all = choices.find("");
        assertThat(all.total()).isEqualTo(1_000_000);
        assertThat(all.isAll()).isFalse();
        assertThat(all.offered()).hasSize(TextChoices.OFFERED_MAX);
        assertThat(all.offered().get(0).text()).isEqualTo("id 1000000");
        assertThat(all.offered().get(999).text()).isEqualTo("id 1000999");
        assertThat(shown(choices.find("1987654"))).containsExactly("id 1987654 1");
    }

    @Test
    @DisplayName("what does not fit into one filter is refused in words")
    void tooMuch() {
        assertThat(TextChoices.problem(Set.of())).contains("at least one");
        assertThat(TextChoices.problem(Set.of(""))).isNull();
        assertThat(TextChoices.problem(texts(1_000, "x"))).isNull();
        assertThat(TextChoices.problem(texts(1_001, "x"))).contains("1,001", "1,000");
        assertThat(TextChoices.problem(texts(20, "x".repeat(9_000)))).contains("too long");
    }

    private static Set<String> texts(int count, String text) {
        return IntStream.range(0, count).mapToObj(i -> text + i).collect(Collectors.toSet());
    }
}
