package dev.lockstep.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.RefusedException;
import dev.lockstep.model.Json;
import dev.lockstep.model.RefusalCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedPropertyTest {

    private final FxWorld world = new FxWorld();

    @Test
    @DisplayName("what is set is seen at once here, and elsewhere when the hub has it")
    void setIsSeenAtOnce() {
        SharedNumber here = world.ada.number("count", 0);
        SharedNumber there = world.grace.number("count", 0);

        here.set(7);

        assertThat(here.get()).isEqualTo(7);
        assertThat(there.get()).isZero();
        world.settle();
        assertThat(there.get()).isEqualTo(7);
        assertThat(world.ada.pendingProperty().get()).isZero();
    }

    @Test
    @DisplayName("the initial value is seen while there is no entry, and is written nowhere")
    void initialIsNotWritten() {
        assertThat(world.ada.number("level", 50).get()).isEqualTo(50);
        assertThat(world.grace.number("level", 20).get()).isEqualTo(20);
        world.settle();
        assertThat(world.hub.state().entries().get("level")).isNull();
    }

    @Test
    @DisplayName("the same key and type give the same property; other types of the key their own")
    void canonical() {
        assertThat(world.ada.number("a", 0)).isSameAs(world.ada.number("a", 0));
        assertThat(world.ada.value("a", String.class, null)).isNotSameAs(world.ada.string("a", ""));
    }

    @Test
    @DisplayName("additions of two at once both count")
    void additions() {
        world.ada.number("count", 0).add(1);
        world.grace.number("count", 0).add(2);
        assertThat(world.ada.number("count", 0).get()).isEqualTo(1);
        world.settle();
        assertThat(world.ada.number("count", 0).get()).isEqualTo(3);
        assertThat(world.grace.number("count", 0).get()).isEqualTo(3);
    }

    @Test
    @DisplayName("a label bound to a number shows what others do")
    void boundText() {
        StringProperty label = new SimpleStringProperty();
        label.bind(world.grace.number("count", 0).asString("Count = %.0f"));
        world.ada.number("count", 0).add(5);
        world.settle();
        assertThat(label.get()).isEqualTo("Count = 5");
    }

    @Test
    @DisplayName("a slider bound both ways follows and leads, without a flicker while it is dragged")
    void sliderBothWays() {
        DoubleProperty slider = new SimpleDoubleProperty(50);
        slider.bindBidirectional(world.ada.number("level", 50));
        List<Double> shown = new ArrayList<>();
        slider.addListener((value, before, now) -> shown.add(now.doubleValue()));

        slider.set(60);
        slider.set(61);
        world.hub.deliver(); // the answer to 60 is on its way
        slider.set(62);
        world.settle();

        assertThat(shown).containsExactly(60.0, 61.0, 62.0);
        assertThat(world.grace.number("level", 50).get()).isEqualTo(62);

        world.grace.number("level", 50).set(10);
        world.settle();
        assertThat(slider.get()).isEqualTo(10);
    }

    @Test
    @DisplayName("of a dragged key one commit is under way; what comes between is folded into the next")
    void dragIsFolded() {
        SharedNumber level = world.ada.number("level", 0);
        for (int i = 1; i <= 100; i++) {
            level.set(i);
        }
        world.settle();
        assertThat(world.hub.commits()).isEqualTo(2);
        assertThat(world.grace.number("level", 0).get()).isEqualTo(100);
    }

    @Test
    @DisplayName("a property bound to another follows it, and can't be set itself")
    void boundProperty() {
        DoubleProperty source = new SimpleDoubleProperty(1);
        SharedNumber number = world.ada.number("n", 0);
        number.bind(source);
        source.set(4);
        assertThat(number.isBound()).isTrue();
        assertThatThrownBy(() -> number.set(9)).isInstanceOf(IllegalStateException.class);
        number.unbind();
        source.set(5);
        world.settle();
        assertThat(world.grace.number("n", 0).get()).isEqualTo(4);
    }

    @Test
    @DisplayName("many changes that arrive together are told once, and cost one wake-up")
    void oneWakeUp() {
        SharedNumber there = world.grace.number("count", 0);
        List<Number> told = new ArrayList<>();
        there.addListener((value, before, now) -> told.add(now));
        for (int i = 0; i < 50; i++) {
            world.ada.number("count", 0).add(1);
        }
        int before = world.fx.wakeUps();
        world.hub.deliver();
        assertThat(world.fx.wakeUps() - before).isEqualTo(2); // one for each of the two clients
        world.fx.flush();
        assertThat(told).containsExactly(50.0);
    }

    @Test
    @DisplayName("a refused change is rolled back, and told with its code and who holds the lock")
    void rollback() {
        world.grace.lock("count").acquire(java.time.Duration.ZERO);
        world.settle();
        List<RefusedException> refusals = new ArrayList<>();
        world.ada.onRefused(refusals::add);
        SharedNumber count = world.ada.number("count", 0);
        List<Number> shown = new ArrayList<>();
        count.addListener((value, before, now) -> shown.add(now));

        count.set(9);
        world.settle();

        assertThat(shown).containsExactly(9.0, 0.0);
        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.LOCKED);
            assertThat(refusal.holder()).isEqualTo("grace");
            assertThat(refusal.key()).isEqualTo("count");
        });
    }

    @Test
    @DisplayName("texts, switches and records keep their values, null included")
    void types() {
        record Point(int x, double y, String name) {}
        world.ada.string("s", "").set("häß😀");
        world.ada.bool("b", false).set(true);
        world.ada.value("p", Point.class, null).set(new Point(1, 2.5, "here"));
        world.settle();
        assertThat(world.grace.string("s", "").get()).isEqualTo("häß😀");
        assertThat(world.grace.bool("b", false).get()).isTrue();
        assertThat(world.grace.value("p", Point.class, null).get()).isEqualTo(new Point(1, 2.5, "here"));
        world.grace.string("s", "").set(null);
        world.settle();
        assertThat(world.ada.string("s", "x").get()).isNull();
    }

    @Test
    @DisplayName("a value of another type shows as the initial value, and is told; nothing else stops")
    void otherType() {
        List<RuntimeException> errors = new ArrayList<>();
        world.grace.onError(errors::add);
        SharedNumber count = world.grace.number("count", 3);
        count.addListener((value, before, now) -> {});
        world.ada.put("count", "many");
        world.ada.put("other", 4);
        world.settle();
        assertThat(count.get()).isEqualTo(3);
        assertThat(errors).isNotEmpty().allSatisfy(e -> assertThat(e).hasMessageContaining("count"));
        assertThat(world.grace.number("other", 0).get()).isEqualTo(4);
    }

    @Test
    @DisplayName("a bad key is told at once, with what is wrong")
    void badKey() {
        assertThatThrownBy(() -> world.ada.number("a//b", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty segment");
    }

    @Test
    @DisplayName("a commit of several keys is all or nothing, under its conditions")
    void transaction() {
        world.ada.put("from", 10);
        world.settle();
        List<Throwable> failures = new ArrayList<>();
        world.grace.put("from", 1); // meanwhile
        world.ada
                .commit(tx -> tx.expectUnchanged("from").put("from", 0).put("to", 10))
                .exceptionally(failure -> {
                    failures.add(failure);
                    return null;
                });
        assertThat(world.ada.get("to", Integer.class)).isEqualTo(10);
        world.hub.deliver();
        world.settle();
        boolean adaFirst = failures.isEmpty();
        assertThat(world.ada.get("to", Integer.class)).isEqualTo(adaFirst ? Integer.valueOf(10) : null);
        assertThat(failures).hasSize(adaFirst ? 0 : 1);
    }

    @Test
    @DisplayName("update runs again until nobody was faster")
    void update() {
        for (int i = 0; i < 20; i++) {
            world.ada.updateNumber("n", n -> n + 1);
            world.grace.updateNumber("n", n -> n + 1);
        }
        world.settle();
        assertThat(world.ada.number("n", 0).get()).isEqualTo(40);
        assertThat(world.hub.state().entries().value("n")).isEqualTo(Json.of(40));
    }

    @Test
    @DisplayName("what is done offline is seen, waits, and is done once on return")
    void offline() {
        world.adaClient.disconnect();
        world.ada.number("count", 0).add(1);
        world.ada.number("count", 0).add(1);
        world.grace.number("count", 0).add(10);
        world.settle();
        assertThat(world.ada.number("count", 0).get()).isEqualTo(2);
        assertThat(world.ada.pendingProperty().get()).isEqualTo(2);

        world.adaClient.connect();
        world.settle();
        assertThat(world.ada.number("count", 0).get()).isEqualTo(12);
        assertThat(world.grace.number("count", 0).get()).isEqualTo(12);
        assertThat(world.ada.pendingProperty().get()).isZero();
    }

    @Test
    @DisplayName("an answer that was lost with the connection is not done twice, and nothing flickers meanwhile")
    void lostAnswer() {
        SharedNumber count = world.ada.number("count", 0);
        List<Number> shown = new ArrayList<>();
        count.addListener((value, before, now) -> shown.add(now));
        count.add(1);
        world.adaClient.room(); // sent, and done by the hub, whose answer gets lost:
        world.hub.deliver();
        world.adaClient.disconnect();
        world.adaClient.connect();
        world.settle();
        assertThat(count.get()).isEqualTo(1);
        assertThat(world.grace.number("count", 0).get()).isEqualTo(1);
        assertThat(shown).containsExactly(1.0);
    }

    @Test
    @DisplayName("a handler that throws keeps nobody else from hearing")
    void throwingHandlers() {
        List<Object> told = new ArrayList<>();
        world.grace.onSignal((from, signal) -> {
            throw new IllegalStateException("a handler's own fault");
        });
        world.grace.onSignal((from, signal) -> told.add(from.name() + " " + from.isMe() + " " + signal));
        world.grace.onError(error -> {
            throw new IllegalStateException("a handler's own fault");
        });
        world.grace.list("names", Integer.class);
        SharedNumber count = world.grace.number("count", 0);
        count.addListener((value, before, now) -> told.add(now));

        world.ada.signal("hello");
        world.ada.commit(tx -> tx.put("names/1", "no number").put("count", 2));
        world.settle();

        assertThat(told).containsExactly("ada false \"hello\"", 2.0);
    }

    @Test
    @DisplayName("a value that its type's own constructor refuses is told as an error, and nothing else stops")
    void typeThatChecksItself() {
        record Name(String text) {
            Name {
                java.util.Objects.requireNonNull(text);
            }
        }
        List<RuntimeException> errors = new ArrayList<>();
        world.grace.onError(errors::add);
        SharedList<Name> names = world.grace.list("names", Name.class);
        world.ada.put("names/1", java.util.Map.of());
        world.ada.put("names/2", new Name("Grace"));
        world.settle();
        assertThat(names).containsExactly(new Name("Grace"));
        assertThat(errors).isNotEmpty();
    }

    @Test
    @DisplayName("a number bound to an integer, or to nothing, follows it without needless commits")
    void boundToOtherNumbers() {
        javafx.beans.property.ObjectProperty<Number> source = new javafx.beans.property.SimpleObjectProperty<>(5);
        List<RuntimeException> errors = new ArrayList<>();
        world.ada.onError(errors::add);
        SharedNumber number = world.ada.number("n", 0);
        number.bind(source);
        world.settle();
        source.set(5.0);
        assertThat(world.ada.pendingProperty().get()).isZero();
        source.set(null);
        assertThat(number.get()).isZero();
        assertThat(errors).isEmpty();
    }

    @Test
    @DisplayName("what is read and written between a snapshot and the answers to what was under way loses no change")
    void updateWhileInDoubt() {
        world.ada.put("n", 1);
        world.settle();
        world.ada.put("other", 1); // under way when the connection breaks
        world.adaClient.disconnect();
        world.grace.put("n", 10);
        world.settle();
        world.adaClient.connect();
        world.hub.deliver();
        world.fx.flush(); // joined; the answer to "other" is not there yet
        assertThat(world.ada.get("n", Integer.class)).isEqualTo(1);
        List<Throwable> refused = new ArrayList<>();
        world.ada.commit(tx -> tx.expectUnchanged("n").put("bad", 1)).whenComplete((done, e) -> refused.add(e));
        world.ada.updateNumber("n", n -> n + 1);
        world.settle();
        assertThat(world.grace.number("n", 0).get()).isEqualTo(11);
        assertThat(refused).singleElement().isInstanceOf(RefusedException.class);
    }
}
