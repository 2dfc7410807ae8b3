package dev.lockstep.desktop.data;

import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import dev.lockstep.desktop.data.chart.ChartImage;
import dev.lockstep.desktop.data.chart.ChartPainter;
import dev.lockstep.desktop.data.chart.ChartResult;
import dev.lockstep.desktop.data.chart.ChartSpec;
import dev.lockstep.desktop.data.table.ColumnType;
import dev.lockstep.desktop.data.table.FilteredTable;
import dev.lockstep.desktop.data.table.TableInfo;
import dev.lockstep.desktop.keys.Keys;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Styles;

/**
 * A chart: what is dragged over in it is marked in the table and the other charts. The wheel zooms along the bottom, a double
 * click shows all again. By keyboard, the arrows go along the bottom, with Shift they mark, Enter marks what is there, plus and
 * minus zoom, 0 shows all, Escape unmarks.
 */
final class ChartPane extends VBox implements AutoCloseable {

    private static final double DRAG_MIN = 3;
    private static final double REASON_INSET = 16;
    private static final double ZOOM_STEP = 1.25;
    private static final Keys LARGER = Keys.of("Plus");
    private static final Keys PLUS_WITHOUT_SHIFT = Keys.of("Equals");
    private static final Keys SMALLER = Keys.of("Minus");
    private static final Keys WHOLE = Keys.of("0");

    /** So many characters are said of the bar that the keyboard is at. */
    private static final int BAR_SAID = 80;

    private final DataModel model;
    private final ComboBox<ChartSpec.Kind> kind = new ComboBox<>();
    private final ComboBox<Integer> x = new ComboBox<>();
    private final ComboBox<Integer> y = new ComboBox<>();
    private final ImageView view = new ImageView();
    private final Rectangle brush = new Rectangle();
    private final Line caret = new Line();
    private final Label nothing = new Label();
    private final Pane canvas = new Pane(view, brush, caret, nothing);
    private final InvalidationListener changed = any -> paint();
    private @Nullable ChartImage shown;
    private double @Nullable [] zoom;
    private boolean painting;
    private boolean again;
    private boolean closed;
    private double pressedX;
    private double pressedY;
    private int step; // where the keyboard is, from 0
    private int anchor; // where marking by keyboard began
    private boolean byKeys; // what was done last: else the caret says nothing

    ChartPane(DataModel model, ChartSpec spec, Runnable remove) {
        super(6);
        this.model = model;
        getStyleClass().add("chart-pane");
        kind.getItems().setAll(ChartSpec.Kind.values());
        kind.setConverter(new WordsConverter<>(ChartSpec.Kind::title));
        kind.setAccessibleText("Kind of chart");
        kind.setValue(spec.kind());
        x.setAccessibleText("Column along the bottom");
        y.setAccessibleText("Column of values");
        x.setConverter(new WordsConverter<>(this::columnName));
        y.setConverter(new WordsConverter<>(this::columnName));
        fillColumns(spec);
        Button close = new Button(null, new FontIcon(MaterialDesignC.CLOSE));
        close.getStyleClass().addAll("flat", Styles.TOOL_BUTTON);
        close.setAccessibleText("Take this chart away");
        close.setTooltip(new Tooltip("Take this chart away"));
        close.setOnAction(clicked -> remove.run());
        FlowPane choices = new FlowPane(6, 4, kind, x, y);
        choices.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(choices, Priority.ALWAYS);
        HBox head = new HBox(6, choices, close);
        VBox.setVgrow(canvas, Priority.ALWAYS);
        canvas.setMinSize(0, 0);
        canvas.setPrefSize(0, 0);
        brush.getStyleClass().add("chart-brush");
        brush.setManaged(false);
        brush.setVisible(false);
        caret.getStyleClass().add("chart-caret");
        caret.setManaged(false);
        caret.setVisible(false);
        canvas.getStyleClass().add("chart-canvas");
        canvas.setFocusTraversable(true);
        canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        nothing.getStyleClass().add(Styles.CARD_HINT);
        nothing.setId("chart-reason");
        nothing.setWrapText(true);
        nothing.setLayoutX(REASON_INSET);
        nothing.setLayoutY(REASON_INSET);
        nothing.maxWidthProperty().bind(canvas.widthProperty().subtract(2 * REASON_INSET));
        getChildren().addAll(head, canvas);
        kind.valueProperty().addListener(any -> choose());
        x.valueProperty().addListener(any -> choose());
        y.valueProperty().addListener(any -> choose());
        canvas.widthProperty().addListener(changed);
        canvas.heightProperty().addListener(changed);
        canvas.setOnMousePressed(this::pressed);
        canvas.setOnMouseDragged(this::dragged);
        canvas.setOnMouseReleased(this::released);
        canvas.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
        canvas.focusedProperty().addListener(any -> showCaret());
        canvas.focusVisibleProperty().addListener(any -> showCaret());
        backgroundProperty().addListener(changed); // another theme
        model.filteredProperty().addListener(changed);
        paint();
    }

    private void fillColumns(ChartSpec spec) {
        TableInfo info = model.currentProperty().get();
        int count = info == null ? 0 : info.columns().size();
        y.getItems().add(-1);
        for (int i = 0; i < count; i++) {
            x.getItems().add(i);
            y.getItems().add(i);
        }
        x.setValue(spec.x());
        y.setValue(spec.y());
    }

    private String columnName(Integer column) {
        TableInfo info = model.currentProperty().get();
        if (column < 0) {
            return "number of rows";
        }
        return info == null || column >= info.columns().size()
                ? ""
                : info.columns().get(column).name();
    }

    private void choose() {
        zoom = null;
        if (kind.getValue() != null && kind.getValue().needsY() && y.getValue() != null && y.getValue() < 0) {
            y.getItems().stream()
                    .filter(column -> column >= 0 && isNumeric(column) && !column.equals(x.getValue()))
                    .findFirst()
                    .ifPresent(y::setValue);
        }
        paint();
    }

    private boolean isNumeric(int column) {
        TableInfo info = model.currentProperty().get();
        return info != null
                && column < info.columns().size()
                && info.columns().get(column).type() != ColumnType.TEXT;
    }

    // ---- painting

    private void paint() {
        FilteredTable filtered = model.filteredProperty().get();
        int width = (int) canvas.getWidth();
        int height = (int) canvas.getHeight();
        if (closed || filtered == null || width < 1 || height < 1 || x.getValue() == null || y.getValue() == null) {
            return;
        }
        if (painting) {
            again = true;
            return;
        }
        painting = true;
        ChartSpec spec = new ChartSpec(kind.getValue(), x.getValue(), y.getValue());
        boolean dark = isDark();
        double[] from = zoom;
        model.worker().execute(() -> {
            ChartResult drawn = painted(filtered, spec, width, height, dark, from);
            model.fx().execute(() -> show(drawn));
        });
    }

    /** Nothing is drawn rather than nothing ever again. */
    private static ChartResult painted(
            FilteredTable filtered, ChartSpec spec, int width, int height, boolean dark, double @Nullable [] zoom) {
        try {
            return ChartPainter.paint(filtered, spec, width, height, dark, zoom);
        } catch (RuntimeException e) {
            System.getLogger(ChartPane.class.getName())
                    .log(System.Logger.Level.WARNING, "a chart could not be drawn", e);
            return ChartResult.not("This can't be drawn: choose another column or another kind of chart");
        }
    }

    private void show(ChartResult painted) {
        painting = false;
        if (closed) {
            return;
        }
        ChartImage image = painted.image();
        shown = image;
        nothing.setText(painted.reason());
        nothing.setVisible(image == null);
        view.setVisible(image != null);
        showCaret();
        if (image != null) {
            int[] pixels = ((DataBufferInt) image.picture().getRaster().getDataBuffer()).getData();
            view.setImage(new WritableImage(new PixelBuffer<>(
                    image.picture().getWidth(),
                    image.picture().getHeight(),
                    IntBuffer.wrap(pixels),
                    PixelFormat.getIntArgbPreInstance())));
        }
        if (again) {
            again = false;
            paint();
        }
    }

    private boolean isDark() {
        Background background = getBackground();
        return background != null
                && background.getFills().stream()
                        .anyMatch(fill -> fill.getFill() instanceof Color color && color.getBrightness() < 0.5);
    }

    // ---- marking

    private void pressed(MouseEvent mouse) {
        byKeys = false;
        canvas.requestFocus();
        showCaret();
        pressedX = mouse.getX();
        pressedY = mouse.getY();
        if (mouse.getClickCount() == 2) {
            zoom = null;
            paint();
        }
    }

    private void dragged(MouseEvent mouse) {
        ChartImage image = shown;
        if (image == null) {
            return;
        }
        boolean free = image.spec().kind() == ChartSpec.Kind.SCATTER;
        double top = free ? Math.min(pressedY, mouse.getY()) : image.area().getY();
        double bottom = free ? Math.max(pressedY, mouse.getY()) : image.area().getMaxY();
        brush.setX(Math.min(pressedX, mouse.getX()));
        brush.setWidth(Math.abs(mouse.getX() - pressedX));
        brush.setY(top);
        brush.setHeight(bottom - top);
        brush.setVisible(true);
    }

    private void released(MouseEvent mouse) {
        brush.setVisible(false);
        ChartImage image = shown;
        if (image == null || mouse.getClickCount() > 1) {
            return;
        }
        if (Math.abs(mouse.getX() - pressedX) < DRAG_MIN && Math.abs(mouse.getY() - pressedY) < DRAG_MIN) {
            boolean bar = image.spec().kind() == ChartSpec.Kind.BAR;
            model.mark(bar ? image.meant(mouse.getX(), 0, mouse.getX(), 0) : List.of());
            return;
        }
        model.mark(image.meant(
                Math.min(pressedX, mouse.getX()),
                Math.min(pressedY, mouse.getY()),
                Math.max(pressedX, mouse.getX()),
                Math.max(pressedY, mouse.getY())));
    }

    private void scrolled(ScrollEvent scroll) {
        ChartImage image = shown;
        if (image != null && image.spec().kind() != ChartSpec.Kind.BAR && scroll.getDeltaY() != 0) {
            zoom(image, scroll.getX(), scroll.getDeltaY() > 0 ? 1 / ZOOM_STEP : ZOOM_STEP);
            scroll.consume();
        }
    }

    /** @param pixel what is there stays there */
    private void zoom(ChartImage image, double pixel, double factor) {
        if (image.spec().kind() == ChartSpec.Kind.BAR) {
            return;
        }
        double[] wanted = image.zoomed(pixel, factor);
        zoom = wanted[1] > wanted[0] ? wanted : null;
        paint();
    }

    // ---- by keyboard

    private void typed(KeyEvent key) {
        ChartImage image = shown;
        if (image == null || image.steps() == 0 || key.isShortcutDown() || key.isAltDown()) {
            return;
        }
        switch (key.getCode()) {
            case LEFT -> go(image, step - 1, key.isShiftDown());
            case RIGHT -> go(image, step + 1, key.isShiftDown());
            case HOME -> go(image, 0, key.isShiftDown());
            case END -> go(image, image.steps() - 1, key.isShiftDown());
            case ENTER, SPACE -> model.mark(image.meantSteps(step, step));
            case ESCAPE -> {
                if (model.marks() == null) {
                    return; // it may mean something else around here
                }
                model.mark(List.of());
            }
            default -> {
                if (!zoomed(key, image)) {
                    return;
                }
            }
        }
        key.consume();
        byKeys = true;
        showCaret();
    }

    private boolean zoomed(KeyEvent key, ChartImage image) {
        if (LARGER.match(key) || PLUS_WITHOUT_SHIFT.match(key)) {
            zoom(image, image.middle(step), 1 / ZOOM_STEP);
        } else if (SMALLER.match(key)) {
            zoom(image, image.middle(step), ZOOM_STEP);
        } else if (WHOLE.match(key)) {
            zoom = null;
            paint();
        } else {
            return false;
        }
        return true;
    }

    private void go(ChartImage image, int to, boolean marks) {
        step = Math.max(0, Math.min(image.steps() - 1, to));
        if (marks) {
            model.mark(image.meantSteps(Math.min(anchor, step), Math.max(anchor, step)));
        } else {
            anchor = step;
        }
    }

    private void showCaret() {
        ChartImage image = shown;
        if (image == null || image.steps() == 0) {
            caret.setVisible(false);
            canvas.setAccessibleText(nothing.getText());
            return;
        }
        caret.setVisible(canvas.isFocused() && (byKeys || canvas.isFocusVisible()));
        step = Math.max(0, Math.min(image.steps() - 1, step)); // there may be fewer bars than there were
        anchor = Math.min(anchor, image.steps() - 1);
        double at = Math.round(image.middle(step)) + 0.5;
        caret.setStartX(at);
        caret.setEndX(at);
        caret.setStartY(image.area().getY());
        caret.setEndY(image.area().getMaxY());
        String where = image.bars().isEmpty() ? "" : ", at " + said(image.bars().get(step));
        canvas.setAccessibleText(
                image.spec().kind().title() + " of " + columnName(image.spec().x()) + where
                        + ". Arrows go along it, with Shift they mark, Enter marks what is there, plus and minus zoom");
    }

    private static String said(String bar) {
        return bar.isEmpty() ? "empty" : DisplayText.line(bar, BAR_SAID);
    }

    @Override
    public void close() {
        closed = true;
        model.filteredProperty().removeListener(changed);
    }
}
