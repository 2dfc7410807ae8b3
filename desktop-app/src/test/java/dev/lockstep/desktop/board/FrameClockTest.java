package dev.lockstep.desktop.board;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

import dev.lockstep.desktop.Fx;
import dev.lockstep.desktop.UiTest;

import static org.assertj.core.api.Assertions.assertThat;

@UiTest
@ExtendWith(ApplicationExtension.class)
class FrameClockTest {

    private final Queue<Runnable> later = new ArrayDeque<>(); // the JavaFX thread's own
    private final AtomicBoolean moving = new AtomicBoolean(true);
    private final AtomicInteger steps = new AtomicInteger();
    private FrameClock clock;

    @BeforeEach
    void make() {
        clock = Fx.get(() -> new FrameClock(
                () -> {
                    steps.incrementAndGet();
                    return moving.get();
                },
                later::add));
    }

    @Test
    @DisplayName("while nothing moves there are no pulses, and what moves then is noticed")
    void rests() {
        Fx.run(clock::wake);
        Fx.await("it is called in each pulse", () -> steps.get() > 100);
        moving.set(false);
        Fx.await("it rests", () -> !clock.isAwake());
        int before = Fx.get(steps::get);
        Fx.run(() -> later.remove().run());
        assertThat(steps).hasValue(before + 1);
        assertThat(Fx.get(clock::isAwake)).isFalse();

        moving.set(true);
        Fx.run(() -> later.remove().run());
        assertThat(Fx.get(clock::isAwake)).isTrue();
        Fx.run(clock::close);
    }

    @Test
    @DisplayName("whoever wakes it has the next pulse, and one that was planned meanwhile comes to nothing")
    void wakes() {
        moving.set(false);
        Fx.run(clock::wake);
        Fx.await("it rests", () -> !clock.isAwake());
        Fx.run(() -> {
            clock.wake();
            int before = steps.get();
            later.remove().run();
            assertThat(steps).hasValue(before);
        });
        Fx.await("it rests again", () -> !clock.isAwake());
        Fx.run(() -> {
            clock.close();
            int before = steps.get();
            later.remove().run();
            clock.wake();
            assertThat(steps).hasValue(before);
            assertThat(clock.isAwake()).isFalse();
        });
    }

    @Test
    @DisplayName("what nobody can see is not stepped, whoever wakes it, until it is seen again")
    void hidden() {
        Fx.run(clock::wake);
        Fx.await("it is called", () -> steps.get() > 0);
        Fx.run(() -> {
            clock.setSeen(false);
            clock.wake();
            assertThat(clock.isAwake()).isFalse();
            assertThat(later).isEmpty();
        });
        moving.set(false);
        Fx.run(() -> clock.setSeen(true));
        Fx.await("it rests", () -> !clock.isAwake());
        Fx.run(() -> {
            clock.setSeen(false);
            int before = steps.get();
            later.remove().run();
            assertThat(steps).hasValue(before);
            assertThat(later).isEmpty();
            clock.close();
        });
    }
}
