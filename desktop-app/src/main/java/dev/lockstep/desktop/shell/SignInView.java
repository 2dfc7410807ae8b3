package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import dev.lockstep.desktop.colors.ColorToken;
import dev.lockstep.desktop.connect.HubAddress;
import dev.lockstep.desktop.view.Styles;

/** Who are you, and where to? A name and a colour, and the hub: the one on this machine, or another. */
final class SignInView extends StackPane {

    private static final double WIDTH = 480;
    private static final double FIELDS_MIN = 80;
    private static final double SWATCH = 13;
    private static final int NAME_MAX = 50;

    private static final List<String> COLORS =
            ColorToken.PERSONS.stream().map(ColorToken::web).toList();

    private final TextField name = new TextField();
    private final ToggleGroup colors = new ToggleGroup();
    private final RadioButton here = new RadioButton("On this machine");
    private final RadioButton elsewhere = new RadioButton("At an address");
    private final ComboBox<String> address = new ComboBox<>();
    private final PasswordField token = new PasswordField();
    private final Label problem = new Label();

    /**
     * @param before what was chosen last
     * @param why what went wrong, for people; empty where nothing did
     * @param recent addresses that were used
     */
    SignInView(SignIn before, String why, List<String> recent, Consumer<SignIn> start) {
        Label title = new Label("Lockstep", new FontIcon(MaterialDesignC.CARDS_OUTLINE));
        title.getStyleClass().add(ShellStyles.BRAND);
        Label hint = new Label("Many windows, one state: draw, talk and decide together.");
        hint.getStyleClass().add(Styles.VIEW_HINT);
        hint.setWrapText(true);
        name.setId("start-name");
        name.setPromptText("Your name");
        name.setText(before.name());
        ToggleGroup where = new ToggleGroup();
        here.setId("start-here");
        here.setToggleGroup(where);
        elsewhere.setId("start-elsewhere");
        elsewhere.setToggleGroup(where);
        where.selectToggle(before.address() == null ? here : elsewhere);
        address.setId("start-address");
        address.setEditable(true);
        address.setMaxWidth(Double.MAX_VALUE);
        address.setPromptText("192.168.1.5, or ws://host:7171/live");
        address.setAccessibleText("Address of the hub");
        address.getItems().setAll(recent);
        address.getEditor().setText(before.address() == null ? "" : before.address());
        token.setId("start-token");
        token.setPromptText("Token, if the hub asks for one");
        token.setText(before.token() == null ? "" : before.token());
        VBox place = new VBox(8, address, token);
        place.visibleProperty().bind(elsewhere.selectedProperty());
        place.managedProperty().bind(elsewhere.selectedProperty());
        problem.setId("start-problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.setWrapText(true);
        problem.setText(why);
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        Button go = new Button("Start");
        go.setId("start");
        go.setDefaultButton(true);
        go.getStyleClass().add("accent");
        go.setMaxWidth(Double.MAX_VALUE);
        go.setOnAction(clicked -> {
            SignIn chosen = chosen();
            if (chosen != null) {
                start.accept(chosen);
            }
        });
        Label about =
                new Label("Uses the hub that runs on this machine, or becomes it. Nobody else can come in until you"
                        + " share it on the network.");
        about.getStyleClass().add(Styles.CARD_HINT);
        about.setWrapText(true);
        about.visibleProperty().bind(here.selectedProperty());
        about.managedProperty().bind(here.selectedProperty());
        VBox fields = new VBox(
                14,
                hint,
                labelled("Your name", name),
                labelled("Your colour", swatches(before.color())),
                labelled("Where", new VBox(8, here, about, elsewhere, place)));
        fields.setPadding(new Insets(3)); // the focus ring of a field is wider than it
        ScrollPane scroll = new ScrollPane(fields);
        scroll.setFitToWidth(true);
        scroll.prefViewportHeightProperty().bind(fields.heightProperty()); // all of it where there is room
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(FIELDS_MIN);
        scroll.getStyleClass().add(Styles.PLAIN_SCROLL);
        VBox card = new VBox(14, title, scroll, problem, go); // what is to be done is in sight, however low the window
        card.getStyleClass().add(Styles.CARD);
        card.setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().add(card);
        getStyleClass().add(Styles.CONTENT);
        sceneProperty().addListener((property, was, now) -> name.requestFocus());
    }

    private static Node labelled(String text, Node node) {
        Label label = new Label(text);
        label.getStyleClass().add(Styles.SECTION);
        label.setLabelFor(node);
        return new VBox(6, label, node);
    }

    private Node swatches(String chosen) {
        FlowPane pane = new FlowPane(4, 4);
        for (String color : COLORS) {
            ToggleButton button = new ToggleButton(null, new Circle(SWATCH, Color.web(color)));
            button.getStyleClass().add(ShellStyles.SWATCH);
            button.setUserData(color);
            button.setToggleGroup(colors);
            button.setAccessibleText("Colour " + (COLORS.indexOf(color) + 1) + " of " + COLORS.size());
            button.setSelected(color.equalsIgnoreCase(chosen));
            pane.getChildren().add(button);
        }
        if (colors.getSelectedToggle() == null) {
            int index = Math.floorMod(name.getText().toLowerCase(Locale.ROOT).hashCode(), COLORS.size());
            colors.selectToggle(colors.getToggles().get(index));
        }
        return pane;
    }

    private @Nullable SignIn chosen() {
        String who = name.getText().strip();
        if (who.isEmpty()) {
            problem.setText("Type your name: it is how others see you.");
            name.requestFocus();
            return null;
        } else if (who.length() > NAME_MAX) {
            problem.setText("A name has at most " + NAME_MAX + " characters.");
            name.requestFocus();
            return null;
        }
        String typed = elsewhere.isSelected() ? address.getEditor().getText().strip() : null;
        String wrong = typed == null ? null : HubAddress.problemWith(typed);
        if (wrong != null) {
            problem.setText("The address: " + wrong);
            address.requestFocus();
            return null;
        }
        String color = colors.getSelectedToggle() == null
                ? COLORS.get(0)
                : (String) colors.getSelectedToggle().getUserData();
        String given = typed == null || token.getText().isBlank()
                ? null
                : token.getText().strip();
        return new SignIn(who, color, typed, given);
    }
}
