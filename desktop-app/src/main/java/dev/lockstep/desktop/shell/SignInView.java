package dev.lockstep.desktop.shell;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import dev.lockstep.client.PairingWords;
import dev.lockstep.desktop.colors.ColorToken;
import dev.lockstep.desktop.connect.Destination;
import dev.lockstep.desktop.text.DisplayText;
import dev.lockstep.desktop.view.Styles;
import dev.lockstep.discovery.HubFinder;

/** Who are you, and where to? A name and a colour, and the hub: the one on this machine, or another. */
final class SignInView extends StackPane {

    private static final double WIDTH = 480;
    private static final double FIELDS_MIN = 80;
    private static final double SWATCH = 13;
    private static final int NAME_MAX = 50;
    private static final int MACHINE_MAX = 40;
    private static final double DOT = 6;
    private static final double DOT_GAP = 8;
    private static final double NOTHING_SECONDS = 3;

    private static final List<String> COLORS =
            ColorToken.PERSONS.stream().map(ColorToken::web).toList();

    private final TextField name = new TextField();
    private final ToggleGroup colors = new ToggleGroup();
    private boolean colorChosen;
    private boolean suggesting;
    private final RadioButton here = new RadioButton("On this machine");
    private final RadioButton elsewhere = new RadioButton("At an address, or by an invite");
    private final ToggleGroup where = new ToggleGroup();
    private final VBox found = new VBox(8);
    private final VBox tokenOfFound = new VBox();
    private final VBox tokenOfAddress = new VBox();
    private final PauseTransition nothingFound = new PauseTransition(Duration.seconds(NOTHING_SECONDS));
    private final Label looking = new Label("Looking for hubs in your network…");
    private final AppServices services;
    private final Starts starts;
    private final Hyperlink ask = new Hyperlink("No token? Ask to be let in");
    private List<HubFinder.Found> heard = List.of();
    private Runnable stopLooking = () -> {};
    private final ComboBox<String> address = new ComboBox<>();
    private final PasswordField token = new PasswordField();
    private final Label problem = new Label();

    /** What is done with what was chosen. */
    interface Starts {

        /** Goes there. */
        void start(SignIn chosen);

        /**
         * Asks whoever hosts the hub there first, or where {@code words} is not null, says these.
         *
         * @param words a code
         */
        void askFirst(SignIn chosen, @Nullable PairingWords words);
    }

    /**
     * @param before what was chosen last
     * @param why what went wrong, for people; empty where nothing did
     * @param recent addresses that were used
     * @param services whose hubs finds those in the network while this is shown
     */
    SignInView(SignIn before, String why, List<String> recent, AppServices services, Starts starts) {
        this.services = services;
        this.starts = starts;
        Label title = new Label("Lockstep", new FontIcon(MaterialDesignC.CARDS_OUTLINE));
        title.getStyleClass().add(ShellStyles.BRAND);
        Label hint = new Label("Many windows, one state: draw, talk and decide together.");
        hint.getStyleClass().add(Styles.VIEW_HINT);
        hint.setWrapText(true);
        name.setId("start-name");
        name.setPromptText("Your name");
        name.setText(before.name());
        here.setId("start-here");
        here.setToggleGroup(where);
        elsewhere.setId("start-elsewhere");
        elsewhere.setToggleGroup(where);
        where.selectToggle(before.address() == null ? here : elsewhere);
        address.setId("start-address");
        address.setEditable(true);
        address.setMaxWidth(Double.MAX_VALUE);
        address.setPromptText("192.168.1.5, office-pc, the link of an invite, or its six words");
        address.setAccessibleText("Address of the hub, the link of an invite, or its words");
        address.getItems().setAll(recent);
        address.getEditor().setText(before.address() == null ? "" : before.address());
        token.setId("start-token");
        token.setPromptText("Token or six words, if you have some");
        ask.setId("start-ask");
        ask.setOnAction(clicked -> go(true));
        token.setText(before.token() == null ? "" : before.token());
        address.visibleProperty().bind(elsewhere.selectedProperty());
        address.managedProperty().bind(elsewhere.selectedProperty());
        where.selectedToggleProperty().addListener((property, was, now) -> placeToken());
        looking.setId("start-looking");
        looking.getStyleClass().add(Styles.CARD_HINT);
        looking.setWrapText(true);
        found.setId("start-found");
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
        go.setOnAction(clicked -> go(false));
        go.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> isToAsk() ? "Ask to be let in" : "Start",
                        where.selectedToggleProperty(),
                        token.textProperty()));
        ask.visibleProperty().bind(go.textProperty().isEqualTo("Start")); // else the button does it
        ask.managedProperty().bind(ask.visibleProperty());
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
                labelled(
                        "Where",
                        new VBox(8, here, about, found, tokenOfFound, looking, elsewhere, address, tokenOfAddress)));
        fields.setPadding(new Insets(3)); // the focus ring of a field is wider than it
        ScrollPane scroll = new ScrollPane(fields);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(fields.prefHeight(WIDTH));
        fields.heightProperty()
                .addListener(
                        (property, was, now) -> // all of it where there is room; a layout under way takes no new one
                        services.fx().execute(() -> scroll.setPrefViewportHeight(fields.getHeight())));
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(FIELDS_MIN);
        scroll.getStyleClass().add(Styles.PLAIN_SCROLL);
        VBox card = new VBox(14, title, scroll, problem, go); // what is to be done is in sight, however low the window
        card.getStyleClass().add(Styles.CARD);
        card.setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().add(card);
        getStyleClass().add(Styles.CONTENT);
        placeToken();
        nothingFound.setOnFinished(over -> {
            if (found.getChildren().isEmpty()) {
                show(List.of());
            }
        });
        sceneProperty().addListener((property, was, now) -> {
            stopLooking.run();
            stopLooking = now == null ? () -> {} : services.hubs().lookForHubs(this::show);
            nothingFound.playFromStart();
            name.requestFocus();
        });
    }

    /** The field for it stands below the choice that needs it. */
    private void placeToken() {
        tokenOfFound.getChildren().clear();
        tokenOfAddress.getChildren().clear();
        if (!here.isSelected()) {
            (elsewhere.isSelected() ? tokenOfAddress : tokenOfFound)
                    .getChildren()
                    .setAll(token, ask);
        }
        tokenOfFound.setManaged(!tokenOfFound.getChildren().isEmpty());
        tokenOfAddress.setManaged(!tokenOfAddress.getChildren().isEmpty());
    }

    /** The hubs that were found; the one that is chosen stays chosen. */
    private void show(List<HubFinder.Found> now) {
        List<HubFinder.Found> others = now.stream().filter(each -> !each.here()).toList();
        heard = others;
        boolean empty = others.isEmpty();
        looking.setText(
                empty
                        ? "No hub was found in your network. Whoever has one clicks “Share on the network”. Some networks keep"
                                + " computers apart: there its address, or an invite, leads to it."
                        : "");
        looking.setVisible(empty);
        looking.setManaged(empty);
        Toggle chosen = where.getSelectedToggle();
        String hub = chosen != null && chosen.getUserData() instanceof HubFinder.Found it
                ? it.hub().hub()
                : "";
        where.getToggles().removeIf(toggle -> toggle.getUserData() instanceof HubFinder.Found);
        found.getChildren().setAll(others.stream().map(this::choice).toList());
        where.getToggles().stream()
                .filter(toggle -> toggle.getUserData() instanceof HubFinder.Found it
                        && it.hub().hub().equals(hub))
                .forEach(where::selectToggle);
        if (where.getSelectedToggle() == null) {
            where.selectToggle(here);
        }
    }

    private RadioButton choice(HubFinder.Found each) {
        String person = DisplayText.name(each.hub().name());
        String machine = DisplayText.line(each.hub().machine(), MACHINE_MAX);
        RadioButton button = new RadioButton(
                (person.isEmpty() ? "A hub" : person + "’s hub") + (machine.isEmpty() ? "" : ", on " + machine));
        button.setGraphic(new Circle(DOT, color(each.hub().color())));
        button.setGraphicTextGap(DOT_GAP);
        button.setUserData(each);
        button.setToggleGroup(where);
        button.setOnAction(clicked -> token.setText(SignIn.tokenOf(each.hub().hub(), services.settings())));
        return button;
    }

    private static Color color(String web) {
        return Color.web(web.isEmpty() ? ColorToken.PERSON_UNKNOWN.web() : web);
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
        colorChosen = colors.getSelectedToggle() != null;
        name.textProperty().addListener((text, was, now) -> suggestColor());
        suggestColor();
        colors.selectedToggleProperty().addListener((selected, was, now) -> colorChosen |= !suggesting);
        return pane;
    }

    /** Until one is chosen it goes with the name, so that not all who begin are alike. */
    private void suggestColor() {
        if (!colorChosen) {
            int index = COLORS.indexOf(SignIn.colorOf(name.getText().strip()));
            suggesting = true;
            colors.selectToggle(colors.getToggles().get(index));
            suggesting = false;
        }
    }

    /** Whether nothing is known that would let this person in where they want to go. */
    private boolean isToAsk() {
        Toggle chosen = where.getSelectedToggle();
        return chosen != null
                && chosen.getUserData() instanceof HubFinder.Found
                && token.getText().isBlank();
    }

    /** @param asking whether to ask at the address, whatever else is typed */
    private void go(boolean asking) {
        String typed = elsewhere.isSelected()
                        && PairingWords.isMeantBy(address.getEditor().getText())
                ? address.getEditor().getText()
                : token.getText();
        try {
            PairingWords words =
                    !asking && !here.isSelected() && PairingWords.isMeantBy(typed) ? PairingWords.of(typed) : null;
            SignIn chosen = chosen(words);
            if (chosen != null && (asking || words != null || isToAsk())) {
                starts.askFirst(chosen, words);
            } else if (chosen != null) {
                starts.start(chosen);
            }
        } catch (IllegalArgumentException e) {
            problem.setText("The words: " + e.getMessage() + ".");
        }
    }

    /** @param words to be said in place of a token, null for none */
    private @Nullable SignIn chosen(@Nullable PairingWords words) {
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
        String color = colors.getSelectedToggle() == null
                ? SignIn.colorOf(who)
                : (String) colors.getSelectedToggle().getUserData();
        String given = token.getText().isBlank() || words != null
                ? null
                : token.getText().strip();
        if (where.getSelectedToggle().getUserData() instanceof HubFinder.Found chosen) {
            List<String> urls = chosen.urls();
            return new SignIn(who, color, urls.get(0), given, chosen.hub().hub(), urls.subList(1, urls.size()));
        }
        if (here.isSelected()) {
            return new SignIn(who, color, null, null);
        }
        if (words != null && PairingWords.isMeantBy(address.getEditor().getText())) {
            List<String> all =
                    heard.stream().flatMap(each -> each.urls().stream()).toList();
            if (all.isEmpty()) {
                problem.setText(
                        "No hub was found in your network that could know these words. Type its address, and the words"
                                + " below it.");
                return null;
            }
            return new SignIn(who, color, all.get(0), null, null, all.subList(1, all.size()));
        }
        try {
            Destination to = Destination.of(address.getEditor().getText());
            return new SignIn(
                    who, color, to.address(), to.token() == null ? given : to.token(), to.hub(), to.otherAddresses());
        } catch (IllegalArgumentException e) {
            problem.setText("The address: " + e.getMessage());
            address.requestFocus();
            return null;
        }
    }
}
