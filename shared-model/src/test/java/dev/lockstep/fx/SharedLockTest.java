package dev.lockstep.fx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.client.RefusedException;
import dev.lockstep.model.Json;
import dev.lockstep.model.RefusalCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedLockTest {

    private final FxWorld world = new FxWorld();
    private final SharedLock ada = world.ada.lock("count");
    private final SharedLock grace = world.grace.lock("count");

    @Test
    @DisplayName("everyone sees who holds a lock, and how many wait")
    void seen() {
        ada.acquire(Duration.ZERO);
        world.settle();
        grace.acquire(Duration.ofSeconds(30));
        world.settle();

        assertThat(ada.isHeldByMe()).isTrue();
        assertThat(ada.isHeldByOther()).isFalse();
        assertThat(ada.getWaiting()).isEqualTo(1);
        assertThat(grace.isHeldByMe()).isFalse();
        assertThat(grace.isHeldByOther()).isTrue();
        assertThat(grace.getHolder()).isEqualTo("ada");
        assertThat(world.grace.lock("count/part").isHeldByOther()).isTrue();
    }

    @Test
    @DisplayName("several keys are held together or none, whoever asks for them in whichever order")
    void severalKeys() {
        SharedLock here = world.ada.lock("from", "to");
        SharedLock there = world.grace.lock("to", "from");
        assertThat(world.ada.lock("to", "from")).isSameAs(here);
        assertThat(here.keys()).containsExactly("from", "to");
        List<HeldLock> held = new ArrayList<>();
        world.grace.lock("to").acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        assertThat(here.isHeldByOther()).isTrue();
        assertThat(here.getHolder()).isEqualTo("grace");
        here.acquire(Duration.ofSeconds(30)).thenAccept(held::add);
        world.settle();
        assertThat(held).hasSize(1);
        assertThat(world.ada.lock("from").isHeldByMe()).as("not one alone").isFalse();

        held.get(0).close();
        world.settle();
        assertThat(held).hasSize(2);
        assertThat(here.isHeldByMe()).isTrue();
        assertThat(there.isHeldByOther()).isTrue();
        held.get(1).commit(tx -> tx.add("from", -5).add("to", 5));
        world.grace.put("to", 0).exceptionally(refused -> null);
        world.settle();
        assertThat(world.grace.get("to", Integer.class)).isEqualTo(5);
        held.get(1).close();
        world.settle();
        assertThat(here.isHeldByMe()).isFalse();
        assertThat(there.isHeldByOther()).isFalse();
        assertThat(world.ada.lock("from").getHolder()).isEmpty();
    }

    @Test
    @DisplayName("a lock over several keys is held as long as one over some of them is, or is being asked for")
    void severalKeysShared() {
        List<HeldLock> both = new ArrayList<>();
        List<HeldLock> one = new ArrayList<>();
        List<HeldLock> other = new ArrayList<>();
        world.ada.lock("a", "b").acquire(Duration.ZERO).thenAccept(both::add);
        world.settle();
        world.ada.lock("a").acquire(Duration.ZERO).thenAccept(one::add);
        world.settle();
        both.get(0).close();
        world.ada.lock("b").acquire(Duration.ZERO).thenAccept(other::add);
        one.get(0).close();
        world.settle();
        assertThat(other).hasSize(1);
        assertThat(other.get(0).isHeld()).isTrue();
        assertThat(world.ada.lock("b").isHeldByMe()).isTrue();
        other.get(0).close();
        world.settle();
        assertThat(world.hub.state().locks()).isEmpty();
    }

    @Test
    @DisplayName("the next in line gets it when it is given back")
    void handedOn() {
        List<HeldLock> held = new ArrayList<>();
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        grace.acquire(Duration.ofSeconds(30)).thenAccept(held::add);
        world.settle();
        assertThat(held).hasSize(1);
        held.get(0).close();
        world.settle();
        assertThat(held).hasSize(2);
        assertThat(grace.isHeldByMe()).isTrue();
        assertThat(held.get(1).fence()).isGreaterThan(held.get(0).fence());
        assertThat(held.get(0).isHeld()).isFalse();
    }

    @Test
    @DisplayName("what is acquired twice is given back twice")
    void counted() {
        List<HeldLock> held = new ArrayList<>();
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        assertThat(held).hasSize(3);
        held.get(0).close();
        held.get(0).close(); // once is enough
        held.get(1).close();
        world.settle();
        assertThat(ada.isHeldByMe()).isTrue();
        held.get(2).close();
        world.settle();
        assertThat(ada.isHeldByMe()).isFalse();
    }

    @Test
    @DisplayName("withLock runs alone: read, change and write of two at once both count")
    void withLock() {
        SharedNumber here = world.ada.number("count", 0);
        SharedNumber there = world.grace.number("count", 0);
        for (int i = 0; i < 25; i++) {
            world.ada.withLock("count", lock -> here.set(here.get() + 1));
            world.grace.withLock("count", lock -> there.set(there.get() + 1));
        }
        world.settle();
        assertThat(here.get()).isEqualTo(50);
        assertThat(there.get()).isEqualTo(50);
        assertThat(ada.isHeldByMe() || grace.isHeldByMe()).isFalse();
    }

    @Test
    @DisplayName("what a withLock block throws fails its stage, and gives the lock back")
    void throwingBlock() {
        List<Throwable> failures = new ArrayList<>();
        world.ada
                .withLock("count", lock -> {
                    throw new IllegalStateException("oops");
                })
                .exceptionally(failure -> {
                    failures.add(failure);
                    return null;
                });
        world.settle();
        assertThat(failures).singleElement().satisfies(f -> assertThat(f).hasRootCauseMessage("oops"));
        assertThat(ada.isHeldByMe()).isFalse();
    }

    @Test
    @DisplayName("a lock that can't be had is refused with the holder's name")
    void refused() {
        ada.acquire(Duration.ZERO);
        world.settle();
        List<Throwable> failures = new ArrayList<>();
        grace.acquire(Duration.ZERO).whenComplete((held, failure) -> failures.add(failure));
        world.settle();
        assertThat(failures).singleElement().satisfies(failure -> {
            RefusedException refusal =
                    (RefusedException) (failure instanceof RefusedException ? failure : failure.getCause());
            assertThat(refusal.code()).isEqualTo(RefusalCode.LOCKED);
            assertThat(refusal.holder()).isEqualTo("ada");
        });
    }

    @Test
    @DisplayName("who is away for longer than a lease has lost the lock, and may take it again")
    void lost() {
        List<HeldLock> held = new ArrayList<>();
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        world.adaClient.disconnect();
        world.hub.pass(20_000);
        world.adaClient.connect();
        world.settle();
        assertThat(held.get(0).isHeld()).isFalse();
        assertThat(ada.isHeldByMe()).isFalse();
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        assertThat(held).hasSize(2);
        assertThat(held.get(1).isHeld()).isTrue();
    }

    @Test
    @DisplayName(
            "what is written through a lock that was lost meanwhile is refused with its value, and does not touch the next holder's work")
    void lostWhileEditing() {
        List<HeldLock> held = new ArrayList<>();
        List<RefusedException> refused = new ArrayList<>();
        List<String> told = new ArrayList<>();
        world.ada.onRefused(refused::add);
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        HeldLock mine = held.get(0);
        mine.onLost(() -> told.add("lost"));
        mine.put("count", 1);
        world.settle();
        assertThat(world.hub.state().entries().value("count")).isEqualTo(Json.of(1));

        world.adaClient.disconnect();
        world.hub.pass(20_000);
        grace.acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        held.get(1).put("count", 2);
        world.settle();
        mine.put("count", 3); // before anybody has said that the lock is gone
        mine.run(() -> world.ada.number("count", 0).set(4));
        mine.commit(tx -> tx.put("other", 5));
        ada.run(() -> world.ada.number("count", 0).set(6)); // whichever window has it
        world.adaClient.connect();
        world.settle();

        assertThat(told).containsExactly("lost");
        assertThat(mine.isHeld()).isFalse();
        assertThat(mine.heldProperty().get()).isFalse();
        assertThat(world.hub.state().entries().value("count")).isEqualTo(Json.of(2));
        assertThat(world.hub.state().entries().get("other")).isNull();
        assertThat(refused).extracting(RefusedException::code).containsOnly(RefusalCode.FENCED);
        assertThat(refused)
                .extracting(RefusedException::values)
                .contains(Map.of("count", Json.of(3)), Map.of("other", Json.of(5)));
        assertThat(world.ada.number("count", 0).get()).isEqualTo(2);
        mine.onLost(() -> told.add("at once"));
        ada.run(() -> world.ada.put("free", 7)); // no window has it any more
        world.settle();
        assertThat(world.hub.state().entries().value("free")).isEqualTo(Json.of(7));
        assertThat(told).containsExactly("lost", "at once");
    }

    @Test
    @DisplayName(
            "a lock that was given back guards nothing, and writing through it is refused at the call; nobody is told that it was lost")
    void closed() {
        List<HeldLock> held = new ArrayList<>();
        List<String> told = new ArrayList<>();
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        held.get(0).onLost(() -> told.add("lost"));
        held.get(0).close();
        world.settle();
        assertThatThrownBy(() -> held.get(0).put("count", 1)).isInstanceOf(IllegalStateException.class);
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("a lock below one that is held shares it: the outer one is held until it is given back itself")
    void nested() {
        SharedLock part = world.ada.lock("count/part");
        List<HeldLock> held = new ArrayList<>();
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        part.acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();

        held.get(1).close();
        world.settle();
        assertThat(ada.isHeldByMe()).isTrue();
        assertThat(held.get(0).isHeld()).isTrue();

        part.acquire(Duration.ZERO).thenAccept(held::add);
        held.get(0).close(); // while the other is asked for
        world.settle();
        assertThat(held.get(2).isHeld()).isTrue();
        assertThat(part.isHeldByMe()).isTrue();
        held.get(2).close();
        world.settle();
        assertThat(ada.isHeldByMe()).isFalse();
        assertThat(world.hub.state().locks()).isEmpty();
    }

    @Test
    @DisplayName("a lock that a hub forgot is not held any more, though nobody said that it was lost")
    void forgotten() {
        List<HeldLock> held = new ArrayList<>();
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        world.adaClient.disconnect();
        world.hub.forgetLocks();
        world.adaClient.connect();
        world.settle();
        assertThat(held.get(0).isHeld()).isFalse();

        ada.acquire(Duration.ZERO).thenAccept(held::add);
        world.settle();
        assertThat(held).hasSize(2);
        assertThat(held.get(1).isHeld()).isTrue();
        assertThat(ada.isHeldByMe()).isTrue();
    }

    @Test
    @DisplayName("an update inside withLock is done before the lock is given back, and not after it was lost")
    void updateUnderLock() {
        world.ada.withLock("count", lock -> {
            world.ada.put("count", 4);
            world.ada.updateNumber("count", n -> n + 1);
        });
        grace.acquire(Duration.ofSeconds(30));
        world.settle();
        assertThat(world.grace.number("count", 0).get()).isEqualTo(5);
    }

    @Test
    @DisplayName("who cancels waits no more, and nobody counts them; it is told as no refusal")
    void cancelled() {
        List<RefusedException> refusals = new ArrayList<>();
        world.grace.onRefused(refusals::add);
        List<HeldLock> held = new ArrayList<>();
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        CompletionStage<HeldLock> waits = grace.acquire(Duration.ofSeconds(30));
        world.settle();
        assertThat(ada.getWaiting()).isEqualTo(1);

        waits.toCompletableFuture().cancel(false);
        world.settle();
        assertThat(ada.getWaiting()).isZero();
        held.get(0).close();
        world.settle();
        assertThat(grace.isHeldByMe()).isFalse();
        assertThat(ada.isHeldByOther()).isFalse();
        assertThat(refusals).isEmpty();
    }

    @Test
    @DisplayName("the program stays in line until the last who asked has cancelled")
    void oneOfTwoCancelled() {
        List<HeldLock> held = new ArrayList<>();
        ada.acquire(Duration.ZERO).thenAccept(held::add);
        CompletionStage<HeldLock> first = grace.acquire(Duration.ofSeconds(30));
        grace.acquire(Duration.ofSeconds(30)).thenAccept(held::add);
        world.settle();
        first.toCompletableFuture().cancel(false);
        world.settle();
        held.get(0).close();
        world.settle();
        assertThat(held).hasSize(2);
        held.get(1).close();
        world.settle();
        assertThat(ada.isHeldByOther()).isFalse();
    }

    @Test
    @DisplayName("a lock that is granted while the wait is being ended is given back; who asks again gets it anew")
    void cancelledTooLate() {
        List<HeldLock> held = new ArrayList<>();
        CompletionStage<HeldLock> waits = grace.acquire(Duration.ofSeconds(30)); // the hub grants it at once
        waits.toCompletableFuture().cancel(false);
        grace.acquire(Duration.ofSeconds(30)).thenAccept(held::add);
        world.settle();
        assertThat(held).hasSize(1);
        assertThat(held.get(0).isHeld()).isTrue();
        assertThat(grace.isHeldByMe()).isTrue();
        held.get(0).close();
        world.settle();
        assertThat(ada.isHeldByOther()).isFalse();
        assertThat(ada.getWaiting()).isZero();
    }
}
