package dev.lockstep.desktop.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Screen;

import net.fellbaum.jemoji.EmojiGroup;
import org.jspecify.annotations.Nullable;

/** All emoji, group by group, to look for one and to pick it: by mouse, or by typing, arrows and Enter. */
final class EmojiPicker {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final int COLUMNS = 9;
    private static final double CELL = 38;
    private static final double HEIGHT = 6.5 * CELL;

    /** What stands for a group on its button; in the order of {@link Emoji#ALL}. */
    private static final Map<EmojiGroup, String> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put(EmojiGroup.SMILEYS_AND_EMOTION, "😀");
        GROUPS.put(EmojiGroup.PEOPLE_AND_BODY, "👋");
        GROUPS.put(EmojiGroup.ANIMALS_AND_NATURE, "🐻");
        GROUPS.put(EmojiGroup.FOOD_AND_DRINK, "🍔");
        GROUPS.put(EmojiGroup.ACTIVITIES, "⚽");
        GROUPS.put(EmojiGroup.TRAVEL_AND_PLACES, "🚗");
        GROUPS.put(EmojiGroup.OBJECTS, "💡");
        GROUPS.put(EmojiGroup.SYMBOLS, "🔣");
        GROUPS.put(EmojiGroup.FLAGS, "🏁");
    }

    private final Popup popup = new Popup();
    private final TextField search = new TextField();
    private final HBox groups = new HBox(2);
    private final ToggleGroup group = new ToggleGroup();
    private final ListView<List<Emoji>> rows = new ListView<>();
    private final Label name = new Label();
    private final Consumer<Emoji> picked;
    private final ObjectProperty<@Nullable Emoji> chosen = new SimpleObjectProperty<>();
    private List<Emoji> shown = List.of();

    private EmojiPicker(Consumer<Emoji> picked) {
        this.picked = picked;
        search.setId("emoji-search");
        search.setPromptText("Look for an emoji…");
        search.setAccessibleText("Look for an emoji");
        search.textProperty().addListener((text, before, now) -> look(now));
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        groupButton(sign("⭐"), "Used most", Emoji.POPULAR);
        GROUPS.forEach((each, sign) -> groupButton(
                sign(sign),
                each.getName(),
                Emoji.ALL.stream().filter(emoji -> emoji.group() == each).toList()));
        rows.getStyleClass().add("emoji-rows");
        rows.setFixedCellSize(CELL);
        rows.setPrefSize(COLUMNS * CELL + 20, HEIGHT);
        rows.setFocusTraversable(false);
        rows.setPlaceholder(new Label("No emoji is called so."));
        rows.setCellFactory(view -> new Row());
        name.getStyleClass().add("emoji-about");
        name.setMinHeight(Region.USE_PREF_SIZE);
        chosen.addListener((property, before, now) -> {
            search.setAccessibleHelp(now == null ? "nothing is called so" : now.about() + ", Enter takes it");
            search.notifyAccessibleAttributeChanged(AccessibleAttribute.HELP);
        });
        chosen.addListener((property, before, now) -> name.setText(now == null ? "" : now.name() + "  " + now.about()));
        VBox pane = new VBox(6, search, groups, rows, name);
        pane.setId("emoji-picker");
        pane.getStyleClass().add("emoji-picker");
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, clicked -> search.requestFocus());
        popup.getContent().add(pane);
        popup.setAutoHide(true);
    }

    /**
     * Opens it above {@code beside}, or where there is room. It stays when that is gone, as a button is that shows under the pointer only.
     *
     * @param picked gets what was picked, if something was
     */
    static void show(Node beside, Consumer<Emoji> picked) {
        EmojiPicker picker = new EmojiPicker(picked);
        Bounds place = beside.localToScreen(beside.getBoundsInLocal());
        picker.show(Emoji.POPULAR);
        picker.popup.show(beside.getScene().getWindow(), place.getMinX(), place.getMaxY());
        picker.moveTo(place);
        picker.search.requestFocus();
    }

    /** Its size is known once it is shown. */
    private void moveTo(Bounds place) {
        List<Screen> screens = Screen.getScreensForRectangle(place.getMinX(), place.getMinY(), 1, 1);
        Rectangle2D screen = (screens.isEmpty() ? Screen.getPrimary() : screens.get(0)).getVisualBounds();
        double above = place.getMinY() - popup.getHeight();
        double y = above >= screen.getMinY() ? above : Math.min(place.getMaxY(), screen.getMaxY() - popup.getHeight());
        popup.setX(Math.max(screen.getMinX(), Math.min(place.getMinX(), screen.getMaxX() - popup.getWidth())));
        popup.setY(Math.max(screen.getMinY(), y));
    }

    private static Emoji sign(String text) {
        return Objects.requireNonNull(Emoji.of(text), text);
    }

    private void groupButton(Emoji sign, String about, List<Emoji> emoji) {
        ToggleButton button = new ToggleButton(null, new EmojiPicture(sign, EmojiPicture.IN_TEXT));
        button.getStyleClass().addAll("flat", "emoji-group");
        button.setAccessibleText(about);
        button.setTooltip(new Tooltip(about));
        button.setToggleGroup(group);
        button.setFocusTraversable(false);
        button.setOnAction(clicked -> {
            search.clear();
            button.setSelected(true);
            show(emoji);
            search.requestFocus();
        });
        groups.getChildren().add(button);
        if (emoji == Emoji.POPULAR) {
            button.setSelected(true);
        }
    }

    private void look(String words) {
        if (words.isBlank()) {
            group.selectToggle(group.getToggles().get(0));
            show(Emoji.POPULAR);
        } else {
            group.selectToggle(null);
            show(Emoji.find(words));
        }
    }

    private void show(List<Emoji> emoji) {
        shown = emoji;
        List<List<Emoji>> lines = new ArrayList<>();
        for (int i = 0; i < emoji.size(); i += COLUMNS) {
            lines.add(emoji.subList(i, Math.min(emoji.size(), i + COLUMNS)));
        }
        rows.getItems().setAll(lines);
        rows.scrollTo(0);
        chosen.set(emoji.isEmpty() ? null : emoji.get(0));
    }

    private void key(KeyEvent key) {
        switch (key.getCode()) {
            case LEFT -> move(-1);
            case RIGHT -> move(1);
            case UP -> move(-COLUMNS);
            case DOWN -> move(COLUMNS);
            case TAB -> nextGroup(key.isShiftDown() ? -1 : 1);
            case ENTER -> pick(chosen.get());
            case ESCAPE -> popup.hide();
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void move(int by) {
        Emoji now = chosen.get();
        int at = now == null ? -1 : shown.indexOf(now) + by;
        int last = shown.size() - 1;
        if (at > last && (at - by) / COLUMNS < last / COLUMNS) {
            at = last; // the last row is shorter
        }
        if (at >= 0 && at < shown.size()) {
            chosen.set(shown.get(at));
            rows.scrollTo(Math.max(0, at / COLUMNS - 2));
        }
    }

    private void nextGroup(int by) {
        int count = group.getToggles().size();
        int at = group.getToggles().indexOf(group.getSelectedToggle());
        int next = at < 0 && by < 0 ? count - 1 : Math.floorMod(at + by, count);
        ((ToggleButton) group.getToggles().get(next)).fire();
    }

    private void pick(@Nullable Emoji emoji) {
        if (emoji != null) {
            popup.hide();
            picked.accept(emoji);
        }
    }

    /** As many emoji as stand side by side. */
    private final class Row extends ListCell<List<Emoji>> {

        private final HBox line = new HBox();
        private final List<Cell> cells = new ArrayList<>();

        Row() {
            line.setAlignment(Pos.CENTER_LEFT);
            for (int i = 0; i < COLUMNS; i++) {
                Cell cell = new Cell();
                cells.add(cell);
                line.getChildren().add(cell);
            }
            setGraphic(line);
        }

        @Override
        protected void updateItem(@Nullable List<Emoji> row, boolean empty) {
            super.updateItem(row, empty);
            for (int i = 0; i < COLUMNS; i++) {
                cells.get(i).show(row != null && !empty && i < row.size() ? row.get(i) : null);
            }
        }
    }

    private final class Cell extends StackPane {

        private @Nullable Emoji emoji;

        Cell() {
            getStyleClass().add("emoji-cell");
            setPrefSize(CELL, CELL);
            setMinSize(CELL, CELL);
            setOnMouseMoved(moved -> chosen.set(emoji != null ? emoji : chosen.get()));
            setOnMouseClicked(clicked -> pick(emoji));
            chosen.addListener((property, before, now) -> mark());
        }

        void show(@Nullable Emoji now) {
            emoji = now;
            getChildren().setAll(now == null ? List.of() : List.of(new EmojiPicture(now, EmojiPicture.IN_PICKER)));
            setAccessibleText(now == null ? "" : now.about());
            mark();
        }

        private void mark() {
            pseudoClassStateChanged(CHOSEN, emoji != null && emoji.equals(chosen.get()));
        }
    }
}
