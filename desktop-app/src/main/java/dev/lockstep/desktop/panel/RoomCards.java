package dev.lockstep.desktop.panel;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

import dev.lockstep.desktop.view.Styles;

/** The cards of the counter and the slider that each room has. */
final class RoomCards implements AutoCloseable {

    private static final double HEIGHT = 268;

    private final PanelModel model;
    private final LockBar countLock;
    private final LockBar levelLock;
    private final BigNumber count;
    private final BigNumber level;
    private final ValueBox countBox;
    private final ValueBox levelBox;
    private final Node counterCard;
    private final Node sliderCard;
    private Runnable unbind = () -> {};

    RoomCards(PanelModel model, LockRequests asks) {
        this.model = model;
        countLock = new LockBar(model.countLock(), asks, "the counter", "count-lock");
        levelLock = new LockBar(model.levelLock(), asks, "the slider", "level-lock");
        count = new BigNumber(model.count(), "count");
        level = new BigNumber(model.level(), "level");
        countBox = new ValueBox(model.count(), counterRow(), model.countLock().lockedByOther(), "count");
        levelBox =
                new ValueBox(model.level(), levelControls(), model.levelLock().lockedByOther(), "level");
        counterCard = counterCard();
        sliderCard = card(PanelModel.LEVEL, "Slider", "Drag it here, it moves everywhere", levelBox, levelLock);
    }

    Node counter() {
        return counterCard;
    }

    Node slider() {
        return sliderCard;
    }

    private Node counterRow() {
        Button minus = ValueControls.round(new FontIcon(MaterialDesignM.MINUS), "Minus one");
        minus.setId("minus");
        minus.setOnAction(clicked -> model.count().add(-1));
        Button plus = ValueControls.round(new FontIcon(MaterialDesignP.PLUS), "Plus one");
        plus.setId("plus");
        plus.getStyleClass().add("accent");
        plus.setOnAction(clicked -> model.count().add(1));
        for (Button each : List.of(minus, plus)) {
            each.disableProperty().bind(model.countLock().lockedByOther());
        }
        HBox row = new HBox(12, minus, count, plus);
        row.setAlignment(Pos.CENTER);
        return row;
    }

    private Node counterCard() {
        Button reset = new Button("Reset");
        reset.setId("reset");
        reset.setAccessibleText("Reset the counter to zero");
        reset.setMinWidth(Region.USE_PREF_SIZE);
        reset.setOnAction(clicked -> model.reset());
        reset.disableProperty().bind(model.countLock().lockedByOther());
        NumberField typed = new NumberField("the counter", model.count()::set);
        typed.disableWhile(model.countLock().lockedByOther());
        typed.addBeside(reset);
        return card(
                PanelModel.COUNT, "Counter", "One number for the whole room", new VBox(16, countBox, typed), countLock);
    }

    private Node levelControls() {
        Slider slider = new Slider(PanelModel.LEVEL_MIN, PanelModel.LEVEL_MAX, PanelModel.LEVEL_START);
        slider.setId("slider");
        slider.setAccessibleText("Level");
        slider.setBlockIncrement(5);
        unbind = ControlBindings.bind(slider, model.level());
        slider.disableProperty().bind(model.levelLock().lockedByOther());
        return new VBox(16, level, slider);
    }

    private Node card(String key, String title, String hint, Node controls, LockBar foot) {
        Label name = new Label(title);
        name.getStyleClass().add(Styles.CARD_TITLE);
        Label about = new Label(hint);
        about.getStyleClass().add(Styles.CARD_HINT);
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        LockModel lock = key.equals(PanelModel.COUNT) ? model.countLock() : model.levelLock();
        PanelValue value = key.equals(PanelModel.COUNT) ? model.count() : model.level();
        MenuItem type = ItemCard.action(
                "Type a value…",
                () -> new ValueDialog(
                                foot.getScene().getWindow(),
                                "the " + title.toLowerCase(java.util.Locale.ROOT),
                                value::set)
                        .showAndWait());
        type.disableProperty().bind(lock.lockedByOther());
        MenuItem remove = ItemCard.action("Remove", () -> model.setHidden(key, true));
        VBox words = new VBox(2, name, about);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(8, words, ItemCard.menuButton(key + "-menu", title, List.of(type, remove)));
        VBox card = new VBox(18, head, controls, gap, foot);
        card.getStyleClass().add(Styles.CARD);
        card.setMinHeight(HEIGHT);
        return card;
    }

    @Override
    public void close() {
        unbind.run();
        count.close();
        level.close();
        countBox.close();
        levelBox.close();
        countLock.close();
        levelLock.close();
    }
}
