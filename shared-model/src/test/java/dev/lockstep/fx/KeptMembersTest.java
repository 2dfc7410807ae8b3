package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javafx.beans.property.SimpleDoubleProperty;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lockstep.model.Json;
import dev.lockstep.wire.JsonParser;
import dev.lockstep.wire.MalformedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a program writes changes what it knows, all of that, and nothing else. */
class KeptMembersTest {

    /** As an earlier version of a program has it. */
    private record Task(String title, List<Step> steps, State state) {}

    private record Step(String what, boolean done) {}

    private enum State {
        OPEN,
        DONE
    }

    /** One that is changed in place. */
    @SuppressWarnings("unused") // Gson's
    private static final class Plan {
        private String title = "";
        private List<String> tags = new ArrayList<>();
        private Map<String, Plan> parts = new LinkedHashMap<>();
    }

    private static final String LATER = """
            {"title":"Paint","color":"red","state":"BLOCKED","owner":{"name":"Ada"},
             "steps":[{"what":"Buy","done":false,"cost":7},{"what":"Mix","done":false,"cost":2}]}""";

    private final FxWorld world = new FxWorld();

    private static Json json(String text) {
        try {
            return JsonParser.parse(text);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private Json stored(String key) {
        world.settle();
        return world.hub.state().entries().value(key);
    }

    @Test
    @DisplayName(
            "members, list items' members and constants of a later version stay, in a value, a map and both kinds of lists")
    void laterVersion() {
        world.ada.put("task", json(LATER));
        world.ada.put("map/a", json(LATER));
        world.ada.put("list/a", json(LATER));
        world.ada.put("moved/a", json(LATER.replace("\"color\"", "\"order\":\"V\",\"color\"")));
        world.settle();
        SharedValue<Task> value = world.grace.value("task", Task.class, null);
        SharedMap<Task> map = world.grace.map("map", Task.class);
        SharedList<Task> list = world.grace.list("list", Task.class);
        SharedList<Task> moved = world.grace.movableList("moved", Task.class);
        Task changed = new Task(
                "Paint it", List.of(new Step("Mix", false), new Step("Buy", true), new Step("Clean", false)), null);

        value.setValue(changed);
        map.put("a", changed);
        list.set(0, changed);
        moved.set(0, changed);

        String expected = LATER.replace("\"Paint\"", "\"Paint it\"")
                .replaceAll(
                        "\"steps\":.*",
                        "\"steps\":[{\"what\":\"Mix\",\"done\":false,\"cost\":2},{\"what\":\"Buy\",\"done\":true},"
                                + "{\"what\":\"Clean\",\"done\":false}]}");
        assertThat(stored("task")).isEqualTo(json(expected));
        assertThat(stored("map/a")).isEqualTo(json(expected));
        assertThat(stored("list/a")).isEqualTo(json(expected));
        assertThat(stored("moved/a")).isEqualTo(json(expected.replace("\"color\"", "\"order\":\"V\",\"color\"")));
    }

    @Test
    @DisplayName(
            "a changed item of a list keeps what the type doesn't know of the one in its place; a removed member is removed")
    void changedItem() {
        world.ada.put("task", json(LATER));
        world.settle();
        SharedValue<Task> value = world.grace.value("task", Task.class, null);

        value.setValue(new Task(null, List.of(new Step("Buy", true), new Step("Mix", false)), State.DONE));

        assertThat(stored("task")).isEqualTo(json("""
                        {"color":"red","state":"DONE","owner":{"name":"Ada"},
                         "steps":[{"what":"Buy","done":true,"cost":7},{"what":"Mix","done":false,"cost":2}]}"""));
    }

    @Test
    @DisplayName("what is changed in place and set again reaches the others, in lists, maps and nested objects")
    void inPlace() {
        SharedValue<Plan> here = world.ada.value("plan", Plan.class, new Plan());
        SharedValue<Plan> there = world.grace.value("plan", Plan.class, new Plan());
        here.setValue(new Plan());
        world.settle();

        Plan plan = here.getValue();
        plan.tags.add("x");
        plan.parts.put("first", new Plan());
        plan.parts.get("first").title = "deep";
        here.setValue(plan);

        world.settle();
        assertThat(there.getValue().tags).containsExactly("x");
        assertThat(there.getValue().parts.get("first").title).isEqualTo("deep");
        here.setValue(here.getValue());
        world.settle();
        assertThat(world.ada.pendingProperty().get()).isZero();
    }

    @Test
    @DisplayName(
            "so does what is changed in place and given to all of a list again, and what an update changes in place")
    void inPlaceElsewhere() {
        SharedList<Plan> here = world.ada.list("plans", Plan.class);
        SharedList<Plan> there = world.grace.list("plans", Plan.class);
        here.addAll(List.of(new Plan(), new Plan()));
        world.settle();

        List<Plan> plans = new ArrayList<>(here);
        plans.get(1).tags.add("x");
        here.setAll(plans);
        world.settle();
        assertThat(there.get(1).tags).containsExactly("x");

        world.ada.put("task", json(LATER));
        world.settle();
        world.grace.update("task", Task.class, task -> new Task("Paint it", task.steps(), null));
        assertThat(stored("task")).isEqualTo(json(LATER.replace("\"Paint\"", "\"Paint it\"")));
        world.ada.put("plan", json("{\"title\":\"a\",\"tags\":[],\"parts\":{},\"color\":\"red\"}"));
        world.settle();
        world.grace.update("plan", Plan.class, plan -> {
            plan.tags.add("y");
            return plan;
        });
        assertThat(stored("plan")).isEqualTo(json("{\"title\":\"a\",\"tags\":[\"y\"],\"parts\":{},\"color\":\"red\"}"));
    }

    @Test
    @DisplayName("[CM7] an addition counts from the initial value that is seen, and of two at once both count")
    void addition() {
        SharedNumber here = world.ada.number("level", 50);
        here.add(1);
        world.grace.number("level", 50).add(2);
        assertThat(here.get()).isEqualTo(51);
        world.settle();
        assertThat(here.get()).isEqualTo(53);
        assertThat(stored("level")).isEqualTo(Json.of(53));
    }

    @Test
    @DisplayName("a value of another type is repaired by setting one, the initial one too")
    void repaired() {
        world.ada.put("level", "a text");
        world.settle();
        world.grace.number("level", 50).set(50);
        assertThat(stored("level")).isEqualTo(Json.of(50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "", "a\u0000b", "/"})
    @DisplayName("a name that a map could not show is refused at the call")
    void names(String name) {
        SharedMap<String> map = world.ada.map("map", String.class);
        assertThatThrownBy(() -> map.put(name, "v")).isInstanceOf(IllegalArgumentException.class);
        assertThat(world.ada.pendingProperty().get()).isZero();
    }

    @Test
    @DisplayName("what can't be stored is refused whole: a property that would be bound to it is not")
    void notBound() {
        SharedNumber number = world.ada.number("level", 50);
        assertThatThrownBy(() -> number.bind(new SimpleDoubleProperty(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(number.isBound()).isFalse();
        number.set(7);
        assertThat(number.get()).isEqualTo(7);
    }

    @Test
    @DisplayName(
            "whatever is stored, read and written: what the type knows is as it was written, and nothing else has changed")
    void anything() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 5_000; round++) {
            Json stored = any(random, 4, true);
            Json read = known(stored);
            Json now = random.nextInt(4) == 0 ? read : known(any(random, 4, true));
            Json kept = OtherMembers.keep(stored, read, now);
            assertThat(known(kept)).isEqualTo(now);
            if (now.equals(read)) {
                assertThat(kept).isEqualTo(stored);
            }
            if (stored instanceof Json.Obj from && kept instanceof Json.Obj to) {
                from.members().forEach((name, value) -> {
                    if (name.startsWith("later")) {
                        assertThat(to.get(name)).isEqualTo(value);
                    }
                });
            }
        }
    }

    /** What a type makes of it that doesn't know members whose names begin with "later". */
    private static Json known(Json json) {
        if (json instanceof Json.Obj object) {
            Map<String, Json> members = new LinkedHashMap<>();
            object.members().forEach((name, value) -> {
                if (!name.startsWith("later")) {
                    members.put(name, known(value));
                }
            });
            return new Json.Obj(members);
        }
        return json instanceof Json.Arr array
                ? new Json.Arr(
                        array.items().stream().map(KeptMembersTest::known).toList())
                : json;
    }

    private static Json any(SplittableRandom random, int depth, boolean object) {
        if (depth > 0 && (object || random.nextInt(3) == 0)) {
            Map<String, Json> members = new LinkedHashMap<>();
            for (String name : Arrays.asList("a", "b", "laterA", "laterB")) {
                if (random.nextBoolean()) {
                    members.put(name, any(random, depth - 1, random.nextInt(3) == 0));
                }
            }
            return new Json.Obj(members);
        } else if (depth > 0 && random.nextInt(2) == 0) {
            List<Json> items = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add(any(random, depth - 1, random.nextBoolean()));
            }
            return new Json.Arr(items);
        }
        return Json.of(random.nextInt(3));
    }
}
