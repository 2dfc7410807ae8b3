package dev.lockstep.hub.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What is promised to those who give, without a database under it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class GroupCommitTest {

    private static final String THREAD = "group commit of a test";

    private final Paper paper = new Paper();
    private final GroupCommit<String> commits = new GroupCommit<>(paper, 3, THREAD);

    /** Remembers what was written, in which groups and by whom; can be made to stand still. */
    private static final class Paper implements GroupCommit.Target<String> {
        final List<List<String>> groups = new CopyOnWriteArrayList<>();
        final List<String> writers = new CopyOnWriteArrayList<>();
        final List<String> refused = new CopyOnWriteArrayList<>();
        final List<String> tidiers = new CopyOnWriteArrayList<>();
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger mostAtOnce = new AtomicInteger();
        final CountDownLatch tidied = new CountDownLatch(1);
        volatile CountDownLatch begun = new CountDownLatch(0);
        volatile CountDownLatch goOn = new CountDownLatch(0);
        volatile CountDownLatch written = new CountDownLatch(0);
        volatile boolean tidyingDue;

        @Override
        public void write(List<String> group) {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            begun.countDown();
            await(goOn);
            groups.add(List.copyOf(group));
            writers.add(Thread.currentThread().getName());
            atOnce.decrementAndGet();
            group.forEach(each -> written.countDown());
        }

        @Override
        public void refuse(String late) {
            refused.add(late);
        }

        @Override
        public boolean isTidyingDue() {
            return tidyingDue;
        }

        @Override
        public void tidy() {
            tidyingDue = false;
            tidiers.add(Thread.currentThread().getName());
            tidied.countDown();
        }

        List<String> all() {
            return groups.stream().flatMap(Collection::stream).toList();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        paper.goOn.countDown();
        commits.close();
    }

    /** Somebody gives {@code item}, and stands still while it is written. */
    private CompletableFuture<Boolean> heldAt(String item) {
        paper.begun = new CountDownLatch(1);
        paper.goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> given = CompletableFuture.supplyAsync(() -> commits.give(item));
        await(paper.begun);
        return given;
    }

    @Test
    @DisplayName("what comes alone is written by whoever gives it, before they go on")
    void alone() {
        assertThat(commits.give("a")).isTrue();
        assertThat(paper.groups).containsExactly(List.of("a"));
        assertThat(paper.writers).containsExactly(Thread.currentThread().getName());
    }

    @Test
    @DisplayName("what comes while somebody writes waits for nobody, and is one group behind it, in its order")
    void together() {
        commits.start();
        paper.written = new CountDownLatch(3);
        CompletableFuture<Boolean> first = heldAt("a");
        assertThat(commits.give("b")).isTrue();
        assertThat(commits.give("c")).isTrue();
        assertThat(paper.groups).isEmpty();
        paper.goOn.countDown();
        await(paper.written);
        assertThat(first.join()).isTrue();
        assertThat(paper.groups).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    @DisplayName("a group takes no more than it may")
    void bounded() {
        commits.start();
        paper.written = new CountDownLatch(6);
        CompletableFuture<Boolean> first = heldAt("a");
        List.of("b", "c", "d", "e", "f").forEach(commits::give);
        paper.goOn.countDown();
        await(paper.written);
        assertThat(first.join()).isTrue();
        assertThat(paper.groups).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e", "f"));
    }

    @Test
    @DisplayName("what is left is never written by who leaves it")
    void left() {
        commits.start();
        paper.written = new CountDownLatch(1);
        assertThat(commits.leave("a")).isTrue();
        await(paper.written);
        assertThat(paper.writers).containsExactly(THREAD);
    }

    @Test
    @DisplayName(
            "of many at once each item is written once, those of one thread in their order, and one group at a time")
    void many() {
        commits.start();
        int threads = 8;
        int each = 2_000;
        paper.written = new CountDownLatch(threads * each);
        List<CompletableFuture<Void>> given = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            String name = thread + ":";
            given.add(CompletableFuture.runAsync(
                    () -> IntStream.range(0, each).forEach(i -> commits.give(name + i)),
                    task -> new Thread(task).start()));
        }
        CompletableFuture.allOf(given.toArray(CompletableFuture<?>[]::new)).join();
        await(paper.written);
        assertThat(paper.mostAtOnce).hasValue(1);
        for (int thread = 0; thread < threads; thread++) {
            String name = thread + ":";
            assertThat(paper.all().stream().filter(item -> item.startsWith(name)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> name + i).toList());
        }
        assertThat(paper.groups).allMatch(group -> group.size() <= 3);
    }

    @Test
    @DisplayName("what is due beside writing is done by the thread for it, also when nothing comes any more")
    void tidied() {
        commits.start();
        paper.tidyingDue = true;
        commits.give("a");
        await(paper.tidied);
        assertThat(paper.tidiers).containsExactly(THREAD);
    }

    @Test
    @DisplayName("closing writes what was given before, and then nothing more is taken")
    void closed() {
        commits.start();
        CompletableFuture<Boolean> first = heldAt("a");
        commits.give("b");
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> commits.close());
        paper.goOn.countDown();
        closing.join();
        assertThat(first.join()).isTrue();
        assertThat(paper.groups).containsExactly(List.of("a"), List.of("b"));
        assertThat(commits.give("c")).isFalse();
        assertThat(commits.leave("d")).isFalse();
        assertThat(paper.all()).containsExactly("a", "b");
    }
}
