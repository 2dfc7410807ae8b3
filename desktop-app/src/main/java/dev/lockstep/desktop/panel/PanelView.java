package dev.lockstep.desktop.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

import dev.lockstep.desktop.shell.RoomView;
import dev.lockstep.desktop.shell.Styles;

/** The panel of a room. */
public final class PanelView extends ScrollPane implements RoomView {

    private static final double CARD_WIDTH = 340;
    private static final int TYPED_COLUMNS = 8;

    /** So many cards are shown at once: each is a dozen controls, and anybody may add thousands. */
    static final int PAGE = 24;

    private final PanelModel model;
    private final Slider slider = new Slider(PanelModel.LEVEL_MIN, PanelModel.LEVEL_MAX, PanelModel.LEVEL_START);
    private final Label count = new Label();
    private final Label level = new Label();
    private final LockAsks asks;
    private final LockBar countLock;
    private final LockBar levelLock;
    private final PanelItems items;
    private final Map<String, ItemCard> cardsById = new LinkedHashMap<>();
    private final Node counterCard;
    private final Node sliderCard;
    private final FlowPane cards = new FlowPane(24, 24);
    private final Pager pager = new Pager(PAGE, this::showItems);
    private Runnable untie = () -> {};
    private final InvalidationListener itemsChanged = any -> showItems();

    public PanelView(PanelModel model, PanelItems items) {
        this.model = model;
        this.items = items;
        this.asks = new LockAsks(items.room(), items.names(), System::nanoTime);
        asks.guard(PanelModel.COUNT, "the counter", model.countLock());
        asks.guard(PanelModel.LEVEL, "the slider", model.levelLock());
        this.countLock = new LockBar(model.countLock(), asks, "the counter", "count-lock");
        this.levelLock = new LockBar(model.levelLock(), asks, "the slider", "level-lock");
        counterCard = counterCard();
        sliderCard = sliderCard();
        Label title = new Label("Panel");
        title.getStyleClass().add(Styles.VIEW_TITLE);
        Label hint = new Label("Everyone in this room sees and moves the same things.");
        hint.getStyleClass().add(Styles.VIEW_HINT);
        hint.setWrapText(true);
        VBox words = new VBox(4, title, hint);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(16, words, addButton());
        head.setAlignment(Pos.CENTER_LEFT);
        VBox content = new VBox(24, head, new AskBar(asks), new NewsBar(asks), cards, pager);
        content.getStyleClass().add(Styles.CONTENT);
        setContent(content);
        setFitToWidth(true);
        setFocusTraversable(false);
        items.items().addListener(itemsChanged);
        model.hiddenProperty().addListener(itemsChanged);
        showItems();
    }

    private MenuButton addButton() {
        MenuButton add = new MenuButton("Add", new FontIcon(MaterialDesignP.PLUS));
        add.setId("panel-add");
        add.setMinWidth(Region.USE_PREF_SIZE);
        for (PanelItem.Kind kind : PanelItem.Kind.values()) {
            MenuItem item = new MenuItem(kind.title());
            item.setId("panel-add-" + kind.wireName());
            item.setOnAction(chosen -> new AddDialog(getScene().getWindow(), items, kind).showAndWait());
            add.getItems().add(item);
        }
        MenuItem counter = new MenuItem("The room's counter");
        counter.setOnAction(chosen -> model.setHidden(PanelModel.COUNT, false));
        MenuItem slider = new MenuItem("The room's slider");
        slider.setOnAction(chosen -> model.setHidden(PanelModel.LEVEL, false));
        add.getItems().addAll(counter, slider);
        add.setOnShowing(showing -> {
            counter.setVisible(model.isHidden(PanelModel.COUNT));
            slider.setVisible(model.isHidden(PanelModel.LEVEL));
        });
        return add;
    }

    /** Cards that are there stay, so that nobody's typing is interrupted; those in use stay though another page is shown. */
    private void showItems() {
        pager.show(items.items().size());
        Map<String, ItemCard> shown = new LinkedHashMap<>();
        for (PanelItem item : items.items().subList(pager.from(), pager.to())) {
            String what = what(item);
            ItemCard known = cardsById.remove(what);
            ItemCard card = known == null ? new ItemCard(items, asks, item) : known;
            card.show(item);
            shown.put(what, card);
        }
        List<ItemCard> onPage = List.copyOf(shown.values());
        if (cardsById.values().stream().anyMatch(ItemCard::isInUse)) {
            for (PanelItem item : items.items()) {
                String what = what(item);
                ItemCard elsewhere = cardsById.get(what);
                if (elsewhere != null && elsewhere.isInUse()) {
                    shown.put(what, elsewhere);
                    cardsById.remove(what);
                }
            }
        }
        cardsById.values().forEach(ItemCard::close);
        cardsById.clear();
        cardsById.putAll(shown);
        List<Node> all = new ArrayList<>();
        if (model.isHidden(PanelModel.COUNT)) {
            model.countLock().letGo(); // there is nothing left to give it back with
        } else {
            all.add(counterCard);
        }
        if (model.isHidden(PanelModel.LEVEL)) {
            model.levelLock().letGo();
        } else {
            all.add(sliderCard);
        }
        all.addAll(onPage);
        cards.getChildren().retainAll(all);
        for (int i = 0; i < all.size(); i++) { // who is typing in a card that doesn't move goes on
            if (i >= cards.getChildren().size()
                    || !all.get(i).equals(cards.getChildren().get(i))) {
                cards.getChildren().remove(all.get(i));
                cards.getChildren().add(i, all.get(i));
            }
        }
    }

    /** What makes a card another one. */
    private static String what(PanelItem item) {
        return item.id() + item.kind() + item.min() + item.max() + item.options();
    }

    private Node counterCard() {
        count.setId("count");
        count.getStyleClass().add(Styles.BIG_NUMBER);
        count.textProperty().bind(model.count().map(Numbers::exact));
        Button minus = round(new FontIcon(MaterialDesignM.MINUS), "Minus one", "minus");
        minus.setOnAction(clicked -> model.minus());
        Button plus = round(new FontIcon(MaterialDesignP.PLUS), "Plus one", "plus");
        plus.getStyleClass().add("accent");
        plus.setOnAction(clicked -> model.plus());
        count.setMaxWidth(Double.MAX_VALUE);
        count.setAlignment(Pos.CENTER);
        HBox.setHgrow(count, Priority.ALWAYS);
        HBox row = new HBox(12, minus, count, plus);
        row.setAlignment(Pos.CENTER);
        TextField typed = new TextField();
        typed.setId("typed");
        typed.setPromptText("Type a value");
        typed.setAccessibleText("New value of the counter");
        typed.setPrefColumnCount(TYPED_COLUMNS);
        HBox.setHgrow(typed, Priority.ALWAYS);
        Button set = new Button("Set");
        set.setId("set");
        set.setAccessibleText("Set the counter");
        Runnable setTyped = () -> {
            if (model.type(typed.getText())) {
                typed.clear();
            }
        };
        set.setOnAction(clicked -> setTyped.run());
        typed.setOnAction(entered -> setTyped.run());
        Button reset = new Button("Reset");
        reset.setId("reset");
        reset.setAccessibleText("Reset the counter to zero");
        reset.setOnAction(clicked -> model.reset());
        Label problem = new Label();
        problem.setId("problem");
        problem.getStyleClass().add(Styles.PROBLEM);
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(model.problemProperty().isNotEmpty());
        VBox controls = new VBox(16, row, new HBox(8, typed, set, reset), problem);
        for (Node control : List.of(minus, plus, typed, set, reset)) {
            control.disableProperty().bind(model.countLock().lockedByOther());
        }
        return card(PanelModel.COUNT, "Counter", "One number for the whole room", controls, countLock);
    }

    private Node sliderCard() {
        level.setId("level");
        level.getStyleClass().add(Styles.BIG_NUMBER);
        level.textProperty().bind(model.level().map(Numbers::whole));
        level.setMaxWidth(Double.MAX_VALUE);
        level.setAlignment(Pos.CENTER);
        slider.setId("slider");
        slider.setAccessibleText("Level");
        slider.setBlockIncrement(5);
        untie = Ties.tie(slider, model.level());
        VBox controls = new VBox(16, level, slider);
        slider.disableProperty().bind(model.levelLock().lockedByOther());
        return card(PanelModel.LEVEL, "Slider", "Drag it here, it moves everywhere", controls, levelLock);
    }

    private VBox card(String key, String title, String hint, Node controls, Node foot) {
        Label name = new Label(title);
        name.getStyleClass().add(Styles.CARD_TITLE);
        Label about = new Label(hint);
        about.getStyleClass().add(Styles.CARD_HINT);
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        MenuItem remove = new MenuItem("Remove");
        remove.setOnAction(chosen -> model.setHidden(key, true));
        VBox words = new VBox(2, name, about);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(8, words, ItemCard.menuButton(key + "-menu", title, List.of(remove)));
        VBox card = new VBox(20, head, controls, gap, foot);
        card.getStyleClass().add(Styles.CARD);
        card.setPrefWidth(CARD_WIDTH);
        card.setMinHeight(292);
        return card;
    }

    private static Button round(FontIcon icon, String what, String id) {
        Button button = new Button(null, icon);
        button.setId(id);
        button.getStyleClass().add(Styles.ROUND_BUTTON);
        button.setAccessibleText(what);
        return button;
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void close() {
        count.textProperty().unbind();
        level.textProperty().unbind();
        untie.run();
        asks.close();
        countLock.close();
        levelLock.close();
        items.items().removeListener(itemsChanged);
        model.hiddenProperty().removeListener(itemsChanged);
        cardsById.values().forEach(ItemCard::close);
        items.close();
        model.close();
    }
}
