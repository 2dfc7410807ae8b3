package dev.lockstep.desktop.board;

import java.util.List;
import java.util.Set;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.testfx.api.FxRobot;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.TestSession;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.shell.Theme;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.desktop.view.ViewDescriptor;
import dev.lockstep.fx.FxThread;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;

/** Two people on one board, over a real hub, each in a window. */
abstract class TwoOnABoard {

    final FxRobot robot = new FxRobot();
    final FxThread fx = FxThread.platform();
    Hub hub;
    Theme theme;
    Stage ada;
    Stage grace;

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        theme = Fx.get(() -> {
            Theme made = new Theme();
            made.apply();
            return made;
        });
        ada = window("Ada");
        grace = window("Grace");
        Fx.await("both are on the board", () -> peers(ada) == 1 && peers(grace) == 1);
    }

    Stage window(String name) {
        return Fx.get(() -> {
            List<ViewDescriptor> tabs = List.of(new ViewDescriptor(
                    "board",
                    "Board",
                    MaterialDesignD.DRAW,
                    "shape",
                    place -> new BoardView(new BoardModel(place.room()), Settings.none(), fx)));
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            TestSession.open(
                    TestSession.services(theme, Settings.none(), tabs, hub, false), stage, name, "lobby", "board", hub);
            return stage;
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        hub.close();
    }

    /** A rectangle of 120 by 80, which is selected. */
    void box(Stage stage) {
        int before = Fx.get(() -> count(stage));
        press(stage, KeyCode.R);
        drag(stage, 100, 100, 220, 180);
        Fx.await("the box is there", () -> count(ada) == before + 1 && count(grace) == before + 1);
    }

    void press(Stage stage, KeyCode key, KeyCode... held) {
        front(stage);
        robot.press(held).type(key).release(held);
    }

    void drag(Stage stage, double fromX, double fromY, double toX, double toY) {
        front(stage);
        robot.moveTo(at(stage, fromX, fromY)).press(MouseButton.PRIMARY);
        robot.moveTo(at(stage, (fromX + toX) / 2, (fromY + toY) / 2)).moveTo(at(stage, toX, toY));
        robot.release(MouseButton.PRIMARY);
    }

    /** A point of the board on the screen, right of the bar of looks. */
    Point2D at(Stage stage, double x, double y) {
        return Fx.get(() -> {
            BoardView board = board(stage);
            Bounds bounds = board.localToScreen(board.getBoundsInLocal());
            return new Point2D(bounds.getMinX() + 200 + x, bounds.getMinY() + 60 + y);
        });
    }

    static void front(Stage stage) {
        Fx.run(() -> {
            stage.toFront();
            stage.requestFocus();
            if (!(stage.getScene().getFocusOwner() instanceof TextInputControl) && node(stage, "#board-keys") == null) {
                board(stage).requestFocus();
            }
        });
    }

    Shape awaitOne(Stage stage, Kind kind) {
        Fx.await("one " + kind, () -> count(stage) == 1 && one(stage).kind() == kind);
        return Fx.get(() -> one(stage));
    }

    static boolean isOpaque(Region region) {
        return region.getBackground() != null
                && region.getBackground().getFills().stream()
                        .anyMatch(fill -> fill.getFill() instanceof Color color && color.isOpaque());
    }

    static Bounds sceneBounds(Node node) {
        return node.localToScene(node.getBoundsInLocal());
    }

    static BoardView board(Stage stage) {
        assertThat(Platform.isFxApplicationThread()).isTrue();
        return (BoardView) stage.getScene().getRoot().lookup("#board");
    }

    static BoardModel model(Stage stage) {
        return board(stage).model();
    }

    static int count(Stage stage) {
        return model(stage).index().size();
    }

    static Shape one(Stage stage) {
        return model(stage).index().all().iterator().next();
    }

    static int peers(Stage stage) {
        return board(stage) == null ? 0 : board(stage).people().peers().size();
    }

    static Peer peer(Stage stage) {
        return board(stage).people().peers().iterator().next();
    }

    static @Nullable Node node(Stage stage, String id) {
        Set<Node> found = stage.getScene().getRoot().lookupAll(id);
        return found.isEmpty() ? null : found.iterator().next();
    }
}
