package dev.lockstep.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/** A connection: frames in order, each way, late, until it is cut. */
final class Wire {

    private record InFlight(long at, String frame) {}

    private final Deque<InFlight> toHub = new ArrayDeque<>();
    private final Deque<InFlight> toClient = new ArrayDeque<>();
    private final Random random;
    final int number;

    /** Whether each end still believes in it; an end learns of a cut late. */
    boolean hubBelieves = true;

    boolean clientBelieves = true;
    boolean cut;

    Wire(int number, Random random) {
        this.number = number;
        this.random = random;
    }

    void sendToHub(long now, String frame) {
        send(toHub, now, frame);
    }

    void sendToClient(long now, String frame) {
        send(toClient, now, frame);
    }

    String pollAtHub(long now) {
        return poll(toHub, now);
    }

    String pollAtClient(long now) {
        return poll(toClient, now);
    }

    /** What is under way is lost. */
    void cut() {
        cut = true;
        toHub.clear();
        toClient.clear();
    }

    private void send(Deque<InFlight> direction, long now, String frame) {
        if (!cut) {
            long earliest = direction.isEmpty() ? now : direction.peekLast().at();
            direction.add(new InFlight(Math.max(earliest, now + random.nextInt(40)), frame));
        }
    }

    private static String poll(Deque<InFlight> direction, long now) {
        InFlight first = direction.peekFirst();
        return first != null && first.at() <= now ? direction.pollFirst().frame() : null;
    }

    boolean isQuiet() {
        return toHub.isEmpty() && toClient.isEmpty();
    }
}
