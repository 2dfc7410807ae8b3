package dev.lockstep.hub.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.lockstep.hub.journal.HubKey;
import dev.lockstep.hub.journal.MemoryJournal;
import dev.lockstep.hub.room.RoomContext;
import dev.lockstep.hub.room.Rooms;
import dev.lockstep.hub.room.StandingClock;
import dev.lockstep.hub.room.StorageHealth;
import dev.lockstep.hub.room.ThreadScheduler;
import dev.lockstep.model.Limits;
import dev.lockstep.wire.Bounds;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class SessionsTest {

    private static final long LEASE_MILLIS = 400;

    private final ThreadScheduler scheduler = new ThreadScheduler(Thread::new);
    private final Sessions sessions = new Sessions("s", new StandingClock(), scheduler, Bounds.DEFAULT, LEASE_MILLIS);
    private final Connections connections = connections(scheduler, Runnable::run);

    /** @param slow runs what takes longer than a reading thread should */
    static Connections connections(ThreadScheduler scheduler, Executor slow) {
        return new Connections(
                new Connections.Rules(
                        "hub", HubKey::fresh, Limits.DEFAULT, Bounds.DEFAULT, 60_000, 60_000, 60_000, LEASE_MILLIS),
                new AccessControl(null, null, true),
                new Rooms(new RoomContext(
                        new MemoryJournal(),
                        new StorageHealth(storing -> {}, System::nanoTime),
                        Runnable::run,
                        new AtomicInteger(),
                        Runnable::run,
                        scheduler,
                        new StandingClock(),
                        () -> "e",
                        Limits.DEFAULT,
                        LEASE_MILLIS,
                        60_000,
                        1,
                        Bounds.DEFAULT)),
                new ReadingThreads(Runnable::run, slow, () -> false),
                scheduler,
                new StandingClock());
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    @DisplayName("[OP7] [OP9] a second connection of a client gets the session, and names the one that it replaced")
    void replaces() {
        Connection first = connections.newConnection("127.0.0.1", "127.0.0.1:7171", false);
        Connection second = connections.newConnection("127.0.0.1", "127.0.0.1:7171", false);
        Sessions.Opened one = sessions.open("ada", first);
        Sessions.Opened two = sessions.open("ada", second);

        assertThat(one.resumed()).isFalse();
        assertThat(one.replaced()).isNull();
        assertThat(two.session()).isSameAs(one.session());
        assertThat(two.resumed()).isTrue();
        assertThat(two.replaced()).isSameAs(first);
        assertThat(sessions.live()).isEqualTo(1);
    }

    @Test
    @DisplayName("[OP8] what a replaced connection does late changes nothing")
    void lateEnds() {
        Connection first = connections.newConnection("127.0.0.1", "127.0.0.1:7171", false);
        Connection second = connections.newConnection("127.0.0.1", "127.0.0.1:7171", false);
        Session session = sessions.open("ada", first).session();
        sessions.open("ada", second);

        sessions.detach(session, first);
        assertThat(sessions.end(session, first)).isFalse();

        assertThat(sessions.live()).isEqualTo(1);
        assertThat(sessions.end(session, second)).isTrue();
        assertThat(sessions.live()).isZero();
    }

    @Test
    @DisplayName("[LK23] no session of one hub is called as one of another")
    void namesOfHubs() {
        Sessions later = new Sessions("later-", new StandingClock(), scheduler, Bounds.DEFAULT, LEASE_MILLIS);

        assertThat(sessions.open("ada", connections.newConnection("127.0.0.1", "127.0.0.1:7171", false))
                        .session()
                        .id)
                .isNotEqualTo(later.open("grace", connections.newConnection("127.0.0.1", "127.0.0.1:7171", false))
                        .session()
                        .id);
    }

    @RepeatedTest(3)
    @DisplayName("[OP9] the end of an earlier lease does not end the one that began later")
    void leasesApart() throws InterruptedException {
        Connection first = connections.newConnection("127.0.0.1", "127.0.0.1:7171", false);
        Session session = sessions.open("ada", first).session();
        Connection second = connections.newConnection("127.0.0.1", "127.0.0.1:7171", false);
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch whole = new CountDownLatch(1);
        sessions.detach(session, first);
        scheduler.after(LEASE_MILLIS / 2, half::countDown);
        scheduler.after(LEASE_MILLIS + 1, whole::countDown);
        half.await();
        sessions.open("ada", second);
        long left = System.nanoTime();
        sessions.detach(session, second);
        whole.await(); // the first lease has ended

        boolean resumed = sessions.open("ada", connections.newConnection("127.0.0.1", "127.0.0.1:7171", false))
                .resumed();

        boolean inTime = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - left) < LEASE_MILLIS;
        assertThat(resumed || !inTime).isTrue(); // a machine that slept for long proves nothing
    }
}
