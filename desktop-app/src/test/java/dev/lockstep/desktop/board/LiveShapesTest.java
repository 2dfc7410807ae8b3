package dev.lockstep.desktop.board;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.desktop.board.shapes.Box;
import dev.lockstep.desktop.board.shapes.DrawingCost;
import dev.lockstep.desktop.board.shapes.Geometry;
import dev.lockstep.desktop.board.shapes.Kind;
import dev.lockstep.desktop.board.shapes.Look;
import dev.lockstep.desktop.board.shapes.Shape;
import dev.lockstep.desktop.board.shapes.ShapeIndex;
import dev.lockstep.desktop.board.shapes.ShapePlacement;
import dev.lockstep.desktop.board.shapes.Shapes;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** What is seen of what others drag, stretch, turn or type into, and what nobody believes of it. */
class LiveShapesTest {

    private final ShapeIndex index = new ShapeIndex();
    private final Peer peer = new Peer("s", "c", "Grace", "#336699");
    private final LiveShapes live = new LiveShapes();

    @BeforeEach
    void shapes() {
        index.put(Shapes.box("box", 0, 0, 100, 50));
        index.put(Shapes.stroke("stroke", 0, 0, 30, 40, 100, 20));
        index.put(Shape.of("arrow", Kind.ARROW, Look.DEFAULT).with(0, 0, 100, 50, 0));
        index.put(Shape.of("text", Kind.TEXT, Look.DEFAULT).withText("before").with(0, 0, 60, 26, 0));
    }

    /** What the others see of {@code shown}, after it was written and read. */
    private Shape seen(Shape shown) {
        Shape known = index.get(shown.id());
        Json.Obj json = (Json.Obj) ShapePlacement.write(known, shown);
        peer.moved.put(shown.id(), ShapePlacement.read(json));
        live.refresh(List.of(peer), index, Set.of());
        return live.get(shown.id());
    }

    @Test
    @DisplayName("a shape is seen where it is dragged to, as large and as turned, with the text that is typed")
    void seen() {
        for (Shape each : List.copyOf(index.all())) {
            Shape moved = each.at(300, -200);
            assertThat(seen(moved)).isEqualTo(moved);
        }
        Shape turned = index.get("box").with(10, 10, 50, 80, 30);
        assertThat(seen(turned)).isEqualTo(turned);
        Shape back = index.get("arrow").with(10, 10, -50, -80, 0);
        assertThat(seen(back)).isEqualTo(back);
        Shape typed = index.get("box").withText("half sa");
        assertThat(seen(typed)).isEqualTo(typed);
        Shape larger = index.get("text").withLook(Look.DEFAULT.withFontSize(40)).with(0, 0, 120, 52, 0);
        assertThat(seen(larger)).isEqualTo(larger);
        Box frame = new Box(0, 0, 100, 40);
        for (boolean x : new boolean[] {true, false}) {
            for (boolean y : new boolean[] {true, false}) {
                Shape mirrored = Geometry.stretched(index.get("stroke"), frame, frame, x, y);
                assertThat(seen(mirrored)).isEqualTo(mirrored);
            }
        }
    }

    @Test
    @DisplayName("what who sits here has hold of is seen as they have it, and what is gone is not seen")
    void own() {
        seen(index.get("box").at(300, 300));
        live.refresh(List.of(peer), index, Set.of("box"));
        assertThat(live.shown()).isEmpty();
        live.refresh(List.of(peer), index, Set.of());
        assertThat(live.shown()).containsOnlyKeys("box");
        index.remove("box");
        live.refresh(List.of(peer), index, Set.of());
        assertThat(live.shown()).isEmpty();
    }

    @Test
    @DisplayName("nobody makes a frame measure and draw more than it has time for")
    void bounded() {
        String text = "long ".repeat(3_000);
        for (int i = 0; i < 100; i++) {
            index.put(Shapes.box("b" + i, 0, 0, 100, 100));
            peer.moved.put("b" + i, new ShapePlacement(1, 1, 100, 100, 0, Double.NaN, false, false, text));
        }
        live.refresh(List.of(peer), index, Set.of());
        assertThat(live.shown().size()).isLessThan(5);
        Map<String, Shape> small = Map.copyOf(live.shown());
        assertThat(small.values().stream().mapToInt(DrawingCost::of).sum()).isLessThanOrEqualTo(DrawingCost.FRAME_MAX);
    }
}
