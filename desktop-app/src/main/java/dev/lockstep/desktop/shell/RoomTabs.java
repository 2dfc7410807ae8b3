package dev.lockstep.desktop.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.javafx.FontIcon;

import dev.lockstep.fx.SharedRoom;

/** The views of a room, one of which is shown; each is made when it is first looked at. */
final class RoomTabs extends BorderPane implements AutoCloseable {

    private static final List<KeyCode> DIGITS =
            List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5);

    private final SharedRoom room;
    private final Map<String, RoomView> views = new HashMap<>();
    private final Map<String, ToggleButton> buttons = new HashMap<>();
    private String shown = "";

    /** @param first the id of the tab that is shown */
    RoomTabs(SharedRoom room, List<Tab> tabs, String first) {
        this.room = room;
        Label title = new Label(room.name());
        title.getStyleClass().add(Styles.ROOM_TITLE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(4, title, gap);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add(Styles.ROOM_BAR);
        ToggleGroup group = new ToggleGroup();
        for (Tab tab : tabs) {
            ToggleButton button = new ToggleButton(tab.title(), new FontIcon(tab.icon()));
            button.setId("tab-" + tab.id());
            button.getStyleClass().add(Styles.ROOM_TAB);
            button.setToggleGroup(group);
            button.setOnAction(clicked -> show(tab));
            buttons.put(tab.id(), button);
            bar.getChildren().add(button);
        }
        setTop(bar);
        addShortcuts(tabs);
        tabs.stream().filter(tab -> tab.id().equals(first)).findFirst().ifPresent(this::show);
    }

    private void addShortcuts(List<Tab> tabs) {
        sceneProperty().addListener((property, before, now) -> {
            for (int i = 0; now != null && i < tabs.size(); i++) {
                Tab tab = tabs.get(i);
                now.getAccelerators()
                        .put(new KeyCodeCombination(DIGITS.get(i), KeyCombination.ALT_DOWN), () -> show(tab));
            }
        });
    }

    private void show(Tab tab) {
        shown = tab.id();
        buttons.forEach((id, button) -> button.setSelected(id.equals(shown)));
        RoomView view = views.computeIfAbsent(tab.id(), id -> tab.make().apply(room));
        setCenter(view.node());
        view.node().requestFocus();
    }

    /** The keys are for what is shown. */
    void focus() {
        RoomView view = views.get(shown);
        if (view != null) {
            view.node().requestFocus();
        }
    }

    /** The id of the tab that is shown. */
    String shown() {
        return shown;
    }

    @Override
    public void close() {
        views.values().forEach(RoomView::close);
        views.clear();
    }
}
