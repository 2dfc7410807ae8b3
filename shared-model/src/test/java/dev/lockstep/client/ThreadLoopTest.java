package dev.lockstep.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class ThreadLoopTest {

    private final ThreadLoop loop = new ThreadLoop("the loop's own");

    @AfterEach
    void close() {
        loop.execute(loop::close);
    }

    @Test
    @DisplayName("who brings a task while nothing else is to do does it; all else is done by the loop's own thread")
    void here() throws Exception {
        List<Thread> threads = new ArrayList<>();
        loop.executeHere(() -> threads.add(Thread.currentThread()));
        assertThat(threads).containsExactly(Thread.currentThread());

        CompletableFuture<String> other = new CompletableFuture<>();
        loop.execute(() -> other.complete(Thread.currentThread().getName()));
        assertThat(other.get()).isEqualTo("the loop's own");
    }

    @Test
    @DisplayName("while one is at work, whoever brings a task goes on at once, and it is done behind")
    void busy() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        loop.execute(() -> {
            begun.countDown();
            await(goOn);
            done.add("first");
        });
        await(begun);
        loop.executeHere(() -> done.add("second"));
        loop.execute(() -> done.add("third"));
        assertThat(done).isEmpty();

        goOn.countDown();
        CompletableFuture<List<String>> all = new CompletableFuture<>();
        loop.execute(() -> all.complete(List.copyOf(done)));
        assertThat(all.get()).containsExactly("first", "second", "third");
    }

    @Test
    @DisplayName("what a task gives the loop is done behind it")
    void within() throws Exception {
        List<String> done = new ArrayList<>();
        CompletableFuture<List<String>> all = new CompletableFuture<>();
        loop.executeHere(() -> {
            loop.executeHere(() -> done.add("inner"));
            loop.execute(() -> done.add("other"));
            loop.execute(() -> all.complete(List.copyOf(done)));
            done.add(loop.isCurrent() ? "outer" : "outer, which isn't current");
        });
        assertThat(all.get()).containsExactly("outer", "inner", "other");
        assertThat(loop.isCurrent()).isFalse();
    }

    @Test
    @DisplayName("of what many threads bring at once nothing is lost, done twice or out of the order of one thread")
    void many() throws Exception {
        int threads = 4;
        int each = 20_000;
        List<List<Integer>> done = IntStream.range(0, threads)
                .<List<Integer>>mapToObj(i -> new ArrayList<>())
                .toList();
        int[] at = new int[1]; // written by one at a time, or it comes out wrong
        CountDownLatch all = new CountDownLatch(threads * each);
        CyclicBarrier start = new CyclicBarrier(threads);
        for (int thread = 0; thread < threads; thread++) {
            List<Integer> mine = done.get(thread);
            boolean here = thread % 2 == 0;
            new Thread(() -> {
                        await(start);
                        for (int i = 0; i < each; i++) {
                            int number = i;
                            Runnable task = () -> {
                                at[0]++;
                                mine.add(number);
                                all.countDown();
                            };
                            if (here) {
                                loop.executeHere(task);
                            } else {
                                loop.execute(task);
                            }
                        }
                    })
                    .start();
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(at[0]).isEqualTo(threads * each);
        List<Integer> inOrder = IntStream.range(0, each).boxed().toList();
        assertThat(done).allMatch(inOrder::equals);
    }

    @Test
    @DisplayName("a task that fails takes no other with it")
    void failing() throws Exception {
        loop.executeHere(() -> {
            throw new IllegalStateException("as the test wants it");
        });
        CompletableFuture<Void> next = new CompletableFuture<>();
        loop.execute(() -> next.complete(null));
        next.get();
    }

    @Test
    @DisplayName("of two that bring a task at the same moment, nobody's waits for a third")
    void noLostWakeUp() throws Exception {
        int rounds = 5_000;
        CyclicBarrier start = new CyclicBarrier(2);
        CyclicBarrier end = new CyclicBarrier(2);
        CountDownLatch[] done =
                IntStream.range(0, rounds).mapToObj(i -> new CountDownLatch(2)).toArray(CountDownLatch[]::new);
        Thread other = new Thread(() -> {
            for (CountDownLatch round : done) {
                await(start);
                loop.execute(round::countDown);
                await(end);
            }
        });
        other.start();
        for (CountDownLatch round : done) {
            await(start);
            loop.executeHere(round::countDown);
            await(round);
            await(end);
        }
        other.join();
    }

    @Test
    @DisplayName("who brings a task is not kept by those that come without end, nor is what was planned")
    void withoutEnd() throws Exception {
        AtomicBoolean fired = new AtomicBoolean();
        CompletableFuture<Void> planned = new CompletableFuture<>();
        loop.executeHere(new Runnable() {
            @Override
            public void run() {
                if (!fired.get()) {
                    loop.execute(this);
                }
            }
        });
        loop.later(
                1,
                () -> { // comes to this only if it was let go, and is done only if the endless one lets it
                    fired.set(true);
                    planned.complete(null);
                });
        planned.get();
    }

    @Test
    @DisplayName("what is planned can be called off")
    void calledOff() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        CountDownLatch calledOff = new CountDownLatch(1);
        loop.execute(() -> await(calledOff)); // keeps the thread that would begin it
        loop.later(1, () -> first.complete("called off")).cancel(false);
        loop.later(2, () -> first.complete("the other"));
        calledOff.countDown();
        assertThat(first.get()).isEqualTo("the other");
    }

    @Test
    @DisplayName("a closed loop does what waits, and nothing that was planned or comes later")
    void closed() throws Exception {
        CompletableFuture<Thread> own = new CompletableFuture<>();
        loop.execute(() -> own.complete(Thread.currentThread()));
        Thread thread = own.get();
        List<String> done = new ArrayList<>();
        CountDownLatch closed = new CountDownLatch(1);
        loop.execute(() -> {
            loop.later(60_000, () -> done.add("planned")); // for which the thread would stay
            loop.execute(() -> done.add("waited"));
            loop.close();
            loop.execute(() -> done.add("came later"));
            closed.countDown();
        });
        await(closed);
        loop.executeHere(() -> done.add("came much later"));
        loop.later(0, () -> done.add("planned much later"));
        thread.join();
        assertThat(loop.isClosed()).isTrue();
        assertThat(done).containsExactly("waited");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
