package dev.lockstep.desktop.data;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.HandThread;
import dev.lockstep.desktop.data.read.ImportSource;
import dev.lockstep.desktop.data.read.TableAnalysis;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.DataTable.ColumnInfo;
import dev.lockstep.desktop.data.table.Spelling;
import dev.lockstep.desktop.data.table.TableInfo;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person corrects of a table before it is shared, and what stays of that when more is corrected. */
class ImportDraftTest {

    private final HandThread thread = new HandThread();
    private ImportDraft draft;

    @AfterEach
    void close() {
        draft.close();
    }

    private void open(String text) {
        draft = ImportDraft.of(ImportSource.of("text", text), Locale.UK, thread);
        read();
    }

    private void read() {
        thread.await("it is read", () -> !draft.busyProperty().get());
    }

    private TableAnalysis analysis() {
        TableAnalysis now = draft.analysisProperty().get();
        assertThat(now).isNotNull();
        return now;
    }

    private List<String> names() {
        return analysis().columns().stream().map(ColumnInfo::name).toList();
    }

    @Test
    @DisplayName("a column is called what is typed; without a name it gets one, and one that is taken gets a number")
    void named() {
        open("city;price;price\nRome;1;2\n");
        assertThat(names()).containsExactly("city", "price", "price (2)");
        draft.setName(1, "  net ");
        assertThat(names()).containsExactly("city", "net", "price");
        draft.setName(2, "city");
        assertThat(names()).containsExactly("city", "net", "city (2)");
        draft.setName(0, " ");
        assertThat(names()).containsExactly("Column 1", "net", "city");
        draft.setName(0, "x".repeat(5_000) + "\n\u202Ey");
        assertThat(names().get(0))
                .hasSizeLessThanOrEqualTo(TableInfo.NAME_MAX + 1)
                .doesNotContain("\n", "\u202E");
        draft.setName(7, "none is there");
        assertThat(names()).hasSize(3);
    }

    @Test
    @DisplayName("names and types that were chosen stay where the columns do, and come back with them")
    void kept() {
        open("Report of today\nid;when;n\n1;02/03/2026;5\n2;04/03/2026;6\n");
        draft.setSkipped(1);
        read();
        assertThat(names()).containsExactly("id", "when", "n");
        draft.setName(1, "day");
        draft.setType(2, ColumnType.TEXT);
        read();
        draft.setHeader(false);
        read();
        assertThat(names()).containsExactly("Column 1", "day", "Column 3");
        draft.setHeader(true);
        read();
        assertThat(names()).containsExactly("id", "day", "n");
        draft.setQuote('\'');
        read();
        assertThat(names()).containsExactly("id", "day", "n");
        draft.setSeparator(',');
        read();
        assertThat(names()).containsExactly("id;when;n");
        draft.setSeparator(';');
        read();
        assertThat(names()).containsExactly("id", "day", "n");
        draft.setType(2, ColumnType.TEXT);
        read();
        draft.setSkipped(2);
        read();
        assertThat(names()).element(1).isEqualTo("day");
        assertThat(analysis().columns().get(2).type()).isEqualTo(ColumnType.TEXT);
    }

    @Test
    @DisplayName("a name that is typed while the text is still read is not lost")
    void meanwhile() {
        open("a,b\n1,x\n2,y\n");
        draft.setType(0, ColumnType.TEXT);
        draft.setName(0, "code");
        read();
        assertThat(names()).containsExactly("code", "b");
        assertThat(analysis().columns().get(0).type()).isEqualTo(ColumnType.TEXT);
    }

    @Test
    @DisplayName("a percent sign and a currency that were found can be read as none, as the other, or not at all")
    void units() {
        open("share,price\n12 %,€ 5\n8 %,€ 7.50\n");
        assertThat(analysis().columns().get(0).spelling().percent()).isTrue();
        assertThat(analysis().columns().get(1).spelling().currency()).isEqualTo("€");
        Spelling plain = Spelling.number('.', Spelling.NO_GROUP);
        draft.setColumn(0, ColumnType.NUMBER, plain);
        read();
        assertThat(analysis().fits().get(0).misfits()).isEqualTo(2);
        draft.setColumn(1, ColumnType.NUMBER, plain.withCurrency("$"));
        read();
        assertThat(analysis().fits().get(1).misfits()).isEqualTo(2);
        draft.setColumn(1, ColumnType.NUMBER, plain.withCurrency("EUR"));
        read();
        assertThat(analysis().fits().get(1)).isEqualTo(TableAnalysis.Fit.WELL);
        draft.setType(0, ColumnType.TEXT);
        read();
        assertThat(analysis().fits().get(0)).isEqualTo(TableAnalysis.Fit.WELL);
    }

    @Test
    @DisplayName("whether spaces beside quotes count can be corrected")
    void spaced() {
        open("\"a\", \"b\"\n\"1\", \"x, y\"\n\"2\", \"z\"\n");
        assertThat(draft.dialectProperty().get().spaced()).isTrue();
        assertThat(analysis().first().get(0)).containsExactly("1", "x, y");
        draft.setSpaced(false);
        read();
        assertThat(analysis().first().get(0)).containsExactly("1", " \"x", " y\"");
    }
}
