package dev.lockstep.fx;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedRecordTest {

    record Place(String room, int floor) {}

    record Task(
            String title,
            int points,
            LocalDate due,
            Place place,
            List<String> tags,
            @SerializedName("done?") boolean done) {}

    private static final Task INITIAL = new Task("untitled", 1, null, new Place("hall", 0), List.of(), false);

    private final FxWorld world = new FxWorld();
    private final SharedRecord<Task> here = world.ada.record("task/1", Task.class, INITIAL);
    private final SharedRecord<Task> there = world.grace.record("task/1", Task.class, INITIAL);

    @Test
    @DisplayName("two who set different components at once both keep what they set, of an entry that is new too")
    void components() {
        here.component("title", String.class).set("Write");
        there.component("due", LocalDate.class).set(LocalDate.of(2026, 12, 1));
        there.component("done", boolean.class).set(true);
        world.settle();
        Task both = new Task("Write", 1, LocalDate.of(2026, 12, 1), new Place("hall", 0), List.of(), true);
        assertThat(here.get()).isEqualTo(both);
        assertThat(there.get()).isEqualTo(both);
        assertThat(world.hub.state().entries().value("task/1"))
                .isEqualTo(new Json.Obj(
                        Map.of("title", Json.of("Write"), "due", Json.of("2026-12-01"), "done?", Json.of(true))));

        here.component("title", String.class).set("Read");
        there.component("place", Place.class).set(new Place("attic", 3));
        world.settle();
        assertThat(here.get()).isEqualTo(there.get());
        assertThat(here.get().title()).isEqualTo("Read");
        assertThat(here.get().place()).isEqualTo(new Place("attic", 3));
    }

    @Test
    @DisplayName("a whole record that is set changes what is different in it, and what others set meanwhile stays")
    void whole() {
        here.set(INITIAL);
        world.settle();

        there.component("points", int.class).set(5);
        here.set(new Task("Write", 1, null, new Place("hall", 2), List.of("a"), false));
        world.settle();

        assertThat(here.get()).isEqualTo(new Task("Write", 5, null, new Place("hall", 2), List.of("a"), false));
        assertThat(there.get()).isEqualTo(here.get());
    }

    @Test
    @DisplayName("components are bound to controls, and numbers of any type to sliders, which round")
    void bound() {
        StringProperty title = new SimpleStringProperty();
        title.bindBidirectional(here.component("title", String.class));
        DoubleProperty slider = new SimpleDoubleProperty();
        slider.bindBidirectional(there.number("points"));
        assertThat(title.get()).isEqualTo("untitled");
        assertThat(slider.get()).isEqualTo(1);

        title.set("Write");
        slider.set(3.6);
        world.settle();

        assertThat(here.get().title()).isEqualTo("Write");
        assertThat(here.get().points()).isEqualTo(4);
    }

    @Test
    @DisplayName("of a component that is set faster than the hub answers, the first and the last are sent")
    void folded() {
        int before = world.hub.commits();
        for (int i = 0; i < 100; i++) {
            here.number("points").setValue(i);
        }
        assertThat(here.get().points()).isEqualTo(99);
        world.settle();
        assertThat(there.get().points()).isEqualTo(99);
        assertThat(world.hub.commits() - before).isEqualTo(2);
    }

    @Test
    @DisplayName("what is set of one component and then of another is sent, both of it")
    void notFoldedIntoAnother() {
        here.number("points").setValue(1);
        here.number("points").setValue(2);
        here.component("title", String.class).set("Write");
        here.component("place", Place.class).set(new Place("attic", 3));
        here.component("place", Place.class).set(new Place("cellar", 3));
        here.number("points").setValue(3);
        world.settle();
        assertThat(there.get()).isEqualTo(new Task("Write", 3, null, new Place("cellar", 3), List.of(), false));
    }

    @Test
    @DisplayName(
            "of two components that are set in turn faster than the hub answers, the first and the last of each are sent")
    void foldedInTurn() {
        int before = world.hub.commits();
        for (int i = 0; i < 100; i++) {
            here.number("points").setValue(i);
            here.component("title", String.class).set("title " + i);
        }
        world.settle();
        assertThat(there.get()).isEqualTo(new Task("title 99", 99, null, new Place("hall", 0), List.of(), false));
        assertThat(world.hub.commits() - before).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "a whole record that is set does not write what is as in the initial one, and others may set meanwhile")
    void defaultsAreNotWritten() {
        here.component("title", String.class).set("Write");
        world.settle();
        there.number("points").setValue(5);
        here.set(new Task("Read", 1, null, new Place("hall", 0), List.of(), false));
        world.settle();
        assertThat(here.get()).isEqualTo(new Task("Read", 5, null, new Place("hall", 0), List.of(), false));
        world.ada
                .record("task/3", Task.class, INITIAL)
                .component("title", String.class)
                .reset();
        world.settle();
        assertThat(world.hub.state().entries().get("task/3")).isNull();
    }

    @Test
    @DisplayName("members that the record does not know stay, and it is an item of a list of the same records")
    void listed() {
        world.grace.put("task/1", Map.of("title", "Write", "color", "red"));
        world.settle();
        SharedList<Task> tasks = world.ada.list("task", Task.class);

        here.number("points").setValue(7);
        here.component("title", String.class).set("Read");
        world.settle();

        assertThat(tasks.get(0).title()).isEqualTo("Read");
        assertThat(((Json.Obj) world.hub.state().entries().value("task/1")).get("color"))
                .isEqualTo(Json.of("red"));
    }

    @Test
    @DisplayName("a component that is removed, or set to null, is as in the initial record again")
    void reset() {
        here.component("title", String.class).set("Write");
        here.number("points").setValue(9);
        world.settle();

        there.component("title", String.class).set(null);
        there.component("points", int.class).reset();
        world.settle();

        assertThat(here.get()).isEqualTo(INITIAL);
    }

    @Test
    @DisplayName("listeners to a component hear of its changes and of no others")
    void listeners() {
        List<String> titles = new ArrayList<>();
        there.component("title", String.class).addListener((property, before, now) -> titles.add(now));
        here.number("points").setValue(9);
        world.settle();
        here.component("title", String.class).set("Write");
        world.settle();
        assertThat(titles).containsExactly("Write");
        assertThat(here.component("title", String.class).getName()).isEqualTo("title");
    }

    @Test
    @DisplayName(
            "what is no component, or of another type, is said at once; what others wrote of another type shows as the initial value")
    void wrong() {
        assertThatThrownBy(() -> here.component("titel", String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("titel")
                .hasMessageContaining("title");
        assertThatThrownBy(() -> here.component("title", Integer.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
        assertThatThrownBy(() -> here.number("title")).isInstanceOf(IllegalArgumentException.class);
        here.component("tags", new TypeToken<List<String>>() {}).set(List.of("a"));
        assertThat(here.get().tags()).containsExactly("a");

        world.grace.put("task/1", Map.of("points", "many"));
        world.settle();
        assertThat(here.component("points", int.class).get()).isEqualTo(1);
        world.grace.put("task/1", "not even an object");
        world.settle();
        assertThat(here.get()).isEqualTo(INITIAL);
        here.component("title", String.class).set("repaired");
        world.settle();
        assertThat(there.get().title()).isEqualTo("repaired");
    }

    @Test
    @DisplayName("each component has a lock of its own, and the record one over all of them")
    void locks() {
        here.lock("title").acquire(java.time.Duration.ofSeconds(1));
        there.lock("points").acquire(java.time.Duration.ofSeconds(1));
        world.settle();
        assertThat(here.lock("title").isHeldByMe()).isTrue();
        assertThat(there.lock("title").isHeldByOther()).isTrue();
        assertThat(there.lock("points").isHeldByMe()).isTrue();
        assertThatThrownBy(() -> here.lock("nothing")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("without an initial record there is none until somebody sets a component; primitive ones are 0 then")
    void noInitial() {
        SharedRecord<Task> bare = world.ada.record("task/2", Task.class, null);
        assertThat(bare.get()).isNull();
        assertThat(bare.component("points", int.class).get()).isZero();
        bare.component("title", String.class).set("Write");
        world.settle();
        assertThat(bare.get()).isEqualTo(new Task("Write", 0, null, null, null, false));
    }
}
