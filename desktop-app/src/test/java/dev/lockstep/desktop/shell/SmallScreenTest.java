package dev.lockstep.desktop.shell;

import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.controlsfx.control.PopOver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.view.DialogSize;

import static org.assertj.core.api.Assertions.assertThat;

/** What is higher than the screen, as much is at 200 %: its last button can be reached all the same. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class SmallScreenTest {

    private Button beside;
    private Stage stage;

    @BeforeEach
    void open() {
        stage = Fx.get(() -> {
            Stage made = new Stage();
            beside = new Button("beside");
            made.setScene(new Scene(new StackPane(beside), 300, 200));
            made.setX(10);
            made.setY(10);
            made.show();
            return made;
        });
    }

    @AfterEach
    void close() {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    private static VBox high() {
        VBox content = new VBox();
        IntStream.range(0, 60).forEach(i -> {
            Button button = new Button("Button " + i);
            button.setMinHeight(40);
            content.getChildren().add(button);
        });
        content.setPrefWidth(200);
        return content;
    }

    private Rectangle2D screen() {
        return DialogSize.screenOf(stage);
    }

    private static boolean isWithin(Node node, Rectangle2D screen) {
        var bounds = node.localToScreen(node.getBoundsInLocal());
        return bounds != null && bounds.getMinY() >= screen.getMinY() && bounds.getMaxY() <= screen.getMaxY();
    }

    @Test
    @DisplayName("a popover is scrolled")
    void popover() {
        VBox content = Fx.get(SmallScreenTest::high);
        Popover popover = Fx.get(() -> new Popover(PopOver.ArrowLocation.LEFT_TOP));
        Fx.run(() -> popover.show(content, beside));
        Fx.await("it is shown", () -> content.getScene() != null && content.getHeight() > 0);
        ScrollPane scroll = Fx.get(() -> {
            Node parent = content;
            while (!(parent instanceof ScrollPane)) {
                parent = parent.getParent();
            }
            return (ScrollPane) parent;
        });
        assertThat(Fx.get(scroll::getHeight)).isLessThan(screen().getHeight());
        assertThat(Fx.get(content::getWidth)).isGreaterThanOrEqualTo(200);
        Fx.run(() -> scroll.setVvalue(1));
        Node last = content.getChildren().get(59);
        Fx.await("its end is seen", () -> isWithin(last, screen()));
        Fx.run(popover::hide);
    }

    @Test
    @DisplayName("a popover has no more than it needs where there is room")
    void low() {
        Region content = Fx.get(() -> {
            Region made = new Region();
            made.setPrefSize(200, 120);
            return made;
        });
        Fx.run(() -> new Popover(PopOver.ArrowLocation.LEFT_TOP).show(content, beside));
        Fx.await("it is shown", () -> content.getHeight() > 0);
        assertThat(Fx.get(content::getHeight)).isEqualTo(120);
        assertThat(Fx.get(content::getWidth)).isEqualTo(200);
    }

    @Test
    @DisplayName("a dialog is as high as the screen, with its buttons")
    void dialog() {
        ObservableList<Window> windows = FXCollections.observableArrayList();
        Dialog<ButtonType> dialog = Fx.get(() -> {
            DialogSize.keepOnScreen(windows);
            Dialog<ButtonType> made = new Dialog<>();
            made.initOwner(stage);
            made.initModality(Modality.NONE);
            made.setResizable(true);
            ScrollPane scroll = ToolDialog.scrolled(high());
            scroll.setPrefHeight(3_000);
            made.getDialogPane().setContent(scroll);
            made.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
            windows.add(made.getDialogPane().getScene().getWindow());
            made.show();
            return made;
        });
        Node button = Fx.get(() -> dialog.getDialogPane().lookupButton(ButtonType.CLOSE));
        Fx.await("its button is seen", () -> isWithin(button, screen()));
        Fx.run(dialog::close);
    }
}
