package dev.lockstep.fx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.RefusedException;
import dev.lockstep.model.Json;

import static org.assertj.core.api.Assertions.assertThat;

class SharedUndoTest {

    private final FxWorld world = new FxWorld();
    private final SharedUndo ada = world.ada.undo();
    private final SharedUndo grace = world.grace.undo();

    private static Map<String, Object> shape(Object... members) {
        Map<String, Object> shape = new HashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            shape.put((String) members[i], members[i + 1]);
        }
        return shape;
    }

    private Map<String, Json> entries() {
        world.settle();
        Map<String, Json> all = new TreeMap<>();
        for (String key : world.ada.core().keysBelow("shape")) {
            Json value = world.ada.core().peek(key);
            assertThat(world.grace.core().peek(key)).as(key).isEqualTo(value);
            all.put(key, value);
        }
        assertThat(world.grace.core().keysBelow("shape"))
                .isEqualTo(world.ada.core().keysBelow("shape"));
        return all;
    }

    private SharedUndo.Result undo(SharedUndo whose) {
        List<SharedUndo.Result> results = new ArrayList<>();
        whose.undo().thenAccept(results::add);
        world.settle();
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    @Test
    @DisplayName(
            "a change made on the condition that nobody was faster is refused, also the second before the hub has answered the first")
    void secondChangeUnanswered() {
        ada.commit("Draw", t -> t.put("shape/1", shape("x", 1)));
        entries();
        world.adaClient.disconnect();
        List<String> heard = new ArrayList<>();
        ada.commitIfUnchanged("Move", t -> t.put("shape/1", shape("x", 2)))
                .whenComplete((done, failure) -> heard.add(failure == null ? "done" : "refused"));
        ada.commitIfUnchanged("Move", t -> t.put("shape/1", shape("x", 3)))
                .whenComplete((done, failure) -> heard.add(failure == null ? "done" : "refused"));
        grace.commit("Move", t -> t.put("shape/1", shape("x", 9)));
        world.settle();
        world.adaClient.connect();
        assertThat(entries()).isEqualTo(Map.of("shape/1", world.ada.core().toJson(shape("x", 9))));
        assertThat(heard).containsExactly("refused", "refused");

        ada.commitIfUnchanged("Move", t -> t.put("shape/1", shape("x", 4)))
                .whenComplete((done, failure) -> heard.add(failure == null ? "done" : "refused"));
        ada.commitIfUnchanged("Move", t -> t.put("shape/1", shape("x", 5)))
                .whenComplete((done, failure) -> heard.add(failure == null ? "done" : "refused"));
        assertThat(entries()).isEqualTo(Map.of("shape/1", world.ada.core().toJson(shape("x", 5))));
        assertThat(heard).containsExactly("refused", "refused", "done", "done");
    }

    @Test
    @DisplayName("what was done is taken back, and done again, in one step each")
    void undoAndRedo() {
        ada.commit("Draw", t -> t.put("shape/1", shape("x", 1)).put("shape/2", shape("x", 2)));
        ada.commit("Move", t -> t.merge("shape/1", shape("x", 10)).remove("shape/2"));
        Map<String, Json> moved = entries();
        assertThat(ada.undoLabelProperty().get()).isEqualTo("Move");

        assertThat(undo(ada).skipped()).isEmpty();
        assertThat(entries()).hasSize(2);
        assertThat(world.grace.core().peek("shape/1")).hasToString("{\"x\":1}");
        undo(ada);
        assertThat(entries()).isEmpty();
        assertThat(ada.undoLabelProperty().get()).isEmpty();

        ada.redo();
        ada.redo();
        assertThat(entries()).isEqualTo(moved);
        assertThat(ada.redoLabelProperty().get()).isEmpty();
    }

    @Test
    @DisplayName("what is done after an undo can't be redone over")
    void redoEnds() {
        ada.commit("Draw", t -> t.put("shape/1", shape("x", 1)));
        ada.undo();
        ada.commit("Draw again", t -> t.put("shape/2", shape("x", 2)));
        assertThat(ada.redoLabelProperty().get()).isEmpty();
        assertThat(undo(ada).label()).isEqualTo("Draw again");
    }

    @Test
    @DisplayName("nobody takes back what somebody else did")
    void mineAlone() {
        ada.commit("Draw", t -> t.put("shape/1", shape("x", 1)));
        world.settle();
        grace.commit("Draw", t -> t.put("shape/2", shape("x", 2)));
        world.settle();
        undo(ada);
        assertThat(entries()).containsOnlyKeys("shape/2");
        assertThat(undo(ada).label()).isEmpty();
        assertThat(entries()).containsOnlyKeys("shape/2");
    }

    @Test
    @DisplayName("a member that somebody else changed since stays, the others go back, and it is said")
    void otherMember() {
        ada.commit("Draw", t -> t.put("shape/1", shape("x", 1, "color", "red")));
        ada.commit("Change", t -> t.merge("shape/1", shape("x", 5, "color", "blue")));
        world.settle();
        grace.commit("Colour", t -> t.merge("shape/1", shape("color", "green")));
        world.settle();
        assertThat(undo(ada).skipped()).containsExactly("shape/1");
        assertThat(entries().get("shape/1")).isEqualTo(world.ada.core().toJson(shape("x", 1, "color", "green")));
        assertThat(undo(ada).skipped()).containsExactly("shape/1"); // it is Grace's too by now
        assertThat(entries()).containsOnlyKeys("shape/1");
    }

    @Test
    @DisplayName("what somebody else deleted doesn't come back, and what they made anew isn't overwritten")
    void deleted() {
        ada.commit("Draw", t -> t.put("shape/1", shape("x", 1)).put("shape/2", shape("x", 2)));
        ada.commit("Move", t -> t.merge("shape/1", shape("x", 3)).remove("shape/2"));
        world.settle();
        grace.commit("Delete", t -> t.remove("shape/1").put("shape/2", shape("x", 20)));
        world.settle();
        assertThat(undo(ada).skipped()).containsExactly("shape/1", "shape/2");
        assertThat(entries()).containsOnlyKeys("shape/2");
        assertThat(world.ada.core().peek("shape/2")).hasToString("{\"x\":20}");
    }

    @Test
    @DisplayName("who is faster is not overwritten: the undo is tried again over what they did")
    void race() {
        ada.commit("Draw", t -> t.put("shape/1", shape("x", 1)));
        ada.commit("Move", t -> t.merge("shape/1", shape("x", 2)));
        world.settle();
        List<Object> refusals = new ArrayList<>();
        world.ada.onRefused(refusals::add);
        world.grace.merge("shape/1", Map.of("x", 7)); // on its way
        SharedUndo.Result result = undo(ada);
        Json after = entries().get("shape/1");
        boolean adaFirst = result.skipped().isEmpty();
        assertThat(after).hasToString("{\"x\":7}");
        assertThat(adaFirst || result.skipped().contains("shape/1")).isTrue();
        assertThat(refusals).isEmpty();
    }

    @Test
    @DisplayName("offline, it works on what is seen, and arrives with the rest")
    void offline() {
        world.adaClient.disconnect();
        ada.commit("Draw", t -> t.put("shape/1", shape("x", 1)));
        ada.commit("Draw", t -> t.put("shape/2", shape("x", 2)));
        ada.undo();
        assertThat(world.ada.core().keysBelow("shape")).containsExactly("shape/1");
        world.adaClient.connect();
        assertThat(entries()).containsOnlyKeys("shape/1");
    }

    @Test
    @DisplayName("what was refused is not remembered")
    void refused() {
        world.grace.put("shape/1", "no object");
        world.settle();
        ada.commit("Impossible", t -> t.add("shape/1", 1));
        world.settle();
        assertThat(ada.undoLabelProperty().get()).isEmpty();
        assertThat(undo(ada).label()).isEmpty();
    }

    @Test
    @DisplayName("more than one commit holds is one step all the same")
    void large() {
        ada.commit("Draw", t -> {
            for (int i = 0; i < 1_000; i++) {
                t.put("shape/" + i, shape("x", i));
            }
        });
        assertThat(entries()).hasSize(1_000);
        undo(ada);
        assertThat(entries()).isEmpty();
    }

    @Test
    @DisplayName("what is too large for one commit is taken back all the same")
    void heavy() {
        String text = "x".repeat(20_000);
        for (int i = 0; i < 200; i++) {
            int number = i;
            ada.commit("Draw", t -> t.put("shape/" + number, shape("text", text)));
        }
        world.settle();
        ada.commit("Clear", t -> {
            for (int i = 0; i < 200; i++) {
                t.remove("shape/" + i);
            }
        });
        assertThat(entries()).isEmpty();
        assertThat(undo(ada).skipped()).isEmpty();
        assertThat(entries()).hasSize(200);
    }

    @Test
    @DisplayName("what a lock keeps from being undone can be undone when it is free")
    void locked() {
        ada.commit("Draw", t -> t.put("shape/1", shape("x", 1)));
        ada.commit("Move", t -> t.merge("shape/1", shape("x", 2)));
        world.settle();
        List<HeldLock> held = new ArrayList<>();
        world.grace.lock("shape/1").acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        List<Throwable> failures = new ArrayList<>();
        ada.undo().whenComplete((result, failure) -> failures.add(failure));
        world.settle();
        assertThat(failures.get(0)).isInstanceOf(RefusedException.class);
        held.get(0).close();
        world.settle();
        undo(ada);
        assertThat(entries().get("shape/1")).hasToString("{\"x\":1}");
    }

    @Test
    @DisplayName("whatever two people do to the same entries, an undo of one leaves alone what the other wrote since")
    void random() {
        for (int seed = 0; seed < 60; seed++) {
            randomEdits(new Random(seed), "seed " + seed);
        }
    }

    /** Every value that is written is another, so that it tells who wrote it. */
    private void randomEdits(Random random, String run) {
        Map<String, SharedUndo> writers = new HashMap<>(); // by value, of those that nobody has undone or redone
        for (int i = 0; i < 60; i++) {
            SharedUndo who = random.nextBoolean() ? ada : grace;
            String key = "shape/" + random.nextInt(4);
            String name = "m" + random.nextInt(3);
            String value = i + run;
            Map<String, Json> before = entries();
            int what = random.nextInt(6);
            switch (what) {
                case 0 -> who.commit("put", t -> t.put(key, shape("m0", value, "m1", value)));
                case 1 -> who.commit("remove", t -> t.remove(key));
                case 2, 3 -> who.commit("merge", t -> t.merge(key, shape(name, value)));
                case 4 -> who.undo();
                default -> who.redo();
            }
            Map<String, Json> after = entries();
            if (what < 4) {
                writers.put(value, who);
            } else {
                forEachMember(before, (place, text) -> {
                    SharedUndo writer = writers.get(text);
                    if (writer != null && writer != who) {
                        assertThat(member(after, place)).as(run + ", " + place).isEqualTo(text);
                    }
                });
                forEachMember(after, (place, text) -> {
                    if (!text.equals(member(before, place))) {
                        writers.remove(text);
                    }
                });
            }
        }
    }

    private static void forEachMember(Map<String, Json> entries, BiConsumer<String, String> action) {
        entries.forEach((key, value) -> ((Json.Obj) value)
                .members()
                .forEach((name, member) -> action.accept(key + "." + name, ((Json.Text) member).value())));
    }

    private static @Nullable String member(Map<String, Json> entries, String place) {
        int dot = place.indexOf('.');
        Json entry = entries.get(place.substring(0, dot));
        Json member = entry instanceof Json.Obj object ? object.get(place.substring(dot + 1)) : null;
        return member instanceof Json.Text text ? text.value() : null;
    }
}
