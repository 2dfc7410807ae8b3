package dev.lockstep.desktop.panel;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

import dev.lockstep.desktop.view.RoomContext;
import dev.lockstep.desktop.view.RoomView;
import dev.lockstep.desktop.view.Styles;

/** The panel of a room. */
public final class PanelView extends ScrollPane implements RoomView {

    /** So many cards are shown at once: each is a dozen controls, and anybody may add thousands. */
    static final int PAGE = 24;

    private final PanelModel model;
    private final LockRequests asks;
    private final PanelItems items;
    private final BooleanBinding mayEdit;
    private final ItemCards itemCards;
    private final Label empty = new Label("Nothing is on this panel. Put something there with Add.");
    private final RoomCards roomCards;
    private final CardGrid cards = new CardGrid();
    private final Pager pager = new Pager(PAGE, this::showItems);
    private final InvalidationListener itemsChanged = any -> showItems();

    public PanelView(RoomContext context) {
        this(new PanelModel(context.room()), new PanelItems(context.room()));
    }

    PanelView(PanelModel model, PanelItems items) {
        this.model = model;
        this.items = items;
        this.asks = new LockRequests(items.room(), items.names(), System::nanoTime);
        asks.guard(PanelModel.COUNT, "the counter", model.countLock());
        asks.guard(PanelModel.LEVEL, "the slider", model.levelLock());
        roomCards = new RoomCards(model, asks);
        itemCards = new ItemCards(items, asks, this::showCards);
        mayEdit = RoomContext.mayWrite(items.room(), PanelItem.PREFIX);
        MenuButton add = addButton();
        Label title = new Label("Panel");
        title.getStyleClass().add(Styles.VIEW_TITLE);
        Label hint = new Label("Everyone in this room sees and moves the same things.");
        hint.getStyleClass().add(Styles.VIEW_HINT);
        hint.setWrapText(true);
        VBox words = new VBox(4, title, hint);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(16, words, add);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox content = new VBox(24, head, new LockRequestBar(asks), new LockTakenBar(asks), empty, cards, pager);
        content.getStyleClass().add(Styles.CONTENT);
        setContent(content);
        setFitToWidth(true);
        setFocusTraversable(false);
        empty.setId("panel-empty");
        empty.getStyleClass().add(Styles.VIEW_HINT);
        empty.managedProperty().bind(empty.visibleProperty());
        mayEdit.subscribe(now -> {
            cards.setLookOnly(!now);
            add.setVisible(now);
        });
        items.items().addListener(itemsChanged);
        items.room().loadedProperty().addListener(itemsChanged);
        model.hiddenProperty().addListener(itemsChanged);
        showItems();
    }

    private MenuButton addButton() {
        MenuButton add = new MenuButton("Add", new FontIcon(MaterialDesignP.PLUS));
        add.setId("panel-add");
        add.setMinWidth(Region.USE_PREF_SIZE);
        for (PanelItem.Kind kind : PanelItem.Kind.ADDED) {
            MenuItem item = new MenuItem(kind.title());
            item.setId("panel-add-" + kind.wireName());
            item.setOnAction(chosen -> ItemDialog.adding(getScene().getWindow(), items, kind)
                    .showAndWait()
                    .filter(button -> button.getButtonData() == ButtonBar.ButtonData.OK_DONE)
                    .ifPresent(added -> showLast()));
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

    /** What was added is the last of all, at the foot. */
    private void showLast() {
        pager.showLast();
        showItems();
        setVvalue(getVmax());
    }

    private void showItems() {
        pager.show(items.items().size());
        itemCards.show(items.items().subList(pager.from(), pager.to()));
        showCards();
    }

    private void showCards() {
        List<Node> all = new ArrayList<>();
        if (model.isHidden(PanelModel.COUNT)) {
            model.countLock().letGo(); // there is nothing left to give it back with
        } else {
            all.add(roomCards.counter());
        }
        if (model.isHidden(PanelModel.LEVEL)) {
            model.levelLock().letGo();
        } else {
            all.add(roomCards.slider());
        }
        all.addAll(itemCards.inOrder());
        empty.setVisible(all.isEmpty()
                && items.items().isEmpty()
                && items.room().loadedProperty().get());
        cards.getChildren().retainAll(all);
        for (int i = 0; i < all.size(); i++) { // who is typing in a card that doesn't move goes on
            if (i >= cards.getChildren().size()
                    || !all.get(i).equals(cards.getChildren().get(i))) {
                cards.getChildren().remove(all.get(i));
                cards.getChildren().add(i, all.get(i));
            }
        }
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void close() {
        asks.close();
        roomCards.close();
        items.items().removeListener(itemsChanged);
        items.room().loadedProperty().removeListener(itemsChanged);
        model.hiddenProperty().removeListener(itemsChanged);
        itemCards.close();
        items.close();
        model.close();
    }
}
