package dev.lockstep.hub.journal;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import dev.lockstep.hub.Interleavings;

/** The orders in which threads can have something written, as far as a model checker reaches them. */
@EnabledForJreRange(max = JRE.JAVA_24, disabledReason = "Lincheck 3.7 changes no order of threads on Java 25")
class GroupCommitInterleavingsTest {

    private static final int INVOCATIONS = Integer.getInteger("lockstep.interleavings", 200);

    private static final class Target implements GroupCommit.Target<Integer> {

        private final List<Integer> written = new ArrayList<>(); // by one thread at a time
        private final List<Integer> refused = new ArrayList<>();
        private boolean writing;

        @Override
        public void write(List<Integer> group) {
            check(!writing, "two write at a time");
            writing = true;
            written.addAll(group);
            writing = false;
        }

        @Override
        public void refuse(Integer late) {
            refused.add(late);
        }

        @Override
        public boolean isTidyingDue() {
            return false;
        }

        @Override
        public void tidy() {
            // there is nothing
        }
    }

    @Test
    @DisplayName("what is given before the end is written once, or refused")
    void given() {
        Interleavings.check(INVOCATIONS, () -> {
            Target target = new Target();
            GroupCommit<Integer> commits = new GroupCommit<>(target, 10, "writer");
            commits.start();
            boolean[] taken = new boolean[2];
            Thread one = new Thread(() -> taken[0] = commits.give(1));
            Thread other = new Thread(() -> taken[1] = commits.leave(2));
            one.start();
            other.start();
            commits.close();
            join(one);
            join(other);
            check(has(target, 1) == taken[0] && has(target, 2) == taken[1], target.written + " " + target.refused);
        });
    }

    private static boolean has(Target target, int item) {
        long times = target.written.stream().filter(each -> each == item).count()
                + target.refused.stream().filter(each -> each == item).count();
        check(times <= 1, "written twice");
        return times == 1;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(boolean condition, String about) {
        if (!condition) {
            throw new AssertionError(about);
        }
    }
}
