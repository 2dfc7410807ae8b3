package dev.lockstep.desktop.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.SplitPane;

import dev.lockstep.desktop.data.chart.ChartSpec;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.TableInfo;

/** The charts of the table that is looked at, side by side. */
final class ChartArea extends SplitPane {

    private static final int CHARTS_MAX = 4;

    private final DataModel model;
    private final List<ChartPane> charts = new ArrayList<>();

    ChartArea(DataModel model) {
        this.model = model;
        setId("data-charts");
    }

    /** Begins anew, with charts of the columns that there are now. */
    void restart() {
        close();
        getItems().clear();
        add(suggested(0));
        add(suggested(1));
    }

    void addAnother() {
        add(suggested(charts.size()));
    }

    private void add(ChartSpec spec) {
        if (charts.size() >= CHARTS_MAX || model.currentProperty().get() == null) {
            return;
        }
        ChartPane[] made = new ChartPane[1];
        made[0] = new ChartPane(model, spec, () -> {
            charts.remove(made[0]);
            getItems().remove(made[0]);
            made[0].close();
        });
        charts.add(made[0]);
        getItems().add(made[0]);
        int count = charts.size();
        setDividerPositions(
                IntStream.range(1, count).mapToDouble(i -> (double) i / count).toArray());
    }

    /** What is worth a look: two numbers against each other, one alone, texts counted. */
    private ChartSpec suggested(int number) {
        TableInfo info = model.currentProperty().get();
        List<Integer> numeric = new ArrayList<>();
        List<Integer> texts = new ArrayList<>();
        for (int i = 0; info != null && i < info.columns().size(); i++) {
            (info.columns().get(i).type() == ColumnType.TEXT ? texts : numeric).add(i);
        }
        boolean two = numeric.size() >= 2;
        return switch (number % 3) {
            case 0 ->
                two
                        ? new ChartSpec(ChartSpec.Kind.SCATTER, numeric.get(0), numeric.get(1))
                        : numeric.isEmpty()
                                ? new ChartSpec(ChartSpec.Kind.BAR, 0, -1)
                                : new ChartSpec(ChartSpec.Kind.HISTOGRAM, numeric.get(0), -1);
            case 1 ->
                texts.isEmpty()
                        ? new ChartSpec(ChartSpec.Kind.HISTOGRAM, numeric.get(numeric.size() - 1), -1)
                        : new ChartSpec(ChartSpec.Kind.BAR, texts.get(0), -1);
            default ->
                numeric.isEmpty()
                        ? new ChartSpec(ChartSpec.Kind.BAR, 0, -1)
                        : new ChartSpec(ChartSpec.Kind.HISTOGRAM, numeric.get(0), -1);
        };
    }

    void close() {
        List<ChartPane> before = List.copyOf(charts);
        charts.clear();
        before.forEach(ChartPane::close);
    }
}
