package dev.lockstep.desktop.shell;

import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

import dev.lockstep.desktop.view.Styles;

/** What is left of the sidebar while it is folded: the way back, the connection, what was refused, and how much is new. */
final class SideRail extends VBox {

    private static final double WIDTH = 52;
    private static final int COUNT_MAX = 99;

    private final Label fresh = new Label();
    private final ListChangeListener<RoomItem> changed = change -> count();
    private final ListChangeListener<RoomItem> weakly = new WeakListChangeListener<>(changed); // rooms outlive windows
    private ObservableList<RoomItem> rooms = FXCollections.observableArrayList();

    SideRail(StatusModel status, RefusalsModel refusals, Runnable unfold) {
        setId("side-rail");
        getStyleClass().add(ShellStyles.SIDE_RAIL);
        setAlignment(Pos.TOP_CENTER);
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        Button open = new Button(null, new FontIcon(MaterialDesignD.DOCK_LEFT));
        open.setId("sidebar-unfold");
        open.getStyleClass().addAll(Styles.TOOL_BUTTON, "flat");
        open.setAccessibleText("Show rooms and people");
        open.setTooltip(new Tooltip("Show rooms and people (F9)"));
        open.setOnAction(clicked -> unfold.run());
        fresh.setId("rail-unread");
        fresh.getStyleClass().add(ShellStyles.ROOM_BADGE);
        fresh.setMinWidth(USE_PREF_SIZE);
        fresh.setTooltip(new Tooltip("New messages in your rooms"));
        RefusalsButton refused = new RefusalsButton(refusals);
        refused.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        Tooltip why = new Tooltip();
        why.textProperty().bind(refused.textProperty());
        refused.setTooltip(why);
        getChildren().addAll(open, dot(status), refused, fresh);
        count();
    }

    private static Region dot(StatusModel status) {
        Region dot = new Region();
        dot.getStyleClass().add(ShellStyles.STATUS_DOT);
        StackPane around = new StackPane(dot); // a target that a pointer finds
        around.getStyleClass().add(ShellStyles.STATUS);
        Tooltip words = new Tooltip();
        words.textProperty().bind(status.textProperty());
        Tooltip.install(around, words);
        around.accessibleTextProperty().bind(status.textProperty());
        status.moodProperty().addListener((mood, before, now) -> show(around, now));
        show(around, status.moodProperty().get());
        return around;
    }

    private static void show(Region dot, StatusModel.Mood mood) {
        for (StatusModel.Mood each : StatusModel.Mood.values()) {
            dot.pseudoClassStateChanged(PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == mood);
        }
    }

    void showRooms(ObservableList<RoomItem> items) {
        rooms.removeListener(weakly);
        rooms = items;
        rooms.addListener(weakly);
        count();
    }

    private void count() {
        int unread = rooms.stream()
                .filter(room -> !room.muted())
                .mapToInt(RoomItem::unread)
                .sum();
        fresh.setText(unread > COUNT_MAX ? COUNT_MAX + "+" : String.valueOf(unread));
        fresh.setVisible(unread > 0);
        fresh.pseudoClassStateChanged(
                PseudoClass.getPseudoClass("mentioned"), rooms.stream().anyMatch(RoomItem::mentioned));
    }
}
