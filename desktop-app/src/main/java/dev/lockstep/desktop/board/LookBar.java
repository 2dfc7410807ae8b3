package dev.lockstep.desktop.board;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Palette;
import dev.lockstep.desktop.view.Styles;

/** How what is drawn next will look, and how what is selected looks. */
final class LookBar extends VBox {

    private static final double SWATCH = 8;
    private static final double[] WIDTHS = {1.5, 3, 6, 12};
    private static final double[] FONTS = {14, 20, 32, 56};
    private static final String[] FONT_NAMES = {"S", "M", "L", "XL"};

    private final Toolbox toolbox;
    private final Map<LookPart, Node> parts = new EnumMap<>(LookPart.class);
    private final List<Runnable> shows = new ArrayList<>();
    private final Slider opacity = new Slider(0.1, 1, 1);
    private boolean stale = true;
    private boolean showing;

    LookBar(Toolbox toolbox) {
        this.toolbox = toolbox;
        setId("board-look");
        getStyleClass().add(BoardStyles.LOOK);
        section(LookPart.COLOR, "Colour", colors());
        section(LookPart.FILL, "Fill", fills());
        section(LookPart.PAPER, "Note", papers());
        section(LookPart.WIDTH, "Width", widths());
        section(LookPart.SPEED, "Stroke", speed());
        section(LookPart.DASH, "Line", dashes());
        section(LookPart.TEXT_SIZE, "Text", fonts());
        section(LookPart.OPACITY, "Opacity", opacity());
        toolbox.watchLooks(() -> stale = true);
        show();
    }

    /** Shows what can be chosen now; to be called with each frame, in which much may have been selected or changed. */
    void show() {
        if (!stale) {
            return;
        }
        stale = false;
        Set<LookPart> shown = toolbox.lookParts();
        setVisible(!shown.isEmpty()); // it covers some of the board
        parts.forEach((part, section) -> section.setVisible(shown.contains(part)));
        showing = true;
        shows.forEach(Runnable::run);
        toolbox.looks(LookPart.OPACITY).stream().findFirst().ifPresent(look -> opacity.setValue(look.opacity()));
        showing = false;
    }

    private void section(LookPart part, String title, Node choices) {
        VBox section = new VBox(4, section(title), choices);
        section.setId("look-" + part.name().toLowerCase(Locale.ROOT));
        section.managedProperty().bind(section.visibleProperty());
        parts.put(part, section);
        getChildren().add(section);
    }

    private static Label section(String title) {
        Label label = new Label(title);
        label.getStyleClass().add(Styles.CARD_HINT);
        return label;
    }

    private Node colors() {
        TilePane pane = pane();
        ToggleGroup group = new ToggleGroup();
        for (String name : Palette.NAMES) {
            pane.getChildren()
                    .add(choice(
                            group,
                            LookPart.COLOR,
                            "Colour: " + name,
                            "color-" + name,
                            swatch(Palette.rgb(name, false)),
                            look -> look.withColor(name),
                            look -> look.color().equals(name)));
        }
        return pane;
    }

    private Node fills() {
        TilePane pane = pane();
        ToggleGroup group = new ToggleGroup();
        pane.getChildren()
                .add(choice(
                        group,
                        LookPart.FILL,
                        "No fill",
                        "fill-none",
                        new FontIcon(MaterialDesignC.CANCEL),
                        look -> look.withFill(""),
                        look -> look.fill().isEmpty()));
        for (String name : Palette.NAMES.subList(1, Palette.NAMES.size())) {
            pane.getChildren()
                    .add(choice(
                            group,
                            LookPart.FILL,
                            "Fill: " + name,
                            "fill-" + name,
                            swatch(Palette.fill(name, false)),
                            look -> look.withFill(name),
                            look -> look.fill().equals(name)));
        }
        return pane;
    }

    /** Ink is dark here whatever the theme, with a line around it that is seen on both. */
    private static Node swatch(int rgb) {
        Circle circle = new Circle(SWATCH, ShapePainter.color(rgb));
        circle.getStyleClass().add(BoardStyles.SWATCH_DISC);
        return circle;
    }

    private Node widths() {
        HBox row = new HBox();
        ToggleGroup group = new ToggleGroup();
        for (double width : WIDTHS) {
            Line line = new Line(0, 0, 16, 0);
            line.setStrokeWidth(width);
            line.getStyleClass().add(BoardStyles.SAMPLE);
            row.getChildren()
                    .add(choice(
                            group,
                            LookPart.WIDTH,
                            "Width " + width,
                            "width-" + width,
                            line,
                            look -> look.withWidth(width),
                            look -> look.width() == width));
        }
        return row;
    }

    private Node dashes() {
        HBox row = new HBox();
        ToggleGroup group = new ToggleGroup();
        for (boolean dash : new boolean[] {false, true}) {
            Line line = new Line(0, 0, 22, 0);
            line.setStrokeWidth(2);
            line.getStyleClass().add(BoardStyles.SAMPLE);
            if (dash) {
                line.getStrokeDashArray().setAll(5.0, 5.0);
            }
            row.getChildren()
                    .add(choice(
                            group,
                            LookPart.DASH,
                            dash ? "Dashed" : "Solid",
                            dash ? "dashed" : "solid",
                            line,
                            look -> look.withDash(dash),
                            look -> look.dash() == dash));
        }
        return row;
    }

    private Node speed() {
        ToggleButton speed = new ToggleButton("Thinner where fast");
        speed.setId("width-by-speed");
        speed.setTooltip(new Tooltip("A pen is thinner where it moves fast"));
        speed.setFocusTraversable(false);
        speed.selectedProperty().bindBidirectional(toolbox.widthBySpeedProperty());
        return speed;
    }

    private Node papers() {
        TilePane pane = pane();
        ToggleGroup group = new ToggleGroup();
        for (String name : Palette.NAMES.subList(1, Palette.NAMES.size())) {
            pane.getChildren()
                    .add(choice(
                            group,
                            LookPart.PAPER,
                            "Note: " + name,
                            "note-" + name,
                            swatch(Palette.paper(name)),
                            look -> look.withFill(name),
                            look -> look.fill().equals(name) || (look.fill().isEmpty() && name.equals("yellow"))));
        }
        return pane;
    }

    private Node fonts() {
        HBox row = new HBox();
        ToggleGroup group = new ToggleGroup();
        for (int i = 0; i < FONTS.length; i++) {
            double size = FONTS[i];
            row.getChildren()
                    .add(choice(
                            group,
                            LookPart.TEXT_SIZE,
                            "Text size " + FONT_NAMES[i],
                            "font-" + FONT_NAMES[i],
                            new Label(FONT_NAMES[i]),
                            look -> look.withFontSize(size),
                            look -> look.fontSize() == size));
        }
        return row;
    }

    private Node opacity() {
        opacity.setId("opacity");
        opacity.setAccessibleText("Opacity");
        opacity.setFocusTraversable(false);
        opacity.valueChangingProperty().addListener((property, before, now) -> {
            if (!now) {
                setOpacity();
            }
        });
        opacity.valueProperty().addListener((property, before, now) -> {
            if (!opacity.isValueChanging()) {
                setOpacity();
            }
        });
        return opacity;
    }

    private void setOpacity() {
        if (!showing) {
            double value = Math.round(opacity.getValue() * 20) / 20.0;
            toolbox.restyle("Opacity", LookPart.OPACITY, look -> look.withOpacity(value));
        }
    }

    private static TilePane pane() {
        TilePane pane = new TilePane();
        pane.setPrefColumns(5);
        return pane;
    }

    private ToggleButton choice(
            ToggleGroup group,
            LookPart part,
            String title,
            String id,
            Node graphic,
            UnaryOperator<Look> change,
            Function<Look, Boolean> isNow) {
        ToggleButton button = new ToggleButton(null, graphic);
        button.setId(id);
        button.setAccessibleText(title);
        button.setTooltip(new Tooltip(title));
        button.setFocusTraversable(false);
        button.setToggleGroup(group);
        button.setOnAction(clicked -> {
            button.setSelected(true);
            toolbox.restyle(title, part, change);
        });
        shows.add(() -> {
            Set<Look> looks = toolbox.looks(part);
            button.setSelected(!looks.isEmpty() && looks.stream().allMatch(isNow::apply));
        });
        return button;
    }
}
