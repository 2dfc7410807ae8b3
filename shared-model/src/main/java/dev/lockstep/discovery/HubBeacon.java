package dev.lockstep.discovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import dev.lockstep.wire.Protocol;

/**
 * Announces a hub in the local network, and answers who asks, until it is closed. Only those in the same network are answered, and not
 * more than {@value AnswerLimit#PER_SECOND} a second: nobody can use it to flood somebody else.
 */
public final class HubBeacon implements AutoCloseable {

    private static final long PAUSE_MILLIS = 3_000;

    /** On the thread of the sockets. */
    private static final class Announcer implements LanSockets.Owner {

        private final Announcement announcement;
        private long lastNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        private final AnswerLimit limit = new AnswerLimit();

        Announcer(Announcement announcement) {
            this.announcement = announcement;
        }

        @Override
        public long turn(LanSockets sockets) {
            long now = System.nanoTime();
            long left = PAUSE_MILLIS - TimeUnit.NANOSECONDS.toMillis(now - lastNanos);
            if (left > 0) {
                return left;
            }
            lastNanos = now;
            sockets.sendToAll(way -> new Datagram.Answer(way, announcement));
            return PAUSE_MILLIS;
        }

        @Override
        public void received(LanSockets sockets, Datagram datagram, InetSocketAddress from, LanSockets.Reply reply) {
            if (datagram instanceof Datagram.Question question
                    && limit.mayAnswer(from.getAddress(), sockets.places(), System.nanoTime())) {
                reply.send(new Datagram.Answer(question.way(), announcement));
            }
        }
    }

    private final LanSockets sockets;

    private HubBeacon(LanSockets sockets) {
        this.sockets = sockets;
    }

    /**
     * Begins to announce. Any thread.
     *
     * @throws IOException where there are no sockets to be had
     */
    public static HubBeacon start(Announcement announcement) throws IOException {
        return start(announcement, Protocol.DEFAULT_PORT);
    }

    static HubBeacon start(Announcement announcement, int port) throws IOException {
        return new HubBeacon(new LanSockets(port, "lockstep-beacon", new Announcer(announcement)));
    }

    @Override
    public void close() {
        sockets.close();
    }
}
