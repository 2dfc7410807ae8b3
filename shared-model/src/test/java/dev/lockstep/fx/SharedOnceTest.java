package dev.lockstep.fx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedOnceTest {

    record Report(String text, List<Integer> of) {}

    private final FxWorld world = new FxWorld();
    private final Deque<Runnable> adasWork = new ArrayDeque<>();
    private final Deque<Runnable> gracesWork = new ArrayDeque<>();
    private final List<OnceRun> runs = new ArrayList<>();
    private RuntimeException failure;

    private SharedOnce<Report> report(SharedRoom room, Deque<Runnable> work) {
        @SuppressWarnings("unchecked")
        SharedOnce<Report> once = (SharedOnce<Report>) room.once(
                "report",
                Report.class,
                () -> List.copyOf(room.list("sale", Integer.class)),
                (sales, run) -> {
                    runs.add(run);
                    if (failure != null) {
                        throw failure;
                    }
                    return new Report("total " + sales.stream().mapToInt(i -> i).sum(), sales);
                },
                work::add);
        return once;
    }

    private void sell(int amount) {
        world.grace.list("sale", Integer.class).add(amount);
        world.settle();
    }

    private void work(Deque<Runnable> work) {
        assertThat(work).hasSize(1);
        work.remove().run();
        world.settle();
    }

    @Test
    @DisplayName(
            "one of two windows computes, both see that it does, how far it is, and the result; again when the inputs change")
    void once() {
        sell(5);
        SharedOnce<Report> adas = report(world.ada, adasWork);
        world.settle();
        SharedOnce<Report> graces = report(world.grace, gracesWork);
        world.settle();
        assertThat(List.of(adas.getState(), graces.getState())).containsOnly(SharedOnce.State.RUNNING);
        assertThat(adas.isHere()).isTrue();
        assertThat(graces.isHere()).isFalse();
        assertThat(graces.workerProperty().get()).isEqualTo("ada");
        assertThat(gracesWork).isEmpty();

        work(adasWork);
        assertThat(graces.getState()).isEqualTo(SharedOnce.State.DONE);
        assertThat(graces.getValue()).isEqualTo(new Report("total 5", List.of(5)));
        assertThat(adas.getValue()).isEqualTo(graces.getValue());

        sell(7);
        assertThat(graces.getState()).isEqualTo(SharedOnce.State.RUNNING);
        assertThat(graces.getValue().text()).isEqualTo("total 5");
        work(adasWork);
        assertThat(graces.getValue().text()).isEqualTo("total 12");

        world.ada.put("something else", 1);
        world.settle();
        assertThat(adasWork).isEmpty();
        assertThat(report(world.ada, adasWork)).isSameAs(adas);
        assertThatThrownBy(() -> world.ada.once("report", String.class, () -> 1, (one, run) -> ""))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("progress is seen by all, and a task that nobody waits for any more can see that")
    void progress() {
        SharedOnce<Report> adas = report(world.ada, adasWork);
        SharedOnce<Report> graces = report(world.grace, gracesWork);
        world.settle();
        List<OnceRun> told = new ArrayList<>();
        SharedOnce<?> slow = world.ada.once(
                "slow",
                String.class,
                () -> world.ada.number("n", 0).get(),
                (n, run) -> {
                    told.add(run);
                    run.progress(0.25);
                    run.progress(0.5);
                    world.settle(); // the windows go on beside it
                    return "done " + n;
                },
                adasWork::add);
        SharedOnce<?> followed = world.grace.once("slow", String.class, () -> 0.0, (n, run) -> "no", gracesWork::add);
        world.settle();
        List<Double> seen = new ArrayList<>();
        followed.progressProperty().addListener((property, before, now) -> seen.add(now.doubleValue()));
        adasWork.removeLast().run();
        world.settle();
        assertThat(seen).containsExactly(0.5, 1.0);
        assertThat(followed.getValue()).isEqualTo("done 0.0");
        assertThatThrownBy(() -> told.get(0).progress(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> told.get(0).progress(Double.NaN)).isInstanceOf(IllegalArgumentException.class);

        world.grace.put("n", 1);
        world.settle();
        Runnable first = adasWork.removeLast();
        world.grace.put("n", 2);
        world.settle();
        first.run();
        world.settle();
        assertThat(followed.getValue()).isEqualTo("done 1.0"); // inputs that never rest keep no result away
        assertThat(followed.getState()).isEqualTo(SharedOnce.State.RUNNING);
        adasWork.removeLast().run();
        world.settle();
        assertThat(slow.getValue()).isEqualTo("done 2.0");
        slow.close();
        assertThat(told.get(2).isCancelled()).isFalse(); // it was done
        assertThat(adas.getState()).isEqualTo(graces.getState());
    }

    @Test
    @DisplayName(
            "when the window that computes goes away the next in line goes on; what is known is not computed again")
    void takeover() {
        report(world.ada, adasWork);
        world.settle();
        SharedOnce<Report> graces = report(world.grace, gracesWork);
        world.settle();
        world.adaClient.disconnect();
        world.hub.pass(60_000); // its lease
        world.settle();
        assertThat(graces.isHere()).isTrue();
        work(gracesWork);
        assertThat(graces.getValue().text()).isEqualTo("total 0");

        adasWork.remove().run(); // after all; nobody takes it
        world.adaClient.connect();
        world.settle();
        sell(3);
        work(gracesWork);
        assertThat(graces.getValue().text()).isEqualTo("total 3");
        graces.close();
        world.settle();
        assertThat(adasWork).isEmpty(); // Ada computes now, and knows that there is nothing to do
        assertThat(world.ada.lock("report").isHeldByMe()).isTrue();
        sell(4);
        work(adasWork);
        assertThat(world.grace.get("report", dev.lockstep.model.Json.class).toString())
                .contains("total 7");
    }

    @Test
    @DisplayName("what the task throws all see, with what was computed before; it runs again when the inputs change")
    void failing() {
        SharedOnce<Report> adas = report(world.ada, adasWork);
        SharedOnce<Report> graces = report(world.grace, gracesWork);
        world.settle();
        work(adasWork);
        failure = new IllegalStateException("no such sale");
        sell(1);
        work(adasWork);
        assertThat(graces.getState()).isEqualTo(SharedOnce.State.FAILED);
        assertThat(graces.problemProperty().get()).isEqualTo("no such sale");
        assertThat(graces.getValue().text()).isEqualTo("total 0");
        adas.close();
        world.settle();
        assertThat(graces.isHere()).isTrue();
        assertThat(gracesWork).isEmpty(); // it would fail again
        failure = null;
        sell(2);
        work(gracesWork);
        assertThat(graces.getState()).isEqualTo(SharedOnce.State.DONE);
        assertThat(graces.problemProperty().get()).isEmpty();
    }

    @Test
    @DisplayName("what somebody wrote there that is no result shows as nothing, and is replaced")
    void hostile() {
        for (Object wrong : List.of("text", Map.of("state", "done", "at", 1e300, "value", "x", "progress", "half"))) {
            world.grace.put("report", wrong);
            world.settle();
        }
        SharedOnce<Report> adas = report(world.ada, adasWork);
        assertThat(adas.getValue()).isNull();
        world.settle();
        work(adasWork);
        assertThat(adas.getValue().text()).isEqualTo("total 0");
        world.grace.put("report", "mine"); // refused: there is a lock
        world.settle();
        assertThat(adas.getValue().text()).isEqualTo("total 0");
    }

    @Test
    @DisplayName("what was taken away since a result was computed is computed again by whoever goes on")
    void removed() {
        sell(5);
        sell(6);
        SharedOnce<Report> adas = report(world.ada, adasWork);
        world.settle();
        work(adasWork);
        adas.close();
        world.settle();
        world.grace.list("sale", Integer.class).remove(1);
        world.settle();
        SharedOnce<Report> graces = report(world.grace, gracesWork);
        world.settle();
        work(gracesWork);
        assertThat(graces.getValue().text()).isEqualTo("total 5");
    }

    @Test
    @DisplayName("windows that wait to compute are in nobody's way, and nobody is told that another was faster")
    void noLine() {
        List<String> refused = new ArrayList<>();
        world.grace.onRefused(refusal -> refused.add(String.valueOf(refusal.key())));
        report(world.ada, adasWork);
        report(world.grace, gracesWork);
        world.settle();
        world.grace.lock("task").acquire(java.time.Duration.ofSeconds(1));
        world.settle();
        List<String> got = new ArrayList<>();
        world.ada.lock("task").acquire(java.time.Duration.ofMinutes(1)).thenAccept(held -> got.add("it"));
        world.settle();
        world.grace.lock("task").releaseAll();
        world.settle();
        assertThat(got).containsExactly("it");
        assertThat(refused).isEmpty();
    }

    @Test
    @DisplayName("inputs that can't be read, and a result that can't be stored, are told to all")
    void cantBe() {
        SharedOnce<?> broken = world.ada.once(
                "broken",
                String.class,
                () -> {
                    throw new IllegalStateException("no such table");
                },
                (none, run) -> "",
                adasWork::add);
        SharedOnce<?> large =
                world.ada.once("large", String.class, () -> 1, (one, run) -> "x".repeat(3_000_000), adasWork::add);
        world.settle();
        assertThat(broken.problemProperty().get()).isEqualTo("no such table");
        work(adasWork);
        assertThat(large.getState()).isEqualTo(SharedOnce.State.FAILED);
        assertThat(large.problemProperty().get()).contains("can't be stored");
    }
}
