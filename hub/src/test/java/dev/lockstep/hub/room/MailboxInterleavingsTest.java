package dev.lockstep.hub.room;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import dev.lockstep.hub.Interleavings;

import static org.assertj.core.api.Assertions.assertThat;

/** The orders in which threads can give steps to a room, as far as a model checker reaches them. */
@EnabledForJreRange(max = JRE.JAVA_24, disabledReason = "Lincheck 3.7 changes no order of threads on Java 25")
class MailboxInterleavingsTest {

    private static final int INVOCATIONS = Integer.getInteger("lockstep.interleavings", 500);

    /** A room's loop whose turns are done by whichever thread begins them. */
    private static final class Loop {
        private final List<Integer> done = new ArrayList<>();
        private boolean working; // is not volatile: turns must see each other by themselves
        private final Mailbox mailbox = new Mailbox("room", Runnable::run, new AtomicInteger(), this::turn);

        private void turn() {
            if (working) {
                throw new AssertionError("two turns at a time");
            }
            working = true;
            int steps = mailbox.run(2);
            working = false;
            mailbox.endTurn(steps);
        }
    }

    @Test
    @DisplayName("each step is done once, no two turns at a time, and what a thread gave in its order")
    void steps() {
        Interleavings.check(INVOCATIONS, () -> {
            Loop loop = new Loop();
            Thread reader = new Thread(() -> {
                loop.mailbox.execute(() -> loop.done.add(1));
                loop.mailbox.execute(() -> loop.done.add(2));
            });
            Thread other = new Thread(() -> loop.mailbox.execute(() -> loop.done.add(10)));
            reader.start();
            other.start();
            loop.mailbox.endTurn(1); // the first turn, which was under way from the beginning
            join(reader);
            join(other);
            check(loop.done.size() == 3 && loop.done.containsAll(List.of(1, 2, 10)), loop.done);
            check(loop.done.indexOf(1) < loop.done.indexOf(2), loop.done);
        });
    }

    @Test
    @DisplayName("a room that goes to rest has nothing that came in meanwhile")
    void rest() {
        Interleavings.check(INVOCATIONS, () -> {
            Loop loop = new Loop();
            boolean[] rested = new boolean[1];
            Thread member = new Thread(() -> loop.mailbox.execute(() -> loop.done.add(1)));
            member.start();
            rested[0] = loop.mailbox.hasOnly(1);
            boolean empty = loop.done.isEmpty();
            if (!rested[0]) {
                loop.mailbox.endTurn(1);
            }
            join(member);
            check(rested[0] ? empty : loop.done.equals(List.of(1)), loop.done);
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(boolean condition, Object about) {
        if (!condition) {
            throw new AssertionError(String.valueOf(about));
        }
    }

    @Test
    @DisplayName("the checker finds a step that is lost")
    void finds() {
        boolean found = false;
        try {
            Interleavings.check(INVOCATIONS, () -> {
                int[] count = new int[1];
                Thread one = new Thread(() -> count[0]++);
                Thread other = new Thread(() -> count[0]++);
                one.start();
                other.start();
                join(one);
                join(other);
                check(count[0] == 2, count[0]);
            });
        } catch (Throwable e) { // the checker's own
            found = true;
        }
        assertThat(found).isTrue();
    }
}
