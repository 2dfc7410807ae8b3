package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What a room has given out and nobody uses is let go, and nothing else is. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LettingGoTest {

    private final FxWorld world = new FxWorld();

    private int known() {
        return world.ada.core().objects().size();
    }

    /** Until no more than {@code most} are known. */
    private void collect(int most) {
        List<byte[]> memory = new ArrayList<>();
        while (known() > most) {
            System.gc();
            memory.add(new byte[1_000_000]);
            if (memory.size() > 50) {
                memory.clear();
            }
        }
    }

    @Test
    @DisplayName("ten thousand that were opened and dropped are let go, and what is opened then is right")
    void dropped() {
        for (int i = 0; i < 10_000; i++) {
            world.ada.number("n/" + i, 0).set(i);
            world.ada.list("list/" + i, String.class).add("item");
            world.ada.map("map/" + i, String.class).put("name", "value");
            if (i % 50 == 0) {
                world.settle();
            }
        }
        world.settle();
        collect(10);
        assertThat(world.ada.number("n/9", 0).get()).isEqualTo(9);
        assertThat(world.ada.list("list/9", String.class)).containsExactly("item");
        assertThat(world.grace.number("n/9999", 0).get()).isEqualTo(9_999);
    }

    @Test
    @DisplayName("whoever listens to one, or has bound it, hears of all changes, and need not refer to it")
    void listenedTo() {
        List<Object> heard = new ArrayList<>();
        world.ada.number("a", 0).addListener((property, before, after) -> heard.add(after));
        world.ada.list("list", String.class).addListener((ListChangeListener<String>) change -> heard.add("list"));
        world.ada.map("map", String.class).addListener((MapChangeListener<String, String>) change -> heard.add("map"));
        world.ada.text("text").onChange((change, byOthers) -> heard.add("text"));
        DoubleProperty slider = new SimpleDoubleProperty();
        slider.bindBidirectional(world.ada.number("slider", 0));
        StringProperty source = new SimpleStringProperty("");
        world.ada.string("bound", "").bind(source);
        for (int i = 0; i < 1_000; i++) {
            world.ada.number("n/" + i, 0);
        }
        collect(10);

        world.grace.put("a", 1);
        world.grace.list("list", String.class).add("x");
        world.grace.map("map", String.class).put("x", "y");
        world.grace.text("text").insert(0, "x");
        world.grace.put("slider", 7);
        source.set("from here");
        world.settle();
        assertThat(heard).contains(1.0, "list", "map", "text");
        assertThat(slider.get()).isEqualTo(7);
        assertThat(world.grace.get("bound", String.class)).isEqualTo("from here");
    }

    @Test
    @DisplayName("once the last listener is gone it is let go, and one that is closed is told of nothing more")
    void ended() {
        List<Object> heard = new ArrayList<>();
        javafx.beans.value.ChangeListener<Number> listener = (property, before, after) -> heard.add(after);
        SharedNumber number = world.ada.number("a", 0);
        number.addListener(listener);
        number.close();
        world.grace.put("a", 1);
        world.settle();
        assertThat(heard).isEmpty();
        assertThat(world.ada.number("a", 0)).isNotSameAs(number);
        assertThat(world.ada.number("a", 0).get()).isEqualTo(1);

        SharedList<String> list = world.ada.list("list", String.class);
        list.close();
        world.grace.list("list", String.class).add("x");
        world.settle();
        assertThat(list).isEmpty();
        assertThat(world.ada.list("list", String.class)).containsExactly("x");

        SharedNumber other = world.ada.number("b", 0);
        other.addListener(listener);
        other.removeListener(listener);
        other = null;
        number = null;
        list = null;
        world.grace.put("c", 1);
        world.settle(); // new lists are asked once whether they miss something
        collect(0);
        assertThat(known()).isZero();
    }
}
