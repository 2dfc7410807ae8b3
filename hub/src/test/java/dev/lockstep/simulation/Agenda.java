package dev.lockstep.simulation;

import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** What is to happen in a world, in the order of its own time. All of it happens in one thread. */
public final class Agenda {

    /** Something that is to happen; {@link #cancel} calls it off. */
    private static final class Event extends CompletableFuture<Void> implements Comparable<Event> {

        private final long at;
        private final long tie;
        private final Process process;
        private final Runnable task;

        Event(long at, long tie, Process process, Runnable task) {
            this.at = at;
            this.tie = tie;
            this.process = process;
            this.task = task;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(tie, other.tie);
        }
    }

    /** A program that runs in the world; what it planned ends with it. */
    public static final class Process {

        private boolean ended;
        private int tasks;

        /** Nothing that it planned happens any more. */
        public void end() {
            ended = true;
        }

        public boolean isEnded() {
            return ended;
        }

        /** How many tasks wait, but for those that are planned for later. */
        public int tasks() {
            return tasks;
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SplittableRandom random;
    private long nanos;
    private long trace = 17;

    Agenda(SplittableRandom random) {
        this.random = random;
    }

    /** The world's time, in nanoseconds since it began. */
    public long nanos() {
        return nanos;
    }

    public SplittableRandom random() {
        return random;
    }

    /** Has {@code task} done by {@code process} in {@code delayNanos}; events of one moment happen in an order of chance. */
    public CompletableFuture<Void> after(Process process, long delayNanos, Runnable task) {
        Event event = new Event(nanos + Math.max(0, delayNanos), random.nextLong(), process, task);
        events.add(event);
        return event;
    }

    /** Has {@code task} done by {@code process} soon: in up to {@code nanosMax}. */
    public void soon(Process process, long nanosMax, Runnable task) {
        process.tasks++;
        after(process, random.nextLong(nanosMax), () -> {
            process.tasks--;
            task.run();
        });
    }

    /** Lets time pass, and what belongs into it happen. */
    void runFor(long duration) {
        long end = nanos + duration;
        for (Event next = events.peek(); next != null && next.at <= end; next = events.peek()) {
            events.remove();
            if (next.isDone() || next.process.ended) {
                continue;
            }
            nanos = next.at;
            next.complete(null);
            note(next.at);
            next.task.run();
        }
        nanos = end;
    }

    /** What {@code process} has planned, for whoever wonders why. */
    List<String> planned(Process process) {
        return events.stream()
                .filter(event -> event.process == process && !event.isDone())
                .map(event -> event.task + " in " + (event.at - nanos) / 1_000_000 + " ms")
                .toList();
    }

    /** Takes {@code what} into the trace, by which two runs of one world are compared. */
    void note(long what) {
        trace = (trace ^ what) * 0x100000001b3L;
    }

    long trace() {
        return trace;
    }
}
