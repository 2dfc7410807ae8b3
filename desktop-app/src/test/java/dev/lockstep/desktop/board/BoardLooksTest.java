package dev.lockstep.desktop.board;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.client.Identity;
import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.Shapes;
import dev.lockstep.desktop.board.shapes.TextLayout;
import dev.lockstep.desktop.view.Settings;
import dev.lockstep.fx.Lockstep;
import dev.lockstep.hub.Hub;
import dev.lockstep.hub.HubOptions;
import dev.lockstep.hub.journal.MemoryJournal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What can be chosen of how shapes look, and what is changed by it; without a window. */
@UiTest
@ExtendWith(ApplicationExtension.class)
class BoardLooksTest {

    private Hub hub;
    private Lockstep lockstep;
    private BoardModel model;
    private Toolbox toolbox;

    @BeforeEach
    void open() {
        hub = Hub.start(HubOptions.defaults().withPort(0), new MemoryJournal());
        Fx.run(() -> {
            lockstep = Lockstep.connect(hub.url(), Identity.named("Ada"));
            model = new BoardModel(lockstep.room("lobby"));
            toolbox = new Toolbox(model, new BoardPeople(model.room(), model.index()), Settings.none());
        });
    }

    @AfterEach
    void close() {
        Fx.run(lockstep::close);
        hub.close();
    }

    private Set<LookPart> parts(Tool tool) {
        return Fx.get(() -> {
            toolbox.toolProperty().set(tool);
            return toolbox.lookParts();
        });
    }

    private Shape draw(Tool tool) {
        return Fx.get(() -> {
            toolbox.toolProperty().set(tool);
            Gesture gesture = toolbox.press(Pointers.at(100, 100));
            gesture.move(Pointers.at(150, 130));
            gesture.end(Pointers.at(200, 150));
            return model.index().front();
        });
    }

    private <T> Set<T> looks(LookPart part, Function<Look, T> what) {
        return Fx.get(() -> Set.copyOf(toolbox.looks(part).stream().map(what).toList()));
    }

    @Test
    @DisplayName("only what makes a difference to what the tool draws can be chosen")
    void ofTools() {
        assertThat(parts(Tool.PEN))
                .containsExactlyInAnyOrder(LookPart.COLOR, LookPart.WIDTH, LookPart.SPEED, LookPart.OPACITY);
        assertThat(parts(Tool.ARROW)).contains(LookPart.DASH).doesNotContain(LookPart.FILL, LookPart.TEXT_SIZE);
        assertThat(parts(Tool.RECTANGLE)).contains(LookPart.FILL, LookPart.TEXT_SIZE);
        assertThat(parts(Tool.STICKY)).containsExactlyInAnyOrder(LookPart.PAPER, LookPart.TEXT_SIZE, LookPart.OPACITY);
        assertThat(parts(Tool.SELECT)).isEmpty();
        assertThat(parts(Tool.ERASER)).isEmpty();
    }

    @Test
    @DisplayName(
            "a highlighter is not as grey as a pen, nor a note as blue as a rectangle: each is as it was chosen last")
    void lookOfTheirOwn() {
        assertThat(draw(Tool.PEN).look().color()).isEqualTo("ink");
        assertThat(draw(Tool.HIGHLIGHTER).look().color()).isEqualTo("yellow");
        assertThat(Fx.get(() -> model.index().front().look().opacity())).isLessThan(0.6);
        Fx.run(() -> {
            toolbox.toolProperty().set(Tool.RECTANGLE);
            toolbox.restyle("Fill", LookPart.FILL, look -> look.withFill("blue"));
        });
        assertThat(draw(Tool.RECTANGLE).look().fill()).isEqualTo("blue");
        Fx.run(() -> model.selectNone());
        assertThat(draw(Tool.STICKY).look().fill()).isEqualTo("yellow");
    }

    @Test
    @DisplayName("of what is selected, those shapes change that it makes a difference to; all their looks are shown")
    void ofSelection() {
        Shape picture = Shape.of("p", Kind.IMAGE, Look.DEFAULT).with(0, 0, 50, 50, 0);
        Shape note = Shape.of("n", Kind.STICKY, Look.DEFAULT.withFill("pink")).with(0, 0, 50, 50, 0);
        Fx.run(() -> {
            toolbox.toolProperty().set(Tool.SELECT);
            model.select(List.of(model.add("Draw", picture)));
        });
        assertThat(Fx.get(() -> toolbox.lookParts())).containsExactly(LookPart.OPACITY);
        Fx.run(() -> {
            Shape box = model.add("Draw", Shapes.box("b", 0, 0, 50, 50));
            model.select(List.of(picture, model.add("Draw", note), box));
            toolbox.restyle("Colour", LookPart.COLOR, look -> look.withColor("red"));
            toolbox.restyle("Fill", LookPart.FILL, look -> look.withFill("green"));
        });
        assertThat(Fx.get(() -> model.index().get("b").look()))
                .isEqualTo(Look.DEFAULT.withColor("red").withFill("green"));
        assertThat(Fx.get(() -> model.index().get("n").look())).isEqualTo(note.look());
        assertThat(Fx.get(() -> model.index().get("p").look())).isEqualTo(picture.look());
        assertThat(looks(LookPart.PAPER, Look::fill)).containsExactly("pink");
        Fx.run(() -> toolbox.restyle("Opacity", LookPart.OPACITY, look -> look.withOpacity(0.5)));
        assertThat(looks(LookPart.OPACITY, Look::opacity)).containsExactly(0.5);
        Fx.run(() -> {
            model.toggleLocked();
        });
        assertThat(Fx.get(() -> toolbox.lookParts())).isEmpty();
    }

    @Test
    @DisplayName("a note grows where its text is made larger, and stays as it is where anything else changes")
    void largerText() {
        String text = "a text of some length that goes over several lines";
        Shape note = Shape.of("n", Kind.STICKY, Look.DEFAULT.withFontSize(20))
                .withText(text)
                .with(0, 0, 160, 160, 0);
        Shape low = Shape.of("l", Kind.STICKY, Look.DEFAULT.withFontSize(20))
                .withText(text)
                .with(300, 0, 160, 20, 0);
        Fx.run(() -> {
            toolbox.toolProperty().set(Tool.SELECT);
            model.select(List.of(model.add("Draw", note), model.add("Draw", low)));
            toolbox.restyle("Opacity", LookPart.OPACITY, look -> look.withOpacity(0.5));
        });
        assertThat(Fx.get(() -> model.index().get("n").height())).isEqualTo(160);
        assertThat(Fx.get(() -> model.index().get("l").height())).isEqualTo(20);
        Fx.run(() -> toolbox.restyle("Text size", LookPart.TEXT_SIZE, look -> look.withFontSize(40)));
        Shape larger = Fx.get(() -> model.index().get("n"));
        assertThat(larger.height())
                .isCloseTo(
                        TextLayout.height(text, 40, 160 - 2 * TextLayout.PADDING) + 2 * TextLayout.PADDING,
                        within(0.01))
                .isGreaterThan(160);
        assertThat(larger.width()).isEqualTo(160);
    }
}
