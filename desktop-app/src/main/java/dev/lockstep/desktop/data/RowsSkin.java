package dev.lockstep.desktop.data;

import java.util.function.Consumer;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.NestedTableColumnHeader;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.control.skin.TableHeaderRow;
import javafx.scene.control.skin.TableViewSkin;
import javafx.scene.control.skin.VirtualFlow;

/**
 * How tables of rows are drawn: as JavaFX does it, but for two things. A second click on the separator behind a header fits its
 * column as this program wants, where JavaFX would ask all rows, however many. And rows that are made anew stay to be seen.
 */
final class RowsSkin extends TableViewSkin<Integer> {

    private final Consumer<TableColumn<Integer, ?>> fit;

    /** @param fit makes a column as wide as it should be */
    RowsSkin(TableView<Integer> table, Consumer<TableColumn<Integer, ?>> fit) {
        super(table);
        this.fit = fit;
    }

    @Override
    protected VirtualFlow<TableRow<Integer>> createVirtualFlow() {
        return new Flow();
    }

    /**
     * In a pulse in which rows are to be made anew and the table is scrolled sideways, JavaFX 21 takes the rows away and is done: with
     * rows of a fixed height, scrolling asks for a layout of the cells alone, and that request comes before all others. Nothing would
     * be seen until something else happens, such as a click on a header.
     */
    private static final class Flow extends VirtualFlow<TableRow<Integer>> {

        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            if (getCellCount() > 0 && getFirstVisibleCell() == null) {
                super.layoutChildren();
            }
        }
    }

    @Override
    protected TableHeaderRow createTableHeaderRow() {
        return new TableHeaderRow(this) {
            @Override
            protected NestedTableColumnHeader createRootHeader() {
                return new NestedTableColumnHeader(null) {
                    @Override
                    @SuppressWarnings("rawtypes") // as the library has it
                    protected TableColumnHeader createTableColumnHeader(TableColumnBase column) {
                        return new Header(column, RowsSkin.this);
                    }
                };
            }
        };
    }

    private static final class Header extends TableColumnHeader {

        private final RowsSkin skin;

        Header(TableColumnBase<?, ?> column, RowsSkin skin) {
            super(column);
            this.skin = skin;
        }

        @Override
        protected void resizeColumnToFitContent(int rows) {
            for (TableColumn<Integer, ?> each : skin.getSkinnable().getColumns()) {
                if (each.equals(getTableColumn())) {
                    skin.fit.accept(each);
                }
            }
        }
    }
}
