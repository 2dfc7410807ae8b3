package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;

import com.google.gson.Gson;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.LocalHub;
import dev.lockstep.client.QueuedExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Shared state is used on the JavaFX thread: elsewhere it says so, listeners and handlers too. */
class ThreadChecksTest {

    private static final InvalidationListener INVALIDATION = observable -> {};

    private interface Use {
        void of(SharedRoom room);
    }

    private static Named<Use> use(String name, Use use) {
        return Named.of(name, use);
    }

    static Stream<Named<Use>> uses() {
        ChangeListener<Object> change = (value, before, now) -> {};
        ListChangeListener<Object> listChange = any -> {};
        MapChangeListener<Object, Object> mapChange = any -> {};
        return Stream.of(
                use("a number", room -> room.number("n", 0)),
                use("its value", room -> NUMBER.get(0).getValue()),
                use("its listener", room -> NUMBER.get(0).addListener(INVALIDATION)),
                use("its listener's end", room -> NUMBER.get(0).removeListener(INVALIDATION)),
                use("its change listener", room -> NUMBER.get(0).addListener(change)),
                use("its change listener's end", room -> NUMBER.get(0).removeListener(change)),
                use("a list's listener", room -> LIST.get(0).addListener(INVALIDATION)),
                use("a list's listener's end", room -> LIST.get(0).removeListener(INVALIDATION)),
                use("a list's change listener", room -> LIST.get(0).addListener(listChange)),
                use("a list's change listener's end", room -> LIST.get(0).removeListener(listChange)),
                use("a list's size", room -> assertThat(LIST.get(0).size()).isZero()),
                use("a map's listener", room -> MAP.get(0).addListener(INVALIDATION)),
                use("a map's listener's end", room -> MAP.get(0).removeListener(INVALIDATION)),
                use("a map's change listener", room -> MAP.get(0).addListener(mapChange)),
                use("a map's change listener's end", room -> MAP.get(0).removeListener(mapChange)),
                use("a handler of refusals", room -> room.onRefused(refusal -> {})),
                use("a handler of errors", room -> room.onError(error -> {})),
                use("a handler of signals", room -> room.onSignal((member, value) -> {})),
                use("the members", SharedRoom::members),
                use("a lock", room -> room.lock("a")),
                use("a refreshing block", room -> room.refreshing(() -> {})));
    }

    private static final List<SharedNumber> NUMBER = new ArrayList<>();
    private static final List<SharedList<String>> LIST = new ArrayList<>();
    private static final List<SharedMap<String>> MAP = new ArrayList<>();

    /** The test's thread is JavaFX's until it says otherwise. */
    private static final class Elsewhere extends QueuedExecutor {
        private boolean elsewhere;

        @Override
        public boolean isCurrent() {
            return !elsewhere;
        }
    }

    @ParameterizedTest
    @MethodSource("uses")
    @DisplayName("what is used on another thread says so")
    void checked(Use use) {
        Elsewhere fx = new Elsewhere();
        SharedRoom room = new SharedRoom(
                new LocalHub(fx).client("ada").room(), new JsonMapper(new Gson()), fx, new RefreshQueue(fx));
        NUMBER.clear();
        LIST.clear();
        MAP.clear();
        NUMBER.add(room.number("n", 0));
        LIST.add(room.list("l", String.class));
        MAP.add(room.map("m", String.class));
        use.of(room); // here it is right

        fx.elsewhere = true;

        assertThatThrownBy(() -> use.of(room))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("JavaFX thread");
    }

    @Test
    @DisplayName("a debugger, which is on no thread of its own, sees what is in a property, a list and a map")
    void debugged() {
        Elsewhere fx = new Elsewhere();
        SharedRoom room =
                new SharedRoom(new LocalHub(fx).client("ada").room(), new JsonMapper(), fx, new RefreshQueue(fx));
        SharedNumber number = room.number("n", 7);
        SharedList<String> list = room.list("l", String.class);
        SharedMap<String> map = room.map("m", String.class);
        list.add("first");
        map.put("a", "second");
        fx.flush();

        fx.elsewhere = true;

        assertThat(number.toString()).contains("n = 7");
        assertThat(list.toString()).isEqualTo("[first]");
        assertThat(map.toString()).isEqualTo("{a=second}");
    }

    @Test
    @DisplayName("a change is of the list that the listener was added to, and each listener reads all of it")
    void changeOfTheList() {
        FxWorld world = new FxWorld();
        SharedList<String> list = world.ada.list("l", String.class);
        List<List<String>> seen = List.of(new ArrayList<>(), new ArrayList<>());
        for (List<String> added : seen) {
            list.addListener((ListChangeListener<String>) change -> {
                assertThat(change.getList()).isSameAs(list);
                while (change.next()) {
                    added.addAll(change.getAddedSubList());
                }
            });
        }
        list.add("a"); // and nothing of it is heard of yet
        assertThat(seen).containsExactly(List.of("a"), List.of("a"));
    }
}
