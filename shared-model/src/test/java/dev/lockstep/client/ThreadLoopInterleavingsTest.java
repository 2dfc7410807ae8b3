package dev.lockstep.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The orders in which threads can bring tasks to a loop, as far as a model checker reaches them. */
@EnabledForJreRange(max = JRE.JAVA_24, disabledReason = "Lincheck 3.7 changes no order of threads on Java 25")
class ThreadLoopInterleavingsTest {

    private static final int INVOCATIONS = Integer.getInteger("lockstep.interleavings", 100);

    @Test
    @DisplayName("each task is done once, one at a time, in the order in which a thread brought it")
    void tasks() {
        Interleavings.check(INVOCATIONS, () -> {
            ThreadLoop loop = new ThreadLoop("loop");
            List<Integer> done = new ArrayList<>(); // not for many threads: the loop's tasks see each other
            CountDownLatch all = new CountDownLatch(3);
            Thread socket = new Thread(() -> {
                loop.executeHere(() -> note(done, 1, all));
                loop.executeHere(() -> note(done, 2, all));
            });
            Thread program = new Thread(() -> loop.execute(() -> note(done, 10, all)));
            socket.start();
            program.start();
            await(all);
            check(done.size() == 3 && done.containsAll(List.of(1, 2, 10)), done);
            check(done.indexOf(1) < done.indexOf(2), done);
            loop.execute(loop::close);
        });
    }

    private static void note(List<Integer> done, int what, CountDownLatch all) {
        done.add(what);
        all.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(boolean condition, List<Integer> about) {
        if (!condition) {
            throw new AssertionError(about.toString());
        }
    }
}
