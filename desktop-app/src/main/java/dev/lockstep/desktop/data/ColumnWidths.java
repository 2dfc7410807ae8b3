package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

import dev.lockstep.desktop.data.table.Column;
import dev.lockstep.desktop.text.DisplayText;

/**
 * How wide the columns of a table are: as wide as their names and cells, within bounds, until somebody drags the separator
 * behind a header, or clicks it twice, which fits the column to what is to be seen. On the JavaFX thread.
 */
final class ColumnWidths {

    /** So many of the first rows are asked. */
    static final int ROWS = 100;

    /** So many characters of a cell are read in a table. */
    static final int CELL_SHOWN = 200;

    /** The least, so that a header can be hit. */
    static final double LEAST = 56;

    /** The most that a column has by itself. */
    static final double MOST = 280;

    /** The most that it has where somebody asks for it. */
    private static final double MOST_ASKED = 900;

    /** Of texts, so many of the longest are measured: which of them is the widest depends on their letters. */
    private static final int MEASURED = 6;

    private static final double FONT_SIZE = 14; // as the theme has it
    private static final double CELL_SPACE = 26; // left and right of a text
    private static final double HEADER_SPACE = 46; // with the arrow of a column that is sorted by

    private final Text text = new Text();
    private final Font cells = Font.font(Font.getDefault().getFamily(), FONT_SIZE);
    private final Font headers = Font.font(Font.getDefault().getFamily(), FontWeight.BOLD, FONT_SIZE);

    /** The width of a column by its name and its first rows, in pixels. */
    double of(Column column, int rows) {
        return of(column, IntStream.range(0, Math.min(ROWS, rows)), MOST);
    }

    private double of(Column column, IntStream rows, double most) {
        double widest = rows.mapToObj(row -> DisplayText.line(column.text(row), CELL_SHOWN))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MEASURED)
                .mapToDouble(cell -> width(cell, cells) + CELL_SPACE)
                .max()
                .orElse(0);
        double name = width(DisplayText.line(column.name(), CELL_SHOWN), headers) + HEADER_SPACE;
        return Math.ceil(Math.max(LEAST, Math.min(most, Math.max(widest, name))));
    }

    private double width(String line, Font font) {
        text.setFont(font);
        text.setText(line);
        return text.getLayoutBounds().getWidth();
    }

    /**
     * Fits a column to its name, its first rows and those that are to be seen; never to all of them, however many there are.
     *
     * @param rows of {@code cells}, in the order in which they are shown
     */
    void fit(TableView<Integer> table, TableColumn<Integer, ?> column, Column cells, List<Integer> rows) {
        List<Integer> asked = new ArrayList<>(rows.subList(0, Math.min(ROWS, rows.size())));
        if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            IndexedCell<?> first = flow.getFirstVisibleCell();
            IndexedCell<?> last = flow.getLastVisibleCell();
            if (first != null && last != null && first.getIndex() >= 0) {
                asked.addAll(rows.subList(
                        Math.min(rows.size(), first.getIndex()), Math.min(rows.size(), last.getIndex() + 1)));
            }
        }
        double width = of(cells, asked.stream().mapToInt(Integer::intValue), MOST_ASKED);
        table.resizeColumn(column, width - column.getWidth());
    }
}
