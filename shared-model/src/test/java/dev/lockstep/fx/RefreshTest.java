package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.JsonMapper;
import dev.lockstep.client.LocalHub;
import dev.lockstep.client.QueuedExecutor;
import dev.lockstep.client.Subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RefreshTest {

    private final FxWorld world = new FxWorld();
    private final List<String> runs = new ArrayList<>();

    @Test
    @DisplayName("a block runs at once, and again when what it read has changed, and only then")
    void runsForWhatItRead() {
        SharedNumber a = world.grace.number("a", 0);
        world.grace.refreshing(() -> runs.add("a=" + a.get()));
        assertThat(runs).containsExactly("a=0.0");

        world.ada.put("b", 1);
        world.settle();
        assertThat(runs).hasSize(1);

        world.ada.put("a", 1);
        world.settle();
        assertThat(runs).containsExactly("a=0.0", "a=1.0");

        world.ada.put("a", 1); // no change
        world.settle();
        assertThat(runs).hasSize(2);
    }

    @Test
    @DisplayName("several changes of a moment are one run")
    void oneRunForMany() {
        world.grace.refreshing(
                () -> runs.add(world.grace.get("a", Integer.class) + "," + world.grace.get("b", Integer.class)));
        world.ada.put("a", 1);
        world.ada.put("b", 2);
        world.ada.put("a", 3);
        world.settle();
        assertThat(runs).containsExactly("null,null", "3,2");
    }

    @Test
    @DisplayName("a key that the latest run didn't read doesn't count any more")
    void unboundFromWhatIsNoLongerRead() {
        world.ada.put("which", "a");
        world.settle();
        world.grace.refreshing(() -> {
            String which = world.grace.get("which", String.class);
            runs.add(which + "=" + world.grace.get(String.valueOf(which), Integer.class));
        });
        world.ada.put("which", "b");
        world.settle();
        world.ada.put("a", 5);
        world.settle();
        assertThat(runs).containsExactly("a=null", "b=null");
        world.ada.put("b", 6);
        world.settle();
        assertThat(runs).endsWith("b=6");
    }

    @Test
    @DisplayName("a list that was read counts with all that is in it")
    void listRead() {
        SharedList<String> list = world.grace.list("items", String.class);
        world.grace.refreshing(() -> runs.add(list.toString()));
        world.ada.list("items", String.class).add("one");
        world.settle();
        assertThat(runs).containsExactly("[]", "[one]");
    }

    @Test
    @DisplayName("a closed subscription runs no more")
    void closed() {
        Subscription subscription = world.grace.refreshing(() -> runs.add("" + world.grace.get("a", Integer.class)));
        subscription.close();
        world.ada.put("a", 1);
        world.settle();
        assertThat(runs).hasSize(1);
    }

    @Test
    @DisplayName("a quiet change is taken, but refreshes nothing elsewhere")
    void quietly() {
        SharedNumber a = world.grace.number("a", 0);
        List<Number> told = new ArrayList<>();
        a.addListener((value, before, now) -> told.add(now));
        world.grace.refreshing(() -> runs.add("a=" + a.get()));

        world.ada.quietly(() -> world.ada.put("a", 1));
        world.settle();

        assertThat(runs).hasSize(1);
        assertThat(told).isEmpty();
        assertThat(a.get()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "refresh() makes windows refresh though nothing changed, the asker's too; after a quiet change it shows")
    void forced() {
        world.grace.refreshing(() -> runs.add("grace " + world.grace.get("a", Integer.class)));
        world.ada.refreshing(() -> runs.add("ada " + world.ada.get("a", Integer.class)));
        world.ada.quietly(() -> world.ada.put("a", 1));
        world.settle();
        runs.clear();
        world.ada.refresh("a");
        world.settle();
        assertThat(runs).containsExactlyInAnyOrder("grace 1", "ada 1");
    }

    @Test
    @DisplayName("refresh() inside quietly() is an error")
    void refreshInsideQuietly() {
        assertThatThrownBy(() -> world.ada.quietly(() -> world.ada.refresh("a")))
                .isInstanceOf(IllegalStateException.class);
        world.ada.refresh("a"); // and quietly() is over
    }

    @Test
    @DisplayName("a block that changes what it reads is stopped, and told with the key's name")
    void loop() {
        List<RuntimeException> errors = new ArrayList<>();
        world.ada.onError(errors::add);
        SharedNumber count = world.ada.number("count", 0);
        world.ada.refreshing(() -> {
            runs.add("run");
            count.set(count.get() + 1);
        });
        world.settle();
        assertThat(runs).hasSizeLessThan(50);
        assertThat(errors)
                .singleElement()
                .isInstanceOfSatisfying(
                        RefreshLoopException.class, e -> assertThat(e.key()).isEqualTo("count"));
        int size = runs.size();
        world.grace.put("count", 1_000);
        world.settle();
        assertThat(runs).hasSize(size);
    }

    @Test
    @DisplayName("two blocks that feed each other are stopped too")
    void loopOfTwo() {
        List<RuntimeException> errors = new ArrayList<>();
        world.ada.onError(errors::add);
        SharedNumber a = world.ada.number("a", 0);
        SharedNumber b = world.ada.number("b", 0);
        world.ada.refreshing(() -> a.set(b.get() + 1));
        world.ada.refreshing(() -> b.set(a.get() + 1));
        world.settle();
        assertThat(errors).isNotEmpty().allSatisfy(e -> assertThat(e).isInstanceOf(RefreshLoopException.class));
    }

    @Test
    @DisplayName(
            "two blocks that feed each other through two rooms of a program are stopped too, and a chain through both settles")
    void loopThroughTwoRooms() {
        QueuedExecutor fx = new QueuedExecutor();
        RefreshQueue program = new RefreshQueue(fx);
        List<String> errors = new ArrayList<>();
        SharedRoom one = new SharedRoom(new LocalHub(fx).client("ada").room(), new JsonMapper(), fx, program);
        SharedRoom two = new SharedRoom(new LocalHub(fx).client("ada").room(), new JsonMapper(), fx, program);
        one.onError(error -> errors.add(error.getMessage()));
        two.onError(error -> errors.add(error.getMessage()));
        SharedNumber a = one.number("a", 0);
        SharedNumber b = two.number("b", 0);
        Subscription first = one.refreshing(() -> two.number("c", 0).set(a.get()));
        Subscription second =
                one.refreshing(() -> one.number("d", 0).set(two.number("c", 0).get()));
        a.set(7);
        fx.flush();
        assertThat(one.number("d", 0).get()).isEqualTo(7);
        assertThat(errors).isEmpty();
        first.close();
        second.close();

        one.refreshing(() -> a.set(b.get() + 1));
        one.refreshing(() -> b.set(a.get() + 1));
        fx.flush(); // which would never end

        assertThat(errors).isNotEmpty().allSatisfy(error -> assertThat(error).containsAnyOf(": a;", ": b;"));
    }

    @Test
    @DisplayName("a block that writes something else settles")
    void chain() {
        SharedNumber a = world.ada.number("a", 0);
        world.ada.refreshing(() -> world.ada.number("double", 0).set(a.get() * 2));
        world.grace.put("a", 21);
        world.settle();
        assertThat(world.grace.number("double", 0).get()).isEqualTo(42);
    }

    @Test
    @DisplayName("what a block throws is told, and it runs again the next time")
    void throwing() {
        List<RuntimeException> errors = new ArrayList<>();
        world.grace.onError(errors::add);
        world.grace.refreshing(() -> {
            Integer a = world.grace.get("a", Integer.class);
            runs.add("" + a);
            if (a != null && a == 1) {
                throw new IllegalArgumentException("one");
            }
        });
        world.ada.put("a", 1);
        world.settle();
        world.ada.put("a", 2);
        world.settle();
        assertThat(runs).containsExactly("null", "1", "2");
        assertThat(errors).singleElement().isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("what a label reads when a block writes is not what the block read")
    void listenersOfWhatABlockWrites() {
        SharedNumber a = world.ada.number("a", 0);
        SharedNumber total = world.ada.number("total", 0);
        total.addListener((value, before, now) -> total.get());
        world.ada.refreshing(() -> {
            runs.add("run");
            total.set(a.get() + 1);
        });
        world.settle();
        assertThat(runs).hasSize(1);
        world.grace.put("total", 100);
        world.settle();
        assertThat(runs).hasSize(1);
        assertThat(total.get()).isEqualTo(100);
    }

    @Test
    @DisplayName("a block whose first run throws is not run again: nobody could end it")
    void firstRunThrows() {
        assertThatThrownBy(() -> world.ada.refreshing(() -> {
                    runs.add("" + world.ada.get("a", Integer.class));
                    throw new IllegalArgumentException("at once");
                }))
                .hasMessage("at once");
        world.ada.put("a", 1);
        world.settle();
        assertThat(runs).hasSize(1);
    }

    @Test
    @DisplayName("an update inside quietly() is quiet too")
    void quietUpdate() {
        world.grace.refreshing(() -> runs.add("" + world.grace.get("a", Integer.class)));
        world.ada.quietly(() -> world.ada.updateNumber("a", n -> n + 1));
        world.settle();
        assertThat(runs).containsExactly("null");
        assertThat(world.grace.get("a", Integer.class)).isEqualTo(1);
    }
}
